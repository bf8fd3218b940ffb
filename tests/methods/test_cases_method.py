"""Marks by the first condition that holds."""

import pytest
from readings import MISSING, NOT_APPLICABLE, UNDEFINED, flaws, method, rate, rates, told

from scoring.methods import Operand

FIRST, SECOND = "cases/0/when", "cases/1/when"
BRANCHES = [{"when": "a == 0", "points": 8, "label": "无结余"}, {"when": "a < b", "points": 5}]
JUDGE = method("cases", cases=BRANCHES, otherwise=2)


def test_operands_are_the_conditions():
    assert JUDGE.operands() == {
        FIRST: Operand("a == 0", "boolean"),
        SECOND: Operand("a < b", "boolean"),
    }


@pytest.mark.parametrize(
    ("first", "second", "earned"),
    [
        pytest.param(True, True, 0.8, id="both hold, the first decides"),
        pytest.param(True, False, 0.8, id="only the first holds"),
        pytest.param(False, True, 0.5, id="only the second holds"),
        pytest.param(False, False, 0.2, id="none holds"),
        pytest.param(True, MISSING, 0.8, id="the second does not matter"),
        pytest.param(MISSING, True, MISSING, id="the first is unknown, whatever follows"),
        pytest.param(MISSING, False, MISSING, id="the first is unknown"),
        pytest.param(False, UNDEFINED, UNDEFINED, id="the second is unknown and matters"),
        pytest.param(NOT_APPLICABLE, MISSING, NOT_APPLICABLE, id="both are unknown"),
    ],
)
def test_the_first_that_holds_decides(first, second, earned):
    assert rates(JUDGE, operands={FIRST: [first], SECOND: [second]}) == [earned]


def test_departments_are_judged_apart():
    operands = {FIRST: [True, False, False], SECOND: [False, True, MISSING]}

    assert rates(JUDGE, operands=operands) == [0.8, 0.5, MISSING]


@pytest.mark.parametrize(
    ("cases", "otherwise", "earned"),
    [
        pytest.param([{"when": "w", "points": 5}], {}, 0.0, id="left out"),
        pytest.param([{"when": "w", "points": 5}], {"otherwise": 4}, 0.4, id="points, as cases"),
        pytest.param([{"when": "w", "share": 1}], {"otherwise": 0.4}, 0.4, id="share, as cases"),
        pytest.param(
            [{"when": "w", "points": 5}, {"when": "v", "share": 1}],
            {"otherwise": 0.4},
            0.4,
            id="a share among mixed cases",
        ),
        pytest.param(
            [{"when": "w", "share": 1}], {"otherwise": {"points": 3}}, 0.3, id="object, points"
        ),
        pytest.param(
            [{"when": "w", "points": 5}], {"otherwise": {"share": 0.3}}, 0.3, id="object, share"
        ),
        pytest.param(
            [{"when": "w", "points": 5}], {"otherwise": {"label": "其他"}}, 0.0, id="only a label"
        ),
    ],
)
def test_otherwise_is_a_number_or_an_object(cases, otherwise, earned):
    judge = method("cases", cases=cases, **otherwise)

    assert rates(judge, operands={place: [False] for place in judge.operands()}) == [earned]


def test_fixed_points_keep_their_size_when_full_marks_change():
    judge = method("cases", cases=BRANCHES, otherwise=2, fixed=True)
    seen = {FIRST: [True, False], SECOND: [False, False]}

    assert rates(judge, operands=seen, scale=0.5) == [0.4, 0.1]
    assert rates(judge, operands=seen, scale=2.5) == [1.0, 0.5]


UNSURE = ("须写 points 或 share 之一，且不超过满分", "请只写其中一个")


@pytest.mark.parametrize(
    ("cases", "otherwise", "places"),
    [
        pytest.param([{"when": "w", "points": 5}], 10, [], id="otherwise of full marks"),
        pytest.param([{"when": "w", "share": 1}], 1, [], id="otherwise of a whole share"),
        pytest.param(
            [{"when": "w", "share": 1}], {"label": "其他"}, [], id="otherwise of a label only"
        ),
        pytest.param([{"when": "w"}], 0, ["cases/0"], id="neither points nor share"),
        pytest.param(
            [{"when": "w", "share": 1}, {"when": "v", "points": 1, "share": 1}],
            0,
            ["cases/1"],
            id="points and share",
        ),
        pytest.param(
            [{"when": "w", "points": 5}], 10.01, ["otherwise"], id="otherwise beyond full marks"
        ),
        pytest.param(
            [{"when": "w", "share": 1}], 2, ["otherwise"], id="points where the cases have shares"
        ),
        pytest.param(
            [{"when": "w", "share": 1}],
            {"points": 2, "share": 0.5},
            ["otherwise"],
            id="otherwise of points and share",
        ),
        pytest.param(
            [{"when": "w"}],
            {"points": 11},
            ["cases/0", "otherwise"],
            id="all in one run",
        ),
    ],
)
def test_flaws(cases, otherwise, places):
    found = flaws("cases", cases=cases, otherwise=otherwise)

    assert found == [(place, *UNSURE) for place in places]


@pytest.mark.parametrize(
    ("first", "second", "zh", "en"),
    [
        pytest.param(
            True,
            False,
            "预算完成率属于「无结余」，得 8 分",
            '预算完成率: "无结余" applies, which earns 8',
            id="a label",
        ),
        pytest.param(
            False,
            True,
            "预算完成率属于「‹a < b›」，得 5 分",
            '预算完成率: "‹a < b›" applies, which earns 5',
            id="the condition where there is no label",
        ),
        pytest.param(
            False,
            False,
            "预算完成率属于「各项条件均不符合」，得 2 分",
            '预算完成率: "none of the conditions" applies, which earns 2',
            id="none",
        ),
    ],
)
def test_reason_names_the_case(first, second, zh, en):
    operands = {FIRST: first, SECOND: second}

    assert told(JUDGE, operands=operands) == [zh]
    assert told(JUDGE, operands=operands, language="en") == [en]


def test_reason_names_the_last_case_by_its_label():
    judge = method("cases", cases=BRANCHES, otherwise={"points": 1, "label": "其他"})

    assert told(judge, operands={FIRST: False, SECOND: False}) == [
        "预算完成率属于「其他」，得 1 分"
    ]


def test_one_department():
    assert rate(method("cases", cases=[{"when": "w", "share": 0.5}]), **{FIRST: True}) == 0.5
