"""What a dimension gets from its children, where they do not simply add up."""

import pytest
from bureau import NOT_APPLICABLE, full_marks, leaf, points, ruleset_of, score, totals


def dimension(name, weight, *children, **keys):
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


@pytest.mark.parametrize(
    ("aggregate", "weights", "record", "total"),
    [
        pytest.param("sum", (60, 40), {"a": 50, "b": 100}, 70, id="sum"),
        pytest.param("best", (100, 100), {"a": 50, "b": 80}, 80, id="best"),
        pytest.param("best", (60, 40), {"a": 50, "b": 80}, 80, id="best of parts that add up"),
        pytest.param("best", (100, 100), {"a": 50}, 50, id="best of which one is missing"),
        pytest.param("worst", (100, 100), {"a": 50, "b": 80}, 50, id="worst"),
        pytest.param("worst", (100, 100), {"a": 50}, 0, id="worst of which one is missing"),
        pytest.param("pool", (60, 80), {"a": 50, "b": 50}, 70, id="pool below its cap"),
        pytest.param("pool", (60, 80), {"a": 100, "b": 50}, 100, id="pool at its cap"),
        pytest.param("pool", (60, 80), {"a": 100, "b": 100}, 100, id="pool beyond its cap"),
        pytest.param("geometric_mean", (50, 50), {"a": 90, "b": 40}, 60, id="geometric mean"),
        pytest.param("geometric_mean", (50, 50), {"a": 0, "b": 100}, 0, id="mean with a zero"),
        pytest.param("geometric_mean", (75, 25), {"a": 100, "b": 50}, 84.09, id="weighted mean"),
    ],
)
def test_dimension_gets(aggregate, weights, record, total):
    parts = [leaf(name, weight) for name, weight in zip("ab", weights, strict=True)]

    scores = score(ruleset_of(dimension("top", 100, *parts, aggregate=aggregate)), record)

    assert totals(scores) == [total]


@pytest.mark.parametrize(
    ("aggregate", "weights", "total"),
    [
        pytest.param("best", (100, 100), 50, id="best of those that apply"),
        pytest.param("worst", (100, 100), 50, id="worst of those that apply"),
        pytest.param("pool", (60, 60), 50, id="pool filled by those that apply"),
        pytest.param("pool", (120, 60), 50, id="pool that those that apply more than fill"),
        pytest.param("geometric_mean", (50, 50), 50, id="mean of those that apply"),
    ],
)
def test_parts_that_do_not_apply_leave_the_marks_to_the_others(aggregate, weights, total):
    parts = [leaf(name, weight) for name, weight in zip("ab", weights, strict=True)]
    ruleset = ruleset_of(
        dimension("top", 100, *parts, aggregate=aggregate),
        policies={"not_applicable": "redistribute"},
    )
    values = {"a": 50 if weights != (120, 60) else 100 * 50 / 120, "b": NOT_APPLICABLE}

    scores = score(ruleset, values)

    assert full_marks(scores, "top") == [100]
    assert totals(scores) == [total]


@pytest.mark.parametrize("aggregate", ["best", "worst", "pool", "geometric_mean"])
def test_dimension_of_which_nothing_applies_leaves_its_marks_to_the_others(aggregate):
    weights = (60, 60) if aggregate != "geometric_mean" else (30, 30)
    parts = [leaf(name, weight) for name, weight in zip("ab", weights, strict=True)]
    ruleset = ruleset_of(
        dimension("top", 60, *parts, aggregate=aggregate),
        leaf("c", 40),
        policies={"not_applicable": "redistribute"},
    )

    scores = score(ruleset, {"a": NOT_APPLICABLE, "b": NOT_APPLICABLE, "c": 70})

    assert full_marks(scores, "top") == points(scores, "top") == [0]
    assert totals(scores) == [70]


def test_either_or_of_pools_within_a_mean():
    pool = dimension("pool", 50, leaf("a", 30), leaf("b", 30), aggregate="pool")
    choice = dimension("choice", 50, pool, leaf("c", 50), aggregate="best")
    ruleset = ruleset_of(dimension("top", 100, choice, leaf("d", 50), aggregate="geometric_mean"))

    scores = score(
        ruleset,
        {"a": 50, "b": 30, "c": 40, "d": 100},  # the pool has 24, c has 20
        {"a": 50, "b": 0, "c": 81, "d": 100},  # the pool has 15, c has 40.5
    )

    assert points(scores, "choice") == [24, 40.5]
    assert totals(scores) == [69.28, 90]
