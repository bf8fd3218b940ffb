"""The health of indicators as sheets: every figure, the influence of parts, correlations, notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.export.headings import INDICATOR
from scoring.export.sheets import COUNT, DECIMAL, POINTS, SHARE, Cell, Head, Sheet
from scoring.tuning.health.page import explained
from scoring.words import Phrase

Json = Mapping[str, Any]


def sheets(health: Json) -> list[Sheet]:
    """Return the sheets of *health*; the first has a row an indicator."""
    language = health["language"]
    return [
        _indicators(health, language),
        _parts(health, language),
        _correlations(health, language),
        _notes(health, language),
    ]


def _indicators(health: Json, language: str) -> Sheet:
    heads = tuple(Head(name().say(language), kind) for name, kind in _FIGURES)
    rows = tuple(_row(entry, language) for entry in health["indicators"])
    return Sheet(_INDICATORS().say(language), heads, rows)


def _row(entry: Json, language: str) -> tuple[Cell, ...]:
    removed, sibling = entry["if_removed"] or {}, entry["nearest_sibling"] or {}
    return (
        entry["title"],
        entry["id"],
        " / ".join(entry["path"]),
        *(entry[key] for key in ("weight", "weight_share", "influence", "mean_rate")),
        *(entry[key] for key in ("at_full", "at_zero", "judged", "distinct_rates")),
        *(entry[key] for key in ("discrimination", "item_rest")),
        sibling.get("title", ""),
        sibling.get("r"),
        *(entry["states"][key] for key in ("missing", "not_applicable", "undefined", "invalid")),
        *(removed.get(key) for key in ("moved", "mean_move", "largest_move", "regraded")),
        _BETWEEN().say(language).join(_FLAG(**flag).say(language) for flag in entry["flags"]),
    )


def _parts(health: Json, language: str) -> Sheet:
    heads = (
        Head(_PART().say(language)),
        Head(_WEIGHT().say(language), POINTS),
        Head(_SHARE().say(language), SHARE),
        Head(_INFLUENCE().say(language), SHARE),
    )
    rows = tuple(
        (
            " / ".join((*entry["path"], entry["title"])),
            entry.get("weight"),
            entry.get("weight_share"),
            entry["influence"],
        )
        for entry in (*health["dimensions"], *health["others"])
    )
    return Sheet(_PARTS().say(language), heads, rows)


def _correlations(health: Json, language: str) -> Sheet:
    titles = [entry["title"] for entry in health["indicators"]]
    heads = (Head(INDICATOR().say(language)), *(Head(title, DECIMAL) for title in titles))
    matrix: Sequence[Sequence[float | None]] = health["correlations"]
    rows = tuple((title, *row) for title, row in zip(titles, matrix, strict=True))
    return Sheet(_CORRELATIONS().say(language), heads, rows, heat=True)


def _notes(health: Json, language: str) -> Sheet:
    rows = tuple((text,) for text in (*health["notes"], *explained(language)))
    return Sheet(_NOTES().say(language), (Head(_NOTES().say(language)),), rows)


_INDICATORS, _PARTS = Phrase("指标", "Indicators"), Phrase("维度及加减分", "Parts")
_CORRELATIONS, _NOTES = Phrase("相关系数", "Correlations"), Phrase("说明", "Notes")
_PART = Phrase("项目", "Part")
_WEIGHT, _SHARE = Phrase("权重", "Weight"), Phrase("权重占比", "Share of weight")
_INFLUENCE = Phrase("实际影响", "Influence")
_FLAG = Phrase("{name}：{message}", "{name}: {message}")
_BETWEEN = Phrase("；", "; ")
_FIGURES = (
    (INDICATOR, "text"),
    (Phrase("标识", "Id"), "text"),
    (Phrase("上级指标", "Path"), "text"),
    (_WEIGHT, POINTS),
    (_SHARE, SHARE),
    (_INFLUENCE, SHARE),
    (Phrase("平均得分率", "Mean rate"), SHARE),
    (Phrase("满分占比", "At full marks"), SHARE),
    (Phrase("零分占比", "At nothing"), SHARE),
    (Phrase("计分部门数", "Departments"), COUNT),
    (Phrase("不同得分率", "Different rates"), COUNT),
    (Phrase("区分度", "Discrimination"), DECIMAL),
    (Phrase("与其余得分相关", "Correlation with the rest"), DECIMAL),
    (Phrase("最相关的同级指标", "Nearest sibling"), "text"),
    (Phrase("相关系数", "Correlation with it"), DECIMAL),
    (Phrase("未提供", "Missing"), SHARE),
    (Phrase("不涉及", "Not applicable"), SHARE),
    (Phrase("无法计算", "Undefined"), SHARE),
    (Phrase("数据无效", "Invalid"), SHARE),
    (Phrase("删去后名次变动部门数", "Moved if removed"), COUNT),
    (Phrase("平均变动位次", "Mean move"), DECIMAL),
    (Phrase("最大变动位次", "Largest move"), COUNT),
    (Phrase("等级变动部门数", "Regraded if removed"), COUNT),
    (Phrase("提示", "Flags"), "text"),
)
