"""The same ruleset row by row: an expression an indicator, evaluated by simpleeval.

The naive form parses the text again for every row; the other parses it once.
"""

from collections.abc import Callable
from math import ceil, floor
from typing import Any

import numpy as np
import simpleeval

from scoring.model import Submissions
from tests.benchmarks.city import BANDS, DIMENSIONS, POINTS, REDISTRIBUTED, indicators
from tests.benchmarks.contest import (
    HALF,
    INAPPLICABLE,
    Figures,
    family_of,
    leaves_of,
    parts_of,
    quotients,
    rows_of,
)

NAMES = indicators()
DIVIDED = {name: parts_of(name)[1] for name in (*quotients(), *REDISTRIBUTED)}
LEAVES = {dimension: leaves_of(dimension) for dimension in DIMENSIONS}
FIELDS = {name: parts_of(name) for name in NAMES}
RATES = {
    "done": "up({0} / {1} * 100) / 100",
    "passing": "(up({0} / {1} * 100) - 57) / 38",
    "punctual": "1 - floor((100 - up({0} / {1} * 100)) / 5 + 1e-9) * 0.2",
    "growth": "1 - ceil(up(({0} - {1}) / {1} * 100) - 1e-9) * 0.1",
    "quality": "banded(up({0} / {1} * 100))",
    "carried": "(up({0}) - 40) / -20",
    "cost": "90 / up({0})",
    "satisfied": "interpolated(up({0}))",
    "disclosed": "1 if {0} else 0",
    "rules": "1 - (0 if {0} else 0.5) - 0.2 * max({1}, 0)",
    "surplus": "1 if {0} <= 0 else 0.6 if {0} <= 50 else 0",
}
TEXTS = {name: RATES[family_of(name)].format(*FIELDS[name]) for name in NAMES}


def up(value: float) -> float:
    return floor(value * 1e4 + HALF) / 1e4


def banded(value: float) -> float:
    return next((share for span, share in BANDS if value >= int(span[1:3])), 0)


def interpolated(value: float) -> float:
    return float(np.interp(value, *zip(*POINTS, strict=True)))


FUNCTIONS = {
    function.__name__: function for function in (up, banded, interpolated, floor, ceil, max)
}


def prepare(submissions: Submissions, marks: Any) -> Callable[[], Any]:
    """Return what parses and evaluates every indicator's text for every department."""
    rows, full_marks = rows_of(submissions), marks.tolist()

    def evaluate(text: str, row: Any) -> Any:
        return simpleeval.simple_eval(text, names=row, functions=FUNCTIONS)

    return lambda: [score(row, full_marks, evaluate, TEXTS) for row in rows]


def prepare_parsed(submissions: Submissions, marks: Any) -> Callable[[], Any]:
    """Return what evaluates every indicator's tree, parsed beforehand, for every department."""
    rows, full_marks = rows_of(submissions), marks.tolist()
    evaluator = simpleeval.SimpleEval(functions=FUNCTIONS)
    trees = {name: evaluator.parse(text) for name, text in TEXTS.items()}

    def evaluate(tree: Any, row: Any) -> Any:
        evaluator.names = row
        return evaluator.eval("", previously_parsed=tree)

    return lambda: [score(row, full_marks, evaluate, trees) for row in rows]


def score(row: Any, full_marks: Any, evaluate: Callable[..., Any], rules: Any) -> Any:
    """Return a department's points, points of dimensions, total, and whether it is unranked."""
    rates, gone = {}, set()
    unranked = False
    for name in NAMES:
        given = [row[field] for field in FIELDS[name]]
        if name in DIVIDED and row[DIVIDED[name]] == 0:
            rates[name] = 0
            gone |= {name} & set(REDISTRIBUTED)
            unranked |= name not in REDISTRIBUTED
        elif INAPPLICABLE in given:
            rates[name] = 1
            gone.add(name)
        else:
            rates[name] = 0 if None in given else evaluate(rules[name], row)
    marks = full_marks[sum((name in gone) << bit for bit, name in enumerate(REDISTRIBUTED))]
    points = {
        name: floor(min(max(rates[name], 0), 1) * full + HALF)
        for name, full in zip(NAMES, marks, strict=True)
    }
    by_dimension = {name: sum(points[leaf] for leaf in LEAVES[name]) for name in DIMENSIONS}
    total = sum(by_dimension.values())
    if row["disclosed_1_yes"] and row["disclosed_2_yes"]:
        total = min(total + 100, 10_000)
    execution = sum(full_marks[0][: len(LEAVES["execution"])])
    if by_dimension["execution"] / execution < 0.8:
        total = min(total, 5999)
    return points, by_dimension, total, unranked


def figures(result: Any) -> Figures:
    points, by_dimension, totals, unranked = zip(*result, strict=True)
    return Figures(
        rows_by(NAMES, points), rows_by(DIMENSIONS, by_dimension), np.array(totals), unranked
    )


def rows_by(names: Any, told: Any) -> Any:
    return np.array([[each[name] for each in told] for name in names])
