"""Some weights are set; their siblings take the difference, in proportion, within their bounds."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from scoring.errors import Problem, WeightError, use_instead
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Ruleset
from scoring.tuning.sets.family import Wish, decimal_of
from scoring.tuning.sets.refusals import (
    own_problems,
    room_problem,
    same_problems,
    step_conflicts,
    step_problem,
)
from scoring.tuning.sets.steps import Lattice, Range, on_steps, within
from scoring.weights import Node
from scoring.words import Phrase

Given = Mapping[str, Decimal]


def spread(
    ruleset: Ruleset, wanted: Given, now: Given | None = None, step: Decimal | None = None
) -> dict[str, Decimal]:
    """Return the weights of all nodes, as they are written, with those *wanted* put in.

    *now* are the weights to begin from, by default the ruleset's. The free siblings of a node
    take the difference in proportion to what they weigh, on their own ``step``, else on *step*,
    else on the coarsest step that they lie on; what is below a node moves with it. Sums are exact.
    WeightError tells every wish that cannot be met, and which bounds bind.
    """
    nodes = {node.id: node for node in nodes_of(ruleset.indicators)}
    unknown = [name for name in wanted if name not in nodes]
    if unknown:
        raise WeightError(
            Problem(name, _UNKNOWN(name=name), use_instead(name, nodes)) for name in unknown
        )
    endless = [name for name, weight in wanted.items() if not Decimal(weight).is_finite()]
    if endless:
        raise WeightError(Problem(name, _NO_FIGURE(name=name), _GIVE_FIGURE()) for name in endless)
    present = {name: Fraction(node.weight) for name, node in nodes.items()}
    present |= {name: Fraction(weight) for name, weight in (now or {}).items()}
    asked = {name: Fraction(weight) for name, weight in wanted.items()}
    wish = Wish(ruleset, asked, present, Fraction(step) if step else None)
    problems = [p for name in wanted for p in own_problems(wish, nodes[name])]
    problems += step_conflicts(wish, nodes.values())
    if problems:
        raise WeightError(problems)
    weights: dict[str, Fraction] = {}
    _spread(wish, wish.root(), Fraction(ruleset.full_marks), weights, problems)
    if problems:
        raise WeightError(problems)
    return {name: decimal_of(weights[name]) for name in nodes}


def _spread(
    wish: Wish,
    node: Dimension,
    weight: Fraction,
    weights: dict[str, Fraction],
    problems: list[Problem],
) -> None:
    """Enter the weights of all below *node*, which weighs *weight*, or the problems met."""
    children = node.children
    if node.relative:
        weight = _whole(wish, node)
    found: list[Fraction] | None = [weight] * len(children)
    if wish.is_shared_out(node):
        found = _shared(wish, node, weight, problems)
    elif wish.is_same_for_all(node):
        problems += same_problems(wish, node, weight)
    else:
        found = _pooled(wish, node, weight) or _shared(wish, node, weight, problems)
    for child, own in zip(children, found or (), strict=found is not None):
        weights[child.id] = own
        if isinstance(child, Dimension):
            _spread(wish, child, own, weights, problems)


def _whole(wish: Wish, node: Dimension) -> Fraction:
    """Return what relative weights are to come to: what they do now, or near it on their steps."""
    now = sum((wish.now[child.id] for child in node.children), Fraction())
    ranges = [wish.range_of(child) for child in node.children]
    if all(low == high for low, high in ranges):
        return sum((low for low, _ in ranges), Fraction()) or now
    if any(low == high for low, high in ranges):
        return now
    step = min(wish.steps(node.children))
    return max(round(now / step), 1) * step


def _shared(
    wish: Wish, node: Dimension, total: Fraction, problems: list[Problem]
) -> list[Fraction] | None:
    """Return weights of the children of *node* that add up to *total*, in proportion to today's."""
    ranges = [wish.range_of(child) for child in node.children]
    crossing = [problem for child in node.children for problem in _crossing(wish, child)]
    if crossing:
        problems += crossing
        return None
    low, high = (sum((ends[side] for ends in ranges), Fraction()) for side in (0, 1))
    if not low <= total <= high:
        problems.append(room_problem(wish, node, total, ranges))
        return None
    grids = [
        [wish.lattice(child, step) for child, step in zip(node.children, steps, strict=True)]
        for steps in wish.grids(node.children)
    ]
    tries = (_on_steps(wish, node, ranges, lattices, total) for lattices in grids)
    found = next((weights for weights in tries if weights), None)
    if found is None:
        near = list(_near(wish, node, ranges, grids[0], total))
        problems.append(step_problem(wish, node, total, near))
    return found


