"""Tables of figures for spreadsheets: one as CSV, several as the sheets of a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.export.cleaning import clean
from scoring.export.csv import as_text, print_rows
from scoring.export.display import width_of
from scoring.workbooks import put, sheet_names, workbook_of

Cell = str | int | float | None
TEXT, COUNT, POINTS, SHARE = "text", "count", "points", "share"
DECIMAL, FINE = "decimal", "fine"
_NUMBERS = {COUNT: "0", POINTS: "0.00", SHARE: "0.0%", DECIMAL: "0.00", FINE: "0.0000"}
_WIDEST, _NARROWEST = 60, 6


@dataclass(frozen=True, slots=True)
class Head:
    """A column's title; its cells are TEXT, COUNT, POINTS, SHARE (of 1), DECIMAL or FINE."""

    title: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under heads; a *heat* sheet holds correlations, whose cells are tinted by size."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heat: bool = False


def print_csv(sheet: Sheet) -> bytes:
    """Return one sheet as CSV; shares and decimals with all the digits they have."""
    rows = [[_in_csv(cell) for cell in row] for row in sheet.rows]
    return print_rows([[as_text(head.title) for head in sheet.heads], *rows])


def print_workbook(sheets: Sequence[Sheet], properties: Mapping[str, str]) -> bytes:
    """Return *sheets* as a workbook: figures as figures, heads that stay, ready to be printed."""

    def fill(book: Any) -> None:
        formats = {kind: book.add_format(_style(kind)) for kind in (TEXT, *_NUMBERS)}
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        names = sheet_names([(sheet.title,) for sheet in sheets])
        for name, sheet in zip(names, sheets, strict=True):
            _fill(book.add_worksheet(name), sheet, formats, bold)

    return workbook_of(fill, properties)


def _style(kind: str) -> dict[str, Any]:
    shown = {"text_wrap": True} if kind == TEXT else {"num_format": _NUMBERS[kind]}
    return {"valign": "top", **shown}


def _fill(page: Any, sheet: Sheet, formats: Mapping[str, Any], bold: Any) -> None:
    for column, head in enumerate(sheet.heads):
        put(page, 0, column, clean(head.title), bold)
        texts = [clean(str(row[column])) for row in sheet.rows] if head.kind == TEXT else []
        widest = max(map(width_of, (clean(head.title), *texts)), default=0)
        page.set_column(column, column, min(max(widest + 2, _NARROWEST + 2), _WIDEST))
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells):
            shown = clean(cell) if isinstance(cell, str) else cell
            put(page, row, column, shown, formats[sheet.heads[column].kind])
    if sheet.heat:
        page.conditional_format(1, 1, len(sheet.rows), len(sheet.heads) - 1, _HEAT)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    return as_text(cell) if isinstance(cell, str) else str(cell)


# From opposite over unrelated to the same: colours that the colour-blind tell apart.
_HEAT = {
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": -1,
    "mid_value": 0,
    "max_value": 1,
    "min_color": "#5E9BD1",
    "mid_color": "#FFFFFF",
    "max_color": "#E38B4F",
}
