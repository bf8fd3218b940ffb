"""How fast is the scoring stage? ``python -m tests.benchmarks.scoring_stage [SIZE …]``.

The engine and the same ruleset by hand in NumPy take turns on one thread; their points and
totals must be equal. What is told are the medians and the ratio of each pair.
"""

import sys
from collections.abc import Callable
from itertools import product
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from tabulate import tabulate

from scoring import compile_plan, evaluate
from scoring.evaluation.marks import Pattern, share_marks
from scoring.model import Policy
from scoring.plan import Plan
from tests.benchmarks import by_numpy
from tests.benchmarks.city import REDISTRIBUTED, city_ruleset, city_submissions

SIZES = (400, 10_000, 100_000, 1_000_000)
SECONDS = 10.0  # a size gets about this long


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    plan = compile_plan(city_ruleset())
    marks = marks_by_bits(plan)
    rows = [compare(plan, marks, size) for size in sizes]
    print(
        tabulate(rows, ("departments", "engine ms", "NumPy ms", "engine / NumPy"), floatfmt=".2f")
    )


def marks_by_bits(plan: Plan) -> np.ndarray:
    """Return the full marks of every indicator where the bits of the row do not apply."""
    away = Policy("redistribute")
    table = []
    for bits in product((False, True), repeat=len(REDISTRIBUTED)):
        names = [name for name, gone in zip(REDISTRIBUTED, bits[::-1], strict=True) if gone]
        marks = share_marks(plan, Pattern(given_away=tuple((name, away) for name in names)))
        table.append(marks[: len(plan.leaves)])
    return np.array(table)


def compare(plan: Plan, marks: np.ndarray, size: int) -> tuple[int, float, float, float]:
    """Return the size, both medians in milliseconds and the median ratio of pairs."""
    submissions = city_submissions(size)
    first = evaluate(plan, submissions)
    other = by_numpy.score(submissions, marks)
    np.testing.assert_array_equal(first.points[: len(plan.leaves)], other.points)
    np.testing.assert_array_equal(first.totals, other.totals)
    pairs = []
    started = perf_counter()
    while len(pairs) < 3 or (perf_counter() - started < SECONDS and len(pairs) < 200):
        one = timed(lambda: evaluate(plan, submissions))
        two = timed(lambda: by_numpy.score(submissions, marks))
        pairs.append((one, two))
    engine, numpy = (1000 * median(column) for column in zip(*pairs, strict=True))
    return size, engine, numpy, median(one / two for one, two in pairs)


def timed(work: Callable[[], Any]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


if __name__ == "__main__":
    main()
