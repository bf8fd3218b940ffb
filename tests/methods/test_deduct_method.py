"""Full marks within a limit; outside it every step costs."""

import pytest
from readings import MISSING, UNDEFINED, flaws, method, rate, rates, told

from scoring.methods import Operand

AT_LEAST = {"at_least": 100}


def deduct(limit, each=5, **spec):
    spec = spec if "share" in spec else {"points": 2, **spec}
    return method("deduct", limit=limit, each=each, **spec)


def test_spec_turns_points_into_shares_of_the_weight():
    judge = deduct(AT_LEAST, at_most=3, steps="started", fixed=True)

    assert (judge.low, judge.high, judge.each) == (100.0, None, 5.0)
    assert (judge.cost, judge.most, judge.steps, judge.fixed) == (0.2, 0.3, "started", True)


def test_without_a_weight_points_are_nothing():
    assert method("deduct", weight=0, limit=AT_LEAST, each=5, points=2).cost == 0


def test_share_is_kept_as_written():
    assert deduct(AT_LEAST, share=0.15).cost == 0.15


@pytest.mark.parametrize(
    ("limit", "operands"),
    [
        pytest.param({"at_least": 100}, {"limit/at_least": Operand(100.0)}, id="at least"),
        pytest.param({"at_most": "cap"}, {"limit/at_most": Operand("cap")}, id="at most"),
        pytest.param(
            {"between": [95, "top"]},
            {"limit/between/0": Operand(95.0), "limit/between/1": Operand("top")},
            id="between",
        ),
    ],
)
def test_operands_are_the_ends_of_the_limit(limit, operands):
    assert deduct(limit).operands() == operands


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        pytest.param({"points": 2, "limit": AT_LEAST}, [], id="points"),
        pytest.param({"share": 0.2, "limit": AT_LEAST}, [], id="share"),
        pytest.param(
            {"points": 2, "share": 0.2, "limit": AT_LEAST},
            [("", "每档扣分须写 points 或 share 之一", "请只写其中一个")],
            id="points and share",
        ),
        pytest.param(
            {"limit": AT_LEAST},
            [("", "每档扣分须写 points 或 share 之一", "请只写其中一个")],
            id="neither points nor share",
        ),
        pytest.param({"points": 2, "limit": {"between": [95, 95]}}, [], id="ends that are equal"),
        pytest.param(
            {"points": 2, "limit": {"between": [105, 95.5]}},
            [("limit/between", "区间下限 105 大于上限 95.5", "请把两端对调")],
            id="ends the wrong way round",
        ),
        pytest.param(
            {"points": 2, "limit": {"between": ["top", 95]}}, [], id="an end not known before"
        ),
    ],
)
def test_flaws(spec, found):
    assert flaws("deduct", each=5, **spec) == found


@pytest.mark.parametrize(
    ("value", "complete", "started", "proportional"),
    [
        pytest.param(120, 1.0, 1.0, 1.0, id="well within the limit"),
        pytest.param(100, 1.0, 1.0, 1.0, id="at the limit"),
        pytest.param(99.9999, 1.0, 0.8, 0.999996, id="just outside the limit"),
        pytest.param(95.1, 1.0, 0.8, 0.804, id="just short of a step"),
        pytest.param(95, 0.8, 0.8, 0.8, id="at a step"),
        pytest.param(94.9999, 0.8, 0.6, 0.799996, id="just past a step"),
        pytest.param(92.8, 0.8, 0.6, 0.712, id="within the second step"),
        pytest.param(90, 0.6, 0.6, 0.6, id="at the second step"),
        pytest.param(75, 0.0, 0.0, 0.0, id="where the steps use up the marks"),
        pytest.param(-500, 0.0, 0.0, 0.0, id="where they would cost more than there is"),
    ],
)
def test_every_step_costs(value, complete, started, proportional):
    ways = ("complete", "started", "proportional")

    assert [rate(deduct(AT_LEAST, steps=way), value) for way in ways] == [
        complete,
        started,
        proportional,
    ]


@pytest.mark.parametrize("steps", ["complete", "started"])
@pytest.mark.parametrize(
    ("limit", "each", "value", "earned"),
    [
        pytest.param(0.1 + 0.2, 0.1, 0.3, 1.0, id="at 0.1 + 0.2"),
        pytest.param(0.3, 0.1, 0.2, 0.8, id="one step below 0.3"),
        pytest.param(0.8, 0.1, 0.5, 0.4, id="three steps below 0.8"),
        pytest.param(100.3, 0.1, 100.0, 0.4, id="three steps below 100.3"),
        pytest.param(99.99999999999, 5, 100, 1.0, id="at 99.99999999999"),
    ],
)
def test_binary_dust_is_no_step(steps, limit, each, value, earned):
    assert rate(deduct({"at_least": limit}, each, steps=steps), value) == earned


