"""Rounding half up, once; marks shared out to the last hundredth."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.points import round_half_up, round_marks, share_out, to_points


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        pytest.param(0.125, 2, 0.13, id="a half goes up"),
        pytest.param(2.675, 2, 2.68, id="a half that falls short in binary goes up"),
        pytest.param(-2.675, 2, -2.68, id="a negative half goes away from zero"),
        pytest.param(0.12499, 2, 0.12, id="less than a half goes down"),
        pytest.param(99.99999999, 4, 100, id="dust below is gone"),
        pytest.param(100.00000001, 4, 100, id="dust above is gone"),
        pytest.param(2.5, 0, 3, id="to whole numbers"),
        pytest.param(-0.00001, 4, 0, id="nothing is left"),
        pytest.param(1e15, 4, 1e15, id="a great figure"),
    ],
)
def test_round_half_up(value, decimals, rounded):
    assert round_half_up(np.array([value, 1.0]), decimals)[0] == rounded
    assert round_half_up(np.float64(value), decimals) == rounded


@given(st.decimals(-10_000, 10_000, places=5), st.integers(0, 4))
def test_decimal_figures_round_as_by_hand(value, decimals):
    by_hand = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

    assert round_half_up(np.array([float(value)]), decimals)[0] == float(by_hand)


@pytest.mark.parametrize("beside", [1.0, -1.0])
def test_minus_zero_is_zero_whatever_is_beside_it(beside):
    assert not np.signbit(round_half_up(np.array([-0.0, -0.001, beside]), 2)[:2]).any()


def test_what_is_not_a_number_stays_none():
    assert np.isnan(round_half_up(np.array([np.nan]), 2)[0])


@pytest.mark.parametrize(
    ("rate", "full_marks", "points"),
    [
        pytest.param(0.7 / 0.8, 500, 438, id="437.5 that falls short in binary"),
        pytest.param(1, 500, 500, id="full marks"),
        pytest.param(0, 500, 0, id="nothing"),
        pytest.param(0.0009, 500, 0, id="less than half a mark"),
        pytest.param(0.001, 500, 1, id="half a mark"),
        pytest.param(0.9989, 500, 499, id="more than half a mark short"),
        pytest.param(0.9991, 500, 500, id="less than half a mark short"),
        pytest.param(0.5, 0, 0, id="no marks to earn"),
    ],
)
def test_rate_becomes_points(rate, full_marks, points):
    assert to_points(np.array([float(rate)]), full_marks).tolist() == [points]
    assert to_points(np.array([float(rate)]), np.array([full_marks])).tolist() == [points]


@given(st.fractions(0, 1, max_denominator=1000), st.integers(0, 10_000))
def test_points_round_as_by_hand(rate, full_marks):
    by_hand = int(rate * full_marks + Fraction(1, 2))

    assert to_points(np.array([float(rate)]), full_marks).tolist() == [by_hand]


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        pytest.param(100, {"a": 1, "b": 1, "c": 1}, [34, 33, 33], id="ties go by id"),
        pytest.param(100, {"c": 1, "b": 1, "a": 1}, [33, 33, 34], id="in whatever order"),
        pytest.param(100, {"a": 1, "b": 2, "c": 4}, [14, 29, 57], id="largest remainders first"),
        pytest.param(
            2, {"a": 1, "b": 1, "c": 1}, [1, 1, 0], id="fewer marks than there are shares"
        ),
        pytest.param(0, {"a": 1, "b": 1}, [0, 0], id="nothing to share"),
        pytest.param(10, {"a": 1, "b": 0}, [10, 0], id="no weight, no share"),
        pytest.param(10, {"a": Fraction(1, 3), "b": Fraction(2, 3)}, [3, 7], id="fractions"),
    ],
)
def test_share_out(total, weights, shares):
    given_out = share_out(total, {name: Fraction(weight) for name, weight in weights.items()})

    assert list(given_out.values()) == shares


WEIGHTS = st.dictionaries(
    st.sampled_from("abcdefg"), st.fractions(0, 50, max_denominator=60), min_size=1
)


@given(st.integers(0, 10_000), WEIGHTS.filter(lambda weights: sum(weights.values())))
def test_shares_add_up_and_are_off_by_less_than_a_mark(total, weights):
    shares, whole = share_out(total, weights), sum(weights.values())

    assert sum(shares.values()) == total
    assert all(abs(shares[n] - total * w / whole) < 1 for n, w in weights.items())


@given(
    st.integers(0, 10_000), WEIGHTS.filter(lambda weights: sum(weights.values())), st.integers(1, 9)
)
def test_shares_depend_on_proportions_alone(total, weights, times):
    grown = {name: weight * times for name, weight in reversed(weights.items())}

    assert share_out(total, grown) == share_out(total, weights)


def test_each_mark_is_rounded_half_up_on_its_own():
    assert round_marks([Fraction(1, 2), Fraction(3, 2), Fraction(149, 100)]) == [1, 2, 1]
