"""Forms: a field a row, as templates have them and as officials make them by hand."""

from dataclasses import replace

import pytest

from scoring.errors import SubmissionError
from scoring.intake import read_submissions
from scoring.model import State
from scoring.places import cell

PLAIN = [["部门", "市总工会"], ["预算数", 4707.37], ["完成率", "95.1%"], ["是否公开", "是"]]


def problems(path, ruleset):
    with pytest.raises(SubmissionError) as caught:
        read_submissions(path, ruleset)
    return [(p.place, p.problem.say("zh")) for p in caught.value.problems]


def findings(read, check):
    return [(f.message.say("zh"), f.cells) for f in read.findings if f.check == check]


def test_titles_and_values_side_by_side(book, ruleset):
    read = read_submissions(book(报送=PLAIN), ruleset)

    assert read.departments.tolist() == ["市总工会"]
    assert read.columns["budget"].values.tolist() == [4707.37]
    assert read.columns["rate"].values.tolist() == [95.1]
    assert read.columns["open"].values.tolist() == [True]
    assert cell(read.origin, 0, "budget") == "报送.xlsx!报送!B2"
    assert read.places["budget"].tolist() == [0.01]


def test_a_column_of_units_converts_money_and_is_no_value(book, ruleset):
    sheet = [
        ["部门", "", "甲"],
        ["预算数", "元", 50_000],
        ["支出数", "万元", 4],
        ["测评值", "-", 8],
    ]
    read = read_submissions(book(报送=sheet), ruleset)

    assert read.columns["budget"].values.tolist() == [5.0]
    assert read.columns["spent"].values.tolist() == [4.0]
    assert read.columns["score"].values.tolist() == [8.0]


def test_a_unit_that_is_not_known_is_not_guessed(book, ruleset):
    sheet = [["部门", "", "甲"], ["预算数", "美元", 5], ["支出数", "万元", 4],
             ["在职人数", "人", 3]]  # fmt: skip
    read = read_submissions(book(报送=sheet), ruleset)

    assert read.columns["budget"].states.tolist() == [State.MISSING]
    assert [cells for _, cells in findings(read, "unknown_column")] == [("报送.xlsx!报送!A2",)]


def test_headings_say_which_column_holds_the_values(book, ruleset):
    sheet = [
        ["2019年度部门整体支出绩效报送表"],
        ["单位：元"],
        ["序号", "项目", "填报说明", "计量单位", "填报值", "上年数"],
        [1, "部门名称", "写全称", "", "甲", "乙"],
        [2, "预算数", "年初批复数", "", 50_000, 1],
        [3, "在职人数", "", "人", 12, 11],
    ]
    read = read_submissions(book(报送=sheet), ruleset)

    assert read.departments.tolist() == ["甲"]
    assert read.columns["budget"].values.tolist() == [5.0]
    assert read.columns["staff"].values.tolist() == [12.0]
    assert not findings(read, "unknown_column")


def test_the_department_may_stand_above_or_in_one_cell_with_its_label(book, ruleset):
    beside = [["", "填报单位", "", "甲"], ["项目", "填报值"], ["预算数", 1], ["支出数", 2]]
    within = [["填报单位：乙", "部门编码：001"], ["预算数", 1], ["支出数", 2]]
    read = read_submissions([book("1.xlsx", 报=beside), book("2.xlsx", 报=within)], ruleset)

    assert read.departments.tolist() == ["甲", "乙"]
    assert read.columns["department_code"].values.tolist() == ["", "001"]
    assert cell(read.origin, 0, "department") == "1.xlsx!报!D1"


def test_departments_side_by_side(book, ruleset):
    sheet = [["指标", "单位", "", ""], ["部门", "", "甲", "乙"], ["预算数", "万元", 1, 2],
             ["完成率", "%", "90%", ""], ["备注：合计见附表", "", "", ""]]  # fmt: skip
    read = read_submissions(book(报送=sheet), ruleset)

    assert read.departments.tolist() == ["甲", "乙"]
    assert read.columns["budget"].values.tolist() == [1.0, 2.0]
    assert read.columns["rate"].states.tolist() == [State.PRESENT, State.MISSING]
    assert cell(read.origin, 1, "budget") == "报送.xlsx!报送!D3"


def test_two_columns_of_titles(book, ruleset):
    sheet = [
        ["部门", "甲", "部门编码", "001"],
        ["预算数", 5, "支出数", 4],
        ["完成率", "80%", "等次", "好"],
    ]
    read = read_submissions(book(报送=sheet), ruleset)

    assert read.columns["department_code"].values.tolist() == ["001"]
    assert read.columns["spent"].values.tolist() == [4.0]
    assert read.columns["level"].values.tolist() == ["好"]


def test_merged_titles_and_values(book, ruleset):
    def fill(workbook, sheet):
        plain = workbook.add_format()
        sheet.merge_range("A1:F1", "部门整体支出绩效报送表", plain)
        sheet.merge_range("A2:A4", "基本情况", plain)
        for row, (title, value) in enumerate(
            [("部门", "甲"), ("预算数", 5), ("支出数", 4)], start=2
        ):
            sheet.merge_range(f"B{row}:C{row}", title, plain)
            sheet.merge_range(f"D{row}:F{row}", value, plain)

    read = read_submissions(book(报送=fill), ruleset)

    assert read.departments.tolist() == ["甲"]
    assert read.columns["spent"].values.tolist() == [4.0]
    assert cell(read.origin, 0, "spent") == "报送.xlsx!报送!D4"


