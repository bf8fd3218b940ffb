"""Workbooks in which text stays text; the same content gives the same bytes."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

MOST_ROWS = 1_048_576
_LONGEST_NAME = 31
_LINE = 18  # points
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
# Nothing that is written becomes a formula or a link by what it looks like, and no clock is read.
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATED = datetime(2000, 1, 1)


def workbook_of(
    fill: Callable[[Any], object],
    properties: Mapping[str, str] | None = None,
    *,
    row_by_row: bool = False,
) -> bytes:
    """Return the .xlsx file that *fill* makes of an empty XlsxWriter workbook.

    *properties* are shown by spreadsheet programs under the file's properties (title, subject,
    comments, …). Where cells are written *row_by_row*, downwards in each sheet, no more than a
    row of each is held in memory.
    """
    # Its import costs a tenth of a second, which only those who write workbooks pay.
    from xlsxwriter import Workbook

    content = io.BytesIO()
    kept = {"in_memory": not row_by_row, "constant_memory": row_by_row}
    with Workbook(content, {**_OPTIONS, **kept}) as book:
        book.set_properties({**(properties or {}), "created": _CREATED})
        fill(book)
    return content.getvalue()


def sheet_names(wanted: Iterable[Sequence[str]]) -> list[str]:
    """Return a name for each sheet: the first *wanted* one that it may have, else a number.

    >>> sheet_names([("部门",), ("部门", "tasks"), ("a/b",)])
    ['部门', 'tasks', 'Sheet3']
    """
    names: list[str] = []
    for number, candidates in enumerate(wanted, start=1):
        taken = {name.casefold() for name in names} | {"history"}
        usable = (n for n in candidates if _fits(n) and n.casefold() not in taken)
        names.append(next(usable, f"Sheet{number}"))
    return names


def add_formula_sheet(book: Any, name: str) -> Any:
    """Return a new worksheet of *book* for many formulas of functions that Excel 2007 knows.

    Looking for newer functions in every formula would take most of the time of writing.
    """
    from xlsxwriter.worksheet import Worksheet

    class FormulaSheet(Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, _expand: bool = False) -> str:
            return formula.removeprefix("=")

    return book.add_worksheet(name, FormulaSheet)


def put(page: Any, row: int, column: int, cell: object, style: Any = None) -> None:
    """Write *cell* into a worksheet as what it is: text as text, a figure as a figure."""
    if cell is None:
        page.write_blank(row, column, None, style)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell, style)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell, style)
    else:
        page.write_string(row, column, str(cell), style)


def row_height(texts_and_widths: Iterable[tuple[str, int]]) -> int:
    """Return the height in points of a row whose cells wrap their text at their widths.

    Programs do not measure wrapped text when they open a workbook; Chinese signs are two wide.

    >>> row_height([("短", 10), ("十个字十个字十个字一", 12)])
    36
    """
    lines = [
        sum(max(-(-_signs(line) // max(width - 2, 1)), 1) for line in text.split("\n"))
        for text, width in texts_and_widths
    ]
    return _LINE * max(lines, default=1)


def _signs(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _fits(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and not _NOT_IN_NAMES.search(name)
