"""Weights within their bounds, on the steps that they may move by, which still add up."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import NamedTuple

Range = tuple[Fraction, Fraction]
_Bound = Fraction | int
_FARTHEST = 50


class Lattice(NamedTuple):
    """The weights that are multiples of *step* away from *start*."""

    step: Fraction
    start: Fraction = Fraction()


def common(one: Fraction, other: Fraction) -> Fraction:
    """Return the least step that both steps go into.

    >>> common(Fraction(1, 2), Fraction(3, 10))
    Fraction(3, 2)
    """
    whole = lcm(one.numerator * other.denominator, other.numerator * one.denominator)
    return Fraction(whole, one.denominator * other.denominator)


def shared(one: Fraction, other: Fraction) -> Fraction:
    """Return the greatest step that goes into both steps; into 0 goes every one.

    >>> shared(Fraction(1, 2), Fraction(3, 10)), shared(Fraction(0), Fraction(2))
    (Fraction(1, 10), Fraction(2, 1))
    """
    whole = gcd(one.numerator * other.denominator, other.numerator * one.denominator)
    return Fraction(whole, one.denominator * other.denominator)


def meet(one: Lattice, other: Lattice) -> Lattice | None:
    """Return the weights on both, None where none are.

    >>> meet(Lattice(Fraction(2)), Lattice(Fraction(3), Fraction(1)))
    Lattice(step=Fraction(6, 1), start=Fraction(4, 1))
    """
    whole = common(one.step, other.step)
    tries = (one.start + count * one.step for count in range(int(whole / one.step)))
    start = next((each for each in tries if not (each - other.start) % other.step), None)
    return None if start is None else Lattice(whole, start)


def within(
    total: Fraction,
    shares: Sequence[Fraction],
    ranges: Sequence[tuple[_Bound, _Bound]],
) -> list[Fraction]:
    """Share out in proportion; hold at their bounds, side by side, those that would pass them.

    The ranges must have room for *total*.

    >>> halves = within(Fraction(9), [Fraction(6), Fraction(3), Fraction(1)], [(0, 5)] * 3)
    >>> [str(weight) for weight in halves]
    ['5', '3', '1']
    """
    held: dict[int, Fraction] = {}
    while True:
        free = [place for place in range(len(shares)) if place not in held]
        left = total - sum(held.values(), Fraction())
        whole = sum((shares[place] for place in free), Fraction())
        value = {n: left * (shares[n] / whole if whole else Fraction(1, len(free))) for n in free}
        short = {n: Fraction(ranges[n][0]) for n in free if value[n] < ranges[n][0]}
        over = {n: Fraction(ranges[n][1]) for n in free if value[n] > ranges[n][1]}
        if not short and not over:
            return [held[n] if n in held else value[n] for n in range(len(shares))]
        lacking = sum((bound - value[n] for n, bound in short.items()), Fraction())
        spare = sum((value[n] - bound for n, bound in over.items()), Fraction())
        held |= short if lacking >= spare else {}
        held |= over if spare >= lacking else {}


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
