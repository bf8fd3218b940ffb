"""In what a result of tuning is told: a page as text or Markdown, sheets as CSV or a workbook."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from scoring.errors import ExportError, Problem, use_instead
from scoring.export.blocks import Block
from scoring.export.json import print_json
from scoring.export.markdown import print_markdown
from scoring.export.text import print_text
from scoring.tuning.sheets import Sheet, print_csv, print_workbook
from scoring.words import Phrase

Json = Mapping[str, Any]
WIDTH = 100
FORMATS = ("text", "markdown", "csv", "json", "xlsx")
SUFFIXES = {".txt": "text", ".md": "markdown", ".csv": "csv", ".json": "json", ".xlsx": "xlsx"}


def render_result(
    result: Json,
    format: str,  # noqa: A002
    page: Callable[[], Sequence[Block]],
    sheets: Callable[[], Sequence[Sheet]],
    width: int = WIDTH,
) -> str | bytes:
    """Return *result* in one of FORMATS; CSV is the first of *sheets*. ExportError else."""
    if format == "text":
        return print_text(page(), width)
    if format == "markdown":
        return print_markdown(page())
    if format == "json":
        return print_json(result)
    if format == "csv":
        return print_csv(sheets()[0])
    if format == "xlsx":
        ruleset = result["ruleset"]
        about = f"{ruleset['id']}@{ruleset['edition']} {ruleset['sha256']}"
        return print_workbook(sheets(), {"title": ruleset["title"], "comments": about})
    place, problem = _FORMAT().say(result["language"]), _NO_FORMAT(name=format)
    raise ExportError([Problem(place, problem, use_instead(format, FORMATS))])


def format_of(path: str) -> str:
    """Return the format that the suffix of *path* stands for; ExportError if none.

    >>> format_of("诊断.XLSX")
    'xlsx'
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    problem = _NO_SUFFIX(suffix=suffix) if suffix else _BARE()
    raise ExportError([Problem(path, problem, use_instead(suffix, SUFFIXES))])


_FORMAT = Phrase("输出格式", "format")
_NO_FORMAT = Phrase("没有「{name}」这种格式", 'there is no format "{name}"')
_NO_SUFFIX = Phrase("不认识后缀「{suffix}」", 'the suffix "{suffix}" stands for no format')
_BARE = Phrase("文件名没有后缀，无法判断格式", "without a suffix the format is unknown")
