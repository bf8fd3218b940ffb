"""How fast is the scoring stage? ``python -m tests.benchmarks.scoring_stage [SIZE …]``.

The engine and each contestant score the same departments in turns, on one thread, everything read,
converted and compiled beforehand; their points, totals and who is unranked must be equal. Told
are medians of CPU time, which other work on the machine disturbs least, and of the ratios of the
pairs; from 100,000 on also the ratio of user time alone, without the kernel's handing out of
memory, whose price swings on virtual machines. The engine and NumPy keep values, rates and
states, which explaining and tuning need, and so do those named "all kept"; the others make points
only, which is less work. "simpleeval" has parsed its texts beforehand, "naive" parses them again
for every department.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from itertools import product
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from tabulate import tabulate

from scoring import compile_plan, evaluate
from scoring.evaluation.marks import Pattern, share_marks
from scoring.model import Policy, Submissions
from scoring.plan import Plan
from tests.benchmarks.city import DIMENSIONS, REDISTRIBUTED, city_ruleset, city_submissions

SIZES = (400, 10_000, 100_000, 1_000_000)
SPLIT = 100_000  # from here on user time is told well apart from the kernel's
SECONDS = 10.0  # a contestant gets about this long at a size


class Time(NamedTuple):
    cpu: float
    user: float


class Contestant(NamedTuple):
    """Where it is written; its *goals* are the most times of it the engine may take at a size.

    It is put to sizes up to *largest*; of more departments than *timed_on* it scores as many as
    that, and its time is scaled up.
    """

    module: str
    verb: str = "prepare"
    goals: Mapping[int, float] = {}
    largest: int = SIZES[-1]
    timed_on: int = SIZES[-1]


NUMPY = {400: 1.6, **dict.fromkeys(SIZES[1:], 1.1)}
POLARS = {10_000: 0.35, 1_000_000: 1.0}
ZEN = {10_000: 1 / 200}
CONTESTANTS = {
    "NumPy": Contestant("by_numpy", "score", NUMPY),
    "Polars": Contestant("by_polars", goals=POLARS),
    "Polars, all kept": Contestant("by_polars", "prepare_kept", POLARS),
    "DuckDB": Contestant("by_duckdb", goals={1_000_000: 1 / 3.5}),
    "ZEN": Contestant("by_zen", goals=ZEN, largest=10_000),
    "ZEN, all kept": Contestant("by_zen", "prepare_kept", ZEN, largest=10_000),
    "simpleeval": Contestant("by_simpleeval", "prepare_parsed", largest=10_000, timed_on=1000),
    "naive": Contestant("by_simpleeval", goals={10_000: 1 / 1000}, largest=10_000, timed_on=200),
}
HEADINGS = (
    "departments",
    "who",
    "timed on",
    "CPU ms",
    "engine / it",
    "it / engine",
    "user",
    "goal",
)


def main() -> None:
    options = arguments()
    plan = compile_plan(city_ruleset())
    entered = {name: module for name in options.only if (module := installed(name))}
    table, engine = [], {}
    for size in options.sizes:
        rows = list(measure(plan, size, entered, options.seconds))
        if not rows:
            continue
        engine[size] = median(ours for _, ours, _ in rows)
        table.append((f"{size:,}", "engine", f"{size:,}", milliseconds(engine[size])))
        table += [told(size, name, pairs) for name, _, pairs in rows]
    print(
        tabulate(table, HEADINGS, disable_numparse=True, colalign=["right", "left"] + ["right"] * 5)
    )
    print("", *growth(engine), sep="\n")


def arguments() -> Namespace:
    parser = ArgumentParser(description="Measure the scoring stage beside others.")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, help="departments")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    parser.add_argument("--seconds", type=float, default=SECONDS, help="a contestant and size")
    return parser.parse_args()


def installed(name: str) -> ModuleType | None:
    """Return a contestant's module; say what to install where it cannot run."""
    try:
        return import_module(f"tests.benchmarks.{CONTESTANTS[name].module}")
    except ModuleNotFoundError as error:
        print(f"{name} stays out: {error.name} is missing, pip install '.[bench]'")
        return None


def marks_by_bits(plan: Plan) -> np.ndarray:
    """Return the full marks of every indicator where the bits of the row do not apply."""
    away = Policy("redistribute")
    table = []
    for bits in product((False, True), repeat=len(REDISTRIBUTED)):
        names = [name for name, gone in zip(REDISTRIBUTED, bits[::-1], strict=True) if gone]
        marks = share_marks(plan, Pattern(given_away=tuple((name, away) for name in names)))
        table.append(marks[: len(plan.leaves)])
    return np.array(table)