def test_percentage_cells_and_errors_of_a_form(book, ruleset):
    def fill(workbook, sheet):
        for row, cells in enumerate(PLAIN[:2]):
            sheet.write_row(row, 0, cells)
        sheet.write("A3", "完成率")
        sheet.write("B3", 0.951, workbook.add_format({"num_format": "0.0%"}))
        sheet.write("A4", "支出数")
        sheet.write_formula("B4", "=1/0", None, "#DIV/0!")

    read = read_submissions(book(报送=fill), ruleset)

    assert read.columns["rate"].values.tolist() == [95.1]
    assert read.columns["spent"].states.tolist() == [State.INVALID]
    assert [cells for _, cells in findings(read, "unreadable")] == [("报送.xlsx!报送!B4",)]


def test_a_row_that_no_field_claims_is_told_with_its_cell(book, ruleset):
    read = read_submissions(book(报送=[*PLAIN, ["预算书", 3], ["其他", ""]]), ruleset)

    [(message, cells)] = findings(read, "unknown_column")
    assert "「预算书」" in message
    assert "预算数" in message
    assert message.startswith("不认识的项目「预算书」")
    assert cells == ("报送.xlsx!报送!A5",)


def test_an_item_that_a_form_lacks_is_told_where_its_items_begin(book, ruleset):
    read = read_submissions(book(报送=[["项目", "填报值"], ["部门", "甲"], ["支出数", 1]]), ruleset)

    [first, _] = findings(read, "missing_column")
    assert first == ("缺少必填的项目：预算数，按未提供处理", ("报送.xlsx!报送!A2",))


def test_one_field_in_two_rows_is_refused(book, ruleset):
    assert problems(book(报送=[*PLAIN, ["年初预算", 3]]), ruleset) == [
        ("报送.xlsx!报送!A5", "「预算数」（报送.xlsx!报送!A2）与「年初预算」都表示“预算数”")
    ]


def test_a_form_without_the_name_of_its_department(book, ruleset):
    path = book(报送=[["部门", ""], *PLAIN[1:]])

    assert problems(path, ruleset) == [("报送.xlsx!报送!B1", "没有填写部门名称")]


def test_a_blank_form_is_no_submission(book, ruleset):
    blank = [[title, ""] for title, _ in PLAIN]
    named = [["部门", "甲"], *blank[1:]]

    assert problems(book(报送=blank), ruleset) == [("报送.xlsx!报送", "报送表没有填写")]
    assert problems(book(报送=named), ruleset) == [("报送.xlsx!报送", "报送表没有填写")]


def test_a_list_of_fields_beside_a_wide_sheet_is_not_a_form(book, ruleset):
    explained = [["字段", "说明"], ["部门", ""], ["预算数", "年初批复数"], ["支出数", "决算数"]]
    wide = [["部门", "预算数"], ["甲", 5]]
    read = read_submissions(book(数据=wide, 字段解释=explained), ruleset)

    assert read.departments.tolist() == ["甲"]
    assert [cells for _, cells in findings(read, "unknown_sheet")] == [("报送.xlsx!字段解释",)]


def test_self_scores_and_rows_of_a_form_belong_to_its_department(book, ruleset):
    scores = [["指标", "满分", "自评分"], ["预算完成率", 60, 55.5], ["公开", 40, ""]]
    tasks = [["计划数", "完成数"], [3, 2], ["", ""], [5, 5]]
    read = read_submissions(book(报送=PLAIN, 自评分=scores, 任务明细=tasks), ruleset)

    assert read.self_scores["execution_rate"].values.tolist() == [55.5]
    assert read.tables["tasks"].columns["done"].values.tolist() == [2.0, 5.0]
    assert not findings(read, "unknown_column")


@pytest.mark.parametrize("count", [2, 30])
def test_wide_sheets_stay_wide(book, ruleset, count):
    rows = [[f"部门{i}", i, f"{i}%", "是"] for i in range(1, count + 1)]
    read = read_submissions(book(报送=[["部门", "预算数", "完成率", "是否公开"], *rows]), ruleset)

    assert len(read) == count


def test_which_of_two_columns_of_figures_is_meant_is_not_guessed(book, ruleset):
    years = [["填报单位：甲", "2018年", "2019年"], ["预算数", 5, 6], ["支出数", 4, 5]]

    assert problems(book(报送=years), ruleset) == [
        ("报送.xlsx!报送", "这是一行填一项的表，但不能确定哪一列是填报值")
    ]
    years[0][2] = "填报值"
    read = read_submissions(book(报送=years), ruleset)
    assert read.columns["budget"].values.tolist() == [6.0]


def test_answers_and_dashes_are_no_units(book, ruleset):
    read = read_submissions(book(报送=[["部门", "甲"], ["是否公开", "是"], ["预算数", "-"],
                                     ["支出数", "-"]]), ruleset)  # fmt: skip

    assert read.columns["open"].values.tolist() == [True]


def test_a_field_called_like_a_heading_is_still_a_field(book, ruleset):
    named = replace(ruleset.fields["score"], title="完成值")
    ruleset = replace(ruleset, fields={**ruleset.fields, "score": named})
    read = read_submissions(
        book(报送=[["预算数", 5, "完成值", 3], ["部门", "甲", "在职人数", 9]]), ruleset
    )

    assert read.columns["budget"].values.tolist() == [5.0]
    assert read.columns["score"].values.tolist() == [3.0]


def test_a_form_that_names_no_department_anywhere(book, ruleset):
    assert problems(book(报送=PLAIN[1:]), ruleset) == [
        ("报送.xlsx!报送", "没有部门名称（department）")
    ]
