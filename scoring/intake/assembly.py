"""All files together: one Submissions, or every problem there is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, ParamSpec, TypeVar

from scoring.errors import Problem, SubmissionError
from scoring.intake.binding import (
    Bound,
    bind,
    heading_place,
    missing_columns,
    nearest_heading,
    unknown_columns,
)
from scoring.intake.columns import to_column
from scoring.intake.departments import Roll, enrol, named_rows, steps, value_findings
from scoring.intake.headings import BUILT_IN, SELF_SCORES, self_score_fields
from scoring.intake.owners import Owned, owned
from scoring.intake.roles import MAIN, SCORES, Filed, Speech
from scoring.intake.selfscores import Marks, read_marks
from scoring.intake.tables import Cells, rows_of, table_cells, table_findings
from scoring.model import Fault, Finding, Rows, Ruleset, State, Submissions
from scoring.words import Phrase

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(slots=True)
class Troubles:
    """The problems of a run, gathered so that all are told at once."""

    problems: list[Problem] = field(default_factory=list)

    def trying(
        self, verb: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Result | None:
        """Return what *verb* returns; None, and its problems kept, where it raises them."""
        try:
            return verb(*given, **named)
        except SubmissionError as error:
            self.problems += error.problems
            return None

    def stop(self) -> None:
        """Raise all problems, if there are any."""
        if self.problems:
            raise SubmissionError(self.problems)


Parts = dict[str, list[Owned]]


class Placed(NamedTuple):
    """A sheet with its fields known, the number of its file, and its role."""

    file: int
    role: str
    bound: Bound


class Tabled(NamedTuple):
    """One table of all departments, and what their own rows say of it."""

    rows: Rows
    cells: Cells
    parts: Sequence[Owned]


def assemble(
    files: Sequence[Filed],
    ruleset: Ruleset,
    speech: Speech,
    troubles: Troubles | None = None,
) -> Submissions:
    """Return the submissions in *files*; raise all problems, those met before among them."""
    troubles = troubles or Troubles()
    placed = list(_placed(files, speech, troubles))
    mains = [each for each in placed if each.role == MAIN]
    bounds = [each.bound for each in mains]
    troubles.problems += _without_departments(files, mains, troubles)
    troubles.problems += _of_other_rules(placed, ruleset)
    roll = troubles.trying(enrol, bounds, [each.file for each in mains], ruleset) if mains else None
    troubles.stop()
    assert roll is not None  # noqa: S101  else a problem has been raised
    parts = _parts(placed, roll, troubles)
    tables = _tables(bounds, parts, ruleset, speech, troubles)
    marks = _marks(bounds, parts, roll, ruleset, troubles)
    troubles.stop()
    return Submissions(
        departments=roll.columns["department"].values,
        columns={name: to_column(typed) for name, typed in roll.columns.items()},
        tables={name: table.rows for name, table in tables.items()},
        self_scores={_indicator(name): to_column(mark.typed) for name, mark in marks.items()},
        self_score_places={_indicator(name): mark.places for name, mark in marks.items()},
        origin=roll.origin,
        sources=tuple(filed.source for filed in files if filed.source),
        faults=dict(_faults(roll, tables, marks)),
        places=steps(bounds, ruleset),
        findings=(
            *_file_findings(files, placed, tables, ruleset),
            *_value_findings(roll, tables, marks, ruleset),
        ),
    )


def _placed(files: Sequence[Filed], speech: Speech, troubles: Troubles) -> Iterator[Placed]:
    for number, filed in enumerate(files):
        for role, sheet in filed.sheets:
            bound = troubles.trying(bind, sheet, speech.roles[role])
            if bound and role == MAIN:
                bound = troubles.trying(named_rows, bound)
            if bound:
                yield Placed(number, role, bound)


def _without_departments(
    files: Sequence[Filed], mains: Sequence[Placed], troubles: Troubles
) -> Iterator[Problem]:
    """Yield each file whose sheet of departments is empty; the first if nothing else is wrong."""
    counts: dict[int, int] = {}
    for each in mains:
        counts[each.file] = counts.get(each.file, 0) + len(each.bound.sheet)
    otherwise = [] if counts or troubles.problems else [0]
    for number in [file for file, count in counts.items() if not count] or otherwise:
        yield Problem(files[number].name, _NO_ROWS(), _ADD_ROWS())


def _of_other_rules(placed: Sequence[Placed], ruleset: Ruleset) -> Iterator[Problem]:
    """Yield each file whose columns, several, are none of the ruleset's nor like any of them."""
    roles: dict[int, list[Placed]] = {}
    for each in placed:
        roles.setdefault(each.file, []).append(each)
    for own in roles.values():
        bounds = [each.bound for each in own]
        strange = [(bound, raw) for bound in bounds for raw in bound.unknown]
        if ruleset.fields and len(strange) > 1 and not any(map(_is_of, bounds)):
            (bound, raw), *_ = strange
            yield Problem(heading_place(bound.sheet, raw), _NO_FIELD(), _RIGHT_RULES())


