"""Marks read off a broken line through given points."""

import pytest
from readings import MISSING, UNDEFINED, flaws, method, rate, rates, told

LINE = method("interpolate", points=[[60, 0.2], [80, 0.6], [100, 1]])


def test_spec_is_kept_as_two_rows_of_figures():
    assert (LINE.at, LINE.shares) == ((60.0, 80.0, 100.0), (0.2, 0.6, 1.0))
    assert LINE.operands() == {}


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(-100, 0.2, id="negative"),
        pytest.param(0, 0.2, id="flat below the first point"),
        pytest.param(60, 0.2, id="at the first point"),
        pytest.param(60.0001, 0.200002, id="just above the first point"),
        pytest.param(70, 0.4, id="between the first two"),
        pytest.param(80, 0.6, id="at the middle point"),
        pytest.param(95, 0.9, id="between the last two"),
        pytest.param(100, 1.0, id="at the last point"),
        pytest.param(150, 1.0, id="flat above the last point"),
    ],
)
def test_rate_is_linear_between_points_and_flat_outside(value, earned):
    assert rate(LINE, value) == earned


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(95, 0.5, id="rising"),
        pytest.param(100, 1.0, id="at the peak"),
        pytest.param(105, 0.5, id="falling"),
        pytest.param(110, 0.0, id="beyond"),
    ],
)
def test_line_may_rise_and_fall(value, earned):
    assert rate(method("interpolate", points=[[90, 0], [100, 1], [110, 0]]), value) == earned


def test_unknown_values_stay_unknown():
    assert rates(LINE, [80, MISSING, UNDEFINED]) == [0.6, MISSING, UNDEFINED]


@pytest.mark.parametrize(
    ("points", "places"),
    [
        pytest.param([[0, 0], [0.0001, 1]], [], id="rising by little"),
        pytest.param(
            [[60, 0], [60, 1]], [("points/1/0", "60 没有排在 60 之后")], id="twice the same"
        ),
        pytest.param(
            [[90, 1], [60.5, 0], [0, 0]],
            [("points/1/0", "60.5 没有排在 90 之后"), ("points/2/0", "0 没有排在 60.5 之后")],
            id="falling twice",
        ),
    ],
)
def test_points_must_rise(points, places):
    remedy = "请按完成值从小到大排列，不要重复"

    assert flaws("interpolate", points=points) == [(*found, remedy) for found in places]


def test_reason_names_the_points_on_both_sides():
    assert told(LINE, 70) == ["预算完成率 70.00%，在“60% 得 20%”与“80% 得 60%”之间，按内插得 40%"]
    assert told(LINE, 70, language="en") == [
        '预算完成率 70.00% is between "20% at 60%" and "60% at 80%"; by interpolation it earns 40%'
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(60, "预算完成率 60.00%，按内插点“60% 得 20%”得 20%", id="at a point"),
        pytest.param(10, "预算完成率 10.00%，按内插点“60% 得 20%”得 20%", id="below all points"),
    ],
)
def test_reason_names_the_point_that_decides(value, said):
    assert told(LINE, value) == [said]


def test_reason_names_the_points_beyond_the_peak():
    judge = method("interpolate", points=[[90, 0], [100, 1], [110, 0]])

    assert told(judge, 105, unit="") == [
        "预算完成率 105，在“100 得 100%”与“110 得 0%”之间，按内插得 50%"
    ]
    assert told(judge, 120, unit="") == ["预算完成率 120，按内插点“110 得 0%”得 0%"]
