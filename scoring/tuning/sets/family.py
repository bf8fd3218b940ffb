"""One dimension and its children while weights are spread: what is given, what is free."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import ceil, floor

from scoring.model import Dimension, Ruleset, Tune
from scoring.tuning.sets.steps import Lattice, Range, common, meet, shared
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
        """Return between what a node may weigh by its own ``tune``; a dimension never nothing.

        Where no weight is allowed, what it weighs now.
        """
        tune, now = node.tune or Tune(), self.now[node.id]
        low = Fraction(str(tune.min)) if tune.min is not None else Fraction(0)
        high = OPEN if tune.max is None else Fraction(str(tune.max))
        if isinstance(node, Dimension) and not low:
            low = min(_STEPS[-1], now)
        if step := self.own_step(node):
            low, high = ceil(low / step) * step, floor(high / step) * step
        return (now, now) if tune.lock or low > high else (low, high)

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
        """Return the least and the most that *node* can weigh by what its children can."""
        if node.relative:
            return Fraction(0), OPEN
        lows, highs = zip(*(self.range_of(child) for child in node.children), strict=True)
        if self.is_same_for_all(node):
            return max(lows), min(highs)
        least = sum(lows, Fraction()) if self.is_shared_out(node) else Fraction(0)
        return least, sum(highs, Fraction())

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
        return next(self.grids(children))

    def grids(self, children: Sequence[Node]) -> Iterator[list[Fraction]]:
        """Yield by what steps children may move: those without one of their own ever finer."""
        owns = [self.own_step(child) for child in children]
        for usual in [self.step] if self.step else self._usual(children):
            yield [
                usual if own is None else common(usual, own) if self.step else own for own in owns
            ]

    def lattice(self, node: Node, step: Fraction) -> Lattice:
        """Return on what weights *node* may lie: on *step*, where what is below it adds up.

        A step of its own holds, whatever is below; the usual one gives way.
        """
        own, below = Lattice(step), self._below(node)
        if below is None:
            return own
        return meet(own, below) or (own if self.step or self.own_step(node) else below)

    def _below(self, node: Node) -> Lattice | None:
        """Return on what weights the children of *node* can come to; None for any."""
        if not isinstance(node, Dimension) or node.relative or not self.is_shared_out(node):
            return None
        found = Lattice(Fraction())
        for child in node.children:
            low, high = self.range_of(child)
            steps = [step for step in (self.own_step(child), self.step) if step]
            own = self.lattice(child, reduce(common, steps)) if steps else self._below(child)
            own = Lattice(Fraction(), low) if low == high else own
            if own is None:
                return None
            found = Lattice(shared(found.step, own.step), found.start + own.start)
        return found if found.step else None

    def own_step(self, node: Node) -> Fraction | None:
        """Return the step of a node by ``tune``, its own or of those that weigh what it does."""
        tune = node.tune or Tune()
        own = [Fraction(str(tune.step))] if tune.step else []
        if isinstance(node, Dimension) and self.is_same_for_all(node):
            own += [step for child in node.children if (step := self.own_step(child))]
        return reduce(common, own) if own else None

    def _usual(self, children: Sequence[Node]) -> Sequence[Fraction]:
        """Return steps from the coarsest that the children's weights lie on to the finest."""
        weights = [self.wanted.get(child.id, self.now[child.id]) for child in children]
        fitting = (s for s in _STEPS if all(not weight % s for weight in weights))
        return _STEPS[_STEPS.index(next(fitting, _STEPS[-1])) :]


def decimal_of(weight: Fraction) -> Decimal:
    """Return a weight that lies on a decimal step as that decimal."""
    return Decimal(weight.numerator) / Decimal(weight.denominator)
