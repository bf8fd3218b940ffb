"""Some draws of weights over all departments: points of every node, totals, vetoes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.aggregation import AGGREGATES
from scoring.evaluation.frames import finite, frame_of
from scoring.evaluation.scores import answers
from scoring.evaluation.settling import cap, in_marks, published
from scoring.expression import columns_of
from scoring.expression.logic import NOTHING
from scoring.model import Column
from scoring.points import Floats, to_points
from scoring.tuning.at_once import RowPoints, depends_on_scores
from scoring.tuning.standing import Whole


class Part:
    """Departments (*columns*) that share a pattern of what applies, and the *marks* of its nodes.

    *marks* has a row a node, a column a draw.
    """

    def __init__(self, columns: Any, marks: Whole):
        self.columns = columns
        self.marks = marks


@dataclass(frozen=True)
class Block:
    """Draws (rows of what is asked for) of all departments (columns), in *parts*.

    *rates* have the marks that policies grant in them.
    """

    scores: Scores
    rates: Floats
    of_rows: RowPoints
    parts: Sequence[Part]

    @property
    def shape(self) -> tuple[int, int]:
        return self.parts[0].marks.shape[1], len(self.scores)

    @cached_property
    def _points(self) -> list[list[Any]]:
        """The points of every node, in each part."""
        return [self._of(part) for part in self.parts]

    def _of(self, part: Part) -> list[Any]:
        plan = self.scores.plan
        full = [marks[:, None] for marks in part.marks]
        points: list[Any] = []
        for number, leaf in enumerate(plan.leaves):
            if leaf.rows:
                points.append(self.of_rows.of(number, part.marks[number], part.columns))
            else:
                points.append(to_points(self.rates[number, part.columns], full[number]))
        for number, dimension in enumerate(plan.dimensions, start=len(points)):
            numbers = [plan.numbers[child.id] for child in dimension.children]
            children = [(points[child], partial(full.__getitem__, child)) for child in numbers]
            combine = AGGREGATES[dimension.aggregate]
            points.append(combine(children, partial(full.__getitem__, number)))
        return points

    def points(self, number: int) -> Whole:
        """Return the points of a node, in smallest marks."""
        return self._joined([points[number] for points in self._points])

    def full_marks(self, number: int) -> Whole:
        return self._joined([part.marks[number][:, None] for part in self.parts])

    def _joined(self, by_part: Sequence[Any]) -> Whole:
        joined = np.empty(self.shape, dtype=np.int64)
        for part, values in zip(self.parts, by_part, strict=True):
            joined[:, part.columns] = values
        return joined

    def settle(self) -> tuple[Whole, list[Any]]:
        """Return totals as they are published, and which vetoes hold."""
        plan, scores = self.scores.plan, self.scores
        roots = [plan.numbers[node.id] for node in plan.ruleset.indicators]
        summed = [sum(points[root] for root in roots) for points in self._points]
        totals = self._joined(summed)
        if not depends_on_scores(plan):
            totals = published(plan, totals, scores.adjustments.sum(axis=0))
            for number, holds in enumerate(scores.vetoes):
                cap(plan, number, totals, np.broadcast_to(holds, totals.shape))
            return totals, list(scores.vetoes)
        return self._adjusted(totals)

    def _adjusted(self, totals: Whole) -> tuple[Whole, list[Any]]:
        """Apply adjustments, then vetoes, that ask for what was scored."""
        plan, decimals = self.scores.plan, self.scores.plan.ruleset.rounding.points
        frame = frame_of(plan, self.scores.submissions, slice(None), self._scored(totals, decimals))
        evaluate_column = columns_of(frame)
        adjusted: Any = np.zeros(len(self.scores), dtype=np.int64)
        for adjustment, expression in plan.adjustments:
            marks = in_marks(adjustment, finite(evaluate_column(expression)), decimals)
            adjusted = adjusted + marks
        totals = published(plan, totals, adjusted)
        evaluate_column = columns_of(replace(frame, scored=self._scored(totals)))
        vetoes = []
        for number, (_, expression) in enumerate(plan.vetoes):
            vetoes.append(np.broadcast_to(evaluate_column(expression).values, totals.shape))
            cap(plan, number, totals, vetoes[number])
        return totals, vetoes

    def _scored(self, totals: Whole, grid: int | None = None) -> Any:
        given = self.scores.submissions.self_scores

        def self_scores(name: str) -> Column:
            return given.get(name, NOTHING)

        return answers(
            self.scores.plan, self_scores, self.points, self.full_marks, lambda: totals, grid
        )


def granted_rates(scores: Scores) -> NDArray[np.float64]:
    """Return rates, with 1 where a policy grants full marks and 0 where nothing is earned."""
    granted = np.take_along_axis(scores.plan.grants, scores.states.astype(np.intp), axis=1)
    return np.where(scores.states == 0, scores.rates, granted.astype(np.float64))
