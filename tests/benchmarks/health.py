"""How fast is the health of indicators told? ``python -m tests.benchmarks.health [DEPARTMENTS]``.

A city of 40 indicators; reading and scoring are not timed. CPU time, as several threads would
only wait for each other.
"""

import sys
from time import process_time

from scoring.evaluation import evaluate
from scoring.plan import compile_plan
from scoring.ranking import rank
from scoring.tuning.advice import advise
from scoring.tuning.health import assess
from scoring.tuning.health.removal import removals
from tests.benchmarks.city import city_ruleset, city_submissions


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    scores = evaluate(compile_plan(city_ruleset()), city_submissions(size))
    ranking = rank(scores)
    for name, work in {
        "all removals": lambda: list(removals(scores, ranking)),
        "health": lambda: assess(scores),
        "advice": lambda: advise(scores),
    }.items():
        print(f"{size:,} departments, {name:<13} {min(timed(work) for _ in range(3)) * 1e3:.0f} ms")


def timed(work) -> float:
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
