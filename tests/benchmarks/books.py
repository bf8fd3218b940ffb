"""How fast the score book is written, and with how much memory.

``python -m tests.benchmarks.books [DEPARTMENTS …]``: each size in a process of its own, whose peak
of memory is told; the times are those of the processor. With LibreOffice installed and
``--open`` it is also told how long the book takes to be opened, computed anew and saved.
"""

import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter, process_time

from scoring import compile_plan, evaluate, make_report, render
from tests.benchmarks.city import city_ruleset, city_submissions
from tests.benchmarks.memory import mib, peak

GOALS = {400: (5, 1500), 10_000: (60, 1500)}  # departments: seconds, MB


def main() -> None:
    parser = ArgumentParser(description="Measure the score book of a city's departments.")
    parser.add_argument("departments", type=int, nargs="*", default=[*GOALS])
    parser.add_argument("--open", action="store_true", help="open it in LibreOffice too")
    given = parser.parse_args()
    if len(given.departments) == 1:
        measure(given.departments[0], opened=given.open)
        return
    for size in given.departments:
        rest = ["--open"] if given.open else []
        command = [sys.executable, "-m", "tests.benchmarks.books", str(size), *rest]
        subprocess.run(command, check=True)


def measure(size: int, *, opened: bool) -> None:
    scores = evaluate(compile_plan(city_ruleset()), city_submissions(size))
    started = process_time()
    report = make_report(scores)
    told = process_time()
    book = render(report, "xlsx")
    done = process_time()
    seconds, memory = GOALS.get(size, (None, None))
    goal = f"; goal: {seconds} s, {memory} MB" if seconds else ""
    print(
        f"{size:,} departments: report {told - started:.1f} s, book {done - told:.1f} s, "
        f"{len(book) / 1e6:.1f} MB, peak {mib(peak())}{goal}"
    )
    if opened:
        print(f"opened, computed anew and saved by LibreOffice in {opening(book):.0f} s")


def opening(book: bytes) -> float:
    """Return how many seconds LibreOffice takes over *book*, from its start to its end."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from programs import converted

    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "book.xlsx"), Path(folder, "out")
        file.write_bytes(book)
        out.mkdir()
        started = perf_counter()
        converted(file, "xlsx", out)
        return perf_counter() - started


if __name__ == "__main__":
    main()
