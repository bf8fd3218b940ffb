"""What an indicator does among the ranked departments: figures of all indicators at once.

Each takes columns of n departments and gives one figure an indicator, nan where there is none.
"""

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats
from scoring.tuning.correlation import correlate
from scoring.tuning.groups import tails, within_groups


def share_at(rates: Floats, rate: float) -> Floats:
    """Return the share of departments at *rate*, of those that had marks to get.

    >>> share_at(np.array([[1.0, 0.5, 1.0, np.nan]]), 1).round(4).tolist()
    [0.6667]
    """
    return _divided((rates == rate).sum(axis=1), (~np.isnan(rates)).sum(axis=1))


def mean_rate(rates: Floats) -> Floats:
    """Return the mean rate of those that had marks to get."""
    return _divided(np.nansum(rates, axis=1), (~np.isnan(rates)).sum(axis=1))


def distinct(rates: Floats) -> NDArray[np.int64]:
    """Return how many different rates occur, to six decimals.

    >>> distinct(np.array([[1.0, 0.5, 1.0, np.nan]])).tolist()
    [2]
    """
    ordered = np.sort(np.round(rates, 6), axis=1)
    known = ~np.isnan(ordered)
    counts: NDArray[np.int64] = (known[:, 1:] & (np.diff(ordered, axis=1) > 0)).sum(axis=1)
    return counts + known.any(axis=1)


def discrimination(rates: Floats, marks: NDArray[np.int64], groups: NDArray[np.int64]) -> Floats:
    """Return the mean rate of the top 27 % by total *marks*, less that of the bottom 27 %.

    The index of discrimination of test theory (Kelley 1939; Ebel, *Essentials of Educational
    Measurement*, 1972, calls below 0.20 poor); the ends are taken in every peer group.

    >>> rates = np.array([[1.0, 0.5, 0.4, 0.0], [1.0, 1.0, 1.0, 1.0]])
    >>> discrimination(rates, np.array([90, 80, 75, 70]), np.zeros(4, int)).tolist()
    [1.0, 0.0]
    """
    seen = (~np.isnan(rates)).astype(np.float64)
    known = np.nan_to_num(rates)
    top, bottom = (
        _divided((known * end).sum(axis=1), (seen * end).sum(axis=1))
        for end in tails(marks, groups)
    )
    return np.round(top - bottom, 12)


def correlations(rates: Floats, groups: NDArray[np.int64]) -> Floats:
    """Return Pearson's r of every two indicators' rates, within peer groups."""
    return correlate(within_groups(rates, groups), groups=groups)


def item_rest(rates: Floats, points: Floats, tree: Floats, groups: NDArray[np.int64]) -> Floats:
    """Return the correlation of each indicator's rate with what the *tree* gave but for it.

    *points* are those by which an indicator counts in the tree: its own, or its dimension's.
    The corrected item-total correlation of test theory (Henrysson, *Psychometrika* 28, 1963),
    within peer groups.
    """
    rest = within_groups(tree - points, groups)
    return np.diagonal(correlate(within_groups(rates, groups), rest, groups)).copy()


def influence(parts: Floats, totals: Floats, groups: NDArray[np.int64]) -> Floats:
    """Return each part's share of the variance of *totals*: Cov(part, total) / Var(total).

    Where the parts add up to the total the shares add up to 1 (Shorrocks, "Inequality
    decomposition by factor components", *Econometrica* 50, 1982); a negative share narrows the
    differences. That real importance differs from the nominal weight: Paruolo, Saisana &
    Saltelli, *J. R. Statist. Soc. A* 176 (2013). From the means of peer groups, within which
    ranks are given; nan where all totals of a group are equal.

    >>> parts = np.array([[1.0, 2, 3], [4, 4, 4]])
    >>> influence(parts, parts.sum(axis=0), np.zeros(3, int)).tolist()
    [1.0, 0.0]
    """
    apart = within_groups(totals[None, :], groups)[0]
    together = (within_groups(parts, groups) * apart).sum(axis=1)
    return _divided(together, np.full(len(parts), (apart**2).sum()))


def _divided(what: Floats | NDArray[np.int64], by: Floats | NDArray[np.int64]) -> Floats:
    return np.where(by > 0, what / np.where(by > 0, by, 1), np.nan)
