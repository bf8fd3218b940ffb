"""Marks in proportion to how far a value has come towards its target."""

import pytest
from readings import MISSING, UNDEFINED, flaws, method, rate, rates, told

from scoring.methods import Operand
from scoring.methods.proportional import Overshoot


def proportional(target=100, **spec):
    return method("proportional", target=target, **spec)


def test_spec_fills_in_the_defaults():
    judge = proportional("goal")

    assert (judge.target, judge.floor, judge.better, judge.curve) == (
        "goal",
        None,
        "higher",
        "linear",
    )
    assert judge.overshoot is None
    assert not judge.fixed


def test_spec_says_everything():
    overshoot = {"beyond": 1.3, "then": 0.5}
    judge = proportional(
        95, floor="0.6 * target", better="lower", curve="inverse", overshoot=overshoot
    )

    assert (judge.target, judge.floor, judge.better) == (95.0, "0.6 * target", "lower")
    assert (judge.curve, judge.overshoot) == ("inverse", Overshoot(1.3, 0.5))


def test_operands_are_the_target_and_the_floor_where_one_is_given():
    assert proportional(95).operands() == {"target": Operand(95.0)}
    assert proportional("goal", floor="0.6 * target").operands() == {
        "target": Operand("goal"),
        "floor": Operand("0.6 * target"),
    }


def test_nothing_but_the_schema_is_to_be_checked():
    assert flaws("proportional", target=0, floor=0) == []


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(120, 1.0, id="beyond the target earns no more"),
        pytest.param(95, 1.0, id="at the target"),
        pytest.param(95.1, 1.0, id="just above the target"),
        pytest.param(94.9, 34.9 / 35, id="just below the target"),
        pytest.param(77.5, 0.5, id="half way up"),
        pytest.param(60.0001, 0.0001 / 35, id="just above the floor"),
        pytest.param(60, 0.0, id="at the floor"),
        pytest.param(10, 0.0, id="below the floor loses no more"),
        pytest.param(-10, 0.0, id="negative"),
    ],
)
def test_rate_rises_from_floor_to_target(value, earned):
    assert rate(proportional(95, floor=60), value) == pytest.approx(earned, abs=1e-12)


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(0, 1.0, id="far below the target"),
        pytest.param(100, 1.0, id="at the target"),
        pytest.param(101, 0.99, id="just above the target"),
        pytest.param(150, 0.5, id="half way down"),
        pytest.param(199, 0.01, id="just below twice the target"),
        pytest.param(200, 0.0, id="at twice the target"),
        pytest.param(300, 0.0, id="beyond twice the target loses no more"),
    ],
)
def test_rate_falls_from_target_to_twice_the_target(value, earned):
    assert rate(proportional(better="lower"), value) == earned


def test_a_floor_of_zero_where_lower_is_better_is_the_default():
    judge = proportional(better="lower", floor=0)

    assert rates(judge, [100, 150, 200]) == [1.0, 0.5, 0.0]


def test_the_rate_at_the_floor_is_no_negative_zero():
    assert str(rate(proportional(better="lower"), 200)) == "0.0"


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(100, 1.0, id="at the target"),
        pytest.param(105, 0.5, id="half way down"),
        pytest.param(110, 0.0, id="at the floor"),
    ],
)
def test_rate_falls_from_target_to_the_floor_given(value, earned):
    assert rate(proportional(better="lower", floor=110), value) == earned


@pytest.mark.parametrize(
    ("target", "value", "earned"),
    [
        pytest.param(100, 99, 1.0, id="below the target"),
        pytest.param(100, 100, 1.0, id="at the target"),
        pytest.param(100, 125, 0.8, id="above the target"),
        pytest.param(100, 400, 0.25, id="four times the target"),
        pytest.param(100, 0, 1.0, id="nothing at all"),
        pytest.param(0, 0, 1.0, id="target and value of zero"),
        pytest.param(0, 0.1, 0.0, id="above a target of zero"),
        pytest.param(0, -1, 1.0, id="below a target of zero"),
        pytest.param(-5, -5, 1.0, id="at a negative target"),
        pytest.param(-5, -4, 0.0, id="above a negative target"),
    ],
)
def test_inverse_curve_is_target_over_value(target, value, earned):
    assert rate(proportional(target, better="lower", curve="inverse"), value) == earned


