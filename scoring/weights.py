"""What every node weighs: as the ruleset declares it, or as a profile has it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from scoring.model import Dimension, Indicator, Ruleset

Node = Dimension | Indicator
# By id: one exact figure, or a column of floats, one a draw of weights.
Weights = dict[str, Any]


def weights_of(ruleset: Ruleset, given: Mapping[str, Decimal]) -> Weights:
    """Return every node's weight in points: those *given*, the others as declared."""
    named = {name: Fraction(weight) for name, weight in given.items()}
    return assign_weights(ruleset, named, {})


def weights_by_profile(ruleset: Ruleset) -> tuple[Weights, ...]:
    """Return every node's weight in points under each profile, and last without one."""
    given = (*(profile.weights for profile in ruleset.profiles), {})
    return tuple(weights_of(ruleset, weights) for weights in given)


def assign_weights(ruleset: Ruleset, named: Mapping[str, Any], drawn: Mapping[str, Any]) -> Weights:
    """Return every node's weight in points: those *named*, else *drawn*, else as declared.

    Weights named take those above them along; weights drawn stand in for what is declared. They
    are fractions all, or floats and columns of floats all.
    """
    number = float if drawn else Fraction
    declared: Weights = {}
    for node in ruleset.indicators:
        _declare(node, named, drawn, number, declared)
    weights: Weights = {}
    whole = number(ruleset.full_marks)
    _assign("sum", whole, number(0), ruleset.indicators, declared, weights)
    return weights


def ratio(part: Any, whole: Any) -> Any:
    """Return *part* over *whole*, both fractions or both floats; 0 where there is no whole."""
    if isinstance(whole, Fraction):
        return part / whole if whole else Fraction()
    return np.where(whole != 0, part / np.where(whole != 0, whole, 1.0), 0.0)


def _declare(
    node: Node,
    named: Mapping[str, Any],
    drawn: Mapping[str, Any],
    number: Any,
    declared: Weights,
) -> bool:
    """Enter the declared weight of *node* and below; say whether a named one touched it."""
    touched = node.id in named
    declared[node.id] = named[node.id] if touched else drawn.get(node.id, number(node.weight))
    if isinstance(node, Dimension):
        below = [_declare(child, named, drawn, number, declared) for child in node.children]
        if any(below) and not touched and node.aggregate != "pool":
            weights = [declared[child.id] for child in node.children]
            combine = np.maximum if _is_choice(node.aggregate) else np.add
            declared[node.id] = reduce(combine, weights)
        touched = touched or any(below)
    return touched


def _assign(
    aggregate: str,
    weight: Any,
    own: Any,
    children: tuple[Node, ...],
    declared: Weights,
    weights: Weights,
) -> None:
    """Enter the weights of *children* of a node that weighs *weight* and was declared *own*."""
    whole = own if aggregate == "pool" else reduce(np.add, (declared[c.id] for c in children))
    for child in children:
        share = ratio(declared[child.id], whole)
        weights[child.id] = weight * (share != 0 if _is_choice(aggregate) else share)
        if isinstance(child, Dimension):
            below = weights[child.id]
            _assign(child.aggregate, below, declared[child.id], child.children, declared, weights)


def _is_choice(aggregate: str) -> bool:
    return aggregate in ("best", "worst")
