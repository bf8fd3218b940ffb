"""The terminal: no line wider than asked, columns aligned, nothing that steers a terminal."""

import re

import pytest
from hostile_reports import (
    HOSTILE,
    hostile_reports,
    in_english,
    of_size,
    ranked_within_groups,
    sample,
    with_texts,
)
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from scoring.export import explain_department, render
from scoring.export.text import NARROWEST

RULE = re.compile(r"-+(  -+)+")


def tables(page):
    """Yield the lines of each table: its titles, its rule and its rows."""
    for part in page.split("\n\n"):
        lines = part.split("\n")
        if len(lines) > 2 and RULE.fullmatch(lines[1]):
            yield lines


def gap_starts(rule):
    return [match.start() for match in re.finditer("  ", rule)]


def has_gap_at(line, place):
    """Tell whether two spaces stand at display column *place*, or the line ended before."""
    if wcswidth(line) <= place:
        return True
    return any(
        wcswidth(line[:end]) == place and line[end : end + 2] == "  " for end in range(len(line))
    )


@given(hostile_reports, st.integers(NARROWEST, 160), st.booleans())
def test_no_line_is_wider_than_asked(report, width, details):
    page = render(report, "text", details=details, width=width)

    assert max(map(wcswidth, page.split("\n"))) <= width


@given(hostile_reports, st.integers(NARROWEST, 160))
def test_columns_are_aligned_whatever_the_names(report, width):
    for titles, rule, *rows in tables(render(report, "text", width=width)):
        for line in (titles, *rows):
            assert all(has_gap_at(line, place) for place in gap_starts(rule))


@given(hostile_reports)
def test_nothing_reaches_the_terminal_but_printable_text(report):
    page = render(report, "text", details=True)

    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", page
    )


@given(hostile_reports)
def test_one_department_is_explained_within_the_width(report):
    for department in report["departments"]:
        page = explain_department(department, report, 100)

        assert max(map(wcswidth, page.split("\n"))) <= 100


def test_hostile_texts_together_leave_four_ranked_rows():
    [table] = tables(render(with_texts(sample(), HOSTILE), "text"))

    assert len(table) == 3 + 4


def test_dimensions_are_shown_where_they_fit():
    [table] = tables(render(sample(), "text", width=100))

    assert table[0].count("…") == 5
    assert "履职效…" in table[0]


def test_dimensions_have_their_whole_titles_on_a_wide_terminal():
    [table] = tables(render(sample(), "text", width=160))

    assert "履职效益明显  预算配置科学  预算执行有效" in table[0]


def test_dimensions_go_together_where_they_do_not_fit():
    [table] = tables(render(sample(), "text", width=80))

    assert table[0].split() == ["排名", "编码", "部门", "同类组", "总分", "等级"]


def test_full_marks_stand_above_the_ranks():
    [table] = tables(render(sample(), "text"))

    assert table[2].split() == ["满分", "30.00", "15.00", "25.00", "20.00", "10.00", "100.00"]


def test_full_marks_are_left_out_where_departments_differ():
    report = sample()
    report["departments"][0]["dimensions"][0]["full_marks"] = 40

    [table] = tables(render(report, "text"))

    assert table[2].split()[:3] == ["满分", "-", "15.00"]


def test_codes_keep_their_zeros():
    [table] = tables(render(sample(), "text"))

    assert table[3].split()[:2] == ["1", "001"]


def test_there_is_no_column_of_codes_without_codes():
    report = sample()
    for department in report["departments"]:
        department["department_code"] = None

    [table] = tables(render(report, "text"))

    assert "编码" not in table[0]


def test_ranks_that_start_again_have_a_table_each():
    page = render(ranked_within_groups(), "text")

    assert [table[3].split()[0] for table in tables(page)] == ["1", "1"]
    assert page.index("一类部门（2 个部门）") < page.index("二类部门（2 个部门）")


def test_departments_without_a_group_are_headed_as_such():
    report = ranked_within_groups()
    for department in report["departments"][2:4]:
        department["peer_group"] = None

    assert "未分组（2 个部门）" in render(report, "text")


def test_two_first_places_among_all_stay_in_one_table():
    report = sample()
    report["departments"][1]["rank"] = 1

    assert len(list(tables(render(report, "text")))) == 1


def test_unranked_departments_come_with_their_reasons():
    page = render(sample(), "text")

    assert "昆明市档案馆：暂计 90.00 分。指标「实际完成率」无法计算：计划工作数为 0" in page


