"""What is wrong in the rules for rows is told in its place, with what to write instead."""

import pytest
from bureau import COVER, leaf

from scoring.errors import RulesetError
from scoring.ruleset import ruleset_from

RULE = {"value": "finished", "score": {"method": "proportional", "target": "planned"}}
STEPS = {"method": "deduct", "limit": {"at_least": 1}, "each": 1}


def document(*rules, **keys):
    score = {"method": "rows", "table": "tasks", "title": "name", "weight": "weight"}
    return {**COVER, "indicators": [leaf("a", 100, {**score, "rules": list(rules), **keys})]}


def problems(*rules, **keys):
    with pytest.raises(RulesetError) as refused:
        ruleset_from(document(*rules, **keys))
    return [
        (problem.place.removeprefix("ruleset /indicators/0/score"), problem.say())
        for problem in refused.value.problems
    ]


@pytest.mark.parametrize(
    ("rules", "keys", "place", "told"),
    [
        pytest.param(
            [RULE],
            {"table": "tesks"},
            "/table",
            "这张表。是否应为「tasks」",
            id="table",
        ),
        pytest.param(
            [RULE], {"weight": "name"}, "/weight", "此处应为数值，实为文字", id="weight of words"
        ),
        pytest.param([RULE], {"total": "al"}, "/total", "没有名为「al」的字段", id="total"),
        pytest.param([RULE], {"fixed": True}, "/fixed", "不能固定", id="fixed points of all"),
        pytest.param(
            [{**RULE, "when": "pased"}],
            {},
            "/rules/0/when",
            "是否应为「passed」",
            id="condition over a column that is not there",
        ),
        pytest.param(
            [{**RULE, "value": "tasks.finished"}],
            {},
            "/rules/0/value",
            "直接写列名 finished",
            id="a column with its table",
        ),
        pytest.param(
            [{**RULE, "value": "finished - sum(tasks.finished)"}],
            {},
            "/rules/0/value",
            "全表的合计请写进 values",
            id="a sum",
        ),
        pytest.param(
            [RULE, {**RULE, "when": "passed"}], {}, "/rules/1", "永远轮不到", id="out of reach"
        ),
        pytest.param(
            [{"value": "finished", "score": {**STEPS, "points": 1, "fixed": True}}],
            {},
            "/rules/0/score/fixed",
            "不能固定",
            id="fixed points",
        ),
        pytest.param(
            [{"value": "finished", "score": {**STEPS, "points": 1, "out_of": 20}}],
            {},
            "/rules/0/score/out_of",
            "以该行权重计",
            id="points out of something else than the row",
        ),
        pytest.param(
            [{"value": "finished", "score": {**STEPS, "share": 0.1, "at_most": 2}}],
            {},
            "/rules/0/score",
            "既写了 points 又写了 share",
            id="points beside shares",
        ),
        pytest.param(
            [{"value": "finished", "score": STEPS}],
            {},
            "/rules/0/score",
            "每档扣分须写 points 或 share 之一",
            id="what the method itself finds",
        ),
        pytest.param(
            [{"value": "finished", "score": {"method": "relative", "against": "rank"}}],
            {},
            "/rules/0/score/method",
            "不能写「relative」",
            id="comparison with peers",
        ),
        pytest.param(
            [{"score": RULE["score"]}], {}, "/rules/0", "缺少「value」", id="no value to judge"
        ),
        pytest.param(
            [{**RULE, "missing": "move_to"}],
            {},
            "/rules/0/missing",
            "不能写",
            id="moved away",
        ),
    ],
)
def test_a_slip_is_told_in_its_place(rules, keys, place, told):
    [(where, said)] = problems(*rules, **keys)

    assert where == place
    assert told in said


def test_words_of_a_rule_may_name_columns_and_nothing_else():
    good, bad = (document(RULE) for _ in range(2))
    good["indicators"][0]["reason"] = "{name}：{finished}，扣{lost}分"
    bad["indicators"][0]["reason"] = "{nam}"

    assert ruleset_from(good)
    with pytest.raises(RulesetError, match="name"):
        ruleset_from(bad)
