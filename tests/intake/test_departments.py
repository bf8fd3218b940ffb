"""Departments of many files, tables of rows, and the departments' own marks."""

import json
import sys
from dataclasses import replace

import numpy as np
import pytest

from scoring.errors import SubmissionError
from scoring.intake import from_frame, from_records, read_submissions
from scoring.model import State
from scoring.places import cell

HEAD = ["部门", "部门编码", "年度", "预算数"]


def rows(read, name="tasks"):
    table = read.tables[name]
    done = table.columns["done"].values.tolist()
    return [done[a:b] for a, b in zip(table.offsets, table.offsets[1:], strict=False)]


def findings(read, check):
    return [(f.severity, f.message.say("zh"), f.cells) for f in read.findings if f.check == check]


def refusals(call, *given):
    with pytest.raises(SubmissionError) as caught:
        call(*given)
    return [(p.place, p.problem.say("zh")) for p in caught.value.problems]


@pytest.fixture
def folder(tmp_path):
    """Return a folder with departments in files of different kinds."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "二.json").write_text(json.dumps({"department": "乙", "budget": 2}), "utf-8")
    (tmp_path / "a.csv").write_text("部门,预算数\n甲,1\n", "utf-8")
    (tmp_path / "c.tsv").write_text("部门\t预算数\n丙\t3\n", "utf-8")
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    (tmp_path / ".hidden.csv").write_text("x", "utf-8")
    (tmp_path / "证明.pdf").write_bytes(b"%PDF")
    return tmp_path


def test_a_folder_is_read_whole_in_sorted_order(folder, ruleset):
    told = []
    read = read_submissions(folder, ruleset, lambda *done: told.append(done))

    assert read.departments.tolist() == ["甲", "丙", "乙"]
    assert [s.path for s in read.sources] == ["a.csv", "c.tsv", "b/二.json"]
    assert cell(read.origin, 2, "budget") == "b/二.json#/budget"
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert findings(read, "unread_file") == [
        ("info", "文件夹中未读取的文件：.hidden.csv、证明.pdf", (".hidden.csv", "证明.pdf"))
    ]


@pytest.mark.parametrize("name", ["乙.et", "乙.ETT", "乙.numbers"])
def test_a_spreadsheet_of_a_format_that_is_not_read_is_not_left_out(folder, ruleset, name):
    (folder / "a.csv").write_text("部门,预算数\n甲,1\n", "utf-8")
    (folder / name).write_bytes(b"x")

    for given in (folder, folder / name):
        with pytest.raises(SubmissionError) as caught:
            read_submissions(given, ruleset)
        [problem] = caught.value.problems
        assert problem.place == name
        assert problem.problem.say("zh") == "不能读取这种格式的表格"
        assert "另存为 .xlsx" in problem.remedy.say("zh")


def test_hidden_spreadsheets_are_named_but_not_what_programs_leave(folder, ruleset):
    (folder / "a.csv").write_text("部门,预算数\n甲,1\n", "utf-8")
    for name in ("..旧.xlsx", "~$a.xlsx", "._a.xlsx", ".~a.xlsx", ".DS_Store"):
        (folder / name).write_bytes(b"x")
    read = read_submissions(folder, ruleset)

    [(_, said, _)] = findings(read, "unread_file")
    assert said == "文件夹中未读取的文件：..旧.xlsx、.hidden.csv、证明.pdf"


def test_a_file_named_twice_is_read_once(folder, ruleset):
    assert len(read_submissions([folder / "a.csv", folder], ruleset)) == 3


def test_a_missing_file_names_those_most_like_it(folder, ruleset):
    with pytest.raises(SubmissionError) as caught:
        read_submissions(folder / "aa.csv", ruleset)

    [problem] = caught.value.problems
    assert problem.place == "aa.csv"
    assert problem.remedy.say("zh") == "是否应为：a.csv、c.tsv"


def test_a_folder_with_nothing_to_read(tmp_path, ruleset):
    (tmp_path / "a.pdf").write_bytes(b"")

    assert refusals(read_submissions, tmp_path, ruleset) == [(tmp_path.name, "没有可以读取的文件")]


@pytest.mark.parametrize(
    ("first", "second", "doubled"),
    [
        pytest.param(("甲", "01", 2019), ("乙", "01", 2019), True, id="one code"),
        pytest.param(("甲", "01", 2019), ("甲", "02", 2019), False, id="one name, two codes"),
        pytest.param(("甲", "", 2019), ("甲", "", 2019), True, id="one name, no codes"),
        pytest.param(("甲", "01", 2019), ("甲", "", 2019), True, id="one name, one code"),
        pytest.param(("甲", "", 2019), ("甲", "01", 2019), True, id="one name, the other code"),
        pytest.param(("甲A", "", 2019), ("甲Ａ", "", 2019), True, id="differs only by width"),
        pytest.param(("甲", "01", 2019), ("甲", "01", 2020), False, id="another year"),
        pytest.param(("甲", "", None), ("甲", "", None), True, id="no years"),
    ],
)
def test_a_department_stands_once(ruleset, first, second, doubled):
    keys = ("department", "department_code", "year")
    records = [dict(zip(keys, each, strict=True)) for each in (first, second)]
    if not doubled:
        assert len(from_records(records, ruleset)) == 2
        return

    name = second[0]
    said = f"部门「{name}」重复，已见于 #/0/department".replace("Ａ", "A")
    place = "#/1/department"
    if first[0] != second[0] and first[1]:
        said = "部门编码「01」重复：「甲」（#/0/department）与「乙」都用了它"
        place = "#/1/department_code"
    assert refusals(from_records, records, ruleset) == [(place, said)]


def test_duplicates_across_files_name_both_places(folder, ruleset):
    (folder / "z.csv").write_text("部门,预算数\n甲,9\n", "utf-8")

    [(place, said)] = refusals(read_submissions, folder, ruleset)
    assert place == "z.csv!A2"
    assert said == "部门「甲」重复，已见于 a.csv!A2"


def test_a_code_that_two_departments_give_is_told_as_such(tmp_path, ruleset):
    path = tmp_path / "a.csv"
    path.write_text("部门,部门编码,预算数\n甲,001,1\n乙,001,2\n", "utf-8")
    with pytest.raises(SubmissionError) as caught:
        read_submissions(path, ruleset)

    [problem] = caught.value.problems
    assert problem.place == "a.csv!B3"
    assert problem.problem.say("zh") == "部门编码「001」重复：「甲」（a.csv!A2）与「乙」都用了它"


def test_required_blanks_and_missing_columns_are_findings(ruleset):
    read = from_records([{"department": "甲", "budget": ""}], ruleset)

    assert findings(read, "required") == [("error", "必填项“预算数”未填写", ("#/0/budget",))]
    [(severity, said, _)] = findings(read, "missing_column")
    assert severity == "warning"
    assert said.startswith("没有这些列：支出数、完成率")


def test_a_required_column_not_there_is_an_error_once_a_file(folder, ruleset):
    (folder / "a.csv").write_text("部门,支出数\n甲,1\n丁,1\n", "utf-8")
    read = read_submissions(folder, ruleset)

    errors = [each for each in findings(read, "missing_column") if each[0] == "error"]
    assert errors == [("error", "缺少必填的列：预算数，按未提供处理", ("a.csv!A1",))]


def test_nested_rows_of_a_table(ruleset):
    records = [
        {"department": "甲", "tasks": [{"done": 1}, {"完成数": None}]},
        {"department": "乙", "tasks": "不涉及"},
        {"department": "丙", "tasks": []},
        {"department": "丁", "任务明细": None},
        {"department": "戊", "tasks": [{"done": "3"}]},
    ]
    assert refusals(from_records, records, ruleset) != []

    for record in records:
        record.pop("任务明细", None)
    records[0]["tasks"][1] = {"planned": 5}
    read = from_records(records, ruleset)
    table = read.tables["tasks"]
    assert table.offsets.tolist() == [0, 2, 2, 2, 2, 3]
    assert table.states.tolist() == [
        State.PRESENT, State.NOT_APPLICABLE, State.MISSING, State.MISSING, State.PRESENT,
    ]  # fmt: skip
    assert np.array_equal(table.columns["done"].values, [1, np.nan, 3], equal_nan=True)
    assert cell(table.origin, 2, "done") == "#/4/tasks/0/done"
    assert cell(table.origin, 1, "planned") == "#/0/tasks/1/planned"


@pytest.mark.parametrize(
    ("tasks", "text"),
    [("见附表", "见附表"), (3, "3"), ({"done": 1}, "{'done': 1}")],
    ids=["words", "a number", "one object"],
)
def test_a_table_that_is_no_list_is_a_fault(ruleset, tasks, text):
    read = from_records([{"department": "甲", "tasks": tasks}], ruleset)

    assert read.tables["tasks"].states.tolist() == [State.INVALID]
    assert read.faults["tasks", 0].text == text


def test_rows_that_are_no_objects_are_refused(ruleset):
    records = [{"department": "甲", "tasks": [{"done": 1}, 5]}]

    said = "应为一个对象，实际是「5」"
    assert refusals(from_records, records, ruleset) == [("#/0/tasks/1", said)]


def test_faults_in_rows_are_told_with_their_department(ruleset):
    records = [{"department": "甲"}, {"department": "乙", "tasks": [{"done": "三"}]}]
    read = from_records(records, ruleset)

    assert read.tables["tasks"].faults["done", 0].text == "三"
    [finding] = [f for f in read.findings if f.check == "unreadable"]
    assert (finding.department, finding.cells) == (1, ("#/1/tasks/0/done",))


def test_a_sheet_per_table_names_its_departments(book, ruleset):
    path = book(
        部门=[HEAD, ["甲", "01", 2019, 5], ["乙", "02", 2019, 6], ["丙", "03", 2019, 7]],
        任务明细=[
            ["部门", "任务", "计划数", "完成数"],
            ["乙", "一", 1, 1], ["甲", "二", 2, 2], ["乙", "三", 3, 3], ["合计", "", 6, 6],
        ],
    )  # fmt: skip
    read = read_submissions(path, ruleset)

    assert rows(read) == [[2], [1, 3], []]
    assert cell(read.tables["tasks"].origin, 2, "done") == "报送.xlsx!任务明细!D4"
    assert read.tables["tasks"].states.tolist() == [0, 0, State.MISSING]


def test_merged_departments_are_told_to_each_row(book, ruleset):
    def fill(workbook, sheet):
        sheet.write_row(0, 0, ["部门", "完成数"])
        sheet.merge_range("A2:A3", "乙", workbook.add_format())
        sheet.write_column("B2", [1, 2, 3])
        sheet.write("A4", "甲")

    path = book(部门=[HEAD, ["甲", "", 2019, 5], ["乙", "", 2019, 6]], tasks=fill)

    assert rows(read_submissions(path, ruleset)) == [[3], [1, 2]]


def test_rows_of_the_only_department_need_not_name_it(book, ruleset):
    path = book(部门=[HEAD, ["甲", "", 2019, 5]], 任务明细=[["完成数"], [1], [2]])
    assert rows(read_submissions(path, ruleset)) == [[1, 2]]

    named = [["部门", "完成数"], ["甲", 1], ["", 2]]
    path = book(部门=[HEAD, ["甲", "", 2019, 5]], 任务明细=named)
    assert rows(read_submissions(path, ruleset)) == [[1, 2]]


def test_a_file_per_table_in_a_folder(folder, ruleset):
    (folder / "任务明细.csv").write_text("单位编码,部门,完成数\n,丙,3\n,甲,1\n", "utf-8")

    assert rows(read_submissions(folder, ruleset)) == [[1], [3], []]


def test_rows_of_unknown_and_nameless_departments_are_refused(book, ruleset):
    path = book(
        部门=[HEAD, ["市总工会", "01", 2019, 5], ["市科协", "02", 2019, 5]],
        tasks=[["部门", "完成数"], ["市总工", 1], ["", 2], ["市总工", 3]],
    )

    assert refusals(read_submissions, path, ruleset) == [
        ("报送.xlsx!tasks!A2", "报送数据中没有部门「市总工」"),
        ("报送.xlsx!tasks!A3", "此行没有写明部门"),
    ]


def test_rows_of_a_department_in_two_years_need_the_year(book, ruleset):
    departments = [HEAD, ["甲", "01", 2019, 5], ["甲", "01", 2020, 5]]
    path = book(部门=departments, tasks=[["部门", "完成数"], ["甲", 1]])
    assert refusals(read_submissions, path, ruleset) == [
        ("报送.xlsx!tasks!A2", "部门「甲」不止一个")
    ]

    path = book(部门=departments, tasks=[["部门编码", "年度", "完成数"], ["01", 2020, 1]])
    assert rows(read_submissions(path, ruleset)) == [[], [1]]


def test_rows_stand_over_a_cell_that_says_not_applicable(book, ruleset):
    path = book(
        部门=[["部门", "预算数", "任务明细"], ["甲", 1, "不涉及"]],
        tasks=[["部门", "完成数"], ["甲", 1]],
    )
    read = read_submissions(path, ruleset)

    assert rows(read) == [[1]]
    assert read.tables["tasks"].states is None
    assert findings(read, "contradiction")[0][2] == ("报送.xlsx!部门!C2",)


def test_a_table_sheet_without_headings_is_refused(book, ruleset):
    path = book(部门=[HEAD, ["甲", "", 2019, 5]], tasks=[["一", "二"], [1, 2]])

    assert refusals(read_submissions, path, ruleset) == [
        ("报送.xlsx!tasks", "「tasks」中找不到表头")
    ]


def test_own_marks_nested_in_json(ruleset):
    marks = {"execution_rate": 59.5, "公开": "40分"}
    read = from_records([{"department": "甲", "self_scores": marks}, {"department": "乙"}], ruleset)

    assert read.self_scores["disclosure"].values[0] == 40
    assert read.self_scores["execution_rate"].states.tolist() == [State.PRESENT, State.MISSING]


def test_own_marks_in_a_sheet_and_in_columns(book, ruleset):
    path = book(
        部门=[["部门", "预算数", "自评分:公开"], ["甲", 1, 39], ["乙", 2, "三十"]],
        自评分=[["部门", "预算完成率"], ["乙", 58], ["甲", "满分"]],
    )
    read = read_submissions(path, ruleset)

    assert read.self_scores["disclosure"].states.tolist() == [State.PRESENT, State.INVALID]
    assert read.self_scores["execution_rate"].states.tolist() == [State.INVALID, State.PRESENT]
    assert [f[2] for f in findings(read, "unreadable")] == [
        ("报送.xlsx!自评分!B3",),
        ("报送.xlsx!部门!C3",),
    ]
    assert ("self_scores.execution_rate", 0) in read.faults


def test_own_marks_given_twice_are_refused(book, ruleset):
    path = book(
        部门=[["部门", "预算数", "自评分:公开"], ["甲", 1, 39]],
        自评分=[["部门", "公开"], ["甲", 38]],
    )

    assert refusals(read_submissions, path, ruleset) == [
        ("报送.xlsx!自评分!B2", "“公开”的自评分重复填写")
    ]


def test_a_frame_and_frames_of_rows(ruleset):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "部门": ["甲", "乙"],
            "部门编码": ["001", None],
            "预算数（元）": [10_000, None],
            "open": [True, False],
            "when": pandas.to_datetime(["2019-06-18", None]),
        }
    )
    tasks = pandas.DataFrame({"部门编码": ["001"], "done": [2]})
    read = from_frame(frame, ruleset, {"任务明细": tasks})

    assert read.columns["budget"].values[0] == 1
    assert read.columns["budget"].states.tolist() == [State.PRESENT, State.MISSING]
    assert read.columns["when"].states.tolist() == [State.PRESENT, State.MISSING]
    assert read.columns["open"].values.tolist() == [True, False]
    assert cell(read.origin, 1, "open") == "#/1/open"
    assert rows(read) == [[2], []]


def test_a_frame_of_an_unknown_table_is_refused(ruleset):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"部门": ["甲"]})

    said = [("项目", "评分规则中没有这个明细表")]
    assert refusals(from_frame, frame, ruleset, {"项目": frame}) == said


def test_parquet_files(tmp_path, ruleset):
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    table = arrow.table({"部门": ["甲", "乙"], "budget": [1, None], "score": [0.5, float("nan")]})
    parquet.write_table(table, path)
    read = read_submissions(path, ruleset)

    assert read.columns["budget"].states.tolist() == [State.PRESENT, State.MISSING]
    assert read.columns["score"].states.tolist() == [State.PRESENT, State.INVALID]
    assert cell(read.origin, 1, "score") == "a.parquet#/1/score"


def test_a_broken_parquet_file(tmp_path, ruleset):
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(b"PAR1xxxx")

    [(place, said)] = refusals(read_submissions, tmp_path / "a.parquet", ruleset)
    assert place == "a.parquet"
    assert said.startswith("不是有效的 Parquet 文件")


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, ruleset, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1xxxx")

    with pytest.raises(SubmissionError, match=r"pip install"):
        read_submissions(tmp_path / "a.parquet", ruleset)


def test_parquet_rows_without_a_department_are_refused(tmp_path, ruleset):
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table({"部门": ["甲", None], "budget": [1, 2]}), path)

    said = [("a.parquet#/1/部门", "此行有数据但没有部门名称")]
    assert refusals(read_submissions, path, ruleset) == said


def test_blank_rows_of_a_frame_of_rows_are_passed_over(ruleset):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"部门": ["甲"], "budget": [1]})
    tasks = pandas.DataFrame({"部门": ["甲", None, "甲"], "done": [1.0, None, 2.0]})

    assert rows(from_frame(frame, ruleset, {"tasks": tasks})) == [[1, 2]]


def test_every_column_may_be_there(ruleset):
    ruleset = replace(ruleset, fields={"budget": ruleset.fields["budget"]}, tables={})
    read = from_records([{"department": "甲", "budget": 1}], ruleset)

    assert read.findings == ()


def test_codes_that_differ_by_width_are_one_department(book, ruleset):
    rows = [["部门", "部门编码", "预算数"], ["甲", "001", 1], ["甲", "００１", 2]]

    with pytest.raises(SubmissionError) as refused:
        read_submissions(book(部门=rows), ruleset)

    (told,) = refused.value.problems
    assert told.place == "报送.xlsx!部门!A3"
    assert "重复" in told.problem.say("zh-CN")


def test_rows_of_a_table_find_their_department_by_a_code_of_another_width(book, ruleset):
    departments = [["部门", "部门编码", "预算数"], ["甲", "００１", 1], ["甲", "002", 2]]
    tasks = [["部门编码", "计划数"], ["００２", 7]]

    read = read_submissions(book(部门=departments, 任务明细=tasks), ruleset)

    assert read.tables["tasks"].offsets.tolist() == [0, 0, 1]
