"""One thing changed at a time: each weight a little, each indicator left out, each threshold."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from scoring.errors import WeightError
from scoring.evaluation import Scores, evaluate, reweigh
from scoring.evaluation.reweighing import remove
from scoring.expression.scopes import nodes_of
from scoring.model import Column, Dimension
from scoring.ranking import Ranking, rank
from scoring.tuning.moves import Moves, moves_between
from scoring.tuning.sets.spreading import spread
from scoring.weights import Node
from scoring.words import Message


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed (*id*, *title*), from what to what, and what that does to the ranking.

    *moves* is None, and *refusal* says why, where the change cannot be made.
    """

    id: str
    title: str
    before: float
    after: float
    moves: Moves | None
    refusal: Message | None = None
    largest: float = 0.0


def tornado(scores: Scores, ranking: Ranking, points: Decimal) -> Iterator[Change]:
    """Yield what each weight does, *points* less and *points* more; siblings take the difference.

    So each bar of a tornado diagram: Eschenbach, T. G. (1992), Spiderplots versus tornado
    diagrams for sensitivity analysis, Interfaces 22(6), 40-46.
    """
    for node in nodes_of(scores.plan.ruleset.indicators):
        for by in (-points, points):
            yield _reweighed(scores, ranking, node, node.weight + by)


def _reweighed(scores: Scores, ranking: Ranking, node: Node, weight: Decimal) -> Change:
    told = node.id, node.title, float(node.weight), float(weight)
    try:
        weights = spread(scores.plan.ruleset, {node.id: weight})
    except WeightError as error:
        return Change(*told, None, error.problems[0].problem)
    return _changed(scores, ranking, reweigh(scores, weights), told)


def left_out(scores: Scores, ranking: Ranking) -> Iterator[Change]:
    """Yield what leaving each indicator out does, and each dimension; siblings take its weight."""
    everything = {leaf.id for leaf in scores.plan.leaves}
    for node in nodes_of(scores.plan.ruleset.indicators):
        inner = nodes_of(node.children) if isinstance(node, Dimension) else (node,)
        leaves = [each.id for each in inner if each.id in everything]
        if len(leaves) < len(everything):
            told = node.id, node.title, float(node.weight), 0.0
            yield _changed(scores, ranking, remove(scores, *leaves), told)


def thresholds(scores: Scores, ranking: Ranking, share: float) -> Iterator[Change]:
    """Yield what each parameter does, *share* less and *share* more; all is judged anew."""
    plan = scores.plan
    for name, given in plan.ruleset.parameters.items():
        for factor in (1 - share, 1 + share):
            value = given.value * factor
            changed = replace(plan, parameters={**plan.parameters, name: Column(value)})
            told = name, given.title or name, given.value, value
            yield _changed(scores, ranking, evaluate(changed, scores.submissions), told)


def _changed(
    scores: Scores, ranking: Ranking, after: Scores, told: tuple[str, str, float, float]
) -> Change:
    largest = np.abs(after.totals - scores.totals).max(initial=0)
    points = float(largest) / 10**scores.plan.ruleset.rounding.total
    return Change(*told, moves_between(ranking, rank(after)), largest=points)
