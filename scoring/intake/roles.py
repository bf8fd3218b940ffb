"""What each sheet of a file is for: departments, the rows of a table, or self scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.errors import Problem, SubmissionError
from scoring.intake.editions import (
    CHOICES,
    Issue,
    cover_issue,
    edition_findings,
    edition_problems,
    is_foreign,
    stated_issue,
)
from scoring.intake.forms import find_form, is_form, read_form
from scoring.intake.headings import (
    BUILT_IN,
    SELF_SCORE_NAMES,
    Vocabulary,
    main_vocabulary,
    score_vocabulary,
    table_vocabulary,
)
from scoring.intake.layout import find_header, is_empty, lay_out
from scoring.intake.sheet import Grid, Sheet
from scoring.intake.writing import is_blank, shown
from scoring.model import Finding, Ruleset, Source
from scoring.names import fold
from scoring.words import Message, Phrase

MAIN, SCORES = "", "self_scores"  # the roles that are not the id of a table


@dataclass(frozen=True, slots=True)
class Speech:
    """The headings known in each role of a sheet, and the sheet names that tell the role."""

    ruleset: Ruleset
    roles: Mapping[str, Vocabulary]
    sheets: Mapping[str, str]

    def role(self, sheet: str) -> str:
        """Return the role that the name of a sheet tells."""
        return self.sheets.get(fold(sheet), MAIN)


@dataclass(frozen=True, slots=True)
class Filed:
    """One file: its sheets with their roles, what was noticed on the way, and its digest."""

    name: str
    sheets: tuple[tuple[str, Sheet], ...]
    findings: tuple[Finding, ...] = ()
    source: Source | None = None


def speech_of(ruleset: Ruleset) -> Speech:
    """Return the names that mean something under *ruleset*."""
    roles = {table.id: table_vocabulary(ruleset, table) for table in ruleset.tables.values()}
    tables = {fold(name): t.id for t in ruleset.tables.values() for name in (t.title, t.id)}
    scores = {fold(name): SCORES for name in SELF_SCORE_NAMES}
    known = {MAIN: main_vocabulary(ruleset), SCORES: score_vocabulary(ruleset)}
    return Speech(ruleset, {**known, **roles}, {**scores, **tables})


def file_sheets(name: str, sheets: Iterable[Sheet], speech: Speech) -> Filed:
    """Return the sheets of a file that has no layout of its own, with their roles."""
    return Filed(
        name, tuple((speech.sheets.get(fold(sheet.name), MAIN), sheet) for sheet in sheets)
    )


def file_grids(
    name: str, grids: Sequence[Grid], speech: Speech, properties: Mapping[str, str] | None = None
) -> Filed:
    """Return the sheets of a workbook or text file that could be understood.

    *properties* are those of the workbook, which tell the edition that a template was made for.
    """
    written = [grid for grid in grids if not is_empty(grid)]
    if not written:
        raise SubmissionError([Problem(name, _EMPTY(), _FILL_IN())])
    shown_grids = [grid for grid in written if not grid.hidden]
    if not shown_grids:
        raise SubmissionError([Problem(name, _ALL_HIDDEN(), _UNHIDE())])
    visible = [grid for grid in shown_grids if not cover_issue(grid)]
    stated = stated_issue(properties or {}, written)
    try:
        read = _read(name, visible, speech, is_foreign(stated, speech.ruleset))
    except SubmissionError as error:
        raise SubmissionError(
            [*edition_problems(name, stated, speech.ruleset), *error.problems]
        ) from None
    return Filed(name, tuple(read), _findings(name, written, read, speech, stated))


def _read(
    name: str, grids: Sequence[Grid], speech: Speech, is_foreign: bool
) -> list[tuple[str, Sheet]]:
    """Return the sheets with their roles; marks on unknown indicators, of another edition, not."""
    known = [grid for grid in grids if not (is_foreign and _has_other_marks(grid, speech))]
    read = _with_department([e for grid in known for e in _understood(grid, speech)], speech)
    if not any(role == MAIN for role, _ in read):
        plain = [grid for grid in grids if speech.role(grid.name) == MAIN]
        read += [(MAIN, sheet) for grid in plain if (sheet := _loosely(grid, speech))]
    if not read:
        raise SubmissionError([_no_heading(name, grids, speech)])
    _refuse_blank(read, speech)
    return read


def _has_other_marks(grid: Grid, speech: Speech) -> bool:
    """Return whether a sheet is named as one of self scores, and no indicator in it is known."""
    if speech.role(grid.name) != SCORES:
        return False
    vocabulary = speech.roles[SCORES]
    wanted = ({"department"}, vocabulary.own())
    return not (find_header(grid, vocabulary, *wanted) or find_form(grid, vocabulary))


def _findings(
    name: str,
    grids: Sequence[Grid],
    read: Sequence[tuple[str, Sheet]],
    speech: Speech,
    stated: Issue | None,
) -> tuple[Finding, ...]:
    places = {place for _, sheet in read for place in sheet.places}
    unread = [grid for grid in grids if grid.place not in places]
    seen = [grid for grid in unread if not grid.hidden and not cover_issue(grid)]
    marks = [grid for grid in seen if speech.role(grid.name) == SCORES]
    unknown = [grid for grid in seen if grid not in marks]
    hidden = [grid for grid in unread if grid.hidden and grid.name != CHOICES]
    spoken = [(sheet, speech.roles[role]) for role, sheet in read if role != SCORES]
    return (
        *edition_findings(name, stated, speech.ruleset, spoken),
        *_noticed("unknown_sheet", "warning", marks, _OTHER_MARKS),
        *unread_sheets(unknown, hidden),
        *_remarks(sheet for _, sheet in read),
    )


def _with_department(read: list[tuple[str, Sheet]], speech: Speech) -> list[tuple[str, Sheet]]:
    """Leave out forms of nobody beside sheets of departments: they explain, or are spare."""
    vocabulary = speech.roles[MAIN]
    named = [
        any((m := vocabulary.match(raw.heading)) and m.target == "department" for raw in s.columns)
        for _, s in read
    ]
    mains = [is_named for (role, _), is_named in zip(read, named, strict=True) if role == MAIN]
    if not any(mains):
        return read
    return [e for e, is_named in zip(read, named, strict=True) if is_named or e[0] != MAIN]


def _refuse_blank(read: Sequence[tuple[str, Sheet]], speech: Speech) -> None:
    """Raise where a form came back as it went out."""
    forms = [(role, sheet) for role, sheet in read if is_form(sheet)]
    filled = any(len(sheet) for role, sheet in read if not is_form(sheet))
    filled = filled or any(_holds_figures(sheet, speech.roles[role]) for role, sheet in forms)
    if forms and not filled:
        raise SubmissionError([Problem(forms[0][1].places[0], _BLANK_FORM(), _FILL_IN())])


def _holds_figures(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Return whether anything but the department itself is filled in."""
    matches = ((raw, vocabulary.match(raw.heading)) for raw in sheet.columns)
    own = (raw for raw, match in matches if match is None or match.target not in BUILT_IN)
    return not all(map(is_blank, (cell for raw in own for cell in raw.cells)))


