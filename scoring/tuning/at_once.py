"""Whether a ruleset can be scored under many draws at once, and the points of rows under them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.row_marks import settle_rows
from scoring.evaluation.scores import FullMarks
from scoring.expression import Expression
from scoring.expression.shapes import is_aggregate
from scoring.plan import Plan

Points = NDArray[np.int32]


def goes_at_once(plan: Plan) -> bool:
    """Return whether many draws can be scored at once; else each is scored anew."""
    if any(leaf.indicator.method.fixed for leaf in plan.leaves):
        return False
    barring = [expression for veto, expression in plan.vetoes if veto.unranked]
    if plan.ruleset.check_error == "unranked":
        barring += [condition for _, condition in plan.checks if condition]
    expressions = [expression for _, expression in (*plan.adjustments, *plan.vetoes)]
    within_tables = any(asks_for_scores(part) for e in expressions for part in _aggregates(e))
    return not within_tables and not any(asks_for_scores(e.tree) for e in barring)


def depends_on_scores(plan: Plan) -> bool:
    """Return whether an adjustment or a veto asks for what was scored."""
    expressions = (expression for _, expression in (*plan.adjustments, *plan.vetoes))
    return any(asks_for_scores(expression.tree) for expression in expressions)


def asks_for_scores(tree: ast.AST) -> bool:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(isinstance(name, ast.Name) and name.id in ("rate", "points") for name in calls)


def _aggregates(expression: Expression) -> Iterator[ast.AST]:
    nodes = (node for node in ast.walk(expression.tree) if isinstance(node, ast.Call))
    return (node for node in nodes if is_aggregate(node))


@dataclass(frozen=True, slots=True)
class RowPoints:
    """The points of indicators that rows of the submission make up, for full marks as met."""

    scores: Scores
    known: dict[tuple[int, int], Points] = field(default_factory=dict)

    def of(self, number: int, marks: NDArray[np.int64], columns: Any) -> Points:
        """Return the points of the departments in *columns*, a row each of full *marks*."""
        different, kinds = np.unique(marks, return_inverse=True)
        by_marks = [self._points(number, mark)[columns] for mark in different.tolist()]
        return np.array(by_marks, dtype=np.int32)[kinds]

    def _points(self, number: int, mark: int) -> Points:
        if (number, mark) not in self.known:
            self.known[number, mark] = self._settled(number, mark)
        return self.known[number, mark]

    def _settled(self, number: int, mark: int) -> Points:
        plan, scores, size = self.scores.plan, self.scores, len(self.scores)
        nodes = len(plan.numbers)
        kinds, shared = np.zeros(size, dtype=np.int64), np.ones(nodes, dtype=np.bool_)
        marks = FullMarks(np.full((1, nodes), mark, dtype=np.int32), kinds, shared)
        held = scores.rows[number]
        points = np.zeros_like(scores.points)
        # Where there is no rate, the policy tells.
        points[number] = plan.grants[number].take(scores.states[number]) * mark
        fresh = replace(held, marks=held.marks.copy(), points=held.points.copy())
        unranked = scores.unranked.copy()
        settled = replace(scores, rows={number: fresh}, points=points, unranked=unranked)
        settle_rows(settled, slice(0, size), marks)
        earned: Points = points[number]
        return earned
