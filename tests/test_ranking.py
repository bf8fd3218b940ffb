"""Who stands where: ties, peer groups, tie breakers, grades and their quotas."""

import numpy as np
import pytest
from bureau import leaf, ruleset_of, score

from scoring.ranking import competition_ranks, rank


def ranked(values, ranking=None, groups=None, **keys):
    """Return the ranking of departments whose total is their value."""
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40), ranking=ranking or {}, **keys)
    groups = groups or [None] * len(values)
    records = [
        {**(value if isinstance(value, dict) else {"a": value, "b": value}), "peer_group": group}
        for value, group in zip(values, groups, strict=True)
    ]
    return rank(score(ruleset, *records))


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [
        pytest.param("competition", [2, 1, 2, 4], id="competition leaves a gap after equals"),
        pytest.param("dense", [2, 1, 2, 3], id="dense leaves none"),
        pytest.param("ordinal", [2, 1, 3, 4], id="ordinal parts equals by name"),
    ],
)
def test_ties(ties, ranks):
    ranking = ranked([80, 90, 80, 70], {"ties": ties})

    assert ranking.ranks.tolist() == ranks
    assert not ranking.parted.any()


def test_ordinal_goes_by_code_before_name():
    ruleset = ruleset_of(leaf("a", 100), ranking={"ties": "ordinal"})
    scores = score(
        ruleset,
        {"department": "甲", "department_code": "002", "a": 80},
        {"department": "乙", "department_code": "001", "a": 80},
    )

    assert rank(scores).ranks.tolist() == [2, 1]


@pytest.mark.parametrize(
    ("breakers", "ranks", "parted"),
    [
        pytest.param([], [1, 1, 1, 4], [False] * 4, id="none"),
        pytest.param(["i_a"], [1, 2, 2, 4], [True] * 3 + [False], id="an indicator parts some"),
        pytest.param(["i_b"], [3, 1, 1, 4], [True] * 3 + [False], id="another"),
        pytest.param(["i_a", "i_b"], [1, 2, 2, 4], [True] * 3 + [False], id="one after the other"),
        pytest.param(["total"], [1, 1, 1, 4], [False] * 4, id="the total, of equal totals"),
    ],
)
def test_tie_breakers(breakers, ranks, parted):
    first, others = {"a": 100, "b": 50}, {"a": 80, "b": 80}
    ranking = ranked([first, others, others, 70], {"tie_breakers": breakers})

    assert ranking.ranks.tolist() == ranks
    assert ranking.parted.tolist() == parted


@pytest.mark.parametrize(
    ("decimals", "breakers", "ranks"),
    [
        pytest.param(2, [], [2, 1, 3], id="as fine as the total"),
        pytest.param(4, [], [2, 1, 3], id="finer than the total"),
        pytest.param(1, [], [1, 1, 3], id="coarser than the total"),
        pytest.param(0, [], [1, 1, 3], id="whole points, half up"),
        pytest.param(0, ["total"], [2, 1, 3], id="coarser, parted by the total"),
    ],
)
def test_ranks_are_by_the_rounded_total(decimals, breakers, ranks):
    ranking = ranked([88.51, 88.54, 88.44], {"decimals": decimals, "tie_breakers": breakers})

    assert ranking.ranks.tolist() == ranks


@pytest.mark.parametrize(
    ("within", "ranks", "rank_of"),
    [
        pytest.param(None, [1, 2, 3, 4], [4, 4, 4, 4], id="all together"),
        pytest.param("peer_group", [1, 1, 2, 2], [2, 2, 2, 2], id="within peer groups"),
        pytest.param("level", [1, 2, 3, 4], [4, 4, 4, 4], id="those that name no group are one"),
    ],
)
def test_peer_groups(within, ranks, rank_of):
    ranking = ranked([90, 80, 70, 60], {"within": within}, ["政府", "党群", "政府", "党群"])

    assert ranking.ranks.tolist() == ranks
    assert ranking.rank_of.tolist() == rank_of


def test_unranked_stand_apart():
    ranking = ranked(
        [90, {"a": None, "b": 100}, 80],
        policies={"missing": "unranked"},
        grades=[{"title": "合格", "at_least": 0}],
    )

    assert ranking.ranks.tolist() == [1, 0, 2]
    assert ranking.rank_of.tolist() == [2, 0, 2]
    assert ranking.grades.tolist() == [0, -1, 0]


