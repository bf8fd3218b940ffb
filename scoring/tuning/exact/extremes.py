"""The greatest that a weighted sum can be under all weights within the bounds, in closed form."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats
from scoring.tuning.drawing import Limits
from scoring.tuning.units import Units

_CELLS = 4_000_000


def greatest(units: Units, limits: Limits, gains: Floats) -> Floats:
    """Return the greatest ``gains @ weights`` (k) of each row of *gains* (k, m).

    Weights are in smallest marks, add up as today's do, and keep *limits*. With bounds of single
    weights this is the continuous knapsack problem, whose best answer fills up what gains most
    first (Dantzig, "Discrete-variable extremum problems", Operations Research 5(2), 1957). Groups
    lie within each other like branches of a tree, so each can be settled before what holds it.
    """
    step = max(1, _CELLS // max(1, gains.shape[1]))
    parts = [
        _filled(units, limits, gains[start : start + step]) for start in range(0, len(gains), step)
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def _filled(units: Units, limits: Limits, gains: Floats) -> Floats:
    order = np.argsort(-gains, axis=1, kind="stable")
    sorted_gains = np.take_along_axis(gains, order, axis=1)
    room = (limits.high - limits.low)[order]
    values: Floats = gains @ limits.low
    held = limits.low.copy()  # what each weight has by now for certain, pairs of it being alike
    for group in _innermost_first(limits):
        inside: NDArray[np.bool_] = limits.groups[group]
        base = held[inside].sum()
        forced = max(limits.least[group] - base, 0.0)
        values += _take(room, inside[order], sorted_gains, forced, limits.most[group] - base)
        held[np.flatnonzero(inside)[:1]] += forced
    everything = np.ones_like(room, dtype=np.bool_)
    rest = max(float(units.now.sum() - held.sum()), 0.0)
    values += _take(room, everything, sorted_gains, rest, rest)
    return values


def _take(room: Floats, inside: NDArray[np.bool_], gains: Floats, forced: float, most: Any) -> Any:
    """Take *forced* from the best *room* there is *inside*, and leave room up to *most*."""
    up_to = np.cumsum(np.where(inside, room, 0.0), axis=1)
    taken = np.diff(np.minimum(up_to, forced), axis=1, prepend=0.0)
    left = np.diff(np.minimum(up_to, max(most, forced)), axis=1, prepend=0.0) - taken
    np.copyto(room, left, where=inside)
    return (taken * gains).sum(axis=1)


def _innermost_first(limits: Limits) -> list[int]:
    return np.argsort(limits.groups.sum(axis=1), kind="stable").tolist()  # type: ignore[no-any-return]


def loosened(units: Units) -> Limits:
    """Return limits that hold weights in whole marks too, however they were rounded.

    Shared out down a tree by largest remainder, a weight is off by less than a mark at each level.
    What weighs something never weighs nothing: that would be another ruleset, without it.
    """
    limits, deep = units.limits, _levels(units)
    low = np.maximum(np.floor(limits.low) - deep + 1, np.minimum(units.now, 1))
    high = np.where(limits.high > 0, np.ceil(limits.high) + deep - 1, 0)
    return Limits(low, high, limits.groups, np.maximum(limits.least - deep, 0), limits.most + deep)


def _levels(units: Units) -> int:
    return max((len(leaf.path) + 1 for leaf in units.plan.leaves), default=1)


def is_fixed(limits: Limits) -> bool:
    """Return whether the limits leave no second choice of weights.

    >>> one = np.array([60.0, 40.0])
    >>> is_fixed(Limits(one, one, np.zeros((0, 2), dtype=bool), np.empty(0), np.empty(0)))
    True
    """
    return int((limits.low < limits.high).sum()) < 2
