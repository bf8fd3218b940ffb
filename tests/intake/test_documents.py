"""JSON and JSON Lines."""

import json
import sys

import numpy as np
import pytest

from scoring.errors import SubmissionError
from scoring.intake import from_records, read_submissions
from scoring.model import State
from scoring.places import cell

ONE = {"department": "市总工会", "budget": 100, "支出数（元）": 800_000}


def written(tmp_path, name, document):
    path = tmp_path / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return path


def problems(caught):
    return [(p.place, p.problem.say("zh")) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("document", "place"),
    [
        pytest.param([ONE], "b.json#/0/budget", id="a list"),
        pytest.param(ONE, "b.json#/budget", id="one object"),
        pytest.param({"departments": [ONE]}, "b.json#/departments/0/budget", id="departments"),
        pytest.param({"submissions": [ONE]}, "b.json#/submissions/0/budget", id="submissions"),
    ],
)
def test_objects_in_any_wrapping(tmp_path, ruleset, document, place):
    read = read_submissions(written(tmp_path, "b.json", document), ruleset)

    assert read.departments.tolist() == ["市总工会"]
    assert read.columns["budget"].values.tolist() == [100.0]
    assert read.columns["spent"].values.tolist() == [80.0]
    assert cell(read.origin, 0, "budget") == place


def test_json_lines_name_the_line(tmp_path, ruleset):
    lines = [json.dumps(ONE), "", json.dumps({**ONE, "department": "市科协"})]
    read = read_submissions(written(tmp_path, "b.jsonl", "\n".join(lines)), ruleset)

    assert read.departments.tolist() == ["市总工会", "市科协"]
    assert cell(read.origin, 1, "budget") == "b.jsonl:3#/budget"


def test_the_line_that_marks_synthetic_data_is_no_department(tmp_path, ruleset):
    path = written(tmp_path, "b.jsonl", '{"synthetic": {"seed": 1}}\n' + json.dumps(ONE))

    assert read_submissions(path, ruleset).departments.tolist() == ["市总工会"]


def test_a_byte_order_mark_is_no_trouble(tmp_path, ruleset):
    path = written(tmp_path, "b.json", "﻿" + json.dumps([ONE]))

    assert len(read_submissions(path, ruleset)) == 1


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        pytest.param('[\n {"department": "甲"', "b.json:2:20", "却是「文件结尾」", id="cut short"),
        pytest.param("[{'a': 1}]", "b.json:1:3", "双引号括起的键，却是「'」", id="single quotes"),
        pytest.param('[{"a"：1}]', "b.json:1:6", "键后应是半角冒号，却是「：」", id="full width"),
        pytest.param('{"a": 1, "a": 2}', "b.json", "键「a」在同一对象中出现两次", id="key twice"),
        pytest.param('[{"a": NaN}]', "b.json", "NaN 不是有效的 JSON 数值", id="NaN"),
        pytest.param('[{"a": -Infinity}]', "b.json", "-Infinity 不是有效", id="infinity"),
        pytest.param("[" * 200_000, "b.json", "嵌套层数过多", id="nested deeply"),
        pytest.param('{"a": ' + "9" * 5000 + "}", "b.json", "含有位数过多的数字", id="long number"),
        pytest.param('"text"', "b.json", "应为对象的列表", id="not objects"),
        pytest.param("[1]", "b.json#/0", "应为一个对象", id="a list of numbers"),
        pytest.param("  \n", "b.json", "文件是空的", id="empty"),
        pytest.param("[]", "b.json", "没有部门数据", id="no departments"),
        pytest.param('[{"budget": 1}]', "b.json#", "没有部门名称", id="no department"),
        pytest.param('[{"department":"甲"},{}]', "b.json#/1/department", "没有部门", id="nameless"),
    ],
)
def test_broken_documents_name_the_place(tmp_path, ruleset, text, place, problem):
    with pytest.raises(SubmissionError) as caught:
        read_submissions(written(tmp_path, "b.json", text), ruleset)

    [(where, said)] = problems(caught)
    assert where.startswith(place)
    assert problem in said


def test_all_broken_lines_are_told_at_once(tmp_path, ruleset):
    path = written(tmp_path, "b.ndjson", '{"department": "甲"}\n{\n[]\n"x')

    with pytest.raises(SubmissionError) as caught:
        read_submissions(path, ruleset)

    assert [place for place, _ in problems(caught)] == ["b.ndjson:2:2", "b.ndjson:4:1"]


def test_other_encodings_are_refused(tmp_path, ruleset):
    path = tmp_path / "b.json"
    path.write_bytes('[\n{"department": "甲"}]'.encode("gb18030"))

    with pytest.raises(SubmissionError) as caught:
        read_submissions(path, ruleset)

    assert problems(caught) == [("b.json:2", "文字编码不是 UTF-8")]


