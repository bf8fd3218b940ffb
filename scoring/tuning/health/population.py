"""The departments whose ranks are asked about: what each node of the tree gave them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.points import Floats
from scoring.ranking import Ranking


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Columns of the n ranked departments: a row a node, by its number in the plan.

    *points* are in points; *rates* are points over full marks, after the policies for what is
    missing or does not apply, nan where there were no marks to be had. *totals*, as published, are
    in points; *marks* are the same as whole smallest marks. *tree* is what the tree gave, before
    adjustments, caps and vetoes; *extra* is what each adjustment gave. *shares*, one a node, are
    of the full marks that could be got, on average, by profiles and after policies.
    """

    rows: NDArray[np.int64]
    groups: NDArray[np.int64]
    points: Floats
    rates: Floats
    totals: Floats
    marks: NDArray[np.int64]
    tree: Floats
    extra: Floats
    shares: Floats

    def __len__(self) -> int:
        return len(self.rows)


def population_of(scores: Scores, ranking: Ranking) -> Population:
    """Return the columns of the departments that *ranking* ranks."""
    rounding = scores.plan.ruleset.rounding
    rows = np.flatnonzero(ranking.ranks > 0)
    points = scores.points[:, rows] / 10.0**rounding.points
    full = scores.marks[scores.patterns[rows]].T / 10.0**rounding.points
    declared = np.array([float(scores.plan.weights[-1][name]) for name in scores.plan.numbers])
    weights = full.mean(axis=1) if len(rows) else declared
    return Population(
        rows=rows,
        groups=ranking.groups[rows],
        points=points,
        rates=np.where(full > 0, points / np.where(full > 0, full, 1), np.nan),
        totals=scores.totals[rows] / 10.0**rounding.total,
        marks=scores.totals[rows],
        tree=points[list(scores.plan.counted)].sum(axis=0),
        extra=scores.adjustments[:, rows] / 10.0**rounding.points,
        shares=weights / float(scores.plan.ruleset.full_marks),
    )
