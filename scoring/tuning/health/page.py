"""The health of a ruleset's indicators as a page: what needs attention, then every figure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.figures import NONE, percent
from scoring.export.footer import footer
from scoring.export.headings import INDICATOR, label
from scoring.tuning.health.flags import POOR
from scoring.tuning.health.pairs import strongest
from scoring.words import Message, Phrase, fixed

Json = Mapping[str, Any]
CLOSE = 0.8
SHOWN = 20


def page(health: Json, *, details: bool = False) -> list[Block]:
    """Return the page of *health*; with *details* all correlations from ±0.8, else 20 of them."""
    language = health["language"]
    blocks: list[Block] = [Heading(1, _TITLE().say(language)), _scope(health)]
    if health["notes"]:
        blocks.append(Bullets(tuple(health["notes"])))
    return [
        *blocks,
        *_flagged(health),
        *_figures(health),
        *_close(health, details),
        *_key(health),
    ]


def _scope(health: Json) -> Facts:
    language, ruleset = health["language"], health["ruleset"]
    phrase = _COUNTS_IN_GROUPS if health["peer_groups"] > 1 else _COUNTS
    told: Sequence[tuple[Phrase, Message]] = (
        (_RULESET, _NAMED(**_named(ruleset))),
        (_DEPARTMENTS, phrase(**{k: health[k] for k in ("departments", "ranked", "peer_groups")})),
    )
    return Facts("", tuple((label(name, language), text.say(language)) for name, text in told))


def _named(ruleset: Json) -> dict[str, str]:
    return {key: ruleset[key] for key in ("id", "edition", "title")}


# --- what needs attention ---------------------------------------------------------------------


def _flagged(health: Json) -> Iterator[Block]:
    language = health["language"]
    flagged = [entry for entry in health["indicators"] if entry["flags"]]
    counts = {"count": len(flagged), "all": len(health["indicators"])}
    yield Heading(2, _FLAGGED(**counts).say(language))
    if not flagged:
        yield Bullets((_NOTHING().say(language),))
    grave = [entry for entry in flagged if entry["flags"][0]["code"] != "weak"]
    for entry in grave:
        told = ((_LABEL(name=f["name"]).say(language), f["message"]) for f in entry["flags"])
        yield Facts(titled(entry), tuple(told))
    weak = [
        _GAP(title=e["title"], gap=_decimal(e["discrimination"])) for e in flagged if e not in grave
    ]
    if weak:
        yield Bullets((_WEAK(count=len(weak), poor=fixed(POOR, 2), items=weak).say(language),))


def titled(entry: Json) -> str:
    """Return the title of a node after that of the root above it."""
    return " / ".join([*entry["path"][:1], entry["title"]])


# --- figures ----------------------------------------------------------------------------------


def _figures(health: Json) -> Iterator[Block]:
    language = health["language"]
    yield Heading(2, _INDICATORS().say(language))
    columns = [Column(INDICATOR().say(language), least=14)]
    columns += [
        Column(name().say(language), right=True, optional=name in _OPTIONAL) for name in _COLUMNS
    ]
    rows = tuple((entry["title"], *_row(entry)) for entry in health["indicators"])
    yield Table(tuple(columns), rows)
    whole = [*health["dimensions"], *health["others"]]
    if whole:
        yield Heading(2, _DIMENSIONS().say(language))
        yield _dimensions(whole, language)


def _row(entry: Json) -> tuple[str, ...]:
    removed = entry["if_removed"] or {"moved": None, "mean_move": None}
    states = entry["states"]
    return (
        fixed(entry["weight"], 2),
        percent(entry["weight_share"]),
        percent(entry["influence"]),
        percent(entry["at_full"]),
        percent(entry["at_zero"]),
        str(entry["distinct_rates"]),
        _decimal(entry["discrimination"]),
        _decimal(entry["item_rest"]),
        percent(states["missing"] + states["undefined"] + states["invalid"]),
        percent(states["not_applicable"]),
        NONE if removed["moved"] is None else str(removed["moved"]),
        _decimal(removed["mean_move"], 1),
    )


def _decimal(value: float | None, decimals: int = 2) -> str:
    return NONE if value is None else fixed(value, decimals)


def _dimensions(whole: Sequence[Json], language: str) -> Table:
    headings = (_WEIGHT, _SHARE, _INFLUENCE)
    columns = [Column(_PART().say(language), least=14)]
    columns += [Column(name().say(language), right=True) for name in headings]
    rows = (
        (
            titled(entry),
            _decimal(entry.get("weight")),
            percent(entry.get("weight_share")),
            percent(entry["influence"]),
        )
        for entry in whole
    )
    return Table(tuple(columns), tuple(rows))


def _close(health: Json, details: bool) -> Iterator[Block]:
    language, found = health["language"], strongest(health, CLOSE)
    if not found:
        return
    shown = found if details else found[:SHOWN]
    counts = {"shown": len(shown), "all": len(found), "least": fixed(CLOSE, 1)}
    yield Heading(2, _CLOSE(**counts).say(language))
    columns = [Column(name().say(language), least=14) for name in (_ONE, _OTHER)]
    rows = ((titled(a), titled(b), fixed(r, 2)) for a, b, r in shown)
    yield Table((*columns, Column("r", right=True)), tuple(rows))


def _key(health: Json) -> Iterator[Block]:
    yield Heading(2, _KEY().say(health["language"]))
    yield Bullets(explained(health["language"]))
    yield footer(health)


def explained(language: str) -> tuple[str, ...]:
    """Return what the figures are, a sentence or two each."""
    return tuple(phrase().say(language) for phrase in _EXPLAINED)


_TITLE = Phrase("指标质量诊断", "Indicator health")
_RULESET = Phrase("评分规则", "Ruleset")
_NAMED = Phrase("{title}（{id}@{edition}）", "{title} ({id}@{edition})")
_DEPARTMENTS = Phrase("部门", "Departments")
_COUNTS = Phrase(
    "{departments} 个，参加排名 {ranked} 个", "{departments}, of which ranked {ranked}"
)
_COUNTS_IN_GROUPS = Phrase(
    "{departments} 个，参加排名 {ranked} 个，分属 {peer_groups} 个同类组",
    "{departments}, of which ranked {ranked}, in {peer_groups} peer groups",
)
_FLAGGED = Phrase(
    "需要关注的指标（{count} 项，共 {all} 项）", "What needs attention ({count} of {all})"
)
_NOTHING = Phrase("没有需要关注的指标", "Nothing needs attention")
_GAP = Phrase("{title}（{gap}）", "{title} ({gap})")
_WEAK = Phrase(
    "只是区分度低于 {poor} 的有 {count} 项：{items}",
    "{count} are only weak, with a discrimination below {poor}: {items}",
)
_LABEL = Phrase("{name}：", "{name}: ")
_INDICATORS = Phrase("各指标", "Every indicator")
_WEIGHT, _SHARE = Phrase("权重", "Weight"), Phrase("占比", "Share")
_INFLUENCE = Phrase("影响", "Influ.")
_FULL, _ZERO = Phrase("满分", "Full"), Phrase("零分", "Zero")
_DISTINCT = Phrase("档数", "Kinds")
_DISCRIMINATION, _REST = Phrase("区分度", "Discr."), Phrase("相关", "r rest")
_ABSENT, _NOT_APPLICABLE = Phrase("未报", "Absent"), Phrase("不涉及", "N/A")
_MOVED, _BY = Phrase("变动", "Move"), Phrase("位次", "By")
_COLUMNS = (
    *(_WEIGHT, _SHARE, _INFLUENCE, _FULL, _ZERO, _DISTINCT, _DISCRIMINATION, _REST),
    *(_ABSENT, _NOT_APPLICABLE, _MOVED, _BY),
)
_OPTIONAL = (_WEIGHT, _BY)
_DIMENSIONS = Phrase("各级维度及加减分的影响", "Influence of dimensions and adjustments")
_PART = Phrase("项目", "Part")
_CLOSE = Phrase(
    "高度相关的指标（|r| ≥ {least}，列出 {shown} 对，共 {all} 对）",
    "Indicators that go together (|r| ≥ {least}; {shown} of {all} pairs)",
)
_ONE, _OTHER = Phrase("指标", "Indicator"), Phrase("另一指标", "The other")
_KEY = Phrase("读表说明", "How to read it")
_EXPLAINED = (
    Phrase(
        "占比：本项满分占总分的比重，按各部门平均；影响：本项得分与总分的协方差占总分方差的比重，"
        "各项（含加减分、封顶和否决）合计 100%；与占比相差悬殊，说明名义权重没有起到相应作用",
        "Share: its full marks as a share of the total, on average. Influence: the covariance of "
        "its points with the total, as a share of the variance of totals; all parts add up to "
        "100%. Far from the share, the weight is not what it seems",
    ),
    Phrase(
        "满分、零分：按政策处理后得满分、得零分的部门比重；档数：不同得分率的个数；"
        "未报：未提供、无效或无法计算",
        "Full, Zero: departments at full marks and at nothing, after policies. Kinds: different "
        "rates. Absent: missing, invalid or undefined",
    ),
    Phrase(
        "区分度：总分最高与最低的各 27% 部门平均得分率之差（有同类组的各组分别取，同分者平分余下的"
        "位置），低于 0.20 为低；相关：得分率与其余得分的相关系数",
        "Discr.: mean rate of the top 27% by total less that of the bottom 27%, of every peer "
        "group (equals share the places left); below 0.20 is poor. r rest: correlation with the "
        "rest of the total",
    ),
    Phrase(
        "变动、位次：删去本项、权重按比例分给同级指标后，名次变动的部门数和平均变动的位次",
        "Move, By: departments whose rank changes without it, its weight spread over its "
        "siblings, and by how many ranks on average",
    ),
)
