"""Columns told once, for the tables of a page and for those of a spreadsheet."""

from collections.abc import Iterable, Mapping
from typing import Any

from scoring.export.blocks import Column, Facts, Table
from scoring.export.figures import NONE, percent
from scoring.export.headings import NO, YES
from scoring.export.sheets import COUNT, FINE, SHARE, TEXT, Cell, Head, Sheet
from scoring.words import Phrase, fixed

# The key of an entry, its title, and what its cells are.
Columns = tuple[tuple[str, Phrase, str], ...]
Json = Mapping[str, Any]
_LEAST = 0.0001  # that is not shown as 0.0000


def table_of(columns: Columns, entries: Iterable[Json], language: str) -> Table:
    """Return *entries* as a table for people."""
    heads = tuple(Column(title().say(language), right=kind != TEXT) for _, title, kind in columns)
    rows = [
        tuple(_shown(entry[key], kind, language) for key, _, kind in columns) for entry in entries
    ]
    return Table(heads, tuple(rows))


def sheet_of(title: str, columns: Columns, entries: Iterable[Json], language: str) -> Sheet:
    """Return *entries* as a table for a spreadsheet, figures with all their digits."""
    heads = tuple(Head(head().say(language), kind) for _, head, kind in columns)
    rows = [tuple(_cell(entry[key], language) for key, _, _ in columns) for entry in entries]
    return Sheet(title, heads, tuple(rows))


def facts_sheet(facts: Facts, language: str) -> Sheet:
    """Return what a page says at its top of how its figures came about, as a sheet."""
    heads = (Head(_ITEM().say(language)), Head(_CONTENT().say(language)))
    rows = tuple((label.rstrip("：: "), text) for label, text in facts.facts)
    return Sheet(_SETTINGS().say(language), heads, rows)


def _shown(value: Any, kind: str, language: str) -> str:
    if value is None:
        return NONE
    if kind == TEXT:
        return str(_cell(value, language))
    if kind == SHARE:
        return percent(value)
    if kind == FINE and 0 < value < _LEAST:
        return f"<{_LEAST}"
    return fixed(value, {COUNT: 0, FINE: 4}.get(kind, 2))


def _cell(value: Any, language: str) -> Cell:
    return (YES if value else NO)().say(language) if isinstance(value, bool) else value


_SETTINGS = Phrase("方法", "Method")
_ITEM, _CONTENT = Phrase("项目", "Item"), Phrase("内容", "Content")
