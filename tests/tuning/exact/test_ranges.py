"""Ranks that departments can have: all that is drawn lies within, what is reached was scored."""

import numpy as np
import pytest
from any_ruleset import all_nodes, departments, documents
from bureau import leaf, ruleset_of, score, submit
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reweighed import pairs, with_points_of_its_own

from scoring.errors import WeightError
from scoring.evaluation import evaluate
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from
from scoring.tuning.drawing import draw_within
from scoring.tuning.ensemble import ensemble_of, stand
from scoring.tuning.exact import rivals
from scoring.tuning.exact.forms import forms_of
from scoring.tuning.exact.range_result import rank_ranges
from scoring.tuning.exact.ranges import ranges_of
from scoring.tuning.units import units_of, whole_marks

law = settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate))
spreads = st.sampled_from([None, 0.05, 0.4])


def only_sums(pair):
    document, _, _ = pair
    for node in all_nodes(document["indicators"]):
        node.get("score", {}).pop("fixed", None)
        if node.pop("aggregate", "sum") != "sum" and "children" in node:
            node["weights"] = "relative"
    return {**document, "weights": "relative", "profiles": {}}


def encloses(document, records, spread):
    plan = compile_plan(ruleset_from(document))
    scores = evaluate(plan, submit(plan.ruleset, *records))
    units = units_of(plan, spread)
    forms = forms_of(scores, units)
    marks = whole_marks(units, draw_within(units.now, units.limits, 6, seed=1))
    unit = 10.0 ** (plan.ruleset.rounding.points - plan.ruleset.rounding.total)

    found = ranges_of(forms, np.arange(len(scores)))

    for drawn in stand(ensemble_of(scores), marks):
        assert (drawn.totals * unit >= forms.low - 1e-6).all()
        assert (drawn.totals * unit <= forms.high + 1e-6).all()
        ranks = np.where(drawn.ranks > 0, drawn.ranks, found.best)
        assert (ranks >= found.best).all()
        assert (ranks <= found.worst).all()
    today = found.reached_best > 0
    assert (found.best <= found.reached_best)[today].all()
    assert (found.reached_worst <= found.worst).all()


@law
@given(documents().filter(with_points_of_its_own), departments(), spreads)
def test_the_range_encloses_every_rank_that_is_drawn(document, records, spread):
    encloses(document, records, spread)


@law
@given(pairs(vetoes=[]).map(only_sums).filter(with_points_of_its_own), departments(), spreads)
def test_it_does_so_where_totals_are_sums(document, records, spread):
    encloses(document, records, spread)


def ranges(ruleset, *records, **keys):
    told = rank_ranges(score(ruleset, *records), **keys)["departments"]
    names = ("best", "reached_best", "reached_worst", "worst")
    return {entry["department"]: tuple(entry[name] for name in names) for entry in told}


HALVES = ruleset_of(
    leaf("a", 50, tune={"min": 20, "max": 80}), leaf("b", 50, tune={"min": 20, "max": 80})
)


def test_ranges_are_those_worked_out_by_hand():
    # 甲 leads while a weighs over 50, 丙 is ahead of 丁 whatever weighs what.
    found = ranges(
        HALVES,
        {"department": "甲", "a": 100, "b": 0},
        {"department": "乙", "a": 0, "b": 100},
        {"department": "丙", "a": 45, "b": 45},
        {"department": "丁", "a": 10, "b": 10},
    )

    assert found == {"甲": (1, 1, 3, 3), "乙": (1, 1, 3, 3), "丙": (2, 2, 3, 3), "丁": (4, 4, 4, 4)}


def test_equal_rates_share_a_rank_under_all_weights():
    records = [{"department": name, "a": 30, "b": 77.7} for name in "甲乙丙"]

    assert set(ranges(HALVES, *records).values()) == {(1, 1, 1, 1)}


def test_one_department_is_the_first():
    assert ranges(HALVES, {"department": "甲", "a": 3, "b": 4}) == {"甲": (1, 1, 1, 1)}


def test_where_all_weights_are_locked_ranks_are_those_of_today():
    lock = {"tune": {"lock": True}}
    rules = ruleset_of(leaf("a", 50, **lock), leaf("b", 50, **lock))
    records = [
        {"department": "甲", "a": 50, "b": 50.02},
        {"department": "乙", "a": 50, "b": 50},
    ]

    assert ranges(rules, *records, spread=0.2) == {"甲": (1, 1, 1, 1), "乙": (2, 2, 2, 2)}


def test_who_is_not_ranked_has_no_range():
    rules = ruleset_of(
        leaf("a", 50),
        leaf("b", 50),
        vetoes=[{"id": "v", "title": "否决", "when": "ok", "then": {"unranked": True}}],
    )
    records = [
        {"department": "甲", "a": 1, "b": 2, "ok": True},
        {"department": "乙", "a": 1, "b": 1},
    ]

    assert ranges(rules, *records) == {"甲": (None,) * 4, "乙": (1, 1, 1, 1)}


def test_weights_shared_out_anew_are_bracketed_and_said_to_be():
    rules = ruleset_of(
        leaf("a", 50, not_applicable={"when": "skip", "then": "redistribute"}),
        leaf("b", 30),
        leaf("c", 20),
    )
    told = rank_ranges(
        score(
            rules,
            {"department": "甲", "a": 1, "b": 90, "c": 80, "skip": True},
            {"department": "乙", "a": 10, "b": 20, "c": 30},
        )
    )["departments"]

    assert [(e["department"], e["bracketed"], e["best"], e["worst"]) for e in told] == [
        ("甲", True, 1, 1),
        ("乙", False, 2, 2),
    ]


def test_only_those_wanted_are_told():
    records = [{"department": name, "a": 30, "b": 40} for name in "甲乙"]

    assert list(ranges(HALVES, *records, wanted=[1])) == ["乙"]


@pytest.mark.parametrize("blind", [True, False])
def test_names_can_be_hidden(blind):
    found = ranges(HALVES, {"department": "甲", "a": 1, "b": 1}, is_blind=blind)

    assert ("甲" in found) is not blind


def test_a_rank_that_leaves_room_to_spare_is_reached():
    # At 47, 34 and 19 points 乙 has 72.8, 甲 72.6, 丙 72.65 and the others 70.
    rules = ruleset_of(
        leaf("a", 40, tune={"min": 20, "max": 60}),
        leaf("b", 30, tune={"min": 20, "max": 50}),
        leaf("c", 30),
    )
    even = (70, 70, 70)
    rates = {"甲": (90, 50, 70), "乙": (80, 70, 60), "丁": even, "戊": even, "丙": (60, 100, 55)}
    records = [dict(zip("abc", own, strict=True), department=n) for n, own in rates.items()]

    assert ranges(rules, *records)["乙"] == (1, 1, 5, 5)


def test_more_departments_than_can_be_compared_in_pairs_are_refused(monkeypatch):
    monkeypatch.setattr(rivals, "_MOST", 2)

    with pytest.raises(WeightError, match="同一组有 3 个部门"):
        ranges(HALVES, *({"a": rate, "b": 100 - rate} for rate in (10, 50, 60)))


@pytest.mark.parametrize("spread", [-0.1, 20, float("nan")])
def test_a_spread_that_is_no_share_is_refused(spread):
    with pytest.raises(ValueError, match="a share from 0 to 1"):
        ranges(HALVES, {"a": 10, "b": 50}, spread=spread)
