"""What every node weighs: by shares, by the department's profile, to the cent."""

import pytest
from bureau import NOT_APPLICABLE, full_marks, leaf, points, ruleset_of, score, totals

from scoring.explanation.voice import voice_of


def dimension(name, weight, *children, **keys):
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


def test_relative_weights_are_shares():
    ruleset = ruleset_of(leaf("a", 1), leaf("b", 2), weights="relative")

    scores = score(ruleset, {"a": 100, "b": 0})

    assert [full_marks(scores, name) for name in ("i_a", "i_b")] == [[33.33], [66.67]]


def test_relative_weights_times_a_number_change_nothing():
    def marks(times):
        nodes = [leaf(name, times * weight) for name, weight in zip("abc", (1, 2, 4), strict=True)]
        scores = score(ruleset_of(*nodes, weights="relative"), {"a": 71, "b": 38, "c": 5})
        return scores.marks.tolist(), scores.points.tolist()

    assert marks(1) == marks(3) == marks(0.7)


def test_dimension_shares_its_own_marks_by_relative_weights():
    inner = dimension("one", 40, leaf("a", 3), leaf("b", 1), weights="relative")

    scores = score(ruleset_of(inner, leaf("c", 60)), {"a": 50})

    assert [full_marks(scores, name) for name in ("i_a", "i_b", "i_c")] == [[30], [10], [60]]


# --- profiles -------------------------------------------------------------------------------------

PROFILED = {
    "党群": {"when": 'peer_group == "党群"', "weights": {"i_a": 0, "i_b": 60}},
    "有任务": {"when": "n > 0", "weights": {"two": 80, "one": 20}},
    "垂管": {"when": 'peer_group == "党群" or n < 0', "weights": {"i_a": 60, "i_b": 0}},
}


@pytest.mark.parametrize(
    ("record", "marks"),
    [
        pytest.param({}, [20, 40, 30, 10], id="unknown condition leaves the declared weights"),
        pytest.param({"n": 0}, [20, 40, 30, 10], id="no condition holds"),
        pytest.param({"peer_group": "党群"}, [0, 60, 30, 10], id="weight 0 takes an indicator out"),
        pytest.param({"n": 1}, [6.67, 13.33, 60, 20], id="a dimension's weight scales its parts"),
        pytest.param(
            {"peer_group": "党群", "n": 1}, [0, 60, 30, 10], id="the first that holds wins"
        ),
        pytest.param({"n": -1}, [60, 0, 30, 10], id="the last profile"),
    ],
)
def test_profile_decides_the_full_marks(record, marks):
    ruleset = ruleset_of(
        dimension("one", 60, leaf("a", 20), leaf("b", 40)),
        dimension("two", 40, leaf("c", 30), leaf("d", 10)),
        profiles=PROFILED,
    )

    scores = score(ruleset, {"department": "某局", **record})

    assert [full_marks(scores, f"i_{name}")[0] for name in "abcd"] == marks


def test_profile_for_everybody():
    ruleset = ruleset_of(
        leaf("a", 60),
        leaf("b", 40),
        profiles={"全部": {"when": "True", "weights": {"i_a": 40, "i_b": 60}}},
    )

    assert full_marks(score(ruleset, {"a": 1}, {"a": 2}), "i_a") == [40, 40]


@pytest.mark.parametrize("state", [None, NOT_APPLICABLE])
def test_what_a_profile_takes_out_neither_bars_nor_is_missed(state):
    ruleset = ruleset_of(
        leaf("a", 60),
        leaf("b", 40),
        policies={"missing": "unranked", "not_applicable": "redistribute"},
        profiles={"免": {"when": "ok", "weights": {"i_a": 0, "i_b": 100}}},
    )

    scores = score(ruleset, {"a": state, "b": 90, "ok": True})

    assert totals(scores) == [90]
    assert not scores.unranked.any()


@pytest.mark.parametrize(("aggregate", "total"), [("best", 50), ("worst", 90)])
def test_profile_takes_a_part_out_of_an_either_or(aggregate, total):
    values = {"best": {"a": 90, "b": 50}, "worst": {"a": 50, "b": 90}}[aggregate]
    ruleset = ruleset_of(
        dimension("one", 100, leaf("a", 100), leaf("b", 100), aggregate=aggregate),
        profiles={"免": {"when": "ok", "weights": {"i_a": 0}}},
    )

    scores = score(ruleset, {**values, "ok": True}, {**values, "ok": False})

    assert full_marks(scores, "i_a") == [0, 100]
    assert totals(scores) == [total, 140 - total]


def test_fixed_points_stay_when_weights_move():
    fixed = {"method": "deduct", "limit": {"at_least": 100}, "each": 1, "points": 2, "fixed": True}
    scaled = {**fixed, "fixed": False}
    ruleset = ruleset_of(
        leaf("a", 40, fixed),
        leaf("b", 40, scaled),
        leaf("c", 20),
        policies={"missing": "redistribute"},
    )

    scores = score(ruleset, {"a": 99, "b": 99}, {"a": 99, "b": 99, "c": 100}, {"b": 99, "c": 100})

    assert points(scores, "i_a") == [48, 38, 0]
    assert points(scores, "i_b") == [47.5, 38, 63.34]


# --- points out of something else than the weight ---------------------------------------------


BANDS = [{"range": ">=99", "points": 10}, {"range": "<99", "points": 5}]


@pytest.mark.parametrize(
    ("spec", "earned"),
    [
        pytest.param(
            {"method": "deduct", "limit": {"at_least": 100}, "each": 1, "points": 2, "at_most": 5},
            [12, 9.6, 6],
            id="what a step costs, and the most it may cost",
        ),
        pytest.param(
            {"method": "bands", "bands": BANDS},
            [12, 12, 6],
            id="what a band earns",
        ),
        pytest.param({"method": "formula", "points": "value - 90"}, [12, 10.8, 0], id="a formula"),
        pytest.param(
            {"method": "judged", "given": "a - 90", "reason": "note"},
            [12, 10.8, 0],
            id="what a reviewer gave",
        ),
    ],
)
def test_points_are_out_of_what_the_method_says(spec, earned):
    ruleset = ruleset_of(leaf("a", 12, {**spec, "out_of": 10}), leaf("b", 88))

    scores = score(ruleset, *({"a": value, "note": "佐证不全"} for value in (100, 99, 90)))

    assert points(scores, "i_a") == earned


def test_fixed_points_are_out_of_nothing():
    fixed = {"method": "deduct", "limit": {"at_least": 100}, "each": 1, "points": 2, "fixed": True}
    ruleset = ruleset_of(leaf("a", 12, {**fixed, "out_of": 10}), leaf("b", 88))

    assert points(score(ruleset, {"a": 99}), "i_a") == [10]


RANGED = [{"title": "好", "from": 0.8, "to": 1}, {"title": "差", "share": 0}]


@pytest.mark.parametrize(
    "spec",
    [
        {"method": "judged", "given": "n", "reason": "note"},
        {"method": "rating", "level": "level", "levels": RANGED, "given": "n"},
        {"method": "formula", "points": "n"},
    ],
)
def test_rule_says_of_how_many_its_points_are(spec):
    one, other = (
        voice_of(ruleset_of(leaf("a", 12, {**spec, **keys}), leaf("b", 88)))
        for keys in ({"out_of": 10}, {"out_of": 12})
    )

    assert "以满分 10 分计，折算为满分 12 分" in one.rule(one.plan.leaves[0])
    assert not any("折算" in clause for clause in other.rule(other.plan.leaves[0]))
