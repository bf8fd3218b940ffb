"""How fast are many draws? ``python -m tests.benchmarks.draws [DEPARTMENTS DRAWS]…``.

A city of 40 indicators under drawn weights: each draw is scored to the mark, ranked and graded,
and ranks are counted for quantiles. Beside it stands the bare product of weights and rates in
NumPy, which neither rounds nor ranks. Reading and the first scoring are not timed.
"""

import resource
import sys
from time import perf_counter, process_time

import numpy as np

from scoring.evaluation import evaluate
from scoring.plan import compile_plan
from scoring.ranking import rank
from scoring.tuning.ensemble import ensemble_of
from scoring.tuning.sensitivity.recipe import Recipe, draw
from scoring.tuning.sensitivity.uncertainty import uncertainty_of
from tests.benchmarks.city import city_ruleset, city_submissions

SIZES = [(400, 10_000), (400, 100_000), (10_000, 1_000)]


def main() -> None:
    given = [int(argument) for argument in sys.argv[1:]]
    for departments, draws in list(zip(given[::2], given[1::2], strict=True)) or SIZES:
        measure(departments, draws)


def measure(departments: int, draws: int) -> None:
    scores = evaluate(compile_plan(city_ruleset()), city_submissions(departments))
    ranking, recipe = rank(scores), Recipe(draws=draws)
    wall, cpu = perf_counter(), process_time()
    marks = draw(recipe.units(scores.plan), recipe)
    uncertainty_of(ensemble_of(scores), marks, ranking)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    weights = np.array([marks[leaf.id] for leaf in scores.plan.leaves], dtype=np.float64).T
    rates, bare = np.nan_to_num(scores.rates), process_time()
    for start in range(0, draws, 1_000):
        weights[start : start + 1_000] @ rates
    bare = process_time() - bare
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{departments:>7,} departments, {draws:>7,} draws: {wall:.2f} s, {cpu:.2f} s of CPU, "
        f"{cpu / bare:.0f} times the bare product; peak {peak:.2f} GiB"
    )


if __name__ == "__main__":
    main()
