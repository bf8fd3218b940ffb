"""Departments and what decides between them, as arrays: for draws, exact answers and solving."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.judging import peer_groups
from scoring.evaluation.marks import Pattern
from scoring.points import Floats
from scoring.tuning.bounds import Bounds, bounds_of
from scoring.tuning.shares import leaf_marks

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """n departments scored on m indicators, of p *patterns* (profile, and what does not apply).

    The total of a department is ``added + full marks · rates``, no more than its *cap*; its full
    marks are those of its pattern: ``leaf_marks(contest.plan, pattern, weights)``. Points are
    floats, not yet rounded.

    *names* are the indicators, *weights* their points today. *rates* (m, n) hold what policies
    grant. *pattern_of* numbers *patterns*. *groups* number peer groups; *ranked* says who is
    ranked today. *added* is what adjustments give, *cap* and *worst_grade* what vetoes leave
    (infinite, 0). *lines* are the grades' lowest totals, highest first, *quotas* their greatest
    shares (nan: none). *bounds* are of *names*, *all_bounds* of dimensions too.

    *beyond* names what does not follow from weights in this way (dimensions that are no sums,
    fixed points, adjustments, vetoes and checks that look at the scores): where there is any,
    ``reweigh`` alone is exact, and *added* and *cap* are those of today.
    """

    scores: Scores
    names: tuple[str, ...]
    weights: Floats
    rates: Floats
    patterns: tuple[Pattern, ...]
    pattern_of: NDArray[np.int32]
    groups: Whole
    ranked: NDArray[np.bool_]
    added: Floats
    cap: Floats
    worst_grade: Whole
    lines: Floats
    quotas: Floats
    bounds: Bounds
    all_bounds: Bounds
    beyond: tuple[str, ...]

    def full_marks(self, weights: Floats) -> Floats:
        """Return the full marks (k, p, m) under each of k rows of *weights* (k, m), in points."""
        plan, given = self.scores.plan, np.atleast_2d(weights)
        marks = [leaf_marks(plan, pattern, given) for pattern in self.patterns]
        return np.stack(marks, axis=1)

    def totals(self, weights: Floats) -> Floats:
        """Return the totals (k, n) under each of k rows of *weights* (k, m), unrounded.

        Draws of many weights are to be taken in parts, as all k × n totals are in memory.
        """
        given = np.atleast_2d(weights)
        totals = np.empty((len(given), len(self.pattern_of)))
        for number, pattern in enumerate(self.patterns):
            here = np.flatnonzero(self.pattern_of == number)
            marks = leaf_marks(self.scores.plan, pattern, given)
            totals[:, here] = marks @ self.rates[:, here]
        ruleset = self.scores.plan.ruleset
        most = np.inf if ruleset.bonus_beyond_full else float(ruleset.full_marks)
        return np.minimum(np.clip(totals + self.added, 0, most), self.cap)


def contest_of(scores: Scores) -> Contest:
    """Return the contest that *scores* are the outcome of."""
    plan, ruleset = scores.plan, scores.plan.ruleset
    names = tuple(leaf.id for leaf in plan.leaves)
    all_bounds = bounds_of(ruleset)
    states = scores.states
    granted = np.take_along_axis(plan.grants, states.astype(np.intp), axis=1)
    return Contest(
        scores=scores,
        names=names,
        weights=np.array([float(plan.weights[-1][name]) for name in names]),
        rates=np.where(states == 0, scores.rates, granted),
        patterns=tuple(scores.marks_by_pattern),
        pattern_of=scores.patterns,
        groups=peer_groups(plan, scores.submissions),
        ranked=~scores.unranked,
        added=scores.adjustments.sum(axis=0) / 10.0**ruleset.rounding.points,
        cap=_caps(scores),
        worst_grade=_worst_grades(scores),
        lines=np.array([float(grade.at_least) for grade in ruleset.grades]),
        quotas=np.array([np.nan if g.quota is None else float(g.quota) for g in ruleset.grades]),
        bounds=all_bounds.of(names),
        all_bounds=all_bounds,
        beyond=tuple(_beyond(scores)),
    )


def _caps(scores: Scores) -> Floats:
    caps = np.full(len(scores), np.inf)
    for (veto, _), holds in zip(scores.plan.vetoes, scores.vetoes, strict=True):
        if veto.cap_total is not None:
            caps = np.where(holds, np.minimum(caps, float(veto.cap_total)), caps)
    return caps


def _worst_grades(scores: Scores) -> Whole:
    titles = [grade.title for grade in scores.plan.ruleset.grades]
    worst = np.zeros(len(scores), dtype=np.int64)
    for (veto, _), holds in zip(scores.plan.vetoes, scores.vetoes, strict=True):
        if veto.grade:
            worst = np.where(holds, np.maximum(worst, titles.index(veto.grade)), worst)
    return worst


def _beyond(scores: Scores) -> Iterator[str]:
    """Yield the ids of what keeps totals from being full marks times rates."""
    plan = scores.plan
    yield from (node.id for node in plan.dimensions if node.aggregate != "sum")
    yield from (leaf.id for leaf in plan.leaves if leaf.indicator.method.fixed)
    beside: list[tuple[Any, Any]] = [*plan.adjustments, *plan.vetoes]
    if plan.ruleset.check_error == "unranked":
        beside += [(c, holds) for c, holds in plan.checks if c.severity == "error" and holds]
    yield from (thing.id for thing, reads in beside if reads.reads_scores)
    relative = plan.ruleset.relative or any(node.relative for node in plan.dimensions)
    if relative:
        yield from (profile.name for profile in plan.ruleset.profiles)
