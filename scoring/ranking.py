"""Scores → Ranking: who stands where in each peer group, ties, grades and quotas."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.arguments import SCORES, expect
from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.evaluation.judging import peer_groups
from scoring.evaluation.settling import on_grid
from scoring.expression.scopes import TOTAL
from scoring.model import Ruleset
from scoring.plan import Plan

# Totals are ranked by counting, unless bonuses put them so far apart that few counts are used.
_FAR = 2**24


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Where each of n departments stands.

    *ranks* begin at 1, 0 is unranked; *rank_of* is how many are ranked in its *group*; *grades*
    number the ruleset's grades, -1 is none, *earned* are those before quotas; *demoted* are those
    whom a quota moved down,
    *parted* those whom a tie breaker parted from others with the same total.
    """

    groups: NDArray[np.int64]
    ranks: NDArray[np.int64]
    rank_of: NDArray[np.int64]
    earned: NDArray[np.int64]
    grades: NDArray[np.int64]
    demoted: NDArray[np.bool_]
    parted: NDArray[np.bool_]


def rank(scores: Scores) -> Ranking:
    """Rank departments within their peer groups by the published, rounded total.

    Returns columns of n departments: ranks from 1 and how many they are among, 0 where a
    department is not ranked; grades by their place in the ruleset, -1 for none.
    """
    expect(scores, Scores, SCORES)
    ruleset = scores.plan.ruleset
    groups = peer_groups(scores.plan, scores.submissions)
    ranks, rank_of = np.zeros((2, len(scores)), dtype=np.int64)
    earned = grade(scores)
    grades = earned.copy()
    demoted, parted = np.zeros((2, len(scores)), dtype=np.bool_)
    for rows in members(groups, ~scores.unranked):
        keys = sort_keys(scores, rows)
        places = competition_ranks(keys)
        parted[rows] = were_parted(competition_ranks(keys[:1]), places)
        ranks[rows] = _TIES[ruleset.ranking.ties](scores, rows, places)
        limit_by_quota(ruleset, grades, demoted, rows, ranks[rows])
        rank_of[rows] = len(rows)
    return Ranking(groups, ranks, rank_of, earned, grades, demoted, parted)


