"""Reviewers' overrides: whether they can be applied, and their points in place of the rules'."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import use_instead
from scoring.model import Override, Overrides
from scoring.points import Floats, to_points
from scoring.words import Message, Phrase

if TYPE_CHECKING:
    from scoring.evaluation.scores import FullMarks, Scores

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Overridden:
    """Overrides as columns of k elements, and the scores that the rules alone give.

    *leaves* number the indicators, *departments* are rows, *rates* the shares of full marks that
    reviewers gave, which keep when weights are tuned; the overrides stand in the same order.
    """

    overrides: Overrides
    by_rule: "Scores"
    leaves: Indices
    departments: Indices
    rates: Floats

    def within(self, rows: slice) -> Indices:
        """Return which overrides are of departments in *rows*."""
        inside = (self.departments >= rows.start) & (self.departments < rows.stop)
        return np.flatnonzero(inside)

    def of(self, leaf: int, rows: slice) -> Indices:
        """Return the departments in *rows*, counted from the first, whose *leaf* is overridden."""
        inside = self.within(rows)
        own = inside[self.leaves[inside] == leaf]
        departments: Indices = self.departments[own] - rows.start
        return departments

    @property
    def places(self) -> Indices:
        """The flat places of what is overridden, in columns with one row an indicator."""
        return self.leaves * len(self.by_rule) + self.departments


def overridden_by(scores: "Scores", overrides: Overrides) -> Overridden:
    """Return *overrides*, which can be applied, as columns: by department, then by indicator."""
    numbers, unit = scores.plan.numbers, 10**scores.plan.ruleset.rounding.points
    entries = sorted(overrides.entries, key=lambda e: (e.department, numbers[e.indicator]))
    leaves = np.array([numbers[entry.indicator] for entry in entries], dtype=np.int64)
    rows = np.array([entry.department for entry in entries], dtype=np.int64)
    points = np.array([float(entry.points * unit) for entry in entries])
    told = Overrides(tuple(entries), overrides.sources, overrides.findings)
    return Overridden(
        told, scores, leaves, rows, points / scores.marks[scores.patterns[rows], leaves]
    )


def overrule(scores: "Scores", rows: slice, marks: "FullMarks") -> None:
    """Put the reviewers' points and rates in place of the rules', of the departments in *rows*."""
    if scores.overridden is None:
        return
    inside = scores.overridden.within(rows)
    leaves, departments = scores.overridden.leaves[inside], scores.overridden.departments[inside]
    rates = scores.overridden.rates[inside]
    full_marks = marks.at(leaves, departments - rows.start)
    scores.points[leaves, departments] = to_points(rates, full_marks)
    scores.rates[leaves, departments] = rates


# --- whether they can be applied --------------------------------------------------------------


class Refusal(NamedTuple):
    """What keeps an override from being applied, and which part of it that is about."""

    part: str
    problem: Message
    remedy: Message


def refusals(scores: "Scores", entries: Sequence[Override]) -> Iterator[tuple[int, Refusal]]:
    """Yield everything that keeps *entries* from being applied, each with the entry's place."""
    seen: Counter[tuple[int, str]] = Counter()
    for place, entry in enumerate(entries):
        yield from ((place, refusal) for refusal in (*_unknown(scores, entry), *blanks(entry)))
        key = entry.department, entry.indicator
        seen[key] += 1
        if seen[key] > 1:
            yield place, Refusal("indicator", _TWICE(), _KEEP_ONE())


def blanks(entry: Override) -> Iterator[Refusal]:
    """Yield what an override must say and does not."""
    if not entry.reason.strip():
        yield Refusal("reason", _NO_REASON(), _GIVE_REASON())
    if not entry.reviewer.strip():
        yield Refusal("reviewer", _NO_REVIEWER(), _NAME_REVIEWER())
    if not entry.date.strip():
        yield Refusal("date", _NO_DATE(), _GIVE_DATE())


def _unknown(scores: "Scores", entry: Override) -> Iterator[Refusal]:
    leaves = {leaf.id: number for number, leaf in enumerate(scores.plan.leaves)}
    if entry.indicator not in leaves:
        problem = _NO_INDICATOR(name=entry.indicator)
        yield Refusal("indicator", problem, use_instead(entry.indicator, leaves))
    elif not 0 <= entry.department < len(scores):
        problem = _NO_ROW(row=entry.department)
        yield Refusal("department", problem, _GIVE_ROW(count=len(scores)))
    else:
        yield from _out_of_bounds(scores, entry, leaves[entry.indicator])


def _out_of_bounds(scores: "Scores", entry: Override, leaf: int) -> Iterator[Refusal]:
    decimals = scores.plan.ruleset.rounding.points
    full = int(scores.marks[scores.patterns[entry.department], leaf])
    if not full:
        yield Refusal("indicator", _DOES_NOT_APPLY(), _REMOVE())
        return
    told = f"{full / 10**decimals:.{decimals}f}"
    if not entry.points.is_finite() or entry.points < 0:
        yield Refusal("points", _NEGATIVE(points=entry.points), _WITHIN(full=told))
    elif entry.points * 10**decimals > full:
        yield Refusal("points", _ABOVE(points=entry.points, full=told), _WITHIN(full=told))
    elif entry.points * 10**decimals % 1:
        yield Refusal("points", _TOO_FINE(points=entry.points), _ROUND(decimals=decimals))


_NO_REASON = Phrase("没有写明复核理由", "no reason is given")
_GIVE_REASON = Phrase("请写明为什么调整", "Say why the score is overridden")
_NO_REVIEWER = Phrase("没有写明复核人", "no reviewer is given")
_NAME_REVIEWER = Phrase("请写明由谁复核", "Name who decided")
_NO_DATE = Phrase("没有写明日期", "no date is given")
_GIVE_DATE = Phrase("请按 2019-06-18 的格式填写日期", "Write the date as 2019-06-18")
_NO_INDICATOR = Phrase("评分规则中没有末级指标「{name}」", 'the ruleset has no indicator "{name}"')
_NO_ROW = Phrase("没有第 {row} 行的部门", "there is no department in row {row}")
_GIVE_ROW = Phrase("请用 0 至 {count}（不含）之间的行号", "Give a row from 0 to below {count}")
_DOES_NOT_APPLY = Phrase(
    "该指标对本部门不计分（满分为 0），不能复核调整",
    "this indicator counts for nothing here (its full marks are 0) and cannot be overridden",
)
_REMOVE = Phrase("请删去这一行，或改写指标", "Remove the row, or name another indicator")
_NEGATIVE = Phrase("复核得分 {points} 小于 0", "the points {points} are below 0")
_ABOVE = Phrase(
    "复核得分 {points} 超过满分 {full}", "the points {points} exceed full marks, {full}"
)
_WITHIN = Phrase("请填写 0 至 {full} 之间的得分", "Give points from 0 to {full}")
_TOO_FINE = Phrase(
    "复核得分 {points} 的小数位多于评分规则的规定", "the points {points} have too many decimals"
)
_ROUND = Phrase("请保留 {decimals} 位小数", "Round them to {decimals} decimals")
_TWICE = Phrase(
    "同一部门的同一指标调整了不止一次", "this indicator of this department is overridden twice"
)
_KEEP_ONE = Phrase("请只保留一行", "Keep one of the rows")
