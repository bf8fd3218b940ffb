"""Some weights are set; the rest follow in proportion, within bounds, on steps, exactly."""

from decimal import Decimal

import pytest
from bureau import leaf, ruleset_of
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import WeightError
from scoring.ruleset import ruleset_from
from scoring.tuning.documents import with_weights_written
from scoring.tuning.sets.fitting import bound_messages
from scoring.tuning.sets.spreading import spread


def dimension(name, weight, *children, **keys):
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


def rules(a=None, b=None, c=None, **keys):
    """Return three indicators of 20, 30 and 10 points in one dimension, and one of 40 beside it."""
    tuned = [
        leaf(name, weight, **({"tune": tune} if tune else {}))
        for name, weight, tune in (("a", 20, a), ("b", 30, b), ("c", 10, c))
    ]
    return ruleset_of(dimension("one", 60, *tuned, **keys), leaf("d", 40))


def asked(ruleset, step=None, **wanted):
    found = spread(ruleset, {n: Decimal(str(v)) for n, v in wanted.items()}, step=step)
    return {name: float(weight) for name, weight in found.items()}


@pytest.mark.parametrize(
    ("ruleset", "wanted", "weights"),
    [
        pytest.param(rules(), {"i_a": 24}, (60, 24, 27, 9, 40), id="siblings give in proportion"),
        pytest.param(rules(), {"i_a": 12}, (60, 12, 36, 12, 40), id="and take in proportion"),
        pytest.param(rules(), {"i_a": 25}, (60, 25, 26, 9, 40), id="in whole points that add up"),
        pytest.param(rules(), {"i_a": 24.5}, (60, 24.5, 26.5, 9, 40), id="finer if need be"),
        pytest.param(rules(), {"i_a": 24, "i_b": 30}, (60, 24, 30, 6, 40), id="two are set"),
        pytest.param(rules(), {"one": 66}, (66, 22, 33, 11, 34), id="what is below moves along"),
        pytest.param(rules(), {"i_d": 46}, (54, 18, 27, 9, 46), id="beside a dimension"),
        pytest.param(
            rules(b={"lock": True}), {"i_a": 24}, (60, 24, 30, 6, 40), id="what is locked stays"
        ),
        pytest.param(
            rules(c={"min": 9.5}), {"i_a": 25}, (60, 25, 25, 10, 40), id="no lower than the least"
        ),
        pytest.param(
            rules(b={"max": 33}), {"i_a": 12}, (60, 12, 33, 15, 40), id="no higher than the most"
        ),
        pytest.param(
            rules(b={"step": 5}), {"i_a": 23}, (60, 23, 30, 7, 40), id="each on its own step"
        ),
        pytest.param(
            rules(a={"min": 20}, b={"min": 30}, c={"min": 10}),
            {"one": 66},
            (66, 22, 33, 11, 34),
            id="bounds of what is inside",
        ),
        pytest.param(
            rules(weights="relative"), {"i_a": 24}, (60, 24, 27, 9, 40), id="shares stay shares"
        ),
        pytest.param(
            rules(weights="relative"), {"one": 50}, (50, 20, 30, 10, 50), id="whatever is above"
        ),
        pytest.param(
            rules(b={"min": 30}, c={"min": 10}), {"i_a": 25},
            (65, 25, 30, 10, 35),
            id="its node grows",
        ),
    ],
)  # fmt: skip
def test_the_rest_takes_the_difference(ruleset, wanted, weights):
    assert asked(ruleset, **wanted) == dict(
        zip(("one", "i_a", "i_b", "i_c", "i_d"), weights, strict=True)
    )


EITHER = dimension(
    "one", 60, leaf("a", 60, tune={"min": 54, "step": 2}), leaf("b", 60, tune={"max": 64}),
    aggregate="worst",
)  # fmt: skip
LOCKED = dimension(
    "one", 60, leaf("a", 60, tune={"lock": True}), leaf("b", 60), aggregate="best"
)  # fmt: skip
POOLED = dimension("one", 60, leaf("a", 20), leaf("b", 50), aggregate="pool")


