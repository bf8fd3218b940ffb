"""Rank ranges where weights decide who is ranked at all, or where weight goes."""

from decimal import Decimal

from bureau import INVALID, leaf, ruleset_of, score

from scoring.evaluation import reweigh
from scoring.ranking import rank
from scoring.tuning.exact.range_result import rank_ranges


def ranges(scores, **keys):
    told = rank_ranges(scores, **keys)["departments"]
    return {e["department"]: (e["best"], e["worst"]) for e in told}


def ranks_at(scores, **weights):
    given = {f"i_{name}": Decimal(weight) for name, weight in weights.items()}
    names = scores.submissions.departments
    return dict(zip(map(str, names), rank(reweigh(scores, given)).ranks.tolist(), strict=True))


def test_whoever_a_veto_on_scores_may_bar_need_not_be_ahead():
    rules = ruleset_of(
        leaf("a", 60, tune={"min": 50, "max": 70}),
        leaf("b", 40),
        vetoes=[{"id": "low", "when": "points('i_b') < 50", "then": {"unranked": True}}],
    )
    records = ({"department": "甲", "a": 50, "b": 100}, {"department": "乙", "a": 100, "b": 90})
    scores = score(rules, *records)

    assert ranks_at(scores, a=50, b=50) == {"甲": 1, "乙": 0}
    assert ranges(scores)["甲"][0] == 1


def test_what_weighs_nothing_today_may_bar_once_it_weighs_something():
    rules = ruleset_of(leaf("a", 100, tune={"min": 80}), leaf("b", 0))
    records = ({"department": "甲", "a": 50, "b": 60}, {"department": "乙", "a": 90, "b": INVALID})
    scores = score(rules, *records)

    assert ranks_at(scores, a=100, b=0) == {"甲": 2, "乙": 1}
    assert ranks_at(scores, a=90, b=10) == {"甲": 1, "乙": 0}
    assert ranges(scores)["甲"] == (1, 2)


def test_who_has_nothing_to_be_judged_on_today_may_be_ranked_then():
    rules = ruleset_of(leaf("a", 100, missing="redistribute"), leaf("b", 0))
    records = ({"department": "甲", "a": 50, "b": 50}, {"department": "乙", "b": 90})
    scores = score(rules, *records)

    assert ranks_at(scores, a=100, b=0) == {"甲": 1, "乙": 0}
    assert ranks_at(scores, a=90, b=10) == {"甲": 2, "乙": 1}
    assert ranges(scores)["甲"] == (1, 2)


def test_weight_goes_past_siblings_that_weigh_nothing():
    rules = ruleset_of(
        {
            "id": "x", "title": "x", "weight": 50,
            "children": [
                {
                    "id": "z", "title": "z", "weight": 40,
                    "children": [leaf("a", 40, missing="redistribute"), leaf("b", 0)],
                },
                leaf("c", 10),
            ],
        },
        leaf("d", 50),
    )  # fmt: skip
    records = (
        {"department": "甲", "b": 0, "c": 100, "d": 40},
        {"department": "乙", "a": 60, "b": 60, "c": 60, "d": 60},
    )
    scores = score(rules, *records)

    assert rank(scores).ranks.tolist() == [1, 2]
    assert ranges(scores, spread=0.01)["甲"][0] == 1
