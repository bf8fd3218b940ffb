"""Marks by the level that an assessor chose, within the range of that level."""

import pytest
from readings import INVALID, MISSING, UNDEFINED, faulted, flaws, method, rate, rates, told

from scoring.methods import Operand

PLAIN = [{"title": "优", "share": 1}, {"title": "良", "share": 0.8}, {"title": "差", "share": 0}]
RANGED = [
    {"title": "达成", "from": 0.8, "to": 1},
    {"title": "部分达成", "from": 0.8, "to": 0.6},
    {"title": "未达成", "share": 0},
]


def rating(levels=RANGED, weight=10, given="marks"):
    spec = {"given": given} if given else {}
    return method("rating", weight, level="grade", levels=levels, **spec)


def test_operands_are_the_level_and_what_was_given():
    assert rating(PLAIN, given="").operands() == {"level": Operand("grade", "text")}
    assert rating().operands() == {"level": Operand("grade", "text"), "given": Operand("marks")}


def test_a_level_earns_its_share():
    levels = {"level": ["优", "良", "差", MISSING, UNDEFINED]}

    assert rates(rating(PLAIN, given=""), operands=levels) == [1.0, 0.8, 0.0, MISSING, UNDEFINED]


def test_an_unknown_level_is_invalid():
    assert rates(rating(PLAIN, given=""), operands={"level": ["优", "中", ""]}) == [
        1.0,
        INVALID,
        INVALID,
    ]


@pytest.mark.parametrize(
    ("level", "given", "earned"),
    [
        pytest.param("达成", 10.0, 1.0, id="at full marks, the top"),
        pytest.param("达成", 10.01, INVALID, id="above full marks"),
        pytest.param("达成", 8.0, 0.8, id="at the lower end of the top"),
        pytest.param("达成", 7.99, INVALID, id="just below the lower end of the top"),
        pytest.param("部分达成", 8.0, INVALID, id="at an upper end that is open"),
        pytest.param("部分达成", 7.99, 0.799, id="just below an upper end"),
        pytest.param("部分达成", 6.0, 0.6, id="at the lower end, from and to swapped"),
        pytest.param("部分达成", 5.99, INVALID, id="just below a lower end"),
        pytest.param("部分达成", -1.0, INVALID, id="negative"),
        pytest.param("达成", 7.1 + 0.8 + 0.1, 0.8, id="at the lower end but for binary dust"),
        pytest.param("达成", 2.7 + 7.3 + 2e-15, 1.0, id="at full marks but for binary dust"),
        pytest.param("部分达成", 7.1 + 0.8 + 0.1, INVALID, id="at an open end but for dust"),
        pytest.param("未达成", 9.0, 0.0, id="a share does not ask what was given"),
        pytest.param("未达成", MISSING, 0.0, id="a share does not need what was given"),
        pytest.param("达成", MISSING, MISSING, id="a range does"),
        pytest.param("达成", UNDEFINED, UNDEFINED, id="a range asks for a figure"),
        pytest.param(MISSING, 9.0, MISSING, id="no level"),
    ],
)
def test_points_given_must_lie_in_the_range(level, given, earned):
    assert rate(rating(), level=level, given=given) == earned


def test_departments_are_judged_apart():
    operands = {"level": ["达成", "未达成", "别的", MISSING], "given": [9.0, MISSING, 9.0, 9.0]}

    assert rates(rating(), operands=operands) == [0.9, 0.0, INVALID, MISSING]


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        pytest.param(3.83, 0.851111111111, id="at the end rounded half up"),
        pytest.param(3.82, INVALID, id="a cent below it"),
    ],
)
def test_ends_are_rounded_half_up_to_the_cent(given, earned):
    judge = rating([{"title": "优", "from": 0.85, "to": 1}], weight=4.5)

    assert rate(judge, level="优", given=given) == earned


