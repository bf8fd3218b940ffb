"""Ways of telling a report. To add one: write its module, name it and its suffix here."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from scoring.arguments import REPORT, expect
from scoring.errors import ExportError, Problem, use_instead
from scoring.export.account import account, lost_marks
from scoring.export.blocks import Block
from scoring.export.book import print_book
from scoring.export.csv import print_deductions, print_departments
from scoring.export.files import write_together, write_whole
from scoring.export.json import print_json
from scoring.export.markdown import print_markdown
from scoring.export.overview import overview
from scoring.export.page import print_page
from scoring.export.text import print_text
from scoring.words import Phrase

__all__ = [
    "EXPLAINED",
    "FORMATS",
    "SUFFIXES",
    "explain_department",
    "format_of",
    "render",
    "write_together",
    "write_whole",
]

Report = Mapping[str, Any]
WIDTH = 100


def render(
    report: Report,
    format: str,  # noqa: A002
    *,
    details: bool = False,
    width: int = WIDTH,
) -> str | bytes:
    """Return *report* (the document, as plain JSON values) in one of FORMATS.

    With *details* every deduction and finding is told; as CSV, the deductions alone, one a
    row. *width* is the terminal's. CSV comes as bytes, since its byte order mark and line
    ends must stay. ExportError for an unknown format.
    """
    expect(report, Mapping, REPORT)
    expect(format, str, "the name of a format, such as 'text'")
    if format not in FORMATS:
        place, problem = _FORMAT().say(report["language"]), _NO_FORMAT(name=format)
        raise ExportError([Problem(place, problem, use_instead(format, FORMATS))])
    return FORMATS[format](report, details, width)


def explain_department(entry: Mapping[str, Any], report: Report, width: int = WIDTH) -> str:
    """Return all indicators of one department (an *entry* of the report) for the terminal."""
    return print_text(list(account(entry, report)), width)


def format_of(path: str | PurePath) -> str:
    """Return the format that the suffix of *path* stands for; ExportError if none.

    >>> format_of("成绩.CSV")
    'csv'
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    problem = _NO_SUFFIX(suffix=suffix) if suffix else _BARE()
    raise ExportError([Problem(str(path), problem, use_instead(suffix, SUFFIXES))])


def _page(report: Report, details: bool) -> list[Block]:
    return [*overview(report, details=details), *(lost_marks(report) if details else ())]


def _text(report: Report, details: bool, width: int) -> str:
    return print_text(_page(report, details), width)


def _markdown(report: Report, details: bool, _width: int) -> str:
    return print_markdown(_page(report, details))


def _csv(report: Report, details: bool, _width: int) -> bytes:
    return print_deductions(report) if details else print_departments(report)


def _html(report: Report, _details: bool, _width: int) -> str:
    return print_page(report)


def _json(report: Report, _details: bool, _width: int) -> str:
    return print_json(report)


def _xlsx(report: Report, _details: bool, _width: int) -> bytes:
    return print_book(report)


FORMATS: Mapping[str, Callable[[Report, bool, int], str | bytes]] = {
    "text": _text,
    "markdown": _markdown,
    "csv": _csv,
    "json": _json,
    "html": _html,
    "xlsx": _xlsx,
}
# Those that tell every deduction, whether details are asked for or not.
EXPLAINED = frozenset({"json", "html", "xlsx"})
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".html": "html",
    ".xlsx": "xlsx",
}

_FORMAT = Phrase("输出格式", "format")
_NO_FORMAT = Phrase("没有「{name}」这种格式", 'there is no format "{name}"')
_NO_SUFFIX = Phrase("不认识后缀「{suffix}」", 'the suffix "{suffix}" stands for no format')
_BARE = Phrase("文件名没有后缀，无法判断格式", "without a suffix the format is unknown")
