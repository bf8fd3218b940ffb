"""A column that only numbers the rows is layout; any other that no field claims is told."""

from dataclasses import replace

import pandas
import pytest

from scoring.intake import read_submissions
from scoring.model import Field


def unknown(read):
    return [finding for finding in read.findings if finding.check == "unknown_column"]


def sheet(heading, numbers):
    rows = [[number, f"部门{i}", 100] for i, number in enumerate(numbers)]
    return [[heading, "部门", "预算数"], *rows]


@pytest.mark.parametrize("heading", ["序号", "No.", "＃", "№", " 编 号：", "行号"])
def test_running_numbers_are_layout(book, ruleset, heading):
    assert not unknown(read_submissions(book(表=sheet(heading, [1, 2, 3])), ruleset))


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(["1", "２", "3"], id="as text"),
        pytest.param([51, 52, 54], id="from 51 on, one left out"),
        pytest.param([3, 1, 2], id="in another order"),
        pytest.param([1, None, 2], id="a merged or empty one"),
        pytest.param([1, 2, 1], id="beginning anew"),
        pytest.param([None, None, None], id="none filled in"),
    ],
)
def test_numbers_close_together_are_running(book, ruleset, numbers):
    assert not unknown(read_submissions(book(表=sheet("序号", numbers)), ruleset))


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        pytest.param("编号", [101, 205, 309], id="codes"),
        pytest.param("序号", ["A1", "A2", "A3"], id="letters"),
        pytest.param("序号", [1.5, 2.5, 3.5], id="fractions"),
        pytest.param("序号", [-1, -2, -3], id="below zero"),
        pytest.param("序号", ["9" * 5000, 1, 2], id="thousands of digits"),
        pytest.param("得分", [1, 2, 3], id="another heading"),
    ],
)
def test_other_columns_are_told(book, ruleset, heading, numbers):
    assert unknown(read_submissions(book(表=sheet(heading, numbers)), ruleset))


def test_a_field_that_claims_the_heading_has_it(book, ruleset):
    field = Field("no", "序号", "integer")
    asking = replace(ruleset, fields={**ruleset.fields, "no": field})

    read = read_submissions(book(表=sheet("序号", [1, 2, 3])), asking)

    assert read.columns["no"].values.tolist() == [1, 2, 3]


def test_gaps_of_an_array_are_no_numbers(tmp_path, ruleset):
    file = tmp_path / "报送.parquet"
    columns = {"序号": [1, None, 2], "部门": ["甲", "乙", "丙"], "预算数": [1.0, 2.0, 3.0]}
    pandas.DataFrame(columns).astype({"序号": "Int64"}).to_parquet(file)

    assert not unknown(read_submissions(file, ruleset))
