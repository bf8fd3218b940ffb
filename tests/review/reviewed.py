"""A small ruleset with something in every section, for the tests of what is said of rulesets."""

from bureau import COVER, leaf

RULES = {
    **COVER,
    "basis": [{"id": "law", "title": "办法", "number": "财预〔2020〕10号"}],
    "parameters": {"goal": {"value": 95, "title": "目标", "unit": "%"}},
    "values": {"rate": {"title": "执行率", "expression": "a / b * 100", "unit": "%"}},
    "checks": [{"id": "fits", "title": "支出不超预算", "holds": "a <= b"}],
    "adjustments": [{"id": "late", "title": "逾期", "points": "-n", "min": -3}],
    "vetoes": [{"id": "fraud", "title": "造假", "when": "skip", "then": {"cap_total": 59.99}}],
    "grades": [{"title": "优", "at_least": 90}, {"title": "差", "at_least": 0}],
    "ranking": {"ties": "competition"},
    "profiles": {
        "x": {"when": "ok", "weights": {"i_c": 60, "i_d": 0}},
        "y": {"when": "done", "weights": {"i_c": 0, "i_d": 60}},
    },
    "indicators": [
        {
            "id": "one",
            "title": "过程",
            "weight": 40,
            "children": [
                leaf(
                    "a",
                    10,
                    {"method": "deduct", "limit": {"at_least": 100}, "each": 5, "points": 2},
                    title="完成率",
                    value="rate",
                    unit="%",
                    missing="unranked",
                    examples=[{"given": {"a": 1, "b": 1}, "points": 10}],
                ),
                leaf(
                    "b",
                    30,
                    {
                        "method": "bands",
                        "bands": [
                            {"range": ">=90", "points": 30},
                            {"range": "[80,90)", "points": 20},
                            {"range": "<80", "points": 0},
                        ],
                    },
                    title="满意度",
                    value="c",
                ),
            ],
        },
        {
            "id": "two",
            "title": "效果",
            "weight": 60,
            "children": [
                leaf("c", 20, {"method": "condition", "when": "ok"}, title="公开"),
                leaf("d", 40, title="产出"),
            ],
        },
    ],
}
