"""Marks by an expression."""

import pytest
from readings import MISSING, UNDEFINED, faulted, flaws, method, rates, told

from scoring.methods import Operand


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        pytest.param(-0.1, 0.0, id="below nothing"),
        pytest.param(0.0, 0.0, id="nothing"),
        pytest.param(0.5, 0.5, id="half"),
        pytest.param(1.0, 1.0, id="all"),
        pytest.param(1.1, 1.0, id="beyond all"),
        pytest.param(MISSING, MISSING, id="missing"),
        pytest.param(UNDEFINED, UNDEFINED, id="undefined"),
    ],
)
def test_rate_is_held_between_nothing_and_all(given, earned):
    assert rates(method("formula", rate="x"), operands={"rate": [given]}) == [earned]


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        pytest.param(-3.0, 0.0, id="below nothing"),
        pytest.param(2.5, 0.25, id="a part"),
        pytest.param(10.0, 1.0, id="all"),
        pytest.param(10.01, 1.0, id="beyond all"),
        pytest.param(MISSING, MISSING, id="missing"),
    ],
)
def test_points_are_a_part_of_the_declared_weight(given, earned):
    assert rates(method("formula", points="x"), operands={"points": [given]}) == [earned]


@pytest.mark.parametrize("kind", ["rate", "points"])
def test_minus_zero_is_zero(kind):
    assert str(rates(method("formula", **{kind: "x"}), operands={kind: [-0.0]})[0]) == "0.0"


def test_points_without_a_weight_are_held_too():
    assert rates(method("formula", weight=0, points="x"), operands={"points": [3.0]}) == [1.0]


def test_fixed_points_keep_their_size_and_rates_do_not():
    points = method("formula", points="x", fixed=True)
    rate = method("formula", rate="x", fixed=True)

    assert rates(points, operands={"points": [5.0]}, scale=0.5) == [0.25]
    assert rates(rate, operands={"rate": [0.5]}, scale=0.5) == [0.5]


def test_operand_is_the_formula_or_a_number():
    assert method("formula", rate="x / 2").operands() == {"rate": Operand("x / 2")}
    assert method("formula", points=5).operands() == {"points": Operand(5.0)}


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        pytest.param({"rate": "x"}, [], id="rate"),
        pytest.param({"points": "x"}, [], id="points"),
        pytest.param(
            {"rate": "x", "points": "x"},
            [("", "须写 rate 或 points 之一", "请只写其中一个")],
            id="both",
        ),
        pytest.param({}, [("", "须写 rate 或 points 之一", "请只写其中一个")], id="neither"),
    ],
)
def test_flaws(spec, found):
    assert flaws("formula", **spec) == found


@pytest.mark.parametrize(
    ("spec", "given", "zh", "en"),
    [
        pytest.param(
            {"rate": "x / 2"},
            {"rate": 1 / 3},
            "预算完成率按公式「‹x / 2›」计算，得 33.33%",
            '预算完成率: the formula "‹x / 2›" earns 33.33%',
            id="an expression, in titles",
        ),
        pytest.param(
            {"points": 5},
            {"points": 5.0},
            "预算完成率按公式「5」计算，得 50%",
            '预算完成率: the formula "5" earns 50%',
            id="a number, as written",
        ),
    ],
)
def test_reason_tells_the_formula(spec, given, zh, en):
    judge = method("formula", **spec)

    assert told(judge, operands=given) == [zh]
    assert told(judge, operands=given, language="en") == [en]


def test_fault_says_that_there_is_no_judging():
    assert faulted(method("formula", rate="x"), operands={"rate": 0.0}) == (
        "预算完成率无法评判",
        "预算完成率 cannot be judged",
    )
