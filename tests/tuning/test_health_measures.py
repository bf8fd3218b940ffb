"""What an indicator does among departments, by figures that can be checked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.tuning.groups import tails, within_groups
from scoring.tuning.health.measures import (
    discrimination,
    distinct,
    influence,
    item_rest,
    mean_rate,
    share_at,
)

NAN = np.nan


@st.composite
def scored(draw):
    """Return parts (whole points), their totals, and groups of some departments."""
    leaves, size = draw(st.integers(1, 5)), draw(st.integers(1, 15))
    row = st.lists(st.integers(0, 10), min_size=size, max_size=size)
    parts = np.array(draw(st.lists(row, min_size=leaves, max_size=leaves)), float)
    groups = np.array(draw(st.lists(st.integers(0, 2), min_size=size, max_size=size)))
    return parts, parts.sum(axis=0), groups


@given(scored())
def test_shares_of_influence_add_up_to_one(given_):
    parts, totals, groups = given_
    shares = influence(parts, totals, groups)

    if within_groups(totals[None], groups).any():
        assert shares.sum() == pytest.approx(1)
    else:
        assert np.isnan(shares).all()


@given(scored(), st.randoms(use_true_random=False))
def test_the_order_of_departments_changes_no_figure(given_, random):
    parts, totals, groups = given_
    order = list(range(len(totals)))
    random.shuffle(order)
    marks = totals.astype(np.int64)

    def figures(o):
        mine, all_, own = parts[:, o], totals[o], groups[o]
        return np.array(
            [
                influence(mine, all_, own),
                item_rest(mine / 10, mine, all_, own),
                discrimination(mine / 10, marks[o], own),
                distinct(mine),
                share_at(mine, 10),
            ]
        )

    np.testing.assert_allclose(figures(order), figures(slice(None)), atol=1e-9)


@given(scored())
def test_both_ends_hold_as_much_as_their_places(given_):
    _, totals, groups = given_
    for end in tails(totals.astype(np.int64), groups):
        for group in set(groups.tolist()):
            size = int((groups == group).sum())
            places = max(1, int(0.27 * size + 0.5)) if size > 1 else 0
            assert end[groups == group].sum() == pytest.approx(places)
        assert ((end >= 0) & (end <= 1)).all()


def test_departments_tied_at_the_line_share_its_places():
    top, bottom = tails(np.array([9, 8, 8, 8, 5, 5, 5]), np.zeros(7, int))

    assert top.round(4).tolist() == [1, 0.3333, 0.3333, 0.3333, 0, 0, 0]
    assert bottom.round(4).tolist() == [0, 0, 0, 0, 0.6667, 0.6667, 0.6667]


def test_discrimination_of_a_hundred_takes_twenty_seven_at_each_end():
    marks = np.arange(100)
    passed = (marks >= 73).astype(float)

    assert discrimination(passed[None], marks, np.zeros(100, int)).tolist() == [1]
    assert discrimination((marks >= 74).astype(float)[None], marks, np.zeros(100, int)).round(
        6
    ).tolist() == [round(26 / 27, 6)]


def test_where_all_totals_are_equal_the_ends_do_not_differ():
    assert discrimination(np.array([[1.0, 0, 0.5]]), np.array([7, 7, 7]), np.zeros(3, int)) == [0]


def test_a_group_of_one_discriminates_nothing():
    assert np.isnan(discrimination(np.array([[1.0]]), np.array([7]), np.zeros(1, int))).all()


def test_an_indicator_is_correlated_with_the_rest_not_with_itself():
    points = np.array([[1.0, 2, 3], [3, 1, 2], [0, 0, 5]])
    found = item_rest(points / 5, points, points.sum(axis=0), np.zeros(3, int))
    expected = [
        np.corrcoef(points[i], points.sum(axis=0) - points[i])[0, 1] for i in range(len(points))
    ]

    np.testing.assert_allclose(found, expected)


def test_differences_between_peer_groups_are_none():
    parts = np.array([[1.0, 2, 11, 12], [5, 5, 0, 0]])
    groups = np.array([0, 0, 1, 1])

    assert influence(parts, parts.sum(axis=0), groups).tolist() == [1, 0]


def test_rates_without_marks_are_left_out():
    rates = np.array([[1.0, 0.0, NAN, 1.0], [NAN, NAN, NAN, NAN]])

    np.testing.assert_allclose(share_at(rates, 1), [2 / 3, NAN])
    np.testing.assert_allclose(share_at(rates, 0), [1 / 3, NAN])
    np.testing.assert_allclose(mean_rate(rates), [2 / 3, NAN])
    assert distinct(rates).tolist() == [2, 0]


def test_nobody_is_no_figure():
    nothing = np.zeros((2, 0))
    groups, totals = np.zeros(0, np.int64), np.zeros(0)

    assert np.isnan(influence(nothing, totals, groups)).all()
    assert np.isnan(discrimination(nothing, totals.astype(np.int64), groups)).all()
    assert np.isnan(item_rest(nothing, nothing, totals, groups)).all()
    assert distinct(nothing).tolist() == [0, 0]
