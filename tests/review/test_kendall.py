"""Kendall's tau-b, counted pair by pair and counted fast."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.review.diff.kendall import Pairs, compare_ranks, count_inversions


def by_pairs(before, after, groups):
    """Count every pair as its definition has it."""
    counts = dict.fromkeys(Pairs._fields, 0)
    for i, j in combinations(range(len(before)), 2):
        if groups[i] == groups[j]:
            one, other = before[i] - before[j], after[i] - after[j]
            counts["all"] += 1
            counts["tied_before"] += one == 0
            counts["tied_after"] += other == 0
            counts["tied_in_both"] += one == other == 0
            counts["discordant"] += one * other < 0
    return Pairs(**counts)


def compared(before, after, groups=None):
    columns = (before, after, groups or [0] * len(before))
    return compare_ranks(*(np.array(column, np.int64) for column in columns))


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2)), max_size=30))
def test_pairs_are_counted_as_defined(rows):
    columns = list(zip(*rows, strict=True)) or [(), (), ()]

    assert compared(*map(list, columns)) == by_pairs(*columns)


@given(st.permutations(range(40)))
def test_inversions_are_pairs_in_opposite_order(places):
    told = count_inversions(np.array(places))

    assert told == sum(a > b for a, b in combinations(places, 2))


@pytest.mark.parametrize(
    ("before", "after", "tau"),
    [
        pytest.param([1, 2, 3], [1, 2, 3], 1, id="the same order"),
        pytest.param([1, 2, 3], [3, 2, 1], -1, id="the opposite order"),
        pytest.param([1, 2, 2, 4], [1, 2, 2, 4], 1, id="the same ties"),
        pytest.param([1, 2, 3, 4], [1, 1, 3, 4], 5 / (6 * 5) ** 0.5, id="a tie in one"),
        pytest.param([1, 1, 1], [1, 2, 3], None, id="all on one place"),
        pytest.param([1], [1], None, id="nobody to compare with"),
        pytest.param([], [], None, id="nobody at all"),
    ],
)
def test_tau(before, after, tau):
    assert compared(before, after).tau == (tau if tau is None else pytest.approx(tau))


def test_groups_are_not_compared_with_each_other():
    assert compared([1, 2, 1, 2], [1, 2, 2, 1], [0, 0, 1, 1]).tau == 0
