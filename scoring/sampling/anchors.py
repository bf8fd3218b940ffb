"""What a good department submits: taken from the examples that earn full marks."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from scoring.expression.scopes import nodes_of
from scoring.intake import from_records
from scoring.model import Column, Field, Indicator, Ruleset, State, Submissions
from scoring.sampling.draft import Key, keyed_fields, within

_DEFAULTS: Mapping[str, Any] = {
    "number": 10.0, "integer": 100.0, "money": 100.0, "percent": 90.0, "boolean": True,
    "date": 181.0,  # the first of July
}  # fmt: skip


class Told(NamedTuple):
    """The values that one example gives, and whether it earns full marks."""

    values: Mapping[Key, Any]
    is_full: bool


def anchors_of(ruleset: Ruleset, year: int) -> tuple[dict[Key, Any], set[Key]]:
    """Return a value for every field, and the fields whose value is known to earn full marks.

    An example is scaled so that the money it shares with earlier ones is the same: its ratios
    hold, and the anchors together make one department.
    """
    fields = keyed_fields(ruleset)
    anchors: dict[Key, Any] = {}
    told = list(_told(ruleset))
    for examples in told:
        full = [example.values for example in examples if example.is_full]
        if full:
            _merge(anchors, _centred(full, fields), fields)
    sure = set(anchors)
    for examples in told:
        for example in examples:
            modest = {k: v for k, v in example.values.items() if fields[k].type != "boolean"}
            _merge(anchors, modest, fields)
    for key, field in fields.items():
        anchors.setdefault(key, _default(field, year))
    return anchors, sure


def grows(field: Field) -> bool:
    """Return whether the field grows with the department: a figure without an upper bound."""
    return field.type == "money" or (field.type in {"number", "integer"} and field.maximum is None)


def _told(ruleset: Ruleset) -> Iterator[list[Told]]:
    """Yield the examples of each indicator, the best first."""
    leaves = [node for node in nodes_of(ruleset.indicators) if isinstance(node, Indicator)]
    given = [example.given for leaf in leaves for example in leaf.examples]
    if not given:
        return
    records = [{**values, **_stranger(number)} for number, values in enumerate(given)]
    read = from_records(records, ruleset)
    first = 0
    for leaf in leaves:
        numbers = range(first, first + len(leaf.examples))
        first += len(leaf.examples)
        points = {row: leaf.examples[row - numbers.start].points or 0 for row in numbers}
        best_first = sorted(numbers, key=lambda row: -points[row])
        yield [Told(_present(read, row), points[row] == leaf.weight) for row in best_first]


def _stranger(number: int) -> dict[str, Any]:
    return {"department": str(number), "department_code": str(number)}


def _present(read: Submissions, row: int) -> dict[Key, Any]:
    """Return what one example gives; of a table its first row."""
    values = {
        Key("", name): column.values[row]
        for name, column in read.columns.items()
        if name not in {"department", "department_code", "year", "peer_group"}
        and _is_present(column, row)
    }
    for table, rows in read.tables.items():
        start, stop = rows.offsets[row : row + 2]
        values |= {
            Key(table, name): column.values[start]
            for name, column in rows.columns.items()
            if start < stop and _is_present(column, int(start))
        }
    return {key: v.item() if isinstance(v, np.generic) else v for key, v in values.items()}


def _is_present(column: Column, row: int) -> bool:
    return column.states is None or column.states[row] == State.PRESENT


def _centred(full: list[Mapping[Key, Any]], fields: Mapping[Key, Field]) -> dict[Key, Any]:
    """Return the first example that earns full marks, its percentages amid those that do."""
    centred = dict(full[0])
    for key in centred:
        if fields[key].type == "percent":
            centred[key] = float(np.mean([values[key] for values in full if key in values]))
    return centred


def _merge(anchors: dict[Key, Any], values: Mapping[Key, Any], fields: Mapping[Key, Field]) -> None:
    """Add what *values* tell of fields without an anchor, at the scale of those that have one."""
    scaled = {key for key in values if not key.table and grows(fields[key])}
    shared = [key for key in values if key in scaled and anchors.get(key) and values[key]]
    ratio = anchors[shared[0]] / values[shared[0]] if shared else 1
    for key, value in values.items():
        if key in scaled and ratio != 1:
            value = round(value * ratio, 0 if fields[key].type == "integer" else 4)
        anchors.setdefault(key, value)


def _default(field: Field, year: int) -> Any:
    if field.type == "choice":
        return field.choices[0] if field.choices else ""
    if field.type == "text":
        return field.title
    value = _DEFAULTS[field.type]
    if field.type == "date":
        return value + float((np.datetime64(str(year), "D") - np.datetime64(0, "D")).astype(int))
    return value if field.type == "boolean" else within(field, value)
