"""Columns packed small come out as they went in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.export.cleaning import clean
from scoring.export.page.packing import BREAK, CHUNK, packed, packed_texts, under_one_label

sentences = st.one_of(
    st.sampled_from(["扣 2.00 分", "扣 3.50 分，低于 3.50", "1 2 3", "1;2 3", "", "12,345.6 万元"]),
    st.text("0123456789.,;% 分\x01\x02", max_size=12),
    st.text(max_size=20),
)


def value_at(column, row):
    if isinstance(column, list):
        return column[row]
    return column["but"].get(row, column["most"]) if isinstance(column, dict) else column


def text_at(column, row):
    """Return a text as the page's script puts it together."""
    if isinstance(column, str):
        return column
    number, *figures = column["fill"][row // CHUNK].split(";")[row % CHUNK].split(" ")
    told, *places = column["say"][int(number, 36) if number else 0].split("\x01")
    return told + "".join(figures[ord(place[0]) - ord("0")] + place[1:] for place in places)


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=30))
def test_values_come_out_as_they_went_in(values):
    column = packed(values)

    assert [value_at(column, row) for row in range(len(values))] == values


@given(st.lists(sentences, max_size=12))
def test_texts_come_out_cleaned_and_otherwise_as_they_went_in(texts):
    texts = [under_one_label([text]) for text in texts]
    column = packed_texts(texts)

    assert [text_at(column, row) for row in range(len(texts))] == [clean(text) for text in texts]


@pytest.mark.parametrize("count", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 1])
def test_texts_of_every_chunk_are_found(count):
    texts = [f"第 {n} 名，共 {count} 个" for n in range(count)]
    column = packed_texts(texts)

    assert [text_at(column, row) for row in range(count)] == texts


def test_a_figure_that_never_varies_stands_in_the_template():
    assert packed_texts(["满分 20，得 18", "满分 20，得 5"])["say"] == ["满分 20，得 \x010"]


def test_figures_that_are_always_equal_are_written_once():
    assert packed_texts(["得 18，计 18", "得 5，计 5"])["fill"] == [" 18; 5"]


def test_many_templates_are_numbered_in_base_36():
    texts = [chr(ord("一") + n) * 2 for n in range(100)]
    column = packed_texts(texts)

    assert [text_at(column, row) for row in range(100)] == texts


def test_a_text_of_too_many_figures_is_kept_whole():
    texts = ["1 " * 2000, "2 " * 2000]
    column = packed_texts(texts)

    assert [text_at(column, row) for row in (0, 1)] == texts


def test_texts_under_one_label_stay_apart():
    assert under_one_label(["一", f"二{BREAK}三"]).split(BREAK) == ["一", "二�三"]