def measure(
    plan: Plan, size: int, entered: Mapping[str, ModuleType], seconds: float
) -> Iterator[tuple[str, float, list[tuple[Time, Time]]]]:
    """Yield who was measured, the engine's median time, and pairs of times: engine and other."""
    submissions, marks = city_submissions(size), marks_by_bits(plan)
    for name, module in entered.items():
        contestant = CONTESTANTS[name]
        if size > contestant.largest:
            continue
        print(f"{size:,} departments, {name} …", file=sys.stderr)
        few = contestant.timed_on < size
        given = city_submissions(contestant.timed_on) if few else submissions
        work = ready(module, contestant.verb, given, marks)
        check(plan, given, module, work)
        pairs = in_turns(partial(evaluate, plan, submissions), work, seconds)
        scale = size / len(given)
        scaled = [(one, Time(two.cpu * scale, two.user * scale)) for one, two in pairs]
        yield name, median(ours.cpu for ours, _ in pairs), scaled


def ready(module: ModuleType, verb: str, given: Submissions, marks: Any) -> Callable[[], Any]:
    """Return what is timed; NumPy's score takes what the engine takes."""
    work = getattr(module, verb)
    return partial(work, given, marks) if verb == "score" else work(given, marks)


def check(plan: Plan, given: Submissions, module: ModuleType, work: Callable[[], Any]) -> None:
    """Raise AssertionError unless all points, totals and who is unranked are the engine's."""
    scores, result = evaluate(plan, given), work()
    other = module.figures(result) if hasattr(module, "figures") else result
    dimensions = [plan.numbers[name] for name in DIMENSIONS]
    np.testing.assert_array_equal(other.points, scores.points[: len(plan.leaves)])
    np.testing.assert_array_equal(other.by_dimension, scores.points[dimensions])
    np.testing.assert_array_equal(other.totals, scores.totals)
    np.testing.assert_array_equal(other.unranked, scores.unranked)
    if other.values is not None:
        np.testing.assert_array_equal(other.states, scores.states)
        # Polars divides by a number by multiplying with its inverse, ZEN reckons in decimals.
        np.testing.assert_allclose(other.values, scores.values, rtol=1e-12)
        np.testing.assert_allclose(other.rates, scores.rates, rtol=0, atol=1e-12)


def in_turns(
    one: Callable[[], Any], other: Callable[[], Any], seconds: float
) -> list[tuple[Time, Time]]:
    """Return the times of both, in pairs, each going first in turn."""
    pairs: list[tuple[Time, Time]] = []
    started = perf_counter()
    while len(pairs) < 7 or (perf_counter() - started < seconds and len(pairs) < 200):
        if len(pairs) % 2:
            second, first = timed(other), timed(one)
        else:
            first, second = timed(one), timed(other)
        pairs.append((first, second))
    return pairs


def timed(work: Callable[[], Any]) -> Time:
    """Return the seconds of CPU that *work* takes, and those of them that are its own."""
    started, own = process_time(), getrusage(RUSAGE_SELF).ru_utime
    work()
    return Time(process_time() - started, getrusage(RUSAGE_SELF).ru_utime - own)


def told(size: int, name: str, pairs: list[tuple[Time, Time]]) -> tuple[str, ...]:
    contestant = CONTESTANTS[name]
    times = median(ours.cpu / theirs.cpu for ours, theirs in pairs)
    user = sum(ours.user for ours, _ in pairs) / sum(theirs.user for _, theirs in pairs)
    goal = contestant.goals.get(size)
    return (
        f"{size:,}",
        name,
        f"{min(size, contestant.timed_on):,}",
        milliseconds(median(theirs.cpu for _, theirs in pairs)),
        f"{times:.3g}",
        f"{1 / times:,.0f}" if times < 0.01 else f"{1 / times:.3g}",
        f"{user:.3g}" if size >= SPLIT else "",
        "" if goal is None else f"{within(goal)}: {'met' if times <= goal else 'missed'}",
    )


def within(goal: float) -> str:
    return f"≤ {goal:g}×" if goal > 0.3 else f"≥ {1 / goal:g}× faster"


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f}"


def growth(engine: Mapping[int, float]) -> Iterator[str]:
    """Yield what a department costs the engine at each size, beside the size before."""
    before = None
    for size, seconds in sorted(engine.items()):
        each = 1e6 * seconds / size
        grown = "" if before is None else f", {each / before:.2f} times that of the size before"
        yield f"{size:,} departments: {each:.2f} µs a department{grown}"
        before = each


if __name__ == "__main__":
    main()
