"""The bureau at a glance: how many, how high, which grades, and where marks were lost."""

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
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
    """Return the indicators that most marks were lost on."""
    plan, count = scores.plan, len(scores.plan.leaves)
    patterns = np.bincount(scores.patterns, minlength=len(scores.marks_by_pattern))
    full = patterns @ scores.marks[:, :count].astype(np.int64)
    lost = full - scores.points[:count].sum(axis=1, dtype=np.int64)
    order = sorted(range(count), key=lambda place: (-lost[place], plan.leaves[place].id))
    return [
        {
            "indicator": plan.leaves[place].id,
            "title": plan.leaves[place].indicator.title,
            "mean_rate": round(1 - float(lost[place] / full[place]), 6),
            "points_lost": number(int(lost[place]), plan.ruleset.rounding.points),
        }
        for place in order[:HARDEST]
        if lost[place] > 0
    ]
