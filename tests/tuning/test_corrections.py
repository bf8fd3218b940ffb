"""Which judgement to put right, and to what."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_matrices import GAP, HOUSE, NATIONS, SCHOOL, matrix

from scoring.tuning.expert.corrections import corrections
from scoring.tuning.expert.priorities import priorities
from scoring.tuning.expert.random_index import TABLES
from scoring.tuning.expert.scale import VALUES

SAATY = TABLES["saaty-1980"]


def test_the_house_of_saaty():
    """The neighbourhood against the condition: 1/2 for 6 brings λmax to 8.811, CR to 0.083.

    T. L. Saaty, European J. of Operational Research 145 (2003).
    """
    [step] = corrections(HOUSE, SAATY, 0.1)

    assert (step.row, step.column, step.given, step.suggested) == (2, 6, 6, 0.5)
    assert step.cr == pytest.approx(0.083, abs=0.001)


def test_one_may_not_be_enough():
    steps = corrections(SCHOOL, SAATY, 0.1)

    assert len(steps) == 3
    assert [step.cr > 0.1 for step in steps] == [True, True, False]


def test_what_is_consistent_enough_is_left_alone():
    assert corrections(NATIONS, SAATY, 0.1) == []


def test_a_judgement_that_nothing_else_answers_is_not_doubted():
    """Of a, b, c in a circle and d hanging on c, only the circle contradicts itself."""
    steps = corrections(matrix([9, 1 / 9, GAP], [9, GAP], [9]), SAATY, 0.1)

    assert steps
    assert all(step.column < 3 for step in steps)


@given(
    st.lists(st.sampled_from(VALUES), min_size=6, max_size=6),
)
def test_each_step_lowers_the_ratio_and_is_what_it_says(values):
    made = matrix(values[:3], values[3:5], values[5:])
    ratio = priorities(made, SAATY).cr
    for step in corrections(made, SAATY, 0.1):
        assert step.given == made[step.row, step.column]
        assert step.suggested in VALUES
        made[step.row, step.column], made[step.column, step.row] = (
            step.suggested,
            1 / step.suggested,
        )
        assert priorities(made, SAATY).cr == pytest.approx(step.cr)
        assert step.cr < ratio
        ratio = step.cr
    assert np.isfinite(made).all()
