"""What is said to be impossible is so: bounds hold whatever is worked out within them."""

import ast
from math import inf, isfinite

import pytest
from any_ruleset import FIGURES, TRUTHS, VALUES, bureau
from bureau import answers, plain_plan
from hypothesis import given
from hypothesis import strategies as st

from scoring.expression import compile_expression
from scoring.expression.scopes import scored_scope
from scoring.model import State
from scoring.review.lint import bounds as b
from scoring.review.lint.bounds import Bounds, point
from scoring.review.lint.worlds import World, assume, numbers, parts, possible, truths

numbers_ = st.integers(-20, 20) | st.sampled_from([0.5, -0.5, 1e6, -1e6])
WORK = [
    (b.add, lambda x, y: x + y),
    (b.subtract, lambda x, y: x - y),
    (b.multiply, lambda x, y: x * y),
    (b.divide, lambda x, y: x / y if y else None),
    (b.least, min),
    (b.greatest, max),
]


@st.composite
def inside(draw):
    """Draw bounds, and a number within them."""
    low, number, high = sorted(draw(st.lists(numbers_, min_size=3, max_size=3)))
    low, high = draw(st.sampled_from([(low, high), (-inf, high), (low, inf), (-inf, inf)]))
    opens = (draw(st.booleans()) and low < number, draw(st.booleans()) and number < high)
    return Bounds(low, high, *opens, nonzero=number != 0 and draw(st.booleans())), number


@pytest.mark.parametrize(("of_bounds", "of_numbers"), WORK)
@given(inside(), inside())
def test_what_is_worked_out_lies_within_the_bounds(of_bounds, of_numbers, one, other):
    made = of_numbers(one[1], other[1])

    assert made is None or of_bounds(one[0], other[0]).has(made)


@given(inside(), inside())
def test_what_lies_within_both_lies_where_they_meet(one, other):
    assert b.meet(one[0], other[0]).has(one[1]) == other[0].has(one[1])


@given(inside(), inside())
def test_joined_bounds_hold_both(one, other):
    joined = b.join(one[0], other[0])

    assert joined.has(one[1])
    assert joined.has(other[1])


@pytest.mark.parametrize(
    ("within", "decimals", "number"),
    [
        pytest.param(Bounds(59.99, 60, True, True), 2, None, id="nothing between hundredths"),
        pytest.param(Bounds(59.99, 60, True, True), 3, 59.991, id="thousandths between"),
        pytest.param(Bounds(90, 90), 0, 90, id="one number"),
        pytest.param(Bounds(90, 90, low_open=True), 0, None, id="not even that"),
        pytest.param(Bounds(0, 0, nonzero=True), 0, None, id="zero left out"),
        pytest.param(Bounds(-inf, 60, high_open=True), 0, 59, id="without end below"),
        pytest.param(Bounds(0.29, inf, low_open=True), 2, 0.3, id="binary dust"),
    ],
)
def test_the_least_figure_of_so_many_decimals(within, decimals, number):
    assert b.on_grid(within, decimals) == number


# --- expressions, against the engine ----------------------------------------------------------

KNOWN = {
    **dict.fromkeys(("a", "b", "c", "d", "limit"), Bounds(min(FIGURES), max(FIGURES))),
    "n": Bounds(0, 9),
    **dict.fromkeys(("ok", "done", "skip"), frozenset({True, False})),
    "level": frozenset({"好", "中", "差"}),
    "note": None,
}
FIGURED = [
    *(value for value in VALUES if not {"执行率", "gap"} & set(value.split())),
    "a if a > b else b - a",
    "n * n - n",
    "a / n if n > 3 else 0",
    "abs(a) + max(n, 3) - min(n, 3)",
    "clip(a, 0, 100) / (n + 1)",
    "round(n / 2) + floor(a) - ceil(b)",
    "change(a, b)",
    "sum(tasks.finished - n)",
    "mean(tasks.planned) + count(tasks)",
    "n ** 2",
]
ASKED = [
    *(truth for truth in TRUTHS if not {"value", "gap"} & set(truth.split())),
    "n >= 0",
    "n > 9 or ok",
    "not (n > 3 and n < 2)",
    "3 < n <= 2",
    'level in ["好", "中", "差"]',
    'level != "好" or ok',
    "n > 5 and n < 3",
    "n == 4 if n > 4 else n <= 4",
    "any(tasks.planned > a)",
]


def tree_of(source):
    return compile_expression(source, scored_scope(plain_plan().ruleset)).tree


@given(st.sampled_from(FIGURED), st.integers(0, 10**6))
def test_a_figure_lies_within_its_bounds(source, seed):
    within = numbers(tree_of(source), World(KNOWN))

    for answer in answers(source, *bureau(seed, 9)):
        assert isinstance(answer, State) or not isfinite(answer) or within.has(answer)


@given(st.sampled_from(ASKED), st.integers(0, 10**6))
def test_a_condition_comes_out_as_it_can(source, seed):
    outcomes = truths(tree_of(source), World(KNOWN))

    for answer in answers(source, *bureau(seed, 9)):
        assert isinstance(answer, State) or answer in outcomes


@given(st.sampled_from(ASKED), st.sampled_from(FIGURED), st.booleans(), st.integers(0, 10**6))
def test_what_a_condition_rules_out_does_not_happen(condition, source, outcome, seed):
    departments = bureau(seed, 9)
    world = assume(tree_of(condition), outcome, World(KNOWN))

    pairs = zip(answers(condition, *departments), answers(source, *departments), strict=True)
    for holds, answer in pairs:
        if not isinstance(holds, State) and holds == outcome:
            assert world is not None
            is_figure = not isinstance(answer, State) and isfinite(answer)
            assert not is_figure or numbers(tree_of(source), world).has(answer)


@pytest.mark.parametrize(
    ("source", "outcomes"),
    [
        ("n >= 0", {True}),
        ("n > 9", {False}),
        ("n > 5 and n < 3", {False}),
        ("not (n > 5 and n < 3)", {True}),
        ("n > 5 or n <= 5", {True}),
        ('level == "优"', {False}),
        ("ok and not ok", {False}),
        ("a <= a", {True}),
        ("is_missing(a)", {True, False}),
    ],
)
def test_conditions_that_the_bounds_decide(source, outcomes):
    assert truths(tree_of(source), World(KNOWN)) == outcomes


def test_a_guard_keeps_zero_out_of_a_denominator():
    tree = tree_of("0 if n == 0 else a / n")
    world = next(w for part, w in parts(tree, World(KNOWN)) if isinstance(part, ast.BinOp))

    assert not numbers(tree_of("n"), world).has(0)


def test_values_that_double_without_end_are_given_up_in_time():
    values = {f"v{i}": ast.parse(f"v{i - 1} + v{i - 1}", mode="eval").body for i in range(1, 60)}
    world = World({"v0": point(1.0)}, values=values)

    assert possible(ast.parse("v59 > 0", mode="eval").body, world) is not None
    assert len(list(parts(ast.parse("v59", mode="eval").body, world.refuelled()))) < 10_000
