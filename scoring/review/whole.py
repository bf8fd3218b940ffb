"""An example of a whole submission against what came out: totals, marks, checks, what is on top."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.evaluation import Scores
from scoring.expression.scopes import nodes_of
from scoring.report.figures import number
from scoring.review.checking import Judged
from scoring.review.trial import (
    Difference,
    compare_department,
    compare_lists,
    compare_value,
    shown_lines,
)
from scoring.words import Phrase

Json = Mapping[str, Any]


def compare_whole(expected: Json, told: Json, judged: Judged, row: int) -> Iterator[Difference]:
    """Yield where the department in *row*, and its entry *told*, are not as *expected*."""
    standing = {key: expected[key] for key in _STANDING if key in expected}
    yield from compare_department(standing, told)
    if "profile" in expected:
        yield from compare_value(_PROFILE(), expected["profile"], profile_of(judged.scores, row))
    yield from _compare_marks(expected, judged.scores, row)
    yield from _compare_checks(expected, judged, row)
    yield from _compare_on_top(expected, told)
    if "reason" in expected:
        said = [*told["status_reasons"], *(f["message"] for f in told["findings"])]
        said += [entry["reason"] for key in _ON_TOP for entry in told[key]]
        if not any(expected["reason"] in text for text in said):
            yield Difference(_REASON(), expected["reason"], shown_lines(said))


def profile_of(scores: Scores, row: int) -> str | None:
    """Return the name of the profile that the department in *row* has."""
    profile = int(scores.profiles[row])
    return scores.plan.ruleset.profiles[profile].name if profile >= 0 else None


def _compare_marks(expected: Json, scores: Scores, row: int) -> Iterator[Difference]:
    """Yield the indicators and dimensions whose points or full marks differ."""
    plan, decimals = scores.plan, scores.plan.ruleset.rounding.points
    titles = {node.id: node.title for node in nodes_of(plan.ruleset.indicators)}
    full_marks = scores.marks[scores.patterns[row]]
    for key, phrase in _MARKS.items():
        marks = scores.points[:, row] if key == "points" else full_marks
        for name, wanted in expected.get(key, {}).items():
            got = number(int(marks[plan.numbers[name]]), decimals)
            yield from compare_value(phrase(title=titles[name]), wanted, got)


def _compare_checks(expected: Json, judged: Judged, row: int) -> Iterator[Difference]:
    """Yield the checks that fail though they should hold, or hold, or were not made."""
    checks = [check.id for check, _ in judged.scores.plan.checks]
    failing = [checks[n] for n in judged.failed[:, row].nonzero()[0]]
    unchecked = {checks[n] for n in judged.unchecked[:, row].nonzero()[0]}
    if "findings" in expected:
        yield from compare_lists(_FINDINGS(), expected["findings"], failing)
    wanted = set(expected.get("unchecked", ()))
    yield from compare_lists(_UNCHECKED(), sorted(wanted), sorted(wanted & unchecked))


def _compare_on_top(expected: Json, told: Json) -> Iterator[Difference]:
    """Yield the adjustments and vetoes that differ."""
    for key, phrase in _ON_TOP.items():
        if key in expected:
            points = {entry["id"]: entry["points"] for entry in told[key] if entry["id"] != "limit"}
            wanted = expected[key]
            if key == "adjustments":
                wanted = {name: figure for name, figure in wanted.items() if figure}
            pairs = (wanted, points) if key == "vetoes" else (_pairs(wanted), _pairs(points))
            yield from compare_lists(phrase(), *pairs)


def _pairs(points: Json) -> list[tuple[str, float]]:
    return [(name, float(figure)) for name, figure in points.items()]


_STANDING = ("total", "grade", "status", "rank")
_PROFILE = Phrase("权重方案", "profile")
_MARKS = {
    "points": Phrase("{title}·得分", "{title}: points"),
    "full_marks": Phrase("{title}·满分", "{title}: full marks"),
}
_FINDINGS = Phrase("不符的勾稽校验", "checks that fail")
_UNCHECKED = Phrase("未校验", "not checked")
_ON_TOP = {
    "adjustments": Phrase("加减分", "adjustments"),
    "vetoes": Phrase("一票否决", "vetoes"),
}
_REASON = Phrase("原因", "reason")
