"""Reviewers' files: read in every format, and refused with every fault at its cell."""

import json
from datetime import date
from decimal import Decimal

import pytest
from bureau import leaf
from deciding import DECISION, ENGLISH, HEADINGS, bureau, row, written

from scoring.errors import OverrideError
from scoring.export.csv import as_text
from scoring.overrides import read_overrides


def problems(path, scores=None):
    with pytest.raises(OverrideError) as caught:
        read_overrides(path, scores or bureau())
    return str(caught.value).splitlines()


@pytest.mark.parametrize("headings", [HEADINGS, ENGLISH], ids=["Chinese", "English"])
@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("复核.csv", "复核.csv!C2"),
        ("复核.xlsx", "复核.xlsx!复核!C2"),
        ("复核.json", "复核.json#/0/"),
    ],
)
def test_every_format_and_both_headings_are_read(name, cell, headings, tmp_path):
    read = read_overrides(written(tmp_path / name, [DECISION], headings), bureau())
    (entry,) = read.entries

    assert (entry.department, entry.indicator, entry.points) == (0, "i_a", Decimal(30))
    assert (entry.reason, entry.reviewer, entry.date) == ("已补报佐证材料", "王芳", "2020-03-05")
    assert entry.cells[0].startswith(cell)
    assert [source.path for source in read.sources] == [name]


def test_a_json_list_may_stand_under_its_name(tmp_path):
    path = tmp_path / "复核.json"
    path.write_text(
        '{"overrides": [{"department": "001", "indicator": "数量", "points": 1, "reason": "r",'
        ' "reviewer": "w", "date": "2020-03-05"}]}',
        encoding="utf-8",
    )

    assert read_overrides(path, bureau()).entries[0].cells == ("复核.json#/overrides/0/points",)


def test_merged_departments_titles_and_dates_of_a_workbook_are_understood(tmp_path):
    import xlsxwriter

    path = tmp_path / "复核.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet, day = workbook.add_worksheet("复核意见"), workbook.add_format({"num_format": 14})
        sheet.write(0, 0, "2019年度复核调整表")
        sheet.write_row(1, 0, ["序号", *HEADINGS])
        sheet.merge_range("B3:B4", "财政局")
        for line, indicator in ((2, "数量"), (3, "履职 / 质量")):
            sheet.write(line, 0, line - 1)
            sheet.write_row(line, 2, [indicator, 10, "已核实", "王芳"])
            sheet.write_datetime(line, 6, date(2020, 3, 5), day)
        workbook.add_worksheet("备注").write(0, 0, "随便写写")
    read = read_overrides(path, bureau())

    assert [(e.department, e.indicator, e.date) for e in read.entries] == [
        (0, "i_a", "2020-03-05"),
        (0, "i_b", "2020-03-05"),
    ]
    assert [finding.check for finding in read.findings] == ["unknown_sheet"]


@pytest.mark.parametrize("wanted", ["i_a", "I_A", "数量", " 数 量：", "履职/数量", "履职 / 数量"])
def test_an_indicator_goes_by_its_id_its_title_or_the_titles_above_it(wanted, tmp_path):
    path = written(tmp_path / "复核.csv", [row(indicator=wanted)])

    assert read_overrides(path, bureau()).entries[0].indicator == "i_a"


@pytest.mark.parametrize("name", ["民政局", "002", "'002", "’002"])
def test_a_department_goes_by_its_name_or_code(name, tmp_path):
    path = written(tmp_path / "复核.csv", [row(department=name)])

    assert read_overrides(path, bureau()).entries[0].department == 1


def test_codes_are_read_as_results_in_csv_write_them(tmp_path):
    path = written(tmp_path / "复核.csv", [row(department=as_text("002"))])

    assert "'002" in path.read_text(encoding="utf-8")
    assert read_overrides(path, bureau()).entries[0].department == 1


def test_points_lose_the_dust_of_binary_figures(tmp_path):
    path = written(tmp_path / "复核.xlsx", [row(points=0.1 + 0.2)])

    assert read_overrides(path, bureau()).entries[0].points == Decimal("0.3")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"department": "财正局"},
            "复核.csv!A2：报送数据中没有部门「财正局」。是否应为「财政局」。",
        ),
        ({"department": ""}, "复核.csv!A2：此行没有写明部门。请填写部门名称或编码。"),
        ({"indicator": "数目"}, "复核.csv!B2：评分规则中没有末级指标「数目」。"),
        ({"indicator": "公众满意"}, "是否应为「公众满意度」。"),
        ({"indicator": ""}, "复核.csv!B2：此行没有写明指标。请填写指标名称或标识。"),
        (
            {"indicator": "履职"},
            "「履职」是上级指标，只能调整末级指标。请填写其中之一：数量、质量。",
        ),
        ({"points": 40.01}, "复核.csv!C2：复核得分 40.01 超过满分 40.00。"),
        ({"points": -0.01}, "复核.csv!C2：复核得分 -0.01 小于 0。请填写 0 至 40.00 之间的得分。"),
        ({"points": 1.234}, "复核.csv!C2：复核得分 1.234 的小数位多于评分规则的规定。请保留 2 位"),
        ({"points": ""}, "复核.csv!C2：没有填写复核得分。请填写 0 至满分之间的得分。"),
        ({"points": "不涉及"}, "复核.csv!C2：没有填写复核得分。"),
        ({"points": "三十"}, "复核.csv!C2：「三十」不是可以识别的数字。"),
        ({"reason": ""}, "复核.csv!D2：没有写明复核理由。请写明为什么调整。"),
        ({"reason": "无"}, "复核.csv!D2：没有写明复核理由。"),
        ({"reviewer": " "}, "复核.csv!E2：没有写明复核人。请写明由谁复核。"),
        ({"date": ""}, "复核.csv!F2：没有写明日期。请按 2019-06-18 的格式填写日期。"),
        ({"date": "2020-02-30"}, "复核.csv!F2：「2020-02-30」不是可以识别的日期。"),
    ],
    ids=str,
)
def test_every_fault_is_told_at_its_cell(changes, said, tmp_path):
    (line,) = problems(written(tmp_path / "复核.csv", [row(**changes)]))

    assert said in line


