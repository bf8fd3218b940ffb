"""Bounds of a number: from where to where it can be, and what arithmetic makes of that."""

from collections.abc import Iterable
from itertools import product
from math import ceil, floor, inf, isinf, isnan
from typing import NamedTuple

_DUST = 1e-6  # of a step, where decimal figures miss the grid in binary


class Bounds(NamedTuple):
    """All numbers from *low* to *high*, an end left out where it is open; perhaps not 0."""

    low: float = -inf
    high: float = inf
    low_open: bool = False
    high_open: bool = False
    nonzero: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number lies within."""
        if self.low != self.high:
            return self.low > self.high
        is_left_out = self.low_open or self.high_open or (self.nonzero and self.low == 0)
        return is_left_out or isinf(self.low)

    def has(self, number: float) -> bool:
        """Say whether *number* lies within."""
        above = self.low < number or (self.low == number and not self.low_open)
        below = number < self.high or (self.high == number and not self.high_open)
        return above and below and not (number == 0 and self.nonzero)


ANY = Bounds()


def point(number: float) -> Bounds:
    return Bounds(number, number)


def meet(one: Bounds, other: Bounds) -> Bounds:
    """Return what lies within both.

    >>> meet(Bounds(0, 10), Bounds(10, 20, low_open=True)).is_empty
    True
    """
    low, low_open = max((one.low, one.low_open), (other.low, other.low_open))
    high, closed = min((one.high, not one.high_open), (other.high, not other.high_open))
    return Bounds(low, high, low_open, not closed, one.nonzero or other.nonzero)


def join(one: Bounds, other: Bounds) -> Bounds:
    """Return the least bounds around both."""
    low, low_open = min((one.low, one.low_open), (other.low, other.low_open))
    high, closed = max((one.high, not one.high_open), (other.high, not other.high_open))
    return Bounds(low, high, low_open, not closed, one.nonzero and other.nonzero)


def negative(of: Bounds) -> Bounds:
    return Bounds(-of.high, -of.low, of.high_open, of.low_open, of.nonzero)


def add(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(
        one.low + other.low,
        one.high + other.high,
        one.low_open or other.low_open,
        one.high_open or other.high_open,
    )


def subtract(one: Bounds, other: Bounds) -> Bounds:
    return add(one, negative(other))


def multiply(one: Bounds, other: Bounds) -> Bounds:
    """Return the bounds of products; one end is open where a factor's is."""
    ends = [
        (_times(a, b), a_open or b_open)
        for (a, a_open), (b, b_open) in product(_ends(one), _ends(other))
    ]
    return _around(ends)


def divide(one: Bounds, other: Bounds) -> Bounds:
    """Return the bounds of quotients, those by zero left out."""
    sides = [meet(other, Bounds(0, inf, low_open=True)), meet(other, Bounds(-inf, 0, False, True))]
    made = [multiply(one, _reciprocal(side)) for side in sides if not side.is_empty]
    if not made:
        return ANY
    return made[0] if len(made) == 1 else join(*made)


def absolute(of: Bounds) -> Bounds:
    if of.low >= 0:
        return of
    return negative(of) if of.high <= 0 else Bounds(0, max(-of.low, of.high), nonzero=of.nonzero)


def least(*given: Bounds) -> Bounds:
    low, low_open = min((b.low, b.low_open) for b in given)
    high, closed = min((b.high, not b.high_open) for b in given)
    return Bounds(low, high, low_open, not closed)


def greatest(*given: Bounds) -> Bounds:
    return negative(least(*map(negative, given)))


def rounded(of: Bounds, decimals: int) -> Bounds:
    """Return the bounds after rounding half up, by which an open end may be reached."""
    step = 10.0**-decimals
    ends = (floor(e / step + 0.5) * step if abs(e) < inf else e for e in (of.low, of.high))
    low, high = (round(end, decimals) for end in ends)
    return Bounds(low, high)


def on_grid(within: Bounds, decimals: int) -> float | None:
    """Return the least number of so many *decimals* that lies within, None if there is none.

    >>> on_grid(Bounds(59.99, 60, True, True), 2), on_grid(Bounds(80, 90, True, True), 0)
    (None, 81.0)
    """
    if within.is_empty:
        return None
    scale = 10.0**decimals
    if within.low == -inf:
        below = floor(within.high * scale - 1) if within.high < inf else 0
        return below / scale
    first = ceil(within.low * scale - _DUST)
    first += within.low_open and abs(first - within.low * scale) <= _DUST
    number = round(first / scale, decimals)
    return number if within.has(number) else None


def _ends(of: Bounds) -> tuple[tuple[float, bool], tuple[float, bool]]:
    return (of.low, of.low_open), (of.high, of.high_open)


def _times(a: float, b: float) -> float:
    product_ = a * b
    return 0.0 if isnan(product_) else product_


def _reciprocal(side: Bounds) -> Bounds:
    """Return 1 / *side*, which has one sign: next to zero without end."""
    high = 1 / side.low if side.low else inf
    low = 1 / side.high if side.high else -inf
    return Bounds(low, high, side.high_open, side.low_open and side.low != 0)


def _around(ends: Iterable[tuple[float, bool]]) -> Bounds:
    listed = list(ends)
    low, low_open = min(listed)
    high, closed = max((end, not is_open) for end, is_open in listed)
    return Bounds(low, high, low_open, not closed)
