"""Files that list things one a row under known headings, such as reviewers' overrides."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.errors import Problem, SubmissionError
from scoring.intake.assembly import Troubles
from scoring.intake.binding import Bound, bind, unknown_columns
from scoring.intake.contents import contents_of
from scoring.intake.files import Found, Paths, find_files
from scoring.intake.headings import Vocabulary, vocabulary_of
from scoring.intake.layout import find_header, is_empty, lay_out
from scoring.intake.roles import unread_sheets
from scoring.intake.sheet import Grid, Sheet
from scoring.model import Field, Finding, Source
from scoring.places import join
from scoring.words import Message, Phrase


class Listing(NamedTuple):
    """Sheets whose columns are known, the files they were read from, and what was noticed."""

    bounds: tuple[Bound, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]


def read_listing(paths: Paths, fields: Mapping[str, Field], telling: set[str], key: str) -> Listing:
    """Return the rows of files whose columns are headed by the ids, titles or aliases of *fields*.

    A sheet that names none of the *telling* fields holds something else; *key* is what a list in
    a JSON document may stand under. Raises SubmissionError with every problem of every file.
    """
    found, _ = find_files(paths)
    vocabulary, troubles = vocabulary_of(fields), Troubles()
    read = [troubles.trying(_read, file, vocabulary, telling, key) for file in found]
    troubles.stop()
    files = [each for each in read if each]
    bounds = tuple(bound for each in files for bound in each.bounds)
    return Listing(
        bounds,
        tuple(source for each in files for source in each.sources),
        (*(finding for each in files for finding in each.findings), *unknown_columns(bounds)),
    )


def _read(file: Found, vocabulary: Vocabulary, telling: set[str], key: str) -> Listing:
    contents, source = contents_of(file, (key,))
    if isinstance(contents, Sheet):
        return _listing(file, [bind(contents, vocabulary)], vocabulary, source)
    written = [grid for grid in contents.grids if not is_empty(grid)]
    sheets = {grid.place: list(_laid_out(grid, vocabulary, telling)) for grid in written}
    bounds = [bind(sheet, vocabulary) for each in sheets.values() for sheet in each]
    if not bounds:
        raise SubmissionError([Problem(file.name, _NO_HEADING(), _expected(vocabulary))])
    unknown = [grid for grid in written if not grid.hidden and not sheets[grid.place]]
    hidden = [grid for grid in written if grid.hidden]
    return _listing(file, bounds, vocabulary, source, tuple(unread_sheets(unknown, hidden)))


def _laid_out(grid: Grid, vocabulary: Vocabulary, telling: set[str]) -> Iterator[Sheet]:
    header = None if grid.hidden else find_header(grid, vocabulary, telling)
    if header:
        yield lay_out(grid, header, vocabulary)


def _listing(
    file: Found,
    bounds: Sequence[Bound],
    vocabulary: Vocabulary,
    source: Source,
    findings: tuple[Finding, ...] = (),
) -> Listing:
    """Return the sheets of one file, which must hold a row and every required column."""
    problems = [problem for bound in bounds for problem in _without_columns(bound, vocabulary)]
    if not any(len(bound.sheet) for bound in bounds):
        problems.append(Problem(file.name, _NO_ROWS(), _ADD_ROWS()))
    if problems:
        raise SubmissionError(problems)
    return Listing(tuple(bounds), (source,), findings)


def _without_columns(bound: Bound, vocabulary: Vocabulary) -> Iterator[Problem]:
    sheet = bound.sheet
    line = sheet.heading_line
    place = sheet.places[0] if line is None else join(sheet.places[0], line, "")
    known = {*bound.bonds, *(["department"] if "department_code" in bound.bonds else [])}
    for target, field in vocabulary.fields.items():
        if field.required and target not in known and len(sheet):
            yield Problem(place, _NO_COLUMN(title=field.title), _ADD_COLUMN(title=field.title))


def _expected(vocabulary: Vocabulary) -> Message:
    titles = [field.title for field in vocabulary.fields.values() if field.required]
    return _WRITE_HEADINGS(titles=titles)


_NO_HEADING = Phrase("前 20 行中找不到表头", "no heading is found in the first 20 lines")
_WRITE_HEADINGS = Phrase("表头应有：{titles}", "Use the headings: {titles}")
_NO_COLUMN = Phrase("没有“{title}”列", "there is no column “{title}”")
_ADD_COLUMN = Phrase("请增加“{title}”列，逐行填写", "Add a column “{title}” and fill it in")
_NO_ROWS = Phrase("没有填写任何一行", "there is not one row in it")
_ADD_ROWS = Phrase("请逐行填写", "Write a row for each")