@pytest.mark.parametrize(
    ("spec", "at", "short", "short_by"),
    [
        pytest.param({"target": 0}, 0, -0.01, 0, id="target of zero"),
        pytest.param({"target": -5}, -5, -5.01, 0, id="negative target"),
        pytest.param({"target": 80, "floor": 80}, 80, 79.99, 0, id="target at its floor"),
        pytest.param({"target": 80, "floor": 90}, 80, 79.99, 0, id="target under its floor"),
        pytest.param({"target": 0, "better": "lower"}, 0, 0.01, 0, id="lower, target of zero"),
        pytest.param({"target": -5, "better": "lower"}, -5, -4.99, 0, id="lower, negative target"),
        pytest.param(
            {"target": 80, "floor": 80, "better": "lower"}, 80, 80.01, 0, id="lower, at its floor"
        ),
        pytest.param(
            {"target": 80, "floor": 70, "better": "lower"}, 80, 80.01, 0, id="lower, over its floor"
        ),
    ],
)
def test_a_line_without_width_is_all_or_nothing(spec, at, short, short_by):
    assert rates(method("proportional", **spec), [at, short]) == [1.0, short_by]


def test_target_may_differ_between_departments():
    judge = proportional("goal", floor="0.6 * target")

    earned = rates(
        judge,
        [80, 80, 80, 80, 80],
        operands={"target": [100, 80, 0, MISSING, 100], "floor": [60, 48, 0, MISSING, UNDEFINED]},
    )

    assert earned == [0.5, 1.0, 1.0, MISSING, UNDEFINED]


def test_unknown_values_stay_unknown():
    assert rates(proportional(), [50, MISSING, UNDEFINED]) == [0.5, MISSING, UNDEFINED]


OVERSHOOT = {"beyond": 1.15, "then": 0.25}


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(50, 0.5, id="below the target"),
        pytest.param(100, 1.0, id="at the target"),
        pytest.param(115, 1.0, id="at 1.15 times the target, 114.99… in binary"),
        pytest.param(115.0001, 0.25, id="just beyond 1.15 times the target"),
        pytest.param(500, 0.25, id="far beyond"),
    ],
)
def test_overshoot_decides_beyond_some_times_the_target(value, earned):
    assert rate(proportional(overshoot=OVERSHOOT), value) == earned


@pytest.mark.parametrize("target", [0, -5], ids=["zero", "negative"])
def test_nothing_overshoots_a_target_that_is_not_positive(target):
    assert rate(proportional(target, overshoot=OVERSHOOT), 500) == 1.0


def test_overshoot_of_a_lower_target_decides_too():
    judge = proportional(better="lower", overshoot=OVERSHOOT)

    assert rates(judge, [115, 116]) == [0.85, 0.25]


@pytest.mark.parametrize("curve", ["linear", "inverse"])
def test_overshoot_never_gives_more_than_the_curve_of_a_lower_target(curve):
    judge = proportional(better="lower", curve=curve, overshoot=OVERSHOOT)

    assert rates(judge, [180, 400]) == ([0.2, 0.0] if curve == "linear" else [0.25, 0.25])


