"""Why totals moved: the difference of every department, split so that the parts add up to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.model import Dimension, Indicator
from scoring.points import round_half_up
from scoring.words import Message, Phrase

Marks = NDArray[np.int64]
Node = Dimension | Indicator


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one node or adjustment adds to the difference: one element a department.

    *kind* is indicator, adjustment or limits. Of *marks*, those *by_full_marks* come of the full
    marks alone, the rate of attainment kept; the others of how the value is judged.
    """

    id: str
    title: Message | str
    kind: str
    marks: Marks
    by_full_marks: Marks


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """Scores of which *rows* are compared, in marks of *decimals*."""

    scores: Scores
    rows: Any
    decimals: int

    def points(self, name: str) -> Marks:
        return self._marks(self.scores.points[self.scores.plan.numbers[name], self.rows])

    def full_marks(self, name: str) -> Marks:
        marks = self.scores.marks[:, self.scores.plan.numbers[name]]
        return self._marks(marks[self.scores.patterns[self.rows]])

    def adjustment(self, number: int) -> Marks:
        return self._marks(self.scores.adjustments[number, self.rows])

    @property
    def totals(self) -> Marks:
        decimals = self.scores.plan.ruleset.rounding.total
        totals: Marks = self.scores.totals[self.rows] * 10 ** (self.decimals - decimals)
        return totals

    def _marks(self, marks: Any) -> Marks:
        decimals = self.scores.plan.ruleset.rounding.points
        finer: Marks = np.asarray(marks, np.int64) * 10 ** (self.decimals - decimals)
        return finer


def attribute(old: Aligned, new: Aligned, matched: Mapping[str, str]) -> list[Part]:
    """Return the parts whose marks add up, in every department, to what its total moved by.

    Nodes count where both rulesets add them up: below a dimension that either combines in
    another way there is nothing to add. What adjustments, caps and rounding leave is the last.
    """
    parts = [*_nodes(old, new, matched), *_adjustments(old, new)]
    rest = new.totals - old.totals
    for part in parts:
        rest = rest - part.marks
    return [*parts, Part("", _LIMITS(), "limits", rest, np.zeros_like(rest))]


def _nodes(old: Aligned, new: Aligned, matched: Mapping[str, str]) -> Iterator[Part]:
    before, after = (_combined(side.scores) for side in (old, new))
    whole_after = after | {name for name, was in matched.items() if was in before}
    whole_before = before | {matched[name] for name in after if name in matched}
    counted = {n.id: n for n in _counted(new.scores.plan.ruleset.indicators, whole_after)}
    left = {n.id: n for n in _counted(old.scores.plan.ruleset.indicators, whole_before)}
    for name, node in counted.items():
        was = matched.get(name, "")
        known = left.pop(was, None)
        yield _changed(old, was, new, node) if known else _added(new, node)
    for node in left.values():
        gone = -old.points(node.id)
        yield Part(node.id, _GONE(title=node.title), "indicator", gone, gone)


def _combined(scores: Scores) -> set[str]:
    return {node.id for node in scores.plan.dimensions if node.aggregate != "sum"}


def _counted(nodes: Sequence[Node], whole: set[str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Dimension) and node.id not in whole:
            yield from _counted(node.children, whole)
        else:
            yield node


def _changed(old: Aligned, was: str, new: Aligned, node: Node) -> Part:
    before, after = old.points(was), new.points(node.id)
    full_before, full_after = old.full_marks(was), new.full_marks(node.id)
    kept = before / np.maximum(full_before, 1) * full_after
    scaled = round_half_up(kept, 0).astype(np.int64) - before
    # Where there were no marks there is no rate to keep.
    by_full_marks = np.where((full_before == 0) | (full_after == 0), after - before, scaled)
    return Part(node.id, node.title, "indicator", after - before, by_full_marks)


def _added(new: Aligned, node: Node) -> Part:
    marks = new.points(node.id)
    return Part(node.id, _NEW(title=node.title), "indicator", marks, marks)


def _adjustments(old: Aligned, new: Aligned) -> Iterator[Part]:
    before, after = (
        {a.id: (a.title, n) for n, (a, _) in enumerate(side.scores.plan.adjustments)}
        for side in (old, new)
    )
    nothing = np.zeros_like(new.totals)
    for name, (title, _) in {**before, **after}.items():
        was = old.adjustment(before[name][1]) if name in before else nothing
        now = new.adjustment(after[name][1]) if name in after else nothing
        yield Part(name, title, "adjustment", now - was, nothing)


_LIMITS = Phrase("封顶、否决及取整", "caps, vetoes and rounding")
_NEW = Phrase("{title}（新增）", "{title} (new)")
_GONE = Phrase("{title}（删去）", "{title} (gone)")
