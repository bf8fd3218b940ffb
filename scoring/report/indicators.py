"""The indicators of one department after another, from columns turned into figures once."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from scoring.evaluation import Scores
from scoring.expression.logic import state_of
from scoring.model import State
from scoring.report.figures import RATE_DECIMALS, Json, figure, number, status_of


class Indicators:
    """Tells of every indicator of a department: what it is, and what the department got."""

    def __init__(self, scores: Scores):
        self.scores, self.plan = scores, scores.plan
        self.decimals = scores.plan.ruleset.rounding.points
        places = range(len(self.plan.leaves))
        self.fixed = [self._fixed(place) for place in places]
        self.columns = [self._columns(place) for place in places]
        self.weights = [self._weights(place) for place in places]
        self.profiles = scores.profiles.tolist()

    def of(self, place: int, row: int) -> Json:
        """Return what the department in *row* got on the indicator numbered *place*."""
        leaf = self.plan.leaves[place]
        full, points, state, value, rate, own = self.columns[place][row]
        full_marks = number(full, self.decimals)
        return self.fixed[place] | {
            "weight": self.weights[place][self.profiles[row]],
            "full_marks": full_marks,
            "status": status_of(State(state), full_marks),
            "value": figure(value, leaf.decimals),
            "rate": round(rate, RATE_DECIMALS),
            "points": number(points, self.decimals),
            "self_score": own,
            "policy": leaf.policies[State(state)].name if state else None,
        }

    def _fixed(self, place: int) -> Json:
        """Return what is the same of all departments, in the order of the report's keys."""
        leaf = self.plan.leaves[place]
        return {
            "id": leaf.id,
            "title": leaf.indicator.title,
            "path": [dimension.title for dimension in leaf.path],
            **dict.fromkeys(("weight", "full_marks", "status", "value")),
            "unit": leaf.unit,
            **dict.fromkeys(("rate", "points", "self_score")),
            "counted": all(dimension.aggregate == "sum" for dimension in leaf.path),
        }

    def _columns(self, place: int) -> list[tuple[Any, ...]]:
        """Return for each department full marks, points, state, value, rate and own marks."""
        scores = self.scores
        states = scores.states[place]
        granted = self.plan.grants[place].take(states)
        own = np.logical_not(np.isnan(scores.rates[place]))
        columns = (
            scores.marks[:, place].take(scores.patterns),
            scores.points[place],
            states,
            scores.values[place],
            np.where(own, scores.rates[place], granted),
        )
        return list(zip(*(column.tolist() for column in columns), self._own(place), strict=True))

    def _own(self, place: int) -> list[float | None]:
        """Return the marks that departments gave themselves."""
        size = len(self.scores)
        given = self.scores.submissions.self_scores.get(self.plan.leaves[place].id)
        if given is None:
            return [None] * size
        present = np.broadcast_to(state_of(given) == 0, size).tolist()
        values = np.broadcast_to(given.values, size).tolist()
        return [own if here else None for own, here in zip(values, present, strict=True)]

    def _weights(self, place: int) -> Mapping[int, float]:
        """Return the weight by profile; -1 is none, whose weight is the declared one."""
        indicator = self.plan.leaves[place].indicator
        profiles = enumerate(profile.weights for profile in self.plan.ruleset.profiles)
        own = {n: float(given.get(indicator.id, indicator.weight)) for n, given in profiles}
        return {-1: float(indicator.weight), **own}
