"""Full marks under many weights at once: what ``share_marks`` does to one, over columns of draws.

Shares are not rounded to whole marks here, so a figure may be off by half a smallest mark a level.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from scoring.evaluation.marks import Pattern, sources_first
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Policy
from scoring.plan import Plan
from scoring.points import Floats
from scoring.weights import Node

Columns = dict[str, Floats]


def leaf_marks(plan: Plan, pattern: Pattern, weights: Floats) -> Floats:
    """Return the full marks of m leaves, in points, of departments of *pattern*.

    *weights* (k, m) are k times the weights of the leaves in points, of a tree of sums; a row of
    the result (k, m) adds up to the full marks, or to 0 where nothing applies.
    """
    full = np.full(len(weights), float(plan.ruleset.full_marks))
    tree = _Branches(plan, pattern, weights)
    for name in sources_first(tree.away):
        tree.move(name, tree.away[name].target)
    for name, policy in tree.away.items():
        if policy.name == "redistribute_all":
            tree.move(name, None)
    marks = tree.settle(full)
    nothing = np.zeros(len(weights))
    return np.stack([marks.get(leaf.id, nothing) for leaf in plan.leaves], axis=1)


class _Branches:
    """The weights of one pattern while they are moved about: a column of k draws a node."""

    def __init__(self, plan: Plan, pattern: Pattern, weights: Floats):
        self.plan = plan
        self.roots = plan.ruleset.indicators
        self.dimensions = {node.id: node for node in plan.dimensions}
        self.parents = {child.id: node.id for node in plan.dimensions for child in node.children}
        self.away: Mapping[str, Policy] = dict(pattern.given_away)
        self.weights: Columns = {
            leaf.id: column for leaf, column in zip(plan.leaves, weights.T, strict=True)
        }
        for node in plan.dimensions:  # children first
            self.weights[node.id] = _sum(self.weights[child.id] for child in node.children)
        if pattern.profile >= 0:
            self._apply(plan.ruleset.profiles[pattern.profile].weights)

    def _apply(self, named: Mapping[str, object]) -> None:
        """Put what a profile says in the place of the weights; what is not named shares as ever."""
        declared = dict(self.weights)
        own = {name: np.full_like(declared[name], float(str(w))) for name, w in named.items()}
        for node in self.plan.dimensions:
            declared[node.id] = _sum(
                own.get(child.id, declared[child.id]) for child in node.children
            )
        declared |= own
        self.weights = {}
        self._share(np.full_like(_sum(self.parts(self.roots, declared)), 1.0), self.roots, declared)

    def parts(self, nodes: Iterable[Node], weights: Columns) -> list[Floats]:
        return [weights[node.id] for node in nodes]

    def _share(self, whole: Floats, nodes: tuple[Node, ...], declared: Columns) -> None:
        """Share *whole* (at the roots, the full marks) among *nodes* as *declared*."""
        total = _sum(self.parts(nodes, declared))
        if nodes is self.roots:
            whole = whole * float(self.plan.ruleset.full_marks)
        for node in nodes:
            self.weights[node.id] = _ratio(declared[node.id], total) * whole
            if isinstance(node, Dimension):
                self._share(self.weights[node.id], node.children, declared)

    def ancestors(self, name: str) -> list[str]:
        line = [name]
        while line[-1] in self.parents:
            line.append(self.parents[line[-1]])
        return line

    def move(self, name: str, target: str | None) -> None:
        """Take the weight of *name* out of its branch, and give it to *target* if there is one."""
        amount = self.weights[name]
        for giver in self.ancestors(name):
            self.weights[giver] = self.weights[giver] - amount
        if target is None:
            return
        before = self.weights[target]
        for taker in self.ancestors(target):
            self.weights[taker] = self.weights[taker] + amount
        if target in self.dimensions:
            grown = np.where(before > 0, _ratio(before + amount, before), 1.0)
            for below in nodes_of(self.dimensions[target].children):
                self.weights[below.id] = self.weights[below.id] * grown

    def settle(self, full: Floats) -> Columns:
        """Return the full marks of every node that applies: *full* shared down the tree."""
        applying: Columns = {
            leaf.id: np.where(self.weights[leaf.id] > 0, self.weights[leaf.id], 0.0)
            for leaf in self.plan.leaves
            if leaf.id not in self.away
        }
        for node in self.plan.dimensions:
            below = [applying[child.id] for child in node.children if child.id in applying]
            if below:
                has_any = _sum(below) > 0
                applying[node.id] = np.where(has_any, self.weights[node.id], 0.0)
        marks: Columns = {}
        self._settle(full, self.roots, applying, marks)
        return marks

    def _settle(
        self, whole: Floats, nodes: tuple[Node, ...], applying: Columns, marks: Columns
    ) -> None:
        taking = [node for node in nodes if node.id in applying]
        if not taking:
            return
        total = _sum(self.parts(taking, applying))
        for node in taking:
            marks[node.id] = _ratio(applying[node.id], total) * whole
            if isinstance(node, Dimension):
                self._settle(marks[node.id], node.children, applying, marks)


def _sum(columns: Iterable[Floats]) -> Floats:
    first, *others = columns
    total = first.copy()
    for column in others:
        total += column
    return total


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return *part* of *whole*; 0 of nothing."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