def test_nobody_is_ranked():
    assert ranked([{"a": None}], policies={"missing": "unranked"}).ranks.tolist() == [0]
    assert ranked([]).ranks.tolist() == []


def test_totals_far_apart_need_no_more_memory():
    totals = np.array([2**45, 0, 2**45])

    assert competition_ranks([totals]).tolist() == [1, 3, 1]


# --- grades ---------------------------------------------------------------------------------------

GRADES = [
    {"title": "优", "at_least": 90},
    {"title": "良", "at_least": 80},
    {"title": "中", "at_least": 60.005},
]


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        pytest.param(100, 0, id="full marks"),
        pytest.param(90, 0, id="at the line"),
        pytest.param(89.995, 0, id="rounded up to the line"),
        pytest.param(89.994, 1, id="rounded to below the line"),
        pytest.param(80, 1, id="at the next line"),
        pytest.param(60.01, 2, id="the first total above a line between two totals"),
        pytest.param(60, -1, id="below all grades"),
        pytest.param(0, -1, id="nothing"),
    ],
)
def test_grade_of_a_total(total, grade):
    ruleset = ruleset_of(leaf("a", 100), grades=GRADES)

    assert rank(score(ruleset, {"a": total})).grades.tolist() == [grade]


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        pytest.param(95, 2, id="moved down"),
        pytest.param(61, 2, id="there already"),
        pytest.param(50, -1, id="below it already"),
    ],
)
def test_veto_holds_the_grade_down(total, grade):
    veto = {"id": "v", "title": "违规", "when": "ok", "then": {"grade": "中"}}
    ruleset = ruleset_of(leaf("a", 100), grades=GRADES, vetoes=[veto])

    assert rank(score(ruleset, {"a": total, "ok": True})).grades.tolist() == [grade]


def quotas(best, good=None):
    return [
        {"title": "优", "at_least": 90, "quota": best},
        {"title": "良", "at_least": 80, **({"quota": good} if good is not None else {})},
    ]


@pytest.mark.parametrize(
    ("grades", "values", "got"),
    [
        pytest.param(quotas(0.5), [99, 98, 97, 81], [0, 0, 1, 1], id="room for half"),
        pytest.param(quotas(0.3), [99, 98, 97, 81], [0, 1, 1, 1], id="room is rounded down"),
        pytest.param(quotas(0), [99, 98], [1, 1], id="no room"),
        pytest.param(quotas(1), [99, 98], [0, 0], id="room for all"),
        pytest.param(quotas(0.5), [99, 98, 98, 81], [0, 1, 1, 1], id="equals at the line go down"),
        pytest.param(quotas(0.5), [99, 99, 98, 81], [0, 0, 1, 1], id="equals before it stay"),
        pytest.param(quotas(0.25, 0.25), [99, 98, 97, 85], [0, 1, -1, -1], id="down and out"),
        pytest.param(quotas(0, 0.5), [99, 98, 85, 84], [1, 1, -1, -1], id="down a full grade"),
        pytest.param(quotas(0.29), [99] + [85] * 99, [0] + [1] * 99, id="room to spare"),
    ],
)
def test_quota(grades, values, got):
    ranking = ranked(values, grades=grades)

    assert ranking.grades.tolist() == got


def test_quota_is_of_each_peer_group_and_of_those_ranked():
    ranking = ranked(
        [99, 98, 97, 96, {"a": None, "b": 100}],
        {"within": "peer_group"},
        ["甲", "甲", "乙", "乙", "乙"],
        grades=quotas(0.5),
        policies={"missing": "unranked"},
    )

    assert ranking.grades.tolist() == [0, 1, 0, 1, -1]
    assert ranking.demoted.tolist() == [False, True, False, True, False]


def test_tie_breakers_decide_who_gets_the_last_place_of_a_grade():
    ranking = ranked(
        [{"a": 90, "b": 100}, {"a": 100, "b": 85}],
        {"tie_breakers": ["i_a"]},
        grades=quotas(0.5),
    )

    assert ranking.grades.tolist() == [1, 0]
