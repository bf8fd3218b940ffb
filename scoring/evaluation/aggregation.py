"""What a dimension gets from its children."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.points import to_points

Points = NDArray[np.int32]
FullMarks = Callable[[], Any]  # asked for only where they matter
Child = tuple[Points, FullMarks]


def total(children: Sequence[Child], full_marks: FullMarks) -> Any:  # noqa: ARG001
    """Add the children's points up."""
    return sum(points for points, _ in children)


def best(children: Sequence[Child], full_marks: FullMarks) -> Any:  # noqa: ARG001
    """Take the points of the child that has most; all are judged at the same full marks."""
    return reduce(np.maximum, (points for points, _ in children))


def worst(children: Sequence[Child], full_marks: FullMarks) -> Any:
    """Take the points of the child that has least, of those that apply."""
    applying = (np.where(np.equal(own(), 0), full_marks(), points) for points, own in children)
    return reduce(np.minimum, applying)


def pool(children: Sequence[Child], full_marks: FullMarks) -> Any:
    """Add the children's points up, to no more than the dimension's own marks."""
    return np.minimum(total(children, full_marks), full_marks())


def geometric_mean(children: Sequence[Child], full_marks: FullMarks) -> Any:
    """Multiply the children's rates, each to the power of its share of the marks."""
    marks = [own() for _, own in children]
    whole = np.maximum(sum(marks), 1)
    rates: Any = 1.0
    for (points, _), own in zip(children, marks, strict=True):
        rate = np.where(np.equal(own, 0), 1.0, points / np.maximum(own, 1))
        rates = rates * rate ** (own / whole)
    return to_points(np.asarray(rates), full_marks())


AGGREGATES: dict[str, Callable[[Sequence[Child], FullMarks], Any]] = {
    "sum": total,
    "best": best,
    "worst": worst,
    "pool": pool,
    "geometric_mean": geometric_mean,
}
