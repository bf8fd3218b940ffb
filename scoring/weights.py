"""What every node weighs: as the ruleset declares it, or as a profile has it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.model import Dimension, Indicator, Ruleset

Node = Dimension | Indicator
Weights = dict[str, Fraction]


def weights_of(ruleset: Ruleset, given: Mapping[str, Decimal]) -> Weights:
    """Return every node's weight in points: those *given*, the others as declared."""
    named = {name: Fraction(weight) for name, weight in given.items()}
    declared: Weights = {}
    for node in ruleset.indicators:
        _declare(node, named, declared)
    weights: Weights = {}
    _assign("sum", Fraction(ruleset.full_marks), Fraction(0), ruleset.indicators, declared, weights)
    return weights


def weights_by_profile(ruleset: Ruleset) -> tuple[Weights, ...]:
    """Return every node's weight in points under each profile, and last without one."""
    given = (*(profile.weights for profile in ruleset.profiles), {})
    return tuple(weights_of(ruleset, weights) for weights in given)


def _declare(node: Node, named: Mapping[str, Fraction], declared: Weights) -> bool:
    """Enter the declared weight of *node* and below; say whether a given one touched it."""
    touched = node.id in named
    declared[node.id] = named.get(node.id, Fraction(node.weight))
    if isinstance(node, Dimension):
        below = [_declare(child, named, declared) for child in node.children]
        if any(below) and not touched and node.aggregate != "pool":
            weights = [declared[child.id] for child in node.children]
            declared[node.id] = (
                max(weights) if _is_choice(node.aggregate) else sum(weights, Fraction())
            )
        touched = touched or any(below)
    return touched


def _assign(
    aggregate: str,
    weight: Fraction,
    own: Fraction,
    children: tuple[Node, ...],
    declared: Weights,
    weights: Weights,
) -> None:
    """Enter the weights of *children* of a node that weighs *weight* and was declared *own*."""
    whole = own if aggregate == "pool" else sum((declared[c.id] for c in children), Fraction())
    for child in children:
        share = declared[child.id] / whole if whole else Fraction()
        weights[child.id] = weight if share and _is_choice(aggregate) else weight * share
        if isinstance(child, Dimension):
            below = weights[child.id]
            _assign(child.aggregate, below, declared[child.id], child.children, declared, weights)


def _is_choice(aggregate: str) -> bool:
    return aggregate in ("best", "worst")
