"""Sheets as they are laid out, of files that are not submissions: forms that experts fill in."""

from collections.abc import Sequence
from pathlib import Path

from scoring.errors import Problem, SubmissionError
from scoring.intake.contents import contents_of
from scoring.intake.files import find_files
from scoring.intake.sheet import Grid, Sheet
from scoring.model import Source
from scoring.words import Phrase

_WITHOUT_SHEETS = {".json", ".jsonl", ".ndjson", ".parquet"}


def read_grids(
    paths: Sequence[str | Path], problems: list[Problem]
) -> tuple[list[list[Grid]], list[Source]]:
    """Return the sheets of each file in *paths* and their folders, hidden ones left out.

    A file that cannot be read adds its *problems*, so that they are told with all others.
    """
    files, sources = [], []
    for file in find_files(paths)[0]:
        try:
            if file.path.suffix.lower() in _WITHOUT_SHEETS:
                raise SubmissionError([Problem(file.name, _NO_SHEETS(), _AS_SHEETS())])
            contents, source = contents_of(file)
            if not isinstance(contents, Sheet):
                files.append([grid for grid in contents.grids if not grid.hidden])
                sources.append(source)
        except SubmissionError as error:
            problems += error.problems
    return files, sources


_NO_SHEETS = Phrase("这种文件里没有表格", "a file of this kind holds no sheet")
_AS_SHEETS = Phrase("请用工作簿或 CSV", "Use a workbook or CSV")
