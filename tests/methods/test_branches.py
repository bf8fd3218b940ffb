"""Every method names the ways its rule can go, and tells who went which."""

import numpy as np
import pytest

from scoring.model import State
from tests.methods.readings import method, reading, telling

STEPS = {"limit": {"at_least": 100}, "each": 5, "points": 2}
LEVELS = [{"title": "好", "from": 0.8, "to": 1}, {"title": "差", "share": 0}]
ITEMS = [{"title": "制度", "when": "ok", "points": 4}, {"title": "违规", "count": "n", "points": 3}]


def branches(judge, values=(), operands=None):
    """Return, by the words of each branch, who took it, or the line where the rule turns."""
    seen = reading(judge, values, operands=operands)
    figures = {name: column.values for name, column in seen.operands.items()}
    blank = telling(judge, np.nan, {name: np.ravel(each)[0] for name, each in figures.items()})
    with np.errstate(all="ignore"):
        found = list(judge.branches(seen, blank))
    return {
        branch.words.say("en"): np.asarray(branch.took).tolist()
        if branch.line is None
        else (np.ravel(branch.line)[0], branch.beyond)
        for branch in found
    }


def test_proportional_turns_at_target_floor_and_overshoot():
    overshoot = {"beyond": 1.3, "then": 0}
    judge = method("proportional", target=100, floor=60, overshoot=overshoot)

    assert branches(judge, [60.0, 80.0, 100.0]) == {
        "the target of 100%": (100, 0),
        "the line of no marks, 60%": (60, 0),
        "some marks in proportion": [False, True, False],
        "1.3 times 100%": (130, 1),
    }


def test_proportional_without_a_floor_has_none_to_show():
    assert list(branches(method("proportional", target=100), [50.0])) == [
        "the target of 100%",
        "some marks in proportion",
    ]


@pytest.mark.parametrize(
    ("spec", "beyond"),
    [
        pytest.param({"target": 40, "floor": 40}, -1, id="a target that is its own floor"),
        pytest.param({"target": 0}, -1, id="a target of nothing"),
        pytest.param({"target": 0, "better": "lower"}, 1, id="nothing is allowed"),
        pytest.param(
            {"target": 0, "better": "lower", "curve": "inverse"}, 1, id="inverse of nothing"
        ),
    ],
)
def test_all_or_nothing_has_a_line_with_two_sides_and_no_proportion(spec, beyond):
    target = spec["target"]

    assert branches(method("proportional", **spec), [39.0, 0.0]) == {
        f"the target of {target}%": (target, beyond)
    }


def test_a_target_of_each_department_may_be_in_proportion_though_all_are_nothing():
    found = branches(method("proportional", target="goal"), [0.0], {"target": [0.0]})

    assert "some marks in proportion" in found


def test_lower_is_better_reaches_nothing_at_twice_the_target():
    judge = method("proportional", target=10, better="lower")

    assert branches(judge, [15.0])["the line of no marks, twice 10%"] == (20, 0)


@pytest.mark.parametrize(
    ("steps", "limit", "first"),
    [
        pytest.param("complete", (100, 0), (95, 1), id="nothing is lost short of a whole step"),
        pytest.param("started", (100, -1), (95, -1), id="a step begun counts whole"),
    ],
)
def test_deductions_turn_at_the_limit_and_the_first_step(steps, limit, first):
    judge = method("deduct", **STEPS, steps=steps)
    found = branches(judge, [100.0, 95.0, 88.0, 10.0])

    assert found["the limit of 100%"] == limit
    assert found["one step (5 percentage points) below 100%"] == first
    assert found["more than one step, and something left"] == [False, False, True, False]
    assert found["down to nothing"] == [False, False, False, True]


def test_deductions_in_proportion_have_no_steps():
    found = branches(method("deduct", **STEPS, steps="proportional", at_most=3), [99.0, 80.0])

    assert found["some lost in proportion, and something left"] == [True, False]
    assert found["the most that is lost, 3"] == [False, True]


