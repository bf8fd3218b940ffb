"""Ranks of many draws at once, and how often each was had."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.ranking import competition_ranks
from scoring.tuning.duels import Duels
from scoring.tuning.standing import ranks_in
from scoring.tuning.tally import RankTally

SHAPE = st.tuples(st.integers(1, 4), st.integers(1, 9))
FEW = st.integers(0, 6)


@given(SHAPE.flatmap(lambda shape: arrays(np.int64, (3, *shape), elements=FEW)), st.booleans())
def test_a_draw_is_ranked_as_it_is_by_itself(columns, far):
    totals, *breakers = columns
    totals = totals * (1_000_000 if far else 1)

    ranks = ranks_in(totals, breakers)

    for draw, row in enumerate(ranks):
        assert (row == competition_ranks([key[draw] for key in (totals, *breakers)])).all()


@given(SHAPE.flatmap(lambda shape: arrays(np.int64, shape, elements=FEW)))
def test_dense_ranks_leave_no_gap(totals):
    for row, ranks in zip(totals, ranks_in(totals, [], "dense"), strict=True):
        better = [len({other for other in row if other > total}) for total in row]
        assert ranks.tolist() == [count + 1 for count in better]


@pytest.mark.parametrize("draws", [3, 40])
def test_quantiles_are_ranks_that_were_had(draws):
    ranks = np.random.default_rng(1).integers(1, 11, (draws, 10))
    tally = RankTally(10, 10, draws)
    for some in np.array_split(ranks, 3):
        tally.add(some)

    low, middle, high = tally.quantiles((0.05, 0.5, 0.95))

    ordered = np.sort(ranks, axis=0)
    assert low.tolist() == ordered[int(np.ceil(0.05 * draws)) - 1].tolist()
    assert middle.tolist() == ordered[int(np.ceil(0.5 * draws)) - 1].tolist()
    assert high.tolist() == ordered[int(np.ceil(0.95 * draws)) - 1].tolist()


@pytest.mark.parametrize("draws", [3, 40])
def test_the_shares_of_all_ranks_add_up(draws):
    tally = RankTally(10, 10, draws)
    tally.add(np.tile(np.arange(1, 11), (draws, 1)))

    assert tally.shares(4).tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("draws", [2, 4])
def test_who_is_not_ranked_in_a_draw_is_last_and_counted_by_itself(draws):
    tally = RankTally(1, 3, draws)
    tally.add(np.tile([[1], [4]], (draws // 2, 1)))

    assert tally.shares(0).tolist() == [0.5, 0, 0, 0.5]
    assert tally.quantiles((0.5, 0.95)).tolist() == [[1], [3]]


PLACES = st.tuples(st.integers(1, 6), st.integers(1, 300)).flatmap(
    lambda shape: arrays(np.int32, shape[::-1], elements=st.integers(1, 4))
)


@settings(max_examples=30, deadline=None)
@given(PLACES, st.randoms(use_true_random=False))
def test_pairs_are_counted_as_one_by_one(places, random):
    draws, size = places.shape
    rows = random.sample(range(size), size)
    duels = Duels(np.array(rows), size - 1)
    for some in np.array_split(places, 3):
        duels.add(some)

    found = {pair[:2]: pair[2:] for pair in duels.closer_than(1.01, draws)}

    assert set(found) == {(a, b) for n, a in enumerate(rows) for b in rows[n + 1 :]}
    for (first, second), shares in found.items():
        ahead = places[:, first] < places[:, second]
        equal = places[:, first] == places[:, second]
        behind = places[:, first] > places[:, second]
        assert shares == tuple(float(each.mean()) for each in (ahead, equal, behind))
