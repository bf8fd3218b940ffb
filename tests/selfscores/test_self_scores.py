"""What departments gave themselves, beside what they got."""

import csv
import io
import json

import pytest
from bureau import leaf, ruleset_of, score
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from scoring.errors import ExportError
from scoring.evaluation import evaluate
from scoring.explanation.findings import find
from scoring.intake import read_submissions
from scoring.plan import compile_plan
from scoring.report import make_report
from scoring.selfscores import compare_self_scores
from scoring.selfscores.formats import render_self_scores

CLAIM = "self_score_above_full_marks"
TREE = [
    leaf("a", 60, title="数量"),
    {
        "id": "best",
        "title": "择优",
        "weight": 40,
        "aggregate": "best",
        "children": [leaf("b", 40, title="旧口径"), leaf("c", 40, title="新口径")],
    },
]
RECORDS = (
    {"department": "谦", "a": 100, "b": 0, "c": 0, "self_scores": {"i_a": 55}},
    {"department": "夸", "a": 50, "b": 50, "c": 100, "self_scores": {"i_a": 61, "i_b": 40}},
    {"department": "默", "a": 50},
)


@pytest.fixture
def told():
    return compare_self_scores(make_report(score(ruleset_of(*TREE), *RECORDS), explained=False))


def test_the_largest_overstatement_comes_first(told):
    assert [(d["department"], d["gap"]) for d in told["departments"]] == [("夸", 31), ("谦", -5)]
    assert [(i["id"], i["gap"]) for i in told["departments"][0]["indicators"]] == [
        ("i_a", 31),
        ("i_b", 20),
    ]


def test_what_does_not_enter_the_total_enters_no_sum(told):
    boastful = told["departments"][0]

    assert [i["counted"] for i in boastful["indicators"]] == [True, False]
    assert (boastful["self_score"], boastful["points"], boastful["marked"]) == (61, 30, 2)


def test_a_gap_without_anything_to_judge_is_told_as_such():
    record = {"department": "空", "b": 50, "c": 50, "self_scores": {"i_a": 50}}
    told = compare_self_scores(make_report(score(ruleset_of(*TREE), record), explained=False))

    assert "（未提供）" in render_self_scores(told, "text")
    assert "(missing)" in render_self_scores({**told, "language": "en"}, "text")
    assert render_self_scores(told, "csv").decode("utf-8").rstrip().endswith(",未提供")


def test_a_self_score_above_full_marks_is_told(told):
    above = [i["above_full_marks"] for i in told["departments"][0]["indicators"]]

    assert above == [True, False]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        pytest.param(60.01, ["“数量”自评 60.01 分，超过满分 60 分"], id="above"),
        pytest.param(60, [], id="full marks"),
    ],
)
def test_only_a_self_score_above_full_marks_is_a_finding(own, said):
    record = {"department": "夸", "a": 50, "self_scores": {"i_a": own}}
    found = [f for f in find(score(ruleset_of(*TREE), record)) if f.check == CLAIM]

    assert [(f.message.say("zh-CN"), f.severity) for f in found] == [(s, "warning") for s in said]


@pytest.mark.parametrize(
    ("sheets", "cell"),
    [
        pytest.param(
            {"部门": [["部门", "a", "自评分:数量"], ["夸", 50, 61]]},
            "部门!C2",
            id="beside the data",
        ),
        pytest.param(
            {"部门": [["部门", "a"], ["夸", 50]], "自评分": [["部门", "数量"], ["夸", 61]]},
            "自评分!B2",
            id="on a sheet of its own",
        ),
    ],
)
def test_the_cell_of_a_self_score_above_full_marks_is_named(sheets, cell, tmp_path):
    with Workbook(tmp_path / "报送.xlsx") as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                page.write_row(line, 0, cells)
    rules = ruleset_of(*TREE)
    scores = evaluate(compile_plan(rules), read_submissions(tmp_path, rules))

    assert [f.cells for f in find(scores) if f.check == CLAIM] == [(f"报送.xlsx!{cell}",)]


@pytest.mark.parametrize("format_", ["text", "html", "markdown"])
def test_a_veto_between_the_points_and_the_total_is_told(format_):
    veto = {"id": "fraud", "title": "虚报数据", "when": "a >= 50", "then": {"cap_total": 20}}
    rules = ruleset_of(*TREE, vetoes=[veto])
    told = compare_self_scores(make_report(score(rules, *RECORDS), explained=False))
    page = render_self_scores(told, format_, width=120)

    assert "虚报数据 -50.00，总分 20.00" in page


def test_who_has_no_self_score_is_told(told):
    assert [entry["department"] for entry in told["without"]] == ["默"]


def test_indicators_are_told_by_their_mean_gap(told):
    assert [(i["id"], i["departments"], i["mean_gap"]) for i in told["indicators"]] == [
        ("i_b", 1, 20),
        ("i_a", 2, 13),
    ]
    assert (told["indicators"][1]["overstated"], told["indicators"][1]["understated"]) == (1, 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh-CN",
            [
                "2 个报送了自评分，其中合计偏高 1 个、偏低 1 个；1 个没有报送",
                "数量（自评分超过满分）",
            ],
        ),
        ("en", ["2 with self scores, 1 of them overstated", "数量 (above full marks)"]),
    ],
)
def test_the_page_says_it_in_both_languages(told, language, said):
    page = render_self_scores({**told, "language": language}, "text", width=120)

    assert all(part in page for part in said)
    assert "+31.00" in page


def test_csv_has_a_row_an_indicator_with_the_departments_gap_beside(told):
    rows = list(csv.DictReader(io.StringIO(render_self_scores(told, "csv").decode("utf-8-sig"))))

    assert [(row["部门"], row["部门差额合计"], row["差额"]) for row in rows] == [
        ("夸", "31.0", "31.0"),
        ("夸", "31.0", "20.0"),
        ("谦", "-5.0", "-5.0"),
    ]


def test_a_workbook_has_everything(told):
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_self_scores(told, "xlsx")))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    assert list(sheets) == ["部门合计", "指标明细", "按指标", "没有自评分"]
    assert sheets["部门合计"][1][1:6] == ["夸", "", 61, 30, 31]


def test_json_is_the_whole_comparison(told):
    assert json.loads(render_self_scores(told, "json")) == told


def test_a_long_page_shows_the_first_and_says_how_many_more():
    records = [{"department": f"部门{n}", "a": 50, "self_scores": {"i_a": n}} for n in range(25)]
    told = compare_self_scores(make_report(score(ruleset_of(*TREE), *records), explained=False))

    assert "另有 5 行，用 --details 全部列出" in render_self_scores(told, "text")
    assert "另有" not in render_self_scores(told, "text", details=True)


def test_an_unknown_format_is_refused(told):
    with pytest.raises(ExportError, match="没有「pdf」这种格式"):
        render_self_scores(told, "pdf")
