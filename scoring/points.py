"""Marks: the one place where a rate becomes points and is rounded.

Points are whole numbers of the smallest mark (a hundredth by default), so that sums
are exact; they are rounded half up once, as by hand.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

# What lies within this of a half is the half that was meant: 0.7 / 0.8 * 500 is 437.49999...
_HALF = 0.5 + 5e-7
_DUST = 5e-7

Floats = NDArray[np.float64]


def round_half_up(values: Floats, decimals: int, into: Floats | None = None) -> Floats:
    """Return *values* rounded half up (away from zero) to *decimals* places, written *into*.

    >>> round_half_up(np.array([0.125, -2.675, 99.99999999]), 2).tolist()
    [0.13, -2.68, 100.0]
    """
    scale = 10.0**decimals
    scaled = np.asarray(np.multiply(values, scale, out=into))
    negative = np.count_nonzero(scaled < 0)
    scaled += np.copysign(_HALF, scaled) if negative else _HALF
    np.trunc(scaled, out=scaled)
    scaled /= scale
    if negative:
        scaled += 0.0  # minus zero is zero, whatever is beside it
    return scaled


def to_points(
    rates: Floats, full_marks: NDArray[Any] | int, into: NDArray[np.int32] | None = None
) -> NDArray[np.int32]:
    """Return the points, in smallest marks, that *rates* (0 to 1) earn, written *into*.

    A rate of nan earns nothing.

    >>> to_points(np.array([0.7 / 0.8, 1.0]), 500)
    array([438, 500], dtype=int32)
    """
    marks = rates * np.asarray(full_marks, dtype=np.float64)
    marks += _HALF
    # Truncation is the floor, as marks are never negative; nan becomes 0 or the least integer.
    return np.maximum(marks.astype(np.int32), 0, out=into)


def share_out(total: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Share *total* marks out by *weights* with the largest remainder method, ties by id.

    >>> share_out(100, {"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)})
    {'a': 34, 'b': 33, 'c': 33}
    """
    scale = lcm(*(weight.denominator for weight in weights.values()))
    parts = {name: w.numerator * (scale // w.denominator) for name, w in weights.items()}
    whole = sum(parts.values())
    shares = {name: total * part // whole for name, part in parts.items()}
    by_remainder = sorted(parts, key=lambda name: (-(total * parts[name] % whole), name))
    for name in by_remainder[: total - sum(shares.values())]:
        shares[name] += 1
    return shares


def share_columns(total: Any, weights: Mapping[str, Any]) -> dict[str, NDArray[np.int64]]:
    """Do what ``share_out`` does for many totals or weights at once, columns of one draw each.

    Remainders that differ by less than a millionth of a mark count as equal.

    >>> share_columns(100, {"a": np.array([1.0, 2]), "b": np.array([1.0, 1]), "c": 1.0})
    {'a': array([34, 50]), 'b': array([33, 25]), 'c': array([33, 25])}
    """
    names = sorted(weights)
    columns = np.array(np.broadcast_arrays(*(weights[name] for name in names)), dtype=np.float64)
    whole = columns.sum(axis=0)
    exact = total * columns / np.where(whole > 0, whole, 1.0)
    shares = _to_whole(np.where(whole > 0, total, 0), exact)
    return dict(zip(names, shares, strict=True))


def round_columns(total: Any, marks: Mapping[str, Any]) -> dict[str, NDArray[np.int64]]:
    """Return *marks*, columns of one draw each, rounded up or down so that they make *total*.

    They add up to less than a mark more or less; greatest remainders are rounded up, as in
    ``share_columns``.

    >>> round_columns(100, {"a": np.array([33.4]), "b": np.array([33.0]), "c": np.array([33.7])})
    {'a': array([33]), 'b': array([33]), 'c': array([34])}
    """
    names = sorted(marks)
    exact = np.array(np.broadcast_arrays(*(marks[name] for name in names)), dtype=np.float64)
    return dict(zip(names, _to_whole(total, exact), strict=True))


def _to_whole(total: Any, exact: Floats) -> NDArray[np.int64]:
    """Return the rows of *exact* as whole marks that add up to *total* in every column."""
    shares = np.floor(exact + _DUST).astype(np.int64)
    remainders = np.round(np.maximum(exact - shares, 0.0), 6)
    left = total - shares.sum(axis=0)
    # The first names come first among equal remainders.
    order = np.argsort(-remainders, axis=0, kind="stable")
    places = np.empty_like(order)
    first = np.arange(len(exact)).reshape(-1, *[1] * (order.ndim - 1))
    np.put_along_axis(places, order, first, axis=0)
    shares += places < left
    return shares


def round_marks(marks: Sequence[Fraction]) -> list[int]:
    """Return each of *marks* rounded half up on its own."""
    return [int(mark + Fraction(1, 2)) for mark in marks]
