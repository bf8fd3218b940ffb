"""What the contestants share."""

from typing import Any, NamedTuple

from scoring.model import State, Submissions
from tests.benchmarks.city import DIMENSIONS, FAMILIES, REDISTRIBUTED, indicators, members

HALF = 0.5 + 5e-7  # what lies within binary dust of a half is the half that was meant
INAPPLICABLE = "n/a"
KEPT = ("value", "rate", "state")  # what a contestant keeps besides points, where it keeps all


class Figures(NamedTuple):
    """What every department got: points one row an indicator or dimension, in the tree's order.

    Values, rates and states have one row an indicator; None where they are not kept.
    """

    points: Any
    by_dimension: Any
    totals: Any
    unranked: Any
    values: Any = None
    rates: Any = None
    states: Any = None


def leaves_of(dimension: str) -> list[str]:
    """Return the ids of the indicators of *dimension*."""
    return [name for family in DIMENSIONS[dimension] for name in members(family)]


def parts_of(name: str) -> list[str]:
    """Return the ids of the fields of indicator *name*."""
    return [f"{name}_{part}" for part in FAMILIES[family_of(name)][1]]


def family_of(name: str) -> str:
    return name.rsplit("_", 1)[0]


def quotients() -> list[str]:
    """Return the ids of the indicators that a zero in their second field leaves undefined."""
    return [
        name
        for name in indicators()
        if FAMILIES[family_of(name)][1][-1] in ("planned", "before") and name not in REDISTRIBUTED
    ]


def rows_of(submissions: Submissions) -> list[dict[str, Any]]:
    """Return a dict a department: None was not submitted, INAPPLICABLE does not apply."""
    columns = submissions.columns.items()
    cells = {name: [_cell(*cell) for cell in zip(*column, strict=True)] for name, column in columns}
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def _cell(value: Any, state: Any) -> Any:
    if state == State.PRESENT:
        return value.item()
    return INAPPLICABLE if state == State.NOT_APPLICABLE else None
