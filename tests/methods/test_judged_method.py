"""Marks that a reviewer entered, with a reason for whatever is missing."""

import pytest
from readings import (
    INVALID,
    MISSING,
    NOT_APPLICABLE,
    UNDEFINED,
    faulted,
    flaws,
    method,
    rate,
    rates,
    told,
)

from scoring.methods import Operand


def judged(weight=10):
    return method("judged", weight, given="marks", reason="why")


def test_operands_are_the_points_and_the_reason():
    assert judged().operands() == {"given": Operand("marks"), "reason": Operand("why", "text")}


def test_nothing_but_the_schema_is_to_be_checked():
    assert flaws("judged", given="marks", reason="why") == []


@pytest.mark.parametrize(
    ("given", "reason", "earned"),
    [
        pytest.param(10.0, MISSING, 1.0, id="full marks need no reason"),
        pytest.param(10.0, "好", 1.0, id="full marks may have one"),
        pytest.param(10.01, "好", INVALID, id="above full marks"),
        pytest.param(9.99, "欠佳", 0.999, id="below full marks with a reason"),
        pytest.param(9.99, MISSING, INVALID, id="below full marks without"),
        pytest.param(9.99, NOT_APPLICABLE, INVALID, id="below full marks, reason: 无"),
        pytest.param(0.0, "未做", 0.0, id="nothing"),
        pytest.param(-0.01, "未做", INVALID, id="less than nothing"),
        pytest.param(MISSING, "未评", MISSING, id="no points"),
        pytest.param(MISSING, MISSING, MISSING, id="neither points nor reason"),
        pytest.param(UNDEFINED, "未评", UNDEFINED, id="no figure"),
        pytest.param(7.1 + 2.8 + 0.1, MISSING, 1.0, id="full marks but for binary dust"),
        pytest.param(10 + 2e-15, MISSING, 1.0, id="just above full marks in binary"),
    ],
)
def test_points_lie_between_nothing_and_full_marks(given, reason, earned):
    assert rate(judged(), given=given, reason=reason) == earned


def test_full_marks_added_up_from_parts_are_full_marks():
    assert rate(judged(0.3), given=0.1 + 0.2, reason=MISSING) == 1.0
    assert rate(judged(1), given=0.7 + 0.1 + 0.2, reason=MISSING) == 1.0


def test_departments_are_judged_apart():
    operands = {"given": [10.0, 5.0, 5.0, 12.0], "reason": [MISSING, "欠佳", MISSING, "好"]}

    assert rates(judged(), operands=operands) == [1.0, 0.5, INVALID, INVALID]


def test_without_weight_only_zero_points_can_be_given():
    assert rates(judged(0), operands={"given": [0.0, 1.0], "reason": ["", ""]}) == [0.0, INVALID]


def test_reason_is_what_the_reviewer_wrote():
    operands = {"given": 8.5, "reason": "材料不全"}

    assert told(judged(), operands=operands) == [
        "预算完成率评审打 8.5 分（满分 10 分），理由：材料不全"
    ]
    assert told(judged(), operands=operands, language="en") == [
        "预算完成率 was given 8.5 of 10 by the reviewer: 材料不全"
    ]


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        pytest.param(
            8.5,
            "预算完成率评审打 8.5 分（满分 10 分），但未说明扣分理由",
            "预算完成率 was given 8.5 of 10 without a reason",
            id="no reason",
        ),
        pytest.param(
            10.5,
            "预算完成率评审打 10.5 分，不在 0—10 分之内",
            "预算完成率 was given 10.5, outside 0–10",
            id="above full marks",
        ),
        pytest.param(
            -1.0,
            "预算完成率评审打 -1 分，不在 0—10 分之内",
            "预算完成率 was given -1, outside 0–10",
            id="negative",
        ),
    ],
)
def test_fault_says_what_the_reviewer_must_mend(given, zh, en):
    assert faulted(judged(), operands={"given": given, "reason": ""}) == (zh, en)
