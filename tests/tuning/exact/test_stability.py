"""Within its interval a weight leaves the leader and the order as they are; beyond it does not."""

import numpy as np
import pytest
from bureau import leaf, ruleset_of, score
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring.plan import compile_plan
from scoring.tuning.exact.dominance import dominance
from scoring.tuning.exact.stability import line_of, stability
from scoring.tuning.units import units_of

RULES = ruleset_of(
    leaf("a", 40, tune={"max": 70}), leaf("b", 30, tune={"min": 15}), leaf("c", 20),
    leaf("d", 10, tune={"lock": True}),
)  # fmt: skip
law = settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))
rates = st.integers(0, 100)
records = st.lists(st.fixed_dictionaries(dict.fromkeys("abcd", rates)), min_size=2, max_size=6)


def told(scores):
    (group,) = stability(scores)["groups"]
    return group["weights"]


def keeps(scores, marks, pairs):
    totals = marks / 100 @ scores.rates
    return ((totals[:, None] >= totals[None, :] - 1e-7) | ~pairs).all()


@law
@given(records)
def test_the_order_holds_within_and_goes_beyond(given_records):
    scores = score(RULES, *given_records)
    units = units_of(scores.plan)
    ahead = scores.totals[:, None] > scores.totals[None, :]

    leading = ahead & ~ahead.any(axis=0)[:, None]

    for place, weight in enumerate(told(scores)):
        line = line_of(units, place)
        for kind, pairs in (
            ("order", ahead),
            ("leader", leading),
        ):
            for end, at, sign in (("low", "at_low", -1), ("high", "at_high", 1)):
                moved = (weight[kind][end] - weight["now"]) * 100
                assert keeps(scores, units.now + line.moves * moved, pairs)
                beyond = units.now + line.moves * (moved + sign * 50)
                if weight[kind][at] and beyond.min() >= 0:
                    assert not keeps(scores, beyond, pairs)


def test_weights_move_in_proportion_and_locked_ones_stay():
    line = line_of(units_of(compile_plan(RULES)), 0)

    assert line.moves.tolist() == pytest.approx([1, -0.6, -0.4, 0])
    # a may weigh 70 at most, but b comes to its 15 when a weighs 65.
    assert (line.low, line.high) == pytest.approx((-4000, 2500))


def test_a_locked_weight_has_no_interval():
    weight = told(score(RULES, {"a": 90, "b": 10, "c": 50, "d": 0}))[3]

    assert weight["allowed"] == [10, 10]
    assert weight["order"] == {"low": 10, "high": 10, "at_low": None, "at_high": None}


def test_who_takes_the_lead_is_named_with_where():
    rules = ruleset_of(leaf("a", 60), leaf("b", 40))
    scores = score(
        rules,
        {"department": "甲", "a": 100, "b": 0},
        {"department": "乙", "a": 50, "b": 50},
        {"department": "丙", "a": 0, "b": 10},
    )

    assert told(scores)[0]["leader"] == {
        "low": 50, "high": 100, "at_low": ["甲", "乙"], "at_high": None,
    }  # fmt: skip


def test_departments_whose_totals_are_no_sums_are_left_out_by_name():
    rules = ruleset_of(
        leaf("a", 60, not_applicable={"when": "skip", "then": "redistribute"}), leaf("b", 40)
    )
    scores = score(
        rules, {"department": "甲", "b": 10, "skip": True}, {"department": "乙", "a": 5, "b": 5}
    )

    assert stability(scores)["groups"][0]["left_out"] == ["甲"]


# --- dominance --------------------------------------------------------------------------------


def pairs_in(*given_records, **keys):
    return {
        (pair["ahead"], pair["behind"]): pair["any_weights"]
        for pair in dominance(score(RULES, *given_records), **keys)["pairs"]
    }


def test_who_is_better_in_all_is_ahead_under_any_weights():
    better = {"department": "甲", "a": 50, "b": 60, "c": 70, "d": 80}
    worse = {"department": "乙", "a": 50, "b": 59.99, "c": 70, "d": 80}

    assert pairs_in(better, worse) == {("甲", "乙"): True}


def test_who_can_fall_behind_only_beyond_the_bounds_is_told_apart():
    one = {"department": "甲", "a": 90, "b": 90, "c": 90, "d": 0}
    other = {"department": "乙", "a": 10, "b": 10, "c": 10, "d": 100}

    assert pairs_in(one, other) == {("甲", "乙"): False}


def test_equals_are_on_a_level_and_neither_is_ahead():
    same = {"a": 1, "b": 2, "c": 3, "d": 4}
    found = dominance(score(RULES, {"department": "甲", **same}, {"department": "乙", **same}))

    assert (found["pairs"], found["level"]) == ([], [["甲", "乙"]])
    assert [entry["ahead_of"] for entry in found["departments"]] == [0, 0]


def test_within_a_dimension_whose_weight_is_locked_its_parts_make_room():
    rules = ruleset_of(
        {
            "id": "x", "title": "x", "weight": 60, "tune": {"lock": True},
            "children": [leaf("a", 40), leaf("b", 20)],
        },
        leaf("c", 30),
        leaf("d", 10),
    )  # fmt: skip
    units = units_of(compile_plan(rules))

    assert line_of(units, 0).moves.tolist() == [1, -1, 0, 0]
    assert line_of(units, 2).moves.tolist() == [0, 0, 1, -1]


def test_where_no_total_is_a_sum_all_are_named():
    rules = ruleset_of(
        leaf("a", 60, not_applicable={"when": "skip", "then": "redistribute"}), leaf("b", 40)
    )
    found = stability(score(rules, {"department": "甲", "b": 10, "skip": True}))

    assert (found["groups"], found["none"]) == ([], ["甲"])


@law
@given(records)
def test_no_weights_reverse_a_pair(given_records):
    names = [f"部门{number}" for number in range(len(given_records))]
    named = [{"department": n, **r} for n, r in zip(names, given_records, strict=True)]
    scores = score(RULES, *named)
    generator = np.random.default_rng(1)
    weights = generator.dirichlet(np.ones(4), 20) * 100
    totals = weights @ scores.rates

    for pair in dominance(scores)["pairs"]:
        if pair["any_weights"]:
            one, other = names.index(pair["ahead"]), names.index(pair["behind"])
            assert (totals[:, one] >= totals[:, other] - 1e-9).all()
