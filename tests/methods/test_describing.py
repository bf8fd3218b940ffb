"""Every method states its rule, with every parameter in it, in both languages."""

from decimal import Decimal
from math import nan

import pytest

from scoring.methods import METHODS, Telling

# Of each method a rule and what may differ in it: each must read unlike all the others.
RULES = {
    "proportional": [
        {"target": 95},
        {"target": 90},
        {"target": "goal"},
        {"target": 95, "floor": 60},
        {"target": 95, "floor": 95},
        {"target": 0, "better": "lower"},
        {"target": 95, "floor": "0.6 * target"},
        {"target": 95, "better": "lower"},
        {"target": 95, "better": "lower", "floor": 120},
        {"target": 95, "better": "lower", "curve": "inverse"},
        {"target": 95, "overshoot": {"beyond": 1.3, "then": 0}},
        {"target": 95, "overshoot": {"beyond": 1.3, "then": 0.5}},
        {"target": 95, "overshoot": {"beyond": 1.5, "then": 0}},
    ],
    "deduct": [
        {"limit": {"at_least": 100}, "each": 5, "points": 2},
        {"limit": {"at_least": 95}, "each": 5, "points": 2},
        {"limit": {"at_most": 100}, "each": 5, "points": 2},
        {"limit": {"at_most": "goal"}, "each": 5, "points": 2},
        {"limit": {"between": [95, 100]}, "each": 5, "points": 2},
        {"limit": {"between": [90, 100]}, "each": 5, "points": 2},
        {"limit": {"at_least": 100}, "each": 1, "points": 2},
        {"limit": {"at_least": 100}, "each": 5, "share": 0.3},
        {"limit": {"at_least": 100}, "each": 5, "points": 2, "steps": "started"},
        {"limit": {"at_least": 100}, "each": 5, "points": 2, "steps": "proportional"},
        {"limit": {"at_least": 100}, "each": 5, "points": 2, "at_most": 4},
    ],
    "bands": [
        {"bands": [{"range": spelt, "points": 5}]}
        for spelt in (
            "[80,90)",
            "[80,90]",
            "(80,90]",
            "(80,90)",
            ">=90",
            ">90",
            "<=90",
            "<90",
            "=90",
        )
    ]
    + [
        {"bands": [{"range": ">=90", "points": 6}]},
        {"bands": [{"range": ">=90", "points": 5, "label": "优"}]},
    ],
    "interpolate": [
        {"points": [[60, 0], [100, 1]]},
        {"points": [[60, 0], [90, 1]]},
        {"points": [[60, 0.1], [100, 1]]},
    ],
    "cases": [
        {"cases": [{"when": "ok", "points": 5}]},
        {"cases": [{"when": "a > 1", "points": 5}]},
        {"cases": [{"when": "ok", "points": 6}]},
        {"cases": [{"when": "ok", "points": 5, "label": "好"}]},
        {"cases": [{"when": "ok", "points": 5}], "otherwise": 2},
        {"cases": [{"when": "ok", "points": 5}], "otherwise": {"points": 2, "label": "其他"}},
        {"cases": [{"when": "ok", "points": 5}, {"when": "done", "points": 5}]},
    ],
    "condition": [{"when": "ok"}, {"when": "done"}, {"when": "ok", "otherwise": 0.5}],
    "checklist": [
        {"items": [{"title": "健全", "when": "ok", "points": 5}]},
        {"items": [{"title": "合规", "when": "ok", "points": 5}]},
        {"items": [{"title": "健全", "when": "done", "points": 5}]},
        {"items": [{"title": "健全", "when": "ok", "points": 6}]},
        {"items": [{"title": "健全", "count": "n", "points": 5}]},
        {"items": [{"title": "健全", "when": "ok", "points": 5}], "mode": "lose"},
        {"items": [{"title": "健全", "count": "n", "points": 5}], "mode": "lose"},
    ],
    "rating": [
        {"level": "level", "levels": [{"title": "好", "share": 1}]},
        {"level": "other", "levels": [{"title": "好", "share": 1}]},
        {"level": "level", "levels": [{"title": "好", "share": 0.8}]},
        {"level": "level", "levels": [{"title": "好", "share": 0}]},
        {"level": "level", "levels": [{"title": "优", "share": 1}]},
        {"level": "level", "levels": [{"title": "好", "from": 0.8, "to": 1}], "given": "n"},
        {"level": "level", "levels": [{"title": "好", "from": 0.8, "to": 1}], "given": "m"},
        {"level": "level", "levels": [{"title": "好", "from": 0.7, "to": 1}], "given": "n"},
    ],
    "judged": [
        {"given": "n", "reason": "note"},
        {"given": "m", "reason": "note"},
        {"given": "n", "reason": "why"},
    ],
    "relative": [
        {"against": against, **keys}
        for against in ("rank", "percentile", "best", "mean", "median", "min_max")
        for keys in ({}, {"better": "lower"})
    ]
    + [
        {"against": "rank", "points": [10, 8]},
        {"against": "rank", "points": [10, 8], "better": "lower"},
        {"against": "mean", "each": 1, "points": 2},
        {"against": "mean", "each": 2, "points": 2},
        {"against": "mean", "each": 1, "points": 3},
        {"against": "mean", "each": 1, "points": 2, "steps": "started"},
        {"against": "mean", "each": 1, "points": 2, "at_most": 5},
        {"against": "median", "each": 1, "points": 2},
    ],
    "formula": [{"rate": "value / 100"}, {"points": "value / 100"}, {"rate": 1}, {"rate": "a"}],
    "rows": [
        {"table": "rows", "title": "name", "weight": "share", **changed, "rules": rules}
        for changed in (
            {},
            {"table": "goals"},
            {"title": "goal"},
            {"weight": "points"},
            {"where": "ok"},
            {"total": 50},
            {"total": "most"},
        )
        for rules in (
            [{"value": "done", "score": {"method": "proportional", "target": 95}}],
            [{"value": "done", "score": {"method": "proportional", "target": "goal"}}],
            [{"value": "made", "score": {"method": "proportional", "target": 95}}],
            [
                {"when": "big", "score": {"method": "condition", "when": "ok"}},
                {"score": {"method": "judged", "given": "marks", "reason": "why"}},
            ],
            [
                {
                    "score": {"method": "condition", "when": "ok"},
                    "not_applicable": {"when": "planned == 0"},
                }
            ],
            [
                {
                    "value": "done",
                    "score": {"method": "bands", "bands": [{"range": ">=90", "share": 1}]},
                }
            ],
            [
                {
                    "value": "done",
                    "score": {"method": "bands", "bands": [{"range": ">=90", "points": 1}]},
                }
            ],
        )
    ],
}