@pytest.mark.parametrize(
    ("part", "wanted", "weights"),
    [
        pytest.param(EITHER, {"i_d": 20}, (64, 64, 64), id="no higher than any may go"),
        pytest.param(EITHER, {"i_d": 33}, (58, 58, 58), id="on the steps of all"),
        pytest.param(EITHER, {"i_d": 45}, (54, 54, 54), id="no lower"),
        pytest.param(LOCKED, {"i_d": 33}, (60, 60, 60), id="nowhere, where one is locked"),
        pytest.param(POOLED, {"i_a": 0}, (60, 0, 60), id="a pool is filled to what it weighs"),
    ],
)
def test_what_follows_its_node_keeps_its_own_bounds(part, wanted, weights):
    rules = ruleset_of(part, leaf("d", 30), leaf("c", 10))

    found = asked(rules, **wanted)

    assert tuple(found[name] for name in ("one", "i_a", "i_b")) == weights
    assert not list(bound_messages(rules, {n: Decimal(str(w)) for n, w in found.items()}))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (68, "「one」的下级指标都与它同重，不能是 68：「b」不高于 64"),
        (57, "「one」的权重按步长 2 调整，57 不在步长上。最近的是 56、58"),
    ],
)
def test_a_node_is_not_asked_for_what_its_children_may_not_weigh(wanted, told):
    with pytest.raises(WeightError, match=told):
        asked(ruleset_of(EITHER, leaf("d", 40)), one=wanted)


def test_a_dimension_is_never_left_without_weight():
    small = dimension("one", 1, leaf("a", 1))

    assert asked(ruleset_of(small, leaf("b", 9), leaf("c", 90)), i_c=99)["one"] == 1


def test_steps_below_a_node_bound_it_too():
    two = dimension("two", 2, leaf("a", 2), tune={"step": 2})
    one = dimension("one", 11, two, leaf("b", 9))

    assert asked(ruleset_of(one, leaf("c", 89)), i_b=11)["one"] == 13


@pytest.mark.parametrize(("step", "one"), [(None, 13), (2, None)])
def test_a_node_weighs_what_the_steps_below_it_can_come_to(step, one):
    part = dimension(
        "one",
        12,
        leaf("a", 2, tune={"step": 2, "max": 4}),
        leaf("b", 8, tune={"lock": True}),
        leaf("c", 2),
        **({"tune": {"step": step}} if step else {}),
    )
    rules = ruleset_of(part, leaf("d", 88))

    if one:
        assert asked(rules, i_c=3)["one"] == one
    else:
        with pytest.raises(WeightError, match="「one」的下级指标按步长"):
            asked(rules, i_c=3)


def test_what_no_step_allows_stays_as_it_is():
    odd = leaf("a", 1.5, tune={"min": 1.2, "max": 1.8, "step": 1})

    assert asked(ruleset_of(odd, leaf("b", 8.5), leaf("c", 90)), i_c=80)["i_a"] == 1.5


def test_a_finer_default_is_taken_where_the_coarsest_does_not_add_up():
    assert asked(rules(), one=60.5) == {"one": 60.5, "i_a": 20, "i_b": 30.5, "i_c": 10, "i_d": 39.5}


def test_shares_that_are_all_given_stand_as_they_are():
    shares = ruleset_of(leaf("a", 1), leaf("b", 2), weights="relative")

    assert asked(shares, i_a=2, i_b=2) == {"i_a": 2, "i_b": 2}
    assert asked(shares, i_a=2) == {"i_a": 2, "i_b": 1}


@pytest.mark.parametrize(("step", "i_b"), [("0.25", 26.5), ("1", 26)])
def test_a_step_that_goes_with_those_of_the_ruleset_is_kept_beside_them(step, i_b):
    assert asked(rules(b={"step": 0.5}), step=Decimal(step), i_a=25)["i_b"] == i_b


def test_a_step_that_does_not_is_refused():
    with pytest.raises(WeightError, match="「a」等 2 项按步长"):
        asked(rules(a={"step": 0.5}, b={"step": 0.5}), step=Decimal("0.3"), i_c=11)


def test_the_wishes_that_leave_no_room_are_told_as_they_were_typed():
    with pytest.raises(WeightError, match="i_a=50 i_d=60：一级指标应合计 100"):
        asked(ruleset_of(leaf("a", 60), leaf("d", 40)), i_a=50, i_d=60)


def test_finer_steps_may_be_asked_for():
    assert asked(rules(), step=Decimal("0.5"), i_a=25)["i_b"] == 26.5


@pytest.mark.parametrize(("aggregate", "inner"), [("best", 66), ("worst", 66), ("pool", 33)])
def test_what_may_be_chosen_or_is_pooled_follows_its_node(aggregate, inner):
    weight = 60 if aggregate in ("best", "worst") else 30
    part = dimension("one", 60, *(leaf(name, weight) for name in "abc"), aggregate=aggregate)

    found = asked(ruleset_of(part, leaf("d", 40)), one=66)

    assert [found[f"i_{name}"] for name in "abc"] == [inner] * 3


