"""Totals as full marks times rates: the same as scoring, but for the rounding of marks."""

import numpy as np
import pytest
from any_ruleset import all_nodes, departments
from bureau import NOT_APPLICABLE, leaf, ruleset_of, score, submit
from hypothesis import given, settings
from reweighed import pairs

from scoring.evaluation import evaluate, reweigh
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from
from scoring.tuning.contest import contest_of

law = settings(max_examples=15, deadline=None)


def only_sums(pair):
    document, weights, _ = pair
    for node in all_nodes(document["indicators"]):
        node.get("score", {}).pop("fixed", None)
        if node.pop("aggregate", "sum") != "sum" and "children" in node:
            node["weights"] = "relative"
    document |= {"weights": "relative", "profiles": {}}
    return document, weights


@law
@given(pairs(adjustments=[], vetoes=[]).map(only_sums), departments())
def test_full_marks_are_shared_as_in_scoring(pair, records):
    document, weights = pair
    plan = compile_plan(ruleset_from(document))
    before = evaluate(plan, submit(plan.ruleset, *records))
    contest, after = contest_of(before), reweigh(before, weights)
    leaves, unit = len(plan.leaves), 10**plan.ruleset.rounding.points

    points = np.array([float(after.plan.weights[-1][name]) for name in contest.names])
    marks = contest.full_marks(points)[0]
    totals = contest.totals(points)[0]

    assert np.abs(marks - after.marks[:, :leaves] / unit).max() <= 3 / unit
    assert np.abs(totals - after.totals / 10**plan.ruleset.rounding.total).max() <= (
        leaves * 3.5 / unit + 0.5 / 10**plan.ruleset.rounding.total
    )


@pytest.mark.parametrize(
    ("policy", "marks"),
    [
        ("redistribute", [0, 50, 50]),
        ("redistribute_all", [0, 100 / 3, 200 / 3]),
        ({"move_to": "i_c"}, [0, 25, 75]),
    ],
)
def test_weight_of_what_does_not_apply_goes_where_the_policy_says(policy, marks):
    one = leaf("a", 35, not_applicable={"when": "skip", "then": policy})
    inner = {"id": "d", "title": "D", "weight": 60, "children": [one, leaf("b", 25)]}
    contest = contest_of(
        score(ruleset_of(inner, leaf("c", 40)), {"skip": True, "a": 1, "b": 1, "c": 1})
    )

    doubled = contest.full_marks(np.array([[25, 25, 50], [35, 25, 40]]))

    assert contest.pattern_of.tolist() == [1]
    assert doubled[0, 1].tolist() == pytest.approx(marks)
    assert doubled[:, 0].sum(axis=1).tolist() == [100, 100]


def test_profiles_keep_what_they_say():
    ruleset = ruleset_of(
        leaf("a", 50),
        leaf("b", 30),
        leaf("c", 20),
        profiles={"免": {"when": "ok", "weights": {"i_a": 0, "i_b": 80}}},
    )
    contest = contest_of(score(ruleset, {"ok": True, "a": 100, "b": 100, "c": 0}))

    assert contest.full_marks(np.array([50.0, 20, 30]))[0, 1].tolist() == pytest.approx(
        [0, 100 * 80 / 110, 100 * 30 / 110]
    )


def test_what_is_granted_and_added_is_told_apart():
    ruleset = ruleset_of(
        leaf("a", 50, not_applicable={"when": "skip", "then": "full_marks"}),
        leaf("b", 50),
        adjustments=[{"id": "plus", "title": "加分", "points": "n"}],
        vetoes=[{"id": "cap", "title": "否决", "when": "ok", "then": {"cap_total": 59.99}}],
        grades=[{"title": "优", "at_least": 90, "quota": 0.3}, {"title": "差", "at_least": 0}],
        ranking={"within": "peer_group"},
    )
    contest = contest_of(
        score(
            ruleset,
            {"a": NOT_APPLICABLE, "b": 50, "n": 2, "peer_group": "甲"},
            {"a": 100, "b": 100, "n": 0, "ok": True, "peer_group": "乙"},
            {"b": 40, "n": 0, "skip": True, "peer_group": "乙"},
        )
    )

    assert contest.rates.tolist() == [[1, 1, 1], [0.5, 1, 0.4]]
    assert contest.added.tolist() == [2, 0, 0]
    assert contest.totals(contest.weights).tolist() == [[77, 59.99, 70]]
    assert contest.groups.tolist() == [1, 0, 0]
    assert contest.ranked.all()
    assert contest.lines.tolist() == [90, 0]
    assert contest.beyond == ()


def test_what_does_not_follow_from_weights_is_named():
    fixed = {"method": "deduct", "limit": {"at_least": 1}, "each": 1, "points": 1, "fixed": True}
    inner = {"id": "d", "title": "D", "weight": 60, "aggregate": "worst"}
    ruleset = ruleset_of(
        {**inner, "children": [leaf("a", 60), leaf("b", 60)]},
        leaf("c", 40, fixed),
        adjustments=[
            {"id": "x", "title": "X", "points": 'points("i_a") / 10'},
            {"id": "y", "title": "Y", "points": "1"},
        ],
        vetoes=[{"id": "v", "title": "V", "when": 'rate("d") < 1', "then": {"unranked": True}}],
    )

    assert contest_of(score(ruleset, {"a": 1})).beyond == ("d", "i_c", "x", "v")


def test_bounds_are_arrays():
    tuned = {"min": 10, "max": 30, "step": 0.5}
    inner = {"id": "d", "title": "D", "weight": 60, "tune": {"max": 70}}
    ruleset = ruleset_of(
        {**inner, "children": [leaf("a", 25, tune=tuned), leaf("b", 35, tune={"lock": True})]},
        leaf("c", 40),
    )
    contest = contest_of(score(ruleset, {"a": 1}))

    assert contest.names == ("i_a", "i_b", "i_c")
    assert contest.bounds.low.tolist() == [10, 35, 0]
    assert contest.bounds.high.tolist() == [30, 35, 100]
    assert contest.bounds.locked.tolist() == [False, True, False]
    assert contest.bounds.step[0] == 0.5
    assert np.isnan(contest.bounds.step[1:]).all()
    assert contest.all_bounds.names == ("d", "i_a", "i_b", "i_c")
    assert contest.all_bounds.inside[0].tolist() == [True, True, True, False]
