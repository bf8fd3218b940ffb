"""Sums to show each method by: an indicator, some departments, and what the engine gives them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from scoring.evaluation import evaluate
from scoring.explanation import explain
from scoring.intake import from_records
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from
from scoring.words import fixed, plain

Json = Mapping[str, Any]


class Worked(NamedTuple):
    """An indicator's own keys, the fields and tables it reads, and what departments submitted."""

    indicator: Json
    fields: Mapping[str, Json]
    given: tuple[Json, ...]
    tables: Mapping[str, Json] = MappingProxyType({})


class Sum(NamedTuple):
    """One department's figures, rate, points and reasons, as they are shown."""

    given: Json
    rate: str
    points: str
    reasons: tuple[str, ...]


def sums(worked: Worked) -> list[Sum]:
    """Return what each department of *worked* gets, scored and explained by the engine."""
    names = ("甲", "乙", "丙", "丁", "戊", "己")
    records = [
        {"department": name, **record} for name, record in zip(names, worked.given, strict=False)
    ]
    ruleset = ruleset_from(document(worked))
    scores = evaluate(compile_plan(ruleset), from_records(records, ruleset))
    told = explain(scores)
    return [
        Sum(
            given=worked.given[row],
            rate=f"{plain(round(float(scores.rates[0, row]) * 100, 2))}%",
            points=fixed(scores.points[0, row] / 100, 2),
            reasons=tuple(loss.reason for loss in told if loss.department == row),
        )
        for row in range(len(records))
    ]


def document(worked: Worked) -> Json:
    """Return the smallest ruleset that holds the indicator."""
    return {
        "language_version": 1,
        "id": "worked",
        "edition": "1",
        "title": "算例",
        "full_marks": worked.indicator["weight"],
        "fields": dict(worked.fields),
        "tables": dict(worked.tables),
        "indicators": [{"id": "example", **worked.indicator}],
    }


_PERCENT: Json = {"title": "完成率", "type": "percent", "unit": "%"}


def _of_value(title: str, weight: float, score: Json, *values: float) -> Worked:
    indicator = {"title": title, "weight": weight, "value": "done", "unit": "%", "decimals": 2}
    given = tuple({"done": value} for value in values)
    return Worked({**indicator, "score": score}, {"done": _PERCENT}, given)


