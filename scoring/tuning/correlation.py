"""Correlations of many columns at once, blanks left out pair by pair, by matrix products."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats

# Of standardised columns: a variance below this, among those that a pair shares, is dust.
_DUST = 1e-9
# Departments at a time: a larger product is given to several threads, which wait for each other
# longer than they multiply; the sums would also depend on how many threads there are.
_BLOCK = 128


def varies(columns: Floats) -> NDArray[np.bool_]:
    """Return which rows of *columns* (nan is blank) hold two values that differ by more than dust.

    >>> varies(np.array([[0.5, 0.5, np.nan], [0.1, 0.2, 0.3], [np.nan, 0.1, np.nan]])).tolist()
    [False, True, False]
    """
    blank = np.isnan(columns)
    most = np.where(blank, -np.inf, columns).max(axis=1, initial=-np.inf)
    least = np.where(blank, np.inf, columns).min(axis=1, initial=np.inf)
    with np.errstate(invalid="ignore"):
        size = np.maximum(np.abs(most), np.abs(least))
        varied: NDArray[np.bool_] = most - least > 1e-12 * np.where(np.isfinite(size), size, 0)
    return varied


def correlate(
    columns: Floats, others: Floats | None = None, groups: NDArray[np.int64] | None = None
) -> Floats:
    """Return Pearson's r of every row of *columns* with every row of *others* (itself by default).

    Rows are m and k indicators, columns n departments, nan is blank; the answer is m by k. Each
    pair is measured over the departments that have both; nan where these are fewer than two, or
    all alike on either. With *groups*, a number a department, deviations are from the means of
    those of a group that have both (the pooled within-group correlation of covariance analysis).

    >>> correlate(np.array([[1.0, 2, 3], [3, 2, 1], [5, 5, 5]])).round(6).tolist()
    [[1.0, -1.0, nan], [-1.0, 1.0, nan], [nan, nan, nan]]
    """
    if groups is not None:  # a department alone in its group deviates from nothing
        kept = np.isin(groups, _common(groups))
        columns, groups = columns[:, kept], groups[kept]
        others = None if others is None else others[:, kept]
    first, seen = _standardised(columns)
    second, seen_too = (first, seen) if others is None else _standardised(others)
    together = multiply(first, second)
    squares, squares_too = multiply(first**2, seen_too), multiply(seen, second**2)
    for part in _parts(groups):
        here, here_too, known, known_too = (x[:, part] for x in (first, second, seen, seen_too))
        shared = np.maximum(multiply(known, known_too), 1)
        sums, sums_too = multiply(here, known_too), multiply(known, here_too)
        together -= sums * sums_too / shared
        squares -= sums**2 / shared
        squares_too -= sums_too**2 / shared
    count = multiply(seen, seen_too)
    variation = _varied(squares, count) * _varied(squares_too, count)
    r: Floats = np.clip(together / np.sqrt(variation), -1, 1)
    return r


def _common(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    numbers, sizes = np.unique(groups, return_counts=True)
    return numbers[sizes > 1]


def _parts(groups: NDArray[np.int64] | None) -> Iterator[NDArray[np.intp] | slice]:
    """Yield the departments of each group, all together where there are no groups."""
    if groups is None:
        yield slice(None)
        return
    order = np.argsort(groups, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)


def multiply(first: Floats, second: Floats) -> Floats:
    """Return the sums over departments of every row of *first* times every row of *second*.

    >>> multiply(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [1.0, 0.0]])).tolist()
    [[11.0, 1.0]]
    """
    sums = np.zeros((len(first), len(second)))
    for start in range(0, first.shape[1], _BLOCK):
        part = slice(start, start + _BLOCK)
        sums += first[:, part] @ second[:, part].T
    return sums


def _standardised(columns: Floats) -> tuple[Floats, Floats]:
    """Return the rows with mean 0 and deviation 1, blanks as 0, and 1 for what is no blank."""
    seen = (~np.isnan(columns)).astype(np.float64)
    counts = np.maximum(seen.sum(axis=1, keepdims=True), 1)
    values = np.where(seen > 0, columns, 0.0)
    values = np.where(seen > 0, values - values.sum(axis=1, keepdims=True) / counts, 0.0)
    deviations = np.sqrt((values**2).sum(axis=1, keepdims=True) / counts)
    usable = varies(columns)[:, None]
    return np.where(usable, values / np.where(usable, deviations, 1), 0.0), seen


def _varied(squares: Floats, count: Floats) -> Floats:
    """Return sums of *squares* from the mean, nan where they are dust."""
    kept: Floats = np.where((squares > _DUST * count) & (count > 1), squares, np.nan)
    return kept
