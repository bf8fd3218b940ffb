"""Full marks: the total shared out down the tree, among what applies to a department."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.expression.scopes import nodes_of
from scoring.model import Policy
from scoring.plan import Plan
from scoring.points import round_marks, share_columns, share_out
from scoring.weights import Node, Weights, assign_weights, ratio


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which profile a department has (-1: none), and which indicators give their weight away."""

    profile: int = -1
    given_away: tuple[tuple[str, Policy], ...] = ()


def share_marks(plan: Plan, pattern: Pattern) -> tuple[int, ...]:
    """Return every node's full marks, in smallest marks and by number; roots add up to the total.

    Weights that are moved go first, those redistributed over the whole tree leave their branch,
    and what applies shares its parent's marks by largest remainder. All are 0 if nothing applies.
    """
    if pattern not in plan.known_marks:
        plan.known_marks[pattern] = _share_marks(plan, pattern)
    return plan.known_marks[pattern]


def share_drawn(plan: Plan, pattern: Pattern, drawn: Weights) -> NDArray[np.int64]:
    """Return the full marks of every node under many weights: a row a node, a column a draw.

    *drawn* are weights of nodes, in points: floats and columns of them; others are as declared.
    Marks are whole, as ``share_marks`` has them. There is one column where no draw differs.
    """
    profiles = plan.ruleset.profiles
    given = profiles[pattern.profile].weights if pattern.profile >= 0 else {}
    named = {name: float(weight) for name, weight in given.items()}
    weights = assign_weights(plan.ruleset, named, drawn)
    marks = _shared(plan, pattern, weights, _whole_columns)
    return np.array(np.broadcast_arrays(*marks)).reshape(len(marks), -1)


def _share_marks(plan: Plan, pattern: Pattern) -> tuple[int, ...]:
    return tuple(_shared(plan, pattern, plan.weights[pattern.profile], _shares))


def _shared(plan: Plan, pattern: Pattern, weights: Weights, shares: "Shares") -> list[Any]:
    tree = Tree(plan, pattern, weights, shares)
    for name in _sources_first(tree.away):
        tree.move(name, tree.away[name].target)
    for name, policy in tree.away.items():
        if policy.name == "redistribute_all":
            tree.move(name, None)
    marks: dict[str, Any] = dict.fromkeys(plan.numbers, 0)
    total = plan.full_marks
    tree.find_applying(plan)
    tree.settle("sum", total, Fraction(total), plan.ruleset.indicators, marks)
    return list(marks.values())


class Tree:
    """The weights of one pattern while they are being moved about."""

    def __init__(self, plan: Plan, pattern: Pattern, weights: Weights, shares: "Shares"):
        self.dimensions = {dimension.id: dimension for dimension in plan.dimensions}
        self.parents = {child.id: node.id for node in plan.dimensions for child in node.children}
        self.weights = dict(weights)
        self.shares = shares
        self.away = dict(pattern.given_away)
        self.applying: set[str] = set()

    def ancestors(self, name: str) -> list[str]:
        """Return *name* and all above it."""
        line = [name]
        while line[-1] in self.parents:
            line.append(self.parents[line[-1]])
        return line

    def adds_up(self, name: str) -> bool:
        """Return whether every dimension above *name* is a sum, so that weight can leave it."""
        return all(self.dimensions[up].aggregate == "sum" for up in self.ancestors(name)[1:])

    def move(self, name: str, target: str | None) -> None:
        """Take the weight of *name* out of its branch, and give it to *target* if there is one."""
        if not self.adds_up(name):
            return
        amount = self.weights[name]
        for giver in self.ancestors(name):
            self.weights[giver] = self.weights[giver] - amount
        if target is None:
            return
        before = self.weights[target]
        for taker in self.ancestors(target):
            self.weights[taker] = self.weights[taker] + amount
        if target in self.dimensions:
            for below in nodes_of(self.dimensions[target].children):
                self.weights[below.id] = self.weights[below.id] * ratio(before + amount, before)

    def find_applying(self, plan: Plan) -> None:
        """Find the leaves that apply, and the dimensions with any child that does."""
        named = (leaf.id for leaf in plan.leaves if np.any(self.weights[leaf.id]))
        self.applying = {name for name in named if name not in self.away}
        for dimension in plan.dimensions:  # children first
            if any(child.id in self.applying for child in dimension.children):
                self.applying.add(dimension.id)

    def settle(
        self,
        aggregate: str,
        marks: Any,
        weight: Any,
        children: tuple[Node, ...],
        result: dict[str, Any],
    ) -> None:
        """Share *marks* among those *children* that apply, and so on below them."""
        weights = {n.id: self.weights[n.id] for n in children if n.id in self.applying}
        for name, share in self.shares(aggregate, marks, weight, weights).items():
            result[name] = share
            if name in self.dimensions:
                node, own = self.dimensions[name], self.weights[name]
                self.settle(node.aggregate, share, own, node.children, result)


def _shares(aggregate: str, marks: int, weight: Fraction, weights: Weights) -> dict[str, int]:
    if aggregate in ("best", "worst"):
        return dict.fromkeys(weights, marks)
    if aggregate == "pool" and sum(weights.values()) > weight:
        exact = [marks * own / weight for own in weights.values()]
        return dict(zip(weights, round_marks(exact), strict=True))
    return share_out(marks, weights) if weights else {}


def _whole_columns(aggregate: str, marks: Any, weight: Any, weights: Weights) -> dict[str, Any]:
    """Return what ``_shares`` does where weights, and marks, are columns."""
    if aggregate in ("best", "worst") or not weights:
        return dict.fromkeys(weights, marks)
    shares = share_columns(marks, weights)
    if aggregate != "pool":
        return shares
    own = np.asarray(weight, dtype=np.float64)
    over = sum(weights.values()) > own + _DUST
    exact = {name: np.floor(marks * ratio(w, own) + 0.5 + _DUST) for name, w in weights.items()}
    return {name: np.where(over, exact[name], shares[name]).astype(np.int64) for name in weights}


Shares = Callable[[str, Any, Any, Weights], dict[str, Any]]
_DUST = 1e-7


def _sources_first(away: Mapping[str, Policy]) -> list[str]:
    """Return the indicators whose weight moves, each after those that move weight to it."""
    waiting = {name: p.target for name, p in sorted(away.items()) if p.name == "move_to"}
    ordered: list[str] = []
    while free := [name for name in waiting if name not in waiting.values()]:
        ordered += free
        waiting = {name: target for name, target in waiting.items() if name not in free}
    return ordered + list(waiting)
