"""What the rows of submissions got that are indicators of their own, and what is seen of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.frames import frame_of
from scoring.expression import Frame, Names, columns_of
from scoring.expression.logic import NOTHING
from scoring.model import Column, Submissions
from scoring.plan import Plan, RowPlan
from scoring.points import Floats

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class RowScores:
    """What the rows got that make up one indicator: columns of m rows, n departments.

    Row i is row ``index[i]`` of its table; those of department d are ``offsets[d]`` to
    ``offsets[d + 1]``. *by_row* is how they are judged, *rules* are numbers of its rules; *weights*
    are in ten-thousandths, 0 where one is *unfit*; *marks* and *points* are smallest marks.
    """

    by_row: RowPlan
    index: NDArray[np.int64]
    offsets: NDArray[np.int64]
    weights: NDArray[np.int64]
    unfit: NDArray[np.bool_]
    rules: NDArray[np.int16]
    values: Floats
    rates: Floats
    states: NDArray[np.uint8]
    marks: NDArray[np.int32]
    points: NDArray[np.int32]

    def of(self, rows: slice) -> slice:
        """Return where the rows of the departments in *rows* are."""
        start, stop, _ = rows.indices(len(self.offsets) - 1)
        return slice(int(self.offsets[start]), int(self.offsets[stop]))

    def owners(self, rows: slice) -> NDArray[np.int64]:
        """Return the department of each row, counted from the first in *rows*."""
        start, stop, _ = rows.indices(len(self.offsets) - 1)
        counts = np.diff(self.offsets[start : stop + 1])
        return np.repeat(np.arange(stop - start), counts)

    def granted(self, inside: slice) -> tuple[Floats, NDArray[np.bool_]]:
        """Return the rates of rows, with what policies grant, and which rows take part at all."""
        rules, states = self.rules[inside], self.states[inside]
        granted = self.by_row.grants[rules, states]
        stays = np.logical_not(self.by_row.gives_away[rules, states])
        return np.where(states == 0, self.rates[inside], granted), stays


def blank_rows(by_row: RowPlan, index: Indices, counts: Indices) -> RowScores:
    size = len(index)
    return RowScores(
        by_row=by_row,
        index=index,
        offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        weights=np.zeros(size, dtype=np.int64),
        unfit=np.zeros(size, dtype=np.bool_),
        rules=np.full(size, -1, dtype=np.int16),
        values=np.full(size, np.nan),
        rates=np.full(size, np.nan),
        states=np.zeros(size, dtype=np.uint8),
        marks=np.zeros(size, dtype=np.int32),
        points=np.zeros(size, dtype=np.int32),
    )


def row_frame(frame: Frame, table: str, chosen: Any, owners: Indices) -> Frame:
    """Return the frame of the *chosen* rows of *table*: its columns, then what owners submitted."""
    columns = frame.table(table).columns

    def look_up(_: Names, name: str) -> Column:
        if name in columns:
            return _taken(columns[name], chosen)
        return _taken(frame.names[name], owners)

    return Frame(Names(look_up), frame.table, frame.scored)


def _taken(column: Column, rows: Any) -> Column:
    """Return *rows* of *column*, with no states where all of them are present."""
    values = column.values if np.ndim(column.values) == 0 else column.values[rows]
    if column.states is None or np.ndim(column.states) == 0:
        return Column(values, column.states)
    states = column.states[rows]
    return Column(values, states if np.count_nonzero(states) else None)


def first_row(submissions: Submissions, table: str, rows: slice) -> int:
    """Return where in *table* the rows of the departments in *rows* begin."""
    submitted = submissions.tables.get(table)
    return int(submitted.offsets[rows.start]) if submitted else 0


def frame_of_rows(
    plan: Plan, submissions: Submissions, held: RowScores, rows: slice, here: Indices
) -> Frame:
    """Return the frame of the scored rows numbered *here*, of the departments in *rows*."""
    frame, table = frame_of(plan, submissions, rows, lambda *_: NOTHING), held.by_row.table
    owners = held.owners(rows)[here - held.of(rows).start]
    return row_frame(frame, table, held.index[here] - first_row(submissions, table, rows), owners)


def titles_of(
    plan: Plan, submissions: Submissions, held: RowScores, rows: slice, here: Indices
) -> NDArray[Any]:
    """Return the titles of the scored rows numbered *here*, of the departments in *rows*."""
    frame = frame_of_rows(plan, submissions, held, rows, here)
    titles = columns_of(frame)(held.by_row.title).values
    return np.broadcast_to(titles, len(here))
