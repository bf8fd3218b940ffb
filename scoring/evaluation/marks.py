"""Full marks: the total shared out down the tree, among what applies to a department."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.expression.scopes import nodes_of
from scoring.model import Policy
from scoring.plan import Plan
from scoring.points import round_marks, share_out
from scoring.weights import Node, Weights


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


def _share_marks(plan: Plan, pattern: Pattern) -> tuple[int, ...]:
    tree = Tree(plan, pattern)
    for name in sources_first(tree.away):
        tree.move(name, tree.away[name].target)
    for name, policy in tree.away.items():
        if policy.name == "redistribute_all":
            tree.move(name, None)
    marks = dict.fromkeys(plan.numbers, 0)
    total = plan.full_marks
    tree.find_applying(plan)
    tree.settle("sum", total, Fraction(total), plan.ruleset.indicators, marks)
    return tuple(marks.values())


class Tree:
    """The weights of one pattern while they are being moved about."""

    def __init__(self, plan: Plan, pattern: Pattern):
        self.dimensions = {dimension.id: dimension for dimension in plan.dimensions}
        self.parents = {child.id: node.id for node in plan.dimensions for child in node.children}
        self.weights = dict(plan.weights[pattern.profile])
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
            self.weights[giver] -= amount
        if target is None:
            return
        before = self.weights[target]
        for taker in self.ancestors(target):
            self.weights[taker] += amount
        if before and target in self.dimensions:
            for below in nodes_of(self.dimensions[target].children):
                self.weights[below.id] *= (before + amount) / before

    def find_applying(self, plan: Plan) -> None:
        """Find the leaves that apply, and the dimensions with any child that does."""
        named = (leaf.id for leaf in plan.leaves if self.weights[leaf.id])
        self.applying = {name for name in named if name not in self.away}
        for dimension in plan.dimensions:  # children first
            if any(child.id in self.applying for child in dimension.children):
                self.applying.add(dimension.id)

    def settle(
        self,
        aggregate: str,
        marks: int,
        weight: Fraction,
        children: tuple[Node, ...],
        result: dict[str, int],
    ) -> None:
        """Share *marks* among those *children* that apply, and so on below them."""
        weights = {n.id: self.weights[n.id] for n in children if n.id in self.applying}
        for name, share in _shares(aggregate, marks, weight, weights).items():
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


def sources_first(away: Mapping[str, Policy]) -> list[str]:
    """Return the indicators whose weight moves, each after those that move weight to it."""
    waiting = {name: p.target for name, p in sorted(away.items()) if p.name == "move_to"}
    ordered: list[str] = []
    while free := [name for name in waiting if name not in waiting.values()]:
        ordered += free
        waiting = {name: target for name, target in waiting.items() if name not in free}
    return ordered + list(waiting)
