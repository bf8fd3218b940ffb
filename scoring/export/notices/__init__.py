"""Notices of deductions, 扣分告知书: one to each department, told from the report alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from scoring.export.filenames import file_names
from scoring.export.html import print_html
from scoring.export.markdown import print_markdown
from scoring.export.notices.content import Issue, notice_content, shared_ranks
from scoring.export.notices.letter import TITLE, default_template
from scoring.export.notices.names import NAMES
from scoring.export.notices.page import notice_page
from scoring.export.word import require_word
from scoring.words import Phrase

__all__ = ["SUFFIXES", "Issue", "default_template", "notice_names", "notices", "renamed"]

Report = Mapping[str, Any]
Entry = Mapping[str, Any]
SUFFIXES = {"docx": ".docx", "html": ".html", "markdown": ".md"}


def notice_names(departments: Sequence[Entry], format_: str, language: str) -> list[str]:
    """Return the file name of each department's notice, all distinct."""
    known_by = [
        (d["department"], d["department_code"] or "", str(d["year"] or "")) for d in departments
    ]
    return file_names(known_by, _ending(format_, language))


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


def renamed(
    departments: Sequence[Entry], names: Sequence[str], format_: str, language: str
) -> list[tuple[str, str]]:
    """Return the departments whose file does not bear just their name, each with that file."""
    ending = _ending(format_, language)
    pairs = ((d["department"], name) for d, name in zip(departments, names, strict=True))
    return [(given, name) for given, name in pairs if name != f"{given}{ending}"]


def _ending(format_: str, language: str) -> str:
    return f"{_ENDING().say(language)}{SUFFIXES[format_]}"


_ENDING = Phrase("扣分告知书", " - notice of deductions")
