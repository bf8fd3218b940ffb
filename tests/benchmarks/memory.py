"""How much memory does scoring take? ``python -m tests.benchmarks.memory [DEPARTMENTS]``.

Measured by ru_maxrss of this process, which is fresh: all memory the machine had to give counts,
whoever asked for it, where tracemalloc would see only what allocators report to it. What the
interpreter and imports took is subtracted; submissions, scores and all temporaries remain.
Then all are scored again under watch: no text may be made.
"""

import resource
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import numpy as np

from scoring import compile_plan, evaluate
from scoring.evaluation import Scores
from scoring.model import Submissions
from tests.benchmarks.city import city_ruleset, city_submissions

GOAL = 2.5
MANY = 10_000  # a text for each department of a block of them would be more objects
TELLING = ("scoring.words", "scoring.explanation", "scoring.report", "scoring.export")


def main() -> None:
    parser = ArgumentParser(description="Measure the memory of scoring, and that it makes no text.")
    parser.add_argument("departments", type=int, nargs="?", default=1_000_000, help="from 20,000")
    size = parser.parse_args().departments
    plan = compile_plan(city_ruleset())
    evaluate(plan, city_submissions(400))
    base = peak()
    submissions = city_submissions(size)
    loaded = peak() - base
    scores = evaluate(plan, submissions)
    used = peak() - base
    given, made = sum(sizes_of_columns(submissions)), sum(array.nbytes for array in arrays(scores))
    times = used / (given + made)
    print(
        f"{size:,} departments: input columns {mib(given)}, output columns {mib(made)}\n"
        f"peak {mib(used)} (after loading: {mib(loaded)}), {times:.2f} times input plus output; "
        f"under {GOAL:g} is the goal: {'met' if times < GOAL else 'missed'}"
    )
    del scores
    told(size, *watch(lambda: evaluate(plan, submissions)))


def peak() -> int:
    """Return the most memory this process has had, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def sizes_of_columns(submissions: Submissions) -> Iterator[int]:
    for values, states in submissions.columns.values():
        yield values.nbytes + states.nbytes


def arrays(scores: Scores) -> list[Any]:
    every = [getattr(scores, field.name) for field in fields(scores)]
    return [array for array in every if isinstance(array, np.ndarray)]


def mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"


def watch(work: Callable[[], Scores]) -> tuple[int, int, bool]:
    """Return the most Python objects held at any call, calls of what tells, and if all is numbers.

    A text for each department would be an object each; NumPy's own text would be in an array.
    """
    before, most, calls = sys.getallocatedblocks(), 0, 0

    def look(frame: Any, event: str, argument: Any) -> None:  # noqa: ARG001
        nonlocal most, calls
        most = max(most, sys.getallocatedblocks() - before)
        if event == "call":
            calls += frame.f_globals.get("__name__", "").startswith(TELLING)

    sys.setprofile(look)
    try:
        scores = work()
    finally:
        sys.setprofile(None)
    return most, calls, all(array.dtype.kind in "iufb" for array in arrays(scores))


def told(size: int, objects: int, calls: int, numbers: bool) -> None:
    made = objects >= MANY or calls or not numbers
    print(
        f"scored under watch: never more than {objects:,} new Python objects for {size:,} "
        f"departments, {calls} calls of what tells, {'all' if numbers else 'not all'} columns are "
        f"numbers: {'TEXT IS MADE' if made else 'no text is made'}"
    )


if __name__ == "__main__":
    main()
