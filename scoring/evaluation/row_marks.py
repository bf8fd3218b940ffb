"""The marks of rows: the indicator's full marks shared out among its rows, and what they earn."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.row_scores import titles_of
from scoring.evaluation.scores import FullMarks, Scores
from scoring.points import to_points

Whole = NDArray[np.int64]


def settle_rows(scores: Scores, rows: slice, marks: FullMarks) -> None:
    """Fill in the marks and points of rows, and of the indicators that they make up."""
    for number, held in scores.rows.items():
        inside, owners, size = held.of(rows), held.owners(rows), rows.stop - rows.start
        scored = scores.states[number, rows] == 0
        full = np.where(scored, marks.of(number), 0).astype(np.int64)
        rates, stays = held.granted(inside)
        own = np.where(stays, held.weights[inside], 0)
        by = partial(_keys, scores, number, rows, -own, rates)
        held.marks[inside] = share_rows(full, own, owners, by)
        held.points[inside] = to_points(rates, held.marks[inside])
        points = np.bincount(owners, held.points[inside], size).astype(np.int32)
        scores.points[number, rows] = np.where(scored, points, scores.points[number, rows])
        bars = held.by_row.bars[held.rules[inside], held.states[inside]]
        barred = np.bincount(owners, bars & (held.marks[inside] > 0), size) > 0
        if scores.overridden:
            barred[scores.overridden.of(number, rows)] = False
        scores.unranked[rows] |= barred


def _keys(scores: Scores, number: int, rows: slice, *rest: Any) -> list[Any]:
    """Return what parts equal remainders, most telling first: titles, then what tells rows apart.

    The last of *rest* are the rows in question, among those of the departments in *rows*.
    """
    *others, tied = rest
    held = scores.rows[number]
    here = tied + held.of(rows).start
    titles = titles_of(scores.plan, scores.submissions, held, rows, here)
    return [np.unique(titles, return_inverse=True)[1], *(other[tied] for other in others)]


def share_rows(
    full: Whole, weights: Whole, owners: Whole, keys: Callable[[Whole], Sequence[Any]]
) -> Whole:
    """Share each owner's *full* marks out to its rows by largest remainder, exactly.

    *keys* part the rows that have equal remainders. Marks and weights multiply in 64 bits.
    """
    sums = np.bincount(owners, weights, len(full)).astype(np.int64)
    per_row = np.maximum(sums, 1)[owners]
    shares, rest = np.divmod(weights * full[owners], per_row)
    left = np.where(sums > 0, full - np.bincount(owners, shares, len(full)), 0).astype(np.int64)
    waiting = np.flatnonzero(left[owners] > 0)
    if waiting.size:
        by = [*reversed(keys(waiting)), -rest[waiting], owners[waiting]]
        ranked = waiting[np.lexsort(by)]
        counts = np.bincount(owners[ranked], minlength=len(full))
        place = np.arange(len(ranked)) - (np.cumsum(counts) - counts)[owners[ranked]]
        shares[ranked[place < left[owners[ranked]]]] += 1
    return shares
