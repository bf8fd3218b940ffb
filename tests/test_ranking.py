"""Who stands where: ties, breakers, peer groups, grades at their lines, quotas."""

import pytest
from bureau import INVALID, leaf, ruleset_of, score

from scoring.ranking import rank

GRADES = [
    {"title": "优", "at_least": 90},
    {"title": "良", "at_least": 80},
    {"title": "中", "at_least": 60},
]


def ranking_of(records, weights=(60, 40), **keys):
    """Return the ranking of departments whose values of a and b are in per cent."""
    indicators = [leaf(name, weight) for name, weight in zip("ab", weights, strict=False)]
    return rank(score(ruleset_of(*indicators, **keys), *records))


def both(*values):
    return [{"a": value, "b": value} for value in values]


def titles(ranking, grades=GRADES):
    return [grades[grade]["title"] if grade >= 0 else None for grade in ranking.grades.tolist()]


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [
        pytest.param("competition", [1, 2, 2, 4, 5], id="competition leaves gaps"),
        pytest.param("dense", [1, 2, 2, 3, 4], id="dense leaves none"),
        pytest.param("ordinal", [1, 3, 2, 4, 5], id="ordinal goes by code"),
    ],
)
def test_ties(ties, ranks):
    records = both(95, 90, 90, 80, 70)
    for record, code in zip(records, ["9", "2", "1", "3", "4"], strict=True):
        record["department_code"] = code

    ranking = ranking_of(records, ranking={"ties": ties})

    assert ranking.ranks.tolist() == ranks
    assert ranking.rank_of.tolist() == [5] * 5


@pytest.mark.parametrize(
    ("codes", "names", "ranks"),
    [
        pytest.param(["2", "1"], ["甲", "乙"], [2, 1], id="by code"),
        pytest.param(["1", "1"], ["乙", "丙"], [2, 1], id="then by name"),
        pytest.param([None, None], ["乙", "丙"], [2, 1], id="by name where none has a code"),
        pytest.param(["1", None], ["乙", "丙"], [2, 1], id="who has no code first"),
    ],
)
def test_ordinal_ranks_of_equals(codes, names, ranks):
    records = [
        {**record, "department_code": code, "department": name}
        for record, code, name in zip(both(90, 90), codes, names, strict=True)
    ]

    assert ranking_of(records, ranking={"ties": "ordinal"}).ranks.tolist() == ranks


@pytest.mark.parametrize(
    ("breakers", "ranks"),
    [
        pytest.param([], [1, 1, 1, 4], id="none"),
        pytest.param(["i_a"], [2, 1, 2, 4], id="one indicator"),
        pytest.param(["i_b"], [1, 3, 1, 4], id="another indicator"),
        pytest.param(["total", "i_a"], [2, 1, 2, 4], id="the total, then an indicator"),
    ],
)
def test_tie_breakers(breakers, ranks):
    records = [{"a": 80, "b": 90}, {"a": 90, "b": 80}, {"a": 80, "b": 90}, {"a": 100, "b": 40}]

    assert ranking_of(records, (50, 50), ranking={"tie_breakers": breakers}).ranks.tolist() == ranks


@pytest.mark.parametrize(
    ("decimals", "breakers", "ranks"),
    [
        pytest.param(2, [], [1, 2, 3], id="the published total"),
        pytest.param(1, [], [1, 1, 3], id="one decimal, a half going up"),
        pytest.param(0, [], [1, 1, 1], id="whole points"),
        pytest.param(4, [], [1, 2, 3], id="more decimals than there are"),
        pytest.param(0, ["total"], [1, 2, 3], id="whole points, then the total itself"),
    ],
)
def test_totals_are_compared_at_the_decimals_of_the_ranking(decimals, breakers, ranks):
    keys = {"ranking": {"decimals": decimals, "tie_breakers": breakers}}

    assert ranking_of(both(90.14, 90.05, 90.04), **keys).ranks.tolist() == ranks


def test_each_peer_group_is_ranked_apart_and_the_unranked_not_at_all():
    records = [
        {"a": value, "b": 50, "peer_group": group}
        for value, group in [
            (90, "甲"),
            (80, "乙"),
            (95, "甲"),
            (INVALID, "甲"),
            (70, "乙"),
            (60, None),
        ]
    ]

    ranking = ranking_of(records, ranking={"within": "peer_group"})

    assert ranking.ranks.tolist() == [2, 1, 1, 0, 2, 1]
    assert ranking.rank_of.tolist() == [2, 2, 2, 0, 2, 1]


