"""What a solve may move, by which steps, and how the ruleset writes what it comes to."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Ruleset
from scoring.points import Floats
from scoring.tuning.bounds import bounds_of
from scoring.tuning.drawing import Limits
from scoring.tuning.sets.editions import has_points
from scoring.tuning.sets.fitting import complete
from scoring.tuning.units import Units, whole_marks
from scoring.weights import Node, weights_of

_USUAL = (1.0, 0.5, 0.1)
_DUST = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """By what each weight (*units*), and the sum of each group, moves, in marks; 0 is by any."""

    units: Floats
    groups: Floats


def any_step(units: Units) -> Steps:
    """Return the steps of weights that lie on none."""
    return Steps(np.zeros(len(units.ids)), np.zeros(len(units.dimensions)))


def movable(units: Units) -> Units:
    """Return *units* as they can be written, exactly, whatever is found.

    Dimensions that are no sums stay as they are, and so do those whose parts are written as
    shares: what a share comes to does not change while it is moved. What weighs nothing, and is
    judged by points of nothing, cannot be given weight.
    """
    ruleset = units.plan.ruleset
    points = weights_of(ruleset, {})
    unit = 10.0**ruleset.rounding.points
    nodes = {node.id: node for node in nodes_of(ruleset.indicators)}
    now = np.array([float(points[name]) * unit for name in units.ids])
    stays = np.array([_stays(ruleset, nodes[name]) for name in units.ids])
    limits = units.limits
    stays |= limits.low >= limits.high
    low = np.where(stays, now, np.minimum(limits.low, now))
    high = np.where(stays, now, np.maximum(limits.high, now))
    shared = [node.id for node in units.plan.dimensions if node.relative]
    inside = bounds_of(ruleset).below(shared, units.ids)
    held = inside @ now
    return replace(
        units,
        now=now,
        dimensions=(*units.dimensions, *shared),
        limits=Limits(
            low,
            high,
            np.concatenate([limits.groups, inside]),
            np.concatenate([limits.least, held]),
            np.concatenate([limits.most, held]),
        ),
    )


def _stays(ruleset: Ruleset, node: Node) -> bool:
    return isinstance(node, Dimension) or (not node.weight and has_points(ruleset, node.id))


def steps_of(units: Units, step: Decimal | None) -> Steps:
    """Return the steps of what may move: *step*, by default the ruleset's.

    Where the ruleset has none, the coarsest usual one on which all such weights lie; where *step*
    would leave the ruleset's, that holds.
    """
    bounds = bounds_of(units.plan.ruleset)
    unit = 10.0**units.plan.ruleset.rounding.points
    scale = marks_by_unit(units, units.ids)
    free = units.limits.low < units.limits.high
    own = bounds.of(units.ids).step * unit
    lies = units.now[free & np.isnan(own)] / scale[free & np.isnan(own)]
    usual = next((s for s in _USUAL if _is_on(lies, s).all()), 1 / unit)
    wanted = np.where(np.isnan(own), usual * scale, own)
    if step is not None:
        asked = np.maximum(float(step) * scale, 1.0)
        wanted = np.where(np.isnan(own) | _is_on(asked, own), asked, own)
    groups = np.nan_to_num(bounds.of(units.dimensions).step * unit)
    moves = units.limits.least < units.limits.most
    return Steps(np.where(free, wanted, 0.0), np.where(moves, groups, 0.0))


def _is_on(figures: Floats, step: Floats | float) -> np.ndarray:
    counts = figures / step
    return np.abs(counts - np.rint(counts)) < _DUST


def marks_by_unit(units: Units, names: tuple[str, ...]) -> Floats:
    """Return how many marks one point of each node's weight, as it is written, comes to."""
    ruleset = units.plan.ruleset
    points = weights_of(ruleset, {})
    written = {node.id: Fraction(node.weight) for node in nodes_of(ruleset.indicators)}
    unit = 10**ruleset.rounding.points
    scales = (points[n] / written[n] if written[n] else Fraction(1) for n in names)
    return np.array([float(scale * unit) for scale in scales])


def written(units: Units, weights: Floats) -> dict[str, Decimal]:
    """Return *weights*, in marks, of all nodes as the ruleset writes them; sums are exact."""
    ruleset = units.plan.ruleset
    if ruleset.relative or any(node.relative for node in units.plan.dimensions):
        figures = weights / marks_by_unit(units, units.ids)
        shares = zip(units.ids, figures.tolist(), strict=True)
        return complete(ruleset, {name: Decimal(str(round(own, 6))) for name, own in shares})
    unit = Decimal(10) ** ruleset.rounding.points
    marks = whole_marks(units, weights[:, None])
    given = {name: Decimal(int(column[0])) / unit for name, column in marks.items()}
    return complete(ruleset, given)
