"""What the commands share: reading, finding a department, and telling what went wrong."""

import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os.path import isdir, isfile  # unlike Path's, they take any name
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.bare_text import unsigned
from scoring.cli.language import asked_language, spoken_language
from scoring.errors import ExportError, Problem, ScoringError, SubmissionError, use_instead
from scoring.words import CHINESE, ENGLISH, Message, Phrase

if TYPE_CHECKING:
    from scoring.evaluation import Scores
    from scoring.model import Finding, Ruleset, Submissions

UNUSABLE = 2
WIDTH = 100
PATIENCE = 1.0  # seconds before progress is shown

ruleset_argument = click.argument("ruleset", metavar="评分规则")
language_option = click.option(
    "--language",
    type=click.Choice([CHINESE, ENGLISH]),
    default=asked_language,
    help="说明和表格的语言，默认用评分规则的语言；提示信息默认用系统的语言。",
)
overrides_option = click.option(
    "--overrides",
    metavar="文件",
    help="复核人的调整：部门、指标、复核得分、理由、复核人、日期，一行一项。",
)
output_option = click.option(
    "-o", "--output", metavar="文件", multiple=True, help="写入文件，格式按后缀定，可写多个。"
)


@contextmanager
def problems_told() -> Iterator[None]:
    """End with code 2 and every problem on stderr, should the work within not be possible.

    What is wrong is said to the user, in the language in which commands speak.
    """
    try:
        yield
    except ScoringError as error:
        show(error.say(spoken_language()), err=True)
        sys.exit(UNUSABLE)


def language_of(ruleset: str) -> str:
    """Return the language a ruleset declares, even one that cannot be used otherwise.

    Where there is no such ruleset it is the one in which commands speak.
    """
    from scoring.ruleset.shelf import on_shelf

    named = (file for name, file in on_shelf().items() if ruleset in (name, name.split("@")[0]))
    path = Path(ruleset) if isfile(ruleset) else next(named, None)
    if path is None:
        return spoken_language()
    text = path.read_bytes()[:4096].decode("utf-8", "replace")
    found = re.search(r'"language"\s*:\s*"([\w-]+)"', text)
    return found[1] if found else CHINESE


def refuse_to_overwrite(outputs: Sequence[str], inputs: Sequence[str | None]) -> None:
    """Raise ExportError for *outputs* among *inputs*, named twice, or in a folder not there.

    An input of None was not given.
    """
    read = [Path(name).resolve() for name in inputs if name]
    problems, written = [], set()
    for name in outputs:
        path = Path(name).resolve()
        if path in written:
            problems.append(Problem(name, _TWICE(), _NAME_ANOTHER()))
        elif any(path == given or given in path.parents for given in read):
            problems.append(Problem(name, _IS_INPUT(), _WRITE_ELSEWHERE()))
        elif isdir(path):
            problems.append(Problem(name, _IS_FOLDER(), _NAME_FILE()))
        elif not isdir(path.parent):
            problems.append(Problem(name, _NO_FOLDER(folder=Path(name).parent), _MAKE_FOLDER()))
        written.add(path)
    if problems:
        raise ExportError(problems)


def score_files(
    ruleset: str, paths: Sequence[str], overrides: str | None = None, *, of_others: bool = False
) -> "Scores":
    """Read, compile and score, and apply a file of reviewers' *overrides* as ``with_overrides``.

    A ruleset named by id alone is the edition for the year.
    """
    from scoring.evaluation import evaluate
    from scoring.plan import compile_plan

    rules, submissions = read_both(ruleset, paths)
    scores = evaluate(compile_plan(rules), submissions)
    return with_overrides(scores, overrides, of_others=of_others)


def with_overrides(scores: "Scores", overrides: str | None, *, of_others: bool = False) -> "Scores":
    """Return *scores* with the reviewers' points in a file of *overrides*, if there is one.

    With *of_others* a list for a whole bureau may be given with one department's submission.
    """
    if overrides is None:
        return scores
    from scoring.evaluation import override
    from scoring.overrides import read_overrides

    return override(scores, read_overrides(overrides, scores, of_others=of_others))


def read_all(paths: Sequence[str], rules: "Ruleset") -> "Submissions":
    """Read all submissions, with progress; every problem of any file is raised."""
    from scoring.intake import read_submissions

    return read_submissions(list(paths), rules, progress=progress())


def read_both(
    name: str,
    paths: Sequence[str],
    read: "Callable[[Sequence[str], Ruleset], Submissions]" = read_all,
) -> "tuple[Ruleset, Submissions]":
    """Return the ruleset and the submissions, read with the edition in force in their year."""
    from scoring.ruleset import find_ruleset, read_ruleset

    rules = read_ruleset(name)
    submissions = read(paths, rules)
    if name != rules.id:
        return rules, submissions
    years = submissions.columns["year"].values.tolist()
    editions = {find_ruleset(name, int(year)) for year in set(years) if year == year}
    if len(editions) > 1:
        names = [f"{edition.id}@{edition.edition}" for edition in sorted(editions)]
        raise SubmissionError([Problem(name, _TWO_EDITIONS(names=names), _NAME_ONE())])
    if not editions or editions == {find_ruleset(name)}:
        return rules, submissions
    rules = read_ruleset(editions.pop().path)
    return rules, read(paths, rules)


