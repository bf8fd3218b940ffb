"""Money units above the columns: in a title row, in the heading of a group, in cells apart."""

import pytest

from scoring.intake import read_submissions


def budget(path, ruleset):
    return read_submissions(path, ruleset).columns["budget"].values.tolist()


def found(path, ruleset):
    findings = read_submissions(path, ruleset).findings
    return [(f.check, f.cells) for f in findings if f.check == "unknown_unit"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["部门", "金额（元）", ""], ["", "预算数", "支出数"]], id="of a group"),
        pytest.param([["部门", "收支（单位：元）", ""], ["", "预算数", "支出数"]], id="spelt out"),
        pytest.param(
            [["部门", "预算（元）", "支出（万元）"], ["", "预算数", "支出数"]], id="of each"
        ),
        pytest.param([["单位：元"], ["部门", "预算数", "支出数"]], id="in a title row"),
        pytest.param([["单位：人、元"], ["部门", "预算数", "支出数"]], id="beside other units"),
        pytest.param(
            [["金额单位：人民币元"], ["部门", "预算数", "支出数"]], id="with its currency"
        ),
        pytest.param([["", "单位", "元"], ["部门", "预算数", "支出数"]], id="in the next cell"),
        pytest.param([["", "单位：", "元"], ["部门", "预算数", "支出数"]], id="after a colon"),
    ],
)
def test_a_unit_above_is_that_of_the_figures_below(book, ruleset, rows):
    width = max(map(len, rows))
    path = book(数据=[*(row + [""] * (width - len(row)) for row in rows), ["甲", 1_000_000, 1]])

    assert budget(path, ruleset) == [100]
    assert found(path, ruleset) == []


def test_a_unit_of_the_column_itself_goes_before_that_of_its_group(book, ruleset):
    path = book(数据=[["部门", "收支（元）", ""], ["", "预算数（万元）", "支出数"], ["甲", 100, 1]])

    assert budget(path, ruleset) == [100]


def test_a_group_that_counts_something_else_leaves_money_as_it_is(book, ruleset):
    path = book(数据=[["部门", "比较（%）", ""], ["", "预算数", "支出数"], ["甲", 100, 1]])

    assert budget(path, ruleset) == [100]


@pytest.mark.parametrize(
    "stated",
    [
        pytest.param("单位：美元", id="another currency"),
        pytest.param("单位：元、万元", id="two units at once"),
    ],
)
def test_a_unit_that_cannot_be_applied_is_told(book, ruleset, stated):
    path = book(数据=[[stated, ""], ["部门", "预算数"], ["甲", 100]])

    assert budget(path, ruleset) == [100]
    assert found(path, ruleset) == [("unknown_unit", ("报送.xlsx!数据!A1",))]


@pytest.mark.parametrize("stated", ["填报单位：市公共资源中心", "单位：人", "单位：元素公司"])
def test_who_filled_it_in_and_what_is_counted_are_no_money_units(book, ruleset, stated):
    path = book(数据=[[stated, ""], ["部门", "预算数"], ["甲", 100]])

    assert budget(path, ruleset) == [100]
    assert found(path, ruleset) == []
