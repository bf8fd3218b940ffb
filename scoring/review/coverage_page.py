"""Coverage as it is shown: a page for the terminal, and plain JSON."""

import json
from collections.abc import Iterator

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.text import print_text
from scoring.review.coverage import Coverage, Part
from scoring.words import Phrase, fixed


def print_coverage(
    coverage: Coverage, language: str, width: int, *, details: bool = False, of_data: bool = False
) -> str:
    """Return a page: a line a part, then what of each is not covered; with *details*, what is.

    *of_data* tells it of real submissions: what never happened in them.
    """
    ruleset = coverage.plan.ruleset
    told = {"name": f"{ruleset.id}@{ruleset.edition}", "title": ruleset.title}
    phrase = _DATA_TITLE if of_data else _TITLE
    blocks: list[Block] = [Heading(1, phrase(**told).say(language)), _table(coverage, language)]
    blocks += _gaps(coverage, language, details=details, of_data=of_data)
    numbers = {"covered": coverage.covered, "of": coverage.of}
    total = _TOTAL(**numbers, percentage=fixed(coverage.percentage, 1)).say(language)
    return print_text([*blocks, Bullets((total,))], width)


def _table(coverage: Coverage, language: str) -> Table:
    titles = [phrase().say(language) for phrase in (_PART, _ID, _COVERED, _OF, _SHARE)]
    columns = tuple(Column(title, right=place > 1) for place, title in enumerate(titles))
    return Table(columns, tuple(_row(part, language) for part in coverage.parts))


def _row(part: Part, language: str) -> tuple[str, ...]:
    share = fixed(100 * part.covered / len(part.items), 0) if part.items else "100"
    title = _KINDS[part.kind](title=part.title).say(language)
    return title, part.id, str(part.covered), str(len(part.items)), f"{share}%"


def _gaps(coverage: Coverage, language: str, *, details: bool, of_data: bool) -> Iterator[Block]:
    missing = (_NEVER if of_data else _MISSING)().say(language)
    for part in coverage.parts:
        facts = [(missing, words) for words in part.missing]
        if details:
            seen = [item for item in part.items if item.times]
            label = _SEEN().say(language)
            facts += [(label, _TIMES(words=i.words, count=i.times).say(language)) for i in seen]
        if facts:
            yield Facts(_KINDS[part.kind](title=part.title).say(language), tuple(facts))


def print_coverage_json(coverage: Coverage, language: str) -> str:
    """Return the coverage as one JSON object."""
    ruleset = coverage.plan.ruleset
    document = {
        "ruleset": f"{ruleset.id}@{ruleset.edition}",
        "language": language,
        "covered": coverage.covered,
        "of": coverage.of,
        "percentage": round(coverage.percentage, 2),
        "parts": [
            {
                "kind": part.kind,
                "id": part.id,
                "title": part.title,
                "covered": part.covered,
                "of": len(part.items),
                "items": [{"words": item.words, "count": item.times} for item in part.items],
            }
            for part in coverage.parts
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


_TITLE = Phrase(
    "算例和案例的覆盖：{name} {title}", "Coverage by examples and cases: {name} {title}"
)
_DATA_TITLE = Phrase(
    "报送数据中出现过的情形：{name} {title}", "What occurs in the submissions: {name} {title}"
)
_TOTAL = Phrase(
    "共 {of} 种情形，已有 {covered} 种，{percentage}%", "{covered} of {of} covered, {percentage}%"
)
_PART = Phrase("部分", "Part")
_ID = Phrase("标识", "Id")
_COVERED = Phrase("已覆盖", "Covered")
_OF = Phrase("共", "Of")
_SHARE = Phrase("覆盖率", "Share")
_MISSING = Phrase("未覆盖：", "not covered: ")
_NEVER = Phrase("从未出现：", "never: ")
_SEEN = Phrase("已覆盖：", "covered: ")
_TIMES = Phrase("{words}（{count} 次）", "{words} ({count})")
_KINDS = {
    "indicator": Phrase("{title}", "{title}"),
    "dimension": Phrase("维度「{title}」", 'dimension "{title}"'),
    "check": Phrase("校验「{title}」", 'check "{title}"'),
    "adjustment": Phrase("加减分「{title}」", 'adjustment "{title}"'),
    "veto": Phrase("否决「{title}」", 'veto "{title}"'),
    "profile": Phrase("权重方案「{title}」", 'profile "{title}"'),
    "grade": Phrase("{title}", "{title}"),
}