def test_a_range_of_one_value_holds_it():
    levels = [{"title": "优", "from": 0.9, "to": 1}, {"title": "差", "from": 0, "to": 0}]

    assert rate(rating(levels), level="差", given=0.0) == 0.0
    assert rate(rating(levels), level="差", given=0.01) is INVALID


def test_without_weight_only_zero_points_can_be_given():
    operands = {"level": ["达成", "达成"], "given": [0.0, 1.0]}

    assert rates(rating(weight=0), operands=operands) == [0.0, INVALID]


UNSURE = ("每个等级须写 share，或同时写 from 和 to", "请只写其中一种")
NO_GIVEN = ("", "等级有得分区间，却没有打分字段 given", "请用 given 写明打分的字段")


@pytest.mark.parametrize(
    ("levels", "given", "found"),
    [
        pytest.param(PLAIN, "", [], id="shares"),
        pytest.param(RANGED, "marks", [], id="ranges"),
        pytest.param(RANGED, "", [NO_GIVEN], id="ranges with nothing given"),
        pytest.param([{"title": "优"}], "", [("levels/0", *UNSURE)], id="neither"),
        pytest.param(
            [{"title": "优", "share": 1, "from": 0, "to": 1}],
            "marks",
            [("levels/0", *UNSURE)],
            id="share and range",
        ),
        pytest.param(
            [{"title": "优", "from": 0}], "marks", [("levels/0", *UNSURE)], id="only from"
        ),
        pytest.param(
            [{"title": "优", "share": 1}, {"title": "差", "share": 0, "to": 1}],
            "marks",
            [("levels/1", *UNSURE)],
            id="share and to",
        ),
        pytest.param(
            [{"title": "优", "share": 1}, {"title": "优", "share": 0}],
            "",
            [("levels/1/title", "等级「优」写了两次", "请各用不同的名称")],
            id="one level twice",
        ),
        pytest.param(
            [{"title": "优"}, {"title": "良", "from": 0, "to": 1}],
            "",
            [("levels/0", *UNSURE), NO_GIVEN],
            id="all in one run",
        ),
    ],
)
def test_flaws(levels, given, found):
    spec = {"given": given} if given else {}

    assert flaws("rating", level="grade", levels=levels, **spec) == found


def test_reason_names_the_level():
    judge = rating(PLAIN, given="")

    assert told(judge, operands={"level": "良"}) == ["预算完成率评定为「良」，该等级得 80%"]
    assert told(judge, operands={"level": "良"}, language="en") == [
        '预算完成率 is rated "良", which earns 80%'
    ]


def test_reason_names_the_range_and_what_was_given():
    operands = {"level": "部分达成", "given": 7.5}

    assert told(rating(), operands=operands) == [
        "预算完成率评定为「部分达成」（60%—80%），评审打 7.5 分"
    ]
    assert told(rating(), operands=operands, language="en") == [
        '预算完成率 is rated "部分达成" (60%–80%); the assessor gave 7.5'
    ]


def test_fault_names_the_levels_there_are():
    assert faulted(rating(), operands={"level": "别的", "given": 7.5}) == (
        "预算完成率的等级「别的」不在规定之列（达成、部分达成、未达成）",
        '"别的" is no level of 预算完成率 (达成, 部分达成, 未达成)',
    )


def test_fault_names_the_range_of_the_level():
    assert faulted(rating(), operands={"level": "达成", "given": 7.5}) == (
        "预算完成率评定为「达成」，打分 7.5 不在该等级的 8—10 分之内",
        '预算完成率 is rated "达成", but 7.5 is outside its 8–10 points',
    )


def test_fault_rounds_the_ends_as_the_rule_does():
    judge = rating([{"title": "优", "from": 0.85, "to": 1}], weight=4.5)

    assert faulted(judge, operands={"level": "优", "given": 3.82})[0] == (
        "预算完成率评定为「优」，打分 3.82 不在该等级的 3.83—4.5 分之内"
    )
