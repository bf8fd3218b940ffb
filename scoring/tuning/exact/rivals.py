"""Who can be ahead of whom, and who always is, under any weights within the bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, WeightError
from scoring.points import Floats
from scoring.ranking import by_name, members
from scoring.tuning.exact.extremes import greatest
from scoring.tuning.exact.forms import Forms
from scoring.words import Phrase

Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]
_DUST = 1e-6
_MOST = 2_000  # in a group: of so many a minute's work and more, and it grows by their square


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """k departments (*rows*) of one group, in pairs: element [i, j] is about j beside i.

    *can* says whether j can stand ahead of i, *must* whether it always does; *lead* (marks) is the
    greatest that j can be ahead of i by; *slack* is what rounding can move that by. Where one of
    a pair is bracketed *lead* is nan, and the others follow from what each can total.
    """

    rows: Whole
    can: Truths
    must: Truths
    lead: Floats
    slack: Floats


def groups_of(forms: Forms) -> list[Whole]:
    """Return the rows of each group that have a rank, or can have one, group by group."""
    return members(forms.groups, ~forms.scores.unranked | forms.perhaps_barred)


def rivals_of(forms: Forms, rows: Whole) -> Rivals:
    """Return how the departments *rows* of a group stand to each other; WeightError of too many."""
    size = len(rows)
    if size > _MOST:
        raise WeightError([Problem("tune", _TOO_MANY(count=size, most=_MOST), _DRAW())])
    lead, slack = np.full((2, size, size), np.nan)
    same, never = np.zeros((2, size, size), dtype=np.bool_)
    for place, row in enumerate(rows.tolist()):
        others = np.flatnonzero(~forms.bracketed[rows])
        if not forms.bracketed[row] and len(others):
            beside = _beside(forms, row, rows[others])
            lead[place, others], slack[place, others] = beside.lead, beside.slack
            same[place, others], never[place, others] = beside.same, beside.never
    least = -lead.T
    reached = forms.high[rows][None, :] - forms.low[rows][:, None]
    certain = forms.low[rows][None, :] - forms.high[rows][:, None]
    known = ~np.isnan(lead)
    can = np.where(known, lead + slack >= -_DUST, reached >= -_DUST)
    must = np.where(known, least - slack > _DUST, certain > _DUST)
    can &= ~never | (forms.scores.plan.ruleset.ranking.ties == "ordinal")
    _part_the_same(forms, rows, same, can, must)
    must[:, forms.perhaps_barred[rows]] = False
    np.fill_diagonal(can, False)
    np.fill_diagonal(must, False)
    return Rivals(rows, can, must, lead, slack)


def _part_the_same(forms: Forms, rows: Whole, same: Truths, can: Truths, must: Truths) -> None:
    """Settle pairs that have the same in all: they share a rank, or stand by code and name."""
    ahead = np.zeros_like(same)
    if forms.scores.plan.ruleset.ranking.ties == "ordinal":
        names = by_name(forms.scores)[rows]
        ahead = names[None, :] < names[:, None]
    np.copyto(can, ahead, where=same)
    np.copyto(must, ahead, where=same)


class _Beside(NamedTuple):
    """Others beside one: their greatest lead, its slack, who is the same, who is never ahead."""

    lead: Floats
    slack: Floats
    same: Truths
    never: Truths


def _beside(forms: Forms, row: int, others: Whole) -> _Beside:
    gains, added = difference(forms, row, others)
    lead = greatest(forms.units, forms.limits, gains) + added
    uneven = forms.uneven[:, others].T
    apart = (gains != 0) | uneven
    rough = forms.rough[:, others].T + forms.rough[:, [row]].T
    slack = np.where(apart, rough, 0.0).sum(axis=1)
    same = ~apart.any(axis=1) & (added == 0)
    # Rounding keeps the order of two rates: who has no more anywhere never has more in all.
    never = (gains <= 0).all(axis=1) & (added <= 0) & ~uneven.any(axis=1)
    # Published totals are rounded each for itself, unless they are the same.
    return _Beside(lead, slack + np.where(same, 0.0, 2 * forms.grid), same, never)


def difference(forms: Forms, row: int, others: Whole) -> tuple[Floats, Floats]:
    """Return the rates (k, m), and what is added (k), by which *others* are ahead of *row*."""
    gains = (forms.rates[:, others] - forms.rates[:, [row]]).T
    return gains, forms.added[others] - forms.added[row]


def bounds_by_pairs(rivals: Rivals, ties: str) -> Iterator[tuple[int, int]]:
    """Yield the least and the greatest rank that pairs alone leave each department."""
    for must, can in zip(rivals.must.sum(axis=1), rivals.can.sum(axis=1), strict=True):
        ahead = min(int(must), 1) if ties == "dense" else int(must)
        yield 1 + ahead, 1 + int(can)


_TOO_MANY = Phrase(
    "同一组有 {count} 个部门参加排名，两两比较至多 {most} 个",
    "{count} departments are ranked together, and no more than {most} are compared in pairs",
)
_DRAW = Phrase(
    "请用 scoring tune sensitivity，或按同类组分开排名",
    "Use scoring tune sensitivity, or rank by groups",
)
