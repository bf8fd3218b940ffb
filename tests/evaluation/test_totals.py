"""Adjustments, limits, vetoes and rounding of the total."""

import pytest
from bureau import NOT_APPLICABLE, leaf, ruleset_of, score, totals

from scoring.evaluation.settling import on_grid


def adjusted(*adjustments, **keys):
    named = [
        {"id": f"adj{number}", "title": "加减分", **given}
        for number, given in enumerate(adjustments)
    ]
    return ruleset_of(leaf("a", 60), leaf("b", 40), adjustments=named, **keys)


def vetoed(*effects, when="ok", **keys):
    vetoes = [
        {"id": f"v{number}", "title": "否决", "when": when, "then": then}
        for number, then in enumerate(effects)
    ]
    return ruleset_of(leaf("a", 60), leaf("b", 40), vetoes=vetoes, **keys)


@pytest.mark.parametrize(
    ("adjustment", "total"),
    [
        pytest.param({"points": 2}, 82, id="a plain number"),
        pytest.param({"points": "c"}, 84, id="an expression"),
        pytest.param({"points": "c", "max": 3}, 83, id="at most"),
        pytest.param({"points": "-c"}, 76, id="takes"),
        pytest.param({"points": "-c", "min": -3}, 77, id="takes at most"),
        pytest.param({"points": "c / 3"}, 81.33, id="rounded down"),
        pytest.param({"points": "0.125 + 0 * c"}, 80.13, id="rounded half up"),
        pytest.param({"points": "-0.125 + 0 * c"}, 79.87, id="a loss rounded half up"),
        pytest.param({"points": "d"}, 80, id="unknown moves nothing"),
        pytest.param({"points": "d", "min": 1}, 81, id="unknown is nothing, within its bounds"),
        pytest.param({"points": "c / (c - c)"}, 80, id="undefined moves nothing"),
        pytest.param({"points": "1e12 * c"}, 100, id="ever so much is held at full marks"),
        pytest.param({"points": "-1e12 * c"}, 0, id="ever so much less is held at nothing"),
        pytest.param({"points": '10 * rate("i_a")'}, 90, id="by a rate"),
        pytest.param({"points": 'points("i_b") / 2'}, 90, id="by points"),
        pytest.param({"points": '0.1 * points("total")'}, 88, id="by the total of the tree"),
    ],
)
def test_adjustment_moves_the_total(adjustment, total):
    assert totals(score(adjusted(adjustment), {"a": 100, "b": 50, "c": 4})) == [total]


@pytest.mark.parametrize(
    ("beyond", "adjustments", "total"),
    [
        pytest.param(False, (25,), 100, id="held at full marks"),
        pytest.param(True, (25,), 105, id="let beyond full marks"),
        pytest.param(True, (-90,), 0, id="never below nothing"),
        pytest.param(False, (-90, 20), 10, id="held once all are added"),
        pytest.param(False, (30, -10), 100, id="summed before they are held"),
    ],
)
def test_total_keeps_its_limits(beyond, adjustments, total):
    ruleset = adjusted(
        *({"points": given} for given in adjustments), policies={"bonus_beyond_full": beyond}
    )

    assert totals(score(ruleset, {"a": 100, "b": 50})) == [total]


def test_rate_of_what_does_not_apply_is_unknown_and_its_points_are_nothing():
    ruleset = adjusted(
        {"points": '5 * rate("i_a")'},
        {"points": '1 + points("i_a")'},
        policies={"not_applicable": "redistribute"},
    )

    scores = score(ruleset, {"a": NOT_APPLICABLE, "b": 50})

    assert totals(scores) == [51]
    assert scores.adjustment_states[:, 0].tolist() == [NOT_APPLICABLE, 0]


