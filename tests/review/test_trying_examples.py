"""Examples inside a ruleset: every thing they can give and expect is compared."""

import pytest
from bureau import leaf, ruleset_of

from scoring.plan import compile_plan
from scoring.review.examples import try_examples

BY_RANK = {"method": "relative", "against": "rank"}
BONUS = {"id": "late", "title": "逾期", "points": "-2 * n", "min": -5, "reason": "逾期 {n} 天"}
VETO = {"id": "fraud", "title": "弄虚作假", "when": "done", "then": {"cap_total": 59.99}}
CHECK = {"id": "above", "title": "甲不小于乙", "holds": "a >= b"}
PROFILE = {"small": {"when": "skip", "weights": {"i_a": 100, "i_b": 0}}}
GRADES = [{"title": "优", "at_least": 90}, {"title": "差", "at_least": 0}]


def differences(example, **keys):
    """Return what is different in an example of one indicator worth 20."""
    ruleset = ruleset_of(leaf("a", 20, examples=[example], **keys), full_marks=20)
    [trial] = try_examples(compile_plan(ruleset))
    return [told.what.say("en") for told in trial.differences]


def whole(example, *before, **keys):
    """Return what is different in an example of a ruleset with something of everything."""
    examples = [*before, {"id": "it", **example}]
    ruleset = ruleset_of(
        leaf("a", 60),
        leaf("b", 40),
        adjustments=[BONUS],
        vetoes=[VETO],
        checks=[CHECK],
        profiles=PROFILE,
        grades=GRADES,
        examples=examples,
        **keys,
    )
    trial = try_examples(compile_plan(ruleset))[-1]
    return [told.what.say("en") for told in trial.differences]


@pytest.mark.parametrize(
    ("example", "different"),
    [
        pytest.param({"given": {"a": 50}, "points": 10}, [], id="points as expected"),
        pytest.param({"given": {"a": 50}, "points": 10.01}, ["a: points"], id="a cent too many"),
        pytest.param({"given": {"a": 50}, "reason": "按公式"}, [], id="words in the reason"),
        pytest.param({"given": {"a": 50}, "reason": "目标"}, ["a: reason"], id="other words"),
        pytest.param({"given": {"a": 100}, "reason": "公式"}, ["a: reason"], id="nothing lost"),
        pytest.param({"given": {}, "status": "missing", "points": 0}, [], id="nothing given"),
        pytest.param({"given": {"a": None}, "status": "missing"}, [], id="null is missing"),
        pytest.param({"given": {"a": "不涉及"}, "status": "not_applicable"}, [], id="in words"),
        pytest.param({"given": {"a": "?"}, "status": "invalid"}, [], id="unreadable"),
        pytest.param({"given": {"a": 50}, "status": "invalid"}, ["a: status"], id="other state"),
        pytest.param({"given": {"a": 50}, "full_marks": 20}, [], id="full marks"),
        pytest.param({"given": {}, "reason": "未提供"}, [], id="words about a state"),
    ],
)
def test_an_example_of_an_indicator_differs_where_it_should(example, different):
    assert differences(example) == different


def test_a_note_on_what_does_not_apply_is_among_the_reasons():
    example = {"given": {"a": "不涉及"}, "points": 20, "reason": "按规则计满分"}

    assert differences(example) == []


@pytest.mark.parametrize(("rank", "points"), [(95, 20), (65, 10), (45, 0)])
def test_an_example_is_judged_among_its_own_peers_alone(rank, points):
    example = {"given": {"a": rank}, "peers": [{"a": 50}, {"a": 80}], "points": points}
    other = {"given": {"a": 1000}, "points": 20}
    item = leaf("a", 20, BY_RANK, examples=[example, other])
    trials = try_examples(compile_plan(ruleset_of(item, full_marks=20)))

    assert [trial.differences for trial in trials] == [(), ()]


def test_peers_of_another_group_are_not_compared_with():
    peers = [{"a": 80}, {"a": 99, "peer_group": "乙"}]
    example = {"given": {"a": 90, "peer_group": "甲"}, "peers": peers, "points": 20}
    item = leaf("a", 20, BY_RANK, examples=[example])
    ruleset = ruleset_of(item, full_marks=20, ranking={"within": "peer_group"})
    [trial] = try_examples(compile_plan(ruleset))

    assert trial.differences == ()


@pytest.mark.parametrize(
    ("expected", "different"),
    [
        pytest.param({"total": 90}, [], id="total"),
        pytest.param({"total": 90.01}, ["total"], id="another total"),
        pytest.param({"grade": "优"}, [], id="grade at its line"),
        pytest.param({"grade": "差"}, ["grade"], id="another grade"),
        pytest.param({"status": "ranked", "rank": 1}, [], id="ranked"),
        pytest.param({"points": {"i_a": 60, "i_b": 30}}, [], id="points by indicator"),
        pytest.param({"points": {"i_b": 31}}, ["b: points"], id="other points"),
        pytest.param({"full_marks": {"i_b": 40}}, [], id="full marks by indicator"),
        pytest.param({"profile": None}, [], id="no profile"),
        pytest.param({"profile": "small"}, ["profile"], id="another profile"),
        pytest.param({"findings": []}, [], id="no check fails"),
        pytest.param({"findings": ["above"]}, ["checks that fail"], id="a check should fail"),
        pytest.param({"unchecked": ["above"]}, ["not checked"], id="a check was made"),
        pytest.param({"adjustments": {"late": 0}}, [], id="nothing added"),
        pytest.param({"adjustments": {"late": -2}}, ["adjustments"], id="something added"),
        pytest.param({"vetoes": []}, [], id="no veto"),
        pytest.param({"vetoes": ["fraud"]}, ["vetoes"], id="a veto should hold"),
    ],
)
def test_an_example_of_the_whole_differs_where_it_should(expected, different):
    given = {"a": 100, "b": 75, "n": 0, "done": "否", "skip": "否"}

    assert whole({"given": given, **expected}) == different


def test_what_is_on_top_is_compared_with_its_reason():
    given = {"a": 100, "b": 100, "n": 4, "done": "是", "skip": "是"}
    expected = {"adjustments": {"late": -5}, "vetoes": ["fraud"], "total": 59.99, "reason": "逾期"}

    assert whole({"given": given, **expected, "profile": "small"}) == []
    assert whole({"given": given, "reason": "别的"}) == ["reason"]


def test_an_example_takes_the_figures_of_the_one_it_is_like():
    good = {"id": "good", "given": {"a": 100, "b": 100, "skip": "否"}, "total": 100}

    assert (
        whole({"like": "good", "given": {"b": None}, "total": 60, "unchecked": ["above"]}, good)
        == []
    )


def test_departments_may_be_named_alike_in_several_examples():
    same = {"department": "市总工会", "department_code": "001", "a": 50}
    item = leaf("a", 20, examples=[{"given": same, "points": 10}, {"given": same, "points": 10}])
    trials = try_examples(compile_plan(ruleset_of(item, full_marks=20)))

    assert [trial.passed for trial in trials] == [True, True]
