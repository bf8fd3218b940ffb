"""How far each weight may move: ``tune`` of the ruleset, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Indicator, Ruleset, Tune
from scoring.points import Floats
from scoring.weights import Node, weights_of

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """What a weight may be, in points: one element a node, of *names* in the order of the tree.

    *weights* are today's; *low* and *high* hold *weights* between them where a node is *locked*,
    and are 0 and the full marks where the ruleset says nothing. *step* is nan where any figure
    will do. ``inside[d, m]`` says whether node m is indicator or dimension d itself or below it.
    """

    names: tuple[str, ...]
    weights: Floats
    low: Floats
    high: Floats
    locked: Truths
    step: Floats
    inside: Truths

    def of(self, names: tuple[str, ...]) -> "Bounds":
        """Return those of the nodes *names*, in that order."""
        at = [self.names.index(name) for name in names]
        low, high = self.low[at], self.high[at]
        inside = self.inside[np.ix_(at, at)]
        return Bounds(names, self.weights[at], low, high, self.locked[at], self.step[at], inside)

    def below(self, dimensions: Sequence[str], names: Sequence[str]) -> Truths:
        """Return, a row a dimension, which of the nodes *names* are within it."""
        rows, columns = ([self.names.index(name) for name in some] for some in (dimensions, names))
        return self.inside[np.ix_(rows, columns)]


def bounds_of(ruleset: Ruleset) -> Bounds:
    """Return the bounds of every node of *ruleset*, parents first.

    Under ``"weights": "relative"`` bounds, written as shares like the weights, are brought to
    points by the same factor.
    """
    nodes = list(nodes_of(ruleset.indicators))
    shares = weights_of(ruleset, {})
    weights = np.array([float(shares[node.id]) for node in nodes])
    rules = [node.tune or Tune() for node in nodes]
    factor = np.array([_factor(node, float(shares[node.id])) for node in nodes])
    locked = np.array([rule.lock for rule in rules])
    low = factor * [0.0 if rule.min is None else rule.min for rule in rules]
    open_end = float(ruleset.full_marks)
    high = np.array([open_end if r.max is None else r.max for r in rules])
    high = np.where([rule.max is None for rule in rules], open_end, high * factor)
    step = factor * [np.nan if rule.step is None else rule.step for rule in rules]
    return Bounds(
        names=tuple(node.id for node in nodes),
        weights=weights,
        low=np.where(locked, weights, low),
        high=np.where(locked, weights, high),
        locked=locked,
        step=step,
        inside=_inside(nodes),
    )


def _factor(node: Dimension | Indicator, points: float) -> float:
    """Return the points that one unit of the declared weight comes to."""
    return points / float(node.weight) if node.weight else 1.0


def _inside(nodes: list[Node]) -> Truths:
    places = {node.id: place for place, node in enumerate(nodes)}
    inside = np.eye(len(nodes), dtype=np.bool_)
    for place, node in enumerate(nodes):
        below = nodes_of(node.children) if isinstance(node, Dimension) else ()
        inside[place, [places[each.id] for each in below]] = True
    return inside