@pytest.mark.parametrize(
    ("ruleset", "wanted", "told"),
    [
        pytest.param(rules(), {"i_x": 1}, "没有名为「i_x」的指标", id="unknown"),
        pytest.param(
            rules(a={"lock": True}), {"i_a": 1}, "「a」已锁定为 20，不能改为 1", id="locked"
        ),
        pytest.param(
            rules(a={"min": 10, "max": 25}),
            {"i_a": 26},
            "「a」的权重应为 10 至 25，不能是 26",
            id="bound",
        ),
        pytest.param(
            rules(a={"step": 5}), {"i_a": 22}, "22 不在步长上。最近的是 20、25", id="off the step"
        ),
        pytest.param(rules(), {"i_a": -1}, "「a」的权重应为 0 以上，不能是 -1", id="negative"),
        pytest.param(
            rules(b={"min": 28}, c={"lock": True}, tune={"max": 60}),
            {"i_a": 25},
            "「one」的下级指标应合计 60，至少也要 63："
            "「a」要求为 25、「b」不低于 28、「c」锁定为 10。其余不变时，「a」可为 0 至 22",
            id="no room: which bounds bind, and what could be asked",
        ),
        pytest.param(
            ruleset_of(leaf("a", 60, tune={"max": 70}), leaf("b", 40)),
            {"i_b": 20},
            "一级指标应合计 100，至多只能到 90：「a」不高于 70、「b」要求为 20。"
            "其余不变时，「b」可为 30 至 100",
            id="nobody to take it",
        ),
        pytest.param(
            rules(b={"step": 20}, c={"step": 20}), {"i_a": 25, "one": 60},
            "「one」的下级指标按步长 1（未定步长时的默认）、20 不能恰好合计 60",
            id="steps that cannot add up",
        ),
        pytest.param(
            ruleset_of(leaf("a", 10, tune={"step": 1}), leaf("b", 90, tune={"step": 5})),
            {"i_a": 12},
            "一级指标按步长 1、5 不能恰好合计 100。其余不变时，「a」可为 10、「a」可为 15",
            id="steps that leave no room for the wish",
        ),
        pytest.param(
            ruleset_of(
                dimension("one", 60, leaf("a", 60), leaf("b", 60), aggregate="best"), leaf("d", 40)
            ),
            {"i_a": 50},
            "「a」与同级各项都等于上级「one」的权重",
            id="part of an either-or",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_binds(ruleset, wanted, told):
    with pytest.raises(WeightError) as refused:
        asked(ruleset, **wanted)

    assert told in str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(WeightError) as refused:
        asked(rules(a={"lock": True}, b={"max": 35}), i_a=1, i_b=40)

    assert len(refused.value.problems) == 2


TUNES = st.fixed_dictionaries(
    {},
    optional={
        "min": st.sampled_from([0, 1, 2.5]),
        "max": st.sampled_from([20, 40.5, 90]),
        "step": st.sampled_from([0.5, 1, 2]),
        "lock": st.booleans(),
    },
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(TUNES, min_size=4, max_size=4),
    st.sampled_from(["i_a", "i_c", "one"]),
    st.integers(1, 60),
)
def test_bounds_are_never_broken_and_sums_are_exact(tunes, name, value):
    weights = {"a": 10, "b": 20.5, "c": 29.5, "d": 40}
    a, b, c, d = (
        leaf(n, w, tune=tune) for (n, w), tune in zip(weights.items(), tunes, strict=True)
    )
    ruleset = ruleset_of(dimension("one", 60, a, b, c), d)
    try:
        found = spread(ruleset, {name: Decimal(value)})
    except WeightError:
        return

    changed = ruleset_from(with_weights_written(ruleset.document, found))
    assert changed.full_marks == 100
    assert found[name] == value
    for (n, w), tune in zip(weights.items(), tunes, strict=True):
        own = found[f"i_{n}"]
        assert not tune.get("lock") or own == Decimal(str(w))
        assert tune.get("lock") or own >= Decimal(str(tune.get("min", 0)))
        assert tune.get("lock") or own <= Decimal(str(tune.get("max", 1000)))
        assert tune.get("lock") or "step" not in tune or not own % Decimal(str(tune["step"]))
