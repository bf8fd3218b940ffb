"""The bureau at a glance: how many, how high, which grades, and where marks were lost."""

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.expression.scopes import nodes_of
from scoring.points import round_half_up
from scoring.ranking import Ranking
from scoring.report.figures import Json, number

HARDEST = 5


def summarise(scores: Scores, ranking: Ranking) -> Json:
    """Return the summary over the departments that are ranked."""
    ruleset = scores.plan.ruleset
    ranked = ~scores.unranked
    grades = ranking.grades[ranked].tolist()
    titles = [grade.title for grade in ruleset.grades]
    return {
        "departments": len(scores),
        "ranked": len(grades),
        **_statistics(scores.totals[ranked], ruleset.rounding.total),
        "grades": {title: grades.count(place) for place, title in enumerate(titles)},
        "hardest": _hardest(scores),
    }


def _statistics(totals: NDArray[np.int64], decimals: int) -> Json:
    if not len(totals):
        return dict.fromkeys(("mean", "median", "highest", "lowest"))
    middle = np.array([totals.sum() / len(totals), np.median(totals)])
    mean, median = round_half_up(middle, 0).tolist()
    figures = {"mean": mean, "median": median, "highest": totals.max(), "lowest": totals.min()}
    return {name: number(int(marks), decimals) for name, marks in figures.items()}


def _hardest(scores: Scores) -> list[Json]:
    """Return the nodes of the tree, of those that make up the total, that lost most."""
    plan, counted = scores.plan, list(scores.plan.counted)
    names = list(plan.numbers)
    titles = {node.id: node.title for node in nodes_of(plan.ruleset.indicators)}
    patterns = np.bincount(scores.patterns, minlength=len(scores.marks_by_pattern))
    full = dict(zip(counted, patterns @ scores.marks[:, counted].astype(np.int64), strict=True))
    lost = {n: int(full[n] - scores.points[n].sum(dtype=np.int64)) for n in counted}
    order = sorted(counted, key=lambda n: (-lost[n], names[n]))
    return [
        {
            "indicator": names[n],
            "title": titles[names[n]],
            "mean_rate": round(1 - lost[n] / float(full[n]), 6),
            "points_lost": number(lost[n], plan.ruleset.rounding.points),
        }
        for n in order[:HARDEST]
        if lost[n] > 0
    ]
