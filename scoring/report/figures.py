"""Figures as the report holds them: JSON numbers with the declared decimals."""

from typing import Any

from scoring.model import State

Json = dict[str, Any]
# Enough for whoever weighs a rate anew to come to the same points.
RATE_DECIMALS = 12
STATUSES = ("scored", "missing", "not_applicable", "undefined", "invalid")


def number(marks: int, decimals: int) -> float | int:
    """Return whole smallest marks as points.

    >>> number(9512, 2), number(95, 0)
    (95.12, 95)
    """
    return marks / 10**decimals if decimals else int(marks)


def figure(value: float, decimals: int) -> float | None:
    """Return a value at its decimals, None where there is none; no minus before a zero."""
    return None if value != value else round(value, decimals) + 0.0


def status_of(state: State, full_marks: float) -> str:
    """Return the status of an indicator; one without marks to be had does not apply."""
    return STATUSES[state if full_marks else state or State.NOT_APPLICABLE]
