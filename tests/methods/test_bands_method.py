"""Marks by the band that a value falls into."""

import math

import pytest
from readings import MISSING, UNDEFINED, flaws, method, rate, rates, told

from scoring.methods.bands import Interval, read_interval

INF = math.inf


def bands(*ranges, **spec):
    """Return bands that earn 1, 2, 3… points of ten."""
    given = [{"range": written, "points": p} for p, written in enumerate(ranges, start=1)]
    return method("bands", bands=given, **spec)


GRADES = bands("[60,70)", "[70,80]", "(80,90)")


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        pytest.param("[80,90)", Interval(80, 90, True, False), id="closed and open"),
        pytest.param("(80,90]", Interval(80, 90, False, True), id="open and closed"),
        pytest.param(" [ 80 , 90 ] ", Interval(80, 90, True, True), id="spaces"),
        pytest.param("[0,0]", Interval(0, 0, True, True), id="one value"),
        pytest.param("(-∞,0]", Interval(-INF, 0, False, True), id="from minus infinity"),
        pytest.param("[0,+∞)", Interval(0, INF, True, False), id="to plus infinity"),
        pytest.param("(-inf,inf)", Interval(-INF, INF, False, False), id="inf"),
        pytest.param("[-1.5,.5]", Interval(-1.5, 0.5, True, True), id="negative and decimal"),
        pytest.param(">=90", Interval(90, INF, True, True), id="at least"),
        pytest.param("> 90", Interval(90, INF, False, True), id="more than"),
        pytest.param("<=0", Interval(-INF, 0, True, True), id="at most"),
        pytest.param("<-5.5", Interval(-INF, -5.5, True, False), id="less than"),
        pytest.param("=0", Interval(0, 0, True, True), id="equal"),
        pytest.param("==7", Interval(7, 7, True, True), id="equal as in expressions"),
    ],
)
def test_ranges_are_read_as_written(written, interval):
    assert read_interval(written) == interval


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        pytest.param(59.9999, 0.0, id="just below the lowest"),
        pytest.param(60, 0.1, id="at the lowest, closed"),
        pytest.param(69.9999, 0.1, id="just below an open end"),
        pytest.param(70, 0.2, id="at an open end, where the next begins"),
        pytest.param(80, 0.2, id="at a closed end"),
        pytest.param(80.0001, 0.3, id="just above a closed end"),
        pytest.param(89.9999, 0.3, id="just below the highest"),
        pytest.param(90, 0.0, id="at the highest, open"),
        pytest.param(-1e300, 0.0, id="far below"),
        pytest.param(1e300, 0.0, id="far above"),
    ],
)
def test_ends_are_open_and_closed_as_written(value, earned):
    assert rate(GRADES, value) == earned


@pytest.mark.parametrize(
    ("ranges", "value", "earned"),
    [
        pytest.param(["<0", "[0,0]", ">0"], -0.0001, 0.1, id="just below zero"),
        pytest.param(["<0", "[0,0]", ">0"], 0, 0.2, id="zero itself"),
        pytest.param(["<0", "[0,0]", ">0"], -0.0, 0.2, id="negative zero"),
        pytest.param(["<0", "[0,0]", ">0"], 0.0001, 0.3, id="just above zero"),
        pytest.param(["(-∞,0]"], -1e308, 0.1, id="minus infinity has no end"),
        pytest.param(["[0,∞)"], 1e308, 0.1, id="plus infinity has no end"),
        pytest.param([">=90"], 1e308, 0.1, id="at least has no end"),
        pytest.param([">90"], 90, 0.0, id="more than leaves out the end"),
        pytest.param(["<=90"], 90, 0.1, id="at most takes in the end"),
        pytest.param(["<90"], 90, 0.0, id="less than leaves out the end"),
        pytest.param(["[80,90)", "[0,10]"], 50, 0.0, id="in a gap"),
        pytest.param([">=90", "[80,90)", "<80"], 90, 0.1, id="in any order, the first"),
        pytest.param([">=90", "[80,90)", "<80"], 79, 0.3, id="in any order, the last"),
        pytest.param(["[0.3,1]"], 0.3, 0.1, id="at a decimal end"),
    ],
)
def test_the_band_decides(ranges, value, earned):
    assert rate(bands(*ranges), value) == earned