@pytest.mark.parametrize(
    ("spec", "value", "zh", "en"),
    [
        pytest.param(
            {},
            92.8,
            "预算完成率 92.80%，低于目标 100% 共 7.20 个百分点，按完成比例得 92.8%",
            "预算完成率 92.80% is 7.20 percentage points below the target of 100%; "
            "in proportion it earns 92.8%",
            id="below the target",
        ),
        pytest.param(
            {"floor": 60},
            80,
            "预算完成率 80.00%，低于目标 100% 共 20.00 个百分点，自门槛 60% 起按比例得 50%",
            "预算完成率 80.00% is 20.00 percentage points below the target of 100%; "
            "from the floor of 60% it earns 50% in proportion",
            id="between floor and target",
        ),
        pytest.param(
            {"floor": 60},
            60,
            "预算完成率 60.00%，低于目标 100% 共 40.00 个百分点，未超过门槛 60%，不得分",
            "预算完成率 60.00% is 40.00 percentage points below the target of 100% "
            "and not above the floor of 60%: it earns nothing",
            id="at the floor",
        ),
        pytest.param(
            {},
            0.0001,
            "预算完成率 0.0001%，低于目标 100% 共 99.9999 个百分点，按完成比例得 0%",
            "预算完成率 0.0001% is 99.9999 percentage points below the target of 100%; "
            "in proportion it earns 0%",
            id="just above the floor, though it earns no points",
        ),
        pytest.param(
            {"better": "lower"},
            150,
            "预算完成率 150.00%，高于目标 100% 共 50.00 个百分点，按比例递减得 50%",
            "预算完成率 150.00% is 50.00 percentage points above the target of 100%; "
            "falling in proportion it earns 50%",
            id="above a lower target",
        ),
        pytest.param(
            {"better": "lower", "curve": "inverse"},
            125,
            "预算完成率 125.00%，高于目标 100% 共 25.00 个百分点，按目标值与完成值之比得 80%",
            "预算完成率 125.00% is 25.00 percentage points above the target of 100%; "
            "target over value earns 80%",
            id="target over value",
        ),
        pytest.param(
            {"better": "lower"},
            200,
            "预算完成率 200.00%，高于目标 100% 共 100.00 个百分点，已达零分线 200%，不得分",
            "预算完成率 200.00% is 100.00 percentage points above the target of 100%, "
            "at or beyond 200%: it earns nothing",
            id="at twice a lower target",
        ),
        pytest.param(
            {"better": "lower", "target": 0},
            -0.0 + 3,
            "预算完成率 3.00%，高于目标 0% 共 3.00 个百分点，超过目标不得分",
            "预算完成率 3.00% is 3.00 percentage points above the target of 0%: "
            "beyond it nothing is earned",
            id="above a target of zero",
        ),
        pytest.param(
            {"target": -5},
            -7,
            "预算完成率 -7.00%，低于目标 -5% 共 2.00 个百分点，未达到目标不得分",
            "预算完成率 -7.00% is 2.00 percentage points below the target of -5%: "
            "short of it nothing is earned",
            id="below a negative target",
        ),
        pytest.param(
            {"better": "lower", "overshoot": {"beyond": 1.3, "then": 0.5}},
            180,
            "预算完成率 180.00%，高于目标 100% 共 80.00 个百分点，按比例递减得 20%",
            "预算完成率 180.00% is 80.00 percentage points above the target of 100%; "
            "falling in proportion it earns 20%",
            id="lower, overshot, though the curve decides",
        ),
        pytest.param(
            {"overshoot": OVERSHOOT},
            116,
            "预算完成率 116.00%，超过目标 100% 的 1.15 倍，按规则只得 25%",
            "预算完成率 116.00% is over 1.15 times the target of 100%; by the rule it earns 25%",
            id="overshot",
        ),
        pytest.param(
            {"overshoot": {"beyond": 1.15, "then": 0}},
            116,
            "预算完成率 116.00%，超过目标 100% 的 1.15 倍，按规则只得 0%",
            "预算完成率 116.00% is over 1.15 times the target of 100%; by the rule it earns 0%",
            id="overshot for nothing",
        ),
        pytest.param(
            {"overshoot": OVERSHOOT},
            50,
            "预算完成率 50.00%，低于目标 100% 共 50.00 个百分点，按完成比例得 50%",
            "预算完成率 50.00% is 50.00 percentage points below the target of 100%; "
            "in proportion it earns 50%",
            id="short of a target that can be overshot",
        ),
        pytest.param(
            {"better": "lower", "overshoot": {"beyond": 1.3, "then": 0}},
            140,
            "预算完成率 140.00%，超过目标 100% 的 1.3 倍，按规则只得 0%",
            "预算完成率 140.00% is over 1.3 times the target of 100%; by the rule it earns 0%",
            id="lower, overshot",
        ),
        pytest.param(
            {"better": "lower", "overshoot": {"beyond": 1.3, "then": 0}},
            125,
            "预算完成率 125.00%，高于目标 100% 共 25.00 个百分点，按比例递减得 75%",
            "预算完成率 125.00% is 25.00 percentage points above the target of 100%; "
            "falling in proportion it earns 75%",
            id="lower, not yet overshot",
        ),
    ],
)
def test_reason_gives_the_gap_and_what_it_earns(spec, value, zh, en):
    judge = method("proportional", **{"target": 100, **spec})

    assert told(judge, value) == [zh]
    assert told(judge, value, language="en") == [en]


def test_reason_tells_a_department_of_its_own_target():
    judge = proportional("goal")

    assert told(judge, 40, {"target": 50.0}, unit="件", decimals=0) == [
        "预算完成率 40 件，低于目标 50 件 共 10 件，按完成比例得 80%"
    ]