def test_bands_turn_where_they_end():
    bands = [{"range": "[80,90)", "points": 5}, {"range": ">=90", "points": 10}]
    found = branches(method("bands", bands=bands), [79.0, 80.0, 90.0])

    assert found == {
        "the band [80,90)": [False, True, False],
        "the band >=90": [False, False, True],
        "the cut at 80%": (80, -1),
        "the cut at 90%": (90, -1),
    }


def test_interpolation_turns_at_its_points():
    found = branches(method("interpolate", points=[[60, 0], [100, 1]]), [60.0, 70.0])

    assert found == {
        "the point at 60%": (60, 0),
        "the point at 100%": (100, 0),
        "between 60% and 100%": [False, True],
    }


def test_the_first_case_that_holds_is_taken_and_none_where_it_is_unknown():
    judge = method("cases", cases=[{"when": "a", "points": 9}, {"when": "b", "points": 5}])
    operands = {
        "cases/0/when": [True, False, False, State.MISSING],
        "cases/1/when": [True, True, False, True],
    }

    assert branches(judge, operands=operands) == {
        '"‹a›"': [True, False, False, False],
        '"‹b›"': [False, True, False, False],
        '"none of the conditions"': [False, False, True, False],
    }


def test_a_condition_holds_or_does_not():
    found = branches(method("condition", when="a"), operands={"when": [True, False, State.MISSING]})

    assert list(found.values()) == [[True, False, False], [False, True, False]]


def test_each_item_of_a_checklist_goes_both_ways():
    judge = method("checklist", items=ITEMS, mode="lose")
    operands = {"items/0/when": [True, False, False], "items/1/count": [0.0, 1.0, 3.0]}

    assert list(branches(judge, operands=operands).values()) == [
        [True, False, False],
        [False, True, True],
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, True],
    ]


def test_levels_are_met_at_their_ends_and_off_their_range():
    judge = method("rating", level="level", given="given", levels=LEVELS)
    operands = {"level": ["好", "好", "好", "差"], "given": [8.0, 10.0, 7.0, 0.0]}

    assert list(branches(judge, operands=operands).values()) == [
        [True, True, True, False],
        [True, False, False, False],
        [False, True, False, False],
        [False, False, True, False],
        [False, False, False, True],
    ]


def test_points_are_given_with_and_without_a_reason():
    judge = method("judged", given="given", reason="reason")
    why = ["好", "缺", "缺", State.MISSING, "多"]
    operands = {"given": [10.0, 5.0, 0.0, 5.0, 11.0], "reason": why}

    assert list(branches(judge, operands=operands).values()) == [
        [True, False, False, False, False],
        [False, True, True, False, False],
        [False, False, True, False, False],
        [False, False, False, True, False],
        [False, False, False, False, True],
    ]


def compared(judge, values, peers):
    column = reading(judge, values).value
    figures = judge.compare(column, np.array(peers))
    return branches(judge, values, {name: each.values.tolist() for name, each in figures.items()})


def test_peers_are_best_worst_alone_and_alike():
    found = compared(
        method("relative", against="best"), [90.0, 80.0, 70.0, 5.0, 6.0, 6.0], [0, 0, 0, 1, 2, 2]
    )

    assert list(found.values()) == [
        [False, False, False, True, False, False],
        [False, False, False, False, True, True],
        [True, False, False, False, True, True],
        [False, True, False, False, False, False],
        [False, False, True, False, False, False],
    ]


def test_every_place_of_a_ladder_is_named():
    judge = method("relative", against="rank", points=[10, 6])
    found = compared(judge, [90.0, 80.0, 70.0], [0, 0, 0])

    assert found["rank 2"] == [False, True, False]
    assert found["beyond rank 2"] == [False, False, True]


def test_steps_from_the_mean_turn_one_step_away():
    judge = method("relative", against="mean", each=5, points=2)
    found = compared(judge, [90.0, 80.0], [0, 0])

    assert found["the mean of its peers"] == (85, 0)
    assert found["one step (5 percentage points) worse than the mean of its peers"] == (80, 1)


def test_a_formula_gives_all_or_some():
    found = branches(method("formula", rate="r"), operands={"rate": [1.0, 0.5, 0.0]})

    assert list(found.values()) == [[True, False, False], [False, True, False]]
