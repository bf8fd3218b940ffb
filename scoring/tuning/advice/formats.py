"""Ways of telling advice on weights."""

from collections.abc import Mapping
from typing import Any

from scoring.export.headings import INDICATOR
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import POINTS, SHARE, Head, Sheet
from scoring.tuning.advice.page import explained, page
from scoring.tuning.advice.wording import ADVISED, APPROVED, COMBINED, NAMES, NUMBER
from scoring.words import Phrase

Json = Mapping[str, Any]
_COLUMNS = {"approved": APPROVED, **NAMES, "combined": COMBINED}


def render_advice(advice: Json, format: str, width: int = WIDTH) -> str | bytes:  # noqa: A002
    """Return *advice* (``advise``) in one of FORMATS of tuning; ExportError for another.

    As CSV a row is a node of the tree.
    """
    return render_result(advice, format, lambda: page(advice), lambda: sheets(advice), width)


def sheets(advice: Json) -> list[Sheet]:
    """Return points node by node, shares family by family, and what is to be known of them."""
    language = advice["language"]
    return [_points(advice, language), _shares(advice, language), _notes(advice, language)]


def _points(advice: Json, language: str) -> Sheet:
    columns = {**_COLUMNS, "advised": ADVISED}
    if any(node["written"] != node["advised"] for node in advice["nodes"]):
        columns["written"] = _WRITTEN  # relative weights, which are in no points
    texts = {"number": NUMBER, "title": INDICATOR, "id": _ID}
    heads = [Head(name().say(language)) for name in texts.values()]
    heads += [Head(name().say(language), POINTS) for name in columns.values()]
    rows = (tuple(node[key] for key in (*texts, *columns)) for node in advice["nodes"])
    return Sheet(_POINTS().say(language), tuple(heads), tuple(rows))


def _shares(advice: Json, language: str) -> Sheet:
    heads = [Head(name().say(language)) for name in (_FAMILY, INDICATOR, _ID)]
    heads += [Head(name().say(language), SHARE) for name in _COLUMNS.values()]
    rows = (
        (family["title"], child["title"], child["id"], *(child[key] for key in _COLUMNS))
        for family in advice["families"]
        for child in family["children"]
    )
    return Sheet(_SHARES().say(language), tuple(heads), tuple(rows))


def _notes(advice: Json, language: str) -> Sheet:
    heads = tuple(Head(name().say(language)) for name in (_FAMILY, INDICATOR, _NOTE))
    general = [("", "", text) for text in (*advice["notes"], *explained(language))]
    special = [
        (family["title"], note["title"] or "", note["message"])
        for family in advice["families"]
        for note in family["notes"]
    ]
    return Sheet(_NOTES().say(language), heads, (*special, *general))


_POINTS, _SHARES, _NOTES = (
    Phrase("分值", "Points"),
    Phrase("同级权重", "Shares"),
    Phrase("说明", "Notes"),
)
_ID, _FAMILY, _NOTE = Phrase("标识", "Id"), Phrase("上级", "Within"), Phrase("说明", "Note")
_WRITTEN = Phrase("写入规则", "As written")
