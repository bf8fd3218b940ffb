"""The score book: what stands on its sheets, and that text on them stays text."""

import io
import re
from itertools import cycle
from zipfile import ZipFile

import pytest
from books import FIRST, inputs_of, sheets_of
from bureau import INVALID, NOT_APPLICABLE, leaf, ruleset_of, score
from hostile_reports import HOSTILE, in_english, sample

from scoring.export import render
from scoring.export.book import lists
from scoring.report import make_report

# What Excel 2010, WPS and LibreOffice all compute, without arrays that spill.
FUNCTIONS = {
    "ABS", "AND", "IF", "IFERROR", "INDEX", "INT", "ISNUMBER", "MATCH", "MAX", "MIN", "ROUND",
    "SMALL", "SUM", "SUMPRODUCT",
}  # fmt: skip


def book_of(*records, nodes=None, **keys):
    nodes = nodes or [leaf("a", 60), leaf("b", 40)]
    scores = score(ruleset_of(*nodes, **keys), *records)
    return render(make_report(scores), "xlsx")


def parts_of(book):
    with ZipFile(io.BytesIO(book)) as given:
        return {name: given.read(name).decode() for name in given.namelist()}


def sheet_of(book, name):
    number = list(sheets_of(book)).index(name) + 1
    return parts_of(book)[f"xl/worksheets/sheet{number}.xml"]


def test_sheets_are_named_in_the_language_of_the_report():
    chinese, english = (list(sheets_of(render(r, "xlsx"))) for r in (sample(), in_english()))

    assert " ".join(chinese) == (
        "概况 排名 得分率 扣分明细 复核调整 问题 指标统计 权重 满分分配 模型 模拟排名"
    )
    assert ", ".join(english) == (
        "Summary, Ranking, Rates, Deductions, Overrides, Findings, Indicators, Weights, "
        "Full marks, Model, Live ranking"
    )


def test_the_unranked_come_last_with_the_reason():
    *_, last = sheets_of(render(sample(), "xlsx"))["排名"]

    assert last[0] == "—"
    assert last[-1].startswith("未参加排名：指标「实际完成率」无法计算")


def test_what_several_are_told_stands_once_above_and_by_number_beside_them():
    ranking = {"tie_breakers": ["total", "i_a"]}
    records = [{"a": 50, "b": 60}, {"a": 60, "b": 45}, {"a": 10, "b": 10}]
    rows = sheets_of(book_of(*records, ranking=ranking))["排名"]

    said = "总分与他部门相同，名次依次按总分、a得分高低确定"
    assert rows[2][0].endswith(f"注 1：{said}。")
    assert [row[-1] for row in rows[-3:]] == ["见注 1", "见注 1", ""]
    assert str(rows).count(said) == 1


@pytest.mark.parametrize("name", ["排名", "模拟排名"])
def test_only_totals_that_are_ranked_have_bars(name):
    some = sheet_of(book_of({"a": 50, "b": 60}, {"a": INVALID, "b": 45}), name)
    none = sheet_of(book_of({"a": INVALID, "b": 45}), name)

    [bar] = re.findall(
        r'<conditionalFormatting sqref="([A-Z]+[0-9]+)"><cfRule type="dataBar"', some
    )
    assert bar
    assert "dataBar" not in none


def test_the_heat_map_tells_states_from_zero():
    book = book_of(
        {"a": 0, "b": None}, {"a": NOT_APPLICABLE, "b": INVALID}, {"a": 100, "b": 50},
        policies={"invalid": "zero"},
    )  # fmt: skip

    rows = {row[1]: row[3:5] for row in sheets_of(book)["得分率"][FIRST:]}

    assert rows == {"部门1": [0.0, "未提供"], "部门2": ["不适用", "数据无效"], "部门3": [1.0, 0.5]}


def test_every_lost_mark_has_a_row_with_reason_and_cells():
    report = sample()
    lost = [
        deduction["points"]
        for department in report["departments"]
        for indicator in department["indicators"]
        if indicator["counted"]
        for deduction in indicator["deductions"]
    ]

    head, *rows = sheets_of(render(report, "xlsx"))["扣分明细"][2:]

    points, reason = head.index("扣分"), head.index("扣分原因")
    in_tree = [row[points] for row in rows if row[2] not in ("加减分", "一票否决")]
    assert sorted(in_tree) == pytest.approx(sorted(lost))
    assert all(row[reason] for row in rows)


