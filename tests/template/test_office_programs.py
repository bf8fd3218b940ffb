"""Templates that LibreOffice has opened and saved are still read as what they are."""

from types import SimpleNamespace

import numpy as np
import pytest
from filling import filled, form_cells
from programs import converted, converted_all
from shipped import plan_of, shipped

from scoring.evaluation import evaluate
from scoring.intake import from_records, read_submissions
from scoring.sampling import sample
from scoring.template import template

pytestmark = pytest.mark.programs
NAME = "kunming-department@2019"


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """Return a record and its form as it was made, blank and filled, and as it was saved anew."""
    folder = tmp_path_factory.mktemp("forms")
    ruleset = shipped(NAME)
    record = sample(ruleset, 1, 5).records[0]
    blank, full = folder / "空表.xlsx", folder / "报送表.xlsx"
    blank.write_bytes(template(ruleset))
    full.write_bytes(typed(blank.read_bytes(), record))
    saved = converted_all([blank, full], "xlsx", folder / "saved")
    return SimpleNamespace(record=record, full=full, saved_blank=saved[0], saved_full=saved[1])


def typed(content, record):
    return filled(content, form_cells(content, shipped(NAME), record))


def marks(submissions):
    scores = evaluate(plan_of(NAME), submissions)
    return scores.rates, scores.states, scores.totals


def read_as_given(path, record):
    read = read_submissions(path, shipped(NAME))
    given = from_records([record], shipped(NAME))
    for mine, theirs in zip(marks(read), marks(given), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    told = {finding.check for finding in read.findings}
    assert not told & {"unknown_column", "unknown_sheet", "hidden_sheet", "other_edition"}


def test_a_filled_template_that_was_saved_again(forms):
    read_as_given(forms.saved_full, forms.record)


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_filled_template_that_was_saved_as(suffix, tmp_path, forms):
    read_as_given(converted(forms.full, suffix, tmp_path), forms.record)


def test_a_template_that_was_saved_before_it_was_filled(tmp_path, forms):
    path = tmp_path / "报送表.xlsx"
    path.write_bytes(typed(forms.saved_blank.read_bytes(), forms.record))

    read_as_given(path, forms.record)
