"""What the spreadsheet reader does not tell of a sheet: percentages, errors, how far it reaches."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import Element, XMLPullParser

import numpy as np

from scoring.intake.limits import refuse_sparse
from scoring.intake.scanning import Spots, column_of
from scoring.intake.sheet import UNCOMPUTED

PERCENT_FORMATS = ("9", "10")  # 0% and 0.00%, built into every workbook

_PIECE = 1 << 20
# In a number format: quoted text, an escaped sign, a colour or condition, a filler.
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(slots=True)
class Survey:
    """The rows (from 0) of percentages by column (from 0), and the errors by row and column."""

    percents: dict[int, Any] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def shows_percent(code: str) -> bool:
    """Return whether a number format shows a figure as a percentage.

    >>> shows_percent("0.00%"), shows_percent('0.00"%"')
    (True, False)
    """
    return "%" in _NOT_SIGNS.sub("", code)


def survey_of(spots: Spots, styles: Iterable[str]) -> Survey:
    """Return the survey of a plainly written sheet, given the *styles* that are percentages."""
    shown = np.flatnonzero(np.isin(spots.styles, [int(style) for style in styles]))
    columns, rows = spots.columns[shown], spots.rows[shown]
    percents = {int(column): rows[columns == column] for column in np.unique(columns)}
    return Survey(percents, spots.errors)


def parse(stream: IO[bytes], styles: Iterable[str], place: str) -> Survey:
    """Survey a sheet however it is written; raise where its filled cells reach too far."""
    survey, percent = Survey(), set(styles)
    row, column, height, width = -1, -1, 0, 0
    for event, name, element in elements(stream):
        if event == "start" and name == "row":
            row, column = int(element.get("r") or row + 2) - 1, -1
        elif event == "start" and name == "c":
            row, column = _position(element.get("r"), row, column)
        elif name == "c" and (text := _content(element)) is not None:
            height, width = max(height, row + 1), max(width, column + 1)
            if element.get("s") in percent:
                survey.percents.setdefault(column, []).append(row)
            if element.get("t") == "e":
                survey.errors[row, column] = text
            elif not text and element.get("t") != "str" and _has_formula(element):
                survey.errors[row, column] = UNCOMPUTED
        elif name == "c" and event == "end" and _has_formula(element):
            survey.errors[row, column] = UNCOMPUTED
        if event == "end" and name in {"c", "row"}:
            element.clear()
    refuse_sparse(place, height, width)
    return survey


def elements(stream: IO[bytes]) -> Iterator[tuple[str, str, Element]]:
    """Yield the start and the end of every element, with its name without namespace."""
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    while piece := stream.read(_PIECE):
        parser.feed(piece)
        yield from _named(parser)
    parser.close()
    yield from _named(parser)


def _named(parser: "XMLPullParser[Any]") -> Iterator[tuple[str, str, Element]]:
    events: Any = parser.read_events()
    return ((event, element.tag.rpartition("}")[2], element) for event, element in events)


def pieces_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a sheet in pieces of some megabytes, each of whole cells."""
    rest = b""
    while piece := stream.read(_PIECE):
        piece = rest + piece
        cut = max(piece.rfind(b"<c "), 0) or max(piece.rfind(b"<"), 0) or len(piece)
        rest = piece[cut:]
        yield piece[:cut]
    if rest:
        yield rest


def _position(reference: str | None, row: int, column: int) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference or "")
    if not found and len(reference or "") > _LONGEST:
        raise ValueError(reference)  # no cell of any sheet: the reader would count its way there
    return (int(found[2]) - 1, column_of(found[1])) if found else (row, column + 1)


def _has_formula(cell: Element) -> bool:
    return any(child.tag.rpartition("}")[2] == "f" for child in cell)


def _content(cell: Element) -> str | None:
    """Return what a cell holds, None where it is only formatted."""
    for child in cell:
        if child.tag.rpartition("}")[2] in {"v", "is"}:
            return "".join(child.itertext())
    return None


_REFERENCE = re.compile(r"([A-Z]{1,7})([0-9]{1,9})")
_LONGEST = 7 + 9
