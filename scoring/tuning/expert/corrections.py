"""Which judgement contradicts the others most, and what to put in its place."""

from typing import NamedTuple

import numpy as np

from scoring.points import Floats
from scoring.tuning.expert.priorities import principal_eigenvector, priorities, unlinked_groups
from scoring.tuning.expert.random_index import RandomIndex
from scoring.tuning.expert.scale import nearest


class Correction(NamedTuple):
    """The judgement in *row* and *column* and the one to put in its place; *cr* after that."""

    row: int
    column: int
    given: float
    suggested: float
    cr: float


def corrections(matrix: Floats, table: RandomIndex, limit: float) -> list[Correction]:
    """Return what to change, one after the other, until the consistency ratio is within *limit*.

    Each is the one judgement that departs most from the priorities, replaced by the value of
    the scale nearest to what the other judgements imply. They end early where none helps.
    """
    steps: list[Correction] = []
    ratio = priorities(matrix, table).cr or 0.0
    matrix = matrix.copy()
    while ratio > limit:
        changed = {(step.row, step.column) for step in steps}
        step = _next(matrix, table, ratio, changed)
        if step is None:
            break
        steps.append(step)
        _put(matrix, step.row, step.column, step.suggested)
        ratio = step.cr
    return steps


def departures(matrix: Floats) -> Floats:
    """Return the size of ln(a_ij w_j / w_i) for every pair i < j judged, 0 elsewhere.

    T. L. Saaty, "Decision-making with the AHP: Why is the principal eigenvector necessary",
    European J. of Operational Research 145 (2003).
    """
    weights = principal_eigenvector(matrix)[1]
    departure = np.abs(np.log(matrix * weights / weights[:, None]))
    return np.triu(np.nan_to_num(departure), k=1)


def _next(
    matrix: Floats, table: RandomIndex, ratio: float, changed: set[tuple[int, int]]
) -> Correction | None:
    departure = departures(matrix)
    for place in np.argsort(-departure, axis=None, kind="stable").tolist():
        row, column = divmod(place, len(matrix))
        if departure[row, column] and (row, column) not in changed:
            step = _corrected(matrix, table, row, column)
            if step and step.suggested != step.given and step.cr < ratio:
                return step
    return None


def _corrected(matrix: Floats, table: RandomIndex, row: int, column: int) -> Correction | None:
    """Return the correction of one judgement; None where nothing else compares the two."""
    trial = matrix.copy()
    _put(trial, row, column, np.nan)
    if len(unlinked_groups(trial)) > 1:
        return None
    weights = principal_eigenvector(trial)[1]
    suggested = nearest(weights[row] / weights[column])
    _put(trial, row, column, suggested)
    ratio = priorities(trial, table).cr
    assert ratio is not None  # noqa: S101  # the matrix before had one
    return Correction(row, column, float(matrix[row, column]), suggested, ratio)


def _put(matrix: Floats, row: int, column: int, value: float) -> None:
    matrix[row, column], matrix[column, row] = value, 1 / value
