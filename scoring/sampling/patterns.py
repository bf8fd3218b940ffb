"""Rows that are indicators of their own, laid out as the examples of a ruleset show them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from scoring.evaluation import Scores, evaluate
from scoring.intake import from_records
from scoring.model import Field, Table
from scoring.plan import Leaf, Plan
from scoring.sampling.draft import is_figure

_SLIGHT, _FAR = 0.15, 0.5  # of a figure
_LAPSES = 4.0  # rows that lapse lose about a quarter of their marks


class Way(NamedTuple):
    """How a row can lose marks: by another value of *column*, or a figure up to *reach* off it."""

    column: str
    value: Any
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Pattern:
    """The rows of one table in a good submission, and the ways in which each can lose marks."""

    rows: list[dict[str, Any]]
    ways: list[list[Way]]


def patterns_of(plan: Plan) -> dict[str, Pattern]:
    """Return a pattern for each table whose rows are indicators and that an example shows."""
    shown: dict[str, list[dict[str, Any]]] = {}
    for number, leaf in enumerate(plan.leaves):
        if leaf.rows:
            shown.setdefault(leaf.rows.table, []).extend(_shown(plan, number, leaf))
    return {table: Pattern(rows, _ways(plan, table, rows)) for table, rows in shown.items() if rows}


def _shown(plan: Plan, number: int, leaf: Leaf) -> list[dict[str, Any]]:
    """Return the rows of the first example that earns full marks, of those that are asked for."""
    for example in leaf.indicator.examples:
        scores = _scored(plan, [example.given])
        held, full = scores.rows[number], scores.marks[scores.patterns[0], number]
        if scores.points[number, 0] == full and len(held.index):
            given = example.given[leaf.rows.table] if leaf.rows else []
            return [dict(given[row]) for row in held.index.tolist()]
    return []


def _scored(plan: Plan, records: list[Mapping[str, Any]]) -> Scores:
    named = [{**record, "department": str(place)} for place, record in enumerate(records)]
    return evaluate(plan, from_records(named, plan.ruleset))


def _ways(plan: Plan, table: str, rows: list[dict[str, Any]]) -> list[list[Way]]:
    """Return how each row loses some marks and stays valid: tried out, one change at a time."""
    fields = plan.ruleset.tables[table].fields
    moving = {n: field for n, field in fields.items() if n not in _settled(plan, table)}
    tried = [(place, way) for place, row in enumerate(rows) for way in _moves(moving, row)]
    changed = [{table: _with(rows, place, way)} for place, way in tried]
    scores = _scored(plan, [{table: rows}, *changed])
    losing = (scores.totals < scores.totals[0]) & _as_sound_as_the_first(scores)
    ways: list[list[Way]] = [[] for _ in rows]
    for loses, (place, way) in zip(losing[1:].tolist(), tried, strict=True):
        if loses:
            ways[place].append(way)
    return ways


def _settled(plan: Plan, table: str) -> set[str]:
    """Return the columns that say what a row is and weighs, and by which rule it is judged."""
    by_rows = [leaf.rows for leaf in plan.leaves if leaf.rows and leaf.rows.table == table]
    read = [
        given
        for by_row in by_rows
        for given in (by_row.where, by_row.title, by_row.weight, by_row.unit, *by_row.whens)
    ]
    return {name for given in read if given for name in given.names}


def _as_sound_as_the_first(scores: Scores) -> NDArray[np.bool_]:
    """Return which departments have as many rows as the first, and all of them scored."""
    sound: NDArray[np.bool_] = scores.unranked == scores.unranked[0]
    for held in scores.rows.values():
        counts = np.diff(held.offsets)
        unscored = np.bincount(held.owners(slice(None)), held.states != 0, len(scores))
        sound &= (counts == counts[0]) & (unscored == 0)
    return sound


def _moves(fields: Mapping[str, Field], row: Mapping[str, Any]) -> Iterator[Way]:
    """Yield other values for what a row holds."""
    for name, value in row.items():
        field = fields.get(name)
        if field is None or value is None:
            continue
        if is_figure(field):
            for reach in (_SLIGHT, -_SLIGHT, _FAR, -_FAR):
                yield Way(name, _off(value, reach), reach)
        elif field.type == "boolean":
            yield Way(name, not value)
        elif field.type == "choice":
            yield from (Way(name, choice) for choice in field.choices if choice != value)


def _off(value: float, by: float) -> float:
    """Return *value* off by a share of itself; a whole one stays whole, nothing becomes one."""
    if not value:
        return 1
    return round(value * (1 + by)) if isinstance(value, int) else round(value * (1 + by), 2)


def _with(rows: list[dict[str, Any]], place: int, way: Way) -> list[dict[str, Any]]:
    return [
        {**row, way.column: way.value} if number == place else row
        for number, row in enumerate(rows)
    ]


def rows_like(
    pattern: Pattern, losses: NDArray[np.float64], table: Table, random: Generator
) -> Any:
    """Return the rows of each department: as in *pattern*, some worse where it shall lose marks."""
    return [
        [
            {name: row.get(name) for name in table.fields} | _lapse(ways, loss, row, random)
            for row, ways in zip(pattern.rows, pattern.ways, strict=True)
        ]
        for loss in losses.tolist()
    ]


def _lapse(
    ways: list[Way], loss: float, row: Mapping[str, Any], random: Generator
) -> dict[str, Any]:
    """Return what a row holds instead, with a chance that grows with *loss*."""
    lapses, which, how_far = random.random(3).tolist()
    if not ways or lapses > _LAPSES * loss:
        return {}
    way = ways[int(which * len(ways))]
    if not way.reach:
        return {way.column: way.value}
    return {way.column: _off(row[way.column], way.reach * (0.1 + 0.9 * how_far))}
