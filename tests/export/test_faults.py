"""The list of what departments must correct."""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from shipped import shipped

from scoring.errors import ExportError, Problem
from scoring.export.faults import Fault, faults_format, faults_of, print_faults
from scoring.intake import from_records
from scoring.model import Finding
from scoring.words import Phrase

TEXT = Phrase("甲乙", "text")
FAULT = Fault("error", "甲.xlsx", "表", "B7", "甲", "“预算数”填写为「多」", "请只填数字")


def rows(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_problems_come_first_then_findings_by_severity():
    problems = [Problem("乙.xlsx", TEXT(), TEXT())]
    findings = [
        Finding("skipped_row", "info", TEXT()),
        Finding("y", "error", TEXT(), ("甲.xlsx!a!b!C3",)),
    ]
    faults = faults_of(None, findings, problems, ["甲.xlsx", "乙.xlsx"], "zh-CN")

    assert [(f.severity, f.file, f.sheet, f.cell) for f in faults] == [
        ("unusable", "乙.xlsx", "", ""),
        ("error", "甲.xlsx", "a!b", "C3"),
        ("info", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("甲.xlsx!表!B7", ("甲.xlsx", "表", "B7")),
        ("甲.xlsx!表!7", ("甲.xlsx", "表", "7")),
        ("甲.xlsx!职责履行任务表!D4:D7", ("甲.xlsx", "职责履行任务表", "D4:D7")),
        ("甲.xlsx!a!b", ("甲.xlsx", "a!b", "")),
        ("c.csv!B7", ("c.csv", "", "B7")),
        ("甲.xlsx!表", ("甲.xlsx", "表", "")),
        ("甲.xlsx", ("甲.xlsx", "", "")),
        ("b.json#/3/budget", ("b.json", "", "/3/budget")),
        ("b.json:4:7", ("b.json", "", "4:7")),
        ("其他", ("其他", "", "")),
    ],
)
def test_a_place_is_file_sheet_and_cell(place, parts):
    [fault] = faults_of(
        None, [], [Problem(place, TEXT(), TEXT())], ["甲.xlsx", "b.json", "c.csv"], "en"
    )

    assert (fault.file, fault.sheet, fault.cell) == parts


def test_a_value_that_cannot_be_read_tells_problem_and_remedy_apart():
    ruleset = shipped("kunming-department@2019")
    read = from_records([{"department": "甲", "年初预算数": "很多"}], ruleset)
    faults = faults_of(read, read.findings, [], ["#"], "zh-CN")

    [fault] = [each for each in faults if "很多" in each.problem]
    assert fault.department == "甲"
    assert fault.problem == "“年初预算数”填写为「很多」：不是可以识别的数字"
    assert fault.remedy == "请只填数字，例如 4707.37"


def test_other_cells_of_the_same_sheet_are_told_briefly():
    cells = ("甲.xlsx!表!B7", "甲.xlsx!表!B9", "甲.xlsx!他表!C4:C7", "乙.xlsx!表!B1")
    finding = Finding("sum", "error", TEXT(), cells)
    [fault] = faults_of(None, [finding], [], ["甲.xlsx", "乙.xlsx"], "en")

    assert (fault.cell, fault.others) == ("B7", "B9 他表!C4:C7 乙.xlsx!表!B1")


def test_what_nobody_has_to_correct_is_left_out():
    findings = [Finding("some_check", "info", TEXT()), Finding("some_check", "warning", TEXT())]
    faults = faults_of(None, findings, [], [], "zh-CN")

    assert [(fault.severity, bool(fault.remedy)) for fault in faults] == [("warning", True)]


@pytest.mark.parametrize(
    ("cell", "link"), [("D4:D7", "'表'!D4:D7"), ("7", "'表'!7:7"), ("", "'表'!A1")]
)
def test_ranges_and_rows_are_linked_as_well(cell, link):
    fault = FAULT._replace(cell=cell)
    content = print_faults([fault], ".xlsx", "zh-CN", {"甲.xlsx": "甲.xlsx"})

    assert f'location="{link}"' in part(content, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "问题清单"), ("en", "Faults")])
def test_the_sheet_has_a_name(language, name):
    content = print_faults([FAULT], ".xlsx", language, {})

    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == [name]


def test_the_workbook_is_filterable_and_links_to_the_cell():
    content = print_faults([FAULT], ".xlsx", "zh-CN", {"甲.xlsx": "报送/甲.xlsx"})
    sheet = part(content, "xl/worksheets/sheet1.xml")

    assert rows(content)[0][:4] == ["程度", "文件", "工作表", "单元格"]
    assert rows(content)[1][:4] == ["错误", "甲.xlsx", "表", "B7"]
    assert '<hyperlink ref="D2"' in sheet
    assert "location=\"'表'!B7\"" in sheet
    assert "<autoFilter" in sheet
    assert 'state="frozen"' in sheet
    assert "报送/甲.xlsx" in part(content, "xl/worksheets/_rels/sheet1.xml.rels").replace("\\", "/")


def test_nothing_in_it_becomes_a_formula():
    text = '=cmd|"/c calc"!A1'
    fault = FAULT._replace(department=text, problem="@SUM(1)", sheet="'表'", file=text)
    content = print_faults([fault], ".xlsx", "zh-CN", {text: f"报送/{text}"})

    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert "<hyperlink" not in part(content, "xl/worksheets/sheet1.xml")
    assert rows(content)[1][1] == text
    table = print_faults([fault], ".csv", "zh-CN", {}).decode("utf-8-sig")
    assert "'=cmd" in table
    assert "'@SUM" in table


def test_a_quote_in_the_name_of_a_sheet_is_doubled():
    fault = FAULT._replace(sheet="it's")
    sheet = part(
        print_faults([fault], ".xlsx", "en", {"甲.xlsx": "甲.xlsx"}), "xl/worksheets/sheet1.xml"
    )

    assert "'it''s'!B7" in sheet.replace("&apos;", "'")


def test_the_same_faults_give_the_same_bytes():
    made = [print_faults([FAULT], ".xlsx", "en", {}) for _ in range(2)]

    assert made[0] == made[1]


def test_other_suffixes_are_refused():
    with pytest.raises(ExportError, match="xlsx"):
        faults_format("a.docx")
