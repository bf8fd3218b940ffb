"""What the report says of the rules that it was made by."""

from functools import cache

import pytest
from bureau import leaf, ruleset_of, score
from jsonschema import Draft202012Validator
from shipped import EDITIONS, plan_of, shipped

from scoring.evaluation import evaluate
from scoring.intake import from_records
from scoring.report import make_report
from scoring.report_schema import report_schema
from scoring.sampling import sample

IN_PROPORTION = "full marks from 100 on; below it, in proportion to the target"
VALIDATOR = Draft202012Validator(report_schema())


def rules_of(*nodes, language=None, **keys):
    nodes = nodes or [leaf("a", 60), leaf("b", 40)]
    return make_report(score(ruleset_of(*nodes, **keys)), language=language)["rules"]


def test_the_tree_holds_dimensions_and_what_is_below_them():
    tree = rules_of(
        {"id": "pair", "title": "择优", "weight": 60, "aggregate": "best",
         "children": [leaf("a", 60), leaf("b", 60)]},
        leaf("c", 40),
    )["tree"]  # fmt: skip

    assert [(node["id"], node["weight"]) for node in tree] == [("pair", 60.0), ("i_c", 40.0)]
    assert tree[0]["aggregate"] == "best"
    assert [child["id"] for child in tree[0]["children"]] == ["i_a", "i_b"]
    assert "children" not in tree[1]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("zh-CN", "达到 100 得满分，低于的按完成值占目标值的比例得分", id="Chinese"),
        pytest.param("en", IN_PROPORTION, id="English"),
    ],
)
def test_a_rule_is_told_in_the_language_of_the_report(language, said):
    judged = {"method": "proportional", "target": 100}
    tree = rules_of(leaf("a", 60, judged), leaf("b", 40), language=language)["tree"]
    (rule,) = tree[0]["rule"]

    assert rule == said


def test_what_data_states_come_to_is_told_with_where_weight_moves():
    tree = rules_of(leaf("a", 60, missing={"move_to": "i_b"}), leaf("b", 40))["tree"]

    assert tree[0]["policies"] == {
        "missing": {"move_to": "i_b"},
        "not_applicable": "full_marks",
        "undefined": "unranked",
        "invalid": "unranked",
    }


def test_an_adjustment_that_reads_scores_is_told_from_one_that_reads_data():
    adjustments = [
        {"id": "steady", "title": "稳定", "points": "1 if a > 90 else 0"},
        {"id": "top", "title": "拔尖", "points": "1 if rate('i_a') > 0.9 else 0", "max": 1},
    ]

    told = rules_of(adjustments=adjustments)["adjustments"]

    assert [(entry["id"], entry["reads_scores"], entry["max"]) for entry in told] == [
        ("steady", False, None),
        ("top", True, 1.0),
    ]


def test_checks_that_bar_from_the_ranking_are_named():
    checks = [
        {"id": "grave", "title": "重", "holds": "a > 0", "severity": "error"},
        {"id": "light", "title": "轻", "holds": "b > 0"},
    ]

    assert rules_of(checks=checks)["barring_checks"] == []
    assert rules_of(checks=checks, policies={"check_error": "unranked"})["barring_checks"] == [
        "grave"
    ]


def test_a_department_names_the_profile_that_it_is_weighed_by():
    profiles = {"小部门": {"when": "a < 50", "weights": {"i_a": 20, "i_b": 80}}}
    scores = score(
        ruleset_of(leaf("a", 60), leaf("b", 40), profiles=profiles),
        {"department": "大", "a": 90, "b": 90},
        {"department": "小", "a": 40, "b": 90},
    )

    report = make_report(scores)

    assert report["rules"]["profiles"] == [
        {"name": "小部门", "weights": {"i_a": 20.0, "i_b": 80.0}}
    ]
    assert {d["department"]: d["profile"] for d in report["departments"]} == {
        "大": None,
        "小": "小部门",
    }


@cache
def scores_of(name):
    submissions = from_records(sample(shipped(name), 1, seed=1).records, shipped(name))
    return evaluate(plan_of(name), submissions)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("name", EDITIONS)
def test_the_rules_of_every_shipped_ruleset_satisfy_the_schema(name, language):
    report = make_report(scores_of(name), language=language, explained=False)

    assert not list(VALIDATOR.iter_errors(report))