def test_a_list_longer_than_a_sheet_goes_on_in_another(monkeypatch):
    whole = sheets_of(render(sample(), "xlsx"))["扣分明细"]
    monkeypatch.setattr(lists, "MOST_ROWS", 5)

    sheets = sheets_of(render(sample(), "xlsx"))

    parts = [rows for name, rows in sheets.items() if name.startswith("扣分明细")]
    assert len(parts) > 1
    assert [row for part in parts for row in part[3:]] == whole[3:]
    assert all(len(part) <= 5 for part in parts)


@pytest.mark.parametrize("name", ["排名", "扣分明细", "问题", "指标统计"])
def test_what_is_read_as_a_list_is_frozen_and_filtered(name):
    page = sheet_of(render(sample(), "xlsx"), name)

    assert 'state="frozen"' in page
    assert "<autoFilter" in page


@pytest.mark.parametrize("name", ["得分率", "权重", "满分分配", "模型", "模拟排名"])
def test_what_the_model_reads_is_protected_from_sorting_and_slips(name):
    assert "<sheetProtection" in sheet_of(render(sample(), "xlsx"), name)


def test_weights_and_lines_of_grades_are_typed_in_and_nothing_else():
    book = book_of({"a": 50, "b": 90}, grades=[{"title": "好", "at_least": 60}])
    unlocked = unlocked_in(book)

    weights = sheets_of(book)["权重"]

    assert {row[1]: f"E{n}" for n, row in enumerate(weights, start=1)}["i_a"] in unlocked
    assert len(unlocked) == 3
    assert unlocked <= inputs_of(book)


def unlocked_in(book):
    """Return the cells on the sheet of weights that may be changed though it is protected."""
    styles = re.search(r"<cellXfs.*?</cellXfs>", parts_of(book)["xl/styles.xml"])[0]
    formats = re.findall(r"<xf [^>/]*(?:/>|>.*?</xf>)", styles)
    free = {str(n) for n, text in enumerate(formats) if 'locked="0"' in text}
    cells = re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet_of(book, "权重"))
    return {cell for cell, style in cells if style in free}


def test_every_rank_grade_total_and_point_of_the_model_is_a_formula():
    page = sheet_of(book_of({"a": 50, "b": 90}, {"a": 70, "b": 20}), "模型")

    for row in (FIRST + 1, FIRST + 2):
        for column in ("D", "G", "I", "M", "N"):
            assert re.search(rf'<c r="{column}{row}"[^>]*><f>', page), f"{column}{row}"


def test_formulas_use_only_functions_that_every_program_knows():
    said = [f for page in parts_of(render(sample(), "xlsx")).values() for f in formulas_in(page)]
    called = {name for formula in said for name in re.findall(r"([A-Z][A-Z.]*)\(", formula)}

    assert called <= FUNCTIONS
    assert max(map(len, said)) < 8192


def formulas_in(page):
    return re.findall(r"<f>(.*?)</f>", page)


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 5))
def test_text_is_never_a_formula_or_a_link(start):
    report = sample()
    wanted = cycle(HOSTILE[start:] + HOSTILE[:start])
    for department in report["departments"]:
        department["department"], department["peer_group"] = next(wanted), next(wanted)
        for indicator in department["indicators"]:
            for deduction in indicator["deductions"]:
                deduction |= {"reason": next(wanted), "remedy": next(wanted)}
    for node in report["rules"]["tree"]:
        node["title"] = next(wanted)

    parts = parts_of(render(report, "xlsx"))

    plain = [f for page in parts_of(render(sample(), "xlsx")).values() for f in formulas_in(page)]
    said = [f for page in parts.values() for f in formulas_in(page)]
    assert shapes(said) <= shapes(plain)
    assert not any("hyperlink" in part for part in parts.values())
    assert not any(name.startswith("xl/externalLinks") for name in parts)


def shapes(formulas):
    """Return formulas with all their figures and cells left out."""
    return {re.sub(r"\$?[A-Z]{0,3}\$?[\d.]+(?:E-?\d+)?", "#", formula) for formula in formulas}


def test_text_longer_than_a_cell_is_cut():
    report = sample()
    report["departments"][0]["indicators"][-1]["deductions"][0]["reason"] = "长" * 40_000

    rows = sheets_of(render(report, "xlsx"))["扣分明细"]

    assert max(len(str(cell)) for row in rows for cell in row) == 32_767


def test_a_bureau_of_nobody_still_makes_a_book():
    report = sample() | {"departments": []}

    assert "模拟排名" in sheets_of(render(report, "xlsx"))


def test_what_the_model_cannot_follow_is_said_below_the_weights():
    adjustments = [{"id": "top", "title": "拔尖", "points": "1 if rate('i_a') > 0.9 else 0"}]
    told = str(sheets_of(book_of({"a": 95, "b": 90}, adjustments=adjustments))["权重"])

    assert "加减分项拔尖取决于得分" in told
