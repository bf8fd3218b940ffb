"""Figures as the report holds them: JSON numbers with the declared decimals."""

from typing import Any

Json = dict[str, Any]
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
