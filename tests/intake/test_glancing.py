"""A first look at a sheet says the same as the closer looks, or nothing."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.intake.glancing import glance, join_surveys
from scoring.intake.sheet import UNCOMPUTED
from scoring.intake.survey import parse
from scoring.places import letters

STYLES = ("7", "12", "305")


def told(survey):
    percents = {column: sorted(map(int, rows)) for column, rows in survey.percents.items()}
    return percents, survey.errors


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param("<row/>", id="no cell"),
        pytest.param('<c r="A1"><v>1</v></c>', id="bare"),
        pytest.param('<c r="ZZ99999" s="305"><v>1</v></c>', id="the last that is near"),
        pytest.param('<c r="B7" s="3" t="s"><v>1</v></c>', id="text"),
        pytest.param('<c r="AA10" t="inlineStr"><is><t>x</t></is></c>', id="text in the cell"),
        pytest.param('<c r="A1" t="str"><f>B1</f><v></v></c>', id="a text of nothing"),
        pytest.param('<cols><col/></cols><c r="A1"/><cellWatches/>', id="among others"),
        pytest.param('<c r="A1" s="7" t="e"><f>1/0</f><v>#DIV/0!</v></c>', id="an error"),
        pytest.param('<c r="C5" s="12"><f>1</f></c>', id="a formula without result"),
    ],
)
def test_what_is_written_as_usual_is_told_as_by_the_parser(xml):
    sheet = f"<sheetData>{xml}</sheetData>".encode()

    survey = glance(sheet, STYLES)
    assert told(survey)[1] == told(parse(io.BytesIO(sheet), STYLES, ""))[1]
    assert told(survey)[0] == told(parse(io.BytesIO(sheet), STYLES, ""))[0] or "<f>1</f>" in xml


@pytest.mark.parametrize(
    "xml",
    [
        "<c><v>1</v></c>",
        '<c  r="A1"/>',
        "<c r='A1'/>",
        '<c s="1" r="A1"/>',
        '<c r="A1" cm="1"/>',
        '<c r="A1" t="n" s="1"/>',
        '<c r="A1" t="str" cm="1"/>',
        '<c r="A1" t="x"/>',
        '<c r="A1" s="1234"/>',
        '<c r="A"/>',
        '<c r="1"/>',
        '<c r="a1"/>',
        '<c r="$A$1"/>',
        '<c r="AAA1"/>',
        '<c r="A100000"/>',
        '<c r="ZZ100000"/>',
        '<x:c r="A1"/>',
        '<c r="A1"/>\0',
        '<c r="',
        "<c",
    ],
)
def test_anything_else_is_left_to_a_closer_look(xml):
    assert glance(xml.encode(), STYLES) is None


def test_too_many_or_too_long_styles_are_left_to_a_closer_look():
    assert glance(b'<c r="A1"/>', tuple(map(str, range(100)))) is None
    assert glance(b'<c r="A1"/>', ("1234",)) is None


def test_pieces_are_put_together():
    one, two = glance(b'<c r="A1" s="7"><v>1</v></c>', STYLES), glance(b'<c r="A2" s="7"/>', STYLES)
    whole = join_surveys([one, two, glance(b'<c r="B2" t="e"><v>#N/A</v></c>', STYLES)])

    assert told(whole) == ({0: [0, 1]}, {(1, 1): "#N/A"})


cells = st.tuples(
    st.integers(0, 701),
    st.integers(1, 99_999),
    st.sampled_from(["", ' s="1"', ' s="7"', ' s="12"', ' s="305"']),
    st.sampled_from(
        [
            "><v>1</v></c>",
            ' t="s"><v>0</v></c>',
            ' t="b"><v>1</v></c>',
            ' t="e"><v>#N/A</v></c>',
            ' t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            ' t="str"><f>A1</f><v>x</v></c>',
            ' t="inlineStr"><is><t>&lt;c</t></is></c>',
            "><f>A1</f></c>",
            "><f>A1</f><v/></c>",
        ]
    ),
)


@given(st.lists(cells, max_size=20, unique_by=lambda cell: cell[:2]))
def test_any_plain_sheet_is_told_as_by_the_parser(given_cells):
    written = [f'<c r="{letters(c)}{r}"{style}{rest}' for c, r, style, rest in given_cells]
    sheet = f"<sheetData>{''.join(written)}</sheetData>".encode()

    percents, errors = told(glance(sheet, STYLES))
    expected, wrong = told(parse(io.BytesIO(sheet), STYLES, ""))
    assert errors == wrong
    unsolved = {place for place, text in wrong.items() if text == UNCOMPUTED}
    for column, rows in percents.items():
        assert set(rows) - set(expected.get(column, [])) <= {r for r, c in unsolved if c == column}
    assert all(set(rows) <= set(percents[column]) for column, rows in expected.items())


def test_rows_and_columns_are_those_of_the_cells():
    survey = glance(b'<c r="AB17" s="7"><v>1</v></c>', STYLES)

    np.testing.assert_array_equal(survey.percents[27], [16])
