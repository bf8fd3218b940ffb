"""Weights on the steps that they may move by, which still add up."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor

Range = tuple[Fraction, Fraction]
_FARTHEST = 50


def on_steps(
    wanted: Sequence[Fraction],
    steps: Sequence[Fraction],
    ranges: Sequence[Range],
    total: Fraction,
) -> list[Fraction] | None:
    """Return multiples of *steps* within *ranges* that add up to *total*, nearest to *wanted*.

    Nearest by the sum of squares; with one step for all this is the method of the largest
    remainder (Hamilton), the first of equal ones going up: Balinski & Young, "Fair Representation"
    (1982), app. A. None where none near what is wanted add up.

    >>> third = Fraction(100, 3)
    >>> found = on_steps([third] * 3, [Fraction(1)] * 3, [(Fraction(0), Fraction(100))] * 3, 100)
    >>> [int(weight) for weight in found]
    [34, 33, 33]
    """
    widest = max(steps, default=Fraction(1))
    best: dict[Fraction, tuple[Fraction, tuple[Fraction, ...]]] = {Fraction(0): (Fraction(0), ())}
    for value, step, within in zip(wanted, steps, ranges, strict=True):
        longer: dict[Fraction, tuple[Fraction, tuple[Fraction, ...]]] = {}
        for sum_, (cost, chosen) in best.items():
            for candidate in _candidates(value, step, within, widest):
                entry = cost + (candidate - value) ** 2, (*chosen, candidate)
                known = longer.get(sum_ + candidate)
                if known is None or _is_better(entry, known):
                    longer[sum_ + candidate] = entry
        best = longer
    return list(best[total][1]) if total in best else None


def _is_better(
    entry: tuple[Fraction, tuple[Fraction, ...]], known: tuple[Fraction, tuple[Fraction, ...]]
) -> bool:
    return entry[0] < known[0] or (entry[0] == known[0] and entry[1] > known[1])


def _candidates(
    value: Fraction, step: Fraction, within: Range, widest: Fraction
) -> Iterable[Fraction]:
    """Return the multiples of *step* about *value* that lie *within*; where none does, its ends."""
    low, high = within
    if low == high:
        return [low]
    below = floor(value / step)
    first, last = ceil(low / step), floor(high / step)
    reach = min(ceil(widest / step), _FARTHEST)  # makes up for what a wider step is off by
    near = range(max(below - reach, first), min(below + 1 + reach, last) + 1)
    return [count * step for count in near] or sorted({low, high})
