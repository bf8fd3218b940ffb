"""What a failed check says: both sides, by how much they differ, and its own words if any."""

import pytest

from scoring.evaluation import evaluate
from scoring.explanation.findings import find
from scoring.intake import from_records
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from

COVER = {
    "language_version": 1,
    "id": "t",
    "edition": "1",
    "title": "T",
    "full_marks": 100,
    "parameters": {"share": {"value": 0.5, "title": "比例"}},
    "fields": {
        "basic": {"title": "基本支出", "type": "money", "unit": "万元"},
        "project": {"title": "项目支出", "type": "money", "unit": "万元"},
        "whole": {"title": "支出合计", "type": "money", "unit": "万元"},
        "due": {"title": "应报日期", "type": "date"},
        "sent": {"title": "报送日期", "type": "date"},
        "open": {"title": "已公开", "type": "boolean"},
        "level": {"title": "等级", "type": "choice", "choices": ["好", "差"]},
    },
    "values": {"both": {"title": "两项支出", "expression": "basic + project", "unit": "万元"}},
    "indicators": [
        {
            "id": "i",
            "title": "甲",
            "weight": 100,
            "score": {"method": "condition", "when": "open", "otherwise": 0.5},
        }
    ],
}
RECORD = {
    "department": "某局",
    "basic": "100.5",
    "project": "50",
    "whole": "160.00",
    "due": "2019-06-30",
    "sent": "2019-07-08",
    "open": "否",
    "level": "差",
}


def found(record=None, language="zh-CN", **keys):
    """Return the findings about one department."""
    ruleset = ruleset_from({**COVER, **keys})
    submissions = from_records([{**RECORD, **(record or {})}], ruleset)
    findings = find(evaluate(compile_plan(ruleset), submissions))
    return [(f.check, f.severity, f.message.say(language)) for f in findings if f.check]


def checked(check, record=None, language="zh-CN"):
    return found(record, language, checks=[{"id": "k", "title": "核对", **check}])


SUM = {"sum": ["basic", "project"], "equals": "whole"}


@pytest.mark.parametrize(
    ("check", "said"),
    [
        pytest.param(
            SUM,
            "基本支出、项目支出合计 150.5 万元，与支出合计 160.0 万元不符，"
            "相差 9.5 万元（容差 0.555）",
            id="a sum, with the tolerance that rounding explains",
        ),
        pytest.param(
            {**SUM, "tolerance": 1},
            "基本支出、项目支出合计 150.5 万元，与支出合计 160.0 万元不符，相差 9.5 万元（容差 1）",
            id="a sum, with a tolerance of its own",
        ),
        pytest.param(
            {"holds": "whole == both"},
            "不符合「核对」：支出合计 为 160，两项支出 为 150.5，相差 9.5",
            id="two sides",
        ),
        pytest.param(
            {"holds": "whole <= both", "tolerance": 5},
            "不符合「核对」：支出合计 为 160，两项支出 为 150.5，相差 9.5",
            id="two sides within a tolerance",
        ),
        pytest.param(
            {"holds": "abs(whole - both) <= 5"},
            "不符合「核对」：支出合计 为 160，两项支出 为 150.5，相差 9.5",
            id="two sides within a limit",
        ),
        pytest.param(
            {"holds": "abs(whole) <= 5"},
            "不符合「核对」：|支出合计| 为 160，与 5 相差 155",
            id="an absolute figure",
        ),
        pytest.param(
            {"holds": "sent <= due"},
            "不符合「核对」：报送日期 为 2019年7月8日，应报日期 为 2019年6月30日，相差 8 天",
            id="two dates",
        ),
        pytest.param(
            {"holds": 'sent <= "2019-07-01"'},
            "不符合「核对」：报送日期 为 2019年7月8日，与 2019年7月1日 相差 7 天",
            id="a date and a day in quotes",
        ),
        pytest.param(
            {"holds": "5 > whole"},
            "不符合「核对」：支出合计 为 160，与 5 相差 155",
            id="a figure before what is to be below it",
        ),
        pytest.param(
            {"holds": "whole / 7 == 22"},
            "不符合「核对」：支出合计 ÷ 7 为 22.8571，与 22 相差 0.8571",
            id="figures without end, to four decimals",
        ),
        pytest.param(
            {"holds": "whole / 1000000 == 0.00015"},
            "不符合「核对」：支出合计 ÷ 1000000 为 0.00016，与 0.00015 相差 0.00001",
            id="figures that four decimals would make alike",
        ),
        pytest.param({"holds": "open"}, "不符合「核对」：「已公开」否", id="a yes or no"),
        pytest.param(
            {"holds": 'level in ["好"]'}, "不符合「核对」：「等级」差", id="a choice among some"
        ),
        pytest.param({"holds": 'level == "好"'}, "不符合「核对」：「等级」差", id="a choice"),
        pytest.param(
            {"holds": "0 < whole < 100"}, "不符合「核对」：「支出合计」160 万元", id="a chain"
        ),
        pytest.param(
            {"holds": "open", "message": "{department}：{title}，{open}"},
            "某局：核对，否",
            id="its own words alone",
        ),
        pytest.param(
            {"holds": "whole == both", "message": "合计 {whole}，两项 {both}，比例 {share}"},
            "合计 160 万元，两项 150.5 万元，比例 0.5"
            "（不符合「核对」：支出合计 为 160，两项支出 为 150.5，相差 9.5）",
            id="its own words, with fields, values and parameters",
        ),
        pytest.param(
            {"holds": "open", "message": "{{花括号}}"}, "{花括号}", id="a brace written twice"
        ),
    ],
)
def test_failed_check_says(check, said):
    [(name, severity, message)] = checked(check)

    assert (name, severity) == ("k", "warning")
    assert message.replace(" 万元", "万元") == said.replace(" 万元", "万元")


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_finding_has_the_severity_of_the_check(severity):
    assert checked({**SUM, "severity": severity})[0][1] == severity


