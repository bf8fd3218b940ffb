"""The weights that experts come to, beside the approved ones: the part all expert reports share."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.errors import WeightError
from scoring.export.blocks import Block, Bullets, Column, Heading, Table
from scoring.export.figures import percent
from scoring.export.sheets import POINTS, SHARE, TEXT, Head, Sheet
from scoring.model import Dimension, Indicator, Ruleset, Tune
from scoring.tuning.expert.hierarchy import ROOT
from scoring.tuning.expert.sharing import Shares, Weight, weights_by
from scoring.tuning.sets.fitting import complete
from scoring.tuning.sets.profiles import profile_notes, profiles_in_step
from scoring.tuning.sets.weight_set import WeightSet, rules_of
from scoring.weights import weights_of
from scoring.words import Message, Phrase, fixed

Json = Mapping[str, Any]
Node = Dimension | Indicator
_DECIMALS = 6  # of shares and statistics: the same on every machine
_SHOWN = 2
_INDENT = "· "


def rounded(value: float | Fraction | None) -> float | None:
    """Return a statistic as it is reported; None stays None."""
    return None if value is None else round(float(value), _DECIMALS) + 0.0


def weighed(
    ruleset: Ruleset, shares: Shares, step: Decimal | None, language: str
) -> dict[str, Any]:
    """Return what every expert report says of weights: an entry a node, and what profiles do."""
    entries = weight_entries(ruleset, shares, step)
    try:
        notes = list(profile_notes(ruleset, set_of(ruleset, entries)))
    except WeightError:  # told where a set is to be written
        notes = []
    return {"weights": entries, "profiles": [note.say(language) for note in notes]}


def set_of(ruleset: Ruleset, entries: Sequence[Json]) -> WeightSet:
    """Return the weights of *entries* as a set; WeightError where no profile can follow them."""
    weights = {entry["id"]: Decimal(repr(entry["weight"])) for entry in entries}
    profiles = profiles_in_step(ruleset, complete(ruleset, weights))
    return WeightSet("", rules_of(ruleset), weights, profiles=profiles)


def weight_entries(ruleset: Ruleset, shares: Shares, step: Decimal | None) -> list[dict[str, Any]]:
    """Return an entry for every node, as in the tree: its weight approved, judged and rounded.

    *share* and *approved_share* are of the parent's weight, the rest is in points; *weight* is
    what a ruleset would say. *bound* is the ``tune`` bound that the judged weight would pass.
    """
    weights = weights_by(ruleset, shares, step)
    before = weights_of(ruleset, {})
    after = weights_of(ruleset, {name: weight.written for name, weight in weights.items()})
    full = Fraction(ruleset.full_marks)
    entries = []
    for node, depth, parent in _walk(ruleset.indicators, 0, ROOT):
        weight, above = weights[node.id], before.get(parent, full)
        entries.append(
            {
                "id": node.id,
                "title": node.title,
                "depth": depth,
                "judged": parent in shares,
                "approved_share": rounded(before[node.id] / above if above else 0),
                "share": rounded(weight.share),
                "approved": rounded(before[node.id]),
                "exact": rounded(weight.exact),
                "points": rounded(after[node.id]),
                "difference": rounded(after[node.id] - before[node.id]),
                "bound": _bound(node.tune or Tune(), node, weight),
                "weight": float(weight.written),
            }
        )
    return entries


def weights_page(report: Json) -> Iterator[Block]:
    """Yield the table of weights, and what is to be known of it."""
    language = report["language"]
    yield Heading(2, _WEIGHTS().say(language))
    columns = [
        Column(phrase().say(language), right=place > 0) for place, phrase in enumerate(_COLUMNS)
    ]
    yield Table(tuple(columns), tuple(_row(entry) for entry in report["weights"]))
    notes = [note.say(language) for note in _notes(report)]
    yield Bullets((*notes, *report["profiles"]))


def weights_sheet(report: Json) -> Sheet:
    """Return the table of weights for a spreadsheet, with what is to be known of each."""
    language = report["language"]
    kinds = (TEXT, POINTS, SHARE, SHARE, POINTS, POINTS, POINTS)
    heads = [
        Head(phrase().say(language), kind) for phrase, kind in zip(_COLUMNS, kinds, strict=True)
    ]
    rows = [
        (
            entry["id"],
            entry["title"],
            *(entry[key] for key in ("approved", "approved_share")),
            entry["share"] if entry["judged"] else None,
            *(entry[key] for key in ("exact", "points", "difference")),
            "".join(note.say(language) for note in _notes_on(entry)),
        )
        for entry in report["weights"]
    ]
    identity, note = Head(_ID().say(language)), Head(_NOTE().say(language))
    return Sheet(_WEIGHTS().say(language), (identity, *heads, note), tuple(rows))


def _row(entry: Json) -> tuple[str, ...]:
    judged = percent(entry["share"]) if entry["judged"] else "-"
    difference = fixed(entry["difference"], _SHOWN)
    return (
        _INDENT * entry["depth"] + entry["title"],
        fixed(entry["approved"], _SHOWN),
        percent(entry["approved_share"]),
        judged,
        fixed(entry["exact"], _SHOWN),
        fixed(entry["points"], _SHOWN),
        f"+{difference}" if entry["difference"] > 0 else difference,
    )


def _notes(report: Json) -> Iterator[Message]:
    entries = report["weights"]
    yield _ADD_UP()
    kept = [e["title"] for e in entries if not e["judged"] and e["share"] < 1]  # no only child
    if kept:
        yield _KEPT(names=kept)
    for entry in entries:
        yield from _notes_on(entry)


def _notes_on(entry: Json) -> Iterator[Message]:
    told = {"title": entry["title"], "exact": fixed(entry["exact"], _SHOWN)}
    if entry["bound"] and entry["judged"]:
        yield _BOUNDS[entry["bound"]](**told, points=fixed(entry["points"], _SHOWN))
    elif entry["exact"] > 0 and not entry["points"]:
        yield _NOTHING_LEFT(**told)


def _bound(tune: Tune, node: Node, weight: Weight) -> str | None:
    exact = float(weight.exact)
    if tune.lock and weight.exact != node.weight:
        return "lock"
    if tune.min is not None and exact < tune.min:
        return "min"
    return "max" if tune.max is not None and exact > tune.max else None


def _walk(nodes: Sequence[Node], depth: int, parent: str) -> Iterator[tuple[Node, int, str]]:
    for node in nodes:
        yield node, depth, parent
        if isinstance(node, Dimension):
            yield from _walk(node.children, depth + 1, node.id)


_WEIGHTS = Phrase("权重", "Weights")
_ID, _NOTE = Phrase("标识", "Id"), Phrase("说明", "Note")
_COLUMNS = (
    Phrase("指标", "Indicator"),
    Phrase("现行权重", "Approved"),
    Phrase("现行占比", "Share now"),
    Phrase("专家占比", "Experts' share"),
    Phrase("合成权重", "Exact"),
    Phrase("新权重", "New"),
    Phrase("增减", "Change"),
)
_ADD_UP = Phrase(
    "占比是在上级指标中的份额；合成权重逐级相乘，新权重按步长取整，各级合计与上级完全相等。",
    "Shares are of the node above; exact weights are their products down the tree; new weights are "
    "rounded to the step and add up exactly at every level.",
)
_KEPT = Phrase(
    "没有可用的专家判断，份额沿用现行权重：{names}。",
    "Without a judgement that can be used, shares stay as approved: {names}.",
)
_BOUNDS = {
    "min": Phrase(
        "「{title}」合成权重 {exact} 低于规则所定下限，取 {points}。",
        '"{title}" would weigh {exact}, below its bound: {points}.',
    ),
    "max": Phrase(
        "「{title}」合成权重 {exact} 高于规则所定上限，取 {points}。",
        '"{title}" would weigh {exact}, above its bound: {points}.',
    ),
    "lock": Phrase(
        "「{title}」权重已锁定，合成权重 {exact} 不采用，取 {points}。",
        '"{title}" is locked: {exact} is not taken, but {points}.',
    ),
}
_NOTHING_LEFT = Phrase(
    "「{title}」合成权重 {exact}，取整后为 0，将不计分。",
    '"{title}" weighs {exact}, rounded to 0: it would count for nothing.',
)
