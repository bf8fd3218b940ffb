"""Judgement matrices as experts hand them in, right and wrong."""

import io

import numpy as np
import pytest
from expert_trees import NAMESAKES, TWINS, leaf, tree
from xlsxwriter import Workbook

from scoring.errors import ScoringError
from scoring.ruleset import read_ruleset, ruleset_from
from scoring.tuning.expert.ahp_form import ahp_csv, ahp_form
from scoring.tuning.expert.hierarchy import families
from scoring.tuning.expert.judgements import read_judgements

KUNMING = read_ruleset("kunming-department@2019")
FAMILIES = families(KUNMING)
TITLES = FAMILIES["management"].titles()
HEAD = ["行比列", *TITLES]


def handed_in(folder, *lines, name="张三.csv"):
    text = "\n".join(",".join(map(str, line)) for line in lines)
    (folder / name).write_bytes(text.encode("gb18030"))
    return read_judgements([folder], FAMILIES)[0]


def told(folder, *lines):
    with pytest.raises(ScoringError) as caught:
        handed_in(folder, *lines)
    return str(caught.value)


def square(*cells):
    return [[*HEAD], *([title, *row] for title, row in zip(TITLES, cells, strict=True))]


def test_the_upper_triangle_is_enough(tmp_path):
    [sheet] = handed_in(tmp_path, *square([1, "1/3", 5], ["", 1, "７"], ["", "", 1]))

    assert sheet.expert == "张三"
    assert sheet.family.id == "management"
    assert sheet.matrix == pytest.approx(np.array([[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]]))


def test_the_lower_triangle_is_enough_and_what_is_not_judged_is_a_gap(tmp_path):
    [sheet] = handed_in(tmp_path, *square(["", "", ""], [2, "", ""], ["", 0.33, ""]))

    assert sheet.matrix[0, 1] == 0.5
    assert sheet.matrix[1, 2] == 3
    assert np.isnan(sheet.matrix[0, 2])


@pytest.mark.parametrize(
    ("first", "problem"),
    [
        pytest.param([1, "很重要", 5], "张三.csv!C2：「很重要」不是可以识别的判断值", id="words"),
        pytest.param([1, "12", 5], "张三.csv!C2：「12」判断值不在 1/9 至 9 之间", id="too great"),
        pytest.param([1, "1/10", 5], "张三.csv!C2：「1/10」判断值不在", id="too small"),
        pytest.param([1, "0", 5], "张三.csv!C2：「0」判断值不在", id="nothing"),
        pytest.param([1, "-3", 5], "张三.csv!C2：「-3」不是可以识别", id="negative"),
        pytest.param([1, "1/0", 5], "张三.csv!C2：「1/0」不是可以识别", id="by zero"),
        pytest.param([1, "nan", 5], "张三.csv!C2：「nan」不是可以识别", id="not a number"),
        pytest.param([2, "3", 5], "张三.csv!B2：对角线上应为 1", id="diagonal"),
    ],
)
def test_a_cell_that_is_no_judgement_is_named(tmp_path, first, problem):
    assert problem in told(tmp_path, *square(first, ["", 1, 7], ["", "", 1]))


def test_both_sides_of_the_diagonal_must_agree(tmp_path):
    problem = told(tmp_path, *square([1, 3, 5], ["1/2", 1, 7], [0.2, 0.14, 1]))

    assert "张三.csv!B3：1/2 与 张三.csv!C2 的 3 不互为倒数" in problem
    assert "应为 1/3" in problem
    assert problem.count("\n") == 0


