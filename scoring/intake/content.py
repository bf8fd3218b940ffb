"""The bytes of a file to read, and the sheets in it as they are laid out."""

import hashlib
from pathlib import PurePosixPath

from scoring.errors import Problem, SubmissionError
from scoring.intake.delimited import read_delimited
from scoring.intake.files import Found
from scoring.intake.sheet import Grid
from scoring.intake.workbook import OLE, ZIP, read_workbook
from scoring.model import Source
from scoring.words import Phrase


def content_of(file: Found) -> tuple[bytes, Source]:
    """Return what is in *file*, and its name and digest."""
    try:
        data = file.path.read_bytes()
    except OSError as error:
        problem = Problem(file.name, _UNREADABLE(error=error.strerror or "-"), _CHECK_ACCESS())
        raise SubmissionError([problem]) from None
    if not data.strip():
        raise SubmissionError([Problem(file.name, _EMPTY(), _FILL_IN())])
    return data, Source(file.name, hashlib.sha256(data).hexdigest())


def grids_of(data: bytes, name: str) -> list[Grid]:
    """Return the sheets of a workbook, or the one of a delimited file."""
    if PurePosixPath(name).suffix.lower() not in {".csv", ".tsv"}:
        return read_workbook(data, name).grids
    refuse_workbook(data, name)
    return [read_delimited(data, name)]


def refuse_workbook(data: bytes, name: str) -> None:
    """Raise where a file whose suffix promises something else holds a workbook."""
    if data.startswith((ZIP, OLE)):
        raise SubmissionError([Problem(name, _A_WORKBOOK(), _RENAME())])


_UNREADABLE = Phrase("文件打不开（{error}）", "the file cannot be opened ({error})")
_CHECK_ACCESS = Phrase("请检查文件权限，或是否被其他程序占用", "Check access to the file")
_EMPTY = Phrase("文件是空的", "the file is empty")
_FILL_IN = Phrase("请填写后再报送", "Fill it in")
_A_WORKBOOK = Phrase("内容是工作簿，与扩展名不符", "this is a workbook, unlike its suffix")
_RENAME = Phrase("请把扩展名改为 .xlsx 或 .xls", "Rename it to .xlsx or .xls")
