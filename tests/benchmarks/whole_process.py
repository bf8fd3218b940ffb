"""How long is a whole run? ``python -m tests.benchmarks.whole_process [DEPARTMENTS]``.

``scoring score`` from two JSON files to the printed table, in pairs with ``import pandas``,
by the same interpreter: CPU time of the process (user and system) and time by the clock.
Both find their bytecode ready, as after an installation.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.city import city_document, city_submissions
from tests.benchmarks.contest import rows_of

GOAL = 2.0


def main() -> None:
    parser = ArgumentParser(description="Measure a whole run of `scoring score`.")
    parser.add_argument("departments", type=int, nargs="?", default=400)
    parser.add_argument("--pairs", type=int, default=15)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        files = write_city(Path(folder), options.departments)
        ours = [sys.executable, "-m", "scoring", "score", *files]
        other = [sys.executable, "-c", "import pandas"]
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode"))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        run(ours, environment), run(other, environment)  # writes the bytecode
        pairs = [(run(ours, environment), run(other, environment)) for _ in range(options.pairs)]
    for number, measure in enumerate(("CPU", "clock")):
        mine, theirs = zip(*((one[number], two[number]) for one, two in pairs), strict=True)
        times = median(a / b for a, b in zip(mine, theirs, strict=True))
        print(
            f"{measure}: scoring score {1000 * median(mine):.0f} ms, import pandas "
            f"{1000 * median(theirs):.0f} ms; {times:.2f} times, under {GOAL:g} is the goal: "
            f"{'met' if times < GOAL else 'missed'}"
        )


def write_city(folder: Path, size: int) -> list[str]:
    """Write the ruleset and what *size* departments submitted; return both paths."""
    ruleset, submissions = folder / "city.json", folder / "submissions.json"
    ruleset.write_text(json.dumps(city_document()), encoding="utf-8")
    submitted = city_submissions(size)
    rows = [
        {"department": str(name), **row}
        for name, row in zip(submitted.departments, rows_of(submitted), strict=True)
    ]
    submissions.write_text(json.dumps(rows), encoding="utf-8")
    return [str(ruleset), str(submissions)]


def run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds of CPU and by the clock that *command* takes in *environment*."""
    started = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    clock = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, clock


if __name__ == "__main__":
    main()
