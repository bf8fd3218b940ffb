"""Between what a total lies, whatever the weights: safe for every ruleset, sharp for none.

Interval arithmetic down the tree (Moore, "Interval Analysis", 1966): the rate of a dimension is a
mean of its parts' rates, and lies between the least and the greatest such mean.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.marks import Pattern
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Indicator
from scoring.points import Floats
from scoring.tuning.drawing import Limits
from scoring.tuning.units import Units

Node = Dimension | Indicator
Range = tuple[float, float]
# By how many marks sharing out and rounding can move the points of one indicator, or one row.
_OFF, _OF_ROW, _OPEN = 3.5, 1.5, 1e12


class Span(NamedTuple):
    """What a node counts for in its parent, and between what its rate lies in each department.

    One that does not *apply* takes no part in the mean, but what it weighs may stay in the branch.
    """

    weight: Range
    least: Floats
    most: Floats
    applies: bool


def perhaps_barred(scores: Scores, units: Units) -> NDArray[np.bool_]:
    """Return who (n) is ranked under some weights and perhaps not under others.

    That is all where a veto or a check that bars looks at the scores; else who is barred, or let
    in, by an indicator that weighs nothing today and can weigh something.
    """
    plan = scores.plan
    asking: list[Any] = [expression for veto, expression in plan.vetoes if veto.unranked]
    if plan.ruleset.check_error == "unranked":
        asking += [c for check, c in plan.checks if check.severity == "error" and c]
    if any(each.reads_scores for each in asking):
        return np.ones(len(scores), dtype=np.bool_)
    rising = (units.now == 0) & (units.limits.high > 0)
    at = [plan.numbers[name] for name in np.array(units.ids)[rising]]
    leaves = np.array([number for number in at if number < len(plan.leaves)], dtype=np.intp)
    bars = np.take_along_axis(plan.bars[leaves], scores.states[leaves].astype(np.intp), axis=1)
    nothing = np.array([not any(marks) for marks in scores.marks_by_pattern.values()])
    barred: NDArray[np.bool_] = bars.any(axis=0) & ~scores.unranked
    barred |= nothing[scores.patterns] & rising.any()
    return barred


def added_by(scores: Scores) -> tuple[Floats, Floats]:
    """Return the least and the most (n) that adjustments can add, in smallest marks.

    Those that look at the scores can add anything within bounds of their own.
    """
    unit = 10.0**scores.plan.ruleset.rounding.points
    least, most = np.zeros((2, len(scores)))
    for (adjustment, asks), marks in zip(scores.plan.adjustments, scores.adjustments, strict=True):
        low, high = adjustment.min, adjustment.max
        if not asks.reads_scores:
            least, most = least + marks, most + marks
            continue
        least = least + min(0.0, -np.inf if low is None else np.floor(low * unit))
        most = most + max(0.0, np.inf if high is None else np.ceil(high * unit))
    return least, most


def ceilings(scores: Scores) -> tuple[Floats, Floats]:
    """Return what totals (n) can be capped to, and are for certain, in smallest marks.

    By vetoes, those that look at the scores perhaps; by full marks, where anything can be added.
    """
    plan = scores.plan
    unit = 10.0**plan.ruleset.rounding.points
    bounded = plan.adjustments and not plan.ruleset.bonus_beyond_full
    sure = np.full(len(scores), plan.full_marks if bounded else np.inf)
    perhaps = sure.copy()
    for (veto, asks), holds in zip(plan.vetoes, scores.vetoes, strict=True):
        if veto.cap_total is None:
            continue
        most = float(veto.cap_total) * unit
        perhaps = np.where(holds | asks.reads_scores, np.minimum(perhaps, most), perhaps)
        if not asks.reads_scores:
            sure = np.where(holds, np.minimum(sure, most), sure)
    return perhaps, sure


def reach_of(scores: Scores, units: Units, limits: Limits, rates: Floats) -> tuple[Floats, Floats]:
    """Return the least and the greatest total (n) of each department, in smallest marks.

    *rates* are of indicators. Published totals may be rounded from there.
    """
    plan, size = scores.plan, len(scores)
    low, high = np.zeros((2, size))
    for number, (pattern, marks) in enumerate(scores.marks_by_pattern.items()):
        here = np.flatnonzero(scores.patterns == number)
        branch = _Branch(units, limits, pattern, rates[:, here])
        spans = [branch.span(node) for node in plan.ruleset.indicators]
        low[here], high[here] = _mean(spans, len(here))
        if not any(marks):
            low[here] = 0.0  # weights may have gone to where a profile leaves none
    slack = _OFF * len(plan.leaves) + _of_rows(scores)
    less, more = added_by(scores)
    perhaps, sure = ceilings(scores)
    least = np.maximum(low * plan.full_marks + less - slack, 0)
    most = np.maximum(high * plan.full_marks + more + slack, 0)
    return np.minimum(least, perhaps), np.minimum(most, sure)


def _of_rows(scores: Scores) -> Floats:
    """Return by how much the rounding of rows can move a total."""
    counts = [np.diff(held.offsets) for held in scores.rows.values()]
    return _OF_ROW * np.sum(counts, axis=0) if counts else np.zeros(len(scores))


class _Branch:
    """The tree as one pattern has it, with the *rates* of its departments."""

    def __init__(self, units: Units, limits: Limits, pattern: Pattern, rates: Floats):
        self.plan, self.rates = units.plan, rates
        ends = zip(limits.low.tolist(), limits.high.tolist(), strict=True)
        self.drawn = dict(zip(units.ids, ends, strict=True))
        self.away = dict(pattern.given_away)
        self.named: dict[str, float] = {}
        if pattern.profile >= 0:
            unit = 10.0**units.plan.ruleset.rounding.points
            given = units.plan.ruleset.profiles[pattern.profile].weights
            self.named = {name: float(weight) * unit for name, weight in given.items()}
        self.is_open = bool(self.named) and self._is_off_scale()
        self.moved = dict(self._moved())

    def _is_off_scale(self) -> bool:
        """Return whether what a profile names cannot be compared with the points of the others."""
        nodes = self.plan.dimensions
        moves = any(policy.name != "redistribute" for policy in self.away.values())
        return moves or self.plan.ruleset.relative or any(node.relative for node in nodes)

    def _moved(self) -> Iterator[tuple[str, Range]]:
        """Yield what moved weights may add to targets: anything, where they go on from there."""
        targets = {policy.target for policy in self.away.values() if policy.name == "move_to"}
        for target in targets:
            givers = [n for n, p in self.away.items() if p.target == target]
            ends = [self._own(name) for name in givers]
            if any(name in targets for name in givers):
                ends = [(0.0, _OPEN)]
            yield str(target), (0.0, sum(end[1] for end in ends))

    def _own(self, name: str) -> Range:
        """Return between what a node that is no sum may weigh, before weights are moved."""
        if self.is_open:
            return 0.0, _OPEN
        if name in self.named:
            return self.named[name], self.named[name]
        return self.drawn.get(name, (0.0, _OPEN))

    def span(self, node: Node) -> Span:
        """Return the span of *node*."""
        if isinstance(node, Dimension):
            return self._of_dimension(node)
        rates = self.rates[self.plan.numbers[node.id]]
        least, most = (rates, rates)
        if node.method.fixed:
            least, most = np.zeros_like(rates), np.ones_like(rates)
        if node.id not in self.away:
            weight = _plus(self._own(node.id), self.moved.get(node.id, (0.0, 0.0)))
            return Span(weight, least, most, weight[1] > 0)
        low, high = self._own(node.id)
        if self.away[node.id].name != "redistribute":
            # Weight leaves its branch, but for one that is no sum.
            low, high = 0.0, 0.0 if node.id in self.drawn else high
        return Span((low, high), least, most, applies=False)

    def _of_dimension(self, node: Dimension) -> Span:
        spans = [self.span(child) for child in node.children]
        size = self.rates.shape[1]
        weight = self._weight(node, spans)
        applying = [span for span in spans if span.applies]
        if not applying:
            return Span(weight, np.zeros(size), np.ones(size), applies=False)
        if not any(span.weight[0] for span in applying):
            weight = 0.0, weight[1]  # all of them may weigh nothing, and then nothing applies here
        if node.aggregate == "sum":
            least, most = _mean(applying, size)
        else:
            least, most = _BY_AGGREGATE[node.aggregate](applying, size)
        return Span(weight, least, most, weight[1] > 0)

    def _weight(self, node: Dimension, spans: Sequence[Span]) -> Range:
        if node.id in self.drawn or node.id in self.named or node.aggregate != "sum":
            own = self._own(node.id) if not self._named_below(node) else (0.0, _OPEN)
        else:
            own = sum(s.weight[0] for s in spans), sum(s.weight[1] for s in spans)
        return _plus(own, self.moved.get(node.id, (0.0, 0.0)))

    def _named_below(self, node: Dimension) -> bool:
        """Return whether a profile or a policy changes what is within a node that is no sum."""
        below = {child.id for child in nodes_of(node.children)}
        return node.id not in self.named and bool(below & {*self.named, *self.moved})


def _plus(one: Range, other: Range) -> Range:
    return one[0] + other[0], one[1] + other[1]


def _mean(spans: Sequence[Span], size: int) -> tuple[Floats, Floats]:
    """Return the least and the greatest mean of the rates of those *spans* that apply.

    The greatest has all rates above some line at their greatest weight and the rest at their least
    (and so the other way): the ratio of two linear functions is greatest at a corner.
    """
    applying = [span for span in spans if span.applies]
    if not applying:
        return np.zeros(size), np.ones(size)
    ends = np.array([span.weight for span in applying])
    most = _greatest_mean(ends, np.array([span.most for span in applying]))
    least = -_greatest_mean(ends, -np.array([span.least for span in applying]))
    return least, most


def _greatest_mean(ends: Floats, rates: Floats) -> Floats:
    order = np.argsort(-rates, axis=0, kind="stable")
    sorted_rates = np.take_along_axis(rates, order, axis=0)
    low, high = ends[:, 0][order], ends[:, 1][order]
    more = np.cumsum(high - low, axis=0)
    earned = np.cumsum((high - low) * sorted_rates, axis=0) + (low * sorted_rates).sum(axis=0)
    whole = low.sum(axis=0) + more
    means: Floats = np.where(whole > 0, earned / np.where(whole > 0, whole, 1.0), -1.0)
    greatest: Floats = means.max(axis=0)
    return greatest


def _best(spans: Sequence[Span], size: int) -> tuple[Floats, Floats]:  # noqa: ARG001
    return np.max([s.least for s in spans], axis=0), np.max([s.most for s in spans], axis=0)


def _worst(spans: Sequence[Span], size: int) -> tuple[Floats, Floats]:  # noqa: ARG001
    return np.min([s.least for s in spans], axis=0), np.min([s.most for s in spans], axis=0)


def _between(spans: Sequence[Span], size: int) -> tuple[Floats, Floats]:  # noqa: ARG001
    return np.min([s.least for s in spans], axis=0), np.max([s.most for s in spans], axis=0)


def _anything(spans: Sequence[Span], size: int) -> tuple[Floats, Floats]:  # noqa: ARG001
    return np.zeros(size), np.ones(size)


_BY_AGGREGATE = {"best": _best, "worst": _worst, "geometric_mean": _between, "pool": _anything}
