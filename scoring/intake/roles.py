"""What each sheet of a file is for: departments, the rows of a table, or self scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.errors import Problem, SubmissionError
from scoring.intake.headings import (
    SELF_SCORE_NAMES,
    Vocabulary,
    main_vocabulary,
    score_vocabulary,
    table_vocabulary,
)
from scoring.intake.layout import find_header, is_empty, lay_out
from scoring.intake.sheet import Grid, Sheet
from scoring.intake.writing import shown
from scoring.model import Finding, Ruleset
from scoring.names import fold
from scoring.words import Message, Phrase

MAIN, SCORES = "", "self_scores"  # the roles that are not the id of a table


@dataclass(frozen=True, slots=True)
class Speech:
    """The headings known in each role of a sheet, and the sheet names that tell the role."""

    roles: Mapping[str, Vocabulary]
    sheets: Mapping[str, str]

    def role(self, sheet: str) -> str:
        """Return the role that the name of a sheet tells."""
        return self.sheets.get(fold(sheet), MAIN)


@dataclass(frozen=True, slots=True)
class Filed:
    """One file: its sheets with their roles, and what was noticed on the way."""

    name: str
    sheets: tuple[tuple[str, Sheet], ...]
    findings: tuple[Finding, ...] = ()


def speech_of(ruleset: Ruleset) -> Speech:
    """Return the names that mean something under *ruleset*."""
    roles = {table.id: table_vocabulary(ruleset, table) for table in ruleset.tables.values()}
    tables = {fold(name): t.id for t in ruleset.tables.values() for name in (t.title, t.id)}
    scores = {fold(name): SCORES for name in SELF_SCORE_NAMES}
    known = {MAIN: main_vocabulary(ruleset), SCORES: score_vocabulary(ruleset)}
    return Speech({**known, **roles}, {**scores, **tables})


def file_sheets(name: str, sheets: Iterable[Sheet], speech: Speech) -> Filed:
    """Return the sheets of a file that has no layout of its own, with their roles."""
    return Filed(
        name, tuple((speech.sheets.get(fold(sheet.name), MAIN), sheet) for sheet in sheets)
    )


def file_grids(name: str, grids: Sequence[Grid], speech: Speech) -> Filed:
    """Return the sheets of a workbook or text file that could be understood."""
    written = [grid for grid in grids if not is_empty(grid)]
    if not written:
        raise SubmissionError([Problem(name, _EMPTY(), _FILL_IN())])
    visible = [grid for grid in written if not grid.hidden]
    read = [(role, sheet) for grid in visible for role, sheet in _understood(grid, speech)]
    if not any(role == MAIN for role, _ in read):
        plain = [grid for grid in visible if speech.role(grid.name) == MAIN]
        read += [(MAIN, sheet) for grid in plain if (sheet := _loosely(grid, speech))]
    if not read:
        raise SubmissionError([_no_heading(name, visible, speech)])
    places = {place for _, sheet in read for place in sheet.places}
    unknown = [grid for grid in visible if grid.place not in places]
    hidden = [grid for grid in written if grid.hidden]
    findings = (
        *_noticed("unknown_sheet", "warning", unknown, _UNKNOWN_SHEETS),
        *_noticed("hidden_sheet", "info", hidden, _HIDDEN_SHEETS),
        *_remarks(sheet for _, sheet in read),
    )
    return Filed(name, tuple(read), findings)


def _understood(grid: Grid, speech: Speech) -> list[tuple[str, Sheet]]:
    role = speech.role(grid.name)
    vocabulary = speech.roles[role]
    wanted = (
        [vocabulary.own()] if role not in {MAIN, SCORES} else [{"department"}, vocabulary.own()]
    )
    header = find_header(grid, vocabulary, *wanted)
    if header is None and role != MAIN:
        problem = _NO_TABLE_HEADING(sheet=shown(grid.name))
        raise SubmissionError([Problem(grid.place, problem, _expected(vocabulary))])
    return [(role, lay_out(grid, header, vocabulary))] if header else []


def _loosely(grid: Grid, speech: Speech) -> Sheet | None:
    """Return the sheet where at least the departments are named."""
    vocabulary = speech.roles[MAIN]
    header = find_header(grid, vocabulary, {"department"})
    return lay_out(grid, header, vocabulary) if header else None


def _no_heading(name: str, grids: Sequence[Grid], speech: Speech) -> Problem:
    vocabulary = speech.roles[MAIN]
    for grid in grids:
        if header := find_header(grid, vocabulary, vocabulary.own()):
            place = f"{grid.place}!{grid.top + header.row + 1}"
            return Problem(place, _NO_DEPARTMENT(), _ADD_DEPARTMENT())
    return Problem(name, _NO_HEADING(), _expected(vocabulary))


def _expected(vocabulary: Vocabulary) -> Message:
    titles = [vocabulary.fields[target].title for target in sorted(vocabulary.own())]
    return _WRITE_HEADINGS(titles=[vocabulary.fields["department"].title, *titles[:5]])


def _noticed(check: str, severity: str, grids: Sequence[Grid], phrase: Phrase) -> Iterable[Finding]:
    if grids:
        names = [shown(grid.name) for grid in grids]
        yield Finding(check, severity, phrase(names=names), tuple(grid.place for grid in grids))


def _remarks(sheets: Iterable[Sheet]) -> Iterable[Finding]:
    for sheet in sheets:
        if sheet.unread_unit:
            yield Finding("unknown_unit", "warning", _UNREAD_UNIT(), (sheet.unread_unit,))
        if sheet.skipped:
            yield Finding("skipped_row", "info", _SKIPPED(count=len(sheet.skipped)), sheet.skipped)


_EMPTY = Phrase("文件是空的", "the file is empty")
_FILL_IN = Phrase("请填写后再报送", "Fill it in")
_NO_DEPARTMENT = Phrase("没有“部门”列", "there is no column of departments")
_ADD_DEPARTMENT = Phrase("请增加“部门”列，逐行填写部门名称", "Add a column “部门” with their names")
_NO_HEADING = Phrase("前 20 行中找不到表头", "no heading is found in the first 20 lines")
_NO_TABLE_HEADING = Phrase("「{sheet}」中找不到表头", "“{sheet}” has no known heading")
_WRITE_HEADINGS = Phrase("表头应有：{titles} 等", "Use headings such as: {titles}")
_UNKNOWN_SHEETS = Phrase("未读取不认识的工作表：{names}", "sheets not known and not read: {names}")
_HIDDEN_SHEETS = Phrase("未读取隐藏的工作表：{names}", "hidden sheets are not read: {names}")
_UNREAD_UNIT = Phrase(
    "表头上方写明的金额单位不能换算，金额按评分规则的计量单位读取，请核对",
    "the money unit above the headings cannot be converted; money is read in the ruleset's units",
)
_SKIPPED = Phrase("{count} 行合计或注释未作为数据读取", "{count} rows of totals or notes left out")
