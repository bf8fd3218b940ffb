"""What the forms for experts share: a cover with instructions and a name, and cells to fill in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.export.csv import as_text, print_rows
from scoring.model import Ruleset
from scoring.words import Message, Phrase
from scoring.workbooks import put, row_height, sheet_names, workbook_of

_YELLOW, _GREY, _BLUE = "#FFF8D6", "#EFEFEF", "#DCE6F1"
_BORDER = {"border": 1, "border_color": "#A6A6A6"}
_WIDTHS = (22, 68)  # of the cover
_MIDDLE = {"align": "center", "valign": "vcenter", "text_wrap": True}
# A cell to fill in is text: a spreadsheet would make a date of 1/3.
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "label": {"bold": True},
    "head": {"bold": True, "bg_color": _BLUE, **_BORDER, **_MIDDLE},
    "side": {"bold": True, "bg_color": _BLUE, **_BORDER, "valign": "vcenter", "text_wrap": True},
    "cell": {**_BORDER, **_MIDDLE},
    "text": {**_BORDER, "valign": "vcenter", "text_wrap": True},
    "fixed": {"bg_color": _GREY, **_BORDER, **_MIDDLE},
    "input": {"bg_color": _YELLOW, "num_format": "@", **_BORDER, **_MIDDLE},
    "figure": {"bg_color": _YELLOW, **_BORDER, **_MIDDLE},
    "wrong": {"font_color": "#C00000", "bold": True},
    "step": {"valign": "top", "text_wrap": True},
}


@dataclass(slots=True)
class Form:
    """A workbook in the making: its *cover* has its next free row at *next_row*."""

    book: Any
    language: str
    styles: Mapping[str, Any]
    names: Sequence[str]
    cover: Any
    next_row: int = 0

    def say(self, message: Message) -> str:
        """Return *message* in the form's language."""
        return message.say(self.language)


def workbook_form(
    fill: Callable[[Form], object],
    titles: Sequence[Sequence[str]],
    language: str,
    ruleset: Ruleset,
) -> bytes:
    """Return the workbook that *fill* makes, whose sheets go by *titles* after the cover."""

    def make(book: Any) -> None:
        first, *names = sheet_names([(_COVER().say(language),), *titles])
        styles = {name: book.add_format(dict(style)) for name, style in _STYLES.items()}
        fill(Form(book, language, styles, names, _page(book, first)))

    name = f"{ruleset.id}@{ruleset.edition}"
    return workbook_of(make, {"title": ruleset.title, "subject": name})


def cover(
    form: Form,
    title: Message,
    steps: Sequence[Message],
    expert: str,
    questions: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the title, a cell for the expert's name, and how the form is filled in.

    *questions* about the expert are answered each by one of its choices.
    """
    page, styles = form.cover, form.styles
    put(page, 0, 0, form.say(title), styles["title"])
    put(page, 2, 0, form.say(_EXPERT()), styles["label"])
    put(page, 2, 1, expert or None, styles["input"])
    row = 3
    for question, choices in (questions or {}).items():
        put(page, row, 0, question, styles["label"])
        told = _ONE_OF(choices=list(choices))
        input_cell(form, page, row, 1, choices=choices, told=told)
        row += 1
    put(page, row + 1, 0, form.say(_HOW()), styles["label"])
    for number, step in enumerate(steps, start=1):
        line = row + 1 + number
        text = f"{number}. {form.say(step)}"
        page.merge_range(line, 0, line, 1, text, styles["step"])
        page.set_row(line, row_height([(text, sum(_WIDTHS))]))
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    form.next_row = row + 3 + len(steps)


def cover_rows(
    title: Message,
    steps: Sequence[Message],
    expert: str,
    language: str,
    questions: Sequence[str] = (),
) -> list[list[str]]:
    """Return what a cover says as rows of CSV: the title, cells to fill in, and how to."""
    told = [f"{number}. {step.say(language)}" for number, step in enumerate(steps, start=1)]
    asked = [[question, ""] for question in questions]
    head = [[title.say(language)], [_EXPERT().say(language), expert]]
    return [*head, *asked, [], *([line] for line in told), []]


def print_form(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a form as CSV."""
    return print_rows([as_text(cell) for cell in row] for row in rows)


def sheet_of(form: Form, name: str) -> Any:
    """Return a new sheet that prints on one page across."""
    return _page(form.book, name)


def input_cell(
    form: Form,
    page: Any,
    row: int,
    column: int,
    *,
    choices: Sequence[str],
    told: Message,
    value: object = None,
) -> None:
    """Make a cell to be filled in with one of *choices*; anything else is answered by *told*."""
    put(page, row, column, value, form.styles["input"])
    options = {"validate": "list", "source": list(choices), "error_message": form.say(told)}
    page.data_validation(row, column, row, column, options)


def figure_cell(
    form: Form, page: Any, row: int, column: int, *, limits: tuple[float, float], told: Message
) -> None:
    """Make a cell to be filled in with a figure within *limits*; others are answered by *told*."""
    put(page, row, column, None, form.styles["figure"])
    least, most = limits
    options = {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
    page.data_validation(row, column, row, column, {**options, "error_message": form.say(told)})


def _page(book: Any, name: str) -> Any:
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    return page


_COVER = Phrase("填写说明", "Instructions")
_EXPERT = Phrase("专家姓名", "Expert")
_ONE_OF = Phrase("请选其中之一：{choices}", "Choose one of: {choices}")
_HOW = Phrase("填写方法", "How to fill this in")
