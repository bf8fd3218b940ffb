"""Totals and influences as straight lines in the weights, exact or about some weights."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from scoring.evaluation import Scores, reweigh
from scoring.points import Floats
from scoring.tuning.exact.forms import Forms
from scoring.tuning.sets.profiles import profiles_in_step
from scoring.tuning.solve.lattice import written
from scoring.tuning.solve.targets import AtLeast, Before, Influence, Most, Target, influence_of

_MOVE = 100.0  # marks by which a weight is moved to see what that does


class Slopes(NamedTuple):
    """Totals (n) are ``weights @ rates + added``, in marks; so are the influences of nodes."""

    rates: Floats
    added: Floats
    influences: dict[str, tuple[Floats, float]]


def slopes_at(forms: Forms, weights: Floats, targets: Iterable[Target]) -> Slopes:
    """Return the lines that *targets* ask for, as they are about *weights* (in marks).

    Totals that are sums have theirs for good. Other totals, and influence, which is no linear
    function of weights, are followed along their tangent, by differences: the steps of successive
    linear programming (Griffith & Stewart, Management Science 7(4), 1961).
    """
    wanted = list(targets)
    nodes = {target.node for target in wanted if isinstance(target, Influence)}
    if not nodes and not (forms.bracketed[rows_of(forms, wanted)]).any():
        return Slopes(forms.rates, forms.added, {})
    here = _observed(forms, weights, nodes)
    rates = np.zeros((len(here), len(weights)))
    for place in np.flatnonzero(forms.limits.low < forms.limits.high).tolist():
        moved = weights.copy()
        moved[place] += _MOVE
        rates[:, place] = (_observed(forms, moved, nodes) - here) / _MOVE
    added = here - rates @ weights
    size = len(forms.bracketed)
    totals = np.where(forms.bracketed, rates[:size].T, forms.rates)
    own = {n: (rates[size + k], float(added[size + k])) for k, n in enumerate(sorted(nodes))}
    return Slopes(totals, np.where(forms.bracketed, added[:size], forms.added), own)


def rows_of(forms: Forms, targets: Iterable[Target]) -> list[int]:
    """Return the rows of the departments whose totals can meet or miss *targets*."""
    rows: set[int] = set()
    for target in targets:
        if isinstance(target, Before):
            rows |= {target.ahead, target.behind}
        elif isinstance(target, AtLeast):
            rows.add(target.row)
        elif isinstance(target, Most):
            line = line_of(forms, target)
            rows |= set(np.flatnonzero((forms.low < line) & (forms.high >= line)).tolist())
    return sorted(rows)


def line_of(forms: Forms, target: Most) -> float:
    """Return where the grade of *target* begins, in marks."""
    ruleset = forms.scores.plan.ruleset
    return float(ruleset.grades[target.number].at_least) * 10.0**ruleset.rounding.points


def _observed(forms: Forms, weights: Floats, nodes: set[str]) -> Floats:
    """Return the totals of all departments in marks, then the influence of *nodes*."""
    scores = reweigh(forms.scores, written(forms.units, weights))
    rounding = scores.plan.ruleset.rounding
    totals = scores.totals * 10.0 ** (rounding.points - rounding.total)
    return np.concatenate([totals, [influence_of(scores, node) for node in sorted(nodes)]])


def scored_with(forms: Forms, weights: Floats) -> Scores:
    """Return the scores under *weights*, in marks, as published."""
    given = written(forms.units, weights)
    return reweigh(forms.scores, given, profiles_in_step(forms.scores.plan.ruleset, given))
