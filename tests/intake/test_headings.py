"""Which headings name which field."""

import pytest

from scoring.intake.headings import Match, main_vocabulary, score_vocabulary, table_vocabulary


@pytest.mark.parametrize(
    ("heading", "match"),
    [
        pytest.param("budget", Match("budget"), id="the id"),
        pytest.param("BUDGET", Match("budget"), id="the id in capitals"),
        pytest.param("预算数", Match("budget"), id="the title"),
        pytest.param("年初预算", Match("budget"), id="an alias"),
        pytest.param(" 预 算 数 ：", Match("budget"), id="spaces and a colon"),
        pytest.param("*预算数", Match("budget"), id="marked as required"),
        pytest.param("预算\n数", Match("budget"), id="a line break inside"),
        pytest.param("预算数（万元）", Match("budget", 0), id="its own unit"),
        pytest.param("预算数(元)", Match("budget", -4), id="yuan"),
        pytest.param("预算数（单位：元）", Match("budget", -4), id="the unit spelt out"),
        pytest.param("预算数/亿元", Match("budget", 4), id="hundred millions after a slash"),
        pytest.param("预算数_元", Match("budget", -4), id="after an underscore"),
        pytest.param("完成率（%）", Match("rate", 0), id="percent"),
        pytest.param("完成率（％）", Match("rate", 0), id="full-width percent"),
        pytest.param("在职人数（人）", Match("staff", 0), id="a plain unit"),
        pytest.param("部门名称", Match("department"), id="department"),
        pytest.param("预算单位", Match("department"), id="department as budget unit"),
        pytest.param("单位代码", Match("department_code"), id="code"),
        pytest.param("预算年度", Match("year"), id="year"),
        pytest.param("类别", Match("peer_group"), id="peer group"),
        pytest.param("任务明细", Match("tasks"), id="a table"),
        pytest.param("自评分:预算完成率", Match("self_scores.execution_rate"), id="own marks"),
        pytest.param("自评分（预算完成率）", Match("self_scores.execution_rate"), id="in brackets"),
        pytest.param("self_scores.disclosure", Match("self_scores.disclosure"), id="marks by id"),
        pytest.param("预算数（美元）", None, id="a unit that cannot be converted"),
        pytest.param("完成率（元）", None, id="money for a percentage"),
        pytest.param("预算", None, id="only like a title"),
        pytest.param("", None, id="blank"),
    ],
)
def test_headings_are_matched_but_never_guessed(ruleset, heading, match):
    assert main_vocabulary(ruleset).match(heading) == match


def test_headings_of_a_table_are_its_own(ruleset):
    vocabulary = table_vocabulary(ruleset, ruleset.tables["tasks"])

    assert vocabulary.match("完成数") == Match("done")
    assert vocabulary.match("预算数") is None


def test_headings_of_self_scores_are_the_indicators(ruleset):
    vocabulary = score_vocabulary(ruleset)

    assert vocabulary.match("公开") == Match("self_scores.disclosure")
    assert vocabulary.match("execution_rate") == Match("self_scores.execution_rate")
