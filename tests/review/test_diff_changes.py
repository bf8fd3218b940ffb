"""What changed between two rulesets, in words."""

from copy import deepcopy

import pytest
from any_ruleset import documents
from bureau import leaf
from hypothesis import given, settings
from reviewed import RULES

from scoring.review.diff import compare
from scoring.review.diff.sections import COVER, LISTED, SINGLE
from scoring.ruleset import ruleset_from
from scoring.ruleset.top_keys import RULESET


def changed(edit, language="zh-CN"):
    """Return what is told once *edit* was done to the rules."""
    new = deepcopy(RULES)
    edit(new)
    found = compare(ruleset_from(RULES), ruleset_from(new), None, language)["changes"]
    return [(c["section"], c["kind"], c["id"], c["label"], c["before"], c["after"]) for c in found]


def node(document, name):
    return next(n for root in document["indicators"] for n in root["children"] if n["id"] == name)


def weights(new):
    node(new, "i_a")["weight"], node(new, "i_b")["weight"] = 12, 28
    for band, points in zip(node(new, "i_b")["score"]["bands"], (28, 20, 0), strict=True):
        band["points"] = points


def moved(new):
    new["indicators"][1]["children"].append(new["indicators"][0]["children"].pop(0))
    new["indicators"][0]["weight"], new["indicators"][1]["weight"] = 30, 70


def replaced(new):
    new["indicators"][1]["children"][1] = leaf("n", 40, title="创新")
    for profile in new["profiles"].values():
        profile["weights"]["i_n"] = profile["weights"].pop("i_d")


def set_in(*path):
    """Return an edit that puts the last of *path* where the others lead."""

    def edit(new):
        place = new
        for step in path[:-2]:
            place = place[step]
        place[path[-2]] = path[-1]

    return edit


def score_of(name, **keys):
    return lambda new: node(new, name)["score"].update(keys)


def keys_of(name, **keys):
    return lambda new: node(new, name).update(keys)


