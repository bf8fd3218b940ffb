"""What is wrong with an indicator, in words: flags raised by lines that are stated here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from scoring.words import Message, Phrase, fixed

Json = Mapping[str, Any]

FEWEST = 10  # departments: below this a correlation or a comparison of ends says little
CEILING = FLOOR = 0.9  # share of departments at full marks, at nothing
POOR = 0.2  # discrimination: Ebel (1972), "poor items, to be rejected or improved"
LIGHT, WORTH = 1 / 3, 0.02  # influence over weight; of no account below that weight
HEAVY, EXCESS = 2.0, 0.05  # influence over weight, and beyond it
UNREPORTED = 0.2
RARE = 0.5


@dataclass(frozen=True, slots=True)
class Flag:
    """What is wrong: its *code* and *name*, and the sentence with its figures."""

    code: str
    name: Message
    message: Message


def flags_of(indicator: Json, ranked: int, departments: int) -> Iterator[Flag]:
    """Yield what is wrong with an *indicator* of the health document, the gravest first.

    Of fewer *departments*, or fewer of them *ranked*, than FEWEST little is said.
    """
    alike = ranked > 1 and indicator["distinct_rates"] == 1
    if alike:
        rate = _percent(indicator["mean_rate"])
        yield _flag("alike", _ALIKE, _ALIKE_TOLD(count=indicator["judged"], rate=rate))
    elif ranked >= FEWEST:
        yield from _spread(indicator)
        yield from _against(indicator, ranked)
        yield from _twins(indicator)
        yield from _imbalance(indicator)
    if departments >= FEWEST:
        yield from _gaps(indicator["states"])
    if ranked >= FEWEST and not alike:
        yield from _weak(indicator)


def _spread(indicator: Json) -> Iterator[Flag]:
    """Yield that nearly all get the same."""
    full, nothing = indicator["at_full"], indicator["at_zero"]
    if full is None:
        return
    if full >= CEILING:
        yield _flag("ceiling", _CEILING, _CEILING_TOLD(share=_percent(full)))
    elif nothing >= FLOOR:
        yield _flag("floor", _FLOOR, _FLOOR_TOLD(share=_percent(nothing)))


def _weak(indicator: Json) -> Iterator[Flag]:
    """Yield that the best and the poorest hardly differ, where that is not plain already."""
    gap, full, nothing = (indicator[key] for key in ("discrimination", "at_full", "at_zero"))
    if gap is not None and round(gap, 2) < POOR and full < CEILING and nothing < FLOOR:
        yield _flag("weak", _WEAK, _WEAK_TOLD(gap=fixed(gap * 100, 1)))


def _against(indicator: Json, ranked: int) -> Iterator[Flag]:
    r = indicator["item_rest"]
    # Three standard errors of no correlation: of many indicators, one may pass two by chance.
    if r is not None and r <= -max(0.1, 3 / sqrt(ranked)):
        yield _flag("against", _AGAINST, _AGAINST_TOLD(r=fixed(r, 2)))


def _twins(indicator: Json) -> Iterator[Flag]:
    for twin in indicator["twins"]:
        told = {"other": twin["title"], "r": fixed(twin["r"], 2)}
        if twin["r"] > 0:
            yield _flag("same", _SAME, _SAME_TOLD(**told))
        else:
            yield _flag("opposite", _OPPOSITE, _OPPOSITE_TOLD(**told))


def _imbalance(indicator: Json) -> Iterator[Flag]:
    """Yield that an indicator's influence on totals is far from what it weighs."""
    share, influence = indicator["weight_share"], indicator["influence"]
    if influence is None:
        return
    told = {
        "weight": fixed(indicator["weight"], 2),
        "share": _percent(share),
        "influence": _percent(influence),
    }
    if share >= WORTH and influence < 0:
        yield _flag("counter", _COUNTER, _COUNTER_TOLD(**told))
    elif share >= WORTH and influence <= share * LIGHT:
        yield _flag("light", _LIGHT, _LIGHT_TOLD(**told))
    elif influence >= share * HEAVY and influence - share >= EXCESS:
        yield _flag("heavy", _HEAVY, _HEAVY_TOLD(**told))