def test_every_problem_of_every_file_is_told(tmp_path):
    (tmp_path / "乙.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (tmp_path / "丙.csv").write_text("", encoding="utf-8")
    problem = told(tmp_path, *square([1, "a", "b"], ["", 1, ""], ["", "", 1]))

    assert problem.count("\n") == 3
    assert "丙.csv：文件是空的" in problem
    assert "乙.csv：没有找到判断矩阵" in problem


def test_heads_are_checked(tmp_path):
    wrong = told(tmp_path, ["", *TITLES[:2], "资产管理"], [TITLES[0], 1, 2, 3])
    first = told(
        tmp_path, ["", "管理制度", *TITLES[1:]], *square([1, 2, 3], ["", 1, 1], [""] * 3)[1:]
    )
    twice = told(tmp_path, ["", *TITLES, TITLES[0]], [TITLES[0], 1, 2, 3, 1])
    fewer = told(tmp_path, ["", *TITLES[:2]], [TITLES[0], 1, 2])

    assert "张三.csv!D1：「预算管理规范」之下没有「资产管理」" in wrong
    assert first.splitlines() == [
        "张三.csv!B1：「预算管理规范」之下没有「管理制度」。是否应为「管理制度健全」。"
    ]
    assert "出现了两次" in twice
    assert f"判断矩阵缺少：{TITLES[2]}" in fewer


def test_an_expert_hands_in_one_matrix_a_node(tmp_path):
    (tmp_path / "二.csv").write_text(
        "\n".join(["专家姓名：张三", ",".join(HEAD), f"{TITLES[0]},1,2,3"]), encoding="utf-8"
    )
    problem = told(tmp_path, *square([1, 2, 3], ["", 1, 1], ["", "", 1]))

    assert "专家「张三」对「预算管理规范」的判断矩阵已在" in problem


def test_a_blank_matrix_says_nothing(tmp_path):
    assert handed_in(tmp_path, *square(["1", "", ""], ["", "1", ""], ["", "", "1"])) == []


def test_several_matrices_may_stand_on_one_sheet(tmp_path):
    sheets = handed_in(
        tmp_path,
        ["专家", "李四"],
        *square([1, 2, 3], ["", 1, 1], ["", "", 1]),
        [""],
        ["专家", "王五"],
        *square([1, 5, 3], ["", 1, 1], ["", "", 1]),
    )

    assert [sheet.expert for sheet in sheets] == ["李四", "王五"]
    assert [sheet.matrix[0, 1] for sheet in sheets] == [2, 5]
    assert sheets[1].places[0, 1] == "张三.csv!C9"


def test_the_blank_form_is_read_back_blank(tmp_path):
    form = ahp_form(KUNMING, list(FAMILIES.values()), "zh-CN", "张三")
    (tmp_path / "判断矩阵.xlsx").write_bytes(form)

    assert read_judgements([tmp_path], FAMILIES)[0] == []


def test_a_date_that_a_spreadsheet_made_of_a_fraction_is_told_as_such(tmp_path):
    content = io.BytesIO()
    with Workbook(content) as book:
        page, date = book.add_worksheet("表"), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, line in enumerate(square([1, 2, 3], ["", 1, ""], ["", "", 1])):
            page.write_row(row, 0, line)
        page.write_number(2, 3, 45660, date)
    (tmp_path / "a.xlsx").write_bytes(content.getvalue())
    with pytest.raises(ScoringError) as caught:
        read_judgements([tmp_path], FAMILIES)

    assert "a.xlsx!表!D3：「2025-01-03」被表格软件改成了日期。" in str(caught.value)
    assert "再填 1/3" in str(caught.value)


def test_a_file_without_sheets_is_refused(tmp_path):
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ScoringError, match=r"a\.json：这种文件里没有表格"):
        read_judgements([tmp_path], FAMILIES)


@pytest.mark.parametrize(
    "cell",
    ["1月3日", "2026年1月3日", "3-Jan", "3-jan-26", "Jan-03", "2026/1/3", "2026-01-03 00:00:00"],
)
def test_a_date_saved_as_csv_is_told_as_such(tmp_path, cell):
    problem = told(tmp_path, *square([1, cell, 5], ["", 1, 7], ["", "", 1]))

    assert f"张三.csv!C2：「{cell}」被表格软件改成了日期" in problem
    assert "再填 1/3" in problem


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("0.13", 1 / 8), ("0.12", 1 / 8), ("0.11", 1 / 9), ("0.14", 1 / 7), ("0.17", 1 / 6)],
)
def test_a_fraction_cut_short_is_the_fraction_that_was_meant(tmp_path, cell, meant):
    [sheet] = handed_in(tmp_path, *square([1, cell, 5], ["", 1, 7], ["", "", 1]))

    assert sheet.matrix[0, 1] == meant


def test_spaces_in_a_name_do_not_make_another_person(tmp_path):
    judged = square([1, 2, 3], ["", 1, 1], ["", "", 1])
    problem = told(tmp_path, ["专家", "李四"], *judged, [""], ["专家", "李　四"], *judged)

    assert "专家「李四」对「预算管理规范」的判断矩阵已在" in problem


