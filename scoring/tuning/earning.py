"""What departments earn of full marks that differ from draw to draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.marks import Pattern
from scoring.points import Floats, to_points
from scoring.tuning.standing import Whole

# An indicator with so few different rates is worked out for each rate, not for each department.
_FEW = 64


@dataclass(frozen=True, slots=True, eq=False)
class Earners:
    """Departments, in *columns*, that share a *pattern* of what applies.

    *rates* (indicators x departments) have the marks that policies grant in them. *few* has the
    different rates of each indicator that has only few, and who holds which. *overridden* is where
    reviewers gave the points.
    """

    pattern: Pattern
    columns: Any
    rates: Floats
    few: Mapping[int, tuple[Floats, Whole]]
    overridden: NDArray[np.bool_]

    def points(self, number: int, marks: Whole) -> NDArray[np.int32]:
        """Return the points of an indicator, a column a draw, of its full *marks* in each."""
        if number not in self.few:
            return to_points(self.rates[number][:, None], marks)
        different, which = self.few[number]
        return to_points(different[:, None], marks)[which]


def earners_of(scores: Scores, pattern: Pattern, columns: Any) -> Earners:
    """Return those of *scores* in *columns*, who share a *pattern*."""
    rates = granted_rates(scores, columns)
    found = {n: np.unique(own, return_inverse=True) for n, own in enumerate(rates)}
    few = {n: each for n, each in found.items() if len(each[0]) <= min(_FEW, rates.shape[1] // 2)}
    return Earners(pattern, columns, rates, few, is_overridden(scores)[:, columns])


def granted_rates(scores: Scores, columns: Any = slice(None)) -> Floats:
    """Return rates, with 1 where a policy grants full marks and 0 where nothing is earned.

    What reviewers gave stands in place of either.
    """
    states = scores.states[:, columns]
    granted = np.take_along_axis(scores.plan.grants, states.astype(np.intp), axis=1)
    rates = np.where(
        (states == 0) | is_overridden(scores)[:, columns], scores.rates[:, columns], granted
    )
    return rates.astype(np.float64)


def is_overridden(scores: Scores) -> NDArray[np.bool_]:
    """Return which departments reviewers gave points for which indicators, a row an indicator."""
    given = np.zeros(scores.states.shape, dtype=np.bool_)
    if scores.overridden:
        given.put(scores.overridden.places, True)
    return given