def described(name, spec, language="zh-CN", unit="%"):
    method = METHODS[name].from_spec({"method": name, **spec}, Decimal(10))
    telling = Telling("指标", nan, {}, unit, full_marks=10.0, condition=lambda text: f"<{text}>")
    return [clause.say(language) for clause in method.describe(telling)]


def test_every_method_is_here():
    assert list(RULES) == list(METHODS)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("name", METHODS)
def test_rules_that_differ_read_unlike_each_other(name, language):
    told = [tuple(described(name, spec, language)) for spec in RULES[name]]

    assert len(set(told)) == len(told)


@pytest.mark.parametrize("name", METHODS)
def test_no_clause_ends_a_sentence_or_leaves_a_gap(name):
    clauses = [clause for spec in RULES[name] for clause in described(name, spec)]

    assert [clause for clause in clauses if clause.endswith("。") or "nan" in clause] == []


@pytest.mark.parametrize(
    ("name", "spec", "clauses"),
    [
        (
            "deduct",
            {"limit": {"at_least": 100}, "each": 5, "points": 2, "at_most": 4},
            ["不低于 100% 得满分，每低 5 个百分点扣 2 分（不足一档不扣），最多扣 4 分"],
        ),
        (
            "proportional",
            {"target": 95, "floor": 60},
            ["达到 95% 得满分，60% 及以下不得分，其间按比例得分"],
        ),
        (
            "proportional",
            {"target": 40, "floor": 40},
            ["达到 40% 得满分，否则不得分"],
        ),
        (
            "proportional",
            {"target": 0, "better": "lower"},
            ["不高于 0% 得满分，否则不得分"],
        ),
        (
            "proportional",
            {"target": 0, "better": "lower", "curve": "inverse"},
            ["不高于 0% 得满分，否则不得分"],
        ),
        (
            "bands",
            {"bands": [{"range": ">=90", "share": 1}, {"range": "[80,90)", "points": 5}]},
            [
                "90% 及以上，得 10 分",
                "80%（含）至 90%（不含），得 5 分",
                "不在以上各档之内的不得分",
            ],
        ),
        (
            "rating",
            {
                "level": "level",
                "given": "n",
                "levels": [
                    {"title": "达成", "from": 0.8, "to": 1},
                    {"title": "部分", "from": 0.6, "to": 0.8},
                ],
            },
            [
                "按「<level>」的等级得分",
                "「达成」在满分的 80%（含）至 100%（含）之间打分",
                "「部分」在满分的 60%（含）至 80%（不含）之间打分",
                "分数取自「<n>」",
            ],
        ),
    ],
)
def test_the_rule_in_words(name, spec, clauses):
    assert described(name, spec) == clauses
