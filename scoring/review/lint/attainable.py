"""Which rates an indicator can get at all, by the bounds of its value and of its conditions."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

import numpy as np

from scoring.expression import Expression
from scoring.methods.bands import Bands, Interval
from scoring.methods.cases import Cases
from scoring.methods.checklist import Checklist
from scoring.methods.condition import Condition
from scoring.methods.deduct import Deduct, count_steps
from scoring.methods.formula import Formula
from scoring.methods.interpolate import Interpolate
from scoring.methods.proportional import Proportional
from scoring.methods.rating import Rating
from scoring.plan import Leaf
from scoring.review.lint import bounds as b
from scoring.review.lint.bounds import ANY, Bounds, point
from scoring.review.lint.placed import Row
from scoring.review.lint.study import Study
from scoring.review.lint.worlds import World, assume, numbers, truths

ANY_RATE = Bounds(0, 1)


class Judged(NamedTuple):
    """An indicator about to be judged: its value as rounded, and the world it is judged in."""

    leaf: Leaf
    value: Bounds
    world: World

    def operand(self, name: str) -> Bounds:
        """Return the bounds of a parameter of the method."""
        given = self.leaf.operands[name]
        if isinstance(given, Expression):
            return numbers(given.tree, self.world.refuelled())
        return point(float(given.values))

    def holds(self, name: str) -> frozenset[Any]:
        given = self.leaf.operands[name]
        assert isinstance(given, Expression)  # noqa: S101
        return truths(given.tree, self.world.refuelled())


def judged(study: Study, leaf: Leaf, row: Row | None = None) -> Judged:
    """Return *leaf* with what its value can be."""
    world = study.world_of(leaf, row)
    value = numbers(leaf.value.tree, world.refuelled()) if leaf.value else ANY
    return Judged(leaf, b.rounded(value, leaf.decimals), world)


def attainable(study: Study, leaf: Leaf) -> Bounds:
    """Return the least and the greatest rate that *leaf* can get where it is judged."""
    rates = _RATES.get(type(leaf.indicator.method))
    return rates(judged(study, leaf)) if rates else ANY_RATE


def decimals_of(study: Study, leaf: Leaf, row: Row | None) -> int:
    """Return how many decimals the value of *leaf* can have when it is judged."""
    field = study.field_of(leaf, row)
    return 0 if field and field.type == "integer" else leaf.decimals


def as_bounds(interval: Interval) -> Bounds:
    low_open, high_open = not interval.low_closed, not interval.high_closed
    return Bounds(float(interval.low), float(interval.high), low_open, high_open)


def reachable_branches(given: Judged) -> list[bool]:
    """Return whether each of the cases can decide, and then whether none of them can."""
    method = given.leaf.indicator.method
    found = []
    world: World | None = given.world.refuelled()
    for index in range(len(method.instances)):
        tree = given.leaf.operands[f"cases/{index}/when"].tree  # type: ignore[union-attr]
        found.append(world is not None and assume(tree, True, world) is not None)
        world = assume(tree, False, world) if world else None
    return [*found, world is not None]


def gaps(method: Bands) -> Iterator[Bounds]:
    """Yield what lies below, between and above the bands, in this order."""
    bands = sorted((as_bounds(band.interval) for band in method.bands), key=lambda x: x[:2])
    yield Bounds(-inf, bands[0].low, False, not bands[0].low_open)
    for one, other in pairwise(bands):
        yield Bounds(one.high, other.low, not one.high_open, not other.low_open)
    yield Bounds(bands[-1].high, inf, not bands[-1].high_open)


def _around(shares: list[float]) -> Bounds:
    held = [min(max(share, 0.0), 1.0) for share in shares]
    return Bounds(min(held), max(held)) if held else ANY_RATE


def _of_bands(given: Judged) -> Bounds:
    method = given.leaf.indicator.method
    shares = [
        band.share
        for band in method.bands
        if not b.meet(as_bounds(band.interval), given.value).is_empty
    ]
    outside = any(
        b.on_grid(b.meet(gap, given.value), given.leaf.decimals) is not None for gap in gaps(method)
    )
    return _around([*shares, 0.0] if outside else shares)


def _of_cases(given: Judged) -> Bounds:
    method = given.leaf.indicator.method
    branches = [*method.instances, method.otherwise]
    decides = reachable_branches(given)
    return _around([x.share for x, can in zip(branches, decides, strict=True) if can])


def _of_condition(given: Judged) -> Bounds:
    otherwise = given.leaf.indicator.method.otherwise
    return _around([1.0 if holds else otherwise for holds in given.holds("when")])


def _of_checklist(given: Judged) -> Bounds:
    method = given.leaf.indicator.method
    low = high = Decimal(0)
    for place, item in zip(given.leaf.operands, method.items, strict=True):
        if item.counted:
            times = b.greatest(given.operand(place), point(0.0))
            ends = [times.low, min(times.high, 1e9)]
        else:
            ends = sorted(map(float, given.holds(place)))
        worth = Decimal(str(round(item.share, 9)))
        gains = [worth * Decimal(str(end)) for end in ends]
        if method.mode == "lose":
            gains = [-g if item.counted else g - worth for g in gains]
        low, high = low + min(gains), high + max(gains)
    start = Decimal(method.mode == "lose")
    return _around([float(low + start), float(high + start)])


def _of_deduct(given: Judged) -> Bounds:
    """Return the rates at the value nearest to the limit and at the one farthest from it."""
    method, value = given.leaf.indicator.method, given.value
    near = far = -inf
    for place in given.leaf.operands:
        limit = given.operand(place)
        low = place in ("limit/at_least", "limit/between/0")
        beyond = b.subtract(limit, value) if low else b.subtract(value, limit)
        near, far = max(near, beyond.low), max(far, beyond.high)
    return Bounds(_after(method, far), _after(method, near))


def _after(method: Deduct, beyond: float) -> float:
    """Return the rate left once a value lies that far beyond its limit."""
    if beyond <= 0 or method.cost == 0:
        return 1.0
    steps = inf if beyond == inf else float(count_steps(beyond, method.each, method.steps))
    cost = min(steps * method.cost, method.most) if steps > 0 else 0.0
    return min(max(1.0 - round(cost, 9), 0.0), 1.0)


def _of_interpolate(given: Judged) -> Bounds:
    method, value = given.leaf.indicator.method, given.value
    inside = [s for at, s in zip(method.at, method.shares, strict=True) if value.has(at)]
    ends = np.interp([value.low, value.high], method.at, method.shares)
    return _around([*inside, *map(float, ends)])


def _of_proportional(given: Judged) -> Bounds:
    """Return the rates at both ends of the value, where target and floor are known numbers."""
    method, value, target = given.leaf.indicator.method, given.value, given.operand("target")
    if target.low != target.high:
        return ANY_RATE
    default = 0.0 if method.better == "higher" else 2 * target.low
    floor = given.operand("floor") if "floor" in given.leaf.operands else point(default)
    if floor.low != floor.high or floor.low == target.low or target.low <= 0:
        return ANY_RATE
    higher = method.better == "higher"
    met = value.high >= target.low if higher else value.low <= target.low
    always = value.low >= target.low if higher else value.high <= target.low
    nearest = value.high if higher else value.low
    best = 1.0 if met else (nearest - floor.low) / (target.low - floor.low)
    if method.curve == "inverse" and not higher and not met:
        best = target.low / nearest
    beyond = method.overshoot and value.high > method.overshoot.beyond * target.low
    return _around([1.0 if always and not beyond else 0.0, best])


def _of_rating(given: Judged) -> Bounds:
    method = given.leaf.indicator.method
    return _around([end for level in method.levels for end in (level.low, level.high)])


def _of_formula(given: Judged) -> Bounds:
    method = given.leaf.indicator.method
    result = given.operand(method.kind)
    if method.kind == "points":
        result = b.divide(result, point(method.weight or 1.0))
    return _around([result.low, result.high])


_RATES: Mapping[type, Callable[[Judged], Bounds]] = {
    Bands: _of_bands,
    Cases: _of_cases,
    Condition: _of_condition,
    Checklist: _of_checklist,
    Deduct: _of_deduct,
    Interpolate: _of_interpolate,
    Proportional: _of_proportional,
    Rating: _of_rating,
    Formula: _of_formula,
}
