"""A small ruleset that no lint rule finds fault with, and how the examples change it."""

from copy import deepcopy
from typing import Any

FIELDS = {
    "rate": {"title": "完成率", "type": "percent", "minimum": 0, "maximum": 100},
    "budget": {"title": "预算数", "type": "money", "unit": "万元", "minimum": 1},
    "spent": {"title": "支出数", "type": "money", "unit": "万元", "minimum": 0},
    "done": {"title": "是否完成", "type": "boolean"},
}
LEAF = {
    "basis": "notice",
    "description": "说明",
    "evidence": "材料",
    "remedy": "请整改。",
    "tune": {"min": 1, "max": 9},
}
FIRST = {
    "id": "quality",
    "title": "质量",
    "weight": 6,
    "value": "rate",
    "decimals": 2,
    "score": {
        "method": "bands",
        "bands": [
            {"range": "[90,100]", "points": 6},
            {"range": "[60,90)", "points": 3},
            {"range": "[0,60)", "points": 0},
        ],
    },
    "examples": [{"given": {"rate": 95}, "points": 6}, {"given": {"rate": 59}, "points": 0}],
    **LEAF,
}
SECOND = {
    "id": "finished",
    "title": "完成",
    "weight": 4,
    "score": {"method": "condition", "when": "done and spent <= budget"},
    "examples": [
        {"given": {"done": True, "spent": 1, "budget": 1}, "points": 4},
        {"given": {"done": False}, "points": 0},
    ],
    **LEAF,
}
SOUND: dict[str, Any] = {
    "language_version": 1,
    "id": "small",
    "edition": "2024",
    "title": "小规则",
    "basis": [{"id": "notice", "title": "绩效评价办法", "date": "2023-05-01"}],
    "in_force": {"from": "2024-01-01"},
    "full_marks": 10,
    "fields": FIELDS,
    "indicators": [FIRST, SECOND],
    "grades": [{"title": "优", "at_least": 9}, {"title": "差", "at_least": 0}],
}


def ruleset(first: Any = None, second: Any = None, fields: Any = None, **top: Any) -> Any:
    """Return the sound ruleset, keys of its indicators, its fields and its top replaced.

    None removes a key.
    """
    document = deepcopy(SOUND)
    for node, changes in zip(document["indicators"], (first, second), strict=True):
        put(node, changes)
    put(document["fields"], fields)
    put(document, top)
    return document


def put(holder: dict[str, Any], changes: Any) -> None:
    for key, value in (changes or {}).items():
        if value is None:
            del holder[key]
        else:
            holder[key] = value


def scored(method: str, **keys: Any) -> dict[str, Any]:
    """Return the change of an indicator's method."""
    return {"score": {"method": method, **keys}}


def bands(**points: float) -> dict[str, Any]:
    """Return the change of an indicator's bands: ``bands(**{"[0,60)": 3})``."""
    return scored("bands", bands=[{"range": r, "points": p} for r, p in points.items()])
