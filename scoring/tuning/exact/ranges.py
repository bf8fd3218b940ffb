"""The best and the worst rank that each department can have under any weights within the bounds.

Ranking intervals and dominance: Salo & Hämäläinen, "Preference programming through approximate
ratio comparisons", European Journal of Operational Research 82 (1995); Salo & Punkka, "Ranking
intervals and dominance relations for ratio-based efficiency analysis", Management Science 57
(2011). Counting those ahead takes a binary variable a rival, as there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.points import Floats
from scoring.ranking import rank
from scoring.tuning.drawing import Limits
from scoring.tuning.ensemble import ensemble_of, stand
from scoring.tuning.exact.extremes import is_fixed
from scoring.tuning.exact.forms import Forms
from scoring.tuning.exact.rivals import (
    Rivals,
    Whole,
    bounds_by_pairs,
    difference,
    groups_of,
    rivals_of,
)
from scoring.tuning.programs import Program, solve
from scoring.tuning.units import Marks, Units, whole_marks

_HALF = 0.5
_SAFE = 0.1  # marks: what the solver's own tolerance can be worth
_MANY = 80  # flags: of more of them the relaxation tells, which is quick and no less safe


@dataclass(frozen=True, slots=True, eq=False)
class Ranges:
    """Ranks of n departments: *best* and *worst* enclose all that can be, 0 is unranked.

    *reached_best* and *reached_worst* were reached with weights within the bounds, scored to the
    mark: where they equal the others, those are exact.
    """

    best: Whole
    worst: Whole
    reached_best: Whole
    reached_worst: Whole


def ranges_of(forms: Forms, wanted: Whole) -> Ranges:
    """Return the ranges of all departments; those *wanted* (row numbers) as narrow as can be."""
    now = rank(forms.scores).ranks
    best, worst = now.copy(), now.copy()
    witnesses: list[Floats] = []
    if not is_fixed(forms.units.limits):
        for rows in groups_of(forms):
            rivals = rivals_of(forms, rows)
            pairs = bounds_by_pairs(rivals, forms.scores.plan.ruleset.ranking.ties)
            best[rows], worst[rows] = np.array(list(pairs)).T
            for place in np.flatnonzero(np.isin(rows, wanted)).tolist():
                row, found = int(rows[place]), _narrowed(forms, rivals, place)
                if found:
                    best[row], worst[row] = found.best, found.worst
                    witnesses += found.weights
    reached = _reached(forms, witnesses, now)
    return Ranges(best, worst, *reached)


@dataclass(frozen=True, slots=True, eq=False)
class _Narrowed:
    best: int
    worst: int
    weights: list[Floats]


def _narrowed(forms: Forms, rivals: Rivals, place: int) -> _Narrowed | None:
    """Return the range of one department by program, None where pairs settle it."""
    row = int(rivals.rows[place])
    open_ = rivals.can[place] & ~rivals.must[place]
    if forms.bracketed[row] or not open_.any():
        return None
    told = open_ & ~np.isnan(rivals.lead[place])
    others = rivals.rows[told]
    gains, added = difference(forms, row, others)
    slack, lead = rivals.slack[place][told], rivals.lead[place][told]
    least = -rivals.lead[told, place]
    sure, beside = int(rivals.must[place].sum()), int((open_ & ~told).sum())
    stays = ~forms.perhaps_barred[others]  # who need not be ranked need not be ahead
    fewest = solve(
        _fewest(forms, gains[stays], (slack - added)[stays], np.maximum(lead - slack, _SAFE)[stays])
    )
    most = solve(_most(forms, gains, -slack - added, np.maximum(-slack - least, _SAFE)))
    dense = forms.scores.plan.ruleset.ranking.ties == "dense"
    ahead = sure + _whole(fewest.bound, 0, int(stays.sum()))
    size = gains.shape[1]
    below = _surest(forms, -gains[stays], -(added + slack)[stays], fewest.x, is_ahead=False)
    above = _surest(forms, gains, added - slack, most.x, is_ahead=True)
    found = (fewest.x, most.x, below, above)
    return _Narrowed(
        best=1 + (min(ahead, 1) if dense else ahead),
        worst=1 + sure + beside - _whole(most.bound, -len(others), 0),
        weights=[x[:size] for x in found if x is not None],
    )


def _surest(
    forms: Forms, leads: Floats, added: Floats, found: Floats | None, *, is_ahead: bool
) -> Floats | None:
    """Return weights under which those flagged in *found* (or not) lead by the most for certain.

    What a program finds leaves those it counts within what rounding can move; where there is more
    room, this comes out on its other side.
    """
    if found is None:
        return None
    size = leads.shape[1]
    counted = (found[size:] > _HALF) == is_ahead
    program = weights_within(forms.units, forms.units.limits, 1)
    program.low[-1], program.high[-1], program.whole[-1], program.costs[-1] = -np.inf, np.inf, 0, -1
    for lead, more in zip(leads[counted], added[counted], strict=True):
        program.keep(_row(program, lead, size, -1.0), -float(more), np.inf)
    return solve(program).x if counted.any() else None


def _whole(bound: float, least: int, most: int) -> int:
    """Return the whole number that no count can be below, whatever dust is on its bound."""
    return int(np.clip(np.ceil(np.clip(bound, least, most) - 1e-4), least, most))


def _fewest(forms: Forms, gains: Floats, ends: Floats, reach: Floats) -> Program:
    """Count who must be ahead: a lead of more than *ends*, by no more than *reach*, takes a 1."""
    program, size = weights_within(forms.units, forms.limits, len(gains)), gains.shape[1]
    program.costs[size:] = 1
    for place, (gain, end, more) in enumerate(zip(gains, ends, reach, strict=True)):
        row = _row(program, gain, size + place, -more)
        program.keep(row / more, -np.inf, (end + _SAFE) / more)
    return program


def _most(forms: Forms, gains: Floats, ends: Floats, reach: Floats) -> Program:
    """Count who can be ahead: a 1 needs a lead of *ends*, short of which it is by *reach*."""
    program, size = weights_within(forms.units, forms.limits, len(gains)), gains.shape[1]
    program.costs[size:] = -1
    for place, (gain, end, less) in enumerate(zip(gains, ends, reach, strict=True)):
        row = _row(program, gain, size + place, -less)
        program.keep(row / less, (end - less - _SAFE) / less, np.inf)
    return program


def _row(program: Program, gain: Floats, place: int, more: float) -> Floats:
    row = np.zeros_like(program.costs)
    row[: len(gain)] = gain
    row[place] = more
    return row


def weights_within(units: Units, limits: Limits, flags: int) -> Program:
    """Return a program over weights within *limits*, in smallest marks, then so many *flags*."""
    size, none = len(units.ids), np.zeros(flags)
    program = Program(
        costs=np.zeros(size + flags),
        low=np.concatenate([limits.low, none]),
        high=np.concatenate([limits.high, none + 1]),
        whole=np.concatenate([np.zeros(size), none + (flags <= _MANY)]),
    )
    total = float(units.now.sum())
    program.keep(np.concatenate([np.ones(size), none]), total, total)
    for group, least, most in zip(limits.groups, limits.least, limits.most, strict=True):
        program.keep(np.concatenate([group.astype(np.float64), none]), float(least), float(most))
    return program


# --- what was reached -------------------------------------------------------------------------


def _reached(forms: Forms, witnesses: Sequence[Floats], now: Whole) -> tuple[Whole, Whole]:
    """Return the least and greatest rank under today's weights and those that programs found."""
    kept = [marks for found in witnesses if (marks := _in_bounds(forms.units, found)) is not None]
    best, worst = now.copy(), now.copy()
    if not kept:
        return best, worst
    drawn = {name: np.array([int(marks[name][0]) for marks in kept]) for name in kept[0]}
    for part in stand(ensemble_of(forms.scores), drawn):
        ranks = part.ranks
        best = np.minimum(best, np.where(ranks > 0, ranks, np.iinfo(np.int64).max).min(axis=0))
        worst = np.maximum(worst, ranks.max(axis=0))
    return np.where(now > 0, best, 0), np.where(now > 0, worst, 0)


def _in_bounds(units: Units, found: Floats) -> Marks | None:
    """Return *found* as whole marks that keep every bound, None where that is not near at hand."""
    limits = units.limits
    weights = np.clip(found, limits.low, limits.high)
    missing = float(units.now.sum() - weights.sum())
    room = limits.high - weights if missing > 0 else weights - limits.low
    if room.sum() < abs(missing):
        return None
    weights = weights + missing * room / max(float(room.sum()), 1e-9)
    marks = whole_marks(units, weights[:, None])
    whole = np.array([float(marks[name][0]) for name in units.ids])
    sums = limits.groups @ whole
    fits = (whole >= np.ceil(limits.low)) & (whole <= np.floor(limits.high))
    between = (sums >= limits.least) & (sums <= limits.most)
    # What weighs nothing applies to nobody: a rule that draws, and so this, keeps out of.
    alive = (whole > 0) | (units.now == 0)
    return marks if fits.all() and between.all() and alive.all() else None
