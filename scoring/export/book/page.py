"""A sheet of the book: its heading, its styles, its print, and cells written as what they are."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import Any

from scoring.export.book.cells import Live, beside
from scoring.export.cleaning import clean
from scoring.words import Message, Phrase
from scoring.workbooks import add_formula_sheet

_LONGEST = 32_767  # characters that a cell may hold
_HIGHEST = 400  # points; a row may have 409
_LINE = 13
_PER_WIDTH = 1.1  # characters of our size in one of a column's
_PRINTED = 22  # columns of figures that can still be read on a page
_FONT = "宋体"
_HEAD_FONT = "黑体"
INK, SOFT, LINE = "#1F2937", "#6B7280", "#C8CDD3"
HEAD_FILL, INPUT_FILL, HELPER_FILL = "#DCE6F1", "#FFF2CC", "#F2F2F2"

# Apart from the figures beside it; aligned by itself, an indent is passed over by some programs.
_LEFT = {"align": "left", "indent": 1}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_name": _HEAD_FONT},
    "note": {"font_size": 9, "font_color": SOFT, "text_wrap": True, "valign": "top"},
    "head": {
        "bold": True, "align": "center", "text_wrap": True, "bg_color": HEAD_FILL, "border": 1,
        "font_name": _HEAD_FONT,
    },
    "branch": {
        "bold": True, "align": "center", "text_wrap": True, "bg_color": "#BDD7EE", "border": 1,
        "font_name": _HEAD_FONT,
    },
    "section": {"bold": True, "font_size": 12, "font_name": _HEAD_FONT},
    "label": {"font_color": SOFT, "border": 1, **_LEFT},
    "text": {"border": 1, **_LEFT},
    "long": {"border": 1, "text_wrap": True, "valign": "top", **_LEFT},
    "listed": {"text_wrap": True, "valign": "top"},
    "listed_points": {"valign": "top", "num_format": "0.00##"},
    "centre": {"border": 1, "align": "center"},
    "whole": {"border": 1, "num_format": "0"},
    "strong": {"border": 1, "bold": True, **_LEFT},
    "rate": {"border": 1, "num_format": "0%", "align": "center"},
    "exact_rate": {"border": 1, "num_format": "0.0%"},
    "weight": {"border": 1, "num_format": "0.00##"},
    "input": {"border": 1, "bg_color": INPUT_FILL, "num_format": "0.00##", "locked": False},
    "helper": {"border": 1, "font_color": SOFT, "bg_color": HELPER_FILL},
    "change": {
        "border": 1, "align": "center",
        "num_format": '[Color10]"↑"0;[Red]"↓"0;"—"',
    },
}  # fmt: skip
# From the highest grade to the lowest, as far as they go.
GRADE_FILLS = ("#C6E0B4", "#DDEBF7", "#FFF2CC", "#F8CBAD", "#E7B8B8")
STATE_FILLS = {
    "missing": ("#F4B6B6", "#7F1D1D"),
    "not_applicable": ("#E5E7EB", "#6B7280"),
    "undefined": ("#E9D5FF", "#581C87"),
    "invalid": ("#FED7AA", "#7C2D12"),
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any, decimals: Any):
        self.book = book
        self.made: dict[Any, Any] = {}
        self.named: dict[str, Any] = {}
        self.patterns = {name: number_format(count) for name, count in decimals.items()}

    def __getitem__(self, name: str) -> Any:
        """Return a style by name; ``points`` and ``total`` show the declared decimals."""
        if name not in self.named:
            shown = {"border": 1, "num_format": self.patterns.get(name)}
            self.named[name] = self.of(**(shown if name in self.patterns else _STYLES[name]))
        return self.named[name]

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            base = {
                "font_name": _FONT,
                "font_size": 10,
                "valign": "vcenter",
                "font_color": INK,
                "border_color": LINE,
            }
            self.made[key] = self.book.add_format({**base, **properties})
        return self.made[key]


def number_format(decimals: int) -> str:
    """Return how figures with *decimals* are shown.

    >>> number_format(2), number_format(0)
    ('0.00', '0')
    """
    return f"0.{'0' * decimals}" if decimals else "0"


@lru_cache(maxsize=10_000)
def _shown(text: str) -> str:
    return clean(text)[:_LONGEST]


class Page:
    """A worksheet in one language: text is cleaned, formulas bring their values."""

    def __init__(self, book: Any, name: str, styles: Styles, language: str):
        self.sheet = add_formula_sheet(book, name)
        # Codes are text; programs need not warn of every one.
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self.name, self.styles, self.language = name, styles, language

    def say(self, said: Phrase | Message | str) -> str:
        if isinstance(said, Phrase):
            said = said()
        return said.say(self.language) if isinstance(said, Message) else said

    def put(self, row: int, column: int, cell: object, style: Any = "text") -> None:
        """Write a text, a figure, a formula with its value, or an empty cell, below the last."""
        shape = self.styles[style] if isinstance(style, str) else style
        if cell is None or cell == "":
            done = self.sheet.write_blank(row, column, None, shape)
        elif isinstance(cell, Live):
            value = self.text(cell.value) if isinstance(cell.value, str) else cell.value
            done = self.sheet.write_formula(row, column, cell.text, shape, value)
        elif isinstance(cell, int | float):
            done = self.sheet.write_number(row, column, cell, shape)
        else:
            done = self.sheet.write_string(row, column, self.text(cell), shape)
        if done:  # the row was written out already, or lies outside of any sheet
            raise IndexError(f"{self.name}!{beside(row, column)}")

    def text(self, cell: object) -> str:
        """Return what is said in the page's language, as much of it as a cell holds."""
        told = self.say(cell) if isinstance(cell, Phrase | Message) else str(cell)
        return _shown(told)

    def line(self, row: int, cells: Iterable[object], style: Any = "text", first: int = 0) -> None:
        for column, cell in enumerate(cells, start=first):
            self.put(row, column, cell, style)

    def title(self, title: Phrase | Message | str, *notes: Phrase | Message | str) -> None:
        """Write the heading, and notes in the rows below it."""
        self.sheet.set_row(0, 26)
        self.put(0, 0, title, "title")
        for row, note in enumerate(notes, start=1):
            self.put(row, 0, note, self.styles.of(font_size=9, font_color=SOFT))

    def widths(self, widths: Sequence[float]) -> None:
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def fit(self, row: int, cells: Sequence[object], widths: Sequence[float]) -> None:
        """Make *row* high enough for its text, wrapped at *widths*; programs do so on screen only.

        A Chinese character is as wide as two others: three bytes, where those are one.
        """
        texts = (
            (len(cell) + len(cell.encode(errors="replace"))) / 2 / (_PER_WIDTH * width)
            for cell, width in zip(cells, widths, strict=False)
            if isinstance(cell, str)
        )
        lines = ceil(max(texts, default=1))
        if lines > 1:
            self.sheet.set_row(row, min(_LINE * lines + 2, _HIGHEST))

    def prints(self, header_row: int, *, landscape: bool = True, columns: int = 0) -> None:
        """Fit the sheet to A4, its header on every page; one of many *columns* takes several."""
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(max(1, ceil(columns / _PRINTED)), 0)
        if columns > _PRINTED:
            self.sheet.repeat_columns(0, 1)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.repeat_rows(header_row)
        self.sheet.set_footer("&L&9&F　&A&R&9&P / &N")
