"""The marks a department lost, wherever in its entry of the report they stand."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from scoring.export.headings import ADJUSTED, VETOED


class Loss(NamedTuple):
    """A deduction and the titles that lead to what it was taken from."""

    path: tuple[str, ...]
    deduction: Mapping[str, Any]


def path_of(indicator: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the titles from the root down to *indicator*, its own last.

    >>> path_of({"title": "预算完成率", "path": ["预算执行有效"]})
    ('预算执行有效', '预算完成率')
    """
    path = tuple(indicator["path"])
    return path if path[-1:] == (indicator["title"],) else (*path, indicator["title"])


def losses(department: Mapping[str, Any]) -> list[Loss]:
    """Return what the department lost in the tree, the greatest first."""
    found = [*_in_dimensions(department["dimensions"]), *_in_indicators(department)]
    return sorted(found, key=lambda loss: -loss.deduction["points"])


def losses_on_top(department: Mapping[str, Any], language: str) -> list[Loss]:
    """Return what adjustments and vetoes took from the total, the greatest first."""
    found = [
        Loss((heading().say(language), change["title"]), _taken(change))
        for heading, changes in ((ADJUSTED, "adjustments"), (VETOED, "vetoes"))
        for change in department[changes]
        if change["points"] < 0
    ]
    return sorted(found, key=lambda loss: -loss.deduction["points"])


def _taken(change: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an adjustment or a veto in the form of a deduction."""
    return {"remedy": "", "cells": [], **change, "points": -change["points"]}


def _in_indicators(department: Mapping[str, Any]) -> Iterator[Loss]:
    for indicator in department["indicators"]:
        # What was not added took nothing from the total, however little it scored.
        if indicator["counted"] and indicator["deductions"]:
            path = path_of(indicator)
            yield from (Loss(path, deduction) for deduction in indicator["deductions"])


def _in_dimensions(
    dimensions: list[Mapping[str, Any]], above: tuple[str, ...] = ()
) -> Iterator[Loss]:
    for dimension in dimensions:
        path = (*above, dimension["title"])
        if dimension.get("counted", True):
            yield from (Loss(path, deduction) for deduction in dimension.get("deductions", ()))
        yield from _in_dimensions(dimension.get("dimensions", []), path)


def joined(path: tuple[str, ...]) -> str:
    """Return *path* as one line."""
    return " / ".join(path)
