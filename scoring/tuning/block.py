"""Some draws of weights over all departments: points of every node, totals, vetoes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.aggregation import AGGREGATES
from scoring.evaluation.frames import finite, frame_of
from scoring.evaluation.scores import answers
from scoring.evaluation.settling import cap, in_marks, published
from scoring.expression import columns_of
from scoring.expression.logic import NOTHING
from scoring.model import Column, Dimension
from scoring.plan import Plan
from scoring.tuning.at_once import RowPoints, depends_on_scores
from scoring.tuning.earning import Earners
from scoring.tuning.standing import Whole
from scoring.weights import Node


class Part(NamedTuple):
    """Departments that share a pattern of what applies, and the *marks* of its nodes.

    *marks* has a row a node, a column a draw.
    """

    earners: Earners
    marks: Whole


@dataclass(frozen=True)
class Block:
    """Draws (rows of what is asked for) of all departments (columns), in *parts*."""

    scores: Scores
    of_rows: RowPoints
    parts: Sequence[Part]

    @property
    def shape(self) -> tuple[int, int]:
        return self.parts[0].marks.shape[1], len(self.scores)

    def _points(self, part: Part, number: int) -> Any:
        """Return the points of a node in *part*, a row a department and a column a draw."""
        plan = self.scores.plan
        if number < len(plan.leaves):
            return self._of_leaf(part, number)
        dimension = plan.dimensions[number - len(plan.leaves)]
        if dimension.aggregate == "sum":
            return self._added(part, dimension.children)
        numbers = [plan.numbers[child.id] for child in dimension.children]
        children = [
            (self._points(part, child), partial(part.marks.__getitem__, child)) for child in numbers
        ]
        combine = AGGREGATES[dimension.aggregate]
        return combine(children, partial(part.marks.__getitem__, number))

    def _of_leaf(self, part: Part, number: int) -> Any:
        earners, marks = part.earners, part.marks[number]
        if not self.scores.plan.leaves[number].rows:
            return earners.points(number, marks)
        by_rows = self.of_rows.of(number, marks, earners.columns).T
        given = earners.overridden[number]
        if not given.any():
            return by_rows
        return np.where(given[:, None], earners.points(number, marks), by_rows)

    def _added(self, part: Part, nodes: Iterable[Node]) -> NDArray[np.int32]:
        """Return what *nodes* earn together; sums among them are opened, so that none is kept."""
        departments, draws = part.earners.rates.shape[1], part.marks.shape[1]
        points = np.zeros((departments, draws), dtype=np.int32)
        for number in _opened(self.scores.plan, nodes):
            points += self._points(part, number)
        return points

    def points(self, number: int) -> Whole:
        """Return the points of a node, in smallest marks."""
        return self._joined([self._points(part, number) for part in self.parts])

    def full_marks(self, number: int) -> Whole:
        return self._joined([part.marks[number] for part in self.parts])

    def _joined(self, by_part: Sequence[Any]) -> Whole:
        joined = np.empty(self.shape, dtype=np.int64)
        for part, values in zip(self.parts, by_part, strict=True):
            joined[:, part.earners.columns] = np.atleast_2d(values).T
        return joined

    def settle(self) -> tuple[Whole, list[Any]]:
        """Return totals as they are published, and which vetoes hold."""
        plan, scores = self.scores.plan, self.scores
        roots = plan.ruleset.indicators
        totals = self._joined([self._added(part, roots) for part in self.parts])
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


def _opened(plan: Plan, nodes: Iterable[Node]) -> Iterator[int]:
    """Yield the numbers of *nodes*, in place of sums those of their children."""
    for node in nodes:
        if isinstance(node, Dimension) and node.aggregate == "sum":
            yield from _opened(plan, node.children)
        else:
            yield plan.numbers[node.id]
