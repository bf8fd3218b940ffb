"""What expressions see of a block of departments: fields, parameters, named values, tables."""

from collections.abc import Callable
from itertools import takewhile
from typing import Any

import numpy as np

from scoring.expression import Frame, Names, TableRows, columns_of
from scoring.expression.logic import blanked, state_of
from scoring.expression.scopes import FIELD_KINDS
from scoring.model import Column, Rows, State, Submissions
from scoring.plan import Plan

Scored = Callable[[str, str], Column]
_BLANKS = {"number": np.nan, "date": np.nan, "boolean": np.False_, "text": ""}


def frame_of(plan: Plan, submissions: Submissions, rows: slice, scored: Scored) -> Frame:
    """Return the frame of the departments in *rows*; *scored* answers rate, points, self_score."""

    def look_up(names: Names, name: str) -> Column:
        if name in plan.values:
            return value_named(names, name)
        if name in plan.parameters:
            return plan.parameters[name]
        return column_of(plan, submissions, name, rows)

    def value_named(names: Names, name: str) -> Column:
        """Evaluate the values up to *name*, each after those it reads, so that none waits."""
        evaluate_column = columns_of(Frame(names, table, scored))
        before = takewhile(lambda value: value[0] != name, plan.values.items())
        for other, expression in before:
            if other not in names:
                names[other] = evaluate_column(expression)
        return evaluate_column(plan.values[name])

    tables: dict[str, TableRows] = {}

    def table(name: str) -> TableRows:
        if name not in tables:
            tables[name] = table_of(plan, submissions, name, rows)
        return tables[name]

    return Frame(Names(look_up), table, scored)


def column_of(plan: Plan, submissions: Submissions, name: str, rows: slice) -> Column:
    """Return the submitted column *name*; one that nobody submitted is missing for all."""
    if name in submissions.columns:
        return part(submissions.columns[name], rows)
    field = plan.ruleset.fields.get(name)
    kind = FIELD_KINDS[field.type] if field else ("number" if name == "year" else "text")
    return Column(_BLANKS[kind], np.uint8(State.MISSING))


def part(column: Column, rows: slice) -> Column:
    """Return *rows* of *column*, with no states where all of them are present."""
    values = column.values[rows]
    if column.states is None:
        return Column(values)
    states = column.states[rows]
    return Column(values, states) if np.count_nonzero(states) else Column(values)


def table_of(plan: Plan, submissions: Submissions, name: str, rows: slice) -> TableRows:
    """Return a table's rows of the departments in *rows*; none where it was not submitted."""
    table = submissions.tables.get(name)
    start, stop, _ = rows.indices(len(submissions))
    fields = plan.ruleset.tables[name].fields
    if table is None:
        absent = np.full(stop - start, State.MISSING, dtype=np.uint8)
        blank = {n: Column(np.full(0, _BLANKS[FIELD_KINDS[f.type]])) for n, f in fields.items()}
        return TableRows(blank, np.zeros(stop - start + 1, dtype=np.int64), absent)
    offsets = table.offsets[start : stop + 1]
    inside = slice(offsets[0], offsets[-1])
    columns = {
        name: _table_column(table, name, field.type, inside) for name, field in fields.items()
    }
    states = None if table.states is None else table.states[rows]
    return TableRows(columns, offsets - offsets[0], states)


def _table_column(table: Rows, name: str, field_type: str, inside: slice) -> Column:
    if name in table.columns:
        return part(table.columns[name], inside)
    size = inside.stop - inside.start
    values: Any = np.full(size, _BLANKS[FIELD_KINDS[field_type]])
    return Column(values, np.full(size, State.MISSING, dtype=np.uint8))


def spread(column: Column, size: int) -> Column:
    """Return *column* with one element a row, where it was one scalar for all."""
    values = np.broadcast_to(column.values, size)
    states = None if column.states is None else np.broadcast_to(column.states, size)
    return Column(values, states)


def finite(column: Column) -> Column:
    """Return *column*, invalid where a number ran beyond all figures."""
    values = column.values
    if np.asarray(values).dtype.kind != "f":
        return column
    good = np.isfinite(values)
    if column.states is not None:
        good = good | (column.states != 0)
    if np.count_nonzero(good) == good.size:
        return column
    states = np.where(good, state_of(column), np.uint8(State.INVALID))
    return Column(blanked(values, states), states)
