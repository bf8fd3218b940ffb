"""Many draws of weights at once: what every department would total, and where it would stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores, reweigh
from scoring.evaluation.judging import peer_groups
from scoring.evaluation.marks import Pattern, share_drawn
from scoring.evaluation.settling import on_grid
from scoring.expression.scopes import TOTAL
from scoring.plan import Plan
from scoring.ranking import by_name, grade_totals, limit_by_quota, members, rank
from scoring.tuning.at_once import RowPoints, goes_at_once
from scoring.tuning.block import Block, Part
from scoring.tuning.earning import Earners, earners_of
from scoring.tuning.standing import Whole, ranks_in
from scoring.tuning.units import Marks

# Draws whose marks are shared out at once, cells of draws x departments that are scored at once,
# of no fewer draws than _FEWEST, and departments among them that stay in cache together.
_STRIDE, _CELLS, _FEWEST, _TEAM = 4_096, 131_072, 64, 512


class Drawn(NamedTuple):
    """Some draws, a row each, over all departments, a column each.

    *totals* are on the grid they are published on; *ranks* are 0 where a department is not
    ranked; *grades* number the ruleset's grades, -1 is none.
    """

    totals: Whole
    ranks: Whole
    grades: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Ensemble:
    """*scores*, and what of them is the same for all draws.

    *groups* are the ranked departments of each peer group; *names* is the order by name; *earners*
    are departments that share a pattern.
    """

    scores: Scores
    groups: tuple[NDArray[np.int64], ...]
    names: Whole
    earners: tuple[Earners, ...]
    of_rows: RowPoints


def ensemble_of(scores: Scores) -> Ensemble:
    """Return what is needed to score *scores* under many weights."""
    kinds, patterns = np.unique(scores.patterns), list(scores.marks_by_pattern)
    return Ensemble(
        scores,
        tuple(members(peer_groups(scores.plan, scores.submissions), ~scores.unranked)),
        by_name(scores),
        tuple(
            earners_of(scores, patterns[kind], team)
            for kind in kinds.tolist()
            for team in _teams(np.flatnonzero(scores.patterns == kind))
        ),
        RowPoints(scores),
    )


def _teams(columns: Whole) -> Iterator[Any]:
    """Yield *columns* in parts, as slices where they lie side by side."""
    for start in range(0, len(columns), _TEAM):
        some = columns[start : start + _TEAM]
        first, last = int(some[0]), int(some[-1])
        yield slice(first, last + 1) if last - first < len(some) else some


def stand(ensemble: Ensemble, draws: Marks) -> Iterator[Drawn]:
    """Yield where departments stand under *draws* (marks of nodes, a figure a draw), in order.

    All is as ``reweigh`` and ``rank`` have it, to the mark, of draws in which no weight that was
    anything becomes nothing.
    """
    size = len(next(iter(draws.values()), ()))
    if not goes_at_once(ensemble.scores.plan):
        yield from map(partial(_anew, ensemble, draws), range(size))
        return
    for start in range(0, size, _STRIDE):
        stop = min(start + _STRIDE, size)
        some = {name: marks[start:stop] for name, marks in draws.items()}
        yield from _stand(ensemble, some, stop - start)


def _anew(ensemble: Ensemble, draws: Marks, number: int) -> Drawn:
    """Return one draw, scored and ranked anew."""
    unit = Decimal(10) ** ensemble.scores.plan.ruleset.rounding.points
    weights = {name: Decimal(int(marks[number])) / unit for name, marks in draws.items()}
    scores = reweigh(ensemble.scores, weights)
    ranking = rank(scores)
    return Drawn(scores.totals[None, :], ranking.ranks[None, :], ranking.grades[None, :])


def _stand(ensemble: Ensemble, draws: Marks, size: int) -> Iterator[Drawn]:
    plan = ensemble.scores.plan
    patterns = {earners.pattern for earners in ensemble.earners}
    marks = {pattern: _marks_drawn(plan, pattern, draws, size) for pattern in patterns}
    step = max(_FEWEST, _CELLS // max(1, len(ensemble.scores)))
    for start in range(0, size, step):
        here = slice(start, start + step)
        parts = [Part(each, marks[each.pattern][:, here]) for each in ensemble.earners]
        block = Block(ensemble.scores, ensemble.of_rows, parts)
        with np.errstate(all="ignore"):
            yield _ranked(ensemble, block)


def _marks_drawn(plan: Plan, pattern: Pattern, draws: Marks, size: int) -> Whole:
    """Return the full marks of every node, a row each, in every draw."""
    unit = 10.0**plan.ruleset.rounding.points
    drawn = {name: marks / unit for name, marks in draws.items()}
    marks = share_drawn(plan, pattern, drawn)
    return np.broadcast_to(marks, (len(plan.numbers), size))


def _ranked(ensemble: Ensemble, block: Block) -> Drawn:
    scores = ensemble.scores
    rules, rounding = scores.plan.ruleset.ranking, scores.plan.ruleset.rounding
    totals, vetoes = block.settle()
    compared = on_grid(totals, rounding.total, rules.decimals)
    numbers = scores.plan.numbers
    keys = [totals if n == TOTAL else block.points(numbers[n]) for n in rules.tie_breakers]
    if rules.ties == "ordinal":
        keys.append(np.broadcast_to(-ensemble.names, totals.shape))
    ranks = np.zeros_like(totals)
    for columns in ensemble.groups:
        inside = [key[:, columns] for key in keys]
        ranks[:, columns] = ranks_in(compared[:, columns], inside, rules.ties)
    grades = np.where(scores.unranked, -1, grade_totals(scores.plan, totals, vetoes))
    _limit(ensemble, ranks, grades)
    return Drawn(totals, ranks, grades)


def _limit(ensemble: Ensemble, ranks: Whole, grades: Whole) -> None:
    """Apply the quotas of grades, where there are any, draw by draw."""
    ruleset = ensemble.scores.plan.ruleset
    if all(grade.quota is None for grade in ruleset.grades):
        return
    demoted = np.zeros(ranks.shape[1], dtype=np.bool_)
    for places, given in zip(ranks, grades, strict=True):
        for columns in ensemble.groups:
            limit_by_quota(ruleset, given, demoted, columns, places[columns])
