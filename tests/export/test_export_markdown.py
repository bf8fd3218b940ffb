"""Markdown: the same page, where no submitted text becomes markup."""

import re

import pytest
from hostile_reports import HOSTILE, hostile_reports, sample, texts, with_texts
from hypothesis import given

from scoring.export import render
from scoring.export.cleaning import clean
from scoring.export.markdown import escape

MARKUP = "`*_[]<>|#&~$"


def bare(text):
    """Return *text* without what a backslash takes the meaning of."""
    return re.sub(r"\\.", "", text)


@given(texts)
def test_escaped_text_shows_just_that_text(text):
    assert re.sub(r"\\(.)", r"\1", escape(text)) == clean(text)


@given(texts)
def test_no_escaped_text_holds_markup(text):
    assert not set(bare(escape(text))) & set(MARKUP + "\n\\")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("http://a.b", r"http\://a.b", id="an address"),
        pytest.param("www.a.b", r"www\.a.b", id="an address without its protocol"),
        pytest.param("a@b.c", r"a\@b.c", id="mail"),
        pytest.param("mailto:a", r"mailto\:a", id="mail by its protocol"),
        pytest.param("报送.xlsx!部门!B7", "报送.xlsx!部门!B7", id="a cell is left as it is"),
    ],
)
def test_nothing_turns_into_a_link(text, escaped):
    assert escape(text) == escaped


@given(hostile_reports)
def test_every_row_of_a_table_has_as_many_cells(report):
    for part in render(report, "markdown").split("\n\n"):
        rows = [line for line in part.split("\n") if line.startswith("| ")]

        assert len({bare(row).count("|") for row in rows}) <= 1


@given(hostile_reports)
def test_no_report_holds_markup_that_is_not_ours(report):
    page = render(report, "markdown", details=True)
    ours = re.compile(r"^(#+ |- \*\*|\| .* \|$)|\*\*$")
    lines = (line.strip() for line in page.split("\n") if not line.startswith("| "))

    assert not [line for line in lines if set(ours.sub("", bare(line))) & set(MARKUP)]


def test_hostile_texts_leave_six_rows_and_a_rule():
    page = render(with_texts(sample(), HOSTILE), "markdown")

    assert len(re.findall(r"^\| ", page, re.MULTILINE)) == 2 + 1 + 4


def test_figures_stand_to_the_right():
    assert "| ---: | --- | --- | --- | ---: |" in render(sample(), "markdown")


def test_deductions_are_told_with_the_details_only():
    assert "扣分原因" not in render(sample(), "markdown")
    assert "  - 扣分原因：预算完成率 92.80%" in render(sample(), "markdown", details=True)