def test_numbers_given_as_text_are_read(ruleset):
    read = from_records([{**ONE, "budget": "１，０００．５０ 万元"}], ruleset)

    assert read.columns["budget"].values.tolist() == [1000.5]


def test_null_and_absent_are_missing(ruleset):
    read = from_records([{"department": "甲", "budget": None}], ruleset)

    assert read.columns["budget"].states.tolist() == [State.MISSING]
    assert read.columns["spent"].states.tolist() == [State.MISSING]


def test_infinite_numbers_are_faults_at_their_place(ruleset):
    read = from_records([{"department": "甲", "score": float("inf")}], ruleset)

    assert read.columns["score"].states.tolist() == [State.INVALID]
    assert [f.cells for f in read.findings if f.check == "unreadable"] == [("#/0/score",)]
    assert ("score", 0) in read.faults


def test_two_keys_for_one_field_are_refused(ruleset):
    with pytest.raises(SubmissionError) as caught:
        from_records([{"department": "甲", "budget": 1, "年初预算": 2}], ruleset)

    said = "「budget」（#/0/budget）与「年初预算」都表示“预算数”"
    assert problems(caught) == [("#/0/年初预算", said)]


def test_slashes_in_keys_are_escaped(ruleset):
    read = from_records([{"department": "甲", "预算数/元": 1}], ruleset)

    assert cell(read.origin, 0, "budget") == "#/0/预算数~1元"


def test_thousands_of_keys_are_refused(ruleset):
    with pytest.raises(SubmissionError, match="有 2,002 列"):
        from_records([{"department": "甲", **{f"k{i}": 1 for i in range(2001)}}], ruleset)


def test_reading_json_imports_no_heavy_package(tmp_path, ruleset):
    before = set(sys.modules)
    read_submissions(written(tmp_path, "b.json", [ONE]), ruleset)

    assert not {"pandas", "pyarrow", "python_calamine"} & (set(sys.modules) - before)


def test_columns_have_no_states_where_all_are_present(ruleset):
    read = from_records([ONE], ruleset)

    assert read.columns["budget"].states is None
    assert read.columns["department_code"].states.tolist() == [State.MISSING]
    assert np.isnan(read.columns["year"].values).all()


def test_marks_that_are_no_object_are_an_unknown_column(ruleset):
    read = from_records([{"department": "甲", "self_scores": 95}], ruleset)

    assert [f.cells for f in read.findings if f.check == "unknown_column"] == [("#/0/self_scores",)]


def test_an_unknown_key_is_told_with_the_nearest_known_one(ruleset):
    read = from_records([{"department": "甲", "budgett": 1}], ruleset)

    [finding] = [f for f in read.findings if f.check == "unknown_column"]
    assert finding.message.say("zh") == "不认识的列「budgett」，未读取；是否应为「budget」"
    assert finding.cells == ("#/0/budgett",)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param('["甲"]', "应填文字，实际是列表或对象", id="a list"),
        pytest.param('"\\ud800局"', "文字中有残缺的字符", id="half a character"),
    ],
)
def test_a_department_whose_name_is_no_text_is_refused(tmp_path, ruleset, name, problem):
    file = tmp_path / "报送.json"
    file.write_text(f'[{{"部门": {name}}}, {{"部门": "乙"}}]', encoding="utf-8")

    with pytest.raises(SubmissionError) as refused:
        read_submissions(file, ruleset)

    (told,) = refused.value.problems
    assert told.place == "报送.json#/0/部门"
    assert told.problem.say("zh-CN") == problem


def test_half_a_character_in_a_text_is_an_unreadable_value(tmp_path, ruleset):
    file = tmp_path / "报送.json"
    file.write_text('[{"部门": "甲", "说明": "x\\udfff"}]', encoding="utf-8")

    read = read_submissions(file, ruleset)

    assert read.columns["note"].states.tolist() == [State.INVALID]
    (told,) = (f for f in read.findings if f.check == "unreadable")
    assert "文字中有残缺的字符" in told.message.say("zh-CN")


def test_columns_none_of_which_the_ruleset_knows_belong_to_another(ruleset):
    records = [{"department": "甲", "贷款余额": 1, "客户经理": "张"}]

    with pytest.raises(SubmissionError) as caught:
        from_records(records, ruleset)

    assert str(caught.value) == (
        "#/0/贷款余额：除部门名称等以外，没有一列是本评分规则的字段。"
        "请核对是否选错了文件或评分规则；列名见 scoring template 生成的报送表。"
    )


def test_one_known_column_is_enough_to_belong(ruleset):
    read = from_records([{**ONE, "贷款余额": 1, "客户经理": "张"}], ruleset)

    assert sum(finding.check == "unknown_column" for finding in read.findings) == 2
