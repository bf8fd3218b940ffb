"""Peer groups in statistics: ranks are given within them, so differences between them are none."""

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats

# Of rates and points: less than this apart from the mean of the group is dust.
_DECIMALS = 9
TAIL = 0.27


def within_groups(columns: Floats, groups: NDArray[np.int64]) -> Floats:
    """Return each value less the mean of its peer group (m × n, nan is blank and stays so).

    >>> within_groups(np.array([[1.0, 3, 10, np.nan]]), np.array([0, 0, 1, 1])).tolist()
    [[-1.0, 1.0, 0.0, nan]]
    """
    if not columns.size:
        return columns
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=groups[order[0]] - 1))
    numbers = np.unique(groups, return_inverse=True)[1]
    seen = ~np.isnan(columns)
    sums = np.add.reduceat(np.where(seen, columns, 0.0)[:, order], starts, axis=1)
    counts = np.add.reduceat(seen[:, order].astype(np.int64), starts, axis=1)
    means = sums / np.maximum(counts, 1)
    return np.round(columns - means[:, numbers], _DECIMALS)


def tails(totals: NDArray[np.int64], groups: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return how much of each department belongs to the top 27 % of its group, and to the bottom.

    Kelley, "The selection of upper and lower groups for the validation of test items", *Journal of
    Educational Psychology* 30 (1939). Departments tied at the line share the places left; a
    group has at least one place at either end, a group of one department none.

    >>> top, bottom = tails(np.array([90, 80, 80, 70]), np.array([0, 0, 0, 0]))
    >>> top.tolist(), bottom.tolist()
    ([1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0])
    """
    numbers = np.unique(groups, return_inverse=True)[1].reshape(-1)
    sizes = np.bincount(numbers)
    places = np.where(sizes > 1, np.maximum(np.floor(TAIL * sizes + 0.5), 1), 0).astype(np.int64)
    return _top(totals, numbers, places), _top(-totals, numbers, places)


def _top(totals: NDArray[np.int64], groups: NDArray[np.int64], places: NDArray[np.int64]) -> Floats:
    order = np.lexsort((-totals, groups))
    starts = np.cumsum(np.bincount(groups)) - np.bincount(groups)
    last = np.minimum(starts + np.maximum(places - 1, 0), max(len(totals) - 1, 0))
    line = totals[order][last][groups] if len(totals) else totals
    above = np.bincount(groups, totals > line)
    tied = np.bincount(groups, totals == line)
    left = np.maximum(places - above, 0) / np.maximum(tied, 1)
    belongs = np.where(totals > line, 1.0, np.where(totals == line, left[groups], 0.0))
    return np.where(places[groups] > 0, belongs, 0.0)