def ranks_within(scores: Scores, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rank of each department in its group, as the ruleset counts equals; else 0."""
    ranks = np.zeros(len(scores), dtype=np.int64)
    for rows in members(groups, ~scores.unranked):
        places = competition_ranks(sort_keys(scores, rows))
        ranks[rows] = _TIES[scores.plan.ruleset.ranking.ties](scores, rows, places)
    return ranks


def members(groups: NDArray[np.int64], wanted: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Return the rows of each group that are *wanted*, group by group."""
    rows = np.flatnonzero(wanted)
    if not len(rows) or groups.max() == 0:
        return [rows] if len(rows) else []
    rows = rows[np.argsort(groups[rows], kind="stable")]
    return np.split(rows, np.flatnonzero(np.diff(groups[rows])) + 1)


def sort_keys(scores: Scores, rows: NDArray[np.int64]) -> list[NDArray[Any]]:
    """Return the published totals, then the tie breakers, of *rows*."""
    ruleset = scores.plan.ruleset
    totals = scores.totals[rows]
    keys = [on_grid(totals, ruleset.rounding.total, ruleset.ranking.decimals)]
    numbers = scores.plan.numbers
    return keys + [
        totals if name == TOTAL else scores.points[numbers[name], rows]
        for name in ruleset.ranking.tie_breakers
    ]


def competition_ranks(keys: list[NDArray[Any]]) -> NDArray[np.int64]:
    """Return 1 + how many are ahead, by the first key and, among equals, by those after it.

    >>> competition_ranks([np.array([90, 80, 90, 70]), np.array([1, 0, 2, 0])]).tolist()
    [2, 3, 1, 4]
    """
    first = keys[0] - keys[0].min()
    if first.max() > _FAR:
        first = np.unique(first, return_inverse=True)[1]
    counts = np.bincount(first)
    ahead = len(first) - np.cumsum(counts)
    ranks: NDArray[np.int64] = ahead[first] + 1
    if len(keys) == 1:
        return ranks
    for tied in members(first, counts[first] > 1):
        ranks[tied] += competition_ranks([key[tied] for key in keys[1:]]) - 1
    return ranks


def were_parted(by_total: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return who shares a rank by total with others but not the place.

    >>> were_parted(np.array([1, 1, 3, 3]), np.array([1, 2, 3, 3])).tolist()
    [True, True, False, False]
    """
    last = np.zeros(len(places) + 1, dtype=np.int64)
    np.maximum.at(last, by_total, places)
    return last[by_total] > by_total


def _competition(scores: Scores, rows: NDArray[np.int64], places: NDArray[np.int64]) -> Any:  # noqa: ARG001
    return places


def _dense(scores: Scores, rows: NDArray[np.int64], places: NDArray[np.int64]) -> Any:  # noqa: ARG001
    return np.unique(places, return_inverse=True)[1] + 1


def _ordinal(scores: Scores, rows: NDArray[np.int64], places: NDArray[np.int64]) -> Any:
    """Give equals ranks of their own, by department code, then name."""
    order = np.lexsort((by_name(scores)[rows], places))
    ranks = np.empty(len(rows), dtype=np.int64)
    ranks[order] = np.arange(1, len(rows) + 1)
    return ranks


_TIES = {"competition": _competition, "dense": _dense, "ordinal": _ordinal}


def by_name(scores: Scores) -> NDArray[np.int64]:
    """Return each department's place in the order of codes, then names, then years."""
    plan, submissions = scores.plan, scores.submissions
    codes, years = (
        column_of(plan, submissions, name, slice(None)).values
        for name in ("department_code", "year")
    )
    order = np.zeros(len(scores), dtype=np.int64)
    for values in (codes, submissions.departments, years):
        order = _refined(order, np.broadcast_to(values, len(scores)))
    return order


def _refined(order: NDArray[np.int64], values: Any) -> NDArray[np.int64]:
    """Return *order* with its equals put in the order of *values*."""
    within = np.unique(values, return_inverse=True)[1].reshape(-1)
    return np.unique(order * (within.max(initial=0) + 1) + within, return_inverse=True)[1]


# --- grades -----------------------------------------------------------------------------------


def grade(scores: Scores) -> NDArray[np.int64]:
    """Return each department's grade by its total and by vetoes, before quotas; -1 is none."""
    grades = grade_totals(scores.plan, scores.totals, scores.vetoes)
    return np.where(scores.unranked, -1, grades)


def grade_totals(plan: Plan, totals: NDArray[Any], vetoes: Iterable[Any]) -> NDArray[np.int64]:
    """Return the grades of *totals* of any shape, which those of *vetoes* can be broadcast to."""
    ruleset = plan.ruleset
    unit = 10**ruleset.rounding.total
    lines = [ceil(Fraction(entry.at_least) * unit) for entry in ruleset.grades]
    grades = len(lines) - np.searchsorted(lines[::-1], totals, side="right")
    titles = [entry.title for entry in ruleset.grades]
    for (veto, _), holds in zip(plan.vetoes, vetoes, strict=True):
        if veto.grade:
            capped = np.maximum(grades, titles.index(veto.grade))
            grades = np.where(holds, capped, grades)
    return np.where(grades >= len(lines), -1, grades)


def limit_by_quota(
    ruleset: Ruleset,
    grades: NDArray[np.int64],
    demoted: NDArray[np.bool_],
    rows: NDArray[np.int64],
    places: NDArray[np.int64],
) -> None:
    """Move down whom a grade has no room for; equals at the line go down together."""
    for number, entry in enumerate(ruleset.grades):
        if entry.quota is None:
            continue
        room = int(Fraction(entry.quota) * len(rows))
        holders = np.flatnonzero(grades[rows] == number)
        standing = np.searchsorted(np.sort(places[holders]), places[holders], side="right")
        beyond = rows[holders[standing > room]]
        grades[beyond] = number + 1 if number + 1 < len(ruleset.grades) else -1
        demoted[beyond] = True
