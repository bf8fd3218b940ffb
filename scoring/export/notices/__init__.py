"""Notices of deductions, 扣分告知书: one to each department, told from the report alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from scoring.export.html import print_html
from scoring.export.markdown import print_markdown
from scoring.export.notices.content import Issue, notice_content, shared_ranks
from scoring.export.notices.letter import TITLE, default_template
from scoring.export.notices.names import NAMES
from scoring.export.notices.page import notice_page
from scoring.export.word import require_word
from scoring.words import Phrase

__all__ = ["SUFFIXES", "Issue", "default_template", "ending_of", "notices"]

Report = Mapping[str, Any]
Entry = Mapping[str, Any]
SUFFIXES = {"docx": ".docx", "html": ".html", "markdown": ".md"}


def ending_of(format_: str, language: str) -> str:
    """Return what the file name of every notice in a format of SUFFIXES ends with."""
    return f"{_ENDING().say(language)}{SUFFIXES[format_]}"


def notices(
    report: Report,
    departments: Sequence[Entry],
    issue: Issue,
    format_: str = "docx",
    template: str | None = None,
) -> Iterator[str | bytes]:
    """Yield the notice to each of *departments* of *report*, in a format of SUFFIXES.

    A Word file is filled into the *template* of that path, else into the default one.
    ExportError, before the first notice, for a template that cannot be used.
    """
    written = _writer(report["language"], issue, format_, template)
    ranks = shared_ranks(report)
    for department in departments:
        yield written(notice_content(department, report, issue, ranks))


def _writer(
    language: str, issue: Issue, format_: str, template: str | None
) -> Callable[[Mapping[str, Any]], str | bytes]:
    if format_ == "markdown":
        return lambda content: print_markdown(list(notice_page(content, language)))
    title = TITLE().say(language)
    if format_ == "html":
        return lambda content: print_html(list(notice_page(content, language)), title, language)
    require_word(SUFFIXES[format_])
    from scoring.export.word.archive import read_template
    from scoring.export.word.names import by_both_names, shape_of
    from scoring.export.word.template import LetterTemplate

    source = read_template(template) if template else default_template(language)
    letter = LetterTemplate(template or title, source, shape_of(NAMES))
    return lambda content: letter.fill(by_both_names(NAMES, content), title, issue.issuer)


_ENDING = Phrase("扣分告知书", " - notice of deductions")
