"""Weights as those of a ruleset: what is not named, what does not add up, what is out of bounds."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Ruleset, Tune
from scoring.ruleset.tree import figure
from scoring.ruleset.weights import weight_slips
from scoring.tuning.documents import with_weights_written
from scoring.weights import Node
from scoring.words import Message, Phrase

Given = Mapping[str, Decimal]
_ADDED_UP = ("sum", "geometric_mean")


def complete(ruleset: Ruleset, given: Given) -> dict[str, Decimal]:
    """Return the weights of all nodes: those *given*, and of the others what follows from them.

    A dimension that is not named weighs what its parts come to, where any of them is named and
    they are to add up; all else keeps its weight.
    """
    weights: dict[str, Decimal] = {}
    for node in ruleset.indicators:
        _enter(node, given, weights)
    return {node.id: weights[node.id] for node in nodes_of(ruleset.indicators)}


def _enter(node: Node, given: Given, weights: dict[str, Decimal]) -> bool:
    """Enter the weights of *node* and all below it; say whether any of them was given."""
    weights[node.id] = given.get(node.id, node.weight)
    touched = node.id in given
    if isinstance(node, Dimension):
        found = [_enter(child, given, weights) for child in node.children]
        below = any(found)
        adds_up = node.aggregate in _ADDED_UP and not node.relative
        if below and adds_up and not touched:
            weights[node.id] = sum((weights[child.id] for child in node.children), Decimal(0))
        touched = touched or below
    return touched


def sum_problems(
    ruleset: Ruleset, weights: Given, profiles: Mapping[str, Given]
) -> Iterator[Message]:
    """Yield every sum that *weights* do not come to, exactly, and every dimension left without."""
    document = with_weights_written(ruleset.document, weights, profiles)
    yield from (slip.problem for slip in weight_slips(_exact(document)))
    for node in nodes_of(ruleset.indicators):
        if isinstance(node, Dimension) and weights[node.id] <= 0:
            yield _WEIGHTLESS(title=node.title)


def profile_problems(
    ruleset: Ruleset, weights: Given, profiles: Mapping[str, Given]
) -> Iterator[tuple[str, Message]]:
    """Yield name and problem of every profile whose weights do not come to full marks."""
    document = with_weights_written(ruleset.document, weights, profiles)
    for slip in weight_slips(_exact(document)):
        if slip.path[0] == "profiles":
            yield str(slip.path[1]), slip.problem


def _exact(value: Any) -> Any:
    """Return a document with its binary numbers as the decimals that are written."""
    if isinstance(value, Mapping):
        return {key: _exact(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return Decimal(repr(value)) if isinstance(value, float) else value


def bound_messages(ruleset: Ruleset, weights: Given) -> Iterator[tuple[str, Message]]:
    """Yield id and sentence of every node whose weight is outside what ``tune`` allows."""
    for node in nodes_of(ruleset.indicators):
        tune, weight = node.tune or Tune(), weights[node.id]
        told = {"title": node.title, "weight": figure(weight), "now": figure(node.weight)}
        if weight == node.weight:
            continue
        if tune.lock:
            yield node.id, _LOCKED(**told)
        if tune.min is not None and weight < Decimal(str(tune.min)):
            yield node.id, _LOW(**told, bound=figure(Decimal(str(tune.min))))
        if tune.max is not None and weight > Decimal(str(tune.max)):
            yield node.id, _HIGH(**told, bound=figure(Decimal(str(tune.max))))
        if tune.step and Fraction(weight) % Fraction(str(tune.step)):
            yield node.id, _OFF_STEP(**told, step=figure(Decimal(str(tune.step))))


_WEIGHTLESS = Phrase(
    "「{title}」还有下级指标，权重应大于 0",
    '"{title}" has indicators below it: it must weigh more than 0',
)
_LOCKED = Phrase(
    "「{title}」已锁定为 {now}，方案中为 {weight}",
    '"{title}" is locked at {now}, the set has {weight}',
)
_LOW = Phrase(
    "「{title}」权重 {weight} 低于下限 {bound}", 'the weight {weight} of "{title}" is below {bound}'
)
_HIGH = Phrase(
    "「{title}」权重 {weight} 高于上限 {bound}", 'the weight {weight} of "{title}" is above {bound}'
)
_OFF_STEP = Phrase(
    "「{title}」权重 {weight} 不在步长 {step} 上",
    'the weight {weight} of "{title}" is off its step {step}',
)
