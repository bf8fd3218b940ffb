"""What every policy makes of every data state: exact full marks and points."""

import pytest
from bureau import (
    INVALID,
    NOT_APPLICABLE,
    UNDEFINED,
    full_marks,
    leaf,
    points,
    ruleset_of,
    score,
    totals,
)

STATES = [
    pytest.param("missing", {"a": None}, id="missing"),
    pytest.param("not_applicable", {"a": NOT_APPLICABLE}, id="a field that does not apply"),
    pytest.param("not_applicable", {"a": 90, "skip": True}, id="not applicable by condition"),
    pytest.param("undefined", {"a": UNDEFINED}, id="undefined"),
    pytest.param("invalid", {"a": INVALID}, id="invalid"),
]
NODES = ("i_a", "i_b", "one", "i_c", "i_d", "two")
OUTCOMES = [
    pytest.param("full_marks", (20, 40, 60, 30, 10, 40), 50, id="full marks"),
    pytest.param("zero", (20, 40, 60, 30, 10, 40), 30, id="zero"),
    pytest.param("redistribute", (0, 60, 60, 30, 10, 40), 40, id="redistribute"),
    pytest.param("redistribute_all", (0, 50, 50, 37.5, 12.5, 50), 37.5, id="over the whole tree"),
    pytest.param({"move_to": "i_d"}, (0, 40, 40, 30, 30, 60), 50, id="to an indicator"),
    pytest.param({"move_to": "two"}, (0, 40, 40, 45, 15, 60), 35, id="to a dimension"),
    pytest.param("unranked", (20, 40, 60, 30, 10, 40), 30, id="unranked"),
]


def city(**keys):
    """Return dimension one (a 20, b 40) and dimension two (c 30, d 10)."""
    skipped = leaf("a", 20, not_applicable={"when": "skip"})
    return ruleset_of(
        dimension("one", 60, skipped, leaf("b", 40)),
        dimension("two", 40, leaf("c", 30), leaf("d", 10)),
        **keys,
    )


def dimension(name, weight, *children, **keys):
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


@pytest.mark.parametrize(("policy", "marks", "total"), OUTCOMES)
@pytest.mark.parametrize(("state", "record"), STATES)
def test_policy_decides_where_the_marks_go(state, record, policy, marks, total):
    scores = score(city(policies={state: policy}), {"b": 50, "c": 0, "d": 100, **record})

    assert tuple(full_marks(scores, name)[0] for name in NODES) == marks
    assert totals(scores) == [total]
    assert scores.unranked.tolist() == [policy == "unranked"]


@pytest.mark.parametrize(
    ("value", "got", "unranked"),
    [
        pytest.param(None, 0, False, id="missing earns nothing"),
        pytest.param(NOT_APPLICABLE, 100, False, id="not applicable earns full marks"),
        pytest.param(UNDEFINED, 0, True, id="undefined is not ranked"),
        pytest.param(INVALID, 0, True, id="invalid is not ranked"),
        pytest.param(float("inf"), 0, True, id="beyond all figures is invalid"),
    ],
)
def test_policies_by_default(value, got, unranked):
    scores = score(ruleset_of(leaf("a", 100)), {"a": value})

    assert points(scores, "i_a") == [got]
    assert scores.unranked.tolist() == [unranked]


def test_indicators_own_policy_is_over_the_rulesets():
    ruleset = ruleset_of(
        leaf("a", 50, missing="full_marks"), leaf("b", 50), policies={"missing": "unranked"}
    )

    scores = score(ruleset, {"a": None, "b": 100}, {"a": 100, "b": None})

    assert totals(scores) == [100, 50]
    assert scores.unranked.tolist() == [False, True]


@pytest.mark.parametrize(
    ("record", "got"),
    [
        pytest.param({"a": NOT_APPLICABLE}, 0, id="a field that does not apply"),
        pytest.param({"a": 90, "skip": True}, 0, id="the condition holds"),
        pytest.param({"a": 90, "skip": False}, 90, id="the condition does not hold"),
        pytest.param({"a": 90, "skip": None}, 90, id="the condition is not known"),
        pytest.param({"a": None, "skip": True}, 0, id="the condition holds, and nothing was given"),
    ],
)
def test_policy_beside_the_condition_is_over_all_others(record, got):
    inapplicable = {"when": "skip", "then": "zero"}
    ruleset = ruleset_of(
        leaf("a", 100, not_applicable=inapplicable, missing="full_marks"),
        policies={"not_applicable": "full_marks"},
    )

    assert totals(score(ruleset, record)) == [got]


def test_the_worst_state_of_what_an_indicator_reads_decides():
    ruleset = ruleset_of(leaf("a", 100, value="a / b"), policies={"undefined": "full_marks"})

    scores = score(ruleset, {"a": 1, "b": 0}, {"a": None, "b": 0}, {"a": INVALID, "b": None})

    assert scores.states[0].tolist() == [UNDEFINED, UNDEFINED, INVALID]


# --- where redistributed marks go -----------------------------------------------------------------


