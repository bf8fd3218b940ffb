"""Correlations of columns with blanks, beside NumPy's of the departments that each pair shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring.tuning.correlation import correlate, varies

columns = arrays.arrays(
    np.float64,
    st.tuples(st.integers(1, 5), st.integers(1, 10)),
    elements=st.one_of(st.just(np.nan), st.integers(-20, 20).map(float)),
)


@given(columns)
def test_each_pair_is_measured_over_the_departments_it_shares(values):
    found = correlate(values)
    for i, first in enumerate(values):
        for j, second in enumerate(values):
            both = ~np.isnan(first) & ~np.isnan(second)
            if np.ptp(first[both]) and np.ptp(second[both]) if both.any() else False:
                expected = np.corrcoef(first[both], second[both])[0, 1]
                assert found[i, j] == pytest.approx(expected, abs=1e-6)
            else:
                assert np.isnan(found[i, j])


@given(columns)
def test_columns_with_others_are_the_same_as_all_together(values):
    np.testing.assert_allclose(correlate(values[:1], values), correlate(values)[:1], atol=1e-12)


@given(columns, st.data())
def test_within_groups_deviations_are_from_the_means_of_those_that_a_pair_shares(values, data):
    size = values.shape[1]
    groups = np.array(data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size)))
    found = correlate(values, groups=groups)
    for i, first in enumerate(values):
        for j, second in enumerate(values):
            both = ~np.isnan(first) & ~np.isnan(second)
            x, y = (deviations(column[both], groups[both]) for column in (first, second))
            if np.abs(x).max(initial=0) > 1e-9 and np.abs(y).max(initial=0) > 1e-9:
                expected = x @ y / np.sqrt((x @ x) * (y @ y))
                assert found[i, j] == pytest.approx(expected, abs=1e-6)
            else:
                assert np.isnan(found[i, j])


def deviations(column, groups):
    means = {group: column[groups == group].mean() for group in set(groups.tolist())}
    return column - np.array([means[group] for group in groups.tolist()])


def test_a_constant_of_any_size_does_not_vary():
    assert varies(np.full((1, 3), 1e9)).tolist() == [False]
    assert varies(np.array([[0.0, 0.0]])).tolist() == [False]
    assert varies(np.array([[1e9, 1e9 + 1]])).tolist() == [True]