def test_namesakes_are_told_apart_on_the_form_and_read_back(tmp_path):
    ruleset = ruleset_from(NAMESAKES)
    form = ahp_form(ruleset, list(families(ruleset).values()), "zh-CN", "张三")
    (tmp_path / "判断矩阵.xlsx").write_bytes(form)
    (tmp_path / "乙.csv").write_text(
        "行比列,数量 [a1],数量［a2］,质量\n数量 [a1],1,3,\n数量［a2］,,1,\n质量,2,,1\n",
        encoding="utf-8",
    )
    [sheet] = read_judgements([tmp_path], families(ruleset))[0]

    assert sheet.matrix[0, 1] == 3
    assert sheet.matrix[0, 2] == 0.5


def test_titles_of_several_nodes_want_the_node_named(tmp_path):
    known = families(ruleset_from(TWINS))
    matrix = "行比列,数量,质量\n数量,1,3\n质量,,1\n"
    (tmp_path / "甲.csv").write_text(matrix, encoding="utf-8")
    with pytest.raises(ScoringError, match=r"甲\.csv!A1：这些指标名称在几个节点之下都有：A、B"):
        read_judgements([tmp_path], known)
    (tmp_path / "甲.csv").write_text("节点标识,b\n" + matrix, encoding="utf-8")

    assert [sheet.family.id for sheet in read_judgements([tmp_path], known)[0]] == ["B"]


def test_the_blank_form_as_csv_is_read_back(tmp_path):
    path = tmp_path / "判断矩阵.csv"
    path.write_bytes(ahp_csv(KUNMING, list(FAMILIES.values()), "zh-CN", "张三"))
    assert read_judgements([tmp_path], FAMILIES)[0] == []
    blank = path.read_text(encoding="utf-8-sig")
    path.write_bytes(blank.replace(f"{TITLES[0]},1,,", f"{TITLES[0]},1,'1/3,5").encode("gb18030"))
    [sheet] = read_judgements([tmp_path], FAMILIES)[0]

    assert (sheet.expert, sheet.family.id) == ("张三", "management")
    assert (sheet.matrix[0, 1], sheet.matrix[0, 2]) == (1 / 3, 5)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_titles_that_a_spreadsheet_would_alter_are_read_back_from_csv(tmp_path, language):
    ruleset = ruleset_from(tree(leaf("a", 50, "=1+1"), leaf("b", 50, "2026")))
    blank = ahp_csv(ruleset, list(families(ruleset, language).values()), language).decode()
    (tmp_path / "甲.csv").write_text(blank.replace("'=1+1,1,", "'=1+1,1,3"), encoding="utf-8")
    [sheet] = read_judgements([tmp_path], families(ruleset))[0]

    assert sheet.matrix[0, 1] == 3


@pytest.mark.parametrize("at", [1, 2, 3], ids=["below the heads", "in between", "before the last"])
def test_a_line_left_blank_loses_no_judgement(tmp_path, at):
    lines = square([1, 3, 5], ["", 1, 7], [0.2, "", 1])
    [sheet] = handed_in(tmp_path, *lines[:at], [""], *lines[at:], [""], ["以上是我的判断"])

    assert sheet.matrix[0].tolist() == [1, 3, 5]
    assert sheet.matrix[1, 2] == 7


def test_who_judged_nothing_is_told(tmp_path):
    matrix = "\n".join(
        ",".join(map(str, line)) for line in square(["", "", ""], [""] * 3, [""] * 3)
    )
    (tmp_path / "李四.csv").write_text(matrix, encoding="utf-8")
    handed_in(tmp_path, *square([1, 3, 5], ["", 1, 7], ["", "", 1]))

    assert read_judgements([tmp_path], FAMILIES)[2] == ["李四"]


@pytest.mark.parametrize("at", [2, 3], ids=["in between", "before the last"])
def test_a_column_left_blank_loses_no_judgement(tmp_path, at):
    lines = square([1, 3, 5], ["", 1, 7], [0.2, "", 1])
    wide = [[*line[:at], "", *line[at:], "", "备注"] for line in lines]
    [sheet] = handed_in(tmp_path, *wide)

    assert sheet.matrix[0].tolist() == [1, 3, 5]
    assert sheet.matrix[1, 2] == 7


def test_judgements_under_no_head_are_told(tmp_path):
    row, column = (square([1, 3, 5], ["", 1, 7], [0.2, "", 1]) for _ in range(2))
    row[2][0] = ""
    column[0][3] = ""

    assert "张三.csv!A3：有判断而没有写明是哪个指标" in told(tmp_path, *row)
    assert "张三.csv!D1：有判断而没有写明是哪个指标" in told(tmp_path, *column)
