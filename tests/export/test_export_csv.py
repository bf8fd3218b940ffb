"""CSV that Excel opens as it was meant."""

import csv
import io
import re
import unicodedata

import pytest
from hostile_reports import hostile_reports, in_english, sample
from hypothesis import given

from scoring.export import render
from scoring.export.csv import as_text

FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1", id="a command"),
        pytest.param("  =1+1", "'  =1+1", id="a formula after spaces"),
        pytest.param("\t=1+1", "' =1+1", id="a formula after a tab"),
        pytest.param("\r=1+1", "' =1+1", id="a formula after a line end"),
        pytest.param("\u3000=1+1", "'\u3000=1+1", id="a formula after a full-width space"),
        pytest.param("+1+1", "'+1+1", id="plus"),
        pytest.param("-1+1", "'-1+1", id="minus"),
        pytest.param("@SUM(1)", "'@SUM(1)", id="at"),
        pytest.param("＝1", "'＝1", id="full-width equals"),
        pytest.param("＋1", "'＋1", id="full-width plus"),
        pytest.param("－1", "'－1", id="full-width minus"),
        pytest.param("＠A", "'＠A", id="full-width at"),
        pytest.param("001", "'001", id="a code with zeros in front"),
        pytest.param("530100000000123456", "'530100000000123456", id="a code of eighteen digits"),
        pytest.param("12345678901", "12345678901", id="eleven digits stay themselves"),
        pytest.param(
            "123456789012", "'123456789012", id="twelve digits would be shown as 1.23E+11"
        ),
        pytest.param("1E5", "'1E5", id="a code that is a number to a spreadsheet"),
        pytest.param("1-2", "'1-2", id="a code that is a date to a spreadsheet"),
        pytest.param("1.50", "'1.50", id="a version that would lose its zero"),
        pytest.param("0", "0", id="zero"),
        pytest.param("530100", "530100", id="a plain code"),
        pytest.param("A-01", "A-01", id="a code with a letter"),
        pytest.param("路政处", "路政处", id="a name"),
        pytest.param("", "", id="nothing"),
        pytest.param("甲\n乙", "甲 乙", id="two lines become one"),
        pytest.param("\x1b[31m", "�[31m", id="an escape sequence"),
    ],
)
def test_text_stays_text(text, cell):
    assert as_text(text) == cell


@given(hostile_reports)
def test_no_cell_is_a_formula_and_every_row_has_as_many(report):
    for details in (False, True):
        rows = rows_of(render(report, "csv", details=details))

        assert [cell for row in rows for cell in row if is_formula(cell)] == []
        assert len({len(row) for row in rows}) == 1


def is_formula(cell):
    first = unicodedata.normalize("NFKC", cell.strip()[:1])
    return first in {"=", "+", "-", "@"} and not FIGURE.fullmatch(cell)


def test_it_starts_with_a_byte_order_mark_and_ends_lines_as_windows_does():
    content = render(sample(), "csv")

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + 5


def test_a_department_is_a_row():
    titles, first, *_ = rows_of(render(sample(), "csv"))
    row = dict(zip(titles, first, strict=True))

    assert row["排名"] == "1"
    assert row["编码"] == "'001"
    assert row["部门"] == "昆明市财政局"
    assert row["年度"] == "2019"
    assert row["总分"] == "100.00"
    assert row["履职效益明显"] == "30.00"
    assert row["预算完成率"] == "15.00"
    assert row["加减分"] == "0.50"


def test_an_unranked_department_has_no_rank_but_a_reason():
    titles, *_, last = rows_of(render(sample(), "csv"))
    row = dict(zip(titles, last, strict=True))

    assert (row["排名"], row["状态"], row["等级"]) == ("", "未参加排名", "")
    assert row["实际完成率"] == ""
    assert row["状态说明"].startswith("指标「实际完成率」无法计算")


def test_titles_that_two_indicators_share_are_told_apart():
    report = sample()
    for department in report["departments"]:
        department["indicators"][0]["title"] = department["indicators"][1]["title"]

    titles = rows_of(render(report, "csv"))[0]

    assert {"社会效益 [satisfaction]", "社会效益 [social]"} < set(titles)
    assert len(set(titles)) == len(titles)


def test_a_deduction_is_a_row():
    titles, *rows = rows_of(render(sample(), "csv", details=True))
    told = [dict(zip(titles, row, strict=True)) for row in rows]

    assert [row["扣分"] for row in told if row["排名"] == "2"] == ["2.50", "2.00", "0.50"]
    assert told[1]["指标"] == "预算执行有效 / 预算完成率"
    assert told[1]["出处"] == "报送.xlsx!部门!C3、报送.xlsx!部门!D3"


def test_headings_speak_the_language_of_the_report():
    assert rows_of(render(in_english(), "csv"))[0][:4] == ["Rank", "Code", "Department", "Group"]


def test_what_was_taken_beyond_the_tree_has_rows_of_its_own():
    report = sample()
    (first, *_) = report["departments"]
    on_top = {"reason": "迟报两次", "basis": "办法"}
    first["adjustments"] = [
        {"id": "late", "title": "迟报", "points": -4.69, **on_top},
        {"id": "bonus", "title": "创新", "points": 2, **on_top},
    ]
    first["vetoes"] = [
        {"id": "v", "title": "造假", "points": -40.01, "effect": "封顶", **on_top},
        {"id": "w", "title": "重查", "points": 0, "effect": "不参加排名", **on_top},
    ]
    report["departments"] = [first]
    _, *rows = rows_of(render(report, "csv", details=True))

    assert [(row[5], row[6], row[7]) for row in rows if "/" in row[5] and row[7] == "迟报两次"] == [
        ("一票否决 / 造假", "40.01", "迟报两次"),
        ("加减分 / 迟报", "4.69", "迟报两次"),
    ]
