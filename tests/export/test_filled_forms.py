"""The bureau's own forms of a real department: what is in them, on paper and in a workbook."""

import io
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from shipped import plan_of, shipped

import scoring
from scoring.export.forms import duties_table, fill_forms, print_forms
from scoring.export.forms.roles import role_of
from scoring.intake import from_records
from scoring.model import Field
from scoring.ranking import rank
from scoring.report import make_report, order_of
from tests.bureau import COVER, leaf, ruleset_of, submit
from tests.export.words import text_of
from tests.programs import printed

CASE = Path(__file__).parents[2] / "cases/kunming-general-union-2019/submission.json"


def filled(scores, place=0, language=None):
    ranking = rank(scores)
    report = make_report(scores, ranking, language)
    row = order_of(scores, ranking)[place]
    return fill_forms(scores, row, report["departments"][place], report)


@cache
def real_forms():
    ruleset = shipped("kunming-department@2019")
    submissions = scoring.read_submissions(CASE, ruleset)
    return tuple(filled(scoring.evaluate(scoring.compile_plan(ruleset), submissions)))


def forms_of(ruleset, *records):
    return filled(scoring.evaluate(scoring.compile_plan(ruleset), submit(ruleset, *records)))


def test_who_lost_marks_or_did_less_has_room_to_say_why():
    table = {"title": "任务", "fields": {
        "name": {"title": "名称", "type": "text"},
        "planned": {"title": "计划数", "type": "number"},
        "done": {"title": "完成数", "type": "number"},
    }}  # fmt: skip
    rows = [{"name": n, "planned": 4, "done": d} for n, d in (("少", 3), ("足", 4))]
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40), tables={"tasks": table})
    evaluation, duties = forms_of(ruleset, {"a": 50, "b": 100, "tasks": rows})

    assert [line_of(evaluation, name)[5] for name in ("a", "b")] == ["", "无"]
    assert [line[4] for line in duties.rows] == ["", "无"]


def line_of(form, name):
    return next(row for row in form.rows if name in row[:2])


def test_the_self_evaluation_form_has_the_bureaus_columns_and_the_marks():
    form, _ = real_forms()

    assert form.title == "部门整体支出绩效自评表"
    assert "填报单位：昆明市总工会" in form.facts
    assert [column.title for column in form.columns] == [
        "目标",
        "任务名称",
        "编制预算时提出的任务措施",
        "绩效指标实际执行情况",
        "执行情况与年初预算的对比",
        "相关情况说明",
        "满分",
        "自评分",
        "评分",
    ]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        pytest.param(
            "经济效益",
            ("履职效益明显", "经济效益", "", "经济效益达成情况 未提供",
             "未提供「经济效益达成情况」，按规则计零分，扣 7.50 分",
             "整改建议：年初设定可衡量的经济效益目标，年末报送完成数据；经费支出情况不能代替经济效益",
             7.5, None, 0.0),
            id="what was not provided, and what that cost",
        ),
        pytest.param(
            "严格预算执行",
            ("预算执行有效", "严格预算执行", "年初预算数 未提供",
             "完成值 100%；基本支出 3827.37 万元；项目支出 800 万元；自报预算完成率 100%",
             "达到评分标准，未扣分", "无", 8.0, None, 8.0),
            id="what was planned, and what was done",
        ),
        pytest.param(
            "生态效益",
            ("履职效益明显", "生态效益", "", "履职是否涉及生态效益 未提供；生态效益达成情况 不涉及",
             "「生态效益达成情况」填报为不涉及，按规则将权重分摊给同级指标", "无", 0.0, None, 0.0),
            id="what does not apply",
        ),
        pytest.param(
            "总分",
            ("总分", "", "", "", "等级：良", "", 100.0, None, 82.0),
            id="the total and the grade",
        ),
    ],
)  # fmt: skip
def test_a_line_tells(name, line):
    assert line_of(real_forms()[0], name) == line


def test_the_form_of_duties_tells_tasks_with_their_spending():
    _, form = real_forms()

    assert form.title == "部门整体支出绩效自评职责履行良好表"
    assert [column.title for column in form.columns] == [
        "任务名称",
        "编制预算时提出的任务措施",
        "绩效指标实际执行情况",
        "执行情况与年初预算的对比",
        "相关情况说明",
    ]
    assert len(form.rows) == 6
    assert form.rows[1] == (
        "劳模活动",
        "计划数量 3",
        "完成数量 3；是否完成 是",
        "完成数量为计划数量的 100%；支出进度 100%",
        "困难劳模帮扶 支出金额 70 万元；劳模创新工作室创建 支出金额 1 万元",
    )
    assert form.rows[0][3:] == ("支出进度 100%", "无")


@pytest.mark.parametrize(
    ("ruleset", "table"),
    [
        ("kunming-department@2019", "tasks"),
        ("shenzhen-government@2010", "pledges"),
        ("government-module@2020", None),
        ("mof-project-selfeval@2020", None),
        ("hunan-department@2017", None),
    ],
)
def test_the_table_of_tasks_is_found_by_its_fields(ruleset, table):
    found = duties_table(plan_of(ruleset))

    assert (found.id if found else None) == table


@pytest.mark.parametrize(
    ("field", "role"),
    [
        pytest.param(("planned", "计划数量", "number"), "plan", id="a plan"),
        pytest.param(("t", "目标值", "number"), "plan", id="a target"),
        pytest.param(("b", "年初预算数", "money"), "plan", id="a budget"),
        pytest.param(("d", "预算完成数", "money"), "actual", id="what was done of a budget"),
        pytest.param(("x", "是否设定目标", "boolean"), "actual", id="yes or no is never a plan"),
        pytest.param(("p", "支出进度", "percent"), "compared", id="progress"),
        pytest.param(("s", "满意度目标值", "percent"), "plan", id="a target in per cent"),
        pytest.param(("d", "预算批复日期", "date"), "other", id="a day"),
        pytest.param(("n", "名称", "text"), "other", id="a text"),
    ],
)
def test_a_figure_belongs_in_the_column_that_its_title_says(field, role):
    assert role_of(Field(*field)) == role


