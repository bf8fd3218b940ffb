"""The workbook of a sample: a sheet for departments and one a table, each with the marker above."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoring.workbooks import MOST_ROWS as MOST_LINES
from scoring.workbooks import put, sheet_names, workbook_of

MOST_ROWS = MOST_LINES - 2  # below the note and the headings


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

    def fill(book: Any) -> None:
        names = sheet_names((sheet.title, sheet.id) for sheet in sheets)
        for sheet, name in zip(sheets, names, strict=True):
            page = book.add_worksheet(name)
            page.freeze_panes(2, 1)
            for row, line in enumerate([[sheet.note], sheet.headings, *sheet.rows]):
                for column, cell in enumerate(line):
                    put(page, row, column, cell)

    return workbook_of(fill)
