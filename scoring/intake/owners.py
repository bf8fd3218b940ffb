"""Which department each row of a table or a sheet of self scores belongs to."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, SubmissionError, use_instead
from scoring.intake.binding import Bound, is_filled, take
from scoring.intake.departments import Roll
from scoring.intake.headings import BUILT_IN
from scoring.intake.writing import narrow, shown
from scoring.words import Message, Phrase


class Owned(NamedTuple):
    """A sheet, and the department of each of its rows."""

    bound: Bound
    owners: NDArray[np.int64]


class _Label(NamedTuple):
    code: str
    name: str
    year: float | None


def owned(bound: Bound, file: int, roll: Roll) -> Owned:
    """Return the rows of *bound* that hold anything, each with its department."""
    bound = take(bound, [row for row in range(len(bound.sheet)) if is_filled(bound, row)])
    here = np.flatnonzero(roll.files == file)
    if len(here) == 1 and not {"department", "department_code"} & set(bound.bonds):
        return Owned(bound, np.repeat(here, len(bound.sheet)))
    labels = list(_labels(bound))
    known: dict[_Label, int | Problem] = {}
    for row, label in enumerate(labels):
        if label not in known:
            known[label] = _owner(label, file, here, roll, _place(bound, row))
    problems = [found for found in known.values() if isinstance(found, Problem)]
    if problems:
        raise SubmissionError(problems)
    return Owned(bound, np.array([known[label] for label in labels], np.int64))


def _owner(label: _Label, file: int, here: NDArray[Any], roll: Roll, place: str) -> int | Problem:
    """Return the one department a label means: by code, else by name; in its own file first."""
    if not label.code and not label.name and len(here) == 1:
        return int(here[0])
    rows = roll.codes.get(label.code) if label.code else None
    rows = roll.names.get(label.name, ()) if rows is None else rows
    if label.year is not None:
        rows = [row for row in rows if roll.columns["year"].values[row] == label.year]
    if len(rows) > 1:
        rows = [row for row in rows if roll.files[row] == file] or rows
    if len(rows) == 1:
        return int(rows[0])
    return Problem(place, *_unclear(label, rows, roll))


def _unclear(label: _Label, rows: Sequence[int], roll: Roll) -> tuple[Message, Message]:
    said = shown(label.name or label.code)
    if not said:
        return _NAMELESS(), _WRITE_NAME()
    if not rows:
        return _UNKNOWN(name=said), use_instead(said, list(map(shown, roll.names)))
    return _AMBIGUOUS(name=said), _WRITE_YEAR()


def _labels(bound: Bound) -> Iterator[_Label]:
    fields = ("department_code", "department", "year")
    columns = (bound.read(name, BUILT_IN[name]).values.tolist() for name in fields)
    return (
        _Label(narrow(code), narrow(name), None if math.isnan(year) else year)
        for code, name, year in zip(*columns, strict=True)
    )


def _place(bound: Bound, row: int) -> str:
    bond = bound.bonds.get("department") or bound.bonds.get("department_code")
    return bound.sheet.place(row, bond.raw.key if bond else "")


_NAMELESS = Phrase("此行没有写明部门", "this row does not say which department")
_WRITE_NAME = Phrase("请填写部门名称或编码", "Write the department's name or code")
_UNKNOWN = Phrase("报送数据中没有部门「{name}」", "no department “{name}” was submitted")
_AMBIGUOUS = Phrase("部门「{name}」不止一个", "there are several departments “{name}”")
_WRITE_YEAR = Phrase("请写明年度或部门编码", "Give the year or the department's code")
