"""Cases: a folder with what is given and what is expected, tried by the engine."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.errors import CaseError, Problem, ScoringError, use_instead
from scoring.evaluation import Scores, evaluate
from scoring.intake import read_submissions
from scoring.model import Ruleset
from scoring.plan import compile_plan
from scoring.report import make_report
from scoring.review.trial import Difference, Json, Trial, compare_department, compare_lists
from scoring.ruleset import read_ruleset
from scoring.ruleset.text import Text, place_of, read_text
from scoring.words import Phrase

CASE, EXPECTED = "case.json", "expected.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A case as read: its cover, and by department what is expected of it.

    With no departments named, *everyone* is what is expected of each.
    """

    folder: Path
    cover: Json
    ruleset: Ruleset
    departments: Mapping[str, Json]
    everyone: Json | None


def find_cases(folder: Path) -> list[Path]:
    """Return the folders of the cases that *folder* is or holds, in order."""
    found = [folder] if (folder / CASE).is_file() else []
    return found or sorted(file.parent for file in folder.glob(f"*/{CASE}"))


def try_case(folder: Path) -> Trial:
    """Return how the case in *folder* came out; what keeps it from being tried is told in it."""
    suite, name = folder.resolve().parent.name, folder.resolve().name
    try:
        case = read_case(folder)
        differences = tuple(_differences(case, score_case(case)))
    except ScoringError as error:
        return Trial(suite, name, problems=error.problems)
    cover = case.cover
    return Trial(suite, name, cover["title"], differences, confirmed=cover.get("confirmed", True))


def score_case(case: Case) -> Scores:
    """Score what the case submits."""
    submissions = read_submissions(case.folder / case.cover["submission"], case.ruleset)
    return evaluate(compile_plan(case.ruleset), submissions)


def read_case(folder: Path) -> Case:
    """Return the case in *folder*; raise ScoringError for what is wrong with it."""
    cover = read_cover(folder)
    expected = read_text(folder / EXPECTED)
    problems = [*expected.problems, *_shape_problems(expected)]
    if problems:
        raise CaseError(problems)
    by_name, everyone = _normalised(expected.value)
    return Case(folder, cover, read_ruleset(ruleset_of(folder, cover)), by_name, everyone)


def read_cover(folder: Path) -> Json:
    """Return what ``case.json`` says: id, title, ruleset, submission, and whatever else."""
    text = read_text(folder / CASE)
    value = text.value if isinstance(text.value, dict) else {}
    wrong = [
        Problem(place_of(text, (key,)), _NO_KEY(key=key), _ADD_KEY(key=key, example=example))
        for key, example in _COVER.items()
        if not isinstance(value.get(key), str)
    ]
    if text.problems or wrong:
        raise CaseError([*text.problems, *wrong])
    return value


def ruleset_of(folder: Path, cover: Json) -> str | Path:
    """Return the ruleset a case is for: a file beside it, or one on the shelf by name."""
    beside = folder / cover["ruleset"]
    return beside if beside.is_file() else str(cover["ruleset"])


def _normalised(expected: Json) -> tuple[dict[str, Json], Json | None]:
    """Return what is expected by department: lists kept beside are put where they belong."""
    if "departments" not in expected:
        return {}, expected
    named: dict[str, dict[str, Any]] = {n: dict(e) for n, e in expected["departments"].items()}
    for key in ("deductions", "findings"):
        if key in expected:
            for name, entry in named.items():
                entry[key] = expected[key].get(name, [])
    return dict(named), None


def _differences(case: Case, scores: Scores) -> Iterator[Difference]:
    report = make_report(scores, language=case.ruleset.language)
    told = report["departments"]
    if case.everyone is not None:
        for entry in told:
            name = entry["department"] if len(told) > 1 else ""
            findings = [*entry["findings"], *report["findings"]]
            yield from compare_department(case.everyone, {**entry, "findings": findings}, name)
        return
    names = [entry["department"] for entry in told]
    yield from compare_lists(_DEPARTMENTS(), list(case.departments), names)
    for entry in told:
        expected = case.departments.get(entry["department"], {})
        yield from compare_department(expected, entry, entry["department"])


# --- the shape of what is expected ------------------------------------------------------------


def _shape_problems(text: Text) -> Iterator[Problem]:
    """Yield keys that nothing is compared with: a slip there would expect nothing."""
    if not isinstance(text.value, dict):
        yield Problem(place_of(text, ()), _NOT_AN_OBJECT(), _WRITE_OBJECT())
        return
    named = text.value.get("departments")
    yield from _unknown(text, (), text.value, {*_DEPARTMENT, "departments", "note"})
    entries = [((), text.value)] if named is None else _members(text.value, (), "departments")
    for path, entry in entries:
        if path:
            yield from _unknown(text, path, entry, _DEPARTMENT)
        for inner, indicator in _members(entry, path, "indicators"):
            yield from _unknown(text, inner, indicator, _INDICATOR)


def _members(holder: Any, path: tuple[str, ...], key: str) -> list[tuple[tuple[str, ...], Any]]:
    members = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(members, dict):
        return []
    return [((*path, key, name), member) for name, member in members.items()]


def _unknown(
    text: Text, path: tuple[str, ...], entry: Any, known: Iterable[str]
) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        yield Problem(place_of(text, path), _NOT_AN_OBJECT(), _WRITE_OBJECT())
        return
    for key in entry:
        if key not in known:
            place = place_of(text, (*path, key), at_key=True)
            yield Problem(place, _UNKNOWN(key=key), use_instead(key, known))


_COVER = {
    "id": "my-case",
    "title": "…",
    "ruleset": "kunming-department@2019",
    "submission": "submission.json",
}
_DEPARTMENT = {
    "total", "grade", "status", "rank", "rank_of", "indicators", "findings", "deductions",
}  # fmt: skip
_INDICATOR = {"title", "status", "full_marks", "points", "value", "reason", "deductions"}
_DEPARTMENTS = Phrase("部门", "departments")
_NO_KEY = Phrase("缺少「{key}」，或其值不是文字", '"{key}" is missing, or is not text')
_ADD_KEY = Phrase('请补上，如 "{key}": "{example}"', 'Add it, such as "{key}": "{example}"')
_NOT_AN_OBJECT = Phrase("应为对象 {{…}}", "an object {{…}} belongs here")
_WRITE_OBJECT = Phrase(
    '请写预期结果，如 {{"total": 82}}', 'Write what is expected, such as {{"total": 82}}'
)
_UNKNOWN = Phrase("没有「{key}」这个键", 'there is no key "{key}"')
