"""How fast are exact rank ranges? ``python -m tests.benchmarks.exact [DEPARTMENTS] [ASKED]``.

A city's departments, each weight within a share of today's; reading and scoring are not timed. The
city's veto looks at the scores, which no program can follow, and so is left out.
"""

import sys
from time import perf_counter, process_time

import numpy as np

from scoring.evaluation import evaluate
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from
from scoring.tuning.exact.forms import forms_of
from scoring.tuning.exact.ranges import ranges_of
from scoring.tuning.units import units_of
from tests.benchmarks.city import city_ruleset, city_submissions


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    asked = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    ruleset = ruleset_from({**city_ruleset().document, "vetoes": []})
    scores = evaluate(compile_plan(ruleset), city_submissions(size))
    for spread in (0.05, 0.1, 0.2):
        clock, cpu = perf_counter(), process_time()
        forms = forms_of(scores, units_of(scores.plan, spread))
        found = ranges_of(forms, np.arange(asked))
        seconds = perf_counter() - clock, process_time() - cpu
        wide = (found.worst - found.best)[:asked].mean()
        reached = (found.reached_worst - found.reached_best)[:asked].mean()
        print(f"{asked} of {size:,} within {spread:.0%}: {seconds[0]:.2f} s ", end="")
        print(
            f"({seconds[1]:.2f} s of CPU), {wide:.1f} places wide, {reached:.1f} reached, ", end=""
        )
        print(f"{forms.bracketed[:asked].sum()} bracketed")


if __name__ == "__main__":
    main()
