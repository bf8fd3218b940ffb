"""What pages and workbooks of exact answers say of the weights that they are about."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.export.sheets import Head, Sheet
from scoring.words import Phrase, plain

Json = Mapping[str, Any]


def allowed(result: Json) -> Iterator[str]:
    """Say which weights an exact answer is about."""
    spread, language = result["spread"], result["language"]
    within = _BOUNDS() if spread is None else _SPREAD(share=plain(spread * 100))
    yield within.say(language)
    yield from result["notes"]


def notes_sheet(result: Json, notes: Iterable[str]) -> Sheet:
    """Return the *notes* of a page as a sheet of a workbook."""
    title = _NOTES().say(result["language"])
    return Sheet(title, (Head(title),), tuple((note,) for note in notes))


_BOUNDS = Phrase(
    "权重可取评分规则的上下限（tune）以内的任何值，合计不变",
    "weights may be anything within the bounds of the ruleset (tune) that adds up",
)
_SPREAD = Phrase(
    "权重可在现行值上下 {share}% 内取任何值，并守住评分规则的上下限（tune），合计不变",
    "weights may be anything that adds up within {share}% of today's and the bounds (tune)",
)
_NOTES = Phrase("说明", "Notes")
