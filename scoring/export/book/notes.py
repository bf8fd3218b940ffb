"""What the model cannot follow, and says so."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.book.layout import Layout
from scoring.export.book.tree import Node
from scoring.words import Message, Phrase

Json = Mapping[str, Any]


def note_of(node: Node) -> Phrase | str:
    """Return what is to be known of a node when its weight moves."""
    if not node.is_leaf:
        return _RELATIVE if node.told["relative"] else ""
    if node.told["method"] == "rows":
        return _ROWS
    if node.told["keeps"]:
        return _LOST if node.told["keeps"] == "lost" else _EARNED
    return ""


def limits(layout: Layout) -> Iterator[Phrase | Message]:
    """Yield how the model computes, and what stays as it is whatever the weights."""
    yield _RATES
    yield _SHARES
    nodes = layout.tree.leaves
    for phrase, found in (
        (_ROWS_STAY, [n.title for n in nodes if n.told["method"] == "rows"]),
        (_FIXED_STAY, [n.title for n in nodes if n.told["keeps"]]),
        (_ADJUSTMENTS_STAY, _reading(layout.rules["adjustments"])),
        (_VETOES_STAY, _reading(layout.rules["vetoes"])),
    ):
        if found:
            yield phrase(titles=found)
    if layout.rules["barring_checks"]:
        yield _CHECKS_STAY
    if layout.rules["adjustments"] or layout.rules["vetoes"]:
        yield _BEYOND
    if any(department["overrides"] for department in layout.departments):
        yield _OVERRIDDEN


def _reading(entries: list[Json]) -> list[str]:
    return [entry["title"] for entry in entries if entry["reads_scores"]]


_RELATIVE = Phrase("下级权重按比例折算", "what is below takes shares of it")
_ROWS = Phrase(
    "由报送数据逐行组成：改动权重后按得分率近似", "made up of rows: approximate once moved"
)
_LOST = Phrase("所写扣分固定，不随权重变动", "what is lost stays in points")
_EARNED = Phrase("所写得分固定，不随权重变动", "what is earned stays in points")
_RATES = Phrase(
    "得分＝得分率×满分，四舍五入；得分率取自「得分率」表，不随权重变动。",
    "Points are the rate (sheet Rates, which stays) times the full marks, rounded half up.",
)
_SHARES = Phrase(
    "满分按权重在同级之间以最大余数法分配，余数相同的按标识先后；不适用项的权重按规则转移后再分配，见「满分分配」。",
    "Full marks are shared among siblings by largest remainder, ties by id, once the weight of "
    "what does not apply has gone where the rules say: see the sheet Full marks.",
)
_ROWS_STAY = Phrase(
    "{titles}由报送数据逐行组成，各行分别四舍五入：权重不变时与正式结果一致，改动后按得分率计算，可能相差几分之一分。",
    "{titles}: made up of rows, each rounded. Equal to the official result until the weight moves; "
    "then by its rate, which may be off by hundredths.",
)
_FIXED_STAY = Phrase(
    "{titles}所写分值固定：权重变动时保持原来的得分或扣分；原已扣完的，按恰好扣完计。",
    "{titles}: points stay when weights move; where all was lost, no more than that is taken off.",
)
_ADJUSTMENTS_STAY = Phrase(
    "加减分项{titles}取决于得分：模型中保持现值，改动权重后须重新评分核定。",
    "The adjustments {titles} depend on scores: they stay here, so score anew to be sure.",
)
_VETOES_STAY = Phrase(
    "一票否决项{titles}取决于得分：模型中保持现状，改动权重后须重新评分核定。",
    "The vetoes {titles} depend on scores: they stay here, so score anew to be sure.",
)
_CHECKS_STAY = Phrase(
    "因勾稽校验不符而未参加排名的，保持现状。",
    "Those whom a failed check bars from the ranking stay barred.",
)
_BEYOND = Phrase(
    "加减分、总分上限和等级上限按当前数据列为定值。",
    "Adjustments and caps on totals and grades are constants of today's data.",
)
_OVERRIDDEN = Phrase(
    "经复核调整的，按复核得分占满分的比例计，见「模型」的说明列。",
    "What reviewers set counts as a share of the full marks: see the notes on the sheet Model.",
)
