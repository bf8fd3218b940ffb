"""A sample in the making: plain columns, which the engine can score as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.model import Column, Field, Origin, Rows, Ruleset, Submissions

TEXT = np.dtypes.StringDType()
Values = NDArray[Any]


class Key(NamedTuple):
    """A field of the departments or, with *table*, of a table's rows."""

    table: str
    field: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Every field's values; ``counts[table]`` tells how many rows each department has.

    *decimals* is how exactly each figure is written down.
    """

    ruleset: Ruleset
    size: int
    values: dict[Key, Values]
    counts: Mapping[str, NDArray[np.int64]]
    decimals: Mapping[Key, int]

    def owners(self, table: str) -> NDArray[np.int64]:
        """Return the department of each row of *table*."""
        return np.repeat(np.arange(self.size), self.counts[table])


def keyed_fields(ruleset: Ruleset) -> dict[Key, Field]:
    """Return all fields, those of tables too."""
    fields = {Key("", name): field for name, field in ruleset.fields.items()}
    for table in ruleset.tables.values():
        fields |= {Key(table.id, name): field for name, field in table.fields.items()}
    return fields


def is_figure(field: Field) -> bool:
    """Return whether the field holds a number."""
    return field.type in {"number", "integer", "money", "percent"}


def decimals_of(ruleset: Ruleset, anchors: Mapping[Key, Any]) -> dict[Key, int]:
    """Return how many decimals departments give each figure with, judging by its anchor."""
    usual = {"integer": 0, "money": 2, "percent": 1}
    return {
        key: usual.get(field.type, 0 if anchors[key] == int(anchors[key]) else 2)
        for key, field in keyed_fields(ruleset).items()
        if is_figure(field)
    }


def within(field: Field, values: Any) -> Any:
    """Return *values* held inside the field's bounds."""
    low = -np.inf if field.minimum is None else field.minimum
    high = np.inf if field.maximum is None else field.maximum
    return np.clip(values, low, high)


def column(field: Field, values: Any) -> Values:
    """Return *values* as the array that the engine holds for such a field."""
    if field.type in {"text", "choice"}:
        return np.array(values, TEXT)
    return np.asarray(values, np.bool_ if field.type == "boolean" else np.float64)


def as_submissions(draft: Draft) -> Submissions:
    """Return the draft as if it had been read."""
    names = np.arange(draft.size).astype(str).astype(TEXT)
    columns = {key.field: Column(v) for key, v in draft.values.items() if not key.table}
    tables = {name: _rows(draft, name) for name in draft.counts}
    return Submissions(names, {"department": Column(names), **columns}, tables, {}, _NOWHERE)


def _rows(draft: Draft, table: str) -> Rows:
    columns = {key.field: Column(v) for key, v in draft.values.items() if key.table == table}
    offsets = np.concatenate([[0], np.cumsum(draft.counts[table])]).astype(np.int64)
    return Rows(columns, offsets, None, _NOWHERE)


_NOWHERE = Origin((), np.zeros(0, np.int32), np.zeros(0, np.int64), {})
