"""Cross-checks of the submitted figures: who fails, by how much, and who was not checked."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.expression import Expression, Frame, columns_of
from scoring.expression.logic import add, known, worst
from scoring.model import Check, Submissions
from scoring.points import Floats

Places = Callable[[str], Any]

# Sums of decimal figures in binary may be off by this much.
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Judgement:
    """One check over a block: who *failed*, and who was *unchecked* for want of figures.

    Of an identity also both *sides* and the *tolerance*.
    """

    failed: NDArray[np.bool_]
    unchecked: NDArray[np.bool_]
    sides: tuple[Floats, Floats] | None = None
    tolerance: Any = None


def judge_check(
    check: Check, condition: Expression | None, frame: Frame, places: Places, size: int
) -> Judgement:
    """Return which departments fail *check*; comparing figures that are missing is no failure."""
    if condition is None:
        return _identity(check, frame, places, size)
    holds = columns_of(frame)(condition)
    present = np.broadcast_to(known(holds), size)
    return Judgement(present & ~np.broadcast_to(holds.values, size), ~present)


def _identity(check: Check, frame: Frame, places: Places, size: int) -> Judgement:
    """Judge ``sum`` = ``equals``, within what rounding of the submitted figures can explain."""
    whole = frame.names[check.equals]
    parts = reduce(add, (frame.names[name] for name in check.sum))
    states = worst(parts.states, whole.states)
    left, right = (np.broadcast_to(side.values, size) for side in (parts, whole))
    tolerance: Any = check.tolerance
    if tolerance is None:
        tolerance = sum(places(name) for name in (*check.sum, check.equals)) / 2
    off = np.abs(left - right) > tolerance + _DUST * np.maximum(np.abs(right), 1)
    present = np.broadcast_to(True if states is None else states == 0, size)
    return Judgement(present & off, ~present, (left, right), np.broadcast_to(tolerance, size))


def places_in(submissions: Submissions, rows: slice) -> Places:
    """Return what gives the step of the last place submitted of a field, in *rows*."""
    return lambda name: submissions.places[name][rows] if name in submissions.places else 0.0


def loosened(source: str, tolerance: float | None) -> str:
    """Return a condition whose comparisons of figures allow for *tolerance*.

    >>> loosened("a == b and a <= c", 0.01)
    'abs(a - b) <= 0.01 and a <= c + 0.01'
    """
    if not tolerance:
        return source
    return ast.unparse(_Loosen(tolerance).visit(ast.parse(source.strip(), mode="eval")))


class _Loosen(ast.NodeTransformer):
    def __init__(self, tolerance: float):
        self.tolerance = ast.Constant(tolerance)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """Widen one plain comparison; chains and comparisons of text stay as they are."""
        right, operator = node.comparators[0], node.ops[0]
        if len(node.ops) > 1 or any(_is_text(side) for side in (node.left, right)):
            return node
        if isinstance(operator, ast.Eq):
            gap = ast.Call(ast.Name("abs"), [ast.BinOp(node.left, ast.Sub(), right)], [])
            return ast.Compare(gap, [ast.LtE()], [self.tolerance])
        if isinstance(operator, ast.Lt | ast.LtE):
            return ast.Compare(node.left, node.ops, [ast.BinOp(right, ast.Add(), self.tolerance)])
        if isinstance(operator, ast.Gt | ast.GtE):
            return ast.Compare(node.left, node.ops, [ast.BinOp(right, ast.Sub(), self.tolerance)])
        return node


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
