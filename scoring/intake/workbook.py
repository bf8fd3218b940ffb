"""Workbooks of Excel, WPS and LibreOffice: .xlsx .xlsm .xlsb .xls .ods."""

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from scoring.errors import Problem, SubmissionError
from scoring.intake.limits import MOST_COLUMNS, refuse_wide
from scoring.intake.package import (
    broken_file,
    open_package,
    package_properties,
    survey_package,
)
from scoring.intake.records import survey_xls
from scoring.intake.sheet import CellError, Grid, Merged
from scoring.intake.survey import Survey
from scoring.intake.writing import printable
from scoring.words import Phrase

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Workbook(NamedTuple):
    """The worksheets of a workbook, hidden ones marked so, and the properties added to it.

    *is_linked* where it refers to other workbooks, which are never opened.
    """

    grids: list[Grid]
    properties: Mapping[str, str]
    is_linked: bool = False


def read_workbook(data: bytes, name: str) -> Workbook:
    """Return what a workbook holds."""
    if data.startswith(OLE) and _ENCRYPTED in data:
        raise SubmissionError([Problem(name, _LOCKED(), _UNLOCK())])
    if not data.startswith((ZIP, OLE)):
        raise broken_file(name)
    # Before the reader, which fills in all between far cells.
    if data.startswith(ZIP):
        package = open_package(data, name)
        surveys = survey_package(package, name)
        properties, is_linked = package_properties(package, name), package.is_linked
    else:
        surveys, properties, is_linked = _survey_old(data, name), {}, False
    grids = [_with_survey(grid, surveys) for grid in _grids(data, name)]
    return Workbook(grids, properties, is_linked)


def _survey_old(data: bytes, name: str) -> Mapping[str, Survey]:
    """Return what the reader does not tell, by sheet; nothing where the format is too old."""
    try:
        return survey_xls(data)
    except PermissionError:
        raise SubmissionError([Problem(name, _LOCKED(), _UNLOCK())]) from None
    except (ValueError, IndexError, struct.error):
        return {}


def _grids(data: bytes, name: str) -> list[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return list(_sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), name))
    except PasswordError:
        raise SubmissionError([Problem(name, _LOCKED(), _UNLOCK())]) from None
    except (CalamineError, OSError, ValueError):
        raise broken_file(name) from None
    except BaseException as error:  # a panic of the reader is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        raise broken_file(name) from None


def _sheets(workbook: Any, name: str) -> Iterator[Grid]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        place = f"{name}!{printable(meta.name)}"
        refuse_wide(place, sheet.width)
        top, left = sheet.start or (0, 0)
        merged = sheet.merged_cell_ranges
        yield Grid(
            place,
            meta.name,
            sheet.to_python(),
            top,
            left,
            None if merged is None else tuple(Merged(*a, *b) for a, b in merged),
            hidden=meta.visible != SheetVisibleEnum.Visible,
        )


def _with_survey(grid: Grid, surveys: Mapping[str, Survey]) -> Grid:
    survey = surveys.get(grid.name)
    if survey is None:
        return replace(grid, percents=None)
    for (row, column), text in survey.errors.items():
        row, column = row - grid.top, column - grid.left
        if 0 <= row < len(grid.rows) and len(grid.rows[row]) <= column < MOST_COLUMNS:
            for each in grid.rows:  # the reader ends where nothing more is filled in
                each += [""] * (column + 1 - len(each))
        if 0 <= row < len(grid.rows) and 0 <= column < len(grid.rows[row]):
            grid.rows[row][column] = CellError(text)
    return replace(grid, percents=survey.percents)


_LOCKED = Phrase("工作簿设有打开密码", "the workbook is locked with a password")
_UNLOCK = Phrase("请取消密码后另存", "Remove the password and save it again")
