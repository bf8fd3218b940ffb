"""Text measured and broken in columns of a terminal."""

import pytest
from hostile_reports import texts
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from scoring.export.cleaning import clean
from scoring.export.display import pad, shorten, width_of, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("预算完成率", 10, ["预算完成率"], id="fits exactly"),
        pytest.param("预算完成率", 9, ["预算完成", "率"], id="one column too narrow"),
        pytest.param("预算完成率，扣分", 10, ["预算完成", "率，扣分"], id="no comma starts a line"),
        pytest.param("预算完成（率）", 10, ["预算完成", "（率）"], id="no bracket ends a line"),
        pytest.param(
            "低于目标「重点」。", 14, ["低于目标「重", "点」。"], id="nor is one left alone"
        ),
        pytest.param("完成 92.80% 低于", 10, ["完成", "92.80% 低", "于"], id="a figure is whole"),
        pytest.param("一共扣了 2.50 分", 14, ["一共扣了", "2.50 分"], id="and keeps its unit"),
        pytest.param(
            "见报送.xlsx!部门", 11, ["见报", "送.xlsx!部", "门"], id="no dot starts a line"
        ),
        pytest.param("the quick fox", 10, ["the quick", "fox"], id="words"),
        pytest.param("abcdefghijklmno", 10, ["abcdefghij", "klmno"], id="a word wider than a line"),
        pytest.param("", 10, [""], id="nothing"),
        pytest.param(" " * 30, 10, [], id="only spaces"),
    ],
)
def test_lines_break_as_chinese_is_set(text, width, lines):
    assert wrap(text, width) == lines


@given(texts.map(clean), st.integers(10, 100))
def test_no_line_is_wider_than_asked(text, width):
    assert all(wcswidth(line) <= width for line in wrap(text, width))


@given(texts.map(clean), st.integers(10, 100))
def test_wrapping_loses_nothing_but_spaces(text, width):
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        pytest.param("履职效益", 8, "履职效益", id="fits exactly"),
        pytest.param("履职效益", 7, "履职效…", id="one column too narrow"),
        pytest.param("履职效益", 6, "履职…", id="half a character is not shown"),
        pytest.param("abcdef", 4, "abc…", id="narrow letters"),
        pytest.param("", 4, "", id="nothing"),
    ],
)
def test_long_text_is_shortened_by_its_width(text, width, short):
    assert shorten(text, width) == short


@given(texts.map(clean), st.integers(4, 60))
def test_shortened_text_fits(text, width):
    assert wcswidth(shorten(text, width)) <= width


def test_a_megabyte_is_shortened_at_once():
    assert width_of(shorten("长" * 1_000_000, 20)) == 19


def test_padding_fills_the_columns():
    assert pad("依据：", 10) == "依据：    "
