"""The submitted figures that an indicator was read from, and the cells they stand in."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from scoring.evaluation.frames import column_of
from scoring.expression import Expression, Frame
from scoring.expression.scopes import BUILT_IN
from scoring.model import Column, Fault, Field, State, Submissions, Table
from scoring.places import cell
from scoring.plan import Leaf, Plan, RowPlan
from scoring.words import Message, Phrase, plain, spoken


@dataclass(frozen=True, slots=True)
class Input:
    """One submitted figure: *field* is "table.column" for the rows of a table."""

    field: str
    title: str
    value: Any
    unit: Message | str
    state: State
    cell: str
    fault: Fault | None = None


def fields_read(plan: Plan, given: Iterable[object]) -> tuple[str, ...]:
    """Return the fields that expressions read, through named values too, in order of reading."""
    found: dict[str, None] = {}
    waiting = [entry for entry in given if isinstance(entry, Expression)][::-1]
    seen: set[str] = set()
    while waiting:
        names = list(_names_in(plan, waiting.pop()))
        found |= dict.fromkeys(name for name in names if name not in plan.values)
        values = [name for name in names if name in plan.values and name not in seen]
        seen.update(values)
        waiting += [plan.values[name] for name in reversed(values)]
    return tuple(found)


def fields_of(plan: Plan, leaf: Leaf) -> tuple[str, ...]:
    """Return the fields that an indicator reads."""
    found = fields_read(plan, [leaf.not_applicable, leaf.value, *leaf.operands.values()])
    return (*found, *columns_of_rows(plan, leaf.rows)) if leaf.rows else found


def columns_of_rows(plan: Plan, by_row: RowPlan) -> Iterator[str]:
    """Yield the columns, as "table.column", that judging rows reads, in the order of the table."""
    given = (by_row.where, by_row.title, by_row.weight, by_row.unit)
    read = [each for each in given if each]
    read += [each for rule in by_row.rules for each in rule.reads]
    for name in plan.ruleset.tables[by_row.table].fields:
        if any(name in each.names for each in read):
            yield f"{by_row.table}.{name}"


def _names_in(plan: Plan, expression: Expression) -> Iterator[str]:
    """Yield the fields, table columns, tables and named values of one expression."""
    known = {*plan.ruleset.fields, *plan.ruleset.tables, *plan.values}
    for node in _in_order(expression.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name) and node.id in known:
            yield node.id


def _in_order(tree: ast.AST) -> Iterator[ast.AST]:
    yield tree
    if isinstance(tree, ast.Attribute):
        return
    for child in ast.iter_child_nodes(tree):
        yield from _in_order(child)


def inputs_of(plan: Plan, submissions: Submissions, fields: Iterable[str], row: int) -> list[Input]:
    """Return the figures of *fields* that the department in *row* submitted."""
    return [_input(plan, submissions, name, row) for name in fields]


def _input(plan: Plan, submissions: Submissions, name: str, row: int) -> Input:
    table, _, column = name.partition(".")
    if table in plan.ruleset.tables:
        return _table_input(plan, submissions, table, column, row)
    field = plan.ruleset.fields[name]
    value, state = at(column_of(plan, submissions, name, slice(row, row + 1)), 0)
    fault = submissions.faults.get((name, row))
    shown = told(field, value) if state is State.PRESENT else None
    return Input(
        name, field.title, shown, field.unit, state, cell(submissions.origin, row, name), fault
    )


def _table_input(plan: Plan, submissions: Submissions, name: str, column: str, row: int) -> Input:
    declared = plan.ruleset.tables[name]
    field = declared.fields.get(column, Field(name, declared.title, "number"))
    title = f"{declared.title}·{field.title}" if column else declared.title
    rows = submissions.tables.get(name)
    if rows is None:
        return Input(f"{name}.{column}", title, None, _ROWS, State.MISSING, "")
    first, last = int(rows.offsets[row]), int(rows.offsets[row + 1])
    whole = State.PRESENT if rows.states is None else State(int(rows.states[row]))
    inside = range(first, last)
    states = [at(rows.columns[column], i)[1] for i in inside] if column in rows.columns else []
    fault = next((f for i in inside if (f := rows.faults.get((column, i)))), None)
    cells = [cell(rows.origin, i, column) for i in inside]
    where = "" if not cells else cells[0] if len(cells) == 1 else f"{cells[0]}:{_end(cells[-1])}"
    state = max([whole, *states])
    count = len(cells) if state is State.PRESENT else None
    return Input(f"{name}.{column}", title, count, _ROWS, state, where, fault)


def row_input(table: Table, submissions: Submissions, column: str, row: int) -> Input:
    """Return what one row of *table* holds in *column*."""
    rows, field = submissions.tables[table.id], table.fields[column]
    value, state = None, State.MISSING
    if column in rows.columns:
        value, state = at(rows.columns[column], row)
    given = told(field, value) if state is State.PRESENT else None
    where = cell(rows.origin, row, column)
    fault = rows.faults.get((column, row))
    return Input(f"{table.id}.{column}", field.title, given, field.unit, state, where, fault)


_ROWS = Phrase("行", "rows")()  # what is told of a table's column is how many rows were read


def _end(place: str) -> str:
    """Return the last part of a place, for the end of a range."""
    return place.rsplit("!", 1)[-1].rsplit("#", 1)[-1]


def at(column: Column, row: int) -> tuple[Any, State]:
    """Return the value and the state of *column* in *row*, as plain Python."""
    values = column.values if np.ndim(column.values) == 0 else column.values[row]
    states: Any = np.uint8(0) if column.states is None else column.states
    state = states if np.ndim(states) == 0 else states[row]
    return (values.item() if isinstance(values, np.generic) else values), State(int(state))


def told(field: Field, value: Any) -> Any:
    """Return a value as plain Python: whole numbers of integers, and days of dates."""
    if field.type == "date":
        return day_of(value)
    if field.type == "integer":
        return int(value)
    return round(value, 6) if isinstance(value, float) else value


def day_of(days: float) -> date:
    """Return the day that is so many *days* from 1970-01-01."""
    return date(1970, 1, 1) + timedelta(int(days))


def names_of(inputs: Iterable[Input], state: State) -> list[Message]:
    """Return the titles of the inputs in *state*, in quotes."""
    return [_QUOTED(title=given.title) for given in inputs if given.state is state]


def titles_of(plan: Plan) -> Mapping[str, str]:
    """Return what people call each name that expressions use."""
    ruleset = plan.ruleset
    titles = {name: field.title for name, field in ruleset.fields.items()}
    titles |= {name: given.title for name, given in ruleset.parameters.items() if given.title}
    titles |= {name: value.title for name, value in ruleset.values.items() if value.title}
    for table in ruleset.tables.values():
        titles |= {f"{table.id}.{f.id}": f"{table.title}·{f.title}" for f in table.fields.values()}
    return {name: title for name, title in titles.items() if name not in BUILT_IN}


def figures_of(inputs: Iterable[Input]) -> list[Message]:
    """Return the inputs that hold a figure, each with its value and unit."""
    return [
        _FIGURE(title=given.title, value=shown(given.value), unit=_after_figure(given.unit))
        for given in inputs
        if given.value is not None
    ]


def _after_figure(unit: Message | str) -> Message | str:
    return after_figure(unit) if isinstance(unit, str) else _SPACED(unit=unit)


def after_figure(unit: str) -> str:
    """Return *unit* as it follows a figure: 90%, 90 万元."""
    return unit if unit in ("", "%") else f" {unit}"


def shown(value: Any) -> Message | date | str:
    """Return a submitted value as people write it; a day is written as the language does."""
    if isinstance(value, bool):
        return _YES() if value else _NO()
    if isinstance(value, date):
        return value
    return plain(value) if isinstance(value, float) else str(value)


def told_by_name(plan: Plan, frame: Frame, name: str, row: int, language: str) -> str | None:
    """Return what a field, parameter or named value is for one row, None if there is no such."""
    ruleset = plan.ruleset
    units = dict.fromkeys(BUILT_IN, "")
    units |= {given.id: given.unit for given in ruleset.parameters.values()}
    units |= {given.id: given.unit for given in ruleset.values.values()}
    units |= {field.id: field.unit for field in ruleset.fields.values()}
    if name not in units:
        return None
    value, state = at(frame.names[name], row)
    field = ruleset.fields.get(name, Field(name, name, "number"))
    if state is not State.PRESENT:
        return _STATES[state]().say(language)
    return spoken(shown(told(field, value)), language) + after_figure(units[name])


_STATES = {
    State.MISSING: Phrase("未提供", "not provided"),
    State.NOT_APPLICABLE: Phrase("不涉及", "not applicable"),
    State.UNDEFINED: Phrase("无法计算", "not computable"),
    State.INVALID: Phrase("无效", "invalid"),
}
_YES, _NO = Phrase("是", "yes"), Phrase("否", "no")
_SPACED = Phrase(" {unit}", " {unit}")
_FIGURE = Phrase("「{title}」{value}{unit}", '"{title}" {value}{unit}')
_QUOTED = Phrase("「{title}」", '"{title}"')
