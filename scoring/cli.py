"""The commands: each reads, asks the engine, and writes; heavy imports wait for their command."""

import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.errors import Problem, ScoringError, SubmissionError, use_instead
from scoring.words import CHINESE, ENGLISH, Phrase

if TYPE_CHECKING:
    from scoring.evaluation import Scores
    from scoring.model import Finding, Ruleset, Submissions

FINE, FINDINGS, UNUSABLE = 0, 1, 2
WIDTH = 100
PATIENCE = 1.0  # seconds before progress is shown

ruleset_argument = click.argument("ruleset", metavar="评分规则")
submissions_argument = click.argument("submissions", metavar="报送数据...", nargs=-1, required=True)
language_option = click.option(
    "--language",
    type=click.Choice([CHINESE, ENGLISH]),
    help="说明和表格的语言，默认用评分规则的语言。",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="budget-performance-scoring", message="scoring %(version)s")
def main() -> None:
    """部门整体支出绩效评分：按评分规则给各部门打分、排名，逐项说明扣分原因。"""


@main.command(epilog="例：scoring score kunming-department@2019 报送数据.xlsx -o 评分结果.csv")
@ruleset_argument
@submissions_argument
@click.option(
    "--format", "format_", default="text", help="text、markdown、csv 或 json，默认 text。"
)
@click.option("-o", "--output", multiple=True, help="写入文件，格式按后缀定，可写多个。")
@click.option("--details", is_flag=True, help="列出每一笔扣分及全部问题。")
@language_option
def score(
    ruleset: str,
    submissions: tuple[str, ...],
    format_: str,
    output: tuple[str, ...],
    details: bool,
    language: str | None,
) -> None:
    """给报送数据评分、排名，并说明每一笔扣分。"""
    with problems_told(language, ruleset):
        from scoring.export import format_of, render, write_whole
        from scoring.report import make_report

        formats = [(path, format_of(path)) for path in output]
        scores = score_files(ruleset, submissions)
        report = make_report(scores, language=language)
        for path, name in formats:
            write_whole(path, render(report, name, details=details))
            show(_SAVED(path=path).say(report["language"]), err=True)
        if not output:
            show(render(report, format_, details=details, width=terminal_width()))


@main.command(epilog="例：scoring explain kunming-department@2019 报送数据.xlsx -d 市总工会")
@ruleset_argument
@submissions_argument
@click.option("-d", "--department", help="部门名称或编码；只有一个部门时可省略。")
@language_option
def explain(
    ruleset: str, submissions: tuple[str, ...], department: str | None, language: str | None
) -> None:
    """逐项说明一个部门的得分和扣分原因。"""
    with problems_told(language, ruleset):
        from scoring.export import explain_department
        from scoring.report import make_report

        report = make_report(score_files(ruleset, submissions), language=language)
        entry = find_department(report["departments"], department)
        show(explain_department(entry, report, terminal_width()))


@main.command(epilog="例：scoring validate kunming-department@2019 报送数据.xlsx")
@ruleset_argument
@click.argument("submissions", metavar="[报送数据...]", nargs=-1)
@language_option
def validate(ruleset: str, submissions: tuple[str, ...], language: str | None) -> None:
    """检查评分规则或报送数据：0 无问题，1 有问题需核实，2 不能使用。"""
    with problems_told(language, ruleset):
        from scoring.explanation.findings import find

        if not submissions:
            from scoring.ruleset import read_ruleset

            rules = read_ruleset(ruleset)
            spoken = language or rules.language
            show(_RULESET_FINE(name=f"{rules.id}@{rules.edition}", title=rules.title).say(spoken))
            return
        scores = score_files(ruleset, submissions)
        spoken = language or scores.plan.ruleset.language
        found = find(scores)
        for finding in found:
            show(finding_line(scores.submissions, finding, spoken))
        worth_a_look = [finding for finding in found if finding.severity != "info"]
        told = {"departments": len(scores), "count": len(worth_a_look)}
        show((_FOUND if worth_a_look else _DATA_FINE)(**told).say(spoken))
    sys.exit(FINDINGS if worth_a_look else FINE)


@main.command(epilog="例：scoring schema ruleset > ruleset.schema.json")
@click.argument("document", type=click.Choice(["ruleset", "report"]))
def schema(document: str) -> None:
    """输出评分规则或评分报告的 JSON Schema，供编辑器补全和校验。"""
    from scoring.report_schema import report_schema
    from scoring.ruleset import ruleset_schema

    schemas = {"ruleset": ruleset_schema, "report": report_schema}
    show(json.dumps(schemas[document](), ensure_ascii=False, indent=2))


@main.command(epilog="例：scoring sample kunming-department@2019 -n 376 --seed 1 -o 合成数据.xlsx")
@ruleset_argument
@click.option(
    "-n",
    "--number",
    type=click.IntRange(1, 1_000_000),
    default=10,
    show_default=True,
    help="部门个数。",
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="随机种子。")
@click.option(
    "--missing", type=click.FloatRange(0, 1), default=0.02, show_default=True, help="缺报的比例。"
)
@click.option(
    "--not-applicable",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    help="不涉及的比例。",
)
@click.option(
    "--faulty", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="填报错误的比例。"
)
@click.option("-o", "--output", required=True, help="写入的文件：.json、.jsonl、.csv 或 .xlsx。")
def sample(
    ruleset: str,
    number: int,
    seed: int,
    missing: float,
    not_applicable: float,
    faulty: float,
    output: str,
) -> None:
    """生成合成的报送数据，供试用和测试；数据中注明为合成。"""
    with problems_told(None, ruleset):
        from scoring.ruleset import read_ruleset
        from scoring.sampling import sample as draw
        from scoring.sampling import write_sample

        shares = {"missing": missing, "not_applicable": not_applicable, "faulty": faulty}
        rules = read_ruleset(ruleset)
        write_sample(draw(rules, number, seed, **shares), output)
        show(_WRITTEN(count=number, path=output).say(rules.language), err=True)


