"""Three projects and their rows of indicators, from a workbook to an explanation."""

import pytest
import xlsxwriter
from click.testing import CliRunner

from scoring.cli import main

RULESET = "mof-project-selfeval@2020"
PROJECTS = [
    ["项目名称", "项目编码", "年度", "全年预算数（万元）", "全年执行数（万元）"],
    ["职业培训项目", "001", 2020, 200, 195.5],
    ["农田水利项目", "002", 2020, 1200, 1200],
    ["信息化运维项目", "003", 2020, 80, 60],
]
HEADINGS = [
    "项目名称", "一级指标", "三级指标", "指标性质", "指标方向", "分值", "年度指标值", "计量单位",
    "实际完成值", "完成程度", "得分",
]  # fmt: skip
ROWS = [
    ["产出指标", "培训人次", "定量", "≥", 10, 500, "人次", 480, None, None],
    ["产出指标", "培训期数", "定量", "≥", 5, 10, "期", 10, None, None],
    ["产出指标", "合格率", "定量", "≥", 10, 95, "%", 92.8, None, None],
    ["产出指标", "培训质量", "定性", None, 5, None, None, None, "达成", 4.5],
    ["产出指标", "完成时限", "定量", "≤", 10, 30, "天", 33, None, None],
    ["产出指标", "人均成本", "定量", "≤", 10, 300, "元", 300, None, None],
    ["效益指标", "增收金额", "定量", "≥", 10, 100, "万元", 110, None, None],
    ["效益指标", "就业率", "定量", "≥", 10, 90, "%", 85, None, None],
    ["效益指标", "社会认可", "定性", None, 5, None, None, None, "部分达成", 3.5],
    ["效益指标", "减排量", "定量", "≥", 5, 10, "吨", 9, None, None],
    ["满意度指标", "学员满意度", "定量", "≥", 5, 90, "%", 89, None, None],
    ["满意度指标", "单位满意度", "定量", "≥", 5, 90, "%", 90, None, None],
]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def workbook(path, rows):
    with xlsxwriter.Workbook(path) as book:
        for title, lines in (("项目", PROJECTS), ("绩效指标表", [HEADINGS, *rows])):
            sheet = book.add_worksheet(title)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return path


@pytest.fixture
def projects(tmp_path):
    names = [project[0] for project in PROJECTS[1:]]
    return workbook(tmp_path / "项目.xlsx", [[name, *row] for name in names for row in ROWS])


def test_projects_are_scored_row_by_row(projects):
    result = run("score", RULESET, projects)

    assert result.exit_code == 0
    assert "农田水利项目" in result.output
    assert "95.25" in result.output  # 10.00 + 47.87 + 27.44 + 9.94


def test_an_explanation_lists_the_rows_and_names_their_cells(projects):
    told = run("explain", RULESET, projects, "-d", "职业培训项目").output.replace(
        "\n            ", ""
    )

    assert "培训人次　9.60 / 10.00 分：480 人次，得分率 96.0%" in told
    assert "完成时限 33 天，高于目标 30 天 共 3 天，按比例递减得 90%，扣 1.00 分" in told
    assert "实际完成值 480（项目.xlsx!绩效指标表!I2）" in told


def test_what_rows_bring_wrong_is_told_with_sheet_and_cell(tmp_path):
    rows = [[PROJECTS[1][0], *row] for row in ROWS]
    rows[0][5], rows[2][4], rows[11][1] = None, "大于", "其他"
    result = run("validate", RULESET, workbook(tmp_path / "错.xlsx", rows))

    assert result.exit_code == 1
    assert "「培训人次」未填权重" in result.output
    assert "（错.xlsx!绩效指标表!F2）" in result.output
    assert "“指标方向”填写为「大于」" in result.output
    assert "第 12 行不属于任何指标" in result.output
