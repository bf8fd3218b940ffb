"""How fast are notices and forms made? ``python -m tests.benchmarks.letters [DEPARTMENTS]``.

A city of the shipped ruleset, drawn by chance; timed is what is made of the report, not its
making, and not the writing of files.
"""

import sys
from time import perf_counter, process_time

import scoring
from scoring.export.forms import SUFFIXES, fill_forms, print_forms
from scoring.export.notices import SUFFIXES as FORMATS
from scoring.export.notices import Issue, notices
from scoring.intake import from_records
from scoring.ranking import rank
from scoring.report import make_report, order_of
from scoring.sampling import sample


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    ruleset = scoring.read_ruleset("kunming-department@2019")
    submissions = from_records(sample(ruleset, size, 1).records, ruleset)
    scores = scoring.evaluate(scoring.compile_plan(ruleset), submissions)
    ranking = rank(scores)
    report = make_report(scores, ranking)
    everyone = report["departments"]
    for format_ in FORMATS:
        timed(f"notices {format_}", notices(report, everyone, Issue(), format_))
    pairs = zip(order_of(scores, ranking), everyone, strict=True)
    filled = [fill_forms(scores, row, entry, report) for row, entry in pairs]
    for suffix in SUFFIXES:
        timed(f"forms {suffix}", (print_forms(forms, suffix, "zh-CN") for forms in filled))


def timed(name, made):
    wall, spent = perf_counter(), process_time()
    count = sum(1 for _ in made)
    wall, spent = perf_counter() - wall, process_time() - spent
    print(f"{name:<18} {count:>6}  {wall:6.2f} s  ({spent:.2f} s of CPU)")


if __name__ == "__main__":
    main()
