"""How fast are two rulesets compared? ``python -m tests.benchmarks.comparing [DEPARTMENTS]``.

A city's rules and the same with other weights and thresholds; what is timed, best of three,
is all but reading: words, both evaluations, reasons of every department, and the output.
"""

import json
import sys
from dataclasses import replace
from time import perf_counter

from scoring.review.diff import compare
from scoring.review.diff.formats import FORMATS, render_diff
from scoring.ruleset import ruleset_from
from tests.benchmarks.city import city_ruleset, city_submissions


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    old = city_ruleset()
    new = ruleset_from(edited(json.loads(json.dumps(old.document))))
    submissions = city_submissions(size)
    given = submissions, replace(submissions)
    seconds, diff = min((timed(compare, old, new, given) for _ in range(3)), key=lambda t: t[0])
    print(f"{size:,} departments, {diff['effect']['summary']['moved']:,} moved")
    print(f"compare   {seconds:.2f} s")
    for name in FORMATS:
        print(f"{name:<9} {timed(render_diff, diff, name)[0]:.2f} s")


def edited(document: dict) -> dict:
    """Return *document* with the weights of each dimension's first two indicators exchanged."""
    for dimension in document["indicators"]:
        first, second = dimension["children"][:2]
        first["weight"], second["weight"] = second["weight"] + 0.5, first["weight"] - 0.5
    return {**document, "edition": "2"}


def timed(work, *arguments):
    start = perf_counter()
    result = work(*arguments)
    return perf_counter() - start, result


if __name__ == "__main__":
    main()