def deliver(outputs: Sequence[str], contents: Sequence[str | bytes]) -> None:
    """Write each of *contents*, all made beforehand, to its file, and say so; or none of them."""
    from scoring.export import write_together

    write_together(zip(outputs, contents, strict=True))
    for path in outputs:
        remark(SAVED(path=path))


def find_department(
    departments: Sequence[Any], wanted: str | None, option: str = "--department"
) -> Any:
    """Return the one department that is meant, by name or code; *option* is where it is named."""
    if wanted is None and len(departments) == 1:
        return departments[0]
    from scoring.export.cleaning import clean

    names = [clean(entry["department"]) for entry in departments]
    meant = (wanted, unsigned(wanted or ""))
    found = [e for e in departments if {e["department"], e["department_code"]} & {*meant}]
    if wanted is None or not found:
        problem = _NO_DEPARTMENT(name=wanted) if wanted else _WHICH_DEPARTMENT()
        raise SubmissionError([Problem(option, problem, use_instead(wanted or "", names))])
    if len(found) > 1:
        codes = [f"{e['department_code'] or ''} {e['year'] or ''}".strip() for e in found]
        raise SubmissionError([Problem(option, _SEVERAL(codes=codes), _BY_CODE())])
    return found[0]


def rank_intervals(scores: "Scores", language: str | None) -> dict[str, Any]:
    """Return how sure ranks are, over a thousand draws of weights."""
    from scoring.tuning.sensitivity import Recipe, intervals

    return intervals(scores, Recipe(draws=1_000), language)


def finding_line(submissions: "Submissions", finding: "Finding", language: str) -> str:
    from scoring.export.cleaning import clean

    row = finding.department
    return _FINDING(
        severity=_SEVERITIES[finding.severity],
        department="" if row is None else f"{clean(submissions.departments[row])} ",
        message=finding.message,
        cells=_CELLS(cells=list(dict.fromkeys(finding.cells))) if finding.cells else "",
    ).say(language)


def not_computed(scores: "Scores", language: str) -> list[str]:
    """Return a line for every figure that cannot be computed, such as over a zero denominator."""
    from scoring.explanation import explain_states
    from scoring.export.cleaning import clean
    from scoring.model import State

    names, departments = scores.plan.numbers, scores.submissions.departments
    return [
        _FINDING(
            severity=_SEVERITIES["warning"],
            department=f"{clean(departments[row])} ",
            message=note,
            cells="",
        ).say(language)
        for (row, name), note in explain_states(scores, language=language).items()
        if scores.states[names[name], row] == State.UNDEFINED
    ]


def progress() -> Callable[[int, int], None]:
    """Return what counts files on stderr, once the work takes longer than a moment."""
    started = time.monotonic()

    def count(done: int, total: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > PATIENCE:
            click.echo(f"\r{done}/{total}", nl=done == total, err=True)

    return count


def terminal_width() -> int:
    return min(max(shutil.get_terminal_size((WIDTH, 24)).columns, 60), 160)


def remark(message: Message) -> None:
    """Say on stderr what a command did, in the language in which commands speak."""
    show(message.say(spoken_language()), err=True)


def show(text: str | bytes, err: bool = False) -> None:
    """Print *text*, with nothing in it that a terminal would obey."""
    if isinstance(text, bytes):
        sys.stdout.buffer.write(text)
        return
    from scoring.export.cleaning import clean

    lines = (clean(line) for line in text.rstrip("\n").split("\n"))
    click.echo("\n".join(lines), err=err)


_FINDING = Phrase(
    "【{severity}】{department}{message}{cells}", "[{severity}] {department}{message}{cells}"
)
_SEVERITIES = {
    "error": Phrase("错误", "error")(),
    "warning": Phrase("警告", "warning")(),
    "info": Phrase("提示", "info")(),
}
_CELLS = Phrase("（{cells}）", " ({cells})")
_IS_INPUT = Phrase("这是要读取的文件或文件夹", "this is among what is read")
_WRITE_ELSEWHERE = Phrase("请写到别的文件，以免覆盖原件", "Write elsewhere, not over it")
_TWICE = Phrase("这个文件写了不止一次", "this file is named more than once")
_NAME_ANOTHER = Phrase("请写成不同的文件", "Name different files")
_IS_FOLDER = Phrase("这是一个文件夹", "this is a folder")
_NAME_FILE = Phrase("请在其后写上文件名", "Add the name of a file")
_NO_FOLDER = Phrase("没有文件夹「{folder}」", 'there is no folder "{folder}"')
_MAKE_FOLDER = Phrase("请先建立文件夹，或改写路径", "Make the folder, or change the path")
_TWO_EDITIONS = Phrase("报送数据跨越几个版本：{names}", "the submissions span editions: {names}")
_NAME_ONE = Phrase("请写明版本，如 id@2019", "Name one, as in id@2019")
_NO_DEPARTMENT = Phrase("没有名为「{name}」的部门", 'there is no department "{name}"')
_WHICH_DEPARTMENT = Phrase("有多个部门，未指明是哪一个", "there are several departments")
_SEVERAL = Phrase("有几个同名部门：{codes}", "several departments have that name: {codes}")
_BY_CODE = Phrase("请改用部门编码", "Give the code instead")
SAVED = Phrase("已写入 {path}", "Written to {path}")
