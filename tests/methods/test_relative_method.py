"""Marks by comparison with the peer group."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import INVALID, MISSING, column, flaws, method, told

from scoring.methods import Reading
from scoring.methods.relative import groups_of
from scoring.model import Column, State

KINDS = ["rank", "percentile", "best", "mean", "median", "min_max"]


def relative(against, **spec):
    return method("relative", against=against, **spec)


def compared(judge, values, peers=None):
    peers = np.array(peers if peers is not None else [0] * len(values), dtype=np.int64)
    return judge.compare(column(values), peers)


def rates(judge, values, peers=None, scale=1.0):
    """Return the rate of each department among its peers, or the State that stands for it."""
    with np.errstate(all="ignore"):
        figures = compared(judge, values, peers)
        judged = judge.attain(Reading(column(values), figures, scale))
    states = judged.states if judged.states is not None else np.zeros(len(values), np.uint8)
    pairs = zip(judged.values.round(12).tolist(), states.tolist(), strict=True)
    return [State(s) if s else rate for rate, s in pairs]


def test_the_worst_of_a_range_earns_no_negative_zero():
    assert str(rates(relative("min_max", better="lower"), [3, 1])[0]) == "0.0"


@pytest.mark.parametrize(
    ("against", "higher", "lower"),
    [
        pytest.param("rank", [1.0, 0.75, 0.5, 0.0], [0.0, 0.25, 0.5, 1.0], id="rank"),
        pytest.param("percentile", [1.0, 0.8, 0.6, 0.2], [0.2, 0.4, 0.6, 1.0], id="percentile"),
        pytest.param("best", [1.0, 0.75, 0.5, 0.125], [0.125, 1 / 6, 0.25, 1.0], id="best"),
        pytest.param("mean", [1.0, 1.0, 0.952380952381, 0.238095238095], None, id="mean"),
        pytest.param("median", [1.0, 1.0, 1.0, 0.25], [0.5, 2 / 3, 1.0, 1.0], id="median"),
        pytest.param(
            "min_max", [1.0, 5 / 7, 3 / 7, 0.0], [0.0, 2 / 7, 4 / 7, 1.0], id="min and max"
        ),
    ],
)
def test_values_are_compared_with_their_peers(against, higher, lower):
    values = [80, 60, 40, 10, 20]

    assert rates(relative(against), values)[:4] == pytest.approx(higher, abs=1e-11)
    if lower:
        judge = relative(against, better="lower")
        assert rates(judge, values)[:4] == pytest.approx(lower, abs=1e-11)


def test_mean_where_lower_is_better():
    judge = relative("mean", better="lower")

    assert rates(judge, [80, 60, 40, 10, 20]) == pytest.approx([0.525, 0.7, 1, 1, 1], abs=1e-11)


@pytest.mark.parametrize("better", ["higher", "lower"])
@pytest.mark.parametrize("against", KINDS)
@pytest.mark.parametrize(
    "values",
    [
        pytest.param([50], id="a group of one"),
        pytest.param([0], id="a group of one with nothing"),
        pytest.param([-50], id="a group of one below zero"),
        pytest.param([50, 50, 50], id="a constant column"),
        pytest.param([0, 0], id="a column of zeros"),
        pytest.param([-0.1] * 3, id="a negative column whose mean is -0.10000000000000002"),
        pytest.param([-0.7] * 3, id="a negative column whose mean is -0.6999999999999998"),
        pytest.param([0.1] * 3, id="a column whose mean is 0.10000000000000002"),
    ],
)
def test_one_alone_or_all_the_same_have_full_marks(against, better, values):
    assert rates(relative(against, better=better), values) == [1.0] * len(values)


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_at_a_negative_mean_there_is_nothing_to_lose(better):
    assert rates(relative("mean", better=better), [-0.1, -0.2, -0.3])[1] == 1.0


@pytest.mark.parametrize(
    ("against", "earned"),
    [
        pytest.param("rank", [1.0, 1.0, 1 / 3, 0.0], id="rank"),
        pytest.param("percentile", [1.0, 1.0, 0.5, 0.25], id="percentile"),
    ],
)
def test_equal_values_stand_at_the_better_rank(against, earned):
    assert rates(relative(against), [9, 9, 5, 1]) == pytest.approx(earned, abs=1e-11)


def test_equal_values_stand_at_the_better_rank_where_lower_is_better():
    assert rates(relative("rank", better="lower"), [1, 5, 5, 9]) == pytest.approx(
        [1, 2 / 3, 2 / 3, 0], abs=1e-11
    )


@pytest.mark.parametrize(
    ("against", "better", "values", "earned"),
    [
        pytest.param("best", "higher", [0, -5], [1.0, 0.0], id="best of zero"),
        pytest.param("best", "higher", [-1, -2], [1.0, 0.0], id="best below zero"),
        pytest.param("best", "higher", [10, -2], [1.0, 0.0], id="below zero against the best"),
        pytest.param("best", "lower", [0, 5], [1.0, 0.0], id="lower, best of zero"),
        pytest.param("best", "lower", [-1, 5], [1.0, 0.0], id="lower, best below zero"),
        pytest.param("mean", "higher", [-1, -3], [1.0, 0.0], id="mean below zero"),
        pytest.param("min_max", "higher", [-1, -2, -3], [1.0, 0.5, 0.0], id="range below zero"),
        pytest.param("min_max", "lower", [-1, -2, -3], [0.0, 0.5, 1.0], id="lower, below zero"),
        pytest.param("rank", "higher", [-1, -2, -3], [1.0, 0.5, 0.0], id="ranks below zero"),
    ],
)
def test_values_of_zero_and_below(against, better, values, earned):
    assert rates(relative(against, better=better), values) == earned


@pytest.mark.parametrize(
    ("spec", "earned"),
    [
        pytest.param({"points": [10, 7, 4]}, [1.0, 0.7, 0.4, 0.0, 0.0], id="points"),
        pytest.param({"share": [1, 0.5]}, [1.0, 0.5, 0.0, 0.0, 0.0], id="shares"),
        pytest.param({"points": [6] * 9}, [0.6] * 5, id="a ladder longer than the group"),
        pytest.param({"points": [12]}, [1.0, 0.0, 0.0, 0.0, 0.0], id="beyond the weight"),
    ],
)
def test_a_ladder_gives_points_by_rank(spec, earned):
    assert rates(relative("rank", **spec), [50, 40, 30, 20, 10]) == earned


def test_a_ladder_serves_ties_one_alone_and_those_left_out():
    judge = relative("rank", points=[9, 6, 3])

    assert rates(judge, [50, 50, 10, MISSING]) == [0.9, 0.9, 0.3, MISSING]
    assert rates(judge, [50]) == [0.9]


@pytest.mark.parametrize(
    ("steps", "earned"),
    [
        pytest.param("complete", [1.0, 1.0, 0.9, 0.9, 0.8], id="complete"),
        pytest.param("started", [1.0, 0.9, 0.9, 0.8, 0.8], id="started"),
        pytest.param("proportional", [1.0, 0.95, 0.9, 0.85, 0.8], id="in proportion"),
    ],
)
@pytest.mark.parametrize("against", ["mean", "median"])
def test_steps_short_of_the_reference_cost(against, steps, earned):
    judge = relative(against, each=2, points=1, steps=steps)

    # The mean and the median of all nine are 10.
    assert rates(judge, [10, 9, 8, 7, 6, *[12.5] * 4])[:5] == earned
    falling = relative(against, each=2, points=1, steps=steps, better="lower")
    assert rates(falling, [10, 11, 12, 13, 14, *[7.5] * 4])[:5] == earned


def test_steps_may_be_capped():
    judge = relative("mean", each=1, share=0.1, at_most=3)

    assert rates(judge, [0, 10]) == [0.7, 1.0]


def test_steps_never_cost_more_than_there_is():
    assert rates(relative("mean", each=1, points=4), [0, 10]) == [0.0, 1.0]


def test_binary_dust_in_the_mean_is_no_step():
    judge = relative("mean", each=0.1, points=1, steps="started")

    assert rates(judge, [0.1, 0.1, 0.1]) == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("against", KINDS)
def test_missing_peers_are_left_out(against):
    judge = relative(against)
    whole, holed = [90, 60, 30], [90, MISSING, 60, INVALID, 30]

    first, _, second, _, third = rates(judge, holed)

    assert rates(judge, holed)[1::2] == [MISSING, INVALID]
    assert [first, second, third] == rates(judge, whole)


def test_nobody_present_is_nobody_compared():
    assert rates(relative("best"), [MISSING, MISSING]) == [MISSING, MISSING]


def test_figures_that_are_not_there_are_left_out_even_without_a_state():
    figures = relative("best").compare(Column(np.array([4.0, np.nan])), np.zeros(2, np.int64))

    assert figures["count"].values[0] == 1


@pytest.mark.parametrize("against", KINDS)
def test_peer_groups_are_compared_apart(against):
    judge = relative(against)
    one, other = [90, 60, 30], [5, 7]

    mixed = rates(judge, [90, 5, 60, 7, 30], peers=[1, 0, 1, 0, 1])

    assert mixed[::2] == rates(judge, one)
    assert mixed[1::2] == rates(judge, other)


def test_groups_keep_the_rows_asked_for():
    rows = groups_of(np.array([0, 2, 3]), np.array([1, 0, 0, 1]))

    assert [group.tolist() for group in rows] == [[2], [0, 3]]
    assert groups_of(np.array([], dtype=np.int64), np.array([1])) == []


@pytest.mark.parametrize("against", KINDS)
@settings(max_examples=30)
@given(st.data())
def test_order_of_rows_does_not_move_a_bit(against, data):
    figure = st.floats(-1e6, 1e6) | st.sampled_from([-0.1, 0.0, 0.1, 0.3])
    values = data.draw(st.lists(figure, min_size=1, max_size=20))
    order = data.draw(st.permutations(range(len(values))))
    judge = relative(against, better=data.draw(st.sampled_from(["higher", "lower"])))

    def bits(numbers):
        with np.errstate(all="ignore"):
            figures = compared(judge, numbers)
            return judge.attain(Reading(column(numbers), figures)).values.tolist()

    straight, shuffled = bits(values), bits([values[i] for i in order])

    assert shuffled == [straight[i] for i in order]


def test_fixed_points_keep_their_size_when_full_marks_change():
    ladder = relative("rank", points=[10, 6], fixed=True)
    stepped = relative("mean", each=5, points=2, fixed=True)

    assert rates(ladder, [9, 1], scale=0.5) == [0.5, 0.3]
    assert rates(stepped, [0, 10], scale=0.5) == [0.9, 1.0]


@pytest.mark.parametrize("against", KINDS)
def test_what_has_no_points_has_none_to_keep(against):
    assert rates(relative(against, fixed=True), [9, 5, 1], scale=0.5) == (
        rates(relative(against), [9, 5, 1])
    )


PAIR = ("", "each 与每档扣分要同时写", "请都写或都不写")
REMOVE = "请删去该参数，或改用 rank、mean、median"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        pytest.param({"against": "mean"}, [], id="the ratio to the mean"),
        pytest.param({"against": "mean", "each": 1, "points": 1}, [], id="steps from the mean"),
        pytest.param({"against": "rank", "points": [1]}, [], id="a ladder of ranks"),
        pytest.param({"against": "mean", "each": 1}, [PAIR], id="steps that cost nothing"),
        pytest.param({"against": "median", "share": 0.1}, [PAIR], id="cost without steps"),
        pytest.param(
            {"against": "best", "each": 1, "points": 1},
            [("against", "best 不按档扣分", REMOVE)],
            id="steps from the best",
        ),
        pytest.param(
            {"against": "rank", "points": 1},
            [("against", "rank 不按档扣分", REMOVE)],
            id="one figure for ranks",
        ),
        pytest.param(
            {"against": "percentile", "share": [1, 0.5]},
            [("against", "percentile 没有名次得分表", REMOVE)],
            id="a ladder of percentiles",
        ),
        pytest.param(
            {"against": "mean", "each": 1, "points": [1]},
            [PAIR, ("against", "mean 没有名次得分表", REMOVE)],
            id="a ladder of steps",
        ),
        pytest.param(
            {"against": "mean", "each": 1, "points": 1, "share": 0.1},
            [("", "points 与 share 只能写一个", "请只写其中一个")],
            id="points and share",
        ),
    ],
)
def test_flaws(spec, found):
    assert flaws("relative", **spec) == found


def figures(reference=90.0, worst=10.0, rank=3.0, count=376.0):
    return {"reference": reference, "worst": worst, "rank": rank, "count": count}


@pytest.mark.parametrize(
    ("spec", "zh", "en"),
    [
        pytest.param(
            {"against": "rank"},
            "预算完成率 80.00%，在同类组 376 家中列第 3，得 99.47%",
            "预算完成率 80.00% ranks 3 of 376 peers and earns 99.47%",
            id="rank",
        ),
        pytest.param(
            {"against": "percentile"},
            "预算完成率 80.00%，在同类组 376 家中列第 3，得 99.47%",
            "预算完成率 80.00% ranks 3 of 376 peers and earns 99.47%",
            id="percentile",
        ),
        pytest.param(
            {"against": "best"},
            "预算完成率 80.00%，与同类组最好值 90.00% 相差 10.00 个百分点，得 88.89%",
            "预算完成率 80.00% is 10.00 percentage points off the best of its peers, 90.00%, "
            "and earns 88.89%",
            id="best",
        ),
        pytest.param(
            {"against": "min_max"},
            "预算完成率 80.00%，与同类组最好值 90.00% 相差 10.00 个百分点，得 87.5%",
            "预算完成率 80.00% is 10.00 percentage points off the best of its peers, 90.00%, "
            "and earns 87.5%",
            id="min and max",
        ),
        pytest.param(
            {"against": "mean"},
            "预算完成率 80.00%，与同类组平均值 90.00% 相差 10.00 个百分点，得 88.89%",
            "预算完成率 80.00% is 10.00 percentage points off the mean of its peers, 90.00%, "
            "and earns 88.89%",
            id="mean",
        ),
        pytest.param(
            {"against": "median", "each": 4, "points": 1},
            "预算完成率 80.00%，与同类组中位数 90.00% 相差 10.00 个百分点，每差 4 个百分点扣 1 分"
            "（计 2 档）",
            "预算完成率 80.00% is 10.00 percentage points off the median of its peers, 90.00%; "
            "every 4 percentage points costs 1 (steps counted: 2)",
            id="median, in steps",
        ),
        pytest.param(
            {"against": "mean", "each": 4, "points": 1, "steps": "started", "at_most": 2},
            "预算完成率 80.00%，与同类组平均值 90.00% 相差 10.00 个百分点，每差 4 个百分点扣 1 分"
            "（不足一档按一档计），最多扣 2 分（计 3 档）",
            "预算完成率 80.00% is 10.00 percentage points off the mean of its peers, 90.00%; "
            "every 4 percentage points costs 1 (a step begun counts whole), 2 at most "
            "(steps counted: 3)",
            id="mean, in steps begun, stopped by the cap",
        ),
        pytest.param(
            {"against": "mean", "each": 4, "points": 1, "steps": "proportional"},
            "预算完成率 80.00%，与同类组平均值 90.00% 相差 10.00 个百分点，每差 4 个百分点扣 1 分"
            "（按比例）",
            "预算完成率 80.00% is 10.00 percentage points off the mean of its peers, 90.00%; "
            "every 4 percentage points costs 1 (in proportion)",
            id="mean, in proportion",
        ),
    ],
)
def test_reason_tells_what_it_was_compared_with(spec, zh, en):
    judge = method("relative", **spec)

    assert told(judge, 80, figures()) == [zh]
    assert told(judge, 80, figures(), language="en") == [en]
