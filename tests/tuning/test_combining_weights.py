"""Approved weights and those of the data, combined."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.tuning.advice.combination import additive, least_squares, multiplicative

APPROVED, SUGGESTED = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.2, 0.6])


def shares(size):
    parts = st.lists(st.integers(0, 20), min_size=size, max_size=size).filter(any)
    return parts.map(lambda p: np.array(p) / sum(p))


@st.composite
def two(draw):
    size = draw(st.integers(1, 6))
    return draw(shares(size)), draw(shares(size))


@pytest.mark.parametrize(
    ("alpha", "mixed"),
    [
        pytest.param(1, [0.5, 0.3, 0.2], id="all of the approved"),
        pytest.param(0.5, [0.35, 0.25, 0.4], id="half and half"),
        pytest.param(0, [0.2, 0.2, 0.6], id="all of the data"),
    ],
)
def test_a_mixture_takes_its_share_of_each(alpha, mixed):
    np.testing.assert_allclose(additive(APPROVED, SUGGESTED, alpha).shares, mixed)


def test_a_product_is_brought_to_one():
    combined = multiplicative(APPROVED, SUGGESTED)

    np.testing.assert_allclose(combined.shares, np.array([0.1, 0.06, 0.12]) / 0.28)
    assert combined.approved is None


def test_a_product_that_is_nothing_throughout_leaves_what_is_approved():
    combined = multiplicative(np.array([1.0, 0]), np.array([0, 1.0]))

    assert (combined.shares.tolist(), combined.approved) == ([1, 0], 1)


def test_least_squares_solves_its_normal_equations():
    combined = least_squares(APPROVED, SUGGESTED)
    products = np.array([[v @ w for w in (APPROVED, SUGGESTED)] for v in (APPROVED, SUGGESTED)])
    parts = np.linalg.solve(products, np.diag(products))

    assert combined.approved == pytest.approx(parts[0] / parts.sum())


def test_least_squares_never_takes_less_than_nothing():
    combined = least_squares(np.array([0.5, 0.5]), np.array([0.9, 0.1]))

    assert combined.approved == 0
    assert combined.shares.tolist() == [0.9, 0.1]


@given(two())
def test_every_combination_is_shares_again(pair):
    for combined in (additive(*pair, 0.3), multiplicative(*pair), least_squares(*pair)):
        assert (combined.shares >= 0).all()
        assert combined.shares.sum() == pytest.approx(1)


@given(two())
def test_each_combination_of_a_vector_with_itself_but_the_product_is_that_vector(pair):
    own, _ = pair
    for combined in (additive(own, own, 0.3), least_squares(own, own)):
        np.testing.assert_allclose(combined.shares, own)