@pytest.mark.parametrize(
    ("limit", "value", "earned"),
    [
        pytest.param({"at_most": 0}, -1, 1.0, id="below a limit of zero"),
        pytest.param({"at_most": 0}, 0, 1.0, id="at a limit of zero"),
        pytest.param({"at_most": 0}, 4.9, 1.0, id="less than a step above zero"),
        pytest.param({"at_most": 0}, 5, 0.8, id="a step above zero"),
        pytest.param({"at_most": -10}, -5, 0.8, id="a step above a negative limit"),
        pytest.param({"between": [95, 105]}, 95, 1.0, id="at the lower end"),
        pytest.param({"between": [95, 105]}, 105, 1.0, id="at the upper end"),
        pytest.param({"between": [95, 105]}, 90, 0.8, id="a step below the lower end"),
        pytest.param({"between": [95, 105]}, 90.1, 1.0, id="less than a step below"),
        pytest.param({"between": [95, 105]}, 115, 0.6, id="two steps above the upper end"),
        pytest.param({"between": [100, 100]}, 105, 0.8, id="a step off a single value"),
    ],
)
def test_limit_may_be_on_either_side_or_both(limit, value, earned):
    assert rate(deduct(limit), value) == earned


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(95, 0.8, id="under the cap"),
        pytest.param(90, 0.7, id="at the cap"),
        pytest.param(0, 0.7, id="never over the cap"),
    ],
)
def test_at_most_caps_the_cost(value, earned):
    assert rate(deduct(AT_LEAST, at_most=3), value) == earned


def test_limit_may_differ_between_departments():
    judge = deduct({"between": ["low", "high"]})
    ends = {
        "limit/between/0": [95, 80, MISSING, 95, 95],
        "limit/between/1": [105, 105, 105, UNDEFINED, 105],
    }

    earned = rates(judge, [90, 90, 90, 90, MISSING], operands=ends)

    assert earned == [0.8, 1.0, MISSING, UNDEFINED, MISSING]


def test_fixed_points_keep_their_size_when_full_marks_change():
    assert rates(deduct(AT_LEAST, fixed=True), [90], scale=10 / 20) == [0.8]
    assert rates(deduct(AT_LEAST, fixed=True, at_most=3), [50], scale=10 / 20) == [0.85]
    assert rates(deduct(AT_LEAST, fixed=True), [60], scale=10 / 20) == [0.2]


def test_reason_is_the_official_sentence():
    assert told(deduct(AT_LEAST), 92.8) == [
        "预算完成率 92.80%，低于目标 100% 共 7.20 个百分点，每低 5 个百分点扣 2 分（计 1 档）"
    ]


def test_reason_without_its_note_is_what_officials_write():
    judge = deduct(AT_LEAST, steps="proportional")

    assert told(judge, 92.8)[0].removesuffix("（按比例）") == (
        "预算完成率 92.80%，低于目标 100% 共 7.20 个百分点，每低 5 个百分点扣 2 分"
    )


