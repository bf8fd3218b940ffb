"""What expressions see of departments, and scores as data frames."""

from dataclasses import replace

import numpy as np
import pytest
from bureau import NOT_APPLICABLE, leaf, ruleset_of, score, submit, totals

from scoring.evaluation import evaluate
from scoring.evaluation.blocks import BLOCK
from scoring.evaluation.sharing import pack
from scoring.explanation import explain, explain_states
from scoring.intake import from_records
from scoring.model import State
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from

TASKS = "sum(tasks.finished) / sum(tasks.planned) * 100"
COVER = {"language_version": 1, "id": "t", "edition": "1", "title": "T", "full_marks": 100}
FIELDS = {
    "count": {"title": "次数", "type": "integer"},
    "rate": {"title": "比率", "type": "percent"},
    "day": {"title": "日期", "type": "date"},
}
TABLES = {
    "tasks": {
        "title": "任务",
        "fields": {
            "planned": {"title": "计划数", "type": "number"},
            "finished": {"title": "完成数", "type": "number"},
        },
    }
}


def read_and_scored(node, *records):
    """Return the scores of records that are read as from a file."""
    document = {**COVER, "fields": FIELDS, "tables": TABLES, "indicators": [node]}
    ruleset = ruleset_from(document)
    return evaluate(compile_plan(ruleset), from_records(list(records), ruleset))


@pytest.mark.parametrize(
    ("tasks", "note"),
    [
        pytest.param({}, "未提供「任务·完成数」、「任务·计划数」，按规则计零分", id="no table"),
        pytest.param(
            {"tasks": [{"计划数": 3}]}, "未提供「任务·完成数」，按规则计零分", id="no such column"
        ),
        pytest.param(
            {"tasks": "不涉及"},
            "「任务·完成数」、「任务·计划数」填报为不涉及，按规则计满分",
            id="a table that does not apply",
        ),
        pytest.param(
            {"tasks": [{"计划数": 3, "完成数": "三"}]},
            "「任务·完成数」填报「三」不是可以识别的数字，按规则暂不计分、不参加排名",
            id="rows that cannot be read",
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_said(tasks, note):
    scores = read_and_scored(leaf("x", 100, value=TASKS), {"department": "甲", **tasks})

    assert list(explain_states(scores).values()) == [note]


def test_rows_of_several_departments_name_their_own_cells():
    first, second = {"计划数": 4, "完成数": 3}, {"计划数": 4, "完成数": 2}
    scores = read_and_scored(
        leaf("x", 100, value=TASKS),
        {"department": "甲", "tasks": [first]},
        {"department": "乙", "tasks": [second, second]},
    )

    assert totals(scores) == [75, 50]
    assert [len(found.cells) for found in explain(scores)] == [2, 2]
    assert ":" in explain(scores)[1].cells[0]


def test_fault_in_a_field_is_told_as_it_was_written():
    scores = read_and_scored(leaf("x", 100, value="count"), {"department": "甲", "count": "3.5"})

    [note] = explain_states(scores).values()

    assert note.startswith("「次数」填报「3.5」")


def test_value_that_is_just_a_field_has_its_unit():
    scores = read_and_scored(leaf("x", 100, value="rate"), {"department": "甲", "rate": "92%"})

    assert scores.plan.leaves[0].unit == "%"


def test_departments_own_marks_may_be_asked_for():
    own = {"method": "formula", "points": 'self_score("i_x")'}
    ruleset = ruleset_of(leaf("x", 100, own, value="a"))

    scores = score(ruleset, {"a": 1, "self_scores": {"i_x": 88}}, {"a": 1})

    assert totals(scores) == [88, 0]
    assert totals(score(ruleset, {"a": 1})) == [0]


def test_whole_is_scored_as_its_blocks_are():
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40), policies={"missing": "redistribute"})
    records = [{"a": None if n % 7 == 0 else n % 101, "b": n % 89} for n in range(BLOCK + 50)]

    whole = score(ruleset, *records)
    parts = [score(ruleset, *records[:BLOCK]), score(ruleset, *records[BLOCK:])]

    assert totals(whole) == [total for part in parts for total in totals(part)]


def test_patterns_of_any_number_of_indicators_are_told_apart():
    columns = np.zeros((60, 3), dtype=np.int16)
    columns[0, 1] = columns[59, 2] = 1

    assert len(set(pack(columns).tolist())) == 3


# --- data frames ----------------------------------------------------------------------------------


def framed():
    nodes = [{"id": "g", "title": "g", "weight": 60, "children": [leaf("a", 60)]}, leaf("b", 40)]
    return score(
        ruleset_of(*nodes, policies={"not_applicable": "redistribute"}),
        {"department": "甲", "department_code": "001", "a": 50, "b": 100},
        {"department": "乙", "a": NOT_APPLICABLE, "b": 80},
    )


def test_wide_frame_has_a_row_a_department():
    frame = framed().to_frame()

    assert frame["department"].tolist() == ["甲", "乙"]
    assert frame["department_code"].fillna("").tolist() == ["001", ""]
    assert frame["ranked"].tolist() == [True, True]
    assert frame[["total", "i_a", "i_b", "g"]].to_numpy().tolist() == [
        [70, 30, 40, 30],
        [80, 0, 80, 0],
    ]


def test_tidy_frame_has_a_row_a_department_and_indicator():
    frame = framed().to_frame(tidy=True)

    columns = ["department", "indicator", "status", "points", "full_marks"]
    assert frame[columns].to_numpy().tolist() == [
        ["甲", "i_a", "scored", 30, 60],
        ["乙", "i_a", "not_applicable", 0, 0],
        ["甲", "i_b", "scored", 40, 40],
        ["乙", "i_b", "scored", 80, 100],
    ]


def test_frame_of_deductions_has_a_row_a_lost_mark():
    frame = framed().deductions()

    assert frame[["department", "indicator", "lost"]].to_numpy().tolist() == [
        ["乙", "i_b", 20],
        ["甲", "i_a", 30],
    ]


# --- submissions made by hand ---------------------------------------------------------------------


@pytest.mark.parametrize("empty", [True, False], ids=["no tables", "a table without columns"])
def test_absent_columns_of_tables_are_missing(empty):
    ruleset = ruleset_of(leaf("x", 100, value=TASKS))
    submissions = submit(ruleset, {"tasks": [{"planned": 1}]}, {"tasks": []})
    bare = {"tasks": replace(submissions.tables["tasks"], columns={})}

    scores = evaluate(compile_plan(ruleset), replace(submissions, tables={} if empty else bare))

    assert scores.states[0].tolist()[0] == State.MISSING
    assert "未提供" in explain_states(scores)[0, "i_x"]


def test_one_parameter_of_a_method_may_read_another():
    node = leaf("a", 100, {"method": "proportional", "target": "2 * b", "floor": "0.5 * target"})

    assert totals(score(ruleset_of(node), {"a": 75, "b": 50})) == [50]


def test_placeholders_differ_by_width_no_more_than_names_do():
    node = leaf("x", 100, value="count", reason="{ｃｏｕｎｔ} 次，共 {value}")

    [found] = explain(read_and_scored(node, {"department": "甲", "count": 3}))

    assert found.reason == "3 次，共 3"


def test_placeholder_that_nothing_can_fill_stays_in_a_ruleset_made_by_hand():
    ruleset = ruleset_of(leaf("x", 100, value="a"))
    indicator = replace(ruleset.indicators[0], reason="目标 {target}，{nothing}")

    [found] = explain(score(replace(ruleset, indicators=(indicator,)), {"a": 3}))

    assert found.reason == "目标 {target}，{nothing}"