I = "indicators"  # noqa: E741


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        pytest.param(lambda _: None, [], id="nothing"),
        pytest.param(
            weights,
            [
                (I, "changed", "i_a", "权重", "10", "12"),
                (I, "changed", "i_b", "权重", "30", "28"),
                (I, "changed", "i_b", "计分方法", "90 及以上，得 30 分", "90 及以上，得 28 分"),
            ],
            id="weights, and the points that follow them",
        ),
        pytest.param(
            moved,
            [
                (I, "changed", "one", "权重", "40", "30"),
                (I, "changed", "two", "权重", "60", "70"),
                (I, "moved", "i_a", "", "过程", "效果"),
            ],
            id="an indicator that moved",
        ),
        pytest.param(
            keys_of("i_a", title="预算完成率"),
            [(I, "renamed", "i_a", "名称", "完成率", "预算完成率")],
            id="a new title",
        ),
        pytest.param(
            keys_of("i_b", id="satisfied"),
            [(I, "renamed", "satisfied", "标识", "i_b", "satisfied")],
            id="a new id",
        ),
        pytest.param(
            replaced,
            [
                (I, "removed", "i_d", "", "权重 40；d；得分率 = 完成值 ÷ 100，限于 0 至 1", ""),
                (I, "added", "i_n", "", "", "权重 40；n；得分率 = 完成值 ÷ 100，限于 0 至 1"),
                ("profiles", "changed", "x", "权重", "公开 60、产出 0", "公开 60、创新 0"),
                ("profiles", "changed", "y", "权重", "公开 0、产出 60", "公开 0、创新 60"),
            ],
            id="one indicator for another",
        ),
        pytest.param(
            score_of("i_a", each=1),
            [
                (
                    I,
                    "changed",
                    "i_a",
                    "计分方法",
                    "不低于 100% 得满分，每低 5 个百分点扣 2 分（不足一档不扣），扣完为止",
                    "不低于 100% 得满分，每低 1 个百分点扣 2 分（不足一档不扣），扣完为止",
                )
            ],
            id="a step",
        ),
        pytest.param(
            score_of("i_c", when="ok and done"),
            [
                (
                    I,
                    "changed",
                    "i_c",
                    "计分方法",
                    "符合「ok」得满分，否则不得分",
                    "符合「ok为是 且 done为是」得满分，否则不得分",
                )
            ],
            id="a condition",
        ),
        pytest.param(
            keys_of("i_a", missing="zero"),
            [(I, "changed", "i_a", "未提供时", "暂不计分，不参加排名", "计零分")],
            id="a policy",
        ),
        pytest.param(
            keys_of("i_a", basis="law"),
            [(I, "changed", "i_a", "依据", "（未写）", "财预〔2020〕10号 办法")],
            id="a basis",
        ),
        pytest.param(
            keys_of("i_a", examples=[{"given": {"a": 2, "b": 2}, "points": 10}]),
            [(I, "changed", "i_a", "算例", "1 项", "1 项")],
            id="as many examples, but other ones",
        ),
        pytest.param(
            set_in("values", "rate", "expression", "a / (b + c) * 100"),
            [("values", "changed", "rate", "算式", "a ÷ b × 100", "a ÷ （b + c） × 100")],
            id="a formula",
        ),
        pytest.param(
            set_in("values", "rate", "expression", "a/b*100"), [], id="a formula's spaces"
        ),
        pytest.param(
            set_in("parameters", "goal", "value", 90),
            [("parameters", "changed", "goal", "数值", "95", "90")],
            id="a threshold",
        ),
        pytest.param(
            set_in("fields", "a", "aliases", ["支出数"]),
            [("fields", "changed", "a", "别名", "", "支出数")],
            id="another heading of a field",
        ),
        pytest.param(
            set_in("tables", "tasks", "fields", "name", "type", "number"),
            [("tables", "changed", "tasks.name", "类型", "text", "number")],
            id="a column of a table",
        ),
        pytest.param(
            set_in("checks", 0, "severity", "error"),
            [("checks", "changed", "fits", "严重程度", "warning", "error")],
            id="a check",
        ),
        pytest.param(
            set_in("checks", 0, "severity", "warning"), [], id="a default that is written out"
        ),
        pytest.param(
            set_in("adjustments", 0, "min", -5),
            [("adjustments", "changed", "late", "下限", "-3", "-5")],
            id="an adjustment",
        ),
        pytest.param(
            set_in("vetoes", 0, "then", {"unranked": True}),
            [("vetoes", "changed", "fraud", "处理", "总分不超过 59.99", "不参加排名")],
            id="a veto",
        ),
        pytest.param(
            set_in("grades", 0, "at_least", 85),
            [("grades", "changed", "优", "起点", "90", "85")],
            id="a grade",
        ),
        pytest.param(
            set_in("ranking", "ties", "dense"),
            [("ranking", "changed", "", "并列", "competition", "dense")],
            id="the ranking",
        ),
        pytest.param(
            set_in("policies", {"missing": {"move_to": "i_d"}}),
            [("policies", "changed", "", "未提供时", "（未写）", "权重移至「产出」")],
            id="a policy of all",
        ),
        pytest.param(
            set_in("profiles", "x", "weights", {"i_c": 50, "i_d": 10}),
            [("profiles", "changed", "x", "权重", "公开 60、产出 0", "公开 50、产出 10")],
            id="a profile",
        ),
        pytest.param(
            lambda new: new.update(profiles=dict(reversed(new["profiles"].items()))),
            [("profiles", "reordered", "", "", "x → y", "y → x")],
            id="which profile comes first",
        ),
        pytest.param(
            lambda new: new["basis"].clear(),
            [("basis", "removed", "law", "", "", "")],
            id="a document",
        ),
        pytest.param(
            set_in("lint", [{"rule": "missing-remedy", "at": "i_a", "reason": "另有办法"}]),
            [("lint", "added", "missing-remedy i_a", "", "", "")],
            id="what lint need not tell",
        ),
        pytest.param(
            set_in("in_force", {"from": "2020-01-01", "until": None}),
            [("ruleset", "changed", "", "施行期间", "（未写）", "自 2020-01-01 起")],
            id="when it is in force",
        ),
    ],
)
def test_a_change_is_told(edit, told):
    assert changed(edit) == told


def test_a_change_is_told_in_english():
    assert changed(score_of("i_a", each=1), "en")[0][3:] == (
        "score",
        "full marks from 100% on; every 5 percentage points below costs 2 (a step must be "
        "complete), down to nothing",
        "full marks from 100% on; every 1 percentage points below costs 2 (a step must be "
        "complete), down to nothing",
    )


def test_every_key_of_a_ruleset_is_compared():
    naming = {"$schema", "language_version", "id", "edition", "extends"}

    assert set(RULESET) - naming == {*COVER, *SINGLE, *LISTED, "indicators"}


def test_another_reason_why_lint_need_not_tell_moves_no_score():
    entries = [
        {**RULES, "lint": [{"rule": "missing-remedy", "reason": reason}]} for reason in ("甲", "乙")
    ]

    found = compare(*map(ruleset_from, entries))["changes"]

    assert [(c["section"], c["id"], c["before"], c["after"], c["scores"]) for c in found] == [
        ("lint", "missing-remedy", "甲", "乙", False)
    ]


def test_the_same_rule_in_points_is_no_change_though_its_share_is():
    def edit(new):
        node(new, "i_a")["weight"], node(new, "i_b")["weight"] = 12, 28

    assert [c[3] for c in changed(edit) if c[2] == "i_a"] == ["权重"]


@settings(max_examples=30)
@given(documents())
def test_nothing_differs_from_itself(document):
    ruleset = ruleset_from(document)

    assert compare(ruleset, ruleset)["changes"] == []


@settings(max_examples=20)
@given(documents(), documents())
def test_any_two_rulesets_can_be_compared(one, other):
    old, new = ruleset_from(one), ruleset_from(other)
    there, back = compare(old, new)["changes"], compare(new, old, language="en")["changes"]

    assert len(there) == len(back)
