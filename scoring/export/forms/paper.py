"""Forms on paper: a Word file, each form on pages of its own, across."""

from collections.abc import Sequence

from scoring.export.figures import mark
from scoring.export.forms.form import Entry, Form, FormColumn, groups
from scoring.export.word import page
from scoring.export.word.page import Cell, grid, paragraph


def paper(forms: Sequence[Form], language: str) -> bytes:
    """Return *forms* as one Word file: the same bytes for the same forms."""
    document = page.blank(language, across=True)
    for place, form in enumerate(forms):
        title = paragraph(document, form.title, "title")
        title.paragraph_format.page_break_before = place > 0
        paragraph(document, form.facts, "note")
        grid(document, [column.width for column in form.columns], _rows(form))
        for line in form.closing:
            paragraph(document, line, "note")
    page.number_pages(document)
    return page.finished(document, forms[0].title)


def _rows(form: Form) -> list[list[Cell]]:
    rows = [[Cell(((column.title, "head"),)) for column in form.columns]]
    for first, count in groups(form):
        for place in range(first, first + count):
            down = ("restart" if place == first else "continue") if count > 1 else ""
            cells = [
                _cell(entry, column)
                for entry, column in zip(form.rows[place], form.columns, strict=True)
            ]
            if down == "continue":
                cells[0] = _cell("", form.columns[0])
            rows.append([cells[0]._replace(down=down), *cells[1:]])
    return rows


def _cell(entry: Entry, column: FormColumn) -> Cell:
    if column.decimals is None or isinstance(entry, str):
        return Cell(((str(entry or ""), "small"),))
    text = "" if entry is None else mark(entry, column.decimals)
    return Cell(((text, "small-figure"),))
