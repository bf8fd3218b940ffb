"""Priorities and consistency of judgement matrices, against published figures and libraries."""

import ahpy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_matrices import GAP, HOUSE, NATIONS, SCHOOL, VOCATION, matrix
from pymcdm.weights.subjective import AHP

from scoring.errors import ScoringError
from scoring.tuning.expert.aggregation import aggregate_judgements
from scoring.tuning.expert.priorities import priorities, unlinked_groups
from scoring.tuning.expert.random_index import TABLES

SAATY = TABLES["saaty-1980"]
judgement = st.sampled_from([1 / n for n in range(9, 1, -1)] + list(range(1, 10)))


@st.composite
def judged(draw, sizes=(1, 8), values=judgement):
    size = draw(st.integers(*sizes))
    return matrix(*([draw(values) for _ in range(size - n - 1)] for n in range(size - 1)))


@pytest.mark.parametrize(
    ("given", "weights", "lambda_max", "cr"),
    [
        pytest.param(
            HOUSE,
            [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333],
            9.669,
            0.169,
            id="house",
        ),
        pytest.param(
            NATIONS, [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094], 7.608, 0.077, id="nations"
        ),
        pytest.param(VOCATION, [0.77, 0.05, 0.17], 3.21, 0.18, id="a school's vocational training"),
        pytest.param(np.ones((3, 3)), [1 / 3, 1 / 3, 1 / 3], 3, 0, id="all alike"),
    ],
)
def test_published_examples(given, weights, lambda_max, cr):
    found = priorities(given, SAATY)

    assert found.eigenvector == pytest.approx(weights, abs=0.006)
    assert found.lambda_max == pytest.approx(lambda_max, abs=0.006)
    assert found.cr == pytest.approx(cr, abs=0.006)


def test_the_school_of_saaty():
    weights = [0.32, 0.14, 0.03, 0.13, 0.24, 0.14]

    assert priorities(SCHOOL, SAATY).eigenvector == pytest.approx(weights, abs=0.006)


@pytest.mark.parametrize("given", [HOUSE, SCHOOL, NATIONS], ids=["house", "school", "nations"])
def test_as_other_libraries_have_it(given):
    size = len(given)
    pairs = {(f"{i}", f"{j}"): given[i, j] for i in range(size) for j in range(i + 1, size)}
    theirs = ahpy.Compare("test", pairs, precision=6, random_index="saaty")
    ours = priorities(given, TABLES["saaty-2005"])

    assert ours.eigenvector == pytest.approx(
        [theirs.local_weights[f"{n}"] for n in range(size)], abs=2e-6
    )
    assert ours.cr == pytest.approx(theirs.consistency_ratio, abs=2e-6)
    assert ours.eigenvector == pytest.approx(AHP(matrix=given)(), abs=1e-9)


def test_gaps_are_taken_for_the_ratio_of_the_priorities():
    """P. T. Harker (1987): twice, and twice again, is four times."""
    found = priorities(matrix([2, GAP], [2]), SAATY)

    assert found.eigenvector == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found.geometric_mean == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert (found.lambda_max, found.ci, found.ri, found.cr) == (pytest.approx(3), 0, 0, 0)


@given(judged(sizes=(3, 6)), st.data())
def test_a_gap_filled_with_what_it_was_taken_for_changes_no_priority(given, data):
    first, second = data.draw(st.sampled_from([(0, 1), (1, 2), (0, 2)]))
    gapped = given.copy()
    gapped[first, second] = gapped[second, first] = GAP
    found = priorities(gapped, SAATY)
    filled = gapped.copy()
    filled[first, second] = found.eigenvector[first] / found.eigenvector[second]
    filled[second, first] = 1 / filled[first, second]

    assert priorities(filled, SAATY).eigenvector == pytest.approx(found.eigenvector)
    assert priorities(filled, SAATY).lambda_max == pytest.approx(found.lambda_max)


@given(judged(sizes=(3, 6)), st.data())
def test_a_gap_filled_with_the_ratio_of_geometric_means_changes_none_of_them(given, data):
    first, second = data.draw(st.sampled_from([(0, 1), (1, 2), (0, 2)]))
    gapped = given.copy()
    gapped[first, second] = gapped[second, first] = GAP
    means = priorities(gapped, SAATY).geometric_mean
    gapped[first, second], gapped[second, first] = (
        means[first] / means[second],
        means[second] / means[first],
    )

    assert priorities(gapped, SAATY).geometric_mean == pytest.approx(means)


@given(st.lists(st.floats(1, 3), min_size=1, max_size=9))
def test_judgements_that_agree_give_back_the_weights_they_came_from(weights):
    weights = np.array(weights) / sum(weights)
    found = priorities(weights[:, None] / weights, SAATY)

    assert found.eigenvector == pytest.approx(weights)
    assert found.geometric_mean == pytest.approx(weights)
    assert found.cr == pytest.approx(0, abs=1e-9)