def _understood(grid: Grid, speech: Speech) -> list[tuple[str, Sheet]]:
    role = speech.role(grid.name)
    vocabulary = speech.roles[role]
    is_table = role not in {MAIN, SCORES}
    wanted = [vocabulary.own()] if is_table else [{"department"}, vocabulary.own()]
    header = find_header(grid, vocabulary, *wanted)
    form = None if is_table else find_form(grid, vocabulary, header.known[0] if header else 1)
    if form:
        return [(role, sheet) for sheet in read_form(grid, form, vocabulary)]
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
        if find_form(grid, vocabulary):
            return Problem(grid.place, _UNCLEAR_FORM(), _HEAD_VALUES())
        if header := find_header(grid, vocabulary, vocabulary.own()):
            place = f"{grid.place}!{grid.top + header.row + 1}"
            return Problem(place, _NO_DEPARTMENT(), _ADD_DEPARTMENT())
    return Problem(name, _NO_HEADING(), _expected(vocabulary))


def _expected(vocabulary: Vocabulary) -> Message:
    titles = [vocabulary.fields[target].title for target in sorted(vocabulary.own())]
    return _WRITE_HEADINGS(titles=[vocabulary.fields["department"].title, *titles[:5]])


def unread_sheets(unknown: Sequence[Grid], hidden: Sequence[Grid]) -> Iterable[Finding]:
    """Yield what was left unread of a workbook: sheets that are not known, and hidden ones."""
    yield from _noticed("unknown_sheet", "warning", unknown, _UNKNOWN_SHEETS)
    yield from _noticed("hidden_sheet", "info", hidden, _HIDDEN_SHEETS)


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
_ALL_HIDDEN = Phrase("有内容的工作表都是隐藏的", "all sheets that hold anything are hidden")
_UNHIDE = Phrase("请取消隐藏要报送的工作表", "Unhide the sheets to be read")
_UNCLEAR_FORM = Phrase(
    "这是一行填一项的表，但不能确定哪一列是填报值",
    "this has a field a row, but which column holds the values is not clear",
)
_HEAD_VALUES = Phrase("请在填报值一列的表头写“填报值”", "Head the column of values “填报值”")
_BLANK_FORM = Phrase("报送表没有填写", "the form was not filled in")
_NO_DEPARTMENT = Phrase("没有“部门”列", "there is no column of departments")
_ADD_DEPARTMENT = Phrase("请增加“部门”列，逐行填写部门名称", "Add a column “部门” with their names")
_NO_HEADING = Phrase("前 20 行中找不到表头", "no heading is found in the first 20 lines")
_NO_TABLE_HEADING = Phrase("「{sheet}」中找不到表头", "“{sheet}” has no known heading")
_WRITE_HEADINGS = Phrase("表头应有：{titles} 等", "Use headings such as: {titles}")
_UNKNOWN_SHEETS = Phrase("未读取不认识的工作表：{names}", "sheets not known and not read: {names}")
_OTHER_MARKS = Phrase(
    "「{names}」中没有本版的指标，未读取", "{names} holds no indicator of this edition, not read"
)
_HIDDEN_SHEETS = Phrase("未读取隐藏的工作表：{names}", "hidden sheets are not read: {names}")
_UNREAD_UNIT = Phrase(
    "表头上方写明的金额单位不能换算，金额按评分规则的计量单位读取，请核对",
    "the money unit above the headings cannot be converted; money is read in the ruleset's units",
)
_SKIPPED = Phrase("{count} 行合计或注释未作为数据读取", "{count} rows of totals or notes left out")
