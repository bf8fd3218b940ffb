"""What the sheets of one template share: its formats, its long lists, and how sheets are set up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.intake.editions import CHOICES
from scoring.model import Field, Ruleset
from scoring.places import letters
from scoring.template.entry import Entry, needs_sheet, validation
from scoring.words import Phrase
from scoring.workbooks import put

A4 = 9
_FONT = {"font_name": "SimSun", "font_size": 11, "valign": "vcenter"}
_BOX = {**_FONT, "border": 1, "border_color": "#A6A6A6", "text_wrap": True}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**_FONT, "bold": True, "font_size": 16},
    "hint": {**_FONT, "font_color": "#595959"},
    "heading": {**_BOX, "bold": True, "bg_color": "#D9E2EC", "align": "center"},
    "text": _BOX,
    "centred": {**_BOX, "align": "center"},
    "given": {**_BOX, "bg_color": "#F2F2F2", "num_format": "@"},
    "plain": {**_FONT, "text_wrap": True, "valign": "top"},
    "entry": {**_BOX, "bg_color": "#FFF9E5", "locked": False},
    "entry_text": {**_BOX, "bg_color": "#FFF9E5", "locked": False, "num_format": "@"},
    "entry_date": {**_BOX, "bg_color": "#FFF9E5", "locked": False, "num_format": "yyyy-mm-dd"},
    "wanted": {"bg_color": "#FFD966"},
}
_ENTRIES = {"text": "entry_text", "choice": "entry_text", "table": "entry_text",
            "date": "entry_date"}  # fmt: skip
_LOOSE = {"format_columns": True, "format_rows": True}


@dataclass(frozen=True, slots=True)
class Desk:
    """An open workbook and what its sheets are made with; *lists* are the long lists met so far."""

    book: Any
    ruleset: Ruleset
    language: str
    allowed: frozenset[str]
    styles: Mapping[str, Any]
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def say(self, phrase: Phrase, **values: object) -> str:
        """Return the phrase in the language of the template."""
        return phrase(**values).say(self.language)

    def entry(self, asked: Field, name: str) -> Entry:
        """Return what may be entered for a field that the ruleset knows as *name*.

        What is required cannot be said not to apply.
        """
        return Entry(asked, name in self.allowed and not asked.required)


def desk_of(book: Any, ruleset: Ruleset, language: str, allowed: frozenset[str]) -> Desk:
    """Return the desk of a new workbook."""
    styles = {name: book.add_format(dict(style)) for name, style in _STYLES.items()}
    return Desk(book, ruleset, language, allowed, styles)


def open_page(desk: Desk, name: str, widths: Sequence[int], *, landscape: bool = True) -> Any:
    """Return a new protected sheet, set up to be printed on A4."""
    page = desk.book.add_worksheet(name)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.protect("", {**_LOOSE, "insert_rows": True})
    page.set_paper(A4)
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.6, 0.6)
    page.set_footer("&C&P / &N")
    page.hide_gridlines(2)
    return page


def ask(
    desk: Desk, page: Any, row: int, column: int, entry: Entry, cells: int = 1, locked: bool = False
) -> None:
    """Make *cells* cells from *row* down ready for *entry*; *locked* ones are not coloured."""
    style = desk.styles["text" if locked else _ENTRIES.get(entry.field.type, "entry")]
    for each in range(row, row + cells):
        put(page, each, column, None, style)
    first = f"{letters(column)}{row + 1}"
    choices = entry.choices(desk.language)
    source = _list_source(desk, choices) if needs_sheet(choices) else None
    rule = validation(entry, first, desk.language, source)
    page.data_validation(row, column, row + cells - 1, column, rule)


def mark_required(desk: Desk, page: Any, row: int, column: int, cells: int = 1) -> None:
    """Colour required cells as long as they are blank."""
    rule = {"type": "blanks", "format": desk.styles["wanted"]}
    page.conditional_format(row, column, row + cells - 1, column, rule)


def write_lists(desk: Desk) -> None:
    """Write the long lists into a hidden sheet, once all others are made."""
    if desk.lists:
        page = desk.book.add_worksheet(CHOICES)
        for column, words in enumerate(desk.lists):
            for row, word in enumerate(words):
                put(page, row, column, word)
        page.hide()


def _list_source(desk: Desk, choices: tuple[str, ...]) -> str:
    column = letters(len(desk.lists))
    known = f"={CHOICES}!${column}$1:${column}${len(choices)}"
    return desk.lists.setdefault(choices, known)
