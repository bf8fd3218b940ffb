"""A heading names one field: titles, aliases and ids that a table could not tell apart."""

import pytest

from scoring.errors import RulesetError
from scoring.ruleset import read_ruleset


def problems_of(file):
    with pytest.raises(RulesetError) as refused:
        read_ruleset(file)
    return refused.value.problems


@pytest.mark.parametrize(
    ("old", "new", "pointer", "told"),
    [
        pytest.param(
            '"title": "支出数"', '"title": ‸"预算数"', "/fields/spent/title",
            "「预算数」已是 规则.json:19:25 /fields/budget/title 的名称", id="two titles",
        ),
        pytest.param(
            '"title": "支出数"', '"title": ‸"年初预算"', "/fields/spent/title",
            "「年初预算」已是 规则.json:19:75 /fields/budget/aliases/0 的名称",
            id="an alias and a title",
        ),
        pytest.param(
            '"title": "支出数"', '"title": ‸"budget"', "/fields/spent/title",
            "「budget」已是 规则.json:19:5 /fields/budget 的名称", id="a title and an id",
        ),
        pytest.param(
            '"title": "支出数"', '"title": ‸"预　算 数："', "/fields/spent/title",
            "「预\\u3000算 数：」与 规则.json:19:25 /fields/budget/title 的「预算数」作列名时",
            id="titles that differ by spaces and marks",
        ),
        pytest.param(
            '["年初预算"]', '["年初", "ＳＰＥＮＴ"]', "/fields/budget/aliases/1",
            "「ＳＰＥＮＴ」与 规则.json:20:5 /fields/spent 的「spent」作列名时没有区别",
            id="an alias and an id that differ by width and case",
        ),
        pytest.param(
            '"opened": {"title": "公开日期"', '‸"Spent": {"title": "公开日期"', "/fields/Spent",
            "「Spent」与 规则.json:20:5 /fields/spent 的「spent」作列名时没有区别",
            id="ids that differ by case",
        ),
        pytest.param(
            '"title": "支出数"', '"title": ‸"任务"', "/tables/tasks/title",
            "「任务」已是 规则.json:20:24 /fields/spent/title 的名称", id="a field and a table",
        ),
        pytest.param(
            '{"planned": {"title": "计划数", "type": "number"}}',
            '{"planned": {"title": "计划数", "type": "number"},\n'
            ' "more": {"title": "计划数", "type": "number"}}',
            "/tables/tasks/fields/more/title",
            "「计划数」已是 规则.json:26:62 /tables/tasks/fields/planned/title 的名称",
            id="two columns of a table",
        ),
    ],
)  # fmt: skip
def test_a_heading_of_two_fields_is_told_with_both_places(changed, old, new, pointer, told):
    file, _ = changed((old, new))

    (problem,) = (p for p in problems_of(file) if p.place.endswith(f" {pointer}"))
    assert problem.problem.say("zh-CN").startswith(told)
    assert problem.remedy.say("zh-CN").startswith("请改写其中一个")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('["年初预算"]', '["预算数", "budget"]', id="one field, named twice"),
        pytest.param('"title": "计划数"', '"title": "支出数"', id="a field and a table's column"),
        pytest.param('"title": "支出数"', '"title": "预算数（调整）"', id="a title in part"),
    ],
)
def test_headings_that_can_be_told_apart_are_allowed(changed, old, new):
    file, _ = changed((old, new))

    assert read_ruleset(file).id == "small"


def test_ids_that_differ_by_width_only_are_told_once(changed):
    file, _ = changed(('"opened": {', '"ｓｐｅｎｔ": {'))

    (problem,) = problems_of(file)
    assert "只有全角半角之别" in problem.problem.say("zh-CN")


def test_a_clash_with_an_inherited_field_names_both_files(changed, tmp_path):
    changed(name="2024.json")
    newer = tmp_path / "2025.json"
    newer.write_text(
        '{"extends": "small@2024", "edition": "2025",\n'
        ' "fields": {"more": {"title": "支出数", "type": "number"}}}',
        encoding="utf-8",
    )

    (problem,) = problems_of(newer)
    assert problem.place == "2025.json:2:31 /fields/more/title"
    assert "2024.json:20:24" in problem.problem.say("zh-CN")


def test_an_alias_that_is_no_text_hides_no_clash_of_the_next(changed):
    file, _ = changed(('["年初预算"]', '[3, "支出数"]'))

    assert [problem.place.partition(" ")[2] for problem in problems_of(file)] == [
        "/fields/budget/aliases/0",
        "/fields/spent/title",
    ]
