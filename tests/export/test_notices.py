"""What a department is told in its notice, in Word and in the other formats."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from shipped import shipped

import scoring
from scoring.export.notices import Issue, default_template, notices
from tests.export.hostile_reports import hostile_reports, in_english, sample
from tests.export.words import text_of
from tests.programs import printed

CASE = Path(__file__).parents[2] / "cases/kunming-general-union-2019/submission.json"
FULL = Issue("昆明市财政局", "2020年6月30日", "请于 10 个工作日内向绩效管理处提出。")


@cache
def real_report():
    ruleset = shipped("kunming-department@2019")
    submissions = scoring.read_submissions(CASE, ruleset)
    return scoring.make_report(scoring.evaluate(scoring.compile_plan(ruleset), submissions))


def notice(report, place=0, issue=FULL, format_="docx", template=None):
    return next(notices(report, [report["departments"][place]], issue, format_, template))


def told(report, place=0, issue=FULL):
    return "\n".join(text_of(notice(report, place, issue)))


def test_the_notice_of_a_real_department():
    lines = text_of(notice(real_report()))

    assert lines[:13] == [
        "昆明市财政局",
        "绩效评分扣分告知书",
        "昆明市总工会：",
        "根据《昆明市本级部门整体支出绩效评分规则（2019年度）》"
        "（规则编号：kunming-department@2019），我单位对你部门 2019 年度报送的绩效数据进行了评分。"
        "现将评分结果、扣分原因和整改建议告知如下。",
        "评分结果",
        "总分 82.00 分（满分 100.00 分），等级为“良”，第 1 名（共 1 个部门）。",
        "指标 | 满分 | 得分 | 扣分",
        "履职效益明显 | 25.00 | 17.50 | 7.50",
        "预算配置科学 | 20.00 | 17.00 | 3.00",
        "预算执行有效 | 20.00 | 20.00 | 0.00",
        "预算管理规范 | 15.00 | 10.50 | 4.50",
        "职责履行良好 | 20.00 | 17.00 | 3.00",
        "扣分明细",
    ]
    assert lines[13:15] == [
        "各项指标共扣分 7 笔，合计 18.00 分。",
        "序号 | 指标 | 扣分 | 扣分原因 | 整改建议",
    ]
    assert lines[15] == (
        "1 | 经济效益 | 7.50 | 未提供「经济效益达成情况」，按规则计零分，扣 7.50 分\n"
        "依据：财预〔2013〕53号 预算绩效评价共性指标体系框架 部门整体支出部分\n"
        "出处：submission.json#/econ_level | "
        "年初设定可衡量的经济效益目标，年末报送完成数据；经费支出情况不能代替经济效益。"
    )
    assert lines[-5:] == [
        "异议申诉",
        "请于 10 个工作日内向绩效管理处提出。",
        "",
        "昆明市财政局",
        "2020年6月30日",
    ]


def test_what_the_bureau_does_not_say_is_left_to_be_filled_in():
    lines = text_of(notice(real_report(), issue=Issue()))

    assert lines[0] == "绩效评分扣分告知书"
    assert lines[-2:] == ["（印发单位盖章）", "\u3000\u3000年\u3000\u3000月\u3000\u3000日"]
    assert "书面说明理由" in lines[-4]


def test_findings_are_told_with_their_cells():
    text = told(real_report())

    assert "（1）基本支出与项目支出之和同决算收入不一致" in text
    assert "出处：submission.json#/basic_spent" in text


@pytest.mark.parametrize(("severity", "is_told"), [("error", 1), ("warning", 1), ("info", 0)])
def test_only_what_must_be_corrected_is_a_problem_to_verify(severity, is_told):
    report = sample()
    finding = {**real_report()["departments"][0]["findings"][0], "severity": severity}
    report["departments"][0]["findings"] = [finding]

    assert told(report).count("需要核实的问题") == is_told


@pytest.mark.parametrize(
    "start", ["需要核实的问题", "核查报送数据时", "请于 10 个工作日", "昆明市财政局"]
)
def test_no_page_ends_between_a_sentence_and_what_it_leads_to(start):
    paragraphs = Document(io.BytesIO(notice(real_report()))).paragraphs
    (*_, found) = [each for each in paragraphs if each.text.startswith(start)]

    assert found.paragraph_format.keep_with_next or found.style.paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        pytest.param(0, "加减分：省级表彰　+0.50 分", id="an adjustment"),
        pytest.param(3, "一票否决：虚报数据　-27.01 分。处理：总分封顶 59.99 分", id="a veto"),
        pytest.param(2, "复核调整：服务对象满意度", id="an override"),
        pytest.param(2, "复核人：张三", id="who overrode"),
        pytest.param(4, "总分暂计", id="a total that is provisional"),
        pytest.param(4, "未参加排名", id="that it is not ranked"),
        pytest.param(
            4, "说明：指标「实际完成率」无法计算：计划工作数为 0", id="why it is not ranked"
        ),
    ],
)
def test_a_notice_tells(place, sentence):
    assert sentence in told(sample(), place)


def test_a_notice_tells_that_no_mark_was_lost():
    report = sample()
    for indicator in report["departments"][0]["indicators"]:
        indicator["deductions"] = []

    assert "各项指标均未扣分。" in told(report)
    assert "各项指标均未扣分。" in notice(report, format_="markdown")


def test_sections_without_content_are_left_out():
    text = told(sample(), 0)

    assert "需要核实的问题" not in text
    assert "一票否决和复核调整" not in told(sample(), 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "，第 3 名（共 4 个部门）。", id="among all"),
        pytest.param(
            {"rank_of": 2}, "，同类组“二类部门”中第 3 名（共 2 个部门）。", id="in its group"
        ),
        pytest.param({"rank": 4}, "，并列第 4 名（共 4 个部门）。", id="shared"),
    ],
)
def test_the_rank_is_told_as_it_was_made(changes, words):
    report = sample()
    report["departments"][2].update(changes)

    assert words in told(report, 2)


def test_no_rank_is_told_when_it_may_not_be():
    text = told(sample(), 0, Issue(rank_told=False))

    assert not re.search("第 1 名|共 4 个", text)
    assert "等级为“优”。" in text


def test_a_notice_bears_no_date_of_its_making():
    properties = Document(io.BytesIO(notice(sample()))).core_properties

    assert properties.created == properties.modified
    assert properties.author == "昆明市财政局"
    assert b"python-docx" not in default_template("zh-CN")


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_other_formats_tell_the_same(format_):
    text = notice(real_report(), format_=format_)

    for words in (
        "昆明市总工会",
        "82.00",
        "未提供「经济效益达成情况」",
        "10 个工作日",
        "昆明市财政局",
    ):
        assert words in text


def test_english_is_spoken():
    lines = text_of(notice(in_english(), 1, Issue("Finance Bureau")))

    assert "Notice of deductions" in lines
    assert not [line for line in lines if re.search("[一-鿿]", line) and "扣分" in line]


def test_each_department_is_told_only_of_itself():
    report = sample()
    names = {entry["department"] for entry in report["departments"]}

    for place, content in enumerate(notices(report, report["departments"], Issue())):
        own = report["departments"][place]["department"]
        assert {name for name in names if name in "\n".join(text_of(content))} == {own}


def test_chinese_text_has_chinese_typefaces():
    styles = Document(io.BytesIO(notice(sample()))).styles
    body = styles["公文正文"].element.xml

    assert 'w:eastAsia="仿宋"' in body
    assert 'w:eastAsia="方正小标宋简体"' in styles["公文标题"].element.xml


@settings(max_examples=12)
@given(hostile_reports)
def test_no_text_does_harm(report):
    for format_ in ("docx", "html", "markdown"):
        for content in notices(report, report["departments"][:1], Issue("<b>{{ 1 }}"), format_):
            if format_ == "docx":
                assert not re.search("[\x00-\x08\x1b\u202e]", "\n".join(text_of(content)))
            elif format_ == "html":
                assert "<script" not in content


def test_what_is_no_character_stops_no_notice():
    report = sample()
    report["departments"][0]["department"] = "甲\ufffe乙"

    assert "甲�乙：" in text_of(notice(report))


def test_what_looks_like_a_template_is_printed_as_it_is():
    report = sample()
    report["departments"][0]["department"] = "{{ 总分 }}{% for x in 扣分明细 %}&lt;"

    assert "{{ 总分 }}{% for x in 扣分明细 %}&lt;：" in text_of(notice(report))


@pytest.mark.programs
def test_the_page_as_an_office_program_prints_it(tmp_path):
    path = tmp_path / "告知书.docx"
    path.write_bytes(notice(real_report()))
    text = printed(path, tmp_path)

    for words in (
        "昆明市财政局",
        "一、评分结果",
        "二、扣分明细",
        "82.00",
        "7.50",
        "四、异议申诉",
        "—1—",
    ):
        assert words in text