def test_unknown_values_stay_unknown():
    assert rates(GRADES, [75, MISSING, UNDEFINED]) == [0.2, MISSING, UNDEFINED]


def test_bands_have_no_operands():
    assert GRADES.operands() == {}


def test_points_beyond_the_weight_earn_full_marks():
    assert rate(method("bands", bands=[{"range": ">0", "points": 12}]), 1) == 1.0


def test_fixed_points_keep_their_size_when_full_marks_change():
    assert rate(bands(">0", fixed=True), 1, scale=10 / 4) == 0.25


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param([{"range": ">0", "points": 1}], [], id="points"),
        pytest.param([{"range": ">0", "share": 1}], [], id="share"),
        pytest.param(
            [{"range": ">0", "share": 1}, {"range": "<0", "share": 1, "points": 1}],
            [("bands/1", "每一档须写 points 或 share 之一", "请只写其中一个")],
            id="points and share",
        ),
        pytest.param(
            [{"range": ">0"}],
            [("bands/0", "每一档须写 points 或 share 之一", "请只写其中一个")],
            id="neither points nor share",
        ),
    ],
)
def test_a_band_earns_points_or_a_share(given, found):
    assert flaws("bands", bands=given) == found


@pytest.mark.parametrize(
    "written",
    ["[90,80]", "(5,5)", "[5,5)", "(5,5]", "[∞,5]", "(∞,∞)"],
    ids=[
        "ends swapped",
        "open at both ends",
        "open above",
        "open below",
        "from infinity",
        "at infinity",
    ],
)
def test_a_range_that_holds_nothing_is_refused(written):
    assert flaws("bands", bands=[{"range": written, "share": 1}]) == [
        ("bands/0/range", f"区间 {written} 是空的", "请检查两端的大小和括号")
    ]


REMEDY = "请让每个值只属于一档，如 [80,90) 与 [90,100]"


@pytest.mark.parametrize(
    ("ranges", "overlaps"),
    [
        pytest.param(["[80,90)", "[90,100]"], [], id="meeting at an open end"),
        pytest.param(["[80,90]", "(90,100]"], [], id="meeting at an open beginning"),
        pytest.param(["(80,90)", "(90,100)"], [], id="a hole of one value"),
        pytest.param(["[80,90]", "[90,100]"], [(1, "[80,90]", "[90,100]")], id="sharing one value"),
        pytest.param(["[90,100]", "[0,91)"], [(0, "[0,91)", "[90,100]")], id="in any order"),
        pytest.param([">=90", ">=80"], [(0, ">=80", ">=90")], id="both without end"),
        pytest.param(["[1,2]", "[1,2]"], [(1, "[1,2]", "[1,2]")], id="twice the same"),
        pytest.param(
            ["[0,100]", "[10,20]", "[30,40]"],
            [(1, "[0,100]", "[10,20]"), (2, "[0,100]", "[30,40]")],
            id="one that holds two others",
        ),
    ],
)
def test_overlaps_are_refused(ranges, overlaps):
    found = flaws("bands", bands=[{"range": written, "share": 1} for written in ranges])

    assert found == [
        (f"bands/{i}/range", f"区间 {one} 与 {other} 重叠", REMEDY) for i, one, other in overlaps
    ]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        pytest.param(
            85,
            "预算完成率 85.00%，落在 [80,90) 档（良），得 8 分",
            "预算完成率 85.00% is in the band [80,90) (良), which earns 8",
            id="in a band with a label",
        ),
        pytest.param(
            60,
            "预算完成率 60.00%，落在 [60, 80) 档，得 6.5 分",
            "预算完成率 60.00% is in the band [60, 80), which earns 6.5",
            id="in a band without",
        ),
        pytest.param(
            59.9999,
            "预算完成率 59.9999%，不在任何一档之内，不得分",
            "预算完成率 59.9999% is in none of the bands and earns nothing",
            id="in none",
        ),
    ],
)
def test_reason_names_the_band_as_written(value, zh, en):
    judge = method(
        "bands",
        bands=[
            {"range": ">=90", "share": 1},
            {"range": "[80,90)", "share": 0.8, "label": "良"},
            {"range": "[60, 80)", "points": 6.5},
        ],
    )

    assert told(judge, value) == [zh]
    assert told(judge, value, language="en") == [en]
