"""Weights that a solve comes to are such as the ruleset allows, and can be written in it."""

import json
from decimal import Decimal

import pytest
from bureau import leaf, ruleset_of, score

from scoring.evaluation import evaluate
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from
from scoring.tuning.sets.editions import new_edition
from scoring.tuning.solve.lattice import movable, steps_of
from scoring.tuning.solve.solution import solve_weights
from scoring.tuning.solve.targets import AtLeast, Before
from scoring.tuning.units import units_of

RECORDS = (
    {"department": "甲", "a": 80, "b": 60, "c": 20, "d": 50},
    {"department": "乙", "a": 60, "b": 60, "c": 60, "d": 50},
)
AHEAD = Before(1, 0, ("乙", "甲"))


def branch(name, weight, *children, **keys):
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


def scored_anew(scores, made):
    """Score with the edition that *made* makes, which refuses what breaks a bound, step or sum."""
    edition = ruleset_from(json.loads(new_edition(scores.plan.ruleset, made, "2").text))
    return evaluate(compile_plan(edition), scores.submissions)


def totals_told(found, scores):
    told = {e["department"]: e["after"]["total"] for e in found.result["departments"]}
    return [told[str(name)] for name in scores.submissions.departments]


def test_dimensions_move_by_their_own_steps():
    rules = ruleset_of(
        branch("x", 70, leaf("a", 40), leaf("b", 30), tune={"step": 1}),
        branch("y", 30, leaf("c", 20), leaf("d", 10), tune={"step": 1}),
    )
    scores = score(rules, *RECORDS)

    found = solve_weights(scores, [AHEAD], step=Decimal("0.1"))

    # Half a point from a to c would do, were it not that it moves both dimensions by a half.
    after = scored_anew(scores, found.made)
    assert after.totals[1] > after.totals[0]
    assert found.made.weights["x"] % 1 == 0


def test_weights_move_by_the_steps_of_the_ruleset_unless_others_are_asked_for():
    rules = ruleset_of(leaf("a", 60, tune={"step": 0.5}), leaf("b", 40))
    units = movable(units_of(compile_plan(rules)))

    assert steps_of(units, None).units.tolist() == [50, 100]
    assert steps_of(units, Decimal(1)).units.tolist() == [100, 100]
    assert steps_of(units, Decimal("0.3")).units.tolist() == [50, 30]


@pytest.mark.parametrize("bounds", [{"step": 1}, {"min": 7, "step": 1}, {}])
def test_weights_written_as_shares_are_found_as_shares(bounds):
    rules = ruleset_of(
        branch("x", 3, leaf("a", 8, tune=bounds), leaf("c", 8), weights="relative"),
        leaf("b", 1),
        weights="relative",
    )
    scores = score(rules, *RECORDS)

    found = solve_weights(scores, [AtLeast(1, 60.5, "乙"), AtLeast(0, 55, "甲")])
    swap = solve_weights(scores, [AHEAD])

    assert found.made is None
    assert swap.made.weights["x"] == 3
    assert swap.made.weights["i_a"] + swap.made.weights["i_c"] == 16
    after = scored_anew(scores, swap.made)
    assert after.totals[1] > after.totals[0]
    assert totals_told(swap, scores) == (after.totals / 100).tolist()


def test_profiles_are_brought_in_step_with_what_is_found():
    rules = ruleset_of(
        leaf("a", 40),
        leaf("b", 30),
        leaf("c", 30),
        profiles={"小": {"when": "skip", "weights": {"i_a": 10, "i_b": 60}}},
    )
    records = [
        {**record, "skip": name == "乙"} for record, name in zip(RECORDS, "甲乙", strict=True)
    ]
    scores = score(rules, *records)

    found = solve_weights(scores, [AtLeast(0, 58, "甲"), AtLeast(1, 60, "乙")])

    after = scored_anew(scores, found.made)
    assert found.made.profiles
    assert totals_told(found, scores) == (after.totals / 100).tolist()


def test_what_weighs_nothing_and_is_judged_by_points_stays_without_weight():
    points = {"method": "deduct", "limit": {"at_least": 100}, "each": 10, "points": 1}
    rules = ruleset_of(leaf("a", 60), leaf("c", 40), leaf("b", 0, points), leaf("d", 0))
    units = movable(units_of(compile_plan(rules)))

    assert (units.limits.low < units.limits.high).tolist() == [True, True, False, True]


def test_a_locked_share_stays_locked_though_it_comes_to_no_whole_mark():
    rules = ruleset_of(
        leaf("a", 1, tune={"lock": True}), leaf("b", 1), leaf("c", 1), weights="relative"
    )
    limits = movable(units_of(compile_plan(rules))).limits

    assert (limits.low < limits.high).tolist() == [False, True, True]