@pytest.mark.parametrize("within", [None, "peer_group"], ids=["together", "in groups"])
def test_when_all_are_unranked_nobody_has_a_rank(within):
    records = [{"a": INVALID, "b": 1, "peer_group": group} for group in ("甲", "乙")]

    ranking = ranking_of(records, ranking={"within": within}, grades=GRADES)

    assert ranking.ranks.tolist() == [0, 0]
    assert titles(ranking) == [None, None]


def test_nobody_to_rank():
    assert ranking_of([], ranking={"within": "peer_group"}).ranks.tolist() == []


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        pytest.param(100, "优", id="full marks"),
        pytest.param(90, "优", id="at the line"),
        pytest.param(89.995, "优", id="rounded up to the line"),
        pytest.param(89.994, "良", id="rounded down below the line"),
        pytest.param(80, "良", id="at the next line"),
        pytest.param(60, "中", id="at the last line"),
        pytest.param(59.99, None, id="below the last line"),
    ],
)
def test_grade_by_the_published_total(total, grade):
    assert titles(ranking_of([{"a": total}], (100,), grades=GRADES)) == [grade]


def test_line_finer_than_totals_is_reached_by_the_next_total_above():
    grades = [{"title": "优", "at_least": 89.995}]

    assert titles(ranking_of(both(89.99, 90), grades=grades), grades) == [None, "优"]


@pytest.mark.parametrize(
    ("then", "grade"),
    [
        pytest.param("良", "良", id="lowers"),
        pytest.param("优", "优", id="leaves what is no better"),
        pytest.param("中", "中", id="lowers by two"),
    ],
)
def test_veto_lowers_the_grade(then, grade):
    vetoes = [{"id": "v", "title": "否决", "when": "ok", "then": {"grade": then}}]
    records = [
        {"a": 95, "b": 95, "ok": True},
        {"a": 95, "b": 95, "ok": False},
        {"a": 10, "b": 10, "ok": True},
    ]

    assert titles(ranking_of(records, vetoes=vetoes, grades=GRADES)) == [grade, "优", None]


@pytest.mark.parametrize(
    ("quotas", "totals", "grades"),
    [
        pytest.param([0.4], [99, 98, 97, 50, 40], "优优良--", id="room for two of five"),
        pytest.param([0.39], [99, 98, 97, 50, 40], "优良良--", id="room is rounded down"),
        pytest.param(
            [0.4], [99, 98, 98, 50, 40], "优良良--", id="equals at the line go down together"
        ),
        pytest.param([0.4], [99, 99, 98, 98, 40], "优优良良-", id="equals within the room stay"),
        pytest.param([0], [99, 98], "良良", id="no room at all"),
        pytest.param([1], [99, 98], "优优", id="room for all"),
        pytest.param([0.2, 0.2], [99, 98, 97, 50, 40], "优良中--", id="moved down twice"),
        pytest.param(
            [0.2, 0.2, 0], [99, 98, 97, 50, 40], "优良---", id="moved below the last grade"
        ),
        pytest.param(
            [0.2, 0.4],
            [99, 98, 85, 50, 40],
            "优良良--",
            id="who comes down stands before who was there",
        ),
    ],
)
def test_quota(quotas, totals, grades):
    listed = [{**grade, "quota": quota} for grade, quota in zip(GRADES, quotas, strict=False)]

    ranking = ranking_of(both(*totals), grades=listed + GRADES[len(quotas) :])
    plain = ranking_of(both(*totals), grades=GRADES)

    assert [title or "-" for title in titles(ranking)] == list(grades)
    assert ranking.demoted.tolist() == (ranking.grades != plain.grades).tolist()


def test_quota_counts_who_is_ranked_in_the_peer_group():
    grades = [{**GRADES[0], "quota": 0.5}, *GRADES[1:]]
    records = [
        {"a": a, "b": 95, "peer_group": g}
        for a, g in [(99, "甲"), (98, "甲"), (97, "乙"), (INVALID, "乙")]
    ]

    ranking = ranking_of(records, ranking={"within": "peer_group"}, grades=grades)

    assert titles(ranking) == ["优", "良", "良", None]


def test_totals_far_apart_are_ranked_without_counting_every_mark_between():
    keys = {
        "adjustments": [{"id": "x", "title": "加分", "points": "n"}],
        "policies": {"bonus_beyond_full": True},
    }
    records = [{"a": 90, "b": 90, "n": n} for n in (0, 1e7, 5)]

    assert ranking_of(records, ranking={"decimals": 4}, **keys).ranks.tolist() == [3, 1, 2]
