"""Other weights on kept rates: bit for bit what scoring with the changed ruleset gives."""

from contextlib import suppress
from decimal import Decimal

import numpy as np
import pytest
from any_ruleset import departments
from bureau import leaf, points, ruleset_of, score, submit, totals
from hypothesis import given, settings
from reweighed import pairs

from scoring.errors import RulesetError, WeightError
from scoring.evaluation import evaluate, reweigh
from scoring.plan import compile_plan
from scoring.ranking import rank
from scoring.ruleset import ruleset_from
from scoring.tuning.documents import with_weights_written

law = settings(max_examples=20, deadline=None)
SETTLED = (
    "points", "totals", "unranked", "patterns", "marks", "adjustments", "adjustment_states",
    "vetoes", "veto_states", "states", "values",
)  # fmt: skip
STANDING = ("groups", "ranks", "rank_of", "earned", "grades", "demoted", "parted")


@law
@given(pairs(), departments())
def test_what_if_equals_scoring_with_the_changed_ruleset(pair, records):
    document, weights, profiles = pair
    plan = compile_plan(ruleset_from(document))
    before = evaluate(plan, submit(plan.ruleset, *records))
    try:
        changed = ruleset_from(with_weights_written(document, weights, profiles))
    except RulesetError:
        with pytest.raises(RulesetError):
            reweigh(before, weights, profiles)
        return

    kept = reweigh(before, weights, profiles)
    again = evaluate(compile_plan(changed), submit(changed, *records))

    assert kept.plan.weights == again.plan.weights
    for name in SETTLED:
        assert np.array_equal(getattr(kept, name), getattr(again, name), equal_nan=True), name
    for name in STANDING:
        assert np.array_equal(getattr(rank(kept), name), getattr(rank(again), name)), name
    for number, rows in kept.rows.items():
        assert rows.points.tolist() == again.rows[number].points.tolist()
        assert rows.marks.tolist() == again.rows[number].marks.tolist()


@law
@given(pairs(), departments())
def test_scores_are_not_changed_by_asking_what_if(pair, records):
    document, weights, profiles = pair
    plan = compile_plan(ruleset_from(document))
    scores, fresh = (evaluate(plan, submit(plan.ruleset, *records)) for _ in range(2))

    with suppress(RulesetError):
        reweigh(scores, weights, profiles)

    for name in (*SETTLED, "rates"):
        assert np.array_equal(getattr(scores, name), getattr(fresh, name), equal_nan=True), name


STEPS = {"method": "deduct", "limit": {"at_least": 100}, "each": 1, "points": 2}


def test_points_of_a_method_grow_with_the_weight_unless_they_are_fixed():
    ruleset = ruleset_of(leaf("a", 40, STEPS), leaf("b", 60, {**STEPS, "fixed": True}))

    scores = reweigh(score(ruleset, {"a": 99, "b": 99}), given_weights(i_a=60, i_b=40))

    assert points(scores, "i_a") == [57]
    assert points(scores, "i_b") == [38]


def test_what_a_reviewer_gave_keeps_its_share():
    judged = {"method": "judged", "given": "n", "reason": "note"}
    ruleset = ruleset_of(leaf("a", 10, judged), leaf("b", 90))
    before = score(ruleset, {"n": 8, "note": "佐证不全", "b": 100})

    assert totals(before) == [98]
    assert totals(reweigh(before, given_weights(i_a=5, i_b=95))) == [99]


def test_weight_without_room_for_fixed_points_is_refused():
    method = {"method": "cases", "cases": [], "otherwise": {"points": 8}, "fixed": True}
    method["cases"] = [{"when": "ok", "points": 10}]
    before = score(ruleset_of(leaf("a", 10, method), leaf("b", 90)), {"b": 100})

    with pytest.raises(RulesetError, match="weights/i_a：「a」权重 5 与计分方法中固定的分值不相容"):
        reweigh(before, given_weights(i_a=5, i_b=95))


def given_weights(**weights):
    return {name: Decimal(str(weight)) for name, weight in weights.items()}


@pytest.mark.parametrize(
    ("weights", "profiles", "told"),
    [
        pytest.param(
            {"elsewhere": Decimal(40)},
            {},
            "weights/elsewhere：没有名为「elsewhere」的指标。请改用其中之一：i_a、i_b。",
            id="an id nobody has",
        ),
        pytest.param(
            {"i_a": Decimal(-1)},
            {},
            "weights/i_a：权重 -1 小于 0。请写 0 或更大的数。",
            id="less than nothing",
        ),
        pytest.param(
            {},
            {"small": {"i_a": Decimal(1)}},
            "profiles/small：没有名为「small」的权重方案。此处没有可用的名称，请删去。",
            id="a profile nobody has",
        ),
    ],
)
def test_weights_of_what_is_not_there_are_refused(weights, profiles, told):
    scores = score(ruleset_of(leaf("a", 60), leaf("b", 40)), {"a": 100, "b": 0})

    with pytest.raises(WeightError) as caught:
        reweigh(scores, weights, profiles)

    assert str(caught.value) == told
