"""From the shares of siblings to points of every node: exact down the tree, within bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

from scoring.model import Dimension, Indicator, Ruleset, Tune
from scoring.tuning.expert.hierarchy import ROOT, SHARED_OUT
from scoring.tuning.sets.family import decimal_of
from scoring.tuning.sets.steps import Range, on_steps, within

Node = Dimension | Indicator
Shares = Mapping[str, Mapping[str, float]]  # of each child, by the id of its node and its own

_STEPS = tuple(map(Fraction, ("1", "1/2", "1/10", "1/100")))
_HALF = Fraction(1, 2)
_UNBOUNDED = Fraction(10**9)
_DECIMALS = 12  # more than experts can tell apart, and the same on every machine


class Weight(NamedTuple):
    """A node's *share* of its parent as judged, *exact* in points, and as it is *written*.

    What is written is rounded, in points or, where siblings have relative weights, in theirs.
    """

    share: Fraction
    exact: Fraction
    written: Decimal


@dataclass(frozen=True, slots=True)
class _Sharing:
    """What is the same for the whole tree; *weights* are entered from the top down."""

    shares: Mapping[str, Mapping[str, Fraction]]
    step: Decimal | None
    ranges: Mapping[str, Range]
    weights: dict[str, Weight]


def weights_by(ruleset: Ruleset, shares: Shares, step: Decimal | None = None) -> dict[str, Weight]:
    """Return the weight of every node; siblings without *shares* keep their proportions.

    Each is a multiple of *step*, or where none is given of the step that the ruleset tunes it
    by, else of the coarsest that its siblings' present weights lie on. A weight leaves its
    ``tune`` bounds only where no weights within them add up.
    """
    exact = {
        node: {name: Fraction(repr(round(float(share), _DECIMALS))) for name, share in of.items()}
        for node, of in shares.items()
    }
    ranges: dict[str, Range] = {}
    for node in ruleset.indicators:
        _enter_ranges(node, ranges)
    sharing = _Sharing(exact, step, ranges, {})
    root = Dimension(ROOT, "", ruleset.full_marks, ruleset.indicators, relative=ruleset.relative)
    _share(sharing, root, Weight(Fraction(1), Fraction(ruleset.full_marks), ruleset.full_marks))
    return sharing.weights


def _share(sharing: _Sharing, node: Dimension, weight: Weight) -> None:
    """Enter the weights of the children of *node*, which has the *weight* given."""
    children = node.children
    declared = [Fraction(child.weight) for child in children]
    adds_up = node.relative or node.aggregate in SHARED_OUT
    whole = sum(declared, Fraction()) if adds_up else Fraction(node.weight)
    judged = sharing.shares.get(node.id)
    shares = [share / whole if whole else Fraction() for share in declared]
    if judged:
        shares = [judged[child.id] for child in children]
    total = sum(declared, Fraction()) if node.relative else Fraction(weight.written)
    steps = _steps(sharing.step, children)
    if node.aggregate in SHARED_OUT:
        found = _rounded(total, shares, [sharing.ranges[child.id] for child in children], steps)
    else:  # what may be chosen, or is pooled, changes as its node does
        found = [
            floor(share * total / s + _HALF) * s for share, s in zip(shares, steps, strict=True)
        ]
    for child, share, own in zip(children, shares, found, strict=True):
        made = sharing.weights[child.id] = Weight(share, weight.exact * share, decimal_of(own))
        if isinstance(child, Dimension):
            _share(sharing, child, made)


def _rounded(
    total: Fraction, shares: Sequence[Fraction], ranges: Sequence[Range], steps: Sequence[Fraction]
) -> list[Fraction]:
    """Return weights on *steps* that add up to *total*; where none do, on finer ones.

    Bounds that leave no room for *total* are passed.
    """
    room = sum(low for low, _ in ranges) <= total <= sum(high for _, high in ranges)
    if not room or any(low > high for low, high in ranges):
        ranges = [(Fraction(), total)] * len(shares)
    wanted = within(total, shares, ranges)
    finer = (on_steps(wanted, [min(s, finest) for s in steps], ranges, total) for finest in _STEPS)
    found = on_steps(wanted, steps, ranges, total)
    return found or next((weights for weights in finer if weights), wanted)


def _steps(asked: Decimal | None, children: Sequence[Node]) -> list[Fraction]:
    """Return by what step each child moves: as *asked*, its own, or the coarsest that suits."""
    if asked is not None:
        return [Fraction(asked)] * len(children)
    fitting = (s for s in _STEPS if all(not Fraction(child.weight) % s for child in children))
    usual = next(fitting, _STEPS[-1])
    own = (child.tune.step if child.tune else None for child in children)
    return [usual if step is None else Fraction(str(step)) for step in own]


def _enter_ranges(node: Node, ranges: dict[str, Range]) -> Range:
    """Enter, and return, between what *node* may weigh by its own bounds and its children's."""
    tune, now = node.tune or Tune(), Fraction(node.weight)
    low = now if tune.lock else Fraction(str(tune.min or 0))
    high = now if tune.lock else _UNBOUNDED if tune.max is None else Fraction(str(tune.max))
    if isinstance(node, Dimension):
        below = [_enter_ranges(child, ranges) for child in node.children]
        if node.aggregate in SHARED_OUT and not node.relative:
            low = max(low, sum((least for least, _ in below), Fraction()))
            high = min(high, sum((most for _, most in below), Fraction()))
    ranges[node.id] = (low, high)
    return low, high
