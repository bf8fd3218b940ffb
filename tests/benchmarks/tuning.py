"""How fast is a what-if? ``python -m tests.benchmarks.tuning [DEPARTMENTS]``.

A city's scores under other weights, ranked; reading and the first scoring are not timed.
"""

import sys
from decimal import Decimal
from time import perf_counter

from scoring.evaluation import evaluate, reweigh
from scoring.plan import compile_plan
from scoring.ranking import rank
from tests.benchmarks.city import city_ruleset, city_submissions


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    scores = evaluate(compile_plan(city_ruleset()), city_submissions(size))
    rank(scores)
    seconds = [what_if(scores, Decimal(step) / 100) for step in range(1, 51)]
    print(f"{size:,} departments: best {min(seconds) * 1e3:.1f} ms, ", end="")
    print(f"median {sorted(seconds)[25] * 1e3:.1f} ms, worst {max(seconds) * 1e3:.1f} ms")


def what_if(scores, shift: Decimal) -> float:
    """Return how long it takes to move *shift* points between two indicators, and to rank."""
    start = perf_counter()
    rank(reweigh(scores, {"done_1": 2 + shift, "done_2": 3 - shift}))
    return perf_counter() - start


if __name__ == "__main__":
    main()