def test_largest_remainders_take_the_odd_cents_and_ties_go_by_id():
    ruleset = ruleset_of(
        *(leaf(name, 25) for name in "dbca"), policies={"not_applicable": "redistribute"}
    )

    scores = score(ruleset, {"a": 1, "b": 1, "c": 1, "d": NOT_APPLICABLE})

    assert [full_marks(scores, f"i_{name}") for name in "abcd"] == [[33.34], [33.33], [33.33], [0]]


def test_dimension_of_which_nothing_applies_gives_its_marks_to_its_siblings():
    ruleset = city(policies={"not_applicable": "redistribute"})

    scores = score(ruleset, {"a": NOT_APPLICABLE, "b": NOT_APPLICABLE, "c": 100, "d": 100})

    assert [full_marks(scores, name)[0] for name in NODES] == [0, 0, 0, 75, 25, 100]
    assert totals(scores) == [100]


def test_redistribution_climbs_until_something_applies():
    deep = dimension("deep", 60, dimension("deeper", 60, leaf("a", 60)))
    ruleset = ruleset_of(
        dimension("top", 80, deep, leaf("b", 20)),
        leaf("c", 20),
        policies={"not_applicable": "redistribute"},
    )

    scores = score(
        ruleset,
        {"a": NOT_APPLICABLE, "b": 100, "c": 100},
        {"a": NOT_APPLICABLE, "b": NOT_APPLICABLE, "c": 100},
    )

    assert full_marks(scores, "deeper") == full_marks(scores, "deep") == [0, 0]
    assert full_marks(scores, "i_b") == [80, 0]
    assert full_marks(scores, "i_c") == [20, 100]


@pytest.mark.parametrize("policy", ["redistribute", "redistribute_all"])
def test_department_that_nothing_applies_to_is_not_ranked(policy):
    scores = score(
        ruleset_of(leaf("a", 60), leaf("b", 40), policies={"not_applicable": policy}),
        {"a": NOT_APPLICABLE, "b": NOT_APPLICABLE},
    )

    assert totals(scores) == [0]
    assert scores.unranked.tolist() == [True]


# --- where moved marks go -------------------------------------------------------------------------


def moving(**policies):
    """Return a, b, c and d of 40, 30, 20 and 10, with what each does where it does not apply."""
    weights = {"a": 40, "b": 30, "c": 20, "d": 10}
    return ruleset_of(
        *(
            leaf(name, weight, not_applicable={"when": "False", "then": policies[name]})
            if name in policies
            else leaf(name, weight)
            for name, weight in weights.items()
        )
    )


@pytest.mark.parametrize(
    ("policies", "away", "marks"),
    [
        pytest.param({"a": {"move_to": "i_b"}}, "a", [0, 70, 20, 10], id="once"),
        pytest.param(
            {"a": {"move_to": "i_b"}, "b": {"move_to": "i_c"}},
            "ab",
            [0, 0, 90, 10],
            id="in a chain",
        ),
        pytest.param(
            {"a": {"move_to": "i_b"}, "b": {"move_to": "i_c"}},
            "a",
            [0, 70, 20, 10],
            id="a chain of which only the first moves",
        ),
        pytest.param(
            {"d": {"move_to": "i_c"}, "c": {"move_to": "i_b"}, "b": {"move_to": "i_a"}},
            "bcd",
            [100, 0, 0, 0],
            id="in a long chain",
        ),
        pytest.param(
            {"a": {"move_to": "i_c"}, "b": {"move_to": "i_c"}},
            "ab",
            [0, 0, 90, 10],
            id="two to one",
        ),
        pytest.param(
            {"a": {"move_to": "i_b"}, "b": "redistribute"},
            "ab",
            [0, 0, 66.67, 33.33],
            id="into what gives its own away",
        ),
        pytest.param(
            {"a": {"move_to": "i_b"}, "b": "full_marks"},
            "ab",
            [0, 70, 20, 10],
            id="into what does not apply and keeps its marks",
        ),
    ],
)
def test_marks_move(policies, away, marks):
    record = {name: NOT_APPLICABLE if name in away else 50 for name in "abcd"}

    scores = score(moving(**policies), record)

    assert [full_marks(scores, f"i_{name}")[0] for name in "abcd"] == marks


def test_marks_moved_to_a_dimension_that_does_not_apply_climb_on():
    move = {"when": "skip", "then": {"move_to": "two"}}
    ruleset = ruleset_of(
        dimension("one", 60, leaf("a", 20, not_applicable=move), leaf("b", 40)),
        dimension("two", 40, leaf("c", 30), leaf("d", 10)),
        policies={"missing": "redistribute"},
    )

    scores = score(ruleset, {"b": 100, "skip": True})

    assert full_marks(scores, "two") == [0]
    assert full_marks(scores, "i_b") == [100]


@pytest.mark.parametrize("policy", ["redistribute_all", {"move_to": "i_d"}])
def test_marks_do_not_leave_an_either_or(policy):
    ruleset = ruleset_of(
        dimension("one", 60, leaf("a", 60), leaf("b", 60), aggregate="best"),
        leaf("d", 40),
        policies={"missing": policy},
    )

    scores = score(ruleset, {"b": 50, "d": 100})

    assert full_marks(scores, "one") == full_marks(scores, "i_b") == [60]
    assert totals(scores) == [70]
