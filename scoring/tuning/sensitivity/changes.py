"""One thing changed at a time: each weight a little, each indicator left out, each threshold."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.errors import OverrideError, Problem, WeightError
from scoring.evaluation import Scores, evaluate, override, reweigh
from scoring.evaluation.reweighing import remove
from scoring.expression.scopes import nodes_of
from scoring.model import Column, Dimension, Ruleset
from scoring.plan import Plan
from scoring.ranking import Ranking, rank
from scoring.tuning.moves import Moves, moves_between
from scoring.tuning.sensitivity.recipe import NOT, POSITIVE, SHARE
from scoring.tuning.sets.spreading import spread
from scoring.weights import Node, weights_of
from scoring.words import Message


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed (*id*, *title*), from what to what, and what that does to the ranking.

    *moves* is None, and *refusal* says why, where the change cannot be made. *off_step* is what
    only the steps of the ruleset forbid: it is told to compare.
    """

    id: str
    title: str
    before: float
    after: float
    moves: Moves | None
    refusal: Message | None = None
    largest: float = 0.0
    off_step: bool = False


def tornado(scores: Scores, ranking: Ranking, points: Decimal | float) -> Iterator[Change]:
    """Yield what each weight does, *points* less and *points* more; siblings take the difference.

    So each bar of a tornado diagram: Eschenbach, T. G. (1992), Spiderplots versus tornado
    diagrams for sensitivity analysis, Interfaces 22(6), 40-46. WeightError for no points.
    """
    by = Decimal(str(points))
    if not (by.is_finite() and by > 0):
        raise WeightError([Problem("points", NOT(given=points), POSITIVE())])
    shares = weights_of(scores.plan.ruleset, {})
    for node in nodes_of(scores.plan.ruleset.indicators):
        own = _as_written(by, node, shares[node.id])
        for weight in (node.weight - own, node.weight + own):
            yield _reweighed(scores, ranking, node, weight)


def _as_written(points: Decimal, node: Node, weight: Fraction) -> Decimal:
    """Return how much of the weight as it is written *points* are; *weight* is it in points."""
    if not weight or weight == Fraction(node.weight):
        return points
    written = Fraction(points) * Fraction(node.weight) / weight
    return max(round(Decimal(float(written)), _DECIMALS), _FINEST)


def _reweighed(scores: Scores, ranking: Ranking, node: Node, weight: Decimal) -> Change:
    told = node.id, node.title, float(node.weight), float(weight)
    ruleset, off_step = scores.plan.ruleset, False
    try:
        weights = spread(ruleset, {node.id: weight})
    except WeightError as error:
        try:
            weights, off_step = spread(_without_steps(ruleset), {node.id: weight}), True
        except WeightError:
            return Change(*told, None, error.problems[0].problem)
    changed = _changed(scores, ranking, reweigh(scores, weights), told)
    return replace(changed, off_step=off_step)


def _without_steps(ruleset: Ruleset) -> Ruleset:
    return replace(ruleset, indicators=tuple(map(_free_of_steps, ruleset.indicators)))


def _free_of_steps(node: Node) -> Node:
    tune = replace(node.tune, step=None) if node.tune else None
    if isinstance(node, Dimension):
        return replace(node, tune=tune, children=tuple(map(_free_of_steps, node.children)))
    return replace(node, tune=tune)


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
    """Yield what each parameter does, a *share* less and more; all is judged anew.

    WeightError for a share that is not between 0 and 1.
    """
    if not 0 < share <= 1:
        raise WeightError([Problem("share", NOT(given=share), SHARE())])
    plan, part = scores.plan, Decimal(str(share))
    for name, given in plan.ruleset.parameters.items():
        for factor in (1 - part, 1 + part):
            value = float(Decimal(str(given.value)) * factor)
            changed = replace(plan, parameters={**plan.parameters, name: Column(value)})
            told = name, given.title or name, given.value, value
            yield _judged(scores, ranking, changed, told)


def _judged(
    scores: Scores, ranking: Ranking, plan: Plan, told: tuple[str, str, float, float]
) -> Change:
    after = evaluate(plan, scores.submissions)
    if scores.overridden:
        try:
            after = override(after, scores.overridden.overrides)
        except OverrideError as error:
            return Change(*told, None, error.problems[0].problem)
    return _changed(scores, ranking, after, told)


def _changed(
    scores: Scores, ranking: Ranking, after: Scores, told: tuple[str, str, float, float]
) -> Change:
    largest = np.abs(after.totals - scores.totals).max(initial=0)
    points = float(largest) / 10**scores.plan.ruleset.rounding.total
    return Change(*told, moves_between(ranking, rank(after)), largest=points)


_DECIMALS, _FINEST = 2, Decimal("0.01")