@pytest.mark.parametrize(
    ("check", "record", "names"),
    [
        pytest.param(SUM, {"whole": None}, "支出合计", id="a sum that was not given"),
        pytest.param(SUM, {"basic": "", "whole": "不涉及"}, "基本支出、支出合计", id="two figures"),
        pytest.param({"holds": "basic < both"}, {"project": None}, "项目支出", id="behind a value"),
    ],
)
def test_check_of_missing_figures_is_not_checked(check, record, names):
    found = checked({**check, "severity": "error"}, record)

    assert found == [("k", "info", f"未校验「核对」：缺{names}")]


def test_check_that_cannot_be_computed_says_so():
    found = checked({"holds": "basic / project > 1"}, {"project": 0})

    assert found == [("k", "info", "未校验「核对」：所比较的数值无法得出")]


@pytest.mark.parametrize(
    ("keys", "severity"),
    [
        pytest.param({"adjustments": [{"id": "k", "title": "加分", "points": "basic"}]}, "info"),
        pytest.param(
            {"adjustments": [{"id": "k", "title": "加分", "points": "1 / (basic - basic)"}]},
            "info",
        ),
        pytest.param(
            {
                "vetoes": [
                    {"id": "k", "title": "加分", "when": "basic > 1", "then": {"cap_total": 1}}
                ]
            },
            "info",
        ),
    ],
    ids=["adjustment", "adjustment that would be undefined too", "veto"],
)
def test_what_was_not_given_is_not_applied(keys, severity):
    [(name, found_severity, message)] = found({"basic": None}, **keys)

    assert (name, message) == ("k", "「加分」缺少数据，未作处理")
    assert found_severity in (severity, "warning")


def test_undefined_adjustment_is_a_warning():
    adjustment = {"id": "k", "title": "加分", "points": "1 / (basic - basic)"}

    assert found(adjustments=[adjustment])[0][1] == "warning"


def test_in_english():
    [(_, _, message)] = checked({"holds": "whole == both"}, language="en")

    assert message == 'does not meet "核对": 支出合计 is 160, 两项支出 is 150.5, 9.5 apart'


def test_figures_without_a_unit_stand_without_a_gap():
    fields = {**COVER["fields"], "whole": {"title": "合计", "type": "number"}}

    assert found(checks=[{"id": "k", "title": "核对", **SUM}], fields=fields)[0][2] == (
        "基本支出、项目支出合计 150.5，与合计 160.0不符，相差 9.5（容差 0.555）"
    )


def test_check_of_marks_that_do_not_exist_says_so():
    record = {"open": "不适用"}
    keys = {"policies": {"not_applicable": "redistribute"}}

    assert found(
        record, checks=[{"id": "k", "title": "核对", "holds": 'rate("i") > 0.5'}], **keys
    ) == [("k", "info", "未校验「核对」：所比较的数值无法得出")]


def test_functions_of_a_condition_are_told_in_chinese():
    assert checked({"holds": "is_missing(level) or open"})[0][2].startswith("不符合「核对」")
    assert checked({"holds": 'rate("i") >= 0.6'})[0][2] == (
        "不符合「核对」：「甲」得分率 为 0.5，与 0.6 相差 0.1"
    )


def test_a_place_that_stands_for_several_figures_is_named_once():
    ruleset = ruleset_from({**COVER, "checks": [{"id": "k", "title": "核对", **SUM}]})
    submissions = from_records([{"department": "某局", "whole": 160, "open": "是"}], ruleset)

    [check] = [f for f in find(evaluate(compile_plan(ruleset), submissions)) if f.check == "k"]
    assert check.cells == ("#/0", "#/0/whole")
