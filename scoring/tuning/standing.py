"""Ranks of many draws at once: a row a draw, a column a department of one peer group."""

from collections.abc import Sequence
from typing import Any

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
    cells, new = _sorted(totals)
    places = np.arange(1, totals.shape[1] + 1, dtype=np.int32)
    above = _at(cells, np.maximum.accumulate(new * places, axis=1))
    if breakers and not new.all():
        alone = new.copy()
        alone[:, :-1] &= new[:, 1:]
        draws, columns = np.nonzero(_at(cells, ~alone))
        keys = [breaker[draws, columns] for breaker in breakers]
        above[draws, columns] += _ahead_among_equals(draws, totals[draws, columns], keys)
    return _dense(above) if ties == "dense" else above


def _sorted(totals: Whole) -> tuple[Whole, NDArray[np.bool_]]:
    """Return the cells of each draw (row) from the best to the worst, and where a total is new.

    Totals are sorted with their columns in the last bits; where 32 bits hold both, that takes a
    fraction of the time.
    """
    draws, size = totals.shape
    most, bits = totals.max(), (size - 1).bit_length()
    is_small = int(most - totals.min() + 1) << bits <= np.iinfo(np.int32).max
    keys = (most - totals).astype(np.int32 if is_small else np.int64)
    keys <<= bits
    keys |= np.arange(size, dtype=keys.dtype)
    keys.sort(axis=1)
    cells = (keys & ((1 << bits) - 1)) + np.arange(draws)[:, None] * size
    keys >>= bits
    new = np.ones(keys.shape, dtype=np.bool_)
    np.not_equal(keys[:, 1:], keys[:, :-1], out=new[:, 1:])
    return cells, new


def _at(cells: Whole, values: Any) -> Any:
    """Return *values* put where their *cells* are."""
    put = np.empty_like(values)
    put.ravel()[cells] = values
    return put


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
