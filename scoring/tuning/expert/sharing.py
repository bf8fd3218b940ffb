"""From the shares of siblings to points of every node: exact down the tree, within bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from scoring.model import Dimension, Indicator, Ruleset, Tune
from scoring.tuning.expert.hierarchy import ROOT, SHARED_OUT

Node = Dimension | Indicator
Shares = Mapping[str, Mapping[str, float]]  # of each child, by the id of its node and its own
Range = tuple[Fraction, Fraction]
_Bound = Fraction | int

_STEPS = tuple(map(Decimal, ("1", "0.5", "0.1", "0.01")))
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

    Each is a multiple of *step*, or where none is given of the step that the ruleset tunes the
    siblings by, else of the coarsest that their present weights lie on. A weight leaves its
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


def share_within(
    total: int, shares: Sequence[Fraction], ranges: Sequence[tuple[int, int]]
) -> list[int]:
    """Return whole numbers in proportion to *shares* that add up to *total*, each in its range.

    What is left over by rounding down goes to the largest remainders, the first of equal ones.
    The ranges must have room for *total*.

    >>> share_within(10, [Fraction(6), Fraction(3), Fraction(1)], [(0, 5), (0, 10), (2, 10)])
    [5, 3, 2]
    """
    wanted = within(Fraction(total), shares, ranges)
    result = [floor(value) for value in wanted]
    by_remainder = sorted(range(len(wanted)), key=lambda n: (result[n] - wanted[n], n))
    for place in by_remainder[: total - sum(result)]:
        result[place] += 1
    return result


def within(
    total: Fraction,
    shares: Sequence[Fraction],
    ranges: Sequence[tuple[_Bound, _Bound]],
) -> list[Fraction]:
    """Share out in proportion; hold at their bounds, side by side, those that would pass them."""
    held: dict[int, Fraction] = {}
    while True:
        free = [place for place in range(len(shares)) if place not in held]
        left = total - sum(held.values(), Fraction())
        whole = sum((shares[place] for place in free), Fraction())
        value = {n: left * (shares[n] / whole if whole else Fraction(1, len(free))) for n in free}
        short = {n: Fraction(ranges[n][0]) for n in free if value[n] < ranges[n][0]}
        over = {n: Fraction(ranges[n][1]) for n in free if value[n] > ranges[n][1]}
        if not short and not over:
            return [held[n] if n in held else value[n] for n in range(len(shares))]
        lacking = sum((bound - value[n] for n, bound in short.items()), Fraction())
        spare = sum((value[n] - bound for n, bound in over.items()), Fraction())
        held |= short if lacking >= spare else {}
        held |= over if spare >= lacking else {}


def _share(sharing: _Sharing, node: Dimension, weight: Weight) -> None:
    """Enter the weights of the children of *node*, which has the *weight* given."""
    children = node.children
    declared = [Fraction(child.weight) for child in children]
    whole = sum(declared, Fraction()) if node.aggregate in SHARED_OUT else Fraction(node.weight)
    judged = sharing.shares.get(node.id)
    shares = [share / whole if whole else Fraction() for share in declared]
    if judged:
        shares = [judged[child.id] for child in children]
    total = Decimal(sum(child.weight for child in children)) if node.relative else weight.written
    grid = _grid(sharing.step, children, total)
    if node.aggregate in SHARED_OUT:
        units = share_within(int(total / grid), shares, _bounds(sharing, node, total, grid))
    else:  # what may be chosen, or is pooled, changes as its node does
        units = [floor(share * Fraction(total / grid) + _HALF) for share in shares]
    for child, share, count in zip(children, shares, units, strict=True):
        made = sharing.weights[child.id] = Weight(share, weight.exact * share, count * grid)
        if isinstance(child, Dimension):
            _share(sharing, child, made)


def _bounds(
    sharing: _Sharing, node: Dimension, total: Decimal, grid: Decimal
) -> list[tuple[int, int]]:
    """Return the bounds of the children in steps of *grid*; none where *total* has no room."""
    step, whole = Fraction(grid), int(total / grid)
    ranges = [sharing.ranges[child.id] for child in node.children]
    bounds = [(ceil(low / step), floor(high / step)) for low, high in ranges]
    room = sum(low for low, _ in bounds) <= whole <= sum(high for _, high in bounds)
    ordered = all(low <= high for low, high in bounds)
    return bounds if room and ordered else [(0, whole)] * len(bounds)


def _grid(step: Decimal | None, children: Sequence[Node], total: Decimal) -> Decimal:
    """Return the coarsest step that suits the siblings and on which their *total* lies."""
    asked = {Decimal(str(c.tune.step)) if c.tune and c.tune.step else None for c in children}
    step = step or (asked.pop() if len(asked) == 1 else None)
    if step is None:
        on = (s for s in _STEPS if all(not child.weight % s for child in children))
        step = next(on, _STEPS[-1])
    finest = Decimal(1).scaleb(min(int(total.as_tuple().exponent), -2))
    return next((s for s in (step, *_STEPS) if s <= step and not total % s), finest)


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
