"""A ruleset whose indicators are rows of the submission, for the tests of rows."""

from typing import Any

from bureau import COVER, leaf

FIELDS = {
    "group": {"title": "类别", "type": "text"},
    "name": {"title": "指标名称", "type": "text"},
    "weight": {"title": "分值", "type": "number"},
    "direction": {"title": "方向", "type": "text"},
    "target": {"title": "目标值", "type": "number"},
    "actual": {"title": "完成值", "type": "number"},
    "unit": {"title": "单位", "type": "text"},
    "level": {"title": "等级", "type": "text"},
    "given": {"title": "评分", "type": "number"},
    "breaches": {"title": "违规次数", "type": "number"},
}
UP = {"value": "actual", "score": {"method": "proportional", "target": "target"}}
DOWN = {
    "when": 'direction == "≤"',
    "value": "actual",
    "score": {"method": "proportional", "target": "target", "better": "lower"},
}


def by_rows(*rules: Any, **keys: Any) -> dict[str, Any]:
    """Return the method that judges the rows of ``targets`` by *rules*."""
    return {
        "method": "rows",
        "table": "targets",
        "title": "name",
        "weight": "weight",
        "rules": list(rules or (UP,)),
        **keys,
    }


def document(score: Any, *others: Any, weight: float = 100, **keys: Any) -> dict[str, Any]:
    """Return a ruleset with the indicator i_rows, worth *weight*, and *others*."""
    tables = {**COVER["tables"], "targets": {"title": "绩效指标表", "fields": FIELDS}}
    indicators = [leaf("rows", weight, score, title="绩效指标", **keys), *others]
    return {**COVER, "tables": tables, "indicators": indicators}


def row(name: str | None, weight: Any = 1, actual: Any = 100, **cells: Any) -> dict[str, Any]:
    """Return a row whose target is 100."""
    return {"name": name, "weight": weight, "target": 100, "actual": actual, **cells}


def project(*rows: Any, **fields: Any) -> dict[str, Any]:
    return {"targets": list(rows), **fields}
