"""The weights nearest to today's that meet all targets: programs, each answer scored and checked.

Nearest by the sum of absolute changes, half of which are the points that change hands.
Contradicting targets are reduced to a smallest set, of which none can be spared, by the deletion
filter: Chinneck, "Feasibility and Infeasibility in Optimization" (2008).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats
from scoring.ranking import grade_totals, rank
from scoring.tuning.bounds import bounds_of
from scoring.tuning.exact.forms import Forms
from scoring.tuning.exact.ranges import weights_within
from scoring.tuning.programs import Answer, Program, solve
from scoring.tuning.solve.lattice import Steps, any_step
from scoring.tuning.solve.slopes import Slopes, line_of, rows_of, scored_with, slopes_at
from scoring.tuning.solve.targets import AtLeast, Before, Influence, Most, Target, shortfall

_ROUNDS, _AGAIN = 12, 3


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The *weights* (in marks) that meet all targets as published; None where none were found.

    Then *conflict* numbers the targets that cannot be met together, none where they can but for
    steps and rounding; it is *sure* where no rounding could help. *smallest* is the least sum of
    changes, in marks, before rounding to steps; *tried* counts programs. Where targets were
    *followed*, along tangents, nothing is proved: neither a conflict nor that none is nearer.
    """

    weights: Floats | None
    conflict: tuple[int, ...]
    smallest: float
    tried: int
    sure: bool = True
    followed: bool = False


def search(forms: Forms, targets: Sequence[Target], steps: Steps) -> Found:
    """Return the nearest weights on *steps* that meet all *targets*."""
    if not is_followed(forms, targets):
        return _from(forms, targets, steps, forms.units.now)
    out_of_reach = [n for n, target in enumerate(targets) if _is_out_of_reach(forms, target)]
    if out_of_reach:
        return Found(None, (out_of_reach[0],), np.nan, 0)
    tries = [
        _from(forms, targets, steps, start)
        for start in (forms.units.now, *_extremes(forms, targets))
    ]
    best = min(tries, key=lambda found: _distance(forms, found))
    for _ in range(_AGAIN):
        if best.weights is None:
            break
        again = _from(forms, targets, steps, best.weights)
        if _distance(forms, again) >= _distance(forms, best):
            break
        best = again
    return replace(best, smallest=np.nan, followed=True)


def is_followed(forms: Forms, targets: Sequence[Target]) -> bool:
    """Return whether any of *targets* is about what is no sum of weights times rates."""
    influence = any(isinstance(target, Influence) for target in targets)
    return influence or bool(forms.bracketed[rows_of(forms, targets)].any())


def _is_out_of_reach(forms: Forms, target: Target) -> bool:
    """Return whether *target* is beyond all that totals can come to."""
    low, high = forms.low, forms.high
    if isinstance(target, Before):
        return bool(high[target.ahead] < low[target.behind])
    if isinstance(target, Most):
        return surely_have(forms, target) > target.count
    unit = 10.0**forms.scores.plan.ruleset.rounding.points
    return isinstance(target, AtLeast) and bool(high[target.row] < target.points * unit)


def _distance(forms: Forms, found: Found) -> float:
    if found.weights is None:
        return np.inf
    return float(np.abs(found.weights - forms.units.now).sum())


def _extremes(forms: Forms, targets: Sequence[Target]) -> Iterator[Floats]:
    """Yield where to set out from too: with as little, and as much, as can be on each node."""
    units = forms.units
    nodes = [target.node for target in targets if isinstance(target, Influence)]
    for inside in bounds_of(units.plan.ruleset).below(nodes, units.ids):
        for sign in (1.0, -1.0):
            program = weights_within(units, units.limits, 0)
            program.costs[:] = sign * inside
            found = solve(program).x
            if found is not None:
                yield found


