"""The rows of tables, put with the departments they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, SubmissionError
from scoring.intake.binding import Bound, bind
from scoring.intake.columns import absent_column, joined, to_column
from scoring.intake.departments import fault_finding, origin_of
from scoring.intake.documents import columns_of
from scoring.intake.headings import Vocabulary
from scoring.intake.owners import Owned
from scoring.intake.reading import Typed, fault, listed, state_of
from scoring.intake.sheet import Raw, Sheet
from scoring.intake.writing import shown
from scoring.model import Fault, Field, Finding, Origin, Rows, State, Table
from scoring.places import cell, join
from scoring.words import Phrase


@dataclass(frozen=True, slots=True)
class Cells:
    """What the departments' own rows say of a table: its state, and rows nested in them."""

    states: NDArray[np.uint8]
    faults: Mapping[int, Fault]
    nested: tuple[Owned, ...]


def table_cells(mains: Sequence[Bound], table: Table, vocabulary: Vocabulary) -> Cells:
    """Return what the departments' sheets hold of *table*, in the order of the departments."""
    states, faults, nested, start = [], {}, [], 0
    for main in mains:
        bond = main.bonds.get(table.id)
        cells = listed(bond.raw) if bond else [None] * len(main.sheet)
        said = [_state(each, table) for each in cells]
        wrong = (row for row, state in enumerate(said) if state == State.INVALID)
        faults.update({start + row: fault(cells[row], _NOT_ROWS(), _WRITE_ROWS()) for row in wrong})
        if bond and any(isinstance(each, list) and each for each in cells):
            nested.append(_nested(main, bond.raw, cells, start, vocabulary))
        states += said
        start += len(cells)
    return Cells(np.array(states, np.uint8), faults, tuple(nested))


def rows_of(table: Table, parts: Sequence[Owned], states: NDArray[np.uint8]) -> Rows:
    """Return the rows of all *parts* by department; rows found stand over what a cell says."""
    bounds = [part.bound for part in parts]
    owners = np.concatenate([np.zeros(0, np.int64), *(part.owners for part in parts)])
    order = np.argsort(owners, kind="stable")
    counts = np.bincount(owners, minlength=len(states))
    states = np.where(counts > 0, np.uint8(State.PRESENT), states)
    columns, faults = {}, {}
    for name, field in table.fields.items():
        whole = joined([b.read(name, field) for b in bounds] or [absent_column(field, 0)])
        typed = _reordered(whole, order)
        columns[name] = to_column(typed)
        faults.update({(name, row): each for row, each in typed.faults.items()})
    origin = origin_of(bounds)
    origin = Origin(origin.sheets, origin.sheet[order], origin.line[order], origin.columns)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Rows(columns, offsets, states if states.any() else None, origin, faults)


def table_findings(table: Table, rows: Rows, cells: Cells, main: Origin) -> Iterable[Finding]:
    """Yield what could not be read in the rows of *table*, and what contradicts them."""
    owners = np.repeat(np.arange(len(rows.offsets) - 1), np.diff(rows.offsets))
    for (name, row), wrong in sorted(rows.faults.items()):
        place = cell(rows.origin, row, name)
        yield fault_finding(table.fields[name], wrong, place, int(owners[row]))
    as_field = Field(table.id, table.title, "table")
    for department, wrong in sorted(cells.faults.items()):
        yield fault_finding(as_field, wrong, cell(main, department, table.id), department)
    inapplicable = cells.states == State.NOT_APPLICABLE
    for department in np.flatnonzero(inapplicable & (np.diff(rows.offsets) > 0)).tolist():
        message = _CONTRADICTION(title=table.title)
        where = (cell(main, department, table.id),)
        yield Finding("contradiction", "error", message, where, department)


def _state(each: Any, table: Table) -> State:
    """Return what one cell says of the table: a list is present where it has rows."""
    if isinstance(each, list):
        return State.PRESENT if each else State.MISSING
    state = state_of(each, Field(table.id, table.title, "text"))
    return State.INVALID if state == State.PRESENT else state


def _nested(
    main: Bound, raw: Raw, cells: Sequence[Any], start: int, vocabulary: Vocabulary
) -> Owned:
    """Return the rows nested in the departments' objects as one sheet."""
    holders = [row for row, each in enumerate(cells) if isinstance(each, list) and each]
    sheet = main.sheet
    places = tuple(
        join(sheet.places[sheet.which[r]], int(sheet.lines[r]), raw.key) for r in holders
    )
    counts = [len(cells[row]) for row in holders]
    records = [record for row in holders for record in cells[row]]
    which = np.repeat(np.arange(len(holders), dtype=np.int32), counts)
    lines = np.concatenate([np.arange(count, dtype=np.int64) for count in counts])
    problems = [
        Problem(f"{places[which[i]]}/{lines[i]}", _NOT_A_ROW(text=shown(record)), _WRITE_ROWS())
        for i, record in enumerate(records)
        if not isinstance(record, Mapping)
    ]
    if problems:
        raise SubmissionError(problems)
    columns = columns_of(records, places[0], "/")
    inner = Sheet(raw.heading, places, which, lines, columns)
    return Owned(bind(inner, vocabulary), np.repeat(np.array(holders) + start, counts))


def _reordered(typed: Typed, order: NDArray[Any]) -> Typed:
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    faults = {int(rank[row]): each for row, each in typed.faults.items()}
    return Typed(typed.values[order], typed.states[order], faults)


_NOT_ROWS = Phrase("应为明细行的列表", "a list of rows is wanted")
_NOT_A_ROW = Phrase("应为一个对象，实际是「{text}」", "an object is wanted, this is “{text}”")
_WRITE_ROWS = Phrase(
    "请逐行填写明细；没有此类事项的填“不涉及”",
    "Write a row for each; where there are none, “不涉及”",
)
_CONTRADICTION = Phrase(
    "“{title}”写明不涉及，却报送了明细，以明细为准",
    "“{title}” is said not to apply, yet rows were submitted; the rows are used",
)
