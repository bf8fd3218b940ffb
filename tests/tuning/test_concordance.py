"""Kendall's W against published figures and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.errors import ScoringError
from scoring.tuning.expert.agreement import average_ranks, chi_square_tail, concordance

# S. Siegel, Nonparametric Statistics for the Behavioral Sciences (1956), pp. 231 and 234; the
# second is Kendall's own, with ties.
APPLICANTS = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
TIED = [
    [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
    [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
    [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
]


@pytest.mark.parametrize(
    ("ranks", "w"),
    [
        pytest.param(APPLICANTS, 0.16, id="six applicants, three executives"),
        pytest.param(TIED, 0.828, id="ten things with ties"),
        pytest.param([[1, 2, 3], [1, 2, 3]], 1, id="the same order"),
        pytest.param([[1, 2, 3], [3, 2, 1]], 0, id="opposite orders"),
        pytest.param([[1, 1, 2], [1, 1, 2]], 1, id="the same ties"),
    ],
)
def test_published_examples(ranks, w):
    assert concordance(-np.array(ranks, float)).w == pytest.approx(w, abs=0.002)


@pytest.mark.parametrize(
    "scores",
    [
        pytest.param([[5, 4, 3]], id="one expert"),
        pytest.param([[5], [4]], id="one item"),
        pytest.param([[5, 5, 5], [3, 3, 3]], id="all alike to everybody"),
        pytest.param(np.empty((0, 3)), id="nobody"),
    ],
)
def test_without_an_order_there_is_nothing_to_agree_on(scores):
    assert concordance(np.array(scores, float)) is None


def test_the_ranks_of_a_tie_are_shared():
    assert average_ranks(np.array([3.0, 3, 3])).tolist() == [2, 2, 2]


@given(st.integers(3, 8).flatmap(lambda n: st.lists(
    st.lists(st.integers(1, 5), min_size=n, max_size=n), min_size=2, max_size=6)))  # fmt: skip
def test_as_scipy_has_friedmans_test(scores):
    found = concordance(np.array(scores, float))
    if found is None:
        assert all(len(set(row)) == 1 for row in scores)
        return
    theirs = stats.friedmanchisquare(*np.array(scores).T)

    assert 0 <= found.w <= 1 + 1e-12
    assert found.chi_square == pytest.approx(theirs.statistic, abs=1e-9)
    assert found.p == pytest.approx(theirs.pvalue, abs=1e-9)


@given(st.floats(0, 500), st.integers(1, 60))
def test_the_tail_of_chi_square_is_scipys(value, freedom):
    assert chi_square_tail(value, freedom) == pytest.approx(
        stats.chi2.sf(value, freedom), abs=1e-12
    )


@pytest.mark.parametrize("scores", [[[1, np.nan], [2, 1]], [1, 2, 3]], ids=["a gap", "one row"])
def test_what_is_no_whole_table_is_refused(scores):
    with pytest.raises(ScoringError, match="不是专家 × 指标的完整表"):
        concordance(np.array(scores, float))
