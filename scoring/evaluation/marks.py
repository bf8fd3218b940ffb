"""Full marks: the total shared out down the tree, among what applies to a department."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Indicator, Policy, Ruleset
from scoring.points import round_marks, share_out

Node = Dimension | Indicator
Weights = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which profile a department has (-1: none), and which indicators give their weight away."""

    profile: int = -1
    given_away: tuple[tuple[str, Policy], ...] = ()


def share_marks(ruleset: Ruleset, total: int, pattern: Pattern) -> dict[str, int]:
    """Return the full marks, in smallest marks, of every node by id; the roots add up to *total*.

    Weights that are moved go first, those redistributed over the whole tree leave their branch,
    and what applies shares its parent's marks by largest remainder. All are 0 if nothing applies.
    """
    tree = Tree(ruleset, pattern)
    for name in _sources_first(tree.away):
        tree.move(name, tree.away[name].target)
    for name, policy in tree.away.items():
        if policy.name == "redistribute_all":
            tree.move(name, None)
    marks = dict.fromkeys(tree.nodes, 0)
    tree.settle("sum", total, Fraction(total), ruleset.indicators, marks)
    return marks


class Tree:
    """The weights of one pattern while they are being moved about."""

    def __init__(self, ruleset: Ruleset, pattern: Pattern):
        self.nodes = {node.id: node for node in nodes_of(ruleset.indicators)}
        dimensions = [node for node in self.nodes.values() if isinstance(node, Dimension)]
        self.parents = {child.id: node.id for node in dimensions for child in node.children}
        self.weights = weights_of(ruleset, pattern.profile)
        self.away = dict(pattern.given_away)

    def ancestors(self, name: str) -> list[str]:
        """Return *name* and all above it."""
        line = [name]
        while line[-1] in self.parents:
            line.append(self.parents[line[-1]])
        return line

    def adds_up(self, name: str) -> bool:
        """Return whether every dimension above *name* is a sum, so that weight can leave it."""
        above = (self.nodes[parent] for parent in self.ancestors(name)[1:])
        return all(isinstance(node, Dimension) and node.aggregate == "sum" for node in above)

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
        for below in list(nodes_of([self.nodes[target]]))[1:]:
            self.weights[below.id] *= (before + amount) / before if before else 1

    def applies(self, node: Node) -> bool:
        if isinstance(node, Dimension):
            return any(self.applies(child) for child in node.children)
        return node.id not in self.away and self.weights[node.id] > 0

    def settle(
        self,
        aggregate: str,
        marks: int,
        weight: Fraction,
        children: tuple[Node, ...],
        result: dict[str, int],
    ) -> None:
        """Share *marks* among those *children* that apply, and so on below them."""
        weights = {node.id: self.weights[node.id] for node in children if self.applies(node)}
        for name, share in _shares(aggregate, marks, weight, weights).items():
            result[name] = share
            node = self.nodes[name]
            if isinstance(node, Dimension):
                own = self.weights[name]
                self.settle(node.aggregate, share, own, node.children, result)


def _shares(aggregate: str, marks: int, weight: Fraction, weights: Weights) -> dict[str, int]:
    if aggregate in ("best", "worst"):
        return dict.fromkeys(weights, marks)
    if aggregate == "pool":
        exact = [marks * own / weight for own in weights.values()]
        return dict(zip(weights, round_marks(exact), strict=True))
    return share_out(marks, weights) if weights else {}


def weights_of(ruleset: Ruleset, profile: int) -> Weights:
    """Return every node's weight in points, as declared or as the profile has it."""
    given = ruleset.profiles[profile].weights if profile >= 0 else {}
    named = {name: Fraction(weight) for name, weight in given.items()}
    declared: Weights = {}
    for node in ruleset.indicators:
        _declare(node, named, declared)
    weights: Weights = {}
    _assign("sum", Fraction(ruleset.full_marks), Fraction(0), ruleset.indicators, declared, weights)
    return weights


def _declare(node: Node, named: Mapping[str, Fraction], declared: Weights) -> bool:
    """Enter the declared weight of *node* and below; say whether the profile touched it."""
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
        weights[child.id] = weight if _is_choice(aggregate) else weight * share
        if isinstance(child, Dimension):
            below = weights[child.id]
            _assign(child.aggregate, below, declared[child.id], child.children, declared, weights)


def _is_choice(aggregate: str) -> bool:
    return aggregate in ("best", "worst")


def _sources_first(away: Mapping[str, Policy]) -> list[str]:
    """Return the indicators whose weight moves, each after those that move weight to it."""
    waiting = {name: p.target for name, p in sorted(away.items()) if p.name == "move_to"}
    ordered: list[str] = []
    while free := [name for name in waiting if name not in waiting.values()]:
        ordered += free
        waiting = {name: target for name, target in waiting.items() if name not in free}
    return ordered + list(waiting)
