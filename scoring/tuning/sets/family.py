"""One dimension and its children while weights are spread: what is given, what is free."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.model import Dimension, Ruleset, Tune
from scoring.tuning.sets.steps import Range
from scoring.weights import Node

OPEN = Fraction(10**9)
_STEPS = tuple(map(Fraction, ("1", "1/2", "1/10", "1/100")))
_SHARED_OUT = ("sum", "geometric_mean")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is *wanted* of single nodes, over the weights they have by now, as they are written."""

    ruleset: Ruleset
    wanted: Mapping[str, Fraction]
    now: Mapping[str, Fraction]
    step: Fraction | None = None

    def root(self) -> Dimension:
        """Return the whole tree as one dimension without a name."""
        given = self.ruleset
        return Dimension(
            "", given.title, given.full_marks, given.indicators, relative=given.relative
        )

    def own_range(self, node: Node) -> Range:
        """Return between what a node may weigh by its own ``tune``."""
        tune = node.tune or Tune()
        if tune.lock:
            return self.now[node.id], self.now[node.id]
        low = Fraction(str(tune.min)) if tune.min is not None else Fraction(0)
        return low, OPEN if tune.max is None else Fraction(str(tune.max))

    def range_of(self, node: Node) -> Range:
        """Return between what a node may weigh by what is wanted, its bounds and those below it."""
        if node.id in self.wanted:
            return self.wanted[node.id], self.wanted[node.id]
        low, high = self.own_range(node)
        if isinstance(node, Dimension):
            least, most = self.room(node)
            low, high = max(low, least), min(high, most)
        return low, high

    def room(self, node: Dimension) -> Range:
        """Return the least and the most that the children of *node* can come to."""
        if node.relative or not self.is_shared_out(node):
            return Fraction(0), OPEN
        ranges = [self.range_of(child) for child in node.children]
        return sum((r[0] for r in ranges), Fraction()), sum((r[1] for r in ranges), Fraction())

    def is_shared_out(self, node: Dimension) -> bool:
        """Return whether the children's weights add up to that of *node*."""
        return node.aggregate in _SHARED_OUT or (
            node.aggregate != "pool" and not self.is_same_for_all(node)
        )

    def is_same_for_all(self, node: Dimension) -> bool:
        """Return whether each child of an either-or weighs what *node* does."""
        weights = {self.now[child.id] for child in node.children}
        return node.aggregate in ("best", "worst") and weights == {self.now.get(node.id)}

    def steps(self, children: Sequence[Node]) -> list[Fraction]:
        """Return by what step each child moves: its own, or the coarsest that suits the others."""
        weights = [self.wanted.get(child.id, self.now[child.id]) for child in children]
        fitting = (s for s in _STEPS if all(not weight % s for weight in weights))
        usual = self.step or next(fitting, _STEPS[-1])
        return [self._step_of(child, usual) for child in children]

    def _step_of(self, node: Node, usual: Fraction) -> Fraction:
        """Return the node's own step; the one asked for where that is as coarse or coarser."""
        own = Fraction(str(node.tune.step)) if node.tune and node.tune.step else None
        if own is None:
            return usual
        return self.step if self.step and not self.step % own else own


def decimal_of(weight: Fraction) -> Decimal:
    """Return a weight that lies on a decimal step as that decimal."""
    return Decimal(weight.numerator) / Decimal(weight.denominator)
