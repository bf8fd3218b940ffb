"""What is said of each indicator's health, by departments made to show it."""

import json
from math import isclose

import numpy as np
import pytest
from any_ruleset import departments, documents
from bureau import NOT_APPLICABLE, leaf, ruleset_of, score, submit
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.evaluation import evaluate
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from
from scoring.tuning.health import assess
from scoring.tuning.health.flags import FEWEST

SIZE = 40
SPREAD = [100 * i / (SIZE - 1) for i in range(SIZE)]  # from 0 to 100


def shuffled(seed, values=SPREAD):
    return np.random.default_rng(seed).permutation(values).tolist()


def assessed(*indicators, language="en", **columns):
    """Return the document on SIZE departments whose fields are *columns*."""
    ruleset = ruleset_of(*indicators)
    records = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return assess(score(ruleset, *records), language)


def flags(health, name):
    entry = next(entry for entry in health["indicators"] if entry["id"] == f"i_{name}")
    return {flag["code"]: flag["message"] for flag in entry["flags"]}


def test_what_gives_all_the_same_tells_no_one_apart():
    health = assessed(leaf("a", 50), leaf("b", 50), a=[80] * SIZE, b=SPREAD)

    assert flags(health, "a") == {
        "alike": "all 40 departments get 80.0%: it tells no one apart",
    }


@pytest.mark.parametrize(
    ("column", "code", "message"),
    [
        pytest.param([100] * 37 + [0, 20, 50], "ceiling", "92.5% of departments get full marks"),
        pytest.param([0] * 37 + [100, 20, 50], "floor", "92.5% of departments get nothing"),
    ],
)
def test_where_nearly_all_get_the_same_it_is_said(column, code, message):
    health = assessed(leaf("a", 50), leaf("b", 50), a=column, b=SPREAD)

    assert flags(health, "a")[code] == message
    assert "weak" not in flags(health, "a")


def test_what_says_the_same_or_the_opposite_is_named_on_both_sides():
    near = [min(100, value + (i % 2)) for i, value in enumerate(SPREAD)]
    columns = {"a": SPREAD, "b": near, "c": SPREAD[::-1], "d": shuffled(1)}
    health = assessed(leaf("a", 10), leaf("b", 10), leaf("c", 10), leaf("d", 70), **columns)

    assert flags(health, "a")["same"] == 'it says the same as "b" (r = 1.00)'
    assert flags(health, "b")["same"] == 'it says the same as "a" (r = 1.00)'
    assert flags(health, "c")["opposite"] == (
        'it says the opposite of "b" (r = -1.00): they cancel out'
    )
    assert "same" not in flags(health, "d")


def test_what_works_against_the_total_is_said():
    health = assessed(leaf("a", 30), leaf("b", 70), a=SPREAD[::-1], b=SPREAD)

    assert flags(health, "a")["against"].startswith("it works against the total: r = -1.00")
    assert flags(health, "a")["counter"] == (
        "it weighs 30.00 (30.0%) but accounts for -75.0% of the differences in totals"
    )


def test_an_influence_far_from_the_weight_is_said():
    narrow = [90 + value / 10 for value in shuffled(3)]
    health = assessed(leaf("a", 70), leaf("b", 30), a=narrow, b=SPREAD)

    assert flags(health, "a")["light"].startswith("it weighs 70.00 (70.0%) but accounts for only")
    assert flags(health, "b")["heavy"].startswith("it weighs only 30.00 (30.0%) but accounts for")


def test_best_and_poorest_that_hardly_differ_are_said():
    health = assessed(leaf("a", 20), leaf("b", 80), a=shuffled(4, [45, 55] * 20), b=SPREAD)

    assert flags(health, "a")["weak"].startswith("the top and bottom 27% by total differ by only")


def test_what_is_not_submitted_or_seldom_applies_is_said():
    some = [None] * 8 + SPREAD[8:]
    seldom = [NOT_APPLICABLE] * 20 + SPREAD[20:]
    health = assessed(
        *(leaf("a", 30), leaf("b", 30), leaf("c", 40)), a=some, b=seldom, c=shuffled(5)
    )

    assert flags(health, "a")["unreported"].startswith("20.0% of departments did not submit it")
    assert flags(health, "b")["rare"] == "it does not apply to 50.0% of departments"


def test_a_few_departments_raise_no_flags_by_statistics():
    few = FEWEST - 1
    health = assessed(leaf("a", 30), leaf("b", 70), a=SPREAD[:few][::-1], b=SPREAD[:few])

    assert flags(health, "a") == {}
    assert health["notes"] == [
        "only 9 departments are ranked (fewer than 10): discrimination, correlations and "
        "influence mean little, and raise no flags"
    ]


def test_influence_that_cannot_be_told_is_said_of_all_or_of_groups():
    alike = assessed(leaf("a", 50), leaf("b", 50), a=SPREAD, b=SPREAD[::-1])
    ruleset = ruleset_of(leaf("a", 100), ranking={"within": "peer_group"})
    alone = assess(score(ruleset, *[{"a": v, "peer_group": f"g{v}"} for v in range(SIZE)]), "en")

    assert alike["notes"] == ["all totals are equal: influence cannot be told"]
    assert alone["notes"][0] == (
        "totals are equal within every peer group: influence cannot be told"
    )
    assert alike["others"] == alone["others"] == []


def test_an_indicator_is_counted_after_policies_and_its_states_are_told():
    health = assessed(
        leaf("a", 50, missing="full_marks"), leaf("b", 50), a=[None] * 10 + [0] * 30, b=SPREAD
    )
    entry = health["indicators"][0]

    assert (entry["at_full"], entry["at_zero"], entry["judged"]) == (0.25, 0.75, 40)
    assert entry["states"]["missing"] == 0.25


