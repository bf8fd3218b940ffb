"""Samples as files that read back as they were made, each with the marker in it."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.errors import ExportError, Problem, use_instead
from scoring.export import write_whole
from scoring.intake.headings import (
    Vocabulary,
    heading_of,
    main_vocabulary,
    table_vocabulary,
    with_unit,
)
from scoring.model import Ruleset
from scoring.sampling.workbook import MOST_ROWS, Sheet, workbook
from scoring.words import Phrase

_OWNER = ("department", "department_code", "year")


@dataclass(frozen=True, slots=True)
class Sample:
    """Synthetic submissions under *ruleset*.

    *records* are mappings as ``from_records`` takes them, one a department, tables as lists of
    rows; *note* is the marker that files carry: how they were made and what was spoilt.
    """

    ruleset: Ruleset
    records: list[dict[str, Any]]
    note: Mapping[str, Any]


def write_sample(sample: Sample, path: str | Path) -> None:
    """Write *sample* into the file *path*, whole or not at all, in the format of its suffix.

    ExportError where the suffix is unknown, or the format cannot hold the ruleset's tables.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _FORMATS:
        problem = _NO_FORMAT(suffix=suffix or "-")
        raise ExportError([Problem(str(path), problem, use_instead(suffix, _FORMATS))])
    if suffix == ".csv" and sample.ruleset.tables:
        titles = [table.title for table in sample.ruleset.tables.values()]
        raise ExportError([Problem(str(path), _NO_TABLES(titles=titles), _USE_OTHER())])
    if suffix == ".xlsx" and _longest(sample) > MOST_ROWS:
        raise ExportError([Problem(str(path), _TOO_LONG(most=f"{MOST_ROWS:,}"), _USE_JSON())])
    write_whole(path, _FORMATS[suffix](sample))


def _longest(sample: Sample) -> int:
    """Return how many rows the longest sheet has."""
    tables = (sum(len(r[table]) for r in sample.records) for table in sample.ruleset.tables)
    return max([len(sample.records), *tables])


def _json(sample: Sample) -> str:
    """Return one object, a department a line."""
    head = json.dumps(sample.note, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    lines = ",\n".join(f"    {_line(record)}" for record in sample.records)
    return f'{{\n  "synthetic": {head},\n  "departments": [\n{lines}\n  ]\n}}\n'


def _json_lines(sample: Sample) -> str:
    marker = _line({"synthetic": sample.note})
    return "".join(f"{line}\n" for line in [marker, *map(_line, sample.records)])


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _csv(sample: Sample) -> bytes:
    sheet = _departments(sample)
    page = io.StringIO()
    lines = [[sheet.note], sheet.headings, *sheet.rows]
    csv.writer(page, lineterminator="\r\n").writerows([map(_guarded, line) for line in lines])
    return page.getvalue().encode("utf-8-sig")


def _guarded(cell: Any) -> Any:
    """Return text that a spreadsheet does not take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def _workbook(sample: Sample) -> bytes:
    return workbook([_departments(sample), *_tables(sample)])


def _departments(sample: Sample) -> Sheet:
    ruleset = sample.ruleset
    names = [name for name in (sample.records or [{}])[0] if name not in ruleset.tables]
    rows = [[record[name] for name in names] for record in sample.records]
    headings = _headings(main_vocabulary(ruleset), names)
    title = _DEPARTMENTS().say(ruleset.language)
    is_taken = any(title in {table.title, table.id} for table in ruleset.tables.values())
    return Sheet("" if is_taken else title, _marker(sample), headings, rows)


def _tables(sample: Sample) -> list[Sheet]:
    sheets = []
    for table in sample.ruleset.tables.values():
        names = [*_OWNER, *table.fields]
        rows = [
            [*(record[name] for name in _OWNER), *row.values()]
            for record in sample.records
            for row in record[table.id]
        ]
        headings = _headings(table_vocabulary(sample.ruleset, table), names)
        sheets.append(Sheet(table.title, _marker(sample), headings, rows, table.id))
    return sheets


def _headings(vocabulary: Vocabulary, names: Sequence[str]) -> list[str]:
    """Return the fields' titles with their units, or whichever heading is read without doubt."""
    return [with_unit(*heading_of(vocabulary, name)) for name in names]


def _marker(sample: Sample) -> str:
    told = {key: value for key, value in sample.note.items() if key != "note"}
    return f"{sample.note['note']} {_line(told)}"


_FORMATS: Mapping[str, Callable[[Sample], str | bytes]] = {
    ".json": _json,
    ".jsonl": _json_lines,
    ".csv": _csv,
    ".xlsx": _workbook,
}

_DEPARTMENTS = Phrase("部门", "Departments")
_NO_FORMAT = Phrase("不能写成「{suffix}」格式", 'samples are not written as "{suffix}"')
_NO_TABLES = Phrase(
    "CSV 只有一张表，放不下明细表（{titles}）", "CSV is one sheet, without room for {titles}"
)
_USE_OTHER = Phrase("请改用 .xlsx 或 .json", "Use .xlsx or .json")
_TOO_LONG = Phrase("一张工作表最多放 {most} 行数据", "a sheet holds {most} rows of data at most")
_USE_JSON = Phrase("请减少部门个数，或改用 .json", "Ask for fewer departments, or use .json")