def _is_of(bound: Bound) -> bool:
    """Return whether any column of *bound* is the ruleset's own, or nearly called so."""
    if not bound.vocabulary.own().isdisjoint(bound.bonds):
        return True
    return any(nearest_heading(raw.heading, bound.vocabulary) for raw in bound.unknown)


def _parts(placed: Sequence[Placed], roll: Roll, troubles: Troubles) -> Parts:
    """Return the sheets of tables and of marks by role, each row with its department."""
    parts: Parts = {}
    for each in placed:
        if each.role != MAIN:
            part = troubles.trying(owned, each.bound, each.file, roll)
            if part:
                parts.setdefault(each.role, []).append(part)
    return parts


def _tables(
    mains: Sequence[Bound], parts: Parts, ruleset: Ruleset, speech: Speech, troubles: Troubles
) -> dict[str, Tabled]:
    tables = {}
    for table in ruleset.tables.values():
        cells = troubles.trying(table_cells, mains, table, speech.roles[table.id])
        if cells:
            nested = [*cells.nested, *parts.get(table.id, ())]
            tables[table.id] = Tabled(rows_of(table, nested, cells.states), cells, nested)
    return tables


def _marks(
    mains: Sequence[Bound], parts: Parts, roll: Roll, ruleset: Ruleset, troubles: Troubles
) -> dict[str, Marks]:
    sheets = parts.get(SCORES, [])
    given = {name for bound in [*mains, *(part.bound for part in sheets)] for name in bound.bonds}
    marks = {}
    for name, points in self_score_fields(ruleset):
        if name in given:
            found = troubles.trying(read_marks, mains, roll.origin, sheets, points)
            if found and (found.typed.states != State.MISSING).any():
                marks[name] = found
    return marks


def _indicator(target: str) -> str:
    return target.removeprefix(f"{SELF_SCORES}.")


def _faults(
    roll: Roll, tables: Mapping[str, Tabled], marks: Mapping[str, Marks]
) -> Iterator[tuple[tuple[str, int], Fault]]:
    typed = {**roll.columns, **{name: mark.typed for name, mark in marks.items()}}
    found = {name: each.faults for name, each in typed.items()}
    found.update({name: table.cells.faults for name, table in tables.items()})
    for name, faults in found.items():
        yield from (((name, row), each) for row, each in faults.items())


def _file_findings(
    files: Sequence[Filed],
    placed: Sequence[Placed],
    tables: Mapping[str, Tabled],
    ruleset: Ruleset,
) -> Iterator[Finding]:
    """Yield what each file holds too much and too little of."""
    for number, filed in enumerate(files):
        own = [each for each in placed if each.file == number]
        yield from filed.findings
        yield from unknown_columns(each.bound for each in own)
        mains = [each.bound for each in own if each.role == MAIN]
        if mains:
            yield from missing_columns(filed.name, mains, ruleset.fields)
    for name, table in tables.items():
        bounds = [part.bound for part in table.parts]
        nested = [part.bound for part in table.cells.nested]
        yield from unknown_columns(nested)
        for bound in bounds:
            yield from missing_columns(bound.sheet.places[0], [bound], ruleset.tables[name].fields)
    absent = [ruleset.tables[name].title for name, table in tables.items() if _is_absent(table)]
    if absent:
        yield Finding("missing_table", "warning", _NO_TABLE(titles=absent))


def _is_absent(table: Tabled) -> bool:
    return not table.parts and bool((table.cells.states == State.MISSING).all())


def _value_findings(
    roll: Roll, tables: Mapping[str, Tabled], marks: Mapping[str, Marks], ruleset: Ruleset
) -> Iterator[Finding]:
    yield from value_findings({**BUILT_IN, **ruleset.fields}, roll.columns, roll.origin)
    for name, table in tables.items():
        yield from table_findings(ruleset.tables[name], table.rows, table.cells, roll.origin)
    for mark in marks.values():
        yield from mark.findings


_NO_ROWS = Phrase("没有部门数据", "there are no departments in it")
_NO_FIELD = Phrase(
    "除部门名称等以外，没有一列是本评分规则的字段",
    "but for what names departments, no column is a field of this ruleset",
)
_RIGHT_RULES = Phrase(
    "请核对是否选错了文件或评分规则；列名见 scoring template 生成的报送表",
    "Check that file and ruleset belong together; scoring template shows the headings",
)
_ADD_ROWS = Phrase("请一行填写一个部门", "Write one row for each department")
_NO_TABLE = Phrase("没有报送明细表：{titles}", "no rows were submitted of: {titles}")
