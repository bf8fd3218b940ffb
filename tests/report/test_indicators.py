"""What the report says of every indicator and dimension."""

import pytest
from bureau import INVALID, NOT_APPLICABLE, UNDEFINED, leaf, ruleset_of, score

from scoring.report import make_report


def told(*nodes, record, **keys):
    report = make_report(score(ruleset_of(*nodes, **keys), record))
    return report["departments"][0]


def indicator(record, policies=None, **keys):
    """Return what is said of indicator a, of 60 marks beside another of 40."""
    nodes = [leaf("a", 60, **keys), leaf("b", 40)]
    return told(*nodes, record={"b": 100, **record}, policies=policies or {})["indicators"][0]


@pytest.mark.parametrize(
    ("record", "policies", "status", "policy", "full_marks", "points", "rate"),
    [
        pytest.param({"a": 50}, {}, "scored", None, 60, 30, 0.5, id="scored"),
        pytest.param({}, {}, "missing", "zero", 60, 0, 0, id="missing"),
        pytest.param(
            {"a": NOT_APPLICABLE}, {}, "not_applicable", "full_marks", 60, 60, 1, id="full marks"
        ),
        pytest.param(
            {"a": NOT_APPLICABLE},
            {"not_applicable": "redistribute"},
            "not_applicable",
            "redistribute",
            0,
            0,
            0,
            id="given away",
        ),
        pytest.param({"a": UNDEFINED}, {}, "undefined", "unranked", 60, 0, 0, id="undefined"),
        pytest.param({"a": INVALID}, {}, "invalid", "unranked", 60, 0, 0, id="invalid"),
    ],
)
def test_indicator_says_its_state(record, policies, status, policy, full_marks, points, rate):
    found = indicator(record, policies)

    assert (found["status"], found["policy"]) == (status, policy)
    assert (found["weight"], found["full_marks"]) == (60, full_marks)
    assert (found["points"], found["rate"]) == (points, rate)
    assert (found["note"] is None) == (status == "scored")


def test_full_marks_by_policy_are_noted_although_nothing_was_lost():
    found = indicator({"a": NOT_APPLICABLE})

    assert found["deductions"] == []
    assert found["note"] == "「a」填报为不涉及，按规则计满分"


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        pytest.param({"i_a": 55.5}, 55.5, id="given"),
        pytest.param({"i_b": 40}, None, id="given for another only"),
        pytest.param({}, None, id="given for none"),
        pytest.param({"i_a": INVALID}, None, id="not a figure"),
    ],
)
def test_departments_own_marks_stand_beside(own, shown):
    found = indicator({"a": 50, "self_scores": own})

    assert (found["self_score"], found["points"]) == (shown, 30)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        pytest.param(92.345678, {}, 92.3457, id="four decimals by default"),
        pytest.param(92.345, {"decimals": 2}, 92.35, id="half up at its own"),
        pytest.param(-0.001, {"decimals": 2}, 0, id="no minus before nothing"),
        pytest.param(None, {}, None, id="none"),
    ],
)
def test_value_is_shown_as_it_was_judged(value, decimals, shown):
    found = indicator({"a": value}, **decimals)

    assert found["value"] == shown
    assert str(found["value"]) != "-0.0"


def test_path_and_unit():
    inner = {"id": "g", "title": "执行", "weight": 60, "children": [leaf("a", 60, unit="%")]}

    found = told(inner, leaf("b", 40), record={"a": 1})["indicators"]

    assert [(i["path"], i["unit"]) for i in found] == [(["执行"], "%"), ([], "")]


@pytest.mark.parametrize(
    ("ok", "weight", "note"),
    [
        pytest.param(True, 0, "本部门不考核该指标", id="taken out"),
        pytest.param(False, 60, None, id="kept"),
    ],
)
def test_weight_is_the_profiles(ok, weight, note):
    profiles = {"免": {"when": "ok", "weights": {"i_a": 0, "i_b": 100}}}

    found = told(
        leaf("a", 60), leaf("b", 40), record={"a": 50, "b": 50, "ok": ok}, profiles=profiles
    )["indicators"][0]

    assert (found["weight"], found["full_marks"], found["note"]) == (weight, weight, note)
    assert found["status"] == ("not_applicable" if ok else "scored")


def test_dimensions_are_told_as_a_tree():
    inner = {"id": "inner", "title": "内", "weight": 60, "aggregate": "best"}
    inner["children"] = [leaf("a", 60), leaf("b", 60)]
    outer = {"id": "out", "title": "外", "weight": 100, "children": [inner, leaf("c", 40)]}

    [found] = told(outer, record={"a": 50, "b": 25, "c": 100})["dimensions"]

    assert (found["id"], found["full_marks"], found["points"]) == ("out", 100, 70)
    assert "deductions" not in found
    [below] = found["dimensions"]
    assert (below["id"], below["aggregate"], below["points"]) == ("inner", "best", 30)
    assert [deduction["points"] for deduction in below["deductions"]] == [30]


def test_dimension_of_which_nothing_applies_does_not_apply():
    inner = {"id": "inner", "title": "内", "weight": 60, "children": [leaf("a", 60)]}

    [found] = told(
        inner,
        leaf("b", 40),
        record={"a": NOT_APPLICABLE, "b": 1},
        policies={"not_applicable": "redistribute"},
    )["dimensions"]

    assert (found["full_marks"], found["points"], found["status"]) == (0, 0, "not_applicable")


def test_inputs_are_told_with_state_and_cell():
    found = indicator({"a": None}, value="a + b")["deductions"][0]

    assert [(i["field"], i["value"], i["state"]) for i in found["inputs"]] == [
        ("a", None, "missing"),
        ("b", 100, "present"),
    ]


def test_whole_points_are_whole_numbers():
    found = told(leaf("a", 100), record={"a": 66.5}, rounding={"points": 0, "total": 0})

    assert (found["total"], found["indicators"][0]["points"]) == (67, 67)
    assert isinstance(found["total"], int)


@pytest.mark.parametrize(("language", "unit"), [("zh-CN", "行"), ("en", "rows")])
def test_rows_that_were_read_are_counted_in_the_language_of_the_report(language, unit):
    done = leaf("a", 100, value="count(tasks.finished > 1) / 2 * 100")
    scores = score(ruleset_of(done), {"tasks": [{"finished": 2}, {"finished": 0}]})

    [department] = make_report(scores, language=language)["departments"]
    [deduction] = department["indicators"][0]["deductions"]
    assert [given["unit"] for given in deduction["inputs"]] == [unit]
