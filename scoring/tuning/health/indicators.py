"""Each indicator's entry in the health document: figures of all of them, column by column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from scoring.evaluation import Scores
from scoring.model import Dimension, Indicator, State
from scoring.plan import Plan
from scoring.points import Floats
from scoring.ranking import Ranking
from scoring.report.figures import STATUSES
from scoring.tuning.health import measures
from scoring.tuning.health.pairs import nearest_siblings, twins
from scoring.tuning.health.population import Population
from scoring.tuning.health.removal import removals
from scoring.tuning.moves import Moves

Json = dict[str, Any]
DECIMALS = 6


def entries_of(
    scores: Scores,
    ranked: Population,
    ranking: Ranking,
    matrix: Floats,
    influences: Mapping[str, float],
) -> list[Json]:
    """Return an entry for each indicator, in the order of the tree.

    *matrix* are their correlations; *influences* are of nodes by id, of those that are counted.
    """
    plan = scores.plan
    columns = {
        **_spread(ranked, plan),
        "influence": [figure(influences.get(leaf.id, np.nan)) for leaf in plan.leaves],
        "states": list(_states(scores)),
        "if_removed": [_told(removal) for removal in removals(scores, ranking)],
        "nearest_sibling": list(nearest_siblings(plan, matrix)),
        "twins": twins(plan, matrix),
    }
    rows = zip(*columns.values(), strict=True)
    return [
        cover_of(plan, ranked, leaf.indicator, leaf.path) | dict(zip(columns, row, strict=True))
        for leaf, row in zip(plan.leaves, rows, strict=True)
    ]


def _spread(ranked: Population, plan: Plan) -> dict[str, list[Any]]:
    """Return how rates are spread, and how they go with the total."""
    rates, points = ranked.rates[: len(plan.leaves)], ranked.points[list(_counted(plan))]
    floats = {
        "mean_rate": measures.mean_rate(rates),
        "at_full": measures.share_at(rates, 1),
        "at_zero": measures.share_at(rates, 0),
        "discrimination": measures.discrimination(rates, ranked.marks, ranked.groups),
        "item_rest": measures.item_rest(rates, points, ranked.tree, ranked.groups),
    }
    return {
        "judged": (~np.isnan(rates)).sum(axis=1).tolist(),
        "distinct_rates": measures.distinct(rates).tolist(),
        **{name: [figure(value) for value in column.tolist()] for name, column in floats.items()},
    }


def _counted(plan: Plan) -> Iterator[int]:
    """Yield for each leaf by what it counts in the total: itself, or a dimension that is no sum.

    Of the best of two the other is no rest: both may be the dimension's points.
    """
    for leaf in plan.leaves:
        line = [leaf.id, *(dimension.id for dimension in reversed(leaf.path))]
        yield next(n for n in (plan.numbers[name] for name in line) if n in plan.counted)


def cover_of(
    plan: Plan, ranked: Population, node: Dimension | Indicator, above: Sequence[Dimension]
) -> Json:
    """Return what a node is called, and what it weighs: as declared, and on average of the total.

    The average is over the *ranked*, by their profiles, and after what does not apply gave its
    weight away.
    """
    return {
        "id": node.id,
        "title": node.title,
        "path": [dimension.title for dimension in above],
        "weight": figure(float(plan.weights[-1][node.id])),
        "weight_share": figure(float(ranked.shares[plan.numbers[node.id]])),
    }


def figure(value: float) -> float | None:
    """Return *value* with six decimals, None where it cannot be told; no minus before a zero."""
    return None if value != value else round(value, DECIMALS) + 0.0


def _states(scores: Scores) -> Iterator[Json]:
    """Yield of each indicator the share of all departments that is in each state but present."""
    size = max(len(scores), 1)
    for held in scores.states:
        counts = np.bincount(held, minlength=len(State)).tolist()
        yield {STATUSES[state]: figure(counts[state] / size) for state in State if state}


def _told(removal: Moves | None) -> Json | None:
    if removal is None:
        return None
    return {
        "moved": removal.moved,
        "regraded": removal.regraded,
        "mean_move": figure(removal.mean_move),
        "largest_move": removal.largest_move,
    }
