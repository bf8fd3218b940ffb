"""Totals as sums of weights times rates, with all that rounding can add or take."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.judging import peer_groups
from scoring.evaluation.marks import Pattern
from scoring.model import Dimension
from scoring.points import Floats
from scoring.tuning.drawing import Limits
from scoring.tuning.earning import granted_rates
from scoring.tuning.exact.extremes import greatest, loosened
from scoring.tuning.exact.reach import added_by, ceilings, perhaps_barred, reach_of
from scoring.tuning.units import Units

_HALF, _OF_ROW, _FIXED = 0.5, 1.5, 1.5
_CHOICES = {"best": np.max, "worst": np.min}


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """n departments whose total is ``weights @ rates + added`` in smallest marks, or in between.

    *rates* are (m, n) for m units; a published total is off by no more than the sum of *rough*
    (m, n), and *grid*. Cells that are *alike* in two departments round alike, but where *uneven*.
    *low* and *high* are the least and the greatest total under any weights. Of departments that are
    *bracketed* nothing more is known: their weights are shared out anew, they are capped, or the
    ruleset has rules that no sum tells. Who is *perhaps_barred* need not be ranked at all.
    """

    scores: Scores
    groups: NDArray[np.int64]
    units: Units
    limits: Limits
    rates: Floats
    rough: Floats
    uneven: NDArray[np.bool_]
    added: Floats
    grid: float
    low: Floats
    high: Floats
    bracketed: NDArray[np.bool_]
    perhaps_barred: NDArray[np.bool_]


def forms_of(scores: Scores, units: Units) -> Forms:
    """Return the totals of *scores* as forms in the weights of *units*."""
    limits, rates = loosened(units), rates_of(scores)
    by_unit, is_sum = _unit_rates(scores, units, rates)
    rough, uneven = _roughness(scores, units, by_unit)
    grid, slack = _grid(scores), rough.sum(axis=0)
    added, most_added = added_by(scores)
    perhaps, sure = ceilings(scores)
    whole = np.array([pattern == Pattern() for pattern in scores.marks_by_pattern])
    exact = whole[scores.patterns] & is_sum & (added == most_added) & (perhaps == sure)
    added = np.where(exact, added, 0.0)
    least = added - greatest(units, limits, -by_unit.T) - slack
    most = added + greatest(units, limits, by_unit.T) + slack
    # Totals that are cut off, at nothing or at full marks, are no sums any more.
    exact &= ((least >= 0) | (len(scores.plan.adjustments) == 0)) & (most <= sure)
    low, high = reach_of(scores, units, limits, rates)
    low, high = np.where(exact, least, low), np.where(exact, most, high)
    return Forms(
        scores=scores,
        groups=peer_groups(scores.plan, scores.submissions),
        units=units,
        limits=limits,
        rates=by_unit,
        rough=rough,
        uneven=uneven,
        added=added,
        grid=grid,
        low=low - grid,
        high=high + grid,
        bracketed=np.logical_not(exact),
        perhaps_barred=perhaps_barred(scores, units),
    )


def rates_of(scores: Scores) -> Floats:
    """Return the rates (leaves, n) that points follow from, a reviewer's among them."""
    rates = granted_rates(scores)
    if scores.overridden:
        of = scores.overridden
        rates[of.leaves, of.departments] = of.rates
    rates = np.nan_to_num(rates)
    for number, held in scores.rows.items():
        every = slice(0, len(scores))
        own, stays = held.granted(held.of(every))
        weights, owners = np.where(stays, held.weights, 0), held.owners(every)
        whole = np.bincount(owners, weights, len(scores))
        earned = np.bincount(owners, np.nan_to_num(own) * weights, len(scores))
        mean = earned / np.where(whole > 0, whole, 1.0)
        rates[number] = np.where(scores.states[number] == 0, mean, rates[number])
    return np.clip(rates, 0.0, 1.0)


def _unit_rates(scores: Scores, units: Units, rates: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the rates (m, n) of units, and whose units all have one that weights do not change."""
    nodes = {node.id: node for node in scores.plan.dimensions}
    found = [_rate(scores, nodes, name, rates) for name in units.ids]
    by_unit = np.array(found).reshape(len(units.ids), len(scores))
    return np.nan_to_num(by_unit), np.logical_not(np.isnan(by_unit).any(axis=0))


def _rate(scores: Scores, nodes: dict[str, Dimension], name: str, rates: Floats) -> Floats:
    """Return the rates of a node, nan where no single rate tells its points."""
    if name not in nodes:
        own: Floats = rates[scores.plan.numbers[name]]
        return own
    node = nodes[name]
    below = np.array([_rate(scores, nodes, child.id, rates) for child in node.children])
    known = node.aggregate in _CHOICES and all(child.weight for child in node.children)
    if not known or np.isnan(below).any():
        return np.full(len(scores), np.nan)
    return np.asarray(_CHOICES[node.aggregate](below, axis=0))


def _roughness(scores: Scores, units: Units, rates: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return by how much rounding can move the points of each unit, and where unlike for likes."""
    numbers = [scores.plan.numbers[name] for name in units.ids]
    fixed = {n for n, leaf in enumerate(scores.plan.leaves) if leaf.indicator.method.fixed}
    rough = np.where((rates > 0) & (rates < 1), _HALF, 0.0)
    uneven = np.zeros_like(rates, dtype=np.bool_)
    for place, number in enumerate(numbers):
        if number in fixed:
            rough[place], uneven[place] = _FIXED, True
        if number in scores.rows:
            rough[place] = _OF_ROW * np.maximum(np.diff(scores.rows[number].offsets), 1)
            uneven[place] = True
    return rough, uneven


def _grid(scores: Scores) -> float:
    """Return by how much publishing a total can move it, in smallest marks."""
    rounding, shown = scores.plan.ruleset.rounding, scores.plan.ruleset.ranking.decimals
    decimals = rounding.total if shown is None else min(rounding.total, shown)
    coarse = {d for d in (rounding.total, decimals) if d < rounding.points}
    return sum(_HALF * 10.0 ** (rounding.points - d) for d in coarse)