def _gaps(states: Json) -> Iterator[Flag]:
    absent = states["missing"] + states["undefined"] + states["invalid"]
    if absent >= UNREPORTED:
        yield _flag("unreported", _UNREPORTED, _UNREPORTED_TOLD(share=_percent(absent)))
    if states["not_applicable"] >= RARE:
        share = _percent(states["not_applicable"])
        yield _flag("rare", _RARE, _RARE_TOLD(share=share))


def _flag(code: str, name: Phrase, message: Message) -> Flag:
    return Flag(code, name(), message)


def _percent(share: float) -> str:
    return f"{fixed(share * 100, 1)}%"


_ALIKE = Phrase("不能区分", "Alike")
_ALIKE_TOLD = Phrase(
    "{count} 个部门的得分率都是 {rate}，分不出高低",
    "all {count} departments get {rate}: it tells no one apart",
)
_CEILING = Phrase("普遍满分", "Ceiling")
_CEILING_TOLD = Phrase(
    "{share} 的部门得满分，很难分出高低", "{share} of departments get full marks"
)
_FLOOR = Phrase("普遍零分", "Floor")
_FLOOR_TOLD = Phrase("{share} 的部门得零分，很难分出高低", "{share} of departments get nothing")
_WEAK = Phrase("区分度低", "Weak")
_WEAK_TOLD = Phrase(
    "总分最高与最低的各 27% 部门，本项平均得分率只差 {gap} 个百分点",
    "the top and bottom 27% by total differ by only {gap} percentage points on it",
)
_AGAINST = Phrase("与总分相悖", "Against")
_AGAINST_TOLD = Phrase(
    "与其余得分负相关（r = {r}），其他方面好的部门本项反而低，请核对评分方向",
    "it works against the total: r = {r} with the rest. Check its direction",
)
_SAME = Phrase("疑似重复", "Same")
_SAME_TOLD = Phrase(
    "与「{other}」几乎同升同降（r = {r}），两项可能评的是同一件事",
    'it says the same as "{other}" (r = {r})',
)
_OPPOSITE = Phrase("相互抵消", "Opposite")
_OPPOSITE_TOLD = Phrase(
    "与「{other}」几乎此升彼降（r = {r}），两项得分可能相互抵消",
    'it says the opposite of "{other}" (r = {r}): they cancel out',
)
_COUNTER = Phrase("反向影响", "Counter")
_COUNTER_TOLD = Phrase(
    "权重 {weight} 分（占 {share}），对总分差异的实际影响却为 {influence}，缩小了部门间的差距",
    "it weighs {weight} ({share}) but accounts for {influence} of the differences in totals",
)
_LIGHT = Phrase("影响偏小", "Light")
_LIGHT_TOLD = Phrase(
    "权重 {weight} 分（占 {share}），对总分差异的实际影响只有 {influence}",
    "it weighs {weight} ({share}) but accounts for only {influence} of the differences in totals",
)
_HEAVY = Phrase("影响偏大", "Heavy")
_HEAVY_TOLD = Phrase(
    "权重只有 {weight} 分（占 {share}），对总分差异的实际影响达 {influence}",
    "it weighs only {weight} ({share}) but accounts for {influence} of the differences in totals",
)
_UNREPORTED = Phrase("缺报较多", "Unreported")
_UNREPORTED_TOLD = Phrase(
    "{share} 的部门未提供、填报无效或无法计算",
    "{share} of departments did not submit it, or what cannot be used",
)
_RARE = Phrase("多不涉及", "Rare")
_RARE_TOLD = Phrase("{share} 的部门不涉及本项", "it does not apply to {share} of departments")