def test_nobody_ranked_is_a_page_without_a_table():
    report = sample()
    report["departments"] = report["departments"][4:]
    report["summary"] |= dict.fromkeys(("mean", "median", "highest", "lowest"))

    page = render(report, "text")

    assert not list(tables(page))
    assert "平均" not in page.split("等级")[0]


def test_a_report_of_nothing_is_still_a_page():
    report = sample()
    report |= {"departments": [], "findings": [], "inputs": []}
    report["summary"] |= {"grades": {}, "hardest": []}

    page = render(report, "text", details=True)

    assert "报送数据" not in page
    assert "等级：" not in page


def test_many_submitted_files_are_counted():
    report = sample()
    report["inputs"] = [{"path": f"{n}.csv", "sha256": "0" * 64} for n in range(400)]

    assert "0.csv、1.csv、2.csv 等 400 个文件" in render(report, "text")


def findings(count):
    return [
        {"check": "c", "severity": "warning", "message": f"第{n}条", "cells": []}
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "details", "shown", "more"),
    [
        pytest.param(17, False, 17, None, id="as many as are shown, with the three of the sample"),
        pytest.param(18, False, 18, "另有 1 条", id="one more than is shown"),
        pytest.param(300, False, 19, "另有 283 条", id="far more than are shown"),
        pytest.param(300, True, 300, None, id="all of them with the details"),
    ],
)
def test_findings_beyond_the_first_are_counted(count, details, shown, more):
    report = sample()
    report["findings"] += findings(count)

    page = render(report, "text", details=details)

    assert len(re.findall("- 第[0-9]+条", page)) == shown
    assert (more in page) if more else ("另有" not in page)


def test_findings_stand_under_their_severity_the_gravest_first():
    page = render(sample(), "text")

    places = [page.index(heading) for heading in ("错误（1 条）", "警告（1 条）", "提示（1 条）")]
    assert places == sorted(places)


def test_losses_of_a_department_are_told_the_greatest_first():
    page = render(sample(), "text", details=True)
    third = page.split("第 3 名")[1].split("第 4 名")[0]

    assert re.findall(r"　扣 ([0-9.]+) 分$", third, re.MULTILINE) == [
        "8.00",
        "2.50",
        "2.00",
        "0.50",
    ]


def test_what_is_counted_through_its_dimension_loses_nothing_of_its_own():
    report = sample()
    best = report["departments"][0]["dimensions"][3]["dimensions"][0]
    best["deductions"] = [
        {
            "points": 1.5,
            "reason": "取高后得 10.5 分",
            "remedy": "",
            "basis": "",
            "cells": [],
            "inputs": [],
        }
    ]
    aside = report["departments"][0]["indicators"][6]
    aside["deductions"] = [{**best["deductions"][0], "reason": "不计入的扣分"}]

    page = render(report, "text", details=True)

    assert "预算管理规范 / 公开　扣 1.50 分\n  扣分原因：取高后得 10.5 分" in page
    assert "不计入的扣分" not in page


def test_what_a_dimension_loses_is_explained():
    report = sample()
    best = report["departments"][0]["dimensions"][3]["dimensions"][0]
    best["deductions"] = [
        {
            "points": 1.5,
            "reason": "取高后得 10.5 分",
            "remedy": None,
            "basis": None,
            "cells": [],
            "inputs": [],
        }
    ]

    page = explain_department(report["departments"][0], report)

    assert "预算管理规范 / 公开　扣 1.50 分\n  扣分原因：取高后得 10.5 分" in page


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        pytest.param(True, "", "是", id="yes"),
        pytest.param(False, "", "否", id="no"),
        pytest.param("部分公开", "", "部分公开", id="text"),
        pytest.param(0, "个", "0 个", id="zero"),
        pytest.param(1.5, None, "1.5", id="no unit"),
        pytest.param(None, "万元", "未提供", id="nothing"),
    ],
)
def test_figures_read_are_told_as_they_were_meant(value, unit, said):
    report = sample()
    entry = report["departments"][1]
    read = entry["indicators"][0]["deductions"][0]["inputs"][0]
    state = "missing" if value is None else "present"
    read.update(value=value, unit=unit, state=state, cell=None)

    assert f"读取：    满意度 {said}\n" in explain_department(entry, report)


