"""Forms in a workbook: a sheet each, figures as figures, ready to print."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from scoring.export.display import width_of
from scoring.export.forms.form import Entry, Form, groups
from scoring.workbooks import put, sheet_names, workbook_of

_CHARACTERS = 0.5  # a column's width in characters, of each millimetre
_RULED = {"border": 1, "text_wrap": True, "valign": "top", "font_size": 10, "font_name": "宋体"}
_HEAD = 3
_LINE, _HIGHEST = 13.5, 409  # points


def workbook(forms: Sequence[Form]) -> bytes:
    """Return *forms* as an .xlsx file: the same bytes for the same forms."""

    def fill(book: Any) -> None:
        for form, name in zip(forms, sheet_names([(f.name,) for f in forms]), strict=True):
            _sheet(book, book.add_worksheet(name), form)

    return workbook_of(fill, {"title": forms[0].title})


def _sheet(book: Any, sheet: Any, form: Form) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "font_name": "黑体"})
    plain = book.add_format({"font_size": 10, "font_name": "宋体", "text_wrap": True})
    head = book.add_format(
        {**_RULED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#F0F0F0"}
    )
    last = len(form.columns) - 1
    for row, (text, style) in enumerate(((form.title, title), (form.facts, plain))):
        _across(sheet, row, last, text, style)
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, column.width * _CHARACTERS)
        put(sheet, _HEAD - 1, place, column.title, head)
    _fill(book, sheet, form)
    for row, text in enumerate(form.closing, start=_HEAD + len(form.rows)):
        _across(sheet, row, last, text, plain)
    sheet.freeze_panes(_HEAD, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD - 1)
    sheet.set_footer("&C— &P —")


def _fill(book: Any, sheet: Any, form: Form) -> None:
    text = book.add_format(_RULED)
    styles = [
        book.add_format({**_RULED, "num_format": f"0.{'0' * c.decimals}" if c.decimals else "0"})
        if c.decimals is not None
        else text
        for c in form.columns
    ]
    for line, entries in enumerate(form.rows, start=_HEAD):
        sheet.set_row(line, _height(form, entries))
        for column, entry in enumerate(entries):
            put(sheet, line, column, entry, styles[column])
    for first, count in groups(form):
        if count > 1:
            row = first + _HEAD
            sheet.merge_range(row, 0, row + count - 1, 0, "", text)
            put(sheet, row, 0, form.rows[first][0], text)


def _height(form: Form, entries: Sequence[Entry]) -> float:
    """Return how high a row must be, in points, to show all its text."""
    texts = list(zip(entries, form.columns, strict=True))[1 if form.grouped else 0 :]
    lines = [
        ceil(width_of(entry) / (column.width * _CHARACTERS))
        for entry, column in texts
        if isinstance(entry, str)
    ]
    return min(max([*lines, 1]) * _LINE + 3, _HIGHEST)


def _across(sheet: Any, row: int, last: int, text: str, style: Any) -> None:
    sheet.merge_range(row, 0, row, last, "", style)
    put(sheet, row, 0, text, style)
