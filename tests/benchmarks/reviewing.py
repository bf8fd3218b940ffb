"""How fast is a ruleset read and linted? ``python -m tests.benchmarks.reviewing [INDICATORS …]``.

Told are the medians of runs in one process, after everything was imported, and nothing kept
from run to run: each reads a file of its own. It is processor time, which on an idle machine is
the time it takes.
"""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from tabulate import tabulate

from scoring.review.lint import lint
from scoring.ruleset import read_ruleset

SIZES = (50, 500)
RUNS = 5


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    lint("kunming-department@2019")  # imports, and the schema's validator
    with tempfile.TemporaryDirectory() as folder:
        rows = [timed(Path(folder), size) for size in sizes]
    print(tabulate(rows, ("indicators", "read ms", "read and lint ms", "findings"), floatfmt=".0f"))


def timed(folder: Path, size: int) -> tuple[int, float, float, int]:
    """Return the size, the medians in milliseconds, and how many findings there were."""
    reading, linting, count = [], [], 0
    for run in range(RUNS):
        path = folder / f"{size}-{run}.json"
        path.write_text(json.dumps(ruleset(size, run), ensure_ascii=False, indent=1), "utf-8")
        started = process_time()
        read_ruleset(path)
        reading.append(process_time() - started)
        path.write_text(json.dumps(ruleset(size, -run - 1), ensure_ascii=False, indent=1), "utf-8")
        started = process_time()
        count = len(lint(path).findings)
        linting.append(process_time() - started)
    return size, 1000 * median(reading), 1000 * median(linting), count


def ruleset(size: int, number: int) -> dict[str, Any]:
    """Return a ruleset of *size* indicators of every common kind, *number* in its title."""
    fields: dict[str, Any] = {}
    indicators = [indicator(place, number, fields) for place in range(size)]
    return {
        "language_version": 1,
        "id": "large",
        "edition": "1",
        "title": f"大规则{number}",
        "in_force": {"from": "2024-01-01"},
        "basis": [{"id": "notice", "title": "绩效评价办法"}],
        "full_marks": size,
        "fields": fields,
        "policies": {"undefined": "unranked"},
        "indicators": indicators,
        "grades": [{"title": "优", "at_least": size * 0.9}, {"title": "差", "at_least": 0}],
    }


def indicator(place: int, number: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Return one indicator, and enter its fields."""
    kind = place % 5
    budget, spent, done, level = (f"{name}甲{place}" for name in ("预算", "支出", "完成", "等级"))
    money = {"type": "money", "unit": "万元", "minimum": 0}
    value: dict[str, Any] = {"value": f"{spent} / {budget} * 100", "unit": "%", "decimals": 2}
    if kind == 4:
        fields[level] = {"title": f"等级{place}", "type": "choice", "choices": ["好", "差"]}
        given: dict[str, Any] = {level: "好"}
        value = {}
    elif kind == 3:
        fields[done] = {"title": f"是否完成{place}", "type": "boolean"}
        given, value = {done: True}, {}
    else:
        fields[budget] = {"title": f"预算数{place}", **money}
        fields[spent] = {"title": f"支出数{place}", **money}
        given = {budget: 100 + number * number, spent: 100 + number * number}
    score = (
        {"method": "proportional", "target": 95, "floor": 60},
        {"method": "deduct", "limit": {"at_least": 100}, "each": 5, "points": 0.25},
        {
            "method": "bands",
            "bands": [
                {"range": ">=90", "points": 1},
                {"range": "[60,90)", "points": 0.5},
                {"range": "<60", "points": 0},
            ],
        },
        {"method": "condition", "when": done},
        {
            "method": "rating",
            "level": level,
            "levels": [{"title": "好", "share": 1}, {"title": "差", "share": 0}],
        },
    )[kind]
    return {
        "id": f"指标{place}",
        "title": f"指标{place}",
        "weight": 1,
        "basis": "notice",
        "remedy": "请整改",
        "description": "说明",
        "evidence": "材料",
        **value,
        "score": score,
        "examples": [{"given": given, "points": 1}],
    }


if __name__ == "__main__":
    main()
