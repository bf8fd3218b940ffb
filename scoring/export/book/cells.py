"""Cells by name, and formulas that carry what they come to."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple


class Live(NamedTuple):
    """A formula, or part of one, and its value today."""

    text: str
    value: Any


@cache
def letters(column: int) -> str:
    """Return the name of a column, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def at(row: int, column: int) -> str:
    """Return a cell, counted from 0, that stays itself where a formula is copied.

    >>> at(4, 2)
    '$C$5'
    """
    return f"${letters(column)}${row + 1}"


def span(column: int, first: int, last: int) -> str:
    """Return the cells of *column* from row *first* to row *last*.

    >>> span(2, 4, 9)
    '$C$5:$C$10'
    """
    return f"{at(first, column)}:{at(last, column)}"


def across(row: int, first: int, last: int) -> str:
    """Return the cells of *row*, the row free to move, from column *first* to *last*.

    >>> across(4, 0, 2)
    '$A5:$C5'
    """
    return f"${letters(first)}{row + 1}:${letters(last)}{row + 1}"


def beside(row: int, column: int) -> str:
    """Return a cell whose row moves along with the formula.

    >>> beside(4, 2)
    '$C5'
    """
    return f"${letters(column)}{row + 1}"


def on(sheet: str, cells: str) -> str:
    """Return *cells* of another sheet.

    >>> on("权重", "$C$5")
    "'权重'!$C$5"
    """
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cells}"


def total(parts: Iterable[str]) -> str:
    """Return the sum of cells; nothing adds up to 0.

    >>> total(["A1", "B1"]), total([])
    ('SUM(A1,B1)', '0')
    """
    return _called("SUM", list(parts))


def greatest(parts: Iterable[str]) -> str:
    return _called("MAX", list(parts))


def _called(function: str, parts: Sequence[str]) -> str:
    """Return *function* of *parts*, in sums of sums where there are more than may be listed."""
    most = 200
    if len(parts) > most:
        groups = [parts[start : start + most] for start in range(0, len(parts), most)]
        parts = [_called(function, group) for group in groups]
    return f"{function}({','.join(parts)})" if parts else "0"