def _from(forms: Forms, targets: Sequence[Target], steps: Steps, start: Floats) -> Found:
    """Return what is found when the lines that targets ask for begin at the weights *start*."""
    slopes = slopes_at(forms, start, targets)
    margins = np.zeros(len(targets))
    free = nearest(forms, targets, slopes, margins, any_step(forms.units)).x
    if free is None:
        slack = np.array([_slack(forms, target) for target in targets])
        for margin in (slack, margins):
            conflict = _conflict(forms, targets, slopes, -margin)
            if conflict:
                break
        return Found(None, conflict, np.nan, 1, sure=margin is slack)
    smallest = float(np.abs(free - forms.units.now).sum())
    for tried in range(1, _ROUNDS + 1):
        weights = nearest(forms, targets, slopes, margins, steps).x
        if weights is None:
            return Found(None, (), smallest, tried)
        scores = scored_with(forms, weights)
        ranking = rank(scores)
        missed = np.array([shortfall(target, scores, ranking) for target in targets])
        if not (missed > 0).any():
            return Found(weights, (), smallest, tried)
        # What rounding took is asked for on top, and more each time, lest the same comes back.
        margins = np.where(missed > 0, margins + missed * (1 + tried / 4), margins)
        slopes = slopes_at(forms, weights, targets)
    return Found(None, (), smallest, _ROUNDS)


def nearest(
    forms: Forms, targets: Sequence[Target], slopes: Slopes, margins: Floats, steps: Steps
) -> Answer:
    """Return the weights nearest to today's whose lines meet *targets* by *margins*."""
    size, people = len(forms.units.ids), len(forms.bracketed)
    flags = people * sum(isinstance(target, Most) for target in targets)
    limits, now = forms.units.limits, forms.units.now
    on_step = np.concatenate([steps.units, steps.groups]) > 0
    zeros = np.zeros(2 * size + flags + len(on_step))
    endless = np.full(len(on_step), np.inf)
    program = Program(
        costs=np.concatenate([np.zeros(size), np.ones(2 * size), np.zeros(flags + len(on_step))]),
        low=np.concatenate([limits.low, zeros]),
        high=np.concatenate([limits.high, np.full(2 * size, np.inf), np.ones(flags), endless]),
        whole=np.concatenate([np.zeros(3 * size), np.ones(flags), on_step]),
    )
    within = weights_within(forms.units, limits, 0)
    for row, ends in zip(within.rows, within.ends, strict=True):
        program.keep(np.concatenate([row, zeros]), *ends)
    for place in range(size):
        change = _row(program, {place: 1.0, size + place: -1.0, 2 * size + place: 1.0})
        program.keep(change, float(now[place]), float(now[place]))
    _keep_steps(program, forms, steps, 3 * size + flags)
    flag = 3 * size
    for target, margin in zip(targets, margins.tolist(), strict=True):
        _ask(program, forms, slopes, target, margin, flag)
        flag += people if isinstance(target, Most) else 0
    found = solve(program)
    return found if found.x is None else Answer(found.x[:size], found.bound)


def _keep_steps(program: Program, forms: Forms, steps: Steps, count: int) -> None:
    """Have weights, and sums of groups, be whole numbers of steps; these begin at *count*."""
    groups = forms.units.limits.groups.astype(np.float64)
    sums = np.concatenate([np.eye(len(steps.units)), groups])
    for place, step in enumerate(np.concatenate([steps.units, steps.groups]).tolist()):
        if step > 0:
            row = _front(program, sums[place])
            row[count + place] = -step
            program.keep(row, 0.0, 0.0)


