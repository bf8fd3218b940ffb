"""Figures as officials write them, and the cells that cannot be taken for one."""

import math
from datetime import datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.intake.figures import last_places, read_figures, shifted
from scoring.intake.sheet import CellError, Raw
from scoring.model import Field, State

BUDGET = Field("budget", "预算数", "money", unit="万元")
NUMBER = Field("score", "测评值", "number")
STAFF = Field("staff", "在职人数", "integer", unit="人")
RATE = Field("rate", "完成率", "percent", minimum=0, maximum=100)


def read(cell, field=NUMBER, power=0, **more):
    return read_figures(Raw(field.title, "B", [cell], **more), field, power)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        pytest.param(NUMBER, 4707.37, 4707.37, id="a number"),
        pytest.param(NUMBER, 3, 3.0, id="a whole number"),
        pytest.param(NUMBER, "4707.37", 4707.37, id="a number as text"),
        pytest.param(NUMBER, "4,707.37", 4707.37, id="thousands separators"),
        pytest.param(NUMBER, "４，７０７．３７", 4707.37, id="full width"),
        pytest.param(NUMBER, " 　12 ", 12.0, id="spaces around, full-width ones too"),
        pytest.param(NUMBER, "-5", -5.0, id="negative"),
        pytest.param(NUMBER, "−5", -5.0, id="negative with a typographic minus"),
        pytest.param(NUMBER, "+5", 5.0, id="a plus sign"),
        pytest.param(NUMBER, ".5", 0.5, id="no figure before the point"),
        pytest.param(NUMBER, "1.5e3", 1500.0, id="scientific"),
        pytest.param(NUMBER, Decimal("0.1"), 0.1, id="a decimal of Python"),
        pytest.param(BUDGET, "4707.37万元", 4707.37, id="the field's own unit"),
        pytest.param(BUDGET, "￥4,707.37 万元", 4707.37, id="a currency sign and a space"),
        pytest.param(BUDGET, "47073700元", 4707.37, id="yuan into ten thousands"),
        pytest.param(BUDGET, "0.470737亿元", 4707.37, id="hundred millions into ten thousands"),
        pytest.param(STAFF, "120人", 120.0, id="people"),
        pytest.param(RATE, "95.1%", 95.1, id="percent sign"),
        pytest.param(RATE, "95.1％", 95.1, id="full-width percent sign"),
        pytest.param(RATE, "95.1", 95.1, id="percent without a sign"),
        pytest.param(RATE, 95.1, 95.1, id="percent as a number"),
    ],
)
def test_figures_are_read_as_written(field, cell, value):
    typed = read(cell, field)

    assert typed.values.tolist() == [value]
    assert typed.states.tolist() == [State.PRESENT]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        *(pytest.param(c, State.MISSING, id=f"{c!r} is missing")
          for c in (None, "", "  ", "　", "-", "—", "——", "－", "/", "／")),
        *(pytest.param(c, State.NOT_APPLICABLE, id=f"{c!r} does not apply")
          for c in ("无", "不涉及", " 不适用 ", "未涉及", "无此项", "N/A", "n/a", "NA", "Ｎ／Ａ",
                    "Not applicable", "不涉及。")),
    ],
)  # fmt: skip
def test_words_tell_a_state(cell, state):
    typed = read(cell)

    assert typed.states.tolist() == [state]
    assert math.isnan(typed.values[0])
    assert not typed.faults


@pytest.mark.parametrize(
    ("field", "cell", "problem"),
    [
        pytest.param(NUMBER, "三百", "不是可以识别的数字", id="words"),
        pytest.param(NUMBER, "约800", "不是可以识别的数字", id="about"),
        pytest.param(NUMBER, "1,23", "不是可以识别的数字", id="separators out of place"),
        pytest.param(NUMBER, "1_000", "不是可以识别的数字", id="underscore"),
        pytest.param(NUMBER, "1.2.3", "不是可以识别的数字", id="two points"),
        pytest.param(NUMBER, "80-90", "不是可以识别的数字", id="a range"),
        pytest.param(NUMBER, "1," * 50, "不是可以识别的数字", id="endless"),
        pytest.param(NUMBER, "12件", "带有不认识的单位或文字「件」", id="a unit of something else"),
        pytest.param(BUDGET, "12美元", "带有不认识的单位或文字「美元」", id="another currency"),
        pytest.param(NUMBER, "95%", "带有不认识的单位或文字「%」", id="percent in a number"),
        pytest.param(NUMBER, True, "应填数字，实际是逻辑值", id="a logical value"),
        pytest.param(NUMBER, datetime(1912, 11, 19, 8, 52), "应填数字，实际是日期", id="a date"),
        pytest.param(NUMBER, [1], "应填数字，实际是列表", id="a list"),
        pytest.param(NUMBER, "nan", "不是可以识别的数字", id="nan as text"),
        pytest.param(NUMBER, "inf", "不是可以识别的数字", id="infinity as text"),
        pytest.param(NUMBER, "1e999", "不是有限的数值", id="too great for a float"),
        pytest.param(NUMBER, float("nan"), "不是有限的数值", id="nan"),
        pytest.param(NUMBER, 10**400, "不是有限的数值", id="a whole number too great for a float"),
        pytest.param(NUMBER, 1.1e15, "数值超过 1000 万亿，无法精确到分", id="cents are lost"),
        pytest.param(NUMBER, "#N/A", "单元格是错误值 #N/A", id="an error as text"),
        pytest.param(NUMBER, CellError("#DIV/0!"), "单元格是错误值 #DIV/0!", id="an error cell"),
        pytest.param(STAFF, 1.5, "应填整数", id="a fraction of a person"),
        pytest.param(RATE, -0.1, "小于允许的最小值 0", id="below the minimum"),
        pytest.param(RATE, 100.1, "大于允许的最大值 100", id="above the maximum"),
    ],
)
def test_what_is_no_figure_is_a_fault(field, cell, problem):
    typed = read(cell, field)

    assert typed.states.tolist() == [State.INVALID]
    assert math.isnan(typed.values[0])
    assert typed.faults[0].problem.say("zh") == problem


