"""Tables of figures for spreadsheets: one as CSV, several as the sheets of a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from scoring.export.cleaning import clean
from scoring.export.csv import as_text, print_rows
from scoring.export.display import width_of
from scoring.workbooks import put, sheet_names, workbook_of

Cell = str | int | float | None
TEXT, COUNT, POINTS, SHARE = "text", "count", "points", "share"
DECIMAL, FINE = "decimal", "fine"
_HEATED = "heated"
_LEFT = {"align": "left", "indent": 1}  # aligned by itself, an indent is passed over by some
_NUMBERS = {COUNT: "0", POINTS: "0.00", SHARE: "0.0%", DECIMAL: "0.00", FINE: "0.0000"}
_WIDEST, _FIGURE, _TINTED = 50, 9, 5.5
_LINE, _LETTER, _ROTATED = 15, 7, 90
_A3, _A4, _A4_HOLDS = 8, 9, 150


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
        heads = {kind: book.add_format(_head_style(kind)) for kind in (TEXT, *_NUMBERS, _HEATED)}
        names = sheet_names([(sheet.title,) for sheet in sheets])
        for name, sheet in zip(names, sheets, strict=True):
            _fill(book.add_worksheet(name), sheet, formats, heads)

    return workbook_of(fill, properties)


def _style(kind: str) -> dict[str, Any]:
    shown = _LEFT | {"text_wrap": True} if kind == TEXT else {"num_format": _NUMBERS[kind]}
    return {"valign": "top", **shown}


def _head_style(kind: str) -> dict[str, Any]:
    if kind == _HEATED:
        return {"bold": True, "bottom": 1, "rotation": _ROTATED}
    side = _LEFT if kind == TEXT else {"align": "right"}
    return {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", **side}


def _fill(page: Any, sheet: Sheet, formats: Mapping[str, Any], heads: Mapping[str, Any]) -> None:
    widths = [_width(sheet, column) for column in range(len(sheet.heads))]
    for column, (head, width) in enumerate(zip(sheet.heads, widths, strict=True)):
        heated = sheet.heat and head.kind != TEXT
        put(page, 0, column, clean(head.title), heads[_HEATED if heated else head.kind])
        page.set_column(column, column, width)
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells):
            shown = clean(cell) if isinstance(cell, str) else cell
            put(page, row, column, shown, formats[sheet.heads[column].kind])
        page.set_row(row, _LINE * _lines(cells, widths))
    titles = [head.title for head in sheet.heads]
    page.set_row(0, _LINE * _lines(titles, widths))
    if sheet.heat:
        page.set_row(0, _LETTER * max(map(width_of, titles)))
        page.conditional_format(1, 1, len(sheet.rows), len(sheet.heads) - 1, _HEAT)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(_A3 if sum(widths) > _A4_HOLDS else _A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _width(sheet: Sheet, column: int) -> float:
    """Return how wide a column is, in letters: figures alike, texts as they need."""
    head = sheet.heads[column]
    if head.kind != TEXT:
        return _TINTED if sheet.heat else _FIGURE
    texts = (head.title, *(str(row[column]) for row in sheet.rows))
    return min(max(width_of(clean(text)) for text in texts) + 2, _WIDEST)


def _lines(cells: Sequence[Cell], widths: Sequence[float]) -> int:
    """Return how many lines the longest of *cells* takes; not every program asks the text."""
    texts = (
        (clean(cell) if isinstance(cell, str) else "", width)
        for cell, width in zip(cells, widths, strict=True)
    )
    return max(ceil(width_of(text) / (width - 2)) or 1 for text, width in texts)


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
