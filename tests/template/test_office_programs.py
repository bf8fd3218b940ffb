"""Templates that LibreOffice has opened and saved are still read as what they are."""

import numpy as np
import pytest
from filling import filled, form_cells
from programs import converted
from shipped import shipped

from scoring.evaluation import evaluate
from scoring.intake import from_records, read_submissions
from scoring.plan import compile_plan
from scoring.sampling import sample
from scoring.template import template

RULESET = shipped("kunming-department@2019")
RECORD = sample(RULESET, 1, 5).records[0]


def marks(submissions):
    scores = evaluate(compile_plan(RULESET), submissions)
    return scores.rates, scores.states, scores.totals


@pytest.fixture(scope="module")
def given():
    return from_records([RECORD], RULESET)


def read_as_given(path, given):
    read = read_submissions(path, RULESET)
    for mine, theirs in zip(marks(read), marks(given), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    told = {finding.check for finding in read.findings}
    assert not told & {"unknown_column", "unknown_sheet", "hidden_sheet", "other_edition"}


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_filled_template_that_was_saved_as(suffix, tmp_path, given):
    blank = template(RULESET)
    path = tmp_path / "报送表.xlsx"
    path.write_bytes(filled(blank, form_cells(blank, RULESET, RECORD)))
    (tmp_path / "saved").mkdir()

    read_as_given(converted(path, suffix, tmp_path / "saved"), given)


def test_a_template_that_was_saved_before_it_was_filled(tmp_path, given):
    path = tmp_path / "报送表.xlsx"
    path.write_bytes(template(RULESET))
    (tmp_path / "saved").mkdir()
    saved = converted(path, "xlsx", tmp_path / "saved")
    saved.write_bytes(filled(saved.read_bytes(), form_cells(saved.read_bytes(), RULESET, RECORD)))

    read_as_given(saved, given)