@pytest.mark.parametrize("value", [0, 100], ids=["at the minimum", "at the maximum"])
def test_bounds_are_inclusive(value):
    assert read(value, RATE).states.tolist() == [State.PRESENT]


def test_fault_quotes_the_cell_short_and_clean():
    text = read("\x1b[31m" + "很" * 100).faults[0].text

    assert len(text) == 60
    assert text.isprintable()


def test_a_figure_in_a_cell_of_dates_is_told_as_a_date():
    fault = read(datetime(1912, 11, 19, 8, 52, 48)).faults[0]

    assert fault.text == "1912-11-19 08:52:48"
    assert "由日期改为数值" in fault.remedy.say("zh")


def test_cells_formatted_as_percentages_are_multiplied():
    raw = Raw("完成率", "B", [0.951, 95.1, "95.1%"], percents=np.array([True, False, False]))

    assert read_figures(raw, RATE, 0).values.tolist() == [95.1, 95.1, 95.1]


def test_percentage_format_does_not_touch_other_fields():
    raw = Raw("测评值", "B", [0.951], percents=np.array([True]))

    assert read_figures(raw, NUMBER, 0).values.tolist() == [0.951]


def test_bare_numbers_are_refused_where_the_format_is_unknown():
    typed = read_figures(Raw("完成率", "B", [0.951, "95.1%"], vague=True), RATE, 0)

    assert typed.states.tolist() == [State.INVALID, State.PRESENT]


def test_gaps_of_an_array_are_missing():
    raw = Raw("测评值", "/score", np.array([1.5, np.nan]), absent=np.array([False, True]))

    assert read_figures(raw, NUMBER, 0).states.tolist() == [State.PRESENT, State.MISSING]


def test_plain_text_columns_give_the_same_as_single_cells():
    cells = ["1.5", "", "-2", "3e2"]
    whole = read_figures(Raw("测评值", "B", cells), NUMBER, 0)

    assert whole.states.tolist() == [0, 1, 0, 0]
    assert np.array_equal(whole.values, [read(c).values[0] for c in cells], equal_nan=True)


@pytest.mark.parametrize(
    ("cell", "power", "step"),
    [
        pytest.param(4707.37, 0, 0.01, id="cents"),
        pytest.param(800.0, 0, 1.0, id="a whole number"),
        pytest.param(4707.370000000001, 0, 0.01, id="binary dust does not count"),
        pytest.param("4,707.370", 0, 0.001, id="zeros written count"),
        pytest.param(800, -4, 0.0001, id="converted with the heading's unit"),
        pytest.param("0.47亿元", 0, 100.0, id="converted with its own unit"),
    ],
)
def test_last_place_is_that_of_the_figure_submitted(cell, power, step):
    raw = Raw("预算数", "B", [cell])

    assert last_places(raw, BUDGET, power, read_figures(raw, BUDGET, power)).tolist() == [step]


def test_no_figure_has_no_last_place():
    raw = Raw("预算数", "B", ["不涉及"])

    assert math.isnan(last_places(raw, BUDGET, 0, read_figures(raw, BUDGET, 0))[0])


@given(st.decimals(-(10**11), 10**11, places=2), st.sampled_from([-8, -4, -2, 2, 4]))
def test_conversion_is_as_exact_as_on_paper(figure, power):
    assert shifted(np.array([float(figure)]), power)[0] == float(figure.scaleb(power))


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.sampled_from([-4, 2, 4]))
def test_conversion_of_any_float_is_that_of_its_shortest_decimal(value, power):
    assert shifted(np.array([value]), power)[0] == float(Decimal(repr(value)).scaleb(power))


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1))
def test_a_column_of_numbers_and_its_text_read_alike(figures):
    numbers = read_figures(Raw("", "B", [float(f) for f in figures]), NUMBER, 0)
    texts = read_figures(Raw("", "B", [f"{f:,f}" for f in figures]), NUMBER, 0)

    assert numbers.values.tolist() == texts.values.tolist()