def _on_steps(
    wish: Wish,
    node: Dimension,
    ranges: Sequence[Range],
    lattices: Sequence[Lattice],
    total: Fraction,
) -> list[Fraction] | None:
    """Return weights in *ranges*, on *lattices*, that add up to *total*; None where none do.

    They are as nearly in proportion to what the free children weigh now as that allows.
    """
    low, high = (sum((ends[side] for ends in ranges), Fraction()) for side in (0, 1))
    if not low <= total <= high:
        return None
    wanted = within(total, _shares(wish, node, ranges), ranges)
    starts = [lattice.start for lattice in lattices]
    moved = [weight - start for weight, start in zip(wanted, starts, strict=True)]
    bounds = [(low - n, high - n) for (low, high), n in zip(ranges, starts, strict=True)]
    steps = [lattice.step for lattice in lattices]
    found = on_steps(moved, steps, bounds, total - sum(starts, Fraction()))
    return found and [weight + start for weight, start in zip(found, starts, strict=True)]


def _near(
    wish: Wish,
    node: Dimension,
    ranges: Sequence[Range],
    lattices: Sequence[Lattice],
    total: Fraction,
) -> Iterator[tuple[str, Fraction]]:
    """Yield title and nearest weights of the children asked for with which all adds up."""
    for place, child in enumerate(node.children):
        if child.id not in wish.wanted:
            continue
        low, high = wish.own_range(child)
        for way in (-1, 1):
            tries = (
                wish.wanted[child.id] + way * n * lattices[place].step for n in range(1, _FARTHEST)
            )
            for value in tries:
                held = [*ranges[:place], (value, value), *ranges[place + 1 :]]
                if low <= value <= high and _on_steps(wish, node, held, lattices, total):
                    yield child.title, value
                    break


def _crossing(wish: Wish, child: Node) -> Iterator[Problem]:
    """Yield that what is below *child* cannot come to any weight that its own bounds allow."""
    low, high = wish.range_of(child)
    if low > high and isinstance(child, Dimension):
        own, ranges = wish.own_range(child), [wish.range_of(each) for each in child.children]
        least, _ = wish.room(child)
        yield room_problem(wish, child, own[1] if least > own[1] else own[0], ranges)


def _shares(wish: Wish, node: Dimension, ranges: Sequence[Range]) -> list[Fraction]:
    """Return what the free children weigh now; those held at one figure take no part."""
    return [
        Fraction() if low == high else wish.now[child.id]
        for child, (low, high) in zip(node.children, ranges, strict=True)
    ]


def _pooled(wish: Wish, node: Dimension, weight: Fraction) -> list[Fraction] | None:
    """Return the weights of children that may come to more than *node*, as much more as today.

    None where they come to less.
    """
    grown = weight / wish.now[node.id] if wish.now[node.id] else Fraction(1)
    steps = wish.steps(node.children)
    found = []
    for child, step in zip(node.children, steps, strict=True):
        low, high = wish.range_of(child)
        own = ceil(wish.now[child.id] * grown / step) * step
        found.append(min(max(own, low), high))
    return found if sum(found) >= weight else None


_FARTHEST = 40  # steps
_NO_FIGURE = Phrase("「{name}」的权重不是有限的数", 'the weight of "{name}" is no finite number')
_GIVE_FIGURE = Phrase("请写普通的数", "Write a plain number")
_UNKNOWN = Phrase("没有名为「{name}」的指标", 'there is no indicator "{name}"')
