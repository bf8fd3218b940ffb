"""Workbooks in which text stays text; the same content gives the same bytes."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a *note* above its headings; *id* replaces a title that cannot name a sheet."""

    title: str
    note: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    id: str = ""


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return an .xlsx workbook of *sheets*."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        for sheet in sheets:
            page = book.add_worksheet(_name(sheet))
            for number, line in enumerate([[sheet.note], sheet.headings, *sheet.rows]):
                for place, cell in enumerate(line):
                    if isinstance(cell, str):
                        page.write_string(number, place, cell)
                    elif cell is not None:
                        page.write_number(number, place, cell)
            page.freeze_panes(2, 1)
    return content.getvalue()


def _name(sheet: Sheet) -> str:
    fits = len(sheet.title) <= _LONGEST_NAME and not _NOT_IN_NAMES.search(sheet.title)
    return sheet.title if fits and sheet.title else sheet.id[:_LONGEST_NAME]