@given(judged(), st.randoms(use_true_random=False))
def test_both_add_up_to_one_and_follow_their_thing_wherever_it_stands(given, random):
    order = random.sample(range(len(given)), len(given))
    found = priorities(given, SAATY)
    moved = priorities(given[np.ix_(order, order)], SAATY)

    assert found.eigenvector.sum() == pytest.approx(1)
    assert found.geometric_mean.sum() == pytest.approx(1)
    assert (found.eigenvector > 0).all()
    assert moved.eigenvector == pytest.approx(found.eigenvector[order])
    assert moved.geometric_mean == pytest.approx(found.geometric_mean[order])


@given(judged(sizes=(3, 3)))
def test_of_three_both_methods_agree(given):
    """Saaty and Vargas, Mathematical Modelling 5 (1984)."""
    found = priorities(given, SAATY)

    assert found.eigenvector == pytest.approx(found.geometric_mean)


@pytest.mark.parametrize("given", [np.ones((1, 1)), matrix([9])], ids=["one", "two"])
def test_one_or_two_things_cannot_be_judged_inconsistently(given):
    found = priorities(given, SAATY)

    assert (found.ci, found.ri, found.cr) == (0, 0, 0)


def test_beyond_the_table_there_is_no_ratio():
    assert priorities(np.ones((16, 16)), SAATY).cr is None
    assert priorities(np.ones((16, 16)), TABLES["alonso-lamata-2006"]).cr == 0


@pytest.mark.parametrize(
    ("size", "index"), [(1, 0), (2, 0), (3, 0.58), (9, 1.45), (12, 1.48), (15, 1.59), (16, None)]
)
def test_the_table_of_1980(size, index):
    assert SAATY.of(size) == index


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_is_that_of_random_matrices(table):
    """A thousand random matrices come within five per cent of each table."""
    random = np.random.default_rng(1)
    scale = np.array([1 / n for n in range(9, 1, -1)] + list(range(1, 10)))
    for size in (5, 10):
        indices = [
            priorities(
                matrix(*(random.choice(scale, size - n - 1) for n in range(size - 1))), table
            ).ci
            for _ in range(300)
        ]
        assert np.mean(indices) == pytest.approx(table.of(size), rel=0.07)


def test_groups_that_nothing_compares_are_found():
    assert unlinked_groups(matrix([2, GAP, GAP], [GAP, GAP], [3])) == [[0, 1], [2, 3]]
    assert unlinked_groups(HOUSE) == [list(range(8))]


@given(st.lists(judged(sizes=(4, 4)), min_size=1, max_size=4))
def test_experts_together_stay_reciprocal_in_whatever_order(matrices):
    joint = aggregate_judgements(matrices, [1] * len(matrices))

    assert joint * joint.T == pytest.approx(np.ones((4, 4)))
    assert aggregate_judgements(matrices[::-1], [1] * len(matrices)) == pytest.approx(joint)


def test_an_expert_counts_by_importance():
    joint = aggregate_judgements([matrix([8]), matrix([1])], [2, 1])

    assert joint[0, 1] == pytest.approx(4)


def test_a_pair_is_judged_by_those_who_judged_it():
    joint = aggregate_judgements([matrix([8, GAP], [GAP]), matrix([2, 3], [GAP])], [1, 1])

    assert joint[0] == pytest.approx([1, 4, 3])
    assert np.isnan(joint[1, 2])


@pytest.mark.parametrize(
    ("matrix", "told"),
    [
        pytest.param(np.ones((2, 3)), "判断矩阵不是方阵：(2, 3)", id="oblong"),
        pytest.param(np.ones((0, 0)), "不是方阵", id="nothing"),
        pytest.param(np.ones(3), "不是方阵", id="a row"),
        pytest.param(np.array([[1.0, 2], [3, 1]]), "不是正互反矩阵", id="no reciprocals"),
        pytest.param(np.array([[1.0, 0], [0, 1]]), "不是正互反矩阵", id="zeros"),
        pytest.param(np.array([[1.0, -2], [-0.5, 1]]), "不是正互反矩阵", id="negative"),
        pytest.param(np.array([[2.0, 1], [1, 2]]), "不是正互反矩阵", id="twos on the diagonal"),
        pytest.param(np.array([[1.0, np.nan], [2, 1]]), "不是正互反矩阵", id="a gap on one side"),
        pytest.param(
            np.array([[1.0, np.nan], [np.nan, 1]]), "没有把全部指标连成整体", id="unlinked"
        ),
    ],
)
def test_what_is_no_judgement_matrix_is_refused(matrix, told):
    with pytest.raises(ScoringError) as caught:
        priorities(matrix, TABLES["saaty-1980"])

    assert told in str(caught.value)
