"""Ways of telling a difference: as text, Markdown, CSV or JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from scoring.errors import ExportError, Problem, use_instead
from scoring.export.csv import as_text, print_rows
from scoring.export.headings import CODE, DEPARTMENT, GROUP
from scoring.export.json import print_json
from scoring.export.markdown import print_markdown
from scoring.export.text import print_text
from scoring.review.diff import page
from scoring.words import Phrase, spoken

Json = Mapping[str, Any]


def render_diff(
    diff: Json,
    format: str,  # noqa: A002
    *,
    details: bool = False,
    width: int = 100,
) -> str | bytes:
    """Return *diff* in one of FORMATS; ExportError for another.

    As CSV a row is a department where there are any, with all reasons, else a change.
    """
    if format not in FORMATS:
        place, problem = _FORMAT().say(diff["language"]), _NO_FORMAT(name=format)
        raise ExportError([Problem(place, problem, use_instead(format, FORMATS))])
    return FORMATS[format](diff, details, width)


def _text(diff: Json, details: bool, width: int) -> str:
    return print_text(page.page(diff, details=details), width)


def _markdown(diff: Json, details: bool, _width: int) -> str:
    return print_markdown(page.page(diff, details=details))


def _json(diff: Json, _details: bool, _width: int) -> str:
    return print_json(diff)


def _csv(diff: Json, _details: bool, _width: int) -> bytes:
    rows = _departments(diff) if diff["effect"] else _changes(diff)
    return print_rows(rows)


def _departments(diff: Json) -> Iterator[Sequence[str]]:
    language, decimals = diff["language"], diff["effect"]["decimals"]
    headings = (CODE, DEPARTMENT, GROUP, *_STANDING, _WHY)
    yield [heading().say(language) for heading in headings]
    for entry in diff["effect"]["departments"]:
        names = (entry[key] or "" for key in ("department_code", "department", "peer_group"))
        figures = [_figure(text) for text in page.standing(entry, decimals)]
        yield [
            *map(as_text, names),
            *figures,
            as_text(spoken(page.reasons(entry, decimals), language)),
        ]


def _figure(text: str) -> str:
    """Return a figure of the page as a spreadsheet reads it."""
    return "" if text == "-" else text.lstrip("+")


def _changes(diff: Json) -> Iterator[Sequence[str]]:
    language = diff["language"]
    yield [heading().say(language) for heading in _CHANGES]
    for change in diff["changes"]:
        told = (
            page.section_title(change["section"], language),
            change["id"],
            change["title"],
            page.label(change, language),
            change["before"],
            change["after"],
            (_YES if change["scores"] else _NO)().say(language),
        )
        yield [as_text(text) for text in told]


FORMATS: Mapping[str, Callable[[Json, bool, int], str | bytes]] = {
    "text": _text,
    "markdown": _markdown,
    "csv": _csv,
    "json": _json,
}

_FORMAT = Phrase("输出格式", "format")
_NO_FORMAT = Phrase("没有「{name}」这种格式", 'there is no format "{name}"')
_STANDING = (
    Phrase("原总分", "Old total"),
    Phrase("新总分", "New total"),
    Phrase("变动", "Change"),
    Phrase("原名次", "Old rank"),
    Phrase("新名次", "New rank"),
    Phrase("原等级", "Old grade"),
    Phrase("新等级", "New grade"),
)
_WHY = Phrase("变动原因", "Why")
_CHANGES = (
    Phrase("部分", "Section"),
    Phrase("标识", "Id"),
    Phrase("名称", "Title"),
    Phrase("改动", "Change"),
    Phrase("旧", "Old"),
    Phrase("新", "New"),
    Phrase("影响得分", "Can move scores"),
)
_YES, _NO = Phrase("是", "yes"), Phrase("否", "no")
