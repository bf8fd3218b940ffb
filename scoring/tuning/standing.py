"""Ranks of many draws at once: a row a draw, a column a department of one peer group."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def ranks_in(totals: Whole, breakers: Sequence[Whole], ties: str = "competition") -> Whole:
    """Return the rank of every department (column) in every draw (row), from 1.

    Equal totals are parted by *breakers*, in their order; who is equal in all shares a rank, and
    the next rank counts them (*ties* ``competition``) or does not (``dense``).

    >>> ranks_in(np.array([[90, 80, 90, 70]]), [np.array([[1, 0, 2, 0]])]).tolist()
    [[2, 3, 1, 4]]
    """
    above, shared = _ranks_by_total(totals)
    if breakers and shared.any():
        draws, places = np.nonzero(shared)
        keys = [breaker[draws, places] for breaker in breakers]
        above[draws, places] += _ahead_among_equals(draws, totals[draws, places], keys)
    return _dense(above) if ties == "dense" else above


def _ranks_by_total(totals: Whole) -> tuple[Whole, NDArray[np.bool_]]:
    """Return ranks by counting, and who shares its total with another."""
    first = totals.min()
    steps = int(totals.max() - first) + 1
    if steps > 64 * totals.shape[1] + 65_536:
        return _ranks_by_sorting(totals)
    keys = totals - (first - np.arange(len(totals))[:, None] * steps)
    counts = np.bincount(keys.ravel(), minlength=len(totals) * steps)
    # What is counted up to a total, over all draws before it too: the surplus is a draw's own.
    up_to = np.cumsum(counts).reshape(len(totals), steps)
    size = totals.shape[1]
    ends = np.arange(1, len(totals) + 1)[:, None] * size
    return ends - up_to.ravel()[keys] + 1, counts[keys] > 1


def _ranks_by_sorting(totals: Whole) -> tuple[Whole, NDArray[np.bool_]]:
    order = np.argsort(-totals, axis=1, kind="stable")
    ordered = np.take_along_axis(totals, order, axis=1)
    new = np.ones_like(ordered, dtype=np.bool_)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.arange(1, totals.shape[1] + 1)
    ranks = np.maximum.accumulate(np.where(new, places, 0), axis=1)
    alone = new.copy()
    alone[:, :-1] &= new[:, 1:]
    shared = np.empty_like(alone)
    above = np.empty_like(order)
    np.put_along_axis(above, order, ranks, axis=1)
    np.put_along_axis(shared, order, ~alone, axis=1)
    return above, shared


def _ahead_among_equals(draws: Whole, totals: Whole, keys: Sequence[Whole]) -> Whole:
    """Return how many cells of the same draw and total have greater *keys*."""
    order = np.lexsort((*(-key for key in reversed(keys)), totals, draws))
    sorts = [column[order] for column in (draws, totals, *keys)]
    places = np.arange(len(order))
    team = _begins(sorts[:2], places)
    ahead = np.empty_like(places)
    ahead[order] = _begins(sorts, places) - team
    return ahead


def _begins(columns: Sequence[Whole], places: Whole) -> Whole:
    """Return where the run of equal cells that each sorted cell is in begins."""
    new = np.zeros(len(places), dtype=np.bool_)
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    begins: Whole = np.maximum.accumulate(np.where(new, places, 0))
    return begins


def _dense(ranks: Whole) -> Whole:
    """Return ranks without the gaps that shared ones leave."""
    size = ranks.shape[1]
    keys = ranks + np.arange(len(ranks))[:, None] * (size + 1)
    taken = np.zeros(len(ranks) * (size + 1), dtype=np.int64)
    taken[keys] = 1
    numbers = np.cumsum(taken.reshape(len(ranks), size + 1), axis=1).ravel()
    dense: Whole = numbers[keys]
    return dense
