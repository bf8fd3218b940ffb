"""Expressions as people read them, in both languages."""

import pytest

from scoring.expression.functions import AGGREGATES, SCALAR, SCORED
from scoring.expression.telling import tell_expression

TITLES = {
    "spent": "支出",
    "budget": "预算",
    "ok": "是否公开",
    "level": "等级",
    "tasks.done": "任务·完成数",
    "tasks.planned": "任务·计划数",
    "tasks": "任务",
}


def told(source, language="zh-CN"):
    return tell_expression(source, TITLES, {"i": "执行率"}).say(language)


@pytest.mark.parametrize(
    ("source", "chinese"),
    [
        ("spent / budget * 100", "支出 ÷ 预算 × 100"),
        ("(spent + budget) * 2", "（支出 + 预算） × 2"),
        ("spent - (budget - 1)", "支出 − （预算 − 1）"),
        ("spent - budget - 1", "支出 − 预算 − 1"),
        ("spent / (budget * 2)", "支出 ÷ （预算 × 2）"),
        ("spent / (budget / 2)", "支出 ÷ （预算 ÷ 2）"),
        ("-(spent + 1)", "−（支出 + 1）"),
        ("+spent", "支出"),
        ("spent ** 2", "支出 的 2 次方"),
        ("spent // 2 + spent % 2", "支出 整除以 2 + 支出 除以 2 的余数"),
        ("0 < spent <= budget", "0 < 支出 ≤ 预算"),
        ("spent != budget", "支出 ≠ 预算"),
        ('level in ["优", "良"]', "等级为“优”、“良”之一"),
        ('level not in ["差"]', "等级不为“差”之一"),
        ("ok", "是否公开"),
        ("not ok", "是否公开为否"),
        ("ok and spent > 0", "是否公开为是 且 支出 > 0"),
        ("ok or spent > 0 and budget > 0", "是否公开为是 或 （支出 > 0 且 预算 > 0）"),
        ("not (spent > 0)", "并非（支出 > 0）"),
        ("is_missing(spent)", "支出未填报"),
        ("not is_missing(spent)", "支出已填报"),
        ("0 if ok else spent", "若 是否公开为是 则为 0，否则为 支出"),
        ("(0 if ok else spent) + 1", "（若 是否公开为是 则为 0，否则为 支出） + 1"),
        ("abs(spent - 1)", "|支出 − 1|"),
        ("min(spent, budget) + 1", "支出、预算中的最小者 + 1"),
        ("max(spent, budget)", "支出、预算中的最大者"),
        ("round(spent, 2)", "支出四舍五入到 2 位小数"),
        ("round(spent)", "支出四舍五入到 0 位小数"),
        ("floor(spent / 2)", "（支出 ÷ 2）向下取整"),
        ("clip(spent, 0, 1)", "支出（限于 0 至 1）"),
        ("coalesce(spent, 0)", "支出（空缺按 0 计）"),
        ("not coalesce(ok, False)", "是否公开（空缺按 否 计）为否"),
        ("change(spent, budget) * 100", "（支出 − 预算）÷ 预算 × 100"),
        ("ratio(spent, budget)", "支出 ÷ 预算"),
        ("days(spent, budget) <= 20", "支出至预算的天数 ≤ 20"),
        ("sum(tasks.done) / sum(tasks.planned)", "任务·完成数合计 ÷ 任务·计划数合计"),
        ("count(tasks)", "任务的个数"),
        ("count(tasks.done > 0)", "“任务·完成数 > 0”的行数"),
        ("share(tasks.done >= 1)", "“任务·完成数 ≥ 1”的行所占比重"),
        ("all(tasks.done >= 1)", "各行均“任务·完成数 ≥ 1”"),
        ("min(tasks.done)", "任务·完成数的最小值"),
        ('rate("i") < 0.6', "「执行率」得分率 < 0.6"),
        ('points("total")', "「总分」得分"),
        ("value > target", "完成值 > 目标值"),
        ("spent is +", "spent is +"),
    ],
)
def test_an_expression_in_chinese(source, chinese):
    assert told(source) == chinese


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("ok and not ok", "是否公开: yes and 是否公开: no"),
        ("0 if ok else spent", "0 if 是否公开: yes, else 支出"),
        ('level == "优"', '等级 = "优"'),
        ("coalesce(spent, 0)", "支出 (0 where blank)"),
        ("year == 2019", "year = 2019"),
    ],
)
def test_an_expression_in_english(source, english):
    assert told(source, "en") == english


@pytest.mark.parametrize("name", [*SCALAR, *SCORED])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_function_has_words(name, language):
    count = SCALAR[name].least if name in SCALAR else 1
    arguments = ", ".join(['"i"'] if name in SCORED else ["spent", "budget", "1"][:count])

    assert f"{name}(" not in told(f"{name}({arguments})", language)


@pytest.mark.parametrize("name", AGGREGATES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_function_over_rows_has_words(name, language):
    assert f"{name}(" not in told(f"{name}(tasks.done)", language)


@pytest.mark.parametrize("source", ["rows[0]", "a.b.c", "lambda: 1"])
def test_what_no_ruleset_may_hold_is_told_as_it_is_written(source):
    assert told(source) == source


def test_nothing_is_told_as_nothing():
    assert told("a if ok else None", "en").endswith("nothing")