@pytest.mark.parametrize(
    ("spec", "value", "zh", "en"),
    [
        pytest.param(
            {"steps": "started"},
            92.8,
            "预算完成率 92.80%，低于目标 100% 共 7.20 个百分点，每低 5 个百分点扣 2 分"
            "（不足一档按一档计）（计 2 档）",
            "预算完成率 92.80% is 7.20 percentage points below the 100% wanted; "
            "every 5 percentage points below costs 2 (a step begun counts whole) "
            "(steps counted: 2)",
            id="started steps",
        ),
        pytest.param(
            {"steps": "proportional"},
            92.8,
            "预算完成率 92.80%，低于目标 100% 共 7.20 个百分点，每低 5 个百分点扣 2 分（按比例）",
            "预算完成率 92.80% is 7.20 percentage points below the 100% wanted; "
            "every 5 percentage points below costs 2 (in proportion)",
            id="in proportion",
        ),
        pytest.param(
            {"at_most": 3},
            80,
            "预算完成率 80.00%，低于目标 100% 共 20.00 个百分点，每低 5 个百分点扣 2 分，"
            "最多扣 3 分（计 4 档）",
            "预算完成率 80.00% is 20.00 percentage points below the 100% wanted; "
            "every 5 percentage points below costs 2, 3 at most (steps counted: 4)",
            id="stopped by the cap",
        ),
        pytest.param(
            {"at_most": 4},
            90,
            "预算完成率 90.00%，低于目标 100% 共 10.00 个百分点，每低 5 个百分点扣 2 分（计 2 档）",
            "预算完成率 90.00% is 10.00 percentage points below the 100% wanted; "
            "every 5 percentage points below costs 2 (steps counted: 2)",
            id="at the cap",
        ),
        pytest.param(
            {},
            70,
            "预算完成率 70.00%，低于目标 100% 共 30.00 个百分点，每低 5 个百分点扣 2 分，"
            "扣完为止（计 6 档）",
            "预算完成率 70.00% is 30.00 percentage points below the 100% wanted; "
            "every 5 percentage points below costs 2, down to nothing (steps counted: 6)",
            id="more than there is",
        ),
        pytest.param(
            {"at_most": 12},
            70,
            "预算完成率 70.00%，低于目标 100% 共 30.00 个百分点，每低 5 个百分点扣 2 分，"
            "扣完为止（计 6 档）",
            "预算完成率 70.00% is 30.00 percentage points below the 100% wanted; "
            "every 5 percentage points below costs 2, down to nothing (steps counted: 6)",
            id="more than there is under a cap of more",
        ),
        pytest.param(
            {},
            75,
            "预算完成率 75.00%，低于目标 100% 共 25.00 个百分点，每低 5 个百分点扣 2 分（计 5 档）",
            "预算完成率 75.00% is 25.00 percentage points below the 100% wanted; "
            "every 5 percentage points below costs 2 (steps counted: 5)",
            id="exactly all there is",
        ),
        pytest.param(
            {"limit": {"between": [95, 105]}},
            112.5,
            "预算完成率 112.50%，高于限值 105% 共 7.50 个百分点，每高 5 个百分点扣 2 分（计 1 档）",
            "预算完成率 112.50% is 7.50 percentage points above the limit of 105%; "
            "every 5 percentage points above costs 2 (steps counted: 1)",
            id="above a range",
        ),
        pytest.param(
            {"limit": {"between": [95, 105]}},
            85,
            "预算完成率 85.00%，低于目标 95% 共 10.00 个百分点，每低 5 个百分点扣 2 分（计 2 档）",
            "预算完成率 85.00% is 10.00 percentage points below the 95% wanted; "
            "every 5 percentage points below costs 2 (steps counted: 2)",
            id="below a range",
        ),
    ],
)
def test_reason_gives_the_gap_the_cost_and_what_stopped_it(spec, value, zh, en):
    judge = deduct(**{"limit": AT_LEAST, **spec})

    assert told(judge, value) == [zh]
    assert told(judge, value, language="en") == [en]


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        pytest.param(
            "天",
            "预算完成率 8 天，高于限值 0 天 共 8 天，每高 5 天扣 2 分（计 1 档）",
            "预算完成率 8 天 is 8 天 above the limit of 0 天; "
            "every 5 天 above costs 2 (steps counted: 1)",
            id="with a unit",
        ),
        pytest.param(
            "",
            "预算完成率 8，高于限值 0 共 8，每高 5 扣 2 分（计 1 档）",
            "预算完成率 8 is 8 above the limit of 0; every 5 above costs 2 (steps counted: 1)",
            id="without a unit",
        ),
    ],
)
def test_reason_in_units_other_than_per_cent(unit, zh, en):
    judge = deduct({"at_most": 0})

    assert told(judge, 8, unit=unit) == [zh]
    assert told(judge, 8, unit=unit, language="en") == [en]


def test_reason_of_fixed_points_tells_them_as_declared():
    judge = deduct(AT_LEAST, fixed=True)

    assert told(judge, 90, full_marks=20, scale=0.5) == [
        "预算完成率 90.00%，低于目标 100% 共 10.00 个百分点，每低 5 个百分点扣 2 分（计 2 档）"
    ]


def test_reason_of_fixed_points_tells_a_cap_of_the_whole_weight():
    judge = deduct(AT_LEAST, fixed=True, at_most=10)

    assert told(judge, 60, full_marks=20, scale=0.5) == [
        "预算完成率 60.00%，低于目标 100% 共 40.00 个百分点，每低 5 个百分点扣 2 分，"
        "最多扣 10 分（计 8 档）"
    ]