def test_a_department_of_another_year_is_told_with_the_years_there_are(tmp_path):
    path = tmp_path / "复核.json"
    row = dict(zip(ENGLISH, DECISION, strict=True)) | {"year": 2018}
    path.write_text(json.dumps([row]), encoding="utf-8")

    assert problems(path) == [
        "复核.json#/0/year：部门「财政局」没有 2018 年度的数据。请填写其中之一：-。"
    ]


def test_what_cannot_be_read_is_told_once(tmp_path):
    path = tmp_path / "复核.json"
    row = dict(zip(ENGLISH, DECISION, strict=True)) | {"reason": ["甲"], "department": {"a": 1}}
    path.write_text(json.dumps([row]), encoding="utf-8")

    assert [line.split("：")[0] for line in problems(path)] == [
        "复核.json#/0/department",
        "复核.json#/0/reason",
    ]


def test_points_from_nothing_to_full_marks_are_welcome(tmp_path):
    path = written(tmp_path / "复核.csv", [row(points=0), row(points=40, department="002")])

    assert [entry.points for entry in read_overrides(path, bureau()).entries] == [0, 40]


def test_an_indicator_without_marks_to_get_cannot_be_overridden(tmp_path):
    path = written(tmp_path / "复核.csv", [row(department="档案馆", indicator="i_c")])

    assert problems(path) == [
        "复核.csv!B2：该指标对本部门不计分（满分为 0），不能复核调整。请删去这一行，或改写指标。"
    ]


def test_full_marks_are_those_of_the_department(tmp_path):
    rows = [row(department="档案馆", points=60), row(department="档案馆", points=99)]
    lines = problems(written(tmp_path / "复核.csv", rows))

    assert lines[0] == "复核.csv!C3：复核得分 99 超过满分 66.67。请填写 0 至 66.67 之间的得分。"


def test_one_indicator_overridden_twice_is_refused_at_the_second(tmp_path):
    rows = [DECISION, row(department="001", indicator="数量", points=1)]

    assert problems(written(tmp_path / "复核.csv", rows)) == [
        "复核.csv!B3：同一部门的同一指标调整了不止一次。请只保留一行。"
    ]


def test_everything_is_told_at_once_row_by_row(tmp_path):
    rows = [row(department="?", reason="", date="x"), row(indicator="?", points=""), row(points=99)]
    told = [line.split("：")[0] for line in problems(written(tmp_path / "复核.csv", rows))]

    assert told == [f"复核.csv!{cell}" for cell in ("A2", "F2", "D2", "B3", "C3", "C4")]


def test_an_ambiguous_title_is_told_with_the_ids(tmp_path):
    scores = bureau(
        {"department": "甲"}, tree=[leaf("a", 50, title="同名"), leaf("b", 50, title="同名")]
    )
    path = written(tmp_path / "复核.csv", [row(department="甲", indicator="同名")])

    assert problems(path, scores) == [
        "复核.csv!B2：名为「同名」的指标不止一个。请填写其中之一：i_a、i_b。"
    ]


def test_two_departments_of_one_name_are_told_apart_by_code(tmp_path):
    records = [{"department": "甲", "department_code": code} for code in ("1", "2")]
    scores = bureau(*records)
    named = written(tmp_path / "名.csv", [row(department="甲")])
    coded = written(tmp_path / "码.csv", [row(department="2")])

    assert problems(named, scores) == [
        "名.csv!A2：部门「甲」不止一个。请改填部门编码，或增加“年度”列。"
    ]
    assert read_overrides(coded, scores).entries[0].department == 1


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        pytest.param(
            ("部门", "指标", "复核得分", "理由", "姓名", "日期"),
            ["复核.csv!1：没有“复核人”列。请增加“复核人”列，逐行填写。"],
            id="a heading is missing",
        ),
        pytest.param(
            ("单位", "甲", "乙", "丙", "丁", "戊"),
            [
                "复核.csv：前 20 行中找不到表头。"
                "表头应有：部门、指标、复核得分、理由、复核人、日期。"
            ],
            id="no headings",
        ),
    ],
)
def test_missing_headings_are_told(headings, said, tmp_path):
    assert problems(written(tmp_path / "复核.csv", [DECISION], headings)) == said


def test_a_file_without_decisions_is_refused(tmp_path):
    assert problems(written(tmp_path / "复核.csv", [])) == [
        "复核.csv：没有填写任何一行。请逐行填写。"
    ]


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "没有这个文件或文件夹" in problems(tmp_path / "没有.csv")[0]


def test_a_column_that_is_not_read_is_told(tmp_path):
    path = written(tmp_path / "复核.csv", [(*DECISION, "?")], (*HEADINGS, "附件"))
    (finding,) = read_overrides(path, bureau()).findings

    assert finding.message.say("zh-CN") == "不认识的列「附件」，未读取"
