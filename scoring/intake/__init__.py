"""Submitted files, frames and records become Submissions, every value with its cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from typing import Any

from scoring.arguments import RULESET, expect
from scoring.errors import Problem, SubmissionError, use_instead
from scoring.intake.assembly import Troubles, assemble
from scoring.intake.contents import contents_of
from scoring.intake.documents import sheet_of
from scoring.intake.files import Found, Paths, find_files
from scoring.intake.frames import sheet_of_frame
from scoring.intake.roles import MAIN, Filed, Speech, file_grids, file_sheets, speech_of
from scoring.intake.sheet import Sheet
from scoring.intake.usable import Usable, leave_out
from scoring.model import Finding, Ruleset, Submissions
from scoring.words import Phrase


def read_submissions(
    paths: Paths, ruleset: Ruleset, progress: Callable[[int, int], object] | None = None
) -> Submissions:
    """Return what all departments submitted in files and folders of them, in sorted order.

    *progress* is told, after each file, how many of how many are done. Whatever can be shown
    beside a value becomes a finding; what makes the whole unusable raises SubmissionError,
    with all such problems of all files.
    """
    expect(paths, (str, PathLike, Sequence), "files or folders (a frame is for from_frame)")
    expect(ruleset, Ruleset, RULESET)
    speech = speech_of(ruleset)
    found, others = find_files(paths)
    files, troubles = _read_all(found, speech, progress)
    if not files:
        troubles.stop()
    return assemble([*files, *_others(others)], ruleset, speech, troubles)


def read_usable(
    paths: Paths, ruleset: Ruleset, progress: Callable[[int, int], object] | None = None
) -> Usable:
    """Return what was submitted in the files that can be used; the others are left out, and told.

    SubmissionError where none can be used, or the trouble is that of no file.
    """
    speech = speech_of(ruleset)
    found, others = find_files(paths)
    files, troubles = _read_all(found, speech, progress)
    more = _others(others)

    def put_together(usable: Sequence[Filed]) -> Submissions:
        return assemble([*usable, *more], ruleset, speech)

    return leave_out(files, [file.name for file in found], troubles.problems, put_together)


def _read_all(
    found: Sequence[Found], speech: Speech, progress: Callable[[int, int], object] | None
) -> tuple[list[Filed], Troubles]:
    """Return the files that could be read, and the problems of those that could not."""
    files, troubles = [], Troubles()
    for done, file in enumerate(found, start=1):
        filed = troubles.trying(_read, file, speech)
        if filed:
            files.append(filed)
        if progress:
            progress(done, len(found))
    return files, troubles


def from_records(records: Sequence[Mapping[str, Any]], ruleset: Ruleset) -> Submissions:
    """Return departments given as mappings of headings to values, tables as lists of mappings."""
    expect(records, (Sequence, Mapping), "a list of mappings (a frame is for from_frame)")
    expect(ruleset, Ruleset, RULESET)
    speech = speech_of(ruleset)
    return assemble([file_sheets("#", [sheet_of(records, "#")], speech)], ruleset, speech)


def from_frame(
    frame: Any, ruleset: Ruleset, tables: Mapping[str, Any] | None = None
) -> Submissions:
    """Return departments given as a pandas data frame, one a row.

    *tables* maps the id or title of a table to a frame of its rows, each of which names its
    department by name or code.
    """
    expect(ruleset, Ruleset, RULESET)
    speech = speech_of(ruleset)
    problems = [
        Problem(name, _NO_SUCH_TABLE(), use_instead(name, ruleset.tables))
        for name in tables or ()
        if speech.role(name) == MAIN
    ]
    if problems:
        raise SubmissionError(problems)
    sheets = [sheet_of_frame(frame, "#")]
    sheets += [sheet_of_frame(rows, f"{name}#", name) for name, rows in (tables or {}).items()]
    return assemble([file_sheets("#", sheets, speech)], ruleset, speech)


Submissions.from_frame = from_frame


def _read(file: Found, speech: Speech) -> Filed:
    """Return the sheets of one file by what they are for."""
    contents, source = contents_of(file)
    if isinstance(contents, Sheet):
        return replace(file_sheets(file.name, [contents], speech), source=source)
    filed = file_grids(file.name, contents.grids, speech, contents.properties)
    linked = [Finding("external_link", "info", _LINKED(), (file.name,))] * contents.is_linked
    return replace(filed, findings=(*filed.findings, *linked), source=source)


def _others(names: Sequence[str]) -> list[Filed]:
    """Return what is said of the files in folders that are of no kind that is read."""
    told = Finding("unread_file", "info", _NOT_READ(names=list(names[:20])), tuple(names))
    return [Filed("", (), (told,))] if names else []


_NO_SUCH_TABLE = Phrase("评分规则中没有这个明细表", "the ruleset has no such table")
_LINKED = Phrase(
    "公式引用了其他文件，按保存时的结果读取，没有打开那些文件",
    "formulas refer to other files: their saved results are read, the files are not opened",
)
_NOT_READ = Phrase("文件夹中未读取的文件：{names}", "files in the folder not read: {names}")
