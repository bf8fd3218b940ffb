"""What may be drawn in a ruleset's tree: the nodes that make up the total, and their bounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, RulesetError
from scoring.evaluation.marks import Pattern, share_marks
from scoring.model import Dimension, Indicator
from scoring.plan import Plan
from scoring.points import Floats, round_columns
from scoring.tuning.bounds import Bounds, bounds_of
from scoring.tuning.drawing import Limits
from scoring.words import Phrase

Node = Dimension | Indicator
Marks = Mapping[str, NDArray[np.int64]]  # of a node, by id: one figure a draw


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The nodes whose weights vary: indicators, and dimensions that are not the sum of theirs.

    *now* are their full marks where everything applies, in smallest marks; *limits* are the bounds
    of the ruleset (``tune``), in the same; those of *dimensions*, by id, are of groups.
    """

    plan: Plan
    ids: tuple[str, ...]
    now: Floats
    limits: Limits
    dimensions: tuple[str, ...]


def units_of(plan: Plan, spread: float | None = None) -> Units:
    """Return what varies in *plan*: within its bounds, and within *spread*, a share, of what is.

    Bounds that exclude the weight itself are widened to it; what holds fixed points stays, for
    which RulesetError where weights are relative, and so have no points of their own. ValueError
    for a *spread* that is no share.
    """
    if spread is not None and not 0 <= spread <= 1:
        raise ValueError(f"a spread is a share from 0 to 1, not {spread}")
    _refuse_fixed_shares(plan)
    marks = dict(zip(plan.numbers, share_marks(plan, Pattern()), strict=True))
    bounds = bounds_of(plan.ruleset)
    ids = tuple(_units(plan.ruleset.indicators))
    sums = tuple(
        node.id for node in plan.dimensions if node.aggregate == "sum" and node.tune is not None
    )
    now, low, high = _in_marks(plan, bounds.of(ids), marks)
    holding = holding_fixed(plan)
    held = np.array([name in holding for name in ids])
    low, high = np.where(held, now, low), np.where(held, now, high)
    if spread is not None:
        low, high = np.maximum(low, now * (1 - spread)), np.minimum(high, now * (1 + spread))
    _, least, most = _in_marks(plan, bounds.of(sums), marks)
    groups = bounds.below(sums, ids)
    return Units(plan, ids, now, Limits(low, high, groups, least, most), sums)


def _refuse_fixed_shares(plan: Plan) -> None:
    relative = plan.ruleset.relative or any(node.relative for node in plan.dimensions)
    fixed = [leaf.indicator for leaf in plan.leaves if leaf.indicator.method.fixed]
    if relative and fixed:
        raise RulesetError(
            Problem(each.id, _FIXED(title=each.title), _WRITE_POINTS()) for each in fixed
        )


def holding_fixed(plan: Plan) -> set[str]:
    """Return the nodes that are, or hold, indicators with fixed points."""
    fixed = [leaf for leaf in plan.leaves if leaf.indicator.method.fixed]
    return {name for leaf in fixed for name in (leaf.id, *(node.id for node in leaf.path))}


def _in_marks(
    plan: Plan, bounds: Bounds, marks: Mapping[str, int]
) -> tuple[Floats, Floats, Floats]:
    """Return what nodes have, the least and the most they may have, in whole marks."""
    unit = 10.0**plan.ruleset.rounding.points
    now = np.array([marks[name] for name in bounds.names], dtype=np.float64)
    low = np.minimum(np.ceil(bounds.low * unit - 1e-6), now)
    high = np.maximum(np.floor(bounds.high * unit + 1e-6), now)
    return now, np.where(bounds.locked, now, low), np.where(bounds.locked, now, high)


def whole_marks(units: Units, weights: Floats) -> Marks:
    """Return *weights* (a row a unit, a column a draw) in whole marks, of every node that varies.

    They are rounded up or down by largest remainder, down the tree: every sum stays exact, and
    every whole bound that held still holds.
    """
    sums = dict(zip(units.ids, weights, strict=True))
    marks: dict[str, Any] = {}
    _round(units.plan.ruleset.indicators, units.plan.full_marks, sums, marks)
    return marks


def _round(
    nodes: tuple[Node, ...], total: Any, sums: dict[str, Any], marks: dict[str, Any]
) -> None:
    shares = round_columns(total, {node.id: _sum(node, sums) for node in nodes})
    for node in nodes:
        marks[node.id] = shares[node.id]
        if isinstance(node, Dimension):
            if node.aggregate == "sum":
                _round(node.children, marks[node.id], sums, marks)
            elif node.aggregate == "pool":
                _scale(node, marks)


def _sum(node: Node, sums: Mapping[str, Any]) -> Any:
    if node.id in sums:
        return sums[node.id]
    assert isinstance(node, Dimension)  # noqa: S101  every other node varies by itself
    return sum(_sum(child, sums) for child in node.children)


def _scale(pool: Dimension, marks: dict[str, Any]) -> None:
    """Enter the marks of what is pooled, which change as their pool does."""
    for child in pool.children:
        share = float(child.weight / pool.weight) if pool.weight else 0.0
        marks[child.id] = np.floor(marks[pool.id] * share + 0.5).astype(np.int64)
        if isinstance(child, Dimension) and child.aggregate == "pool":
            _scale(child, marks)


def _units(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Dimension) and node.aggregate == "sum":
            yield from _units(node.children)
        else:
            yield node.id


_FIXED = Phrase(
    "「{title}」的分值固定，而权重按比例写，无从抽取其他权重",
    'the points of "{title}" are fixed while weights are relative: no other weights can be drawn',
)
_WRITE_POINTS = Phrase(
    "请把权重写成分值，或去掉 fixed", "Write weights in points, or leave out fixed"
)
