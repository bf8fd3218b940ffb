"""Workbooks in which text stays text; the same content gives the same bytes."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MOST_ROWS = 1_048_576 - 2  # below the note and the headings
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a *note* above its headings; *id* replaces a title that cannot name a sheet."""

    title: str
    note: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    id: str = ""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xlsx workbook of *sheets*."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        for sheet, name in zip(sheets, names_of(sheets), strict=True):
            page = book.add_worksheet(name)
            page.freeze_panes(2, 1)
            _fill(page, [[sheet.note], sheet.headings, *sheet.rows])
    return content.getvalue()


def names_of(sheets: Iterable[Sheet]) -> list[str]:
    """Return a name for each sheet: its title or id where a sheet may have it, else a number."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, start=1):
        taken = {name.casefold() for name in names} | {"history"}
        usable = (n for n in (sheet.title, sheet.id) if _fits(n) and n.casefold() not in taken)
        names.append(next(usable, f"Sheet{number}"))
    return names


def _fits(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and not _NOT_IN_NAMES.search(name)


def _fill(page: Any, lines: Iterable[Sequence[Any]]) -> None:
    for number, line in enumerate(lines):
        for place, cell in enumerate(line):
            if isinstance(cell, str):
                page.write_string(number, place, cell)
            elif cell is not None:
                page.write_number(number, place, cell)