def test_remarks_of_a_ranked_department_stand_with_its_losses():
    report = sample()
    report["departments"][0]["status_reasons"] = ["上一等级名额已满，按规则降一等级"]

    assert "- 上一等级名额已满，按规则降一等级" in render(report, "text", details=True)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        pytest.param(10, "10.00，比评分高 2.00 分", id="higher"),
        pytest.param(8, "8.00，与评分一致", id="the same"),
        pytest.param(7.5, "7.50，比评分低 0.50 分", id="lower"),
    ],
)
def test_self_assessed_points_stand_beside_the_score(own, said):
    report = sample()
    entry = report["departments"][1]
    entry["indicators"][0]["self_score"] = own

    assert f"自评分：  {said}" in explain_department(entry, report)


def test_figures_read_are_told_with_their_cells():
    report = sample()

    page = explain_department(report["departments"][1], report)

    assert "预算完成数 928 万元（报送.xlsx!部门!C3）、预算数 1000 万元（报送.xlsx!部门!D3）" in page


def test_advice_shared_by_deductions_is_told_once():
    report = sample()
    entry = report["departments"][1]
    entry["indicators"][0]["deductions"] *= 2

    page = explain_department(entry, report)

    assert page.count("2.00 分：满意度 84%") == 2
    assert page.count("针对调查反映的问题逐项整改") == 1


def test_a_changed_weight_is_told():
    report = sample()
    entry = report["departments"][0]
    entry["indicators"][0]["full_marks"] = 12.5

    assert "权重：  声明 10.00 分，本部门按 12.50 分计" in explain_department(entry, report)


def test_an_unranked_department_is_explained_as_provisional():
    report = sample()

    page = explain_department(report["departments"][4], report)

    assert "暂计 90.00（满分 100.00）" in page
    assert "未参加排名" in page


def test_a_veto_is_told_with_its_effect():
    page = render(sample(), "text", details=True)

    assert "一票否决：虚报数据　-27.01 分\n  处理：总分封顶 59.99 分" in page


def test_a_narrow_terminal_is_given_the_narrowest_page():
    assert render(sample(), "text", width=1) == render(sample(), "text", width=NARROWEST)


def test_english_words_for_an_english_report():
    page = render(in_english(), "text", details=True)

    assert "Not ranked (1)" in page
    assert "排名" not in page.replace("不参加排名", "")


def test_four_hundred_departments_are_ranked_in_one_table():
    [table] = tables(render(of_size(400, 1), "text"))

    assert len(table) == 3 + 400


def test_nobody_has_a_grade_where_the_rules_have_none():
    report = sample()
    report["summary"]["grades"] = {}
    for department in report["departments"]:
        department["grade"] = None
    page = render(report, "text", details=True)

    assert "等级" not in page
    assert "None" not in page


def test_a_total_below_every_grade_is_told_without_one():
    report = sample()
    report["departments"][0]["grade"] = None

    assert "None" not in render(report, "text", details=True)


def test_what_a_veto_took_is_a_loss_though_the_tree_lost_nothing():
    report = sample()
    (first, *_) = report["departments"]
    for node in (*first["indicators"], *first["dimensions"]):
        node["deductions"] = []
    veto = {
        "id": "v",
        "title": "造假",
        "points": -40.01,
        "reason": "查实造假",
        "basis": "",
        "effect": "封顶",
    }
    first["vetoes"], first["adjustments"] = [veto], []
    report["departments"] = [first]
    page = render(report, "text", details=True)

    assert "没有扣分" not in page
    assert "一票否决：造假　-40.01 分" in page


def test_a_veto_that_took_nothing_is_told_without_points():
    report = sample()
    veto = {
        "id": "v",
        "title": "造假",
        "points": 0,
        "reason": "查实造假",
        "basis": "",
        "effect": "封顶",
    }
    report["departments"][0]["vetoes"] = [veto]
    page = render(report, "text", details=True)

    assert "0.00 分" not in next(line for line in page.split("\n") if "一票否决：造假" in line)


def test_full_marks_for_what_does_not_apply_are_told_among_the_details():
    report = sample()
    (first, *_) = report["departments"]
    first["indicators"][0] |= {"status": "not_applicable", "note": "三公经费不涉及，按规则计满分",
                               "deductions": []}  # fmt: skip
    page = render(report, "text", details=True)

    assert "- 三公经费不涉及，按规则计满分" in page.split("扣分明细")[1]


def test_marks_left_to_others_are_told_among_the_details():
    report = sample()
    (first, *_) = report["departments"]
    left = "三公经费不涉及，按规则将权重分摊给同级指标"
    first["indicators"][0] |= {"status": "not_applicable", "policy": "redistribute", "note": left,
                               "full_marks": 0.0, "points": 0.0, "deductions": []}  # fmt: skip

    assert f"- {left}" in render(report, "text", details=True).split("扣分明细")[1]
