"""How fast are workbooks read? ``python -m tests.benchmarks.reading [DEPARTMENTS [WORKBOOKS]]``.

One wide sheet of 70 columns, beside the spreadsheet reader alone on the same bytes, in turns by
CPU time: the workbook as sheets, with all guards, and the whole as typed columns. Then a
folder of filled templates, one a department, by the clock.
"""

import io
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from python_calamine import CalamineWorkbook

from scoring.intake import read_submissions
from scoring.intake.workbook import read_workbook
from scoring.model import Ruleset
from scoring.template import template
from scoring.workbooks import put, workbook_of
from tests.benchmarks.city import city_ruleset, city_submissions, fields
from tests.benchmarks.contest import rows_of
from tests.filling import filled, form_cells

WIDE_GOAL, FOLDER_GOAL = 1.3, 20.0


def main() -> None:
    parser = ArgumentParser(description="Measure the reading of workbooks.")
    parser.add_argument("departments", type=int, nargs="?", default=10_000)
    parser.add_argument("workbooks", type=int, nargs="?", default=400)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    ruleset = city_ruleset()
    with TemporaryDirectory() as folder:
        wide = Path(folder, "wide.xlsx")
        wide.write_bytes(wide_workbook(options.departments))
        compare(wide, ruleset, options.rounds)
    with TemporaryDirectory() as folder:
        write_forms(Path(folder), ruleset, options.workbooks)
        started, worked = perf_counter(), process_time()
        read = read_submissions(folder, ruleset)
        seconds, worked = perf_counter() - started, process_time() - worked
    print(
        f"{len(read)} workbooks of one department: {seconds:.1f} s ({worked:.1f} s of CPU), "
        f"under {FOLDER_GOAL:g} is the goal: {verdict(seconds < FOLDER_GOAL)}"
    )


def compare(path: Path, ruleset: Ruleset, rounds: int) -> None:
    data = path.read_bytes()
    contestants: dict[str, Callable[[], Any]] = {
        "the reader alone": lambda: bare(data),
        "as sheets": lambda: read_workbook(data, path.name),
        "as columns": lambda: read_submissions(path, ruleset),
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            times[name].append(timed(work))
    for name in contestants:
        ratios = [a / b for a, b in zip(times[name], times["the reader alone"], strict=True)]
        ratio = median(ratios)
        print(
            f"{name}: {1000 * median(times[name]):.0f} ms, {ratio:.2f} times the reader alone, "
            f"under {WIDE_GOAL:g} is the goal: {verdict(ratio < WIDE_GOAL)}"
        )


def bare(data: bytes) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def timed(work: Callable[[], Any]) -> float:
    started = process_time()
    work()
    return process_time() - started


def wide_workbook(size: int) -> bytes:
    """Return one sheet with a row for each of *size* departments of the city."""
    submitted = city_submissions(size)
    names = fields()

    def fill(book: Any) -> None:
        page = book.add_worksheet("部门")
        for column, name in enumerate(["部门", *names]):
            put(page, 0, column, name)
        rows = zip(submitted.departments.tolist(), rows_of(submitted), strict=True)
        for line, (department, row) in enumerate(rows, start=1):
            put(page, line, 0, department)
            for column, name in enumerate(names, start=1):
                if row[name] is not None:
                    put(page, line, column, row[name])

    return workbook_of(fill)


def write_forms(folder: Path, ruleset: Ruleset, count: int) -> None:
    """Write a filled template for each of *count* departments."""
    blank, submitted = template(ruleset), city_submissions(count)
    rows = zip(submitted.departments.tolist(), rows_of(submitted), strict=True)
    for number, (department, row) in enumerate(rows):
        cells = form_cells(blank, ruleset, {"department": department, **row})
        (folder / f"{number:04d}.xlsx").write_bytes(filled(blank, cells))


def verdict(met: bool) -> str:
    return "met" if met else "missed"


if __name__ == "__main__":
    main()
