"""The greatest that a sum can be, in closed form, is what a linear program finds."""

import numpy as np
from bureau import leaf, ruleset_of
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring.plan import compile_plan
from scoring.tuning.exact.extremes import greatest, loosened
from scoring.tuning.exact.ranges import weights_within
from scoring.tuning.programs import solve
from scoring.tuning.units import units_of

PHASES = (Phase.explicit, Phase.generate)
bounds = st.tuples(st.integers(0, 20), st.integers(0, 30))


def branch(name, children, **tune):
    weight = sum(child["weight"] for child in children)
    keys = {"tune": {side: value for side, value in tune.items() if value is not None}}
    return {"id": name, "title": name, "weight": weight, "children": children, **keys}


@st.composite
def trees(draw):
    """Draw a ruleset of a branch within a branch, all with bounds about their weights."""
    leaves = []
    for name, weight in zip("abcdn", (20, 10, 15, 25, 30), strict=True):
        under, over = draw(bounds)
        leaves.append(
            leaf(name, weight, tune={"min": max(weight - under, 0), "max": weight + over})
        )
    under, over = draw(bounds)
    inner = branch("inner", leaves[:2], min=30 - under, max=30 + over)
    under, over = draw(bounds)
    outer = branch("outer", [inner, leaves[2]], min=45 - under, max=45 + over)
    return ruleset_of(outer, *leaves[3:])


@settings(max_examples=15, deadline=None, phases=PHASES)
@given(trees(), st.lists(st.floats(-1, 1), min_size=5, max_size=5))
def test_the_closed_form_is_the_best_answer_of_a_program(ruleset, gains):
    units = units_of(compile_plan(ruleset))
    for limits in (units.limits, loosened(units)):
        program = weights_within(units, limits, 0)
        program.costs[:] = -np.array(gains)

        found = greatest(units, limits, np.array([gains]))[0]

        assert abs(found + solve(program).bound) < 1e-3


def test_without_bounds_all_goes_to_what_gains_most():
    units = units_of(compile_plan(ruleset_of(leaf("a", 60), leaf("b", 40))))

    assert greatest(units, units.limits, np.array([[0.25, 1], [-1, -0.5]])).tolist() == [
        10_000,
        -5_000,
    ]
