"""Yes and no, dates, choices and text."""

from datetime import date, datetime

import pytest

from scoring.intake.sheet import CellError, Raw
from scoring.intake.wording import read_booleans, read_choices, read_dates, read_texts
from scoring.model import Field, State

OPEN = Field("open", "是否公开", "boolean")
WHEN = Field("when", "公开日期", "date")
LEVEL = Field("level", "等次", "choice", choices=("好", "一般", "无"))
NOTE = Field("note", "说明", "text")
JUNE_18 = float(date(2019, 6, 18).toordinal() - date(1970, 1, 1).toordinal())


@pytest.mark.parametrize(
    "cell", ["是", "有", "已", "√", "✓", "true", "YES", "1", 1, 1.0, True, " 是 "]
)
def test_yes_in_every_spelling(cell):
    typed = read_booleans(Raw("", "B", [cell]), OPEN)

    assert (typed.values.tolist(), typed.states.tolist()) == ([True], [State.PRESENT])


@pytest.mark.parametrize(
    "cell", ["否", "无", "未", "×", "✗", "x", "false", "No", "0", 0, 0.0, False]
)
def test_no_in_every_spelling(cell):
    typed = read_booleans(Raw("", "B", [cell]), OPEN)

    assert (typed.values.tolist(), typed.states.tolist()) == ([False], [State.PRESENT])


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        pytest.param("", State.MISSING, id="blank"),
        pytest.param("不涉及", State.NOT_APPLICABLE, id="not applicable"),
        pytest.param("也许", State.INVALID, id="perhaps"),
        pytest.param(2, State.INVALID, id="a number that is neither 1 nor 0"),
        pytest.param([], State.INVALID, id="a list"),
    ],
)
def test_neither_yes_nor_no(cell, state):
    typed = read_booleans(Raw("", "B", [cell]), OPEN)

    assert (typed.values.tolist(), typed.states.tolist()) == ([False], [state])


@pytest.mark.parametrize(
    "cell",
    [
        "2019-06-18",
        "2019-6-18",
        "2019/6/18",
        "2019.6.18",
        "2019年6月18日",
        "２０１９年６月１８日",
        "20190618",
        20190618.0,
        "2019-06-18 09:30:00",
        "2019-06-18T09:30:00.5",
        date(2019, 6, 18),
        datetime(2019, 6, 18, 23, 59),
    ],
    ids=str,
)
def test_dates_in_every_spelling(cell):
    assert read_dates(Raw("", "B", [cell]), WHEN).values.tolist() == [JUNE_18]


@pytest.mark.parametrize(
    "cell", ["2019-02-30", "六月", 43634.0, "2019-06/18x", "2019", True, "1" * 99]
)
def test_what_is_no_date_is_a_fault(cell):
    typed = read_dates(Raw("", "B", [cell]), WHEN)

    assert typed.states.tolist() == [State.INVALID]
    assert typed.faults[0].problem.say("zh") == "不是可以识别的日期"


@pytest.mark.parametrize(
    ("cell", "value", "state"),
    [
        pytest.param("好", "好", State.PRESENT, id="a choice"),
        pytest.param(" 好　", "好", State.PRESENT, id="spaces around"),
        pytest.param("无", "无", State.PRESENT, id="a choice that is also a word for a state"),
        pytest.param("不涉及", "", State.NOT_APPLICABLE, id="not applicable"),
        pytest.param("很好", "", State.INVALID, id="no choice"),
        pytest.param(["好"], "", State.INVALID, id="a list"),
    ],
)
def test_choices_are_spelt_as_the_ruleset_spells_them(cell, value, state):
    typed = read_choices(Raw("", "B", [cell]), LEVEL)

    assert (typed.values.tolist(), typed.states.tolist()) == ([value], [state])


@pytest.mark.parametrize("others", [[], [3.5]], ids=["text alone", "among figures"])
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param("'005", "005", id="a code"),
        pytest.param("’005", "005", id="a code, in Chinese letters"),
        pytest.param("'=1+1", "=1+1", id="a formula"),
        pytest.param("' ＠SUM", "＠SUM", id="a formula behind a space"),
        pytest.param("'甲'乙", "'甲'乙", id="other text keeps what is quoted"),
        pytest.param("'530100", "530100", id="a code that would stay itself"),
        pytest.param("'", "'", id="nothing but an apostrophe"),
    ],
)
def test_the_sign_of_a_spreadsheet_for_text_is_no_part_of_it(cell, value, others):
    assert read_texts(Raw("", "B", [cell, *others]), NOTE).values.tolist()[0] == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param(" 按期公开 ", "按期公开", id="trimmed"),
        pytest.param("001", "001", id="leading zeros stay"),
        pytest.param(1001.0, "1001", id="a code that the workbook holds as a number"),
        pytest.param(3.5, "3.5", id="a fraction"),
        pytest.param(date(2019, 6, 18), "2019-06-18", id="a date"),
        pytest.param(datetime(2019, 6, 18), "2019-06-18", id="midnight"),
        pytest.param(datetime(2019, 6, 18, 9, 30), "2019-06-18T09:30:00", id="a time"),
        pytest.param(True, "TRUE", id="a logical value"),
        pytest.param("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", id="a formula stays text"),
    ],
)
def test_text_is_kept_as_written(cell, value):
    assert read_texts(Raw("", "B", [cell]), NOTE).values.tolist() == [value]


def test_error_cells_are_no_text():
    typed = read_texts(Raw("", "B", [CellError("#REF!"), "#REF!", {}]), NOTE)

    assert typed.states.tolist() == [State.INVALID] * 3
