"""The cells of a sheet found in its bytes."""

import pytest

from scoring.intake.scanning import column_of, join_spots, scan
from scoring.places import letters


@pytest.mark.parametrize(
    ("xml", "place", "style"),
    [
        pytest.param('<c r="A1"><v>1</v></c>', (0, 0), -1, id="bare"),
        pytest.param('<c r="B7" s="3"><v>1</v></c>', (6, 1), 3, id="styled"),
        pytest.param('<c r="XFD1048576" s="12345" t="s"><v>1</v></c>', (1_048_575, 16_383), 12345,
                     id="the last of all"),
        pytest.param('<c r="AA10" t="inlineStr"><is/></c>', (9, 26), -1, id="typed"),
        pytest.param('<c r="A1" s="0"/>', (0, 0), 0, id="blank"),
        pytest.param('<cols><col/></cols><c r="A1"/><cellWatches/>', (0, 0), -1, id="among others"),
    ],
)  # fmt: skip
def test_cells_written_as_usual(xml, place, style):
    spots = scan(xml.encode())

    assert (spots.rows[0], spots.columns[0]) == place
    assert spots.styles.tolist() == [style]


@pytest.mark.parametrize(
    "xml",
    [
        "<c><v>1</v></c>",
        '<c  r="A1"/>',
        "<c r='A1'/>",
        '<c s="1" r="A1"/>',
        '<c r="A1" cm="1"/>',
        '<c r="A1" t="n" s="1"/>',
        '<c r="A1" s="1234567"/>',
        '<c r="A"/>',
        '<c r="1"/>',
        '<c r="A0"/>',
        '<c r="$A$1"/>',
        '<c r="A99999999999"/>',
        '<c r="AAAAAAAAAAAAAAA1"/>',
        '<x:c r="A1"/>',
        '<c r="A1"/>\0',
    ],
)
def test_anything_else_is_left_to_the_parser(xml):
    assert scan(xml.encode()) is None


def test_blank_cells_far_away_do_not_count_for_the_reach():
    near = scan(b'<c r="A1"><v>1</v></c><c r="XFD1" s="1"/><c r="A50001" s="1"/>')
    far = scan(b'<c r="B50001"><v>1</v></c>')

    assert (near.height, near.width) == (1, 1)
    joined = join_spots([near, far, scan(b"<row>")])
    assert (joined.height, joined.width) == (50_001, 2)


def test_errors_are_found_with_and_without_formulas():
    bare, blank = b'<c r="A1" t="e"><v>#N/A</v></c>', b'<c r="C1" t="e"><x/></c>'
    spots = scan(bare + b'<c r="B1" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>' + blank)

    assert spots.errors == {(0, 0): "#N/A", (0, 1): "#DIV/0!", (0, 2): "#N/A"}


@pytest.mark.parametrize("column", [0, 25, 26, 701, 702, 16_383])
def test_letters_and_numbers_of_columns_agree(column):
    assert column_of(letters(column)) == column