@main.command(epilog="例：scoring rulesets")
def rulesets() -> None:
    """列出随引擎提供的评分规则。"""
    from scoring.ruleset import library

    for edition in library():
        start, until = edition.in_force or ("", None)
        show(f"{edition.id}@{edition.edition}  {edition.title}  {start}—{until or ''}")


# --- what the commands share ------------------------------------------------------------------


@contextmanager
def problems_told(language: str | None, ruleset: str) -> Iterator[None]:
    """End with code 2 and every problem on stderr, should the work within not be possible."""
    try:
        yield
    except ScoringError as error:
        show(error.say(language or language_of(ruleset)), err=True)
        sys.exit(UNUSABLE)


def language_of(ruleset: str) -> str:
    """Return the language a ruleset file declares, even one that cannot be used otherwise."""
    path = Path(ruleset)
    text = path.read_bytes()[:4096].decode("utf-8", "replace") if path.is_file() else ""
    found = re.search(r'"language"\s*:\s*"([\w-]+)"', text)
    return found[1] if found else CHINESE


def score_files(ruleset: str, paths: Sequence[str]) -> "Scores":
    """Read, compile and score; a ruleset named by id alone is the edition for the year."""
    from scoring.evaluation import evaluate
    from scoring.plan import compile_plan

    rules, submissions = read_both(ruleset, paths)
    return evaluate(compile_plan(rules), submissions)


def read_both(name: str, paths: Sequence[str]) -> "tuple[Ruleset, Submissions]":
    """Return the ruleset and the submissions, read with the edition in force in their year."""
    from scoring.intake import read_submissions
    from scoring.ruleset import find_ruleset, read_ruleset

    rules = read_ruleset(name)
    submissions = read_submissions(list(paths), rules, progress=progress())
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
    return rules, read_submissions(list(paths), rules, progress=progress())


def find_department(departments: Sequence[Any], wanted: str | None) -> Any:
    """Return the one department that is meant, by name or code."""
    if wanted is None and len(departments) == 1:
        return departments[0]
    names = [entry["department"] for entry in departments]
    found = [e for e in departments if wanted in (e["department"], e["department_code"])]
    if wanted is None or not found:
        problem = _NO_DEPARTMENT(name=wanted) if wanted else _WHICH_DEPARTMENT()
        raise SubmissionError([Problem("--department", problem, use_instead(wanted or "", names))])
    if len(found) > 1:
        codes = [f"{e['department_code'] or ''} {e['year'] or ''}".strip() for e in found]
        raise SubmissionError([Problem("--department", _SEVERAL(codes=codes), _BY_CODE())])
    return found[0]


def finding_line(submissions: "Submissions", finding: "Finding", language: str) -> str:
    row = finding.department
    return _FINDING(
        severity=_SEVERITIES[finding.severity],
        department="" if row is None else f"{submissions.departments[row]} ",
        message=finding.message,
        cells=_CELLS(cells=list(dict.fromkeys(finding.cells))) if finding.cells else "",
    ).say(language)


def progress() -> Callable[[int, int], None]:
    """Return what counts files on stderr, once the work takes longer than a moment."""
    started = time.monotonic()

    def count(done: int, total: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > PATIENCE:
            click.echo(f"\r{done}/{total}", nl=done == total, err=True)

    return count


def terminal_width() -> int:
    return min(max(shutil.get_terminal_size((WIDTH, 24)).columns, 60), 160)


def show(text: str | bytes, err: bool = False) -> None:
    """Print *text*, with nothing in it that a terminal would obey."""
    if isinstance(text, bytes):
        click.get_binary_stream("stdout").write(text)
        return
    from scoring.export.cleaning import clean

    lines = (clean(line) for line in text.rstrip("\n").split("\n"))
    click.echo("\n".join(lines), err=err)


_RULESET_FINE = Phrase(
    "评分规则可以使用：{name} {title}", "The ruleset can be used: {name} {title}"
)
_FOUND = Phrase(
    "{departments} 个部门，{count} 个问题需要核实", "{departments} departments, {count} findings"
)
_DATA_FINE = Phrase("{departments} 个部门，未发现问题", "{departments} departments, no findings")
_WRITTEN = Phrase(
    "已生成 {count} 个部门的合成数据：{path}", "{count} synthetic departments: {path}"
)
_SAVED = Phrase("已写入 {path}", "Written to {path}")
_FINDING = Phrase(
    "【{severity}】{department}{message}{cells}", "[{severity}] {department}{message}{cells}"
)
_SEVERITIES = {
    "error": Phrase("错误", "error")(),
    "warning": Phrase("警告", "warning")(),
    "info": Phrase("提示", "info")(),
}
_CELLS = Phrase("（{cells}）", " ({cells})")
_TWO_EDITIONS = Phrase("报送数据跨越几个版本：{names}", "the submissions span editions: {names}")
_NAME_ONE = Phrase("请写明版本，如 id@2019", "Name one, as in id@2019")
_NO_DEPARTMENT = Phrase("没有名为「{name}」的部门", 'there is no department "{name}"')
_WHICH_DEPARTMENT = Phrase("有多个部门，未指明是哪一个", "there are several departments")
_SEVERAL = Phrase("有几个同名部门：{codes}", "several departments have that name: {codes}")
_BY_CODE = Phrase("请改用部门编码", "Give the code instead")
