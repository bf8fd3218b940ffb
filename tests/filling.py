"""Templates filled in as departments do: cells put into their XML."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from python_calamine import CalamineWorkbook

from scoring.intake.editions import CHOICES
from scoring.intake.headings import (
    Vocabulary,
    main_vocabulary,
    score_vocabulary,
    table_vocabulary,
    with_unit,
)
from scoring.model import Ruleset
from scoring.places import letters

Cells = Mapping[str, Mapping[str, Any]]  # sheet → cell → what is typed into it


def filled(content: bytes, cells: Cells) -> bytes:
    """Return the workbook with *cells* typed in, in the formats that they have."""
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    parts = {f"xl/worksheets/sheet{n}.xml": name for n, name in enumerate(names, start=1)}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for part in old.namelist():
            data = old.read(part)
            for cell, value in cells.get(parts.get(part, ""), {}).items():
                data = _typed(data, cell, value)
            new.writestr(part, data)
    return made.getvalue()


def _typed(xml: bytes, cell: str, value: Any) -> bytes:
    text, kind = str(value), ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = f"<is><t>{escape(text)}</t></is>"
        kind = ' t="inlineStr"'
    else:
        text = f"<v>{value!r}</v>"
    found = re.search(rf'<c r="{cell}"(?P<style> s="\d+")?/>'.encode(), xml)
    assert found, f"{cell} is not a cell to be filled in"
    style = (found["style"] or b"").decode()
    typed = f'<c r="{cell}"{style}{kind}>{text}</c>'
    return xml[: found.start()] + typed.encode() + xml[found.end() :]


def form_cells(content: bytes, ruleset: Ruleset, record: Mapping[str, Any]) -> Cells:
    """Return what a department types into its own workbook, given it as a record."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells: dict[str, dict[str, Any]] = {}
    vocabulary = main_vocabulary(ruleset)
    for sheet, rows in _sheets(book):
        table = _table_of(sheet, ruleset)
        if table:
            head = _headings(rows, table_vocabulary(ruleset, ruleset.tables[table]))
            cells[sheet] = dict(_rows(head, record.get(table) or []))
        else:
            spoken = vocabulary if sheet != "自评分" else score_vocabulary(ruleset)
            values = {**record, **_marks(record)}
            cells[sheet] = dict(_lines(rows, spoken, values))
    return cells


def wide_cells(content: bytes, ruleset: Ruleset, records: list[Mapping[str, Any]]) -> Cells:
    """Return what is typed into the workbook of all departments."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells: dict[str, dict[str, Any]] = {}
    for sheet, rows in _sheets(book):
        table = _table_of(sheet, ruleset)
        if table:
            head = _headings(rows, table_vocabulary(ruleset, ruleset.tables[table]))
            owner = ("department", "department_code", "year")
            lines = [
                {**{name: record[name] for name in owner if name in record}, **row}
                for record in records
                for row in (record.get(table) or [] if isinstance(record.get(table), list) else [])
            ]
        else:
            head = _headings(rows, main_vocabulary(ruleset))
            lines = [{**record, **_marks(record)} for record in records]
        cells[sheet] = dict(_rows(head, lines))
    return cells


def _sheets(book: Any) -> Iterator[tuple[str, list[list[Any]]]]:
    for sheet in [name for name in book.sheet_names[1:] if name != CHOICES]:
        yield sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def _table_of(sheet: str, ruleset: Ruleset) -> str:
    return next((t.id for t in ruleset.tables.values() if sheet in (t.title, t.id)), "")


def _marks(record: Mapping[str, Any]) -> dict[str, Any]:
    return {f"self_scores.{name}": mark for name, mark in record.get("self_scores", {}).items()}


def _headings(rows: list[list[Any]], vocabulary: Vocabulary) -> dict[str, str]:
    matches = [(column, vocabulary.match(text)) for column, text in enumerate(rows[2]) if text]
    return {match.target: letters(column) for column, match in matches if match}


def _rows(head: Mapping[str, str], lines: list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(lines, str):
        return
    for number, line in enumerate(lines, start=4):
        for name, value in line.items():
            if value not in (None, "") and not isinstance(value, list | dict) and name in head:
                yield f"{head[name]}{number}", _as_typed(value)


def _lines(
    rows: list[list[Any]], vocabulary: Vocabulary, values: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    for number, row in enumerate(rows[3:], start=4):
        match = vocabulary.match(with_unit(str(row[0]), str(row[1]))) or vocabulary.match(row[0])
        value = values.get(match.target) if match else None
        if value not in (None, "") and not isinstance(value, list | dict):
            yield f"C{number}", _as_typed(value)


def _as_typed(value: Any) -> Any:
    return ("是" if value else "否") if isinstance(value, bool) else value
