"""What the spreadsheet reader does not tell of .ods sheets: percentages, how far they reach."""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from scoring.intake.limits import refuse_sparse
from scoring.intake.sheet import UNCOMPUTED
from scoring.intake.survey import Survey, elements


def survey_document(stream: IO[bytes], name: str) -> dict[str, Survey]:
    """Return the survey of each sheet by its name; raise where one reaches too far."""
    surveys: dict[str, Survey] = {}
    survey, sheet, row = Survey(), "", 0
    for event, kind, element in elements(stream):
        if event == "start" and kind == "table":
            sheet, row = _attribute(element, "name"), 0
            survey = surveys.setdefault(sheet, Survey())
        elif event == "end" and kind == "table-row":
            repeated = _count(element, "number-rows-repeated")
            for column, count, is_percent, is_unsolved in _filled(element):
                if is_unsolved:
                    survey.errors[row, column] = UNCOMPUTED
                refuse_sparse(f"{name}!{sheet}", row + repeated, column + count)
                if is_percent:
                    for each in range(column, column + count):
                        survey.percents.setdefault(each, []).extend(range(row, row + repeated))
            row += repeated
            element.clear()
    return surveys


def _filled(row: Element) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the filled cells of a row: the column, how often, and two questions answered.

    Is it a percentage? Is it a formula without a result?
    """
    column = 0
    for cell in row:
        count = _count(cell, "number-columns-repeated")
        kind = _attribute(cell, "value-type", "office")
        is_unsolved = not kind and bool(_attribute(cell, "formula"))
        if kind or len(cell) or is_unsolved:
            yield column, count, kind == "percentage", is_unsolved
        column += count


def _count(element: Element, name: str) -> int:
    return int(_attribute(element, name) or 1)


def _attribute(element: Element, name: str, space: str = "table") -> str:
    return element.get(f"{{urn:oasis:names:tc:opendocument:xmlns:{space}:1.0}}{name}", "")
