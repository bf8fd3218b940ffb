"""A list of departments: the names and codes that go into the templates sent to them."""

import math
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from scoring.errors import Problem, SubmissionError
from scoring.intake.binding import Bound, bind
from scoring.intake.delimited import read_delimited
from scoring.intake.departments import named_rows
from scoring.intake.files import find_files
from scoring.intake.headings import BUILT_IN, identity_vocabulary
from scoring.intake.layout import find_header, lay_out
from scoring.intake.sheet import Grid
from scoring.intake.workbook import read_workbook
from scoring.intake.writing import narrow, shown
from scoring.model import Ruleset
from scoring.words import Phrase


class Listed(NamedTuple):
    """A department as it stands in a list; what the list does not say is blank or None."""

    department: str
    department_code: str = ""
    year: int | None = None
    peer_group: str = ""


def read_roster(path: str | Path, ruleset: Ruleset) -> list[Listed]:
    """Return the departments listed in a .csv file or a workbook, in its order.

    SubmissionError where there are none.
    """
    file = find_files(path)[0][0]
    data = file.path.read_bytes()
    if PurePosixPath(file.name).suffix.lower() in {".csv", ".tsv"}:
        grids = [read_delimited(data, file.name)]
    else:
        grids = read_workbook(data, file.name).grids
    listed = [each for grid in grids if not grid.hidden for each in _listed(grid, ruleset)]
    if not listed:
        raise SubmissionError([Problem(file.name, _NOBODY(), _LIST_THEM())])
    return listed


def _listed(grid: Grid, ruleset: Ruleset) -> Sequence[Listed]:
    vocabulary = identity_vocabulary(ruleset)
    header = find_header(grid, vocabulary, {"department"})
    if header is None:
        return ()
    bound = bind(lay_out(grid, header, vocabulary), vocabulary)
    _refuse_nameless(bound)
    bound = named_rows(bound)
    columns = (bound.read(name, BUILT_IN[name]).values.tolist() for name in Listed._fields)
    return [
        Listed(narrow(name), narrow(code), None if math.isnan(year) else int(year), narrow(group))
        for name, code, year, group in zip(*columns, strict=True)
    ]


def _refuse_nameless(bound: Bound) -> None:
    """Raise for every row that has a code and no name: nobody could be sent its template."""
    names, codes = (
        bound.read(name, BUILT_IN[name]).values.tolist() for name in ("department", _CODE)
    )
    problems = [
        Problem(bound.sheet.place(row, bound.keys()[_CODE]), _NAMELESS(code=shown(code)), _NAME())
        for row, (name, code) in enumerate(zip(names, codes, strict=True))
        if code and not name
    ]
    if problems:
        raise SubmissionError(problems)


_CODE = "department_code"
_NAMELESS = Phrase("编码「{code}」没有部门名称", "the code “{code}” has no department's name")
_NAME = Phrase("请补上部门名称，或删去此行", "Write the department's name, or remove the row")
_NOBODY = Phrase("没有找到部门名单", "no list of departments is found in it")
_LIST_THEM = Phrase(
    "请用“部门”“部门编码”作表头，一行写一个部门",
    "Head the columns “部门” and “部门编码”, and write one department a row",
)
