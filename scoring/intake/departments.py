"""The departments of all files, one below the other, each once."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, SubmissionError
from scoring.intake.binding import Bound, is_filled, take
from scoring.intake.columns import joined
from scoring.intake.figures import last_places
from scoring.intake.forms import is_form
from scoring.intake.headings import BUILT_IN
from scoring.intake.reading import Typed, is_plain, listed, state_of
from scoring.intake.writing import narrow, shown
from scoring.model import Fault, Field, Finding, Origin, Ruleset, State
from scoring.places import WHOLE_DOCUMENT, cell, join
from scoring.points import Floats
from scoring.words import Phrase


@dataclass(frozen=True, slots=True)
class Roll:
    """The departments read, and the rows that each code and each name stands in."""

    columns: Mapping[str, Typed]
    origin: Origin
    files: NDArray[np.int64]
    codes: Mapping[str, Sequence[int]]
    names: Mapping[str, Sequence[int]]


def named_rows(bound: Bound) -> Bound:
    """Return the rows that name a department; figures without a department are refused."""
    if not len(bound.sheet):
        return bound
    bond = bound.bonds.get("department")
    if bond is None:
        sheet = bound.sheet.places[0]
        place = sheet if is_form(bound.sheet) else join(sheet, WHOLE_DOCUMENT, "")
        raise SubmissionError([Problem(place, _NO_DEPARTMENT(), _ADD_DEPARTMENT())])
    field = BUILT_IN["department"]
    names = listed(bond.raw)
    if is_plain(names):
        return bound
    named = [row for row, name in enumerate(names) if state_of(name, field) == State.PRESENT]
    nameless = sorted(set(range(len(names))) - set(named)) if len(named) < len(names) else []
    said = (_UNNAMED(), _ADD_DEPARTMENT()) if is_form(bound.sheet) else (_NAMELESS(), _WRITE_NAME())
    problems = [
        Problem(bound.sheet.place(row, bond.raw.key), *said)
        for row in nameless
        if bound.sheet.heading_line is None or is_filled(bound, row)
    ]
    if problems:
        raise SubmissionError(problems)
    return take(bound, named)


def enrol(bounds: Sequence[Bound], files: Sequence[int], ruleset: Ruleset) -> Roll:
    """Return all departments; the same one twice in a year is refused."""
    fields = {**BUILT_IN, **ruleset.fields}
    columns = {target: _read(bounds, target, field) for target, field in fields.items()}
    origin = origin_of(bounds)
    counts = [len(bound.sheet) for bound in bounds]
    names = list(map(narrow, columns["department"].values.tolist()))
    codes = list(map(narrow, columns["department_code"].values.tolist()))
    roll = Roll(columns, origin, np.repeat(files, counts), _index(codes), _index(names))
    problems = [*_unreadable(columns["department"], origin)]
    if _may_repeat(names) or _may_repeat(codes):
        problems += _duplicates(names, codes, columns["year"].values.tolist(), origin)
    if problems:
        raise SubmissionError(problems)
    return roll


def _unreadable(names: Typed, origin: Origin) -> Iterator[Problem]:
    """Yield the names of departments that are no text: nothing can be told of nobody."""
    for row, wrong in sorted(names.faults.items()):
        yield Problem(cell(origin, row, "department"), wrong.problem, wrong.remedy)


def origin_of(bounds: Sequence[Bound]) -> Origin:
    """Return where the rows of the sheets stand, one sheet below the other."""
    places: list[str] = []
    which, keys = [np.zeros(0, np.int32)], {}
    for bound in bounds:
        which.append((bound.sheet.which + len(places)).astype(np.int32))
        for number in range(len(places), len(places) + len(bound.sheet.places)):
            keys.update({(number, target): key for target, key in bound.keys().items()})
        places += bound.sheet.places
    lines = [np.zeros(0, np.int64), *(bound.sheet.lines for bound in bounds)]
    return Origin(tuple(places), np.concatenate(which), np.concatenate(lines), keys)


def steps(bounds: Sequence[Bound], ruleset: Ruleset) -> dict[str, Floats]:
    """Return the step of the last place submitted, for the fields that checks add up."""
    summed = dict.fromkeys(name for c in ruleset.checks for name in (*c.sum, c.equals) if name)
    return {
        name: np.concatenate([_steps(bound, name, ruleset.fields[name]) for bound in bounds])
        for name in summed
        if name in ruleset.fields
    }


def value_findings(
    fields: Mapping[str, Field], columns: Mapping[str, Typed], origin: Origin
) -> Iterator[Finding]:
    """Yield what could not be read, what is required and blank, and names of several lines."""
    names = columns["department"].values.tolist()
    is_broken = len("".join(names).splitlines()) > 1
    for row, name in enumerate(names if is_broken else ()):
        if len(name.splitlines()) > 1:
            place = (cell(origin, row, "department"),)
            yield Finding("broken_name", "warning", _BROKEN_NAME(name=shown(name)), place, row)
    for target, typed in columns.items():
        for row, wrong in sorted(typed.faults.items()):
            yield fault_finding(fields[target], wrong, cell(origin, row, target), row)
        if fields[target].required and _is_submitted(target, origin):
            for row in np.flatnonzero(typed.states == State.MISSING).tolist():
                message = _REQUIRED(title=fields[target].title)
                place = (cell(origin, row, target),)
                yield Finding("required", "error", message, place, row)


def fault_finding(field: Field, wrong: Fault, place: str, department: int) -> Finding:
    """Return the finding that shows one value that could not be read."""
    message = _FAULT(title=field.title, text=wrong.text, problem=wrong.problem, remedy=wrong.remedy)
    return Finding("unreadable", "error", message, (place,), department)


def _read(bounds: Sequence[Bound], target: str, field: Field) -> Typed:
    return joined([bound.read(target, field) for bound in bounds])


def _steps(bound: Bound, name: str, field: Field) -> Floats:
    bond = bound.bonds.get(name)
    if bond is None:
        return np.full(len(bound.sheet), np.nan)
    return last_places(bond.raw, field, bond.power, bound.read(name, field))


def _is_submitted(target: str, origin: Origin) -> bool:
    return any(name == target for _, name in origin.columns)


def _may_repeat(words: Sequence[str]) -> bool:
    written = [word for word in words if word]
    return len(set(written)) < len(written)


def _index(words: Sequence[str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for row, word in enumerate(words):
        if word:
            index.setdefault(word, []).append(row)
    return index


def _duplicates(
    names: Sequence[str], codes: Sequence[str], years: Sequence[float], origin: Origin
) -> Iterator[Problem]:
    """Yield each department that stands twice: by code, and by name where a code is absent."""
    by_code: dict[Any, int] = {}
    by_name: dict[Any, int] = {}
    nameless: dict[Any, int] = {}  # names that came without a code
    for row, (name, code, year) in enumerate(zip(names, codes, map(_year, years), strict=True)):
        first = by_code.get((code, year)) if code else by_name.get((name, year))
        first = nameless.get((name, year)) if first is None else first
        if first is not None:
            told = {"name": shown(name), "place": cell(origin, first, "department")}
            if code and names[first] != name:
                problem = _ONE_CODE(**told, code=shown(code), other=shown(names[first]))
                yield Problem(cell(origin, row, "department_code"), problem, _GIVE_CODES())
            else:
                yield Problem(cell(origin, row, "department"), _DUPLICATE(**told), _KEEP_ONE())
            continue
        by_name.setdefault((name, year), row)
        if code:
            by_code[code, year] = row
        else:
            nameless[name, year] = row


def _year(year: float) -> float | None:
    return None if math.isnan(year) else year  # nan is not equal to itself


_NO_DEPARTMENT = Phrase("没有部门名称（department）", "there is no department name (department)")
_ADD_DEPARTMENT = Phrase("请为每个部门填写名称", "Name each department")
_UNNAMED = Phrase("没有填写部门名称", "the department's name is not filled in")
_NAMELESS = Phrase("此行有数据但没有部门名称", "this row has figures but no department")
_WRITE_NAME = Phrase("请填写部门名称，或清空此行", "Write the department's name, or clear the row")
_DUPLICATE = Phrase(
    "部门「{name}」重复，已见于 {place}", "the department “{name}” already stands at {place}"
)
_ONE_CODE = Phrase(
    "部门编码「{code}」重复：「{other}」（{place}）与「{name}」都用了它",
    "the code “{code}” is that of both “{other}” ({place}) and “{name}”",
)
_GIVE_CODES = Phrase("请更正其中一个编码", "Correct one of the codes")
_KEEP_ONE = Phrase("请只保留一份", "Keep one of them")
_REQUIRED = Phrase("必填项“{title}”未填写", "“{title}” is required and blank")
_BROKEN_NAME = Phrase(
    "部门名称「{name}」分成了几行，请检查文件中的引号是否成对，以免把别的部门并入",
    "the name “{name}” has several lines: check that quotes pair, lest it hold other departments",
)
_FAULT = Phrase(
    "“{title}”填写为「{text}」：{problem}。{remedy}",
    "“{title}” is given as “{text}”: {problem}. {remedy}",
)
