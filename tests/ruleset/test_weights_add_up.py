"""Weights add up exactly, as the way of aggregating wants it, and again under every profile."""

from decimal import Decimal

import pytest

from scoring.errors import RulesetError
from scoring.ruleset import ruleset_from


def leaf(name, weight, **more):
    score = {"method": "condition", "when": "fine"}
    return {"id": name, "title": name, "weight": weight, "score": score, **more}


def ruleset(*indicators, **more):
    return {
        "language_version": 1,
        "id": "r",
        "edition": "1",
        "title": "R",
        "full_marks": 10,
        "fields": {"fine": {"title": "好", "type": "boolean"}},
        "indicators": list(indicators),
        **more,
    }


def tree(parts, **dimension):
    children = [leaf(f"x{number}", weight) for number, weight in enumerate(parts)]
    return {"id": "d", "title": "D", "weight": 10, "children": children, **dimension}


def complaint(document):
    with pytest.raises(RulesetError) as refused:
        ruleset_from(document)
    (problem,) = refused.value.problems
    return problem


@pytest.mark.parametrize(
    ("weights", "dimension"),
    [
        pytest.param([3, 7], {}, id="a sum that comes out"),
        pytest.param([0.1] * 100, {}, id="a hundred tenths"),
        pytest.param([10, 0], {}, id="a weight of nothing"),
        pytest.param([10, 10], {"aggregate": "best"}, id="best of equals"),
        pytest.param([4, 6], {"aggregate": "best"}, id="best that adds up"),
        pytest.param([10, 10, 10], {"aggregate": "worst"}, id="worst of equals"),
        pytest.param([8, 8], {"aggregate": "pool"}, id="a pool with more than it holds"),
        pytest.param([5, 5], {"aggregate": "pool"}, id="a pool that is just full"),
        pytest.param([5, 5], {"aggregate": "geometric_mean"}, id="a geometric mean that adds up"),
        pytest.param([1, 2], {"weights": "relative"}, id="shares"),
        pytest.param([1, 0], {"weights": "relative"}, id="a share of nothing"),
    ],
)
def test_weights_that_add_up_are_taken(weights, dimension):
    read = ruleset_from(ruleset(tree(weights, **dimension)))

    assert [child.weight for child in read.indicators[0].children] == [
        Decimal(str(weight)) for weight in weights
    ]


@pytest.mark.parametrize(
    ("weights", "dimension", "problem"),
    [
        pytest.param([3, 6.999], {}, "合计 9.999，应为 10，少 0.001", id="a thousandth short"),
        pytest.param([10, 9], {"aggregate": "best"}, "合计 19，应为 10，多 9", id="best, neither"),
        pytest.param([4, 4], {"aggregate": "worst"}, "合计 8，应为 10，少 2", id="worst, neither"),
        pytest.param(
            [4, 5], {"aggregate": "pool"}, "合计 9，应为 10，少 1", id="a pool half empty"
        ),
        pytest.param([5, 6], {"aggregate": "geometric_mean"}, "多 1", id="a mean beyond"),
        pytest.param([0, 0], {"weights": "relative"}, "没有大于 0 的权重", id="shares of nothing"),
    ],
)
def test_weights_that_do_not_add_up_are_refused(weights, dimension, problem):
    told = complaint(ruleset(tree(weights, **dimension)))

    assert told.place == "ruleset /indicators/0/weight"
    assert problem in told.say()


def test_roots_may_be_shares():
    read = ruleset_from(ruleset(leaf("a", 1), leaf("b", 2), weights="relative"))

    assert read.relative


def test_a_dimension_without_weight_is_refused():
    assert "0 应大于 0" in complaint(ruleset({**tree([10]), "weight": 0}, leaf("y", 10))).say()


@pytest.mark.parametrize(
    ("weights", "is_fine"),
    [
        pytest.param({"x0": 5, "x1": 3}, True, id="leaves exchanged"),
        pytest.param({"d": 4, "y": 6}, True, id="a dimension and a leaf"),
        pytest.param({"y": 0, "x0": 5}, True, id="a leaf taken out"),
        pytest.param({"y": 1}, False, id="a leaf that leaves a gap"),
        pytest.param({"d": 9}, False, id="a dimension that is too much"),
        pytest.param({}, True, id="nothing"),
    ],
)
def test_a_profile_adds_up_to_full_marks_again(weights, is_fine):
    profile = {"p": {"when": "fine", "weights": weights}}
    document = ruleset(tree([3, 5], weight=8), leaf("y", 2), profiles=profile)
    if is_fine:
        assert dict(ruleset_from(document).profiles[0].weights) == weights
    else:
        assert complaint(document).place == "ruleset /profiles/p/weights"


@pytest.mark.parametrize(
    ("aggregate", "children", "weights"),
    [
        pytest.param("best", [8, 8], {"x0": 6, "x1": 6, "y": 4}, id="the best of a choice"),
        pytest.param("pool", [6, 6], {"x0": 9}, id="a pool keeps its size"),
    ],
)
def test_a_profile_inside_of_a_choice_or_a_pool(aggregate, children, weights):
    dimension = tree(children, weight=8, aggregate=aggregate)
    profile = {"p": {"when": "fine", "weights": weights}}

    assert ruleset_from(ruleset(dimension, leaf("y", 2), profiles=profile)).profiles


def test_a_profile_is_not_blamed_for_a_weight_that_is_none():
    profile = {"p": {"when": "fine", "weights": {"x0": 7}}}
    told = complaint(ruleset(tree([4, "6"]), profiles=profile))

    assert told.place == "ruleset /indicators/0/children/1/weight"


def test_no_indicator_is_called_total():
    told = complaint(ruleset(leaf("total", 10)))

    assert told.place == "ruleset /indicators/0/id"
    assert "「total」是保留的名称" in told.say()


def test_a_profile_of_shares_need_not_add_up():
    profile = {"p": {"when": "fine", "weights": {"a": 50}}}
    document = ruleset(leaf("a", 1), leaf("b", 2), weights="relative", profiles=profile)

    assert ruleset_from(document).profiles[0].weights == {"a": 50}


def test_a_general_move_leaves_its_target_where_it_is():
    move = {"missing": {"move_to": "b"}}

    assert ruleset_from(ruleset(leaf("a", 4), leaf("b", 6), policies=move)).policies


def test_a_general_move_back_from_its_target_is_a_circle():
    back = leaf("b", 6, undefined={"move_to": "a"})
    told = complaint(ruleset(leaf("a", 4), back, policies={"missing": {"move_to": "b"}}))

    assert "a → b → a" in told.say()


def test_a_general_move_that_an_indicator_overrules_is_no_circle():
    leaves = (leaf("a", 4, missing="zero"), leaf("b", 6, missing={"move_to": "a"}))
    document = ruleset(*leaves, policies={"missing": {"move_to": "b"}})

    assert ruleset_from(document).indicators
