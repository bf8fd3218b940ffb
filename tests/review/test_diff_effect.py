"""What a change of rules does to departments: to the cent, and with every reason."""

import pytest
from any_ruleset import departments, documents
from bureau import COVER, leaf, submit
from hypothesis import given, settings

from scoring.review.diff import compare, read_for_both
from scoring.ruleset import ruleset_from

GRADES = [{"title": "优", "at_least": 90}, {"title": "差", "at_least": 0}]


def rules(*indicators, **keys):
    return ruleset_from({**COVER, "grades": GRADES, "indicators": list(indicators), **keys})


def effect(old, new, *records):
    given = submit(old, *records), submit(new, *records)
    return compare(old, new, given)["effect"]


def reasons(entry):
    keys = ("id", "points", "by_full_marks", "by_rule")
    return [tuple(reason[key] for key in keys) for reason in entry["reasons"]]


@settings(max_examples=25)
@given(documents(), documents(), departments())
def test_the_reasons_add_up_to_the_difference_to_the_cent(one, other, records):
    told = effect(ruleset_from(one), ruleset_from(other), *records)

    for entry in told["departments"]:
        cents = [round(reason["points"] * 1000) for reason in entry["reasons"]]
        halves = [round(r["by_full_marks"] * 1000 + r["by_rule"] * 1000) for r in entry["reasons"]]
        moved = round(entry["after"]["total"] * 1000) - round(entry["before"]["total"] * 1000)

        assert sum(cents) == sum(halves) == moved == round(entry["change"] * 1000)


@settings(max_examples=20)
@given(documents(), departments())
def test_nobody_moves_under_the_same_rules(document, records):
    ruleset = ruleset_from(document)
    told = effect(ruleset, ruleset, *records)

    assert told["summary"]["moved"] == 0
    assert told["indicators"] == told["grades"] == []
    assert told["summary"]["kendall_tau_b"] in (1, None)


def test_a_weight_moves_by_full_marks_and_a_rule_by_rule():
    half = {"method": "formula", "rate": "value / 200"}
    old = rules(leaf("a", 40), leaf("b", 60))
    new = rules(leaf("a", 50), leaf("b", 50, half))
    told = effect(old, new, {"a": 50, "b": 80})

    assert reasons(told["departments"][0]) == [("i_b", -28.0, -8.0, -20.0), ("i_a", 5.0, 5.0, 0.0)]


def test_what_comes_and_goes_is_named_so():
    told = effect(rules(leaf("a", 100)), rules(leaf("b", 100)), {"a": 50, "b": 80})

    assert [r["title"] for r in told["departments"][0]["reasons"]] == ["b（新增）", "a（删去）"]


def test_an_either_or_is_one_reason_even_if_it_was_a_sum():
    parts = [leaf("a", 50), leaf("b", 50)]
    either = [leaf("a", 100), leaf("b", 100)]
    old = rules({"id": "d", "title": "维", "weight": 100, "children": parts})
    new = rules({"id": "d", "title": "维", "weight": 100, "aggregate": "best", "children": either})

    assert reasons(effect(old, new, {"a": 50, "b": 80})["departments"][0])[0][:2] == ("d", 15.0)


def test_adjustments_and_caps_are_reasons_too():
    old = rules(leaf("a", 100))
    new = rules(
        leaf("a", 100),
        adjustments=[{"id": "late", "title": "逾期", "points": "-n"}],
        vetoes=[{"id": "v", "title": "造假", "when": "ok", "then": {"cap_total": 59.99}}],
    )
    told = effect(old, new, {"a": 80, "n": 2, "ok": True})["departments"][0]

    assert reasons(told) == [("", -18.01, 0.0, -18.01), ("late", -2.0, 0.0, -2.0)]
    assert told["reasons"][0]["title"] == "封顶、否决及取整"


def test_ranks_grades_and_the_largest_move_are_counted():
    old, new = rules(leaf("a", 60), leaf("b", 40)), rules(leaf("a", 40), leaf("b", 60))
    records = [{"a": 100, "b": 60}, {"a": 60, "b": 100}, {"a": 95, "b": 95}]
    told = effect(old, new, *records)

    assert told["summary"] | {"pairs": 0} == {
        "departments": 3,
        "moved": 2,
        "totals_changed": 2,
        "ranks_changed": 2,
        "grades_changed": 0,
        "no_longer_ranked": 0,
        "newly_ranked": 0,
        "mean_change": 0.0,
        "largest_change": {"department": "部门1", "change": -8.0},
        "kendall_tau_b": pytest.approx(1 / 3, abs=1e-6),
        "pairs": 0,
    }


def test_grades_that_changed_are_told_from_which_to_which():
    old = rules(leaf("a", 100))
    new = rules(leaf("a", 100, {"method": "formula", "rate": "value / 200"}))

    assert effect(old, new, {"a": 95}, {"a": 50})["grades"] == [
        {"before": "优", "after": "差", "departments": 1}
    ]


def test_decimals_are_the_finer_of_both():
    old = rules(leaf("a", 100), rounding={"points": 1, "total": 0})
    new = rules(leaf("a", 100), rounding={"points": 3, "total": 3})
    told = effect(old, new, {"a": 33.3337})

    assert told["decimals"] == 3
    assert told["departments"][0]["change"] == 0.334


def test_fields_of_one_ruleset_only_are_told_once():
    old = rules(leaf("a", 100))
    fields = {**COVER["fields"], "extra": {"title": "新字段", "type": "number"}}
    new = rules(leaf("extra", 100), fields=fields)
    found = compare(old, new, (submit(old, {"a": 1}), submit(new, {"a": 1})))["findings"]

    assert [f["message"] for f in found] == [
        "只有新规则使用的字段：新字段；其中报送数据未提供：新字段"
    ]


@pytest.mark.parametrize(
    ("keys", "once"),
    [
        pytest.param({"full_marks": 200, "weights": "relative"}, True, id="other marks"),
        pytest.param({"fields": {"a": {"title": "甲", "type": "money"}}}, False, id="other fields"),
    ],
)
def test_files_are_read_once_where_both_rulesets_ask_for_the_same(tmp_path, keys, once):
    (tmp_path / "a.csv").write_text("department,a\n甲,1\n", encoding="utf-8")
    one, other = read_for_both([tmp_path], rules(leaf("a", 100)), rules(leaf("a", 100), **keys))

    assert (one is other) is once
