"""All or nothing, by one condition."""

import pytest
from readings import MISSING, UNDEFINED, flaws, method, rates, told

from scoring.methods import Operand


@pytest.mark.parametrize(
    ("spec", "earned"),
    [
        pytest.param({}, [1.0, 0.0, MISSING, UNDEFINED], id="or nothing"),
        pytest.param({"otherwise": 0.35}, [1.0, 0.35, MISSING, UNDEFINED], id="or a share"),
        pytest.param({"otherwise": 1}, [1.0, 1.0, MISSING, UNDEFINED], id="or all the same"),
    ],
)
def test_condition_earns_all_or_otherwise(spec, earned):
    judge = method("condition", when="disclosed", **spec)

    assert rates(judge, operands={"when": [True, False, MISSING, UNDEFINED]}) == earned


def test_operand_is_the_condition():
    assert method("condition", when="a > 1").operands() == {"when": Operand("a > 1", "boolean")}


def test_nothing_but_the_schema_is_to_be_checked():
    assert flaws("condition", when="a > 1") == []


@pytest.mark.parametrize(
    ("otherwise", "zh", "en"),
    [
        pytest.param(
            0,
            "预算完成率未满足条件「‹a > 1›」，不得分",
            '预算完成率 does not meet "‹a > 1›" and earns nothing',
            id="nothing",
        ),
        pytest.param(
            0.07,
            "预算完成率未满足条件「‹a > 1›」，得 7%",
            '预算完成率 does not meet "‹a > 1›" and earns 7%',
            id="a share, 7.000000000000001 % in binary",
        ),
    ],
)
def test_reason_tells_the_condition_in_titles(otherwise, zh, en):
    judge = method("condition", when="a > 1", otherwise=otherwise)

    assert told(judge, operands={"when": False}) == [zh]
    assert told(judge, operands={"when": False}, language="en") == [en]
