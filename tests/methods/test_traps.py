"""Where binary dust, rounding or odd parameters would mislead a method or its words."""

import pytest
from bureau import INVALID, judge, reasons

FLOORED = {"method": "proportional", "target": 95, "floor": "0.6 * target"}
LOWER = {"method": "proportional", "target": 40, "better": "lower"}
OVERSHOT = {"method": "proportional", "target": 100, "overshoot": {"beyond": 1.15, "then": 0.6}}
MEAN = {"method": "relative", "against": "mean"}
LEVELS = [{"title": "好", "from": 0.85, "to": 1}, {"title": "中", "from": 0, "to": 0.85}]
RATED = {"method": "rating", "level": "level", "levels": LEVELS, "given": "n"}
BREACHES = {
    "method": "checklist",
    "mode": "lose",
    "items": [{"title": "违规", "count": "a", "share": 0.1}],
}


@pytest.mark.parametrize(
    ("spec", "value", "rate"),
    [
        pytest.param(
            {**FLOORED, "target": "0.1 + 0.2", "floor": "0.3"},
            0.3,
            1,
            id="target and floor of dust, met",
        ),
        pytest.param({**FLOORED, "floor": 95}, 94.9999, 0, id="target at its floor, missed"),
        pytest.param(OVERSHOT, 115, 1, id="at 1.15 * 100, which falls short of 115 in binary"),
        pytest.param(OVERSHOT, 115.0001, 0.6, id="beyond 1.15 * 100"),
        pytest.param({**OVERSHOT, "target": -10}, 20, 1, id="no multiple of a negative target"),
        pytest.param(
            {"method": "interpolate", "points": [[0, 0.1], [0.3, 0.7], [1, 1]]},
            1,
            1,
            id="top of a line",
        ),
        pytest.param(
            RATED, {"level": "好", "n": 2.13}, 0.852, id="2.5 * 0.85 is 2.125, rounded half up 2.13"
        ),
        pytest.param(RATED, {"level": "好", "n": 2.12}, INVALID, id="below 2.125 rounded half up"),
        pytest.param(
            RATED, {"level": "中", "n": 2.12}, 0.848, id="below the upper end rounded half up"
        ),
        pytest.param(BREACHES, {"a": 1e15}, 0, id="breaches without number"),
    ],
)
def test_rate(spec, value, rate):
    assert judge(spec, value, weight=2.5) == [
        rate if rate is INVALID else pytest.approx(rate, abs=1e-12)
    ]


def test_mean_of_dust_is_met_by_zero():
    assert judge(MEAN, 0.1, 0.2, -0.3, 0)[3] == 1


def test_equal_values_meet_their_mean():
    assert judge(MEAN, 0.1, 0.1, 0.1) == [1, 1, 1]


def test_count_beyond_all_figures_is_invalid():
    spec = {
        **BREACHES,
        "items": [{"title": "违规", "count": "(((a ** 8) ** 8) ** 8) ** 8", "share": 0.1}],
    }

    assert judge(spec, {"a": 1e15}) == [INVALID]


@pytest.mark.parametrize(
    ("spec", "record", "told"),
    [
        pytest.param(
            FLOORED,
            57.001,
            [
                "完成率 57.001%，低于目标 95% 共 37.999 个百分点，自门槛 57% 起按比例得 0%，扣 "
                "20.00 分"
            ],
            id="above the floor, yet nothing after rounding",
        ),
        pytest.param(
            {**LOWER, "curve": "inverse", "target": 0},
            1,
            ["完成率 1.00%，高于目标 0% 共 1.00 个百分点，超过目标不得分，扣 20.00 分"],
            id="inverse above a target of zero",
        ),
        pytest.param(
            {**LOWER, "curve": "inverse"},
            400000,
            [
                "完成率 400,000.00%，高于目标 40% 共 399,960.00 个百分点，按目标值与完成值之比得 "
                "0.01%，扣 20.00 分"
            ],
            id="inverse far above its target, yet nothing after rounding",
        ),
        pytest.param(
            {**LOWER, "overshoot": {"beyond": 1.3, "then": 0}},
            60,
            ["完成率 60.00%，超过目标 40% 的 1.3 倍，按规则只得 0%，扣 20.00 分"],
            id="overshoot where lower is better",
        ),
        pytest.param(
            {"method": "checklist", "items": [{"title": "佐证", "count": "a", "share": 0.25}]},
            3,
            ["完成率：「佐证」有 3 项，每项得 5 分，扣 5.00 分"],
            id="proofs alone, of which four would do",
        ),
        pytest.param(
            {
                "method": "checklist",
                "items": [
                    {"title": "制度", "when": "ok", "share": 0.5},
                    {"title": "佐证", "count": "a", "share": 0.1},
                ],
            },
            {"a": 2, "ok": False},
            [
                "完成率：「制度」不符合（10 分），扣 10.00 分",
                "完成率：「佐证」有 2 项，每项得 2 分，扣 6.00 分",
            ],
            id="what is not met costs its own points, proofs the rest",
        ),
        pytest.param(
            {
                "method": "relative",
                "against": "mean",
                "each": 10,
                "share": 0.4,
                "at_most": 10,
                "steps": "complete",
            },
            0,
            None,
            id="steps below a mean, capped",
        ),
    ],
)
def test_reason(spec, record, told):
    others = [100, 100, 100] if told is None else []
    said = reasons(
        spec, *others, record, title="完成率", unit="" if spec["method"] == "checklist" else "%"
    )

    assert said == (
        told
        or [
            "完成率 0.00%，与同类组平均值 75.00% 相差 75.00 个百分点，每差 10 个百分点扣 8 分，"
            "最多扣 10 分，扣 10.00 分（计 7 档）"
        ]
    )


def test_figures_are_never_minus_zero():
    assert "-0" not in reasons({"method": "proportional", "target": 1}, -0.00001, unit="%")[0]
