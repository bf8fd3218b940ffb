"""CSV and TSV, from Excel, WPS or a program: UTF-8 with or without BOM, or GB18030."""

import csv
import io
from pathlib import PurePosixPath

from scoring.errors import Problem, SubmissionError
from scoring.intake.limits import refuse_wide
from scoring.intake.sheet import Grid
from scoring.words import Phrase

_DELIMITERS = ",;\t"
_SAMPLED = 64 * 1024


def read_delimited(data: bytes, name: str) -> Grid:
    """Return the one sheet of a delimited text file; a blank line keeps its number."""
    text = _decode(data, name)
    delimiter = _delimiter(text, name)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SubmissionError([_broken(str(error), name, len(rows) + 1)]) from None
    width = max(map(len, rows), default=0)
    refuse_wide(name, width)
    rows = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
    return Grid(name, PurePosixPath(name).stem, rows)


def _broken(error: str, name: str, line: int) -> Problem:
    """Return what is wrong with the row numbered *line*: quotes that do not pair swallow others."""
    if "expected after" in error or "end of data" in error:
        return Problem(f"{name}!{line}", _UNPAIRED(), _PAIR())
    return Problem(name, _NOT_A_TABLE(error=error), _SAVE_AGAIN())


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16", name)
    if b"\0" in data:
        raise SubmissionError([Problem(name, _BINARY(), _SAVE_AGAIN())])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(data, "gb18030", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(f"{name}!{line}", _WRONG_ENCODING(), _SAVE_AGAIN())
        raise SubmissionError([problem]) from None


def _delimiter(text: str, name: str) -> str:
    """Return the delimiter that splits the first lines into the most columns."""
    if name.lower().endswith(".tsv"):
        return "\t"
    lines = text[:_SAMPLED].splitlines()[:20]
    widths = {mark: max((line.count(mark) for line in lines), default=0) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: widths[mark])


_WRONG_ENCODING = Phrase(
    "文字编码既不是 UTF-8 也不是 GB18030", "the text is neither in UTF-8 nor in GB18030"
)
_BINARY = Phrase("不是文本文件", "this is not a text file")
_NOT_A_TABLE = Phrase("不能按表格读取（{error}）", "this cannot be read as a table ({error})")
_UNPAIRED = Phrase(
    "从这一行起引号没有成对，后面的行会被并成一格",
    "from this row on quotes do not pair, and would take later rows into one cell",
)
_PAIR = Phrase(
    "请删去多余的引号，或在单元格末尾补上；格内的引号写两个",
    "Remove the stray quote, or close it at the end of the cell; write a quote inside as two",
)
_SAVE_AGAIN = Phrase(
    "请用 Excel 或 WPS 打开并另存为“CSV UTF-8”", "Open it in Excel or WPS and save it as CSV UTF-8"
)
