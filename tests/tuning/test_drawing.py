"""Weights drawn at random keep every bound and add up exactly."""

from fractions import Fraction

import numpy as np
import pytest
from any_ruleset import documents
from bureau import leaf, ruleset_of
from hypothesis import given, settings
from hypothesis import strategies as st
from reweighed import with_points_of_its_own

from scoring.plan import compile_plan
from scoring.points import share_columns, share_out
from scoring.ruleset import ruleset_from
from scoring.tuning.drawing import Limits, draw_around, draw_within
from scoring.tuning.sensitivity.recipe import Recipe, draw
from scoring.tuning.units import units_of, whole_marks

NO_GROUPS = (np.zeros((0, 3), dtype=bool), np.zeros(0), np.zeros(0))
TRIANGLE = Limits(np.zeros(3), np.full(3, 90.0), *NO_GROUPS)
EVEN = np.full(3, 30.0)


def test_draws_fill_all_that_the_bounds_leave():
    weights = draw_within(EVEN, TRIANGLE, 20_000, seed=1)

    # Uniform on a triangle: a third each, with a variance of 90² · 2 / (9 · 4).
    assert weights.mean(axis=1) == pytest.approx([30, 30, 30], abs=0.6)
    assert weights.var(axis=1) == pytest.approx([450, 450, 450], rel=0.03)


def test_the_same_seed_draws_the_same_weights():
    first, again, other = (draw_within(EVEN, TRIANGLE, 50, seed) for seed in (1, 1, 2))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_sum_of_a_group_stays_within_its_bounds():
    group = np.array([[True, True, False]])
    limits = Limits(np.zeros(3), np.full(3, 90.0), group, np.array([55.0]), np.array([62.0]))

    sums = draw_within(EVEN, limits, 2_000, seed=3)[:2].sum(axis=0)

    assert sums.min() >= 55 - 1e-9
    assert sums.max() <= 62 + 1e-9
    assert np.ptp(sums) > 6.5


def test_around_the_approved_weights_they_are_the_mean():
    now = np.array([45.0, 30.0, 15.0])
    shares = now / 90

    weights = draw_around(now, TRIANGLE, 20_000, seed=1, sureness=50)

    assert weights.mean(axis=1) == pytest.approx(now, rel=0.01)
    assert (weights / 90).var(axis=1) == pytest.approx(shares * (1 - shares) / 51, rel=0.05)


def test_bounds_that_leave_next_to_no_room_are_told_as_nan():
    limits = Limits(np.full(3, 29.9999), np.full(3, 30.0001), *NO_GROUPS)

    assert np.isnan(draw_around(EVEN, limits, 5, seed=1, sureness=5)).any()


@pytest.mark.parametrize("drawing", [draw_within, lambda *given: draw_around(*given, 20)])
def test_weights_without_room_stay(drawing):
    limits = Limits(np.array([30.0, 0, 0]), np.array([30.0, 90, 90]), *NO_GROUPS)

    weights = drawing(EVEN, limits, 100, 4)

    assert (weights[0] == 30).all()
    assert np.ptp(weights[1]) > 10


@pytest.mark.parametrize("drawing", [draw_within, lambda *given: draw_around(*given, 20)])
def test_one_free_weight_alone_cannot_move(drawing):
    limits = Limits(np.array([30.0, 30, 0]), np.array([30.0, 30, 90]), *NO_GROUPS)

    assert (drawing(EVEN, limits, 10, 4) == 30).all()


@settings(max_examples=20, deadline=None)
@given(documents().filter(with_points_of_its_own), st.sampled_from([None, 0.05, 0.5]))
def test_whole_marks_add_up_and_keep_every_bound(document, spread):
    units = units_of(compile_plan(ruleset_from(document)), spread)

    marks = whole_marks(units, draw_within(units.now, units.limits, 20, seed=5))

    drawn = np.array([marks[name] for name in units.ids])
    assert (drawn.sum(axis=0) == units.plan.full_marks).all()
    assert (drawn >= np.floor(units.limits.low)[:, None]).all()
    assert (drawn <= np.ceil(units.limits.high)[:, None]).all()


def test_bounds_of_the_ruleset_hold_in_marks():
    ruleset = ruleset_of(
        leaf("a", 60, tune={"min": 55, "max": 62}),
        leaf("b", 30),
        leaf("c", 10, tune={"lock": True}),
    )

    units = units_of(compile_plan(ruleset))

    assert units.now.tolist() == [6000, 3000, 1000]
    assert units.limits.low.tolist() == [5500, 0, 1000]
    assert units.limits.high.tolist() == [6200, 10000, 1000]


@given(
    st.integers(0, 500),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6),
)
def test_shares_of_many_draws_are_those_of_each(total, weights):
    names = [f"n{number}" for number in range(len(weights))]
    draws = np.array(weights, dtype=float).T
    columns = {name: draws[:, number] for number, name in enumerate(names)}

    shares = share_columns(total, columns)

    for place, column in enumerate(draws.tolist()):
        exact = {name: Fraction(weight) for name, weight in zip(names, column, strict=True)}
        if any(exact.values()):
            assert {n: int(shares[n][place]) for n in names} == share_out(total, exact)


def test_one_draw_of_single_figures_is_shared_as_columns_are():
    shares = share_columns(100, {"a": 1.0, "b": 1.0, "c": 1.0})

    assert {name: int(share) for name, share in shares.items()} == {"a": 34, "b": 33, "c": 33}


def test_rounding_breaks_no_bound_of_what_is_nested():
    inner = {"id": "AA", "title": "AA", "weight": 30}
    narrow = [
        leaf("a", 10, tune={"min": 9.99, "max": 10.01}),
        leaf("b", 20, tune={"min": 19.99, "max": 20.02}),
    ]
    children = [{**inner, "children": narrow}, leaf("n", 20)]
    rules = ruleset_of({"id": "A", "title": "A", "weight": 50, "children": children}, leaf("c", 50))

    recipe = Recipe(by="bounds", draws=10_000)
    marks = draw(recipe.units(compile_plan(rules)), recipe)

    assert marks["i_b"].min() >= 1999
    assert marks["i_b"].max() <= 2002
    assert (marks["i_a"] + marks["i_b"] == marks["AA"]).all()


def test_what_weighs_anything_is_never_drawn_to_nothing():
    rules = ruleset_of(
        leaf("a", 4),
        leaf("b", 5),
        leaf("c", 1),
        full_marks=10,
        rounding={"points": 0, "total": 0},
    )
    recipe = Recipe(by="bounds", draws=300)

    marks = draw(recipe.units(compile_plan(rules)), recipe)

    assert min(column.min() for column in marks.values()) == 1