@pytest.mark.parametrize(
    ("value", "decimals", "total"),
    [
        pytest.param(86.25, 1, 86.3, id="a half goes up"),
        pytest.param(86.24, 1, 86.2, id="less than a half goes down"),
        pytest.param(86.5, 0, 87, id="to whole points"),
        pytest.param(86.25, 3, 86.25, id="finer than points"),
    ],
)
def test_total_is_rounded_half_up_once(value, decimals, total):
    ruleset = ruleset_of(leaf("a", 100), rounding={"points": 2, "total": decimals})

    assert totals(score(ruleset, {"a": value})) == [total]


def test_marks_on_another_grid():
    assert on_grid(8625, 2, 1) == 863
    assert on_grid(8625, 2, 4) == 862500
    assert on_grid(8625, 2, 2) == 8625


# --- vetoes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effects", "record", "total", "unranked"),
    [
        pytest.param(({"cap_total": 59.99},), {"ok": True}, 59.99, False, id="caps"),
        pytest.param(({"cap_total": 59.99},), {"ok": False}, 80, False, id="does not hold"),
        pytest.param(({"cap_total": 59.99},), {"ok": None}, 80, False, id="is not known"),
        pytest.param(({"cap_total": 80},), {"ok": True}, 80, False, id="caps at the very total"),
        pytest.param(({"cap_total": 95},), {"ok": True}, 80, False, id="caps above the total"),
        pytest.param(
            ({"cap_total": 59.99}, {"cap_total": 30}), {"ok": True}, 30, False, id="caps twice"
        ),
        pytest.param(({"unranked": True},), {"ok": True}, 80, True, id="bars"),
        pytest.param(({"unranked": True},), {"ok": None}, 80, False, id="would bar, if known"),
    ],
)
def test_veto(effects, record, total, unranked):
    scores = score(vetoed(*effects), {"a": 100, "b": 50, **record})

    assert totals(scores) == [total]
    assert scores.unranked.tolist() == [unranked]


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
@pytest.mark.parametrize(
    ("when", "total"),
    [
        pytest.param('rate("i_b") < 0.6', 59, id="rate of an indicator"),
        pytest.param('points("i_b") == 20', 59, id="points of an indicator"),
        pytest.param('points("total") >= 80', 59, id="the total"),
        pytest.param('points("total") > 80', 80, id="more than the total"),
        pytest.param('rate("total") <= 0.8', 59, id="rate of the total"),
        pytest.param('rate("total") < 0.8', 80, id="less than the rate of the total"),
    ],
)
def test_veto_by_what_was_scored_at_any_rounding(when, total, decimals):
    ruleset = vetoed({"cap_total": 59}, when=when, rounding={"points": 2, "total": decimals})

    assert totals(score(ruleset, {"a": 100, "b": 50})) == [total]


def test_veto_sees_the_total_with_adjustments():
    adjustment = {"id": "bonus", "title": "加分", "points": 15}
    ruleset = vetoed({"cap_total": 90}, when='points("total") > 90', adjustments=[adjustment])

    assert totals(score(ruleset, {"a": 100, "b": 50})) == [90]


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
def test_adjustment_by_the_total_at_any_rounding(decimals):
    ruleset = adjusted(
        {"points": '10 if points("total") == 80 else 0'},
        rounding={"points": 2, "total": decimals},
    )

    assert totals(score(ruleset, {"a": 100, "b": 50})) == [90]


# --- checks that bar ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "severity", "record", "unranked"),
    [
        pytest.param(
            "unranked", "error", {"b": 40}, True, id="error bars where the ruleset says so"
        ),
        pytest.param("unranked", "error", {"b": 60}, False, id="check that holds bars nobody"),
        pytest.param("unranked", "error", {}, False, id="nor one that was not checked"),
        pytest.param("unranked", "warning", {"b": 40}, False, id="nor a warning"),
        pytest.param("report", "error", {"b": 40}, False, id="nor where errors are only reported"),
    ],
)
def test_failed_check_bars(policy, severity, record, unranked):
    check = {"id": "k", "title": "核对", "holds": "a <= b", "severity": severity}
    ruleset = ruleset_of(leaf("a", 100), checks=[check], policies={"check_error": policy})

    assert score(ruleset, {"a": 50, **record}).unranked.tolist() == [unranked]
