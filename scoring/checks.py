"""Cross-checks of the submitted figures: who fails, by how much, and who was not checked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.expression import Expression, Frame, columns_of
from scoring.expression.logic import add, dust, known, worst
from scoring.model import Check, Submissions
from scoring.points import Floats

Places = Callable[[str], Any]


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
    holds = columns_of(frame, check.tolerance or 0.0)(condition)
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
    off = np.abs(left - right) > tolerance + dust(right)
    present = np.broadcast_to(True if states is None else states == 0, size)
    return Judgement(present & off, ~present, (left, right), np.broadcast_to(tolerance, size))


def places_in(submissions: Submissions, rows: slice) -> Places:
    """Return what gives the step of the last place submitted of a field, in *rows*."""
    return lambda name: submissions.places[name][rows] if name in submissions.places else 0.0