WORKED: Mapping[str, Worked] = {
    "proportional": _of_value(
        "任务完成率",
        10,
        {"method": "proportional", "target": 100, "floor": "0.6 * target"},
        100, 80, 60,
    ),
    "deduct": _of_value(
        "预算完成率",
        8,
        {"method": "deduct", "limit": {"at_least": 100}, "each": 5, "points": 2},
        100, 95.1, 92.8, 70,
    ),
    "bands": _of_value(
        "满意度",
        10,
        {
            "method": "bands",
            "bands": [
                {"range": "[90,100]", "points": 10},
                {"range": "[80,90)", "points": 5, "label": "较满意"},
                {"range": "[0,80)", "share": 0},
            ],
        },
        90, 89.99, 79.99,
    ),
    "interpolate": _of_value(
        "支出进度",
        6,
        {"method": "interpolate", "points": [[40, 0], [80, 0.6], [100, 1]]},
        100, 90, 60, 30,
    ),
    "cases": Worked(
        {
            "title": "资金结余",
            "weight": 3,
            "score": {
                "method": "cases",
                "cases": [
                    {"when": "surplus == 0", "points": 3, "label": "无结余"},
                    {"when": "surplus <= surplus_last", "points": 2, "label": "不超过上年"},
                ],
                "otherwise": 0,
            },
        },
        {
            "surplus": {"title": "本年结余", "type": "money", "unit": "万元"},
            "surplus_last": {"title": "上年结余", "type": "money", "unit": "万元"},
        },
        (
            {"surplus": 0, "surplus_last": 5},
            {"surplus": 5, "surplus_last": 5},
            {"surplus": 6, "surplus_last": 5},
        ),
    ),
    "condition": Worked(
        {
            "title": "按时公开",
            "weight": 5,
            "score": {"method": "condition", "when": "days <= 20", "otherwise": 0.4},
        },
        {"days": {"title": "公开所用天数", "type": "integer"}},
        ({"days": 20}, {"days": 21}),
    ),
    "checklist": Worked(
        {
            "title": "资金使用合规性",
            "weight": 6,
            "score": {
                "method": "checklist",
                "mode": "lose",
                "items": [
                    {"title": "审批手续完整", "when": "approved", "points": 2},
                    {"title": "挤占挪用", "count": "breaches", "points": 3},
                ],
            },
        },
        {
            "approved": {"title": "审批是否完整", "type": "boolean"},
            "breaches": {"title": "挤占挪用次数", "type": "integer"},
        },
        (
            {"approved": "是", "breaches": 0},
            {"approved": "否", "breaches": 1},
            {"approved": "否", "breaches": 2},
        ),
    ),
    "rating": Worked(
        {
            "title": "社会效益",
            "weight": 10,
            "score": {
                "method": "rating",
                "level": "effect",
                "given": "effect_points",
                "levels": [
                    {"title": "达成", "from": 0.8, "to": 1},
                    {"title": "部分达成", "from": 0.6, "to": 0.8},
                    {"title": "未达成", "share": 0},
                ],
            },
        },
        {
            "effect": {
                "title": "效益等级",
                "type": "choice",
                "choices": ["达成", "部分达成", "未达成"],
            },
            "effect_points": {"title": "效益评分", "type": "number"},
        },
        (
            {"effect": "达成", "effect_points": 10},
            {"effect": "达成", "effect_points": 8.5},
            {"effect": "部分达成", "effect_points": 6},
            {"effect": "未达成", "effect_points": 0},
        ),
    ),
    "judged": Worked(
        {
            "title": "工作创新",
            "weight": 5,
            "score": {"method": "judged", "given": "review_points", "reason": "review_reason"},
        },
        {
            "review_points": {"title": "评审评分", "type": "number"},
            "review_reason": {"title": "评审理由", "type": "text"},
        },
        (
            {"review_points": 5},
            {"review_points": 3.5, "review_reason": "成果尚未推广"},
        ),
    ),
    "relative": Worked(
        {
            "title": "人均成本",
            "weight": 10,
            "value": "cost",
            "unit": "万元",
            "decimals": 2,
            "score": {"method": "relative", "against": "best", "better": "lower"},
        },
        {"cost": {"title": "人均成本", "type": "money", "unit": "万元"}},
        ({"cost": 5}, {"cost": 8}, {"cost": 10}),
    ),
    "formula": _of_value(
        "预算调整率",
        10,
        {"method": "formula", "rate": "1 - 10 * value / 100"},
        0, 4, 12,
    ),
    "rows": Worked(
        {
            "title": "产出指标",
            "weight": 50,
            "score": {
                "method": "rows", "table": "targets", "title": "name", "weight": "weight",
                "rules": [
                    {
                        "when": 'direction == "≤"',
                        "value": "actual",
                        "score": {"method": "proportional", "target": "target", "better": "lower"},
                    },
                    {
                        "value": "actual",
                        "score": {"method": "proportional", "target": "target"},
                    },
                ],
            },
        },
        {},
        (
            {"targets": [
                {"name": "培训人次", "weight": 30, "direction": "≥", "target": 200, "actual": 210},
                {"name": "人均成本", "weight": 20, "direction": "≤", "target": 50, "actual": 45},
            ]},
            {"targets": [
                {"name": "培训人次", "weight": 30, "direction": "≥", "target": 200, "actual": 180},
                {"name": "人均成本", "weight": 20, "direction": "≤", "target": 50, "actual": 45},
            ]},
            {"targets": [
                {"name": "培训人次", "weight": 3, "direction": "≥", "target": 200, "actual": 200},
                {"name": "人均成本", "weight": 2, "direction": "≤", "target": 50, "actual": 60},
                {"name": "按期结业", "weight": 1, "direction": "≥", "target": 10},
            ]},
        ),
        {"targets": {"title": "绩效指标", "fields": {
            "name": {"title": "指标名称", "type": "text"},
            "weight": {"title": "权重", "type": "number"},
            "direction": {"title": "方向", "type": "choice", "choices": ["≥", "≤"]},
            "target": {"title": "目标值", "type": "number"},
            "actual": {"title": "完成值", "type": "number"},
        }}},
    ),
}  # fmt: skip