def test_without_a_table_of_tasks_there_is_the_self_evaluation_form_alone():
    ruleset = ruleset_of(leaf("a", 100), tables={})

    assert len(forms_of(ruleset, {"a": 50})) == 1


def test_a_department_without_tasks_is_told_as_such():
    ruleset = ruleset_of(leaf("a", 100))

    assert forms_of(ruleset, {"a": 50})[1].rows == (("未报送任务", "", "", "", ""),)


def test_self_scores_stand_beside_the_scores_and_are_added_up():
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40))
    form = forms_of(ruleset, {"a": 50, "b": 100, "self_scores": {"i_a": 60, "i_b": 35}})[0]

    assert [row[6:] for row in form.rows] == [(60, 60, 30), (40, 35, 40), (100, 95, 70)]


def test_rows_that_are_indicators_have_lines_of_their_own():
    ruleset = shipped("mof-project-selfeval@2020")
    record = {
        "department": "甲",
        "targets": [
            {"dimension": "产出指标", "name": "培训人次", "kind": "定量", "direction": "≥",
             "weight": 50, "target": 100, "unit": "人次", "actual": 80},
        ],
    }  # fmt: skip
    submissions = from_records([record], ruleset)
    form = filled(scoring.evaluate(scoring.compile_plan(ruleset), submissions))[0]

    assert line_of(form, "其中：培训人次")[3] == "80 人次"
    assert line_of(form, "产出指标")[4] == "见以下各行"


def test_what_moved_the_total_and_why_it_is_provisional_are_told():
    adjustments = [{"id": "x", "title": "表彰", "points": "5"}]
    ruleset = ruleset_of(leaf("a", 100), adjustments=adjustments)
    form = forms_of(ruleset, {"a": 50})[0]

    assert line_of(form, "总分调整")[1].startswith("加减分：表彰")
    assert form.rows[-1][-1] == 55


def test_what_cannot_be_read_is_shown_as_it_was_written():
    ruleset = shipped("kunming-department@2019")
    record = {"department": "甲", "income": "约四千", "tasks": [{"name": "劳模", "done": "三次"}]}
    scores = scoring.evaluate(scoring.compile_plan(ruleset), from_records([record], ruleset))
    evaluation, duties = filled(scores)

    assert duties.rows[0][2] == "完成数量 “三次”（数据无效）；是否完成 未提供"
    assert evaluation.rows[-1][4].startswith("未参加排名，总分为暂计：")


def test_a_task_of_several_figures_is_not_compared():
    columns = {
        "name": {"title": "任务", "type": "text"},
        **{
            n: {"title": t, "type": "number"}
            for n, t in (("p", "计划"), ("d", "完成一"), ("e", "完成二"))
        },
    }
    ruleset = ruleset_of(leaf("a", 100), tables={"tasks": {"title": "任务", "fields": columns}})
    record = {"department": "甲", "a": 1, "tasks": [{"name": "x", "p": 1, "d": 2, "e": 3}]}
    scores = scoring.evaluate(scoring.compile_plan(ruleset), from_records([record], ruleset))

    assert filled(scores)[1].rows == (("x", "计划 1", "完成一 2；完成二 3", "", "无"),)


def test_paper_has_the_forms_with_their_tables():
    lines = text_of(print_forms(real_forms(), ".docx", "zh-CN"))

    assert lines[0] == "部门整体支出绩效自评表"
    assert "部门整体支出绩效自评职责履行良好表" in lines
    assert any("经济效益" in line and "| 7.50 |  | 0.00" in line for line in lines)


def test_the_workbook_has_a_sheet_a_form_and_figures_as_figures():
    content = print_forms(real_forms(), ".xlsx", "zh-CN")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python()

    assert book.sheet_names == ["部门整体支出绩效自评表", "职责履行良好表"]
    assert rows[3][0] == "履职效益明显"
    assert rows[3][6:] == [7.5, "", 0.0]
    assert rows[4][0] == ""


def test_formulas_in_names_stay_text():
    ruleset = ruleset_of(leaf("a", 100), title="=1+1")
    forms = forms_of(ruleset, {"department": "=cmd|'/c calc'!A1", "a": 1})
    content = print_forms(forms, ".xlsx", "zh-CN")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)

    assert "=cmd|" in sheet.to_python()[1][0]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_same_forms_give_the_same_bytes(suffix):
    first, second = (print_forms(real_forms(), suffix, "zh-CN") for _ in range(2))

    assert first == second


def test_english_is_spoken():
    ruleset = ruleset_of(leaf("a", 100), tables=COVER["tables"])
    scores = scoring.evaluate(scoring.compile_plan(ruleset), submit(ruleset, {"a": 50}))
    titles = [form.title for form in filled(scores, language="en")]

    assert titles == [
        "Self-evaluation of the department's performance",
        "Self-evaluation: duties fulfilled",
    ]


@pytest.mark.programs
def test_the_pages_as_an_office_program_prints_them(tmp_path):
    path = tmp_path / "自评表.docx"
    path.write_bytes(print_forms(real_forms(), ".docx", "zh-CN"))
    text = printed(path, tmp_path)

    for words in ("部门整体支出绩效自评表", "职责履行良好表", "82.00", "劳模活动", "—3—"):
        assert words in text
