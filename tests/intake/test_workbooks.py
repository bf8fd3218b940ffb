"""Workbooks as Excel, WPS and LibreOffice write them, laid out as officials do."""

import re
import zipfile
from datetime import date

import numpy as np
import pytest
import xlsxwriter

from scoring.errors import SubmissionError
from scoring.intake import read_submissions
from scoring.model import State
from scoring.places import cell

HEAD = ["部门", "预算数", "完成率"]


def changed(path, before, after):
    """Return *path* with the bytes *before* of its first sheet put otherwise."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    part = "xl/worksheets/sheet1.xml"
    assert before in parts[part]
    parts[part] = parts[part].replace(before, after)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def findings(read, check):
    return [(f.message.say("zh"), f.cells) for f in read.findings if f.check == check]


def test_a_plain_sheet(book, ruleset):
    read = read_submissions(book(部门=[HEAD, ["市总工会", 4707.37, 95.1]]), ruleset)

    assert read.departments.tolist() == ["市总工会"]
    assert read.columns["budget"].values.tolist() == [4707.37]
    assert cell(read.origin, 0, "budget") == "报送.xlsx!部门!B2"
    assert read.sources[0].path == "报送.xlsx"
    assert read.places["budget"].tolist() == [0.01]


def test_percentage_cells_mean_percent(book, ruleset):
    def fill(workbook, sheet):
        percent = workbook.add_format({"num_format": "0.00%"})
        custom = workbook.add_format({"num_format": '[红色]0.0%;"约"0%'})
        quoted = workbook.add_format({"num_format": '0.0"%"'})
        sheet.write_row(0, 0, HEAD)
        for row, style in enumerate((percent, custom, quoted, None), start=1):
            sheet.write(row, 0, f"部门{row}")
            sheet.write(row, 2, 0.951, style)
        sheet.write_row(5, 0, ["部门5", 1, "95.1%"])
        sheet.write(6, 0, "部门6")
        sheet.write_formula(6, 2, "=0.9+0.051", percent, 0.951)

    read = read_submissions(book(部门=fill), ruleset)

    assert read.columns["rate"].values.tolist() == [95.1, 95.1, 0.951, 0.951, 95.1, 95.1]


def test_error_cells_are_faults_and_not_blanks(book, ruleset):
    def fill(workbook, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["甲", 5])
        sheet.write_formula(1, 2, "=1/0", workbook.add_format({"num_format": "0%"}), "#DIV/0!")
        sheet.write(2, 0, "乙")
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")

    read = read_submissions(book(部门=fill), ruleset)

    assert read.columns["rate"].states.tolist() == [State.INVALID, State.MISSING]
    assert read.faults["rate", 0].text == "#DIV/0!"
    assert read.faults["budget", 1].text == "#N/A"
    assert [cells for _, cells in findings(read, "unreadable")] == [
        ("报送.xlsx!部门!B3",),
        ("报送.xlsx!部门!C2",),
    ]


def test_title_rows_units_totals_and_notes_are_told_apart(book, ruleset):
    def fill(workbook, sheet):
        bold = workbook.add_format({"bold": True})
        sheet.merge_range("B2:E2", "2019年度部门整体支出绩效自评表", bold)
        sheet.write("E3", "单位：元")
        sheet.write_row("B4", ["序号", "部门", "预算数", "完成率（%）"], bold)
        sheet.write_row("B5", [1, "甲", 10_000, 95.1])
        sheet.write_blank("B6", None, bold)
        sheet.write_row("B7", [2, "乙", "20,000.50", "90%"])
        sheet.write_row("B8", ["", "合 计", 30_000.5, ""])
        sheet.write("B9", "注：以上数据来自决算。")
        sheet.write("C10", "填表人：张三")
        sheet.write_blank("Z60", None, bold)

    read = read_submissions(book(部门=fill), ruleset)

    assert read.departments.tolist() == ["甲", "乙"]
    assert read.columns["budget"].values.tolist() == [1.0, 2.00005]
    assert cell(read.origin, 1, "budget") == "报送.xlsx!部门!D7"
    assert findings(read, "skipped_row") == [
        ("3 行合计或注释未作为数据读取", tuple(f"报送.xlsx!部门!{line}" for line in (8, 9, 10)))
    ]
    assert not findings(read, "unknown_column")


def test_headings_stacked_and_merged(book, ruleset):
    def fill(workbook, sheet):
        plain = workbook.add_format()
        sheet.merge_range("A1:D1", "自评表", plain)
        sheet.merge_range("A2:A4", "部门", plain)
        sheet.merge_range("B2:C2", "资金情况", plain)
        sheet.write_row("B3", ["预算数", "支出数", "在职人数"])
        sheet.write_row("B4", ["元", "万元", "人"])
        sheet.write_row("A5", ["甲", 50_000, 4, 12])

    read = read_submissions(book(部门=fill), ruleset)

    assert read.columns["budget"].values.tolist() == [5.0]
    assert read.columns["spent"].values.tolist() == [4.0]
    assert read.columns["staff"].values.tolist() == [12.0]
    assert not findings(read, "unknown_column")


def test_parents_of_headings_tell_children_apart(book, ruleset):
    sheet = [
        ["部门", "预算", "", "支出", ""],
        ["", "数", "备注", "数", "备注"],
        ["甲", 1, "", 2, ""],
    ]
    read = read_submissions(book(部门=sheet), ruleset)

    assert read.columns["budget"].values.tolist() == [1.0]
    assert read.columns["spent"].values.tolist() == [2.0]


def test_several_sheets_of_departments_and_others(book, ruleset):
    path = book(
        说明=[["填报说明"], ["请如实填写"]],
        党群=[HEAD, ["甲", 1, 2]],
        政府=[["完成率", "部门", "年初预算"], [3, "乙", 4]],
        通讯录=[["部门", "联系人"], ["甲", "张三"]],
    )
    read = read_submissions(path, ruleset)

    assert read.departments.tolist() == ["甲", "乙"]
    assert read.columns["budget"].values.tolist() == [1.0, 4.0]
    assert cell(read.origin, 1, "rate") == "报送.xlsx!政府!A2"
    places = ("报送.xlsx!说明", "报送.xlsx!通讯录")
    assert findings(read, "unknown_sheet") == [("未读取不认识的工作表：说明、通讯录", places)]


def test_hidden_sheets_are_named_and_not_read(book, ruleset):
    def hidden(_, sheet):
        sheet.hide()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["旧数据", 1, 2])

    read = read_submissions(book(部门=[HEAD, ["甲", 1, 2]], 旧=hidden), ruleset)

    assert read.departments.tolist() == ["甲"]
    assert findings(read, "hidden_sheet") == [("未读取隐藏的工作表：旧", ("报送.xlsx!旧",))]


def test_dates_booleans_and_codes_of_a_workbook(book, ruleset):
    def fill(workbook, sheet):
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["部门", "部门编码", "年度", "公开日期", "是否公开", "说明"])
        sheet.write_row(1, 0, ["甲", 1001, 2019])
        sheet.write_datetime(1, 3, date(2019, 6, 18), day)
        sheet.write_boolean(1, 4, True)
        sheet.write_string(1, 5, "=1+1")

    read = read_submissions(book(部门=fill), ruleset)

    assert read.columns["department_code"].values.tolist() == ["1001"]
    assert read.columns["year"].values.tolist() == [2019.0]
    assert read.columns["when"].values.tolist() == [date(2019, 6, 18).toordinal() - 719163]
    assert read.columns["open"].values.tolist() == [True]
    assert read.columns["note"].values.tolist() == ["=1+1"]


def test_only_departments_named_is_still_a_sheet(book, ruleset):
    read = read_submissions(book(Sheet1=[["部门", "预算"], ["甲", 1]]), ruleset)

    said = "不认识的列「预算」，未读取；是否应为「预算数」"
    assert findings(read, "unknown_column") == [(said, ("报送.xlsx!Sheet1!B1",))]
    absent = [text for text, _ in findings(read, "missing_column")]
    assert "缺少必填的列：预算数，按未提供处理" in absent


def test_one_heading_twice_names_both_cells(book, ruleset):
    with pytest.raises(SubmissionError) as caught:
        read_submissions(book(部门=[["部门", "预算数", "预算数（元）"], ["甲", 1, 2]]), ruleset)

    [found] = caught.value.problems
    assert found.place == "报送.xlsx!部门!C1"
    assert "（报送.xlsx!部门!B1）" in found.problem.say("zh")


def test_two_units_of_one_figure_are_converted_exactly(book, ruleset):
    rows = [["部门", "预算数（元）", "支出数（亿元）"], ["甲", 47073700.01, 0.0707]]
    read = read_submissions(book(部门=rows), ruleset)

    assert read.columns["budget"].values.tolist() == [4707.370001]
    assert read.columns["spent"].values.tolist() == [707.0]
    assert np.allclose(read.places["budget"], 1e-6, rtol=1e-12)


def test_an_empty_workbook_is_refused(book, ruleset):
    with pytest.raises(SubmissionError, match=r"^报送.xlsx：文件是空的"):
        read_submissions(book(部门=[]), ruleset)


def unusual(xml):
    """Write the XML of a sheet as no office program does, without changing what it says."""
    return xml.replace(b"<c r=", b"<c  r=").replace(b"<sheetData>", b"<sheetData><!-- c -->")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(unusual, id="other spelling"),
        pytest.param(lambda xml: re.sub(rb'(<c|<row) r="[A-Z0-9]+"', rb"\1", xml), id="no places"),
        pytest.param(lambda xml: xml.replace(b' s="', b' cm="1" s="'), id="other attributes"),
    ],
)
def test_unusual_xml_says_the_same(book, ruleset, change):
    def fill(workbook, sheet):
        percent = workbook.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, [*HEAD, "测评值"])
        sheet.write(1, 0, "甲")
        sheet.write_blank(1, 1, None, percent)
        sheet.write(1, 2, 0.951, percent)
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")

    path = book(部门=fill)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    read = read_submissions(path, ruleset)

    assert read.columns["rate"].values.tolist() == [95.1]
    assert read.columns["budget"].states.tolist() == [State.MISSING]
    assert read.faults["score", 0].text == "#DIV/0!"


def test_a_workbook_without_styles_has_no_percentages(book, ruleset):
    path = book(部门=[HEAD, ["甲", 1, 0.951]])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist() if "styles" not in name}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    assert read_submissions(path, ruleset).columns["rate"].values.tolist() == [0.951]


def test_sheets_of_charts_are_passed_over(book, ruleset):
    path = book(部门=[HEAD, ["甲", 1, 2]])
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("部门")
        for row, cells in enumerate([HEAD, ["甲", 1, 2]]):
            sheet.write_row(row, 0, cells)
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=部门!$B$2:$B$2"})
        workbook.add_chartsheet("图").set_chart(chart)
    read = read_submissions(path, ruleset)

    assert len(read) == 1
    assert not findings(read, "unknown_sheet")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(b"<f>1+1</f>", id="without a value"),
        pytest.param(b"<f>1+1</f><v></v>", id="with an empty value"),
        pytest.param(b"<f>1+1</f><v/>", id="with a closed value"),
        pytest.param(b'<f t="shared" si="0"/>', id="shared"),
    ],
)
@pytest.mark.parametrize("odd", [False, True], ids=["as usual", "in odd spelling"])
def test_a_formula_without_its_result_is_no_blank(book, ruleset, written, odd):
    cell = b'<c  r="C3">' if odd else b'<c r="C3">'
    path = book(部门=[HEAD, ["甲", 5, 6], ["乙", 5, 6]])
    changed(path, b'<c r="C3"><v>6</v></c>', cell + written + b"</c>")

    read = read_submissions(path, ruleset)

    assert read.columns["rate"].states.tolist() == [State.PRESENT, State.INVALID]
    assert read.faults["rate", 1].problem.say("zh") == "公式没有保存计算结果"


def test_a_formula_whose_result_is_no_text_is_blank(book, ruleset):
    path = changed(book(部门=[HEAD, ["甲", 5, 6]]), b'<c r="C2"><v>6</v></c>',
                   b'<c r="C2" t="str"><f>IF(B2&gt;9,B2,"")</f><v></v></c>')  # fmt: skip

    assert read_submissions(path, ruleset).columns["rate"].states.tolist() == [State.MISSING]


@pytest.mark.parametrize("stated", ["A1", "A1:XFD1048576", "Z90:AA100"])
def test_a_wrong_dimension_is_of_no_account(book, ruleset, stated):
    path = changed(book(部门=[HEAD, ["甲", 5, "95%"]]), b'ref="A1:C2"', f'ref="{stated}"'.encode())

    assert read_submissions(path, ruleset).columns["rate"].values.tolist() == [95.0]


def test_notes_beside_cells_are_not_data(book, ruleset):
    def fill(_, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["甲", 5, "95%"])
        sheet.write_comment("B1", "单位：元")
        sheet.write_comment("B2", "以决算为准")
        sheet.write_comment("A9", "部门：乙")

    read = read_submissions(book(部门=fill), ruleset)

    assert read.departments.tolist() == ["甲"]
    assert read.columns["budget"].values.tolist() == [5.0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'4707.37", 4707.37),
        ("’1,234.5", 1234.5),
        ("１，２３４．５", 1234.5),
        (" 4707.37　", 4707.37),
        ("4,707.37万元", 4707.37),
    ],
)
def test_figures_kept_as_text(book, ruleset, written, value):
    read = read_submissions(book(部门=[HEAD, ["甲", written, 5]]), ruleset)

    assert read.columns["budget"].values.tolist() == [value]


@pytest.mark.parametrize("written", ["2019年6月18日", "2019-06-18", "2019.6.18", "'2019/6/18"])
def test_dates_kept_as_text(book, ruleset, written):
    read = read_submissions(book(部门=[["部门", "公开日期"], ["甲", written]]), ruleset)

    assert read.columns["when"].values.tolist() == [18065.0]


def test_a_workbook_of_hidden_sheets_alone_is_refused(book, ruleset):
    def fill(_, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["甲", 5])
        sheet.hide()

    with pytest.raises(SubmissionError, match="都是隐藏的"):
        read_submissions(book(空=lambda *_: None, 部门=fill), ruleset)