def _ask(
    program: Program, forms: Forms, slopes: Slopes, target: Target, margin: float, flag: int
) -> None:
    """Add what *target* asks of the weights; its own flags begin at *flag*."""
    unit = 10.0**forms.scores.plan.ruleset.rounding.points
    least = 10.0 ** (forms.scores.plan.ruleset.rounding.points - _decimals(forms))
    if isinstance(target, Before):
        gain = slopes.rates[:, target.ahead] - slopes.rates[:, target.behind]
        lead = slopes.added[target.ahead] - slopes.added[target.behind]
        program.keep(_front(program, gain), least + margin * unit - lead, np.inf)
    elif isinstance(target, AtLeast):
        gain, lead = slopes.rates[:, target.row], slopes.added[target.row]
        program.keep(_front(program, gain), (target.points + margin) * unit - lead, np.inf)
    elif isinstance(target, Influence):
        gain, share = slopes.influences[target.node]
        wanted = target.share - margin if target.upper else target.share + margin
        ends = (-np.inf, wanted - share) if target.upper else (wanted - share, np.inf)
        program.keep(_front(program, gain), *ends)
    else:
        _ask_few(program, forms, slopes, target, margin, flag)


def _ask_few(
    program: Program, forms: Forms, slopes: Slopes, target: Most, margin: float, flag: int
) -> None:
    """Let no more than some have the flag that a total at the line of a grade takes."""
    plan = forms.scores.plan
    unit = 10.0**plan.ruleset.rounding.points
    below = (
        line_of(forms, target)
        - 10.0 ** (plan.ruleset.rounding.points - plan.ruleset.rounding.total) / 2
    )
    people = np.flatnonzero(~forms.scores.unranked & _can_have(forms, target))
    for row in people.tolist():
        reach = max(float(forms.high[row]) - below, 0.0) + unit
        front = _front(program, slopes.rates[:, row])
        front[flag + row] = -reach
        program.keep(front, -np.inf, below - min(margin, 1.0) - float(slopes.added[row]))
    held = {flag + row: 1.0 for row in people.tolist()}
    if held:
        program.keep(_row(program, held), -np.inf, float(target.count))


def _can_have(forms: Forms, target: Most) -> NDArray[np.bool_]:
    """Return who would have the grade, vetoes allowing, with as much as all marks."""
    scores = forms.scores
    most = np.full(len(scores), 10**9)
    grades = grade_totals(scores.plan, most, scores.vetoes)
    return (grades >= 0) & (grades <= target.number)


def surely_have(forms: Forms, target: Most) -> int:
    """Return how many get the grade of *target* whatever the weights."""
    reaches = forms.low >= line_of(forms, target)
    return int((_can_have(forms, target) & ~forms.scores.unranked & reaches).sum())


def _decimals(forms: Forms) -> int:
    ruleset = forms.scores.plan.ruleset
    return min(ruleset.rounding.total, ruleset.ranking.decimals, ruleset.rounding.points)


def _front(program: Program, gain: Floats) -> Floats:
    return np.concatenate([gain, np.zeros(len(program.costs) - len(gain))])


def _row(program: Program, cells: dict[int, float]) -> Floats:
    row = np.zeros_like(program.costs)
    row[list(cells)] = list(cells.values())
    return row


def _conflict(
    forms: Forms, targets: Sequence[Target], slopes: Slopes, margins: Floats
) -> tuple[int, ...]:
    """Return targets that no weights meet together, while they meet them with any one left out."""

    def is_met(numbers: Sequence[int]) -> bool:
        asked, by_any = [targets[number] for number in numbers], any_step(forms.units)
        return nearest(forms, asked, slopes, margins[list(numbers)], by_any).bound < np.inf

    kept = list(range(len(targets)))
    if is_met(kept):
        return ()
    for place in range(len(targets)):
        others = [number for number in kept if number != place]
        if not is_met(others):
            kept = others
    return tuple(kept)


def _slack(forms: Forms, target: Target) -> float:
    """Return by how many points rounding can help to meet *target*."""
    unit = 10.0**forms.scores.plan.ruleset.rounding.points
    rows = {Before: ("ahead", "behind"), AtLeast: ("row",)}.get(type(target), ())
    places = [getattr(target, name) for name in rows]
    least = 10.0 ** -_decimals(forms)
    return float(forms.rough[:, places].sum() / unit + least * len(places))
