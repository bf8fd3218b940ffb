"""What a file holds before anything is known of its headings: grids, or a sheet of objects."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from scoring.errors import Problem, SubmissionError
from scoring.intake.delimited import read_delimited
from scoring.intake.documents import LISTS, read_json, read_json_lines
from scoring.intake.files import Found, refuse_foreign
from scoring.intake.frames import read_parquet
from scoring.intake.sheet import Sheet
from scoring.intake.workbook import OLE, ZIP, Workbook, read_workbook
from scoring.model import Source
from scoring.words import Phrase

_DOCUMENTS = {".jsonl": read_json_lines, ".ndjson": read_json_lines, ".parquet": read_parquet}


def contents_of(file: Found, lists: Sequence[str] = LISTS) -> tuple[Workbook | Sheet, Source]:
    """Return what *file* holds, and its digest; *lists* are keys that a JSON list may stand under.

    Raises SubmissionError for a file that cannot be opened, is empty, or is not what it says.
    """
    refuse_foreign(file.name)
    try:
        data = file.path.read_bytes()
    except OSError as error:
        problem = Problem(file.name, _UNREADABLE(error=error.strerror or "-"), _CHECK_ACCESS())
        raise SubmissionError([problem]) from None
    if not data.strip():
        raise SubmissionError([Problem(file.name, _EMPTY(), _FILL_IN())])
    source = Source(file.name, hashlib.sha256(data).hexdigest())
    return _contents(data, file.name, lists), source


def _contents(data: bytes, name: str, lists: Sequence[str]) -> Workbook | Sheet:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in {".json", *_DOCUMENTS, ".csv", ".tsv"}:
        return read_workbook(data, name)
    if data.startswith((ZIP, OLE)):
        raise SubmissionError([Problem(name, _A_WORKBOOK(), _RENAME())])
    if suffix == ".json":
        return read_json(data, name, lists)
    if suffix in _DOCUMENTS:
        return _DOCUMENTS[suffix](data, name)
    return Workbook([read_delimited(data, name)], {})


_UNREADABLE = Phrase("文件打不开（{error}）", "the file cannot be opened ({error})")
_CHECK_ACCESS = Phrase("请检查文件权限，或是否被其他程序占用", "Check access to the file")
_EMPTY = Phrase("文件是空的", "the file is empty")
_FILL_IN = Phrase("请填写后再报送", "Fill it in")
_A_WORKBOOK = Phrase("内容是工作簿，与扩展名不符", "this is a workbook, unlike its suffix")
_RENAME = Phrase("请把扩展名改为 .xlsx 或 .xls", "Rename it to .xlsx or .xls")