def test_what_was_given_away_counts_for_nobody():
    given_away = {"not_applicable": {"when": "skip", "then": "redistribute"}}
    health = assessed(
        leaf("a", 50, **given_away), leaf("b", 50),
        a=SPREAD, b=shuffled(1), skip=[True] * 10 + [False] * 30,
    )  # fmt: skip

    assert health["indicators"][0]["judged"] == 30
    assert health["indicators"][0]["at_zero"] == 0


def test_weights_are_shares_of_what_departments_could_get():
    profiles = {"late": {"when": "done", "weights": {"i_a": 80, "i_b": 20}}}
    ruleset = ruleset_of(leaf("a", 40), leaf("b", 60), profiles=profiles)
    records = [{"a": i, "b": 40 - i, "done": i < 10} for i in range(SIZE)]
    health = assess(score(ruleset, *records), "en")

    assert [entry["weight"] for entry in health["indicators"]] == [40, 60]
    assert [entry["weight_share"] for entry in health["indicators"]] == [0.5, 0.5]
    assert health["notes"][0].startswith("some departments have the weights of a profile")


def test_the_unranked_are_left_out_but_for_their_states():
    ruleset = ruleset_of(leaf("a", 50, missing="unranked"), leaf("b", 50))
    records = [{"a": 100, "b": 10}, {"a": 0, "b": 20}, {"b": 30}, {"a": 50, "b": 90}]
    health = assess(score(ruleset, *records), "en")

    assert (health["departments"], health["ranked"]) == (4, 3)
    assert health["indicators"][0]["states"]["missing"] == 0.25
    assert health["indicators"][0]["judged"] == 3
    assert (
        health["notes"][0] == "1 departments are not ranked, and count in the shares of states only"
    )


def test_differences_between_peer_groups_count_for_nothing():
    ruleset = ruleset_of(leaf("a", 50), leaf("b", 50), ranking={"within": "peer_group"})
    records = [
        {"a": 90 if group == "甲" else 10, "b": value, "peer_group": group}
        for group in "甲乙"
        for value in (20, 40, 60)
    ]
    health = assess(score(ruleset, *records), "en")

    assert health["peer_groups"] == 2
    assert [entry["influence"] for entry in health["indicators"]] == [0, 1]
    assert health["notes"][-1].startswith("ranks are within peer groups")


def test_the_rest_of_what_counts_through_its_dimension_is_what_lies_outside_of_it():
    children = [leaf("a", 50), leaf("b", 50)]
    best = {"id": "d", "title": "d", "weight": 50, "children": children, "aggregate": "best"}
    columns = {"a": SPREAD, "b": SPREAD[::-1], "c": shuffled(1)}
    alone = assessed({**best, "weight": 100}, a=SPREAD, b=SPREAD[::-1])
    beside = assessed(best, leaf("c", 50), **columns)

    assert [entry["item_rest"] for entry in alone["indicators"]] == [None, None]
    r = np.corrcoef(SPREAD, columns["c"])[0, 1]
    assert [e["item_rest"] for e in beside["indicators"][:2]] == pytest.approx([r, -r], abs=1e-3)


@pytest.mark.parametrize(
    ("aggregate", "influences"),
    [
        pytest.param("sum", [0.5, 0.5], id="the parts of a sum have their own"),
        pytest.param("best", [None, None], id="of the best, the dimension has it"),
    ],
)
def test_what_counts_through_its_dimension_has_no_influence_of_its_own(aggregate, influences):
    children = [leaf("a", 50), leaf("b", 50)]
    weight = 100 if aggregate == "sum" else 50
    top = {"id": "d", "title": "d", "weight": weight, "children": children, "aggregate": aggregate}
    rest = [] if aggregate == "sum" else [leaf("c", 50)]
    health = assessed(top, *rest, a=SPREAD, b=SPREAD, c=[50] * SIZE)

    assert [entry["influence"] for entry in health["indicators"]][:2] == influences
    assert health["dimensions"][0]["influence"] == 1


@pytest.mark.parametrize("size", [0, 1, 2])
def test_hardly_any_departments_make_no_figures_of_nothing(size):
    ruleset = ruleset_of(leaf("a", 50), leaf("b", 50))
    health = assess(score(ruleset, *[{"a": 10 * i, "b": 5} for i in range(size)]), "en")

    text = json.dumps(health, allow_nan=False)
    assert "NaN" not in text
    assert health["ranked"] == size


law = settings(max_examples=12, deadline=None)


@law
@given(documents(), departments())
def test_shares_of_influence_add_up_to_one_whatever_the_ruleset(document, records):
    plan = compile_plan(ruleset_from(document))
    health = assess(evaluate(plan, submit(plan.ruleset, *records)), "en")
    names = {name for name, number in plan.numbers.items() if number in plan.counted}
    nodes = [*health["indicators"], *health["dimensions"]]
    parts = [n["influence"] for n in nodes if n["id"] in names]
    parts += [other["influence"] for other in health["others"]]

    json.dumps(health, allow_nan=False)
    if None not in parts:
        assert sum(parts) == pytest.approx(1, abs=1e-4)


@law
@given(documents(), departments(), st.randoms(use_true_random=False))
def test_the_order_of_departments_changes_nothing(document, records, random):
    ruleset = ruleset_from(document)
    order = list(enumerate(records, start=1))
    random.shuffle(order)
    named = [{"department": f"部门{i:03d}", **record} for i, record in enumerate(records, start=1)]
    mixed = [{"department": f"部门{i:03d}", **record} for i, record in order]
    before, after = (assess(score(ruleset, *given), "en") for given in (named, mixed))

    assert _alike(before, after)


def _alike(one, other):
    """Return whether two documents are the same but for dust in sums of another order."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, abs_tol=2e-6)
    return one == other
