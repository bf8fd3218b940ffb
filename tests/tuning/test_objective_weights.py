"""Weights by the data: the published figures, another implementation, and awkward data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from pymcdm import weights as pymcdm

from scoring.tuning.advice.objective import METHODS, suggest

NAN = np.nan
PUBLISHED = [
    # Diakoulaki, Mavrotas & Papayannakis (1995): eight pharmaceutical firms, three criteria. The
    # paper prints 0.20, 0.48 and 0.32; the further digits are those of scikit-criteria's test.
    pytest.param(
        "critic",
        [
            [61, 20.7, 16.3, 9, 5.4, 4, -6.1, -34.6],
            [1.08, 0.26, 1.98, 3.29, 2.77, 4.12, 3.52, 3.31],
            [4.33, 4.34, 2.53, 1.65, 2.33, 1.21, 2.10, 0.98],
        ],
        [0.20222554, 0.48090173, 0.31687273],
        8,
        id="CRITIC, Diakoulaki et al. 1995",
    ),
    # Tuş & Aytaç Adalı, Opsearch 56 (2019) 528-538.
    pytest.param(
        "critic",
        [
            [5000, 680, 2000, 600, 800],
            [3, 5, 3, 4, 2],
            [3, 3, 2, 3, 4],
            [4, 2, 3, 1, 3],
            [3, 2, 4, 2, 3],
            [2, 1, 3, 2, 4],
        ],
        [0.157, 0.249, 0.168, 0.121, 0.154, 0.151],
        3,
        id="CRITIC, Tuş & Aytaç Adalı 2019",
    ),
    # Xu, European Journal of Operational Research 156 (2004) 530-532.
    pytest.param(
        "entropy",
        [[30, 19, 19, 68], [30, 54, 15, 70], [38, 86, 85, 60], [29, 29, 28.9, 29]],
        [0.4630, 0.3992, 0.1378, 0.0000],
        4,
        id="entropy, Xu 2004",
    ),
    # Zavadskas & Podvezko, Int. J. Information Technology & Decision Making 15 (2016) 267-283.
    pytest.param(
        "entropy",
        [[3.0, 2.5, 1.8, 2.2], [100, 80, 50, 70], [10, 8, 20, 12], [7, 5, 11, 9]],
        [0.1146, 0.1981, 0.4185, 0.2689],
        4,
        id="entropy, Zavadskas & Podvezko 2016",
    ),
    # Jahan & Edwards, Materials & Design 49 (2013) 1000-1008.
    pytest.param(
        "standard_deviation",
        [
            [0, 0.39, 0.17, 0.35, 0.3, 0.84, 1],
            [0, 0.3, 0.36, 0.29, 0.4, 0.71, 1],
            [0, 0.77, 0.8, 0.93, 0.94, 1, 0.99],
        ],
        [0.35, 0.31, 0.34],
        2,
        id="standard deviation, Jahan & Edwards 2013",
    ),
]
OTHERS = {
    "entropy": pymcdm.entropy_weights,
    "critic": pymcdm.critic_weights,
    "standard_deviation": pymcdm.standard_deviation_weights,
}
methods = pytest.mark.parametrize("method", METHODS)
rates = arrays.arrays(
    np.float64,
    st.tuples(st.integers(1, 6), st.integers(1, 12)),
    elements=st.one_of(st.just(NAN), st.integers(0, 20).map(lambda n: n / 20)),
)


def said(suggestion, place):
    return [note.message.say("en") for note in suggestion.notes if note.place == place]


@pytest.mark.parametrize(("method", "columns", "shares", "digits"), PUBLISHED)
def test_published_figures_come_out(method, columns, shares, digits):
    suggestion = suggest(method, np.array(columns, float))

    assert suggestion.shares.round(digits).tolist() == shares
    assert suggestion.notes == ()


@methods
def test_another_implementation_agrees_where_it_is_safe(method):
    columns = np.random.default_rng(1).uniform(0.1, 1, (6, 50))

    np.testing.assert_allclose(suggest(method, columns).shares, OTHERS[method](columns.T))


@given(rates)
def test_shares_are_never_negative_and_add_up_to_one_or_there_are_none(columns):
    for method in METHODS:
        suggestion = suggest(method, columns)

        if suggestion.shares is None:
            assert said(suggestion, None)[-1].startswith("nothing here tells"), method
        else:
            assert (suggestion.shares >= 0).all(), method
            assert suggestion.shares.sum() == pytest.approx(1), method


@given(rates, st.randoms(use_true_random=False))
def test_the_order_of_departments_changes_nothing(columns, random):
    order = list(range(columns.shape[1]))
    random.shuffle(order)
    for method in METHODS:
        before, after = suggest(method, columns), suggest(method, columns[:, order])
        shares = (np.zeros(0) if s.shares is None else s.shares for s in (before, after))
        told, told_after = ([n.message.say("en") for n in s.notes] for s in (before, after))

        np.testing.assert_allclose(*shares, atol=2e-12, err_msg=method)
        assert told == told_after, method


@given(rates, st.integers(1, 100))
def test_all_rates_times_one_number_change_nothing(columns, factor):
    for method in METHODS:
        before, after = suggest(method, columns), suggest(method, columns * factor)

        assert (before.shares is None) == (after.shares is None), method
        if before.shares is not None:
            np.testing.assert_allclose(before.shares, after.shares, atol=1e-9, err_msg=method)


@pytest.mark.parametrize(
    ("method", "change"),
    [
        pytest.param("entropy", lambda x: 3 * x, id="entropy: the scale of one sibling"),
        pytest.param("critic", lambda x: 3 * x + 7, id="CRITIC: its scale and its start"),
        pytest.param("standard_deviation", lambda x: x + 7, id="standard deviation: its start"),
    ],
)
def test_what_leaves_each_method_as_it_is(method, change):
    columns = np.random.default_rng(2).uniform(0, 1, (4, 30))
    changed = np.vstack([change(columns[:1]), columns[1:]])

    np.testing.assert_allclose(
        suggest(method, columns).shares, suggest(method, changed).shares, atol=1e-10
    )


@methods
def test_what_is_the_same_everywhere_weighs_nothing_and_is_noted(method):
    suggestion = suggest(method, np.array([[1.0, 1, 1], [0.2, 0.5, 0.9], [0.9, 0.1, 0.8]]))

    assert suggestion.shares[0] == 0
    assert said(suggestion, 0) == [
        "all 3 departments have the same rate: it weighs nothing by the data"
    ]
    assert not said(suggestion, 1)


@methods
@pytest.mark.parametrize(
    "columns",
    [
        pytest.param([[1.0, 1.0], [0.5, 0.5]], id="nothing varies"),
        pytest.param([[0.0, 0.0], [0.0, 0.0]], id="all got nothing"),
        pytest.param([[0.3], [0.7]], id="one department"),
        pytest.param([[NAN, NAN], [NAN, NAN]], id="nobody was judged"),
        pytest.param([[], []], id="no departments"),
    ],
)
def test_where_nothing_varies_there_is_no_answer_but_a_note(method, columns):
    suggestion = suggest(method, np.array(columns))

    assert suggestion.shares is None
    assert said(suggestion, None) == [
        "nothing here tells departments apart, by want of figures or of differences: "
        "the weights are left as they are"
    ]


@pytest.mark.parametrize(
    ("method", "shares"),
    [
        pytest.param("entropy", [0.8409, 0.1591], id="entropy"),
        pytest.param("critic", [0.5, 0.5], id="CRITIC: two departments always agree or disagree"),
        pytest.param("standard_deviation", [0.6667, 0.3333], id="standard deviation"),
    ],
)
def test_two_departments_are_enough(method, shares):
    columns = np.array([[0.0, 1.0], [0.75, 0.25]])
    expected = np.array(shares)
    if method == "entropy":
        expected = np.array([1, d := 1 + (0.75 * np.log(0.75) + 0.25 * np.log(0.25)) / np.log(2)])
        expected = expected / (1 + d)

    np.testing.assert_allclose(suggest(method, columns).shares, expected, atol=1e-4)


def test_critic_goes_by_deviation_where_all_that_varies_agrees():
    columns = np.array([[0.0, 0.5, 1.0], [0.0, 0.2, 0.4], [1.0, 1.0, 1.0]])
    suggestion = suggest("critic", columns)

    assert suggestion.shares.round(4).tolist() == [0.7143, 0.2857, 0]
    assert said(suggestion, None) == [
        "what varies agrees entirely, so CRITIC has no conflict to go by: by standard deviation"
    ]


@methods
def test_blanks_are_left_out_and_few_figures_are_noted(method):
    columns = np.array([[0.1, 0.9, NAN, NAN, NAN], [0.2, 0.4, 0.1, 0.9, 0.3]])
    suggestion = suggest(method, columns)

    assert suggestion.shares.sum() == pytest.approx(1)
    assert said(suggestion, 0) == [
        "only 2 departments were judged (of siblings up to 5): little to go by"
    ]


def test_a_sibling_that_one_was_judged_on_weighs_nothing():
    suggestion = suggest("entropy", np.array([[NAN, NAN, 0.4], [0.2, 0.4, 0.1]]))

    assert suggestion.shares.tolist() == [0, 1]
    assert said(suggestion, 0) == [
        "one department was judged, with none to compare: it weighs nothing by the data"
    ]


def test_a_sibling_that_nobody_was_judged_on_is_noted():
    suggestion = suggest("critic", np.array([[NAN, NAN, NAN], [0.2, 0.4, 0.1]]))

    assert said(suggestion, 0) == ["no department was judged: it weighs nothing by the data"]


def test_entropy_measures_negative_values_from_the_least():
    suggestion = suggest("entropy", np.array([[-1.0, 0, 1], [0, 1, 2]]))

    assert suggestion.shares.tolist() == [0.5, 0.5]
    assert said(suggestion, 0) == ["it has negative values, and is measured from the least of them"]


def test_what_alone_varies_takes_all():
    suggestion = suggest("critic", np.array([[0.1, 0.9], [0.5, 0.5]]))

    assert suggestion.shares.tolist() == [1, 0]
    assert [note.place for note in suggestion.notes] == [1]
