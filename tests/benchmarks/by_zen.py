"""The same ruleset as a GoRules decision: one node of expressions, evaluated for each department.

Its fastest form: a department is JSON text, the decision comes from a loader, which keeps it
compiled; batches and loops over many rows in one call take longer. Numbers are decimals there.
A figure is null where it was not submitted, and "n/a" where it does not apply.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import zen

from scoring.model import Submissions
from tests.benchmarks.city import BANDS, DIMENSIONS, POINTS, REDISTRIBUTED, indicators
from tests.benchmarks.contest import (
    HALF,
    INAPPLICABLE,
    KEPT,
    Figures,
    family_of,
    leaves_of,
    parts_of,
    quotients,
    rows_of,
)

Pairs = Iterator[tuple[str, str]]
NAMES = indicators()
UP = f"(floor(({{}}) * 10000 + {HALF:.7f}) / 10000)"
PERCENTAGE = UP.format("{0} / {1} * 100")
RISE = UP.format("({0} - {1}) / {1} * 100")
FALL = UP.format("({1} - {0}) / {1} * 100")
VALUES = {
    **dict.fromkeys(("done", "passing", "punctual", "quality"), PERCENTAGE),
    "growth": f"({{0}} < {{1}} ? -{FALL} : {RISE})",
    **dict.fromkeys(("carried", "cost", "satisfied"), UP.format("{0}")),
}
RATES = {
    "done": "{value} / 100",
    "passing": "({value} - 57) / 38",
    "punctual": "1 - floor((100 - {value}) / 5) * 0.2",
    "growth": "1 - ceil({value}) * 0.1",
    "quality": "".join(f"{{value}} >= {s[1:3]} ? {r} : " for s, r in BANDS) + "0",
    "carried": "({value} - 40) / -20",
    "cost": "90 / {value}",
    "satisfied": " + ".join(
        f"max([0, min([1, ({{value}} - {low}) / {high - low}])]) * {round(after - before, 9)}"
        for (low, before), (high, after) in pairwise(POINTS)
    ),
    "disclosed": "{0} ? 1 : 0",
    "rules": "1 - ({0} ? 0 : 0.5) - 0.2 * max([{1}, 0])",
    "surplus": "{0} <= 0 ? 1 : {0} <= 50 ? 0.6 : 0",
}
BOUNDED = ("quality", "satisfied", "disclosed", "surplus")  # their rates lie between 0 and 1


def prepare_kept(submissions: Submissions, marks: Any) -> Callable[[], Any]:
    """Return what keeps values, rates and states as well, as the engine does."""
    return prepare(submissions, marks, judged_and_kept)


def prepare(
    submissions: Submissions, marks: Any, judge: Callable[[str], Pairs] | None = None
) -> Callable[[], Any]:
    """Return what scores the rows of *submissions*, written as JSON."""
    texts = [json.dumps(row) for row in rows_of(submissions)]
    loader = {"type": "static", "content": {"city": document(marks, judge or judged)}}
    engine = zen.ZenEngine({"loader": loader})
    return lambda: [engine.evaluate("city", text)["result"] for text in texts]


def figures(result: Any) -> Figures:
    def rows(names: Iterable[str]) -> Any:
        return np.array([[row.get(name) for row in result] for name in names])

    names = KEPT if f"{NAMES[0]}_state" in result[0] else ()
    kept = [rows(f"{n}_{k}" for n in NAMES).astype(np.float64) for k in names]
    return Figures(rows(NAMES), rows(DIMENSIONS), *rows(("total",)), *rows(("unranked",)), *kept)


def document(marks: Any, judge: Callable[[str], Pairs]) -> dict[str, Any]:
    """Return the decision: what comes in, one node of expressions, what comes out."""
    expressions = [
        {"id": key, "key": key, "value": value} for key, value in expressions_for(marks, judge)
    ]
    content = {"passThrough": False, "expressions": expressions}
    node = {"id": "score", "type": "expressionNode", "name": "score", "content": content}
    ends = [{"id": f"{end}", "type": f"{end}Node", "name": end} for end in ("input", "output")]
    edges = [("input", "score"), ("score", "output")]
    return {
        "nodes": [ends[0], node, ends[1]],
        "edges": [{"id": a, "type": "edge", "sourceId": a, "targetId": b} for a, b in edges],
    }


def expressions_for(marks: Any, judge: Callable[[str], Pairs]) -> Pairs:
    yield (
        "pattern",
        " + ".join(f"({gone(name)} ? {1 << bit} : 0)" for bit, name in enumerate(REDISTRIBUTED)),
    )
    for number, name in enumerate(NAMES):
        *before, (_, granted) = judge(name)
        yield from before
        full = marks[:, number].tolist()
        full = full[0] if len(set(full)) == 1 else f"{full}[$.pattern]"
        yield name, f"floor(({granted}) * {full} + {HALF:.7f})"
    for dimension in DIMENSIONS:
        yield dimension, " + ".join(f"$.{name}" for name in leaves_of(dimension))
    yield "unranked", " or ".join(f"{parts_of(name)[1]} == 0" for name in quotients())
    tree = " + ".join(f"$.{dimension}" for dimension in DIMENSIONS)
    opened = "(disclosed_1_yes == true and disclosed_2_yes == true ? 100 : 0)"
    least = int(marks[0, : len(leaves_of("execution"))].sum()) * 0.8
    yield "total", f"min([$.execution < {least} ? 5999 : 10000, {tree} + {opened}])"


def judged(name: str) -> Pairs:
    """Yield what must be known first, and last the rate, by policy where there is none."""
    value = value_of(name)
    if RATES[family_of(name)].count("{value}") > 1:
        absences = " or ".join(
            [gone(name), absent(name), *zero(name, family_of(name) == "quality")]
        )
        yield f"{name}_value", f"{absences} ? null : {value}"
        value = f"$.{name}_value"
    undefined = [f"{test} ? 0 : " for test in zero(name, name in quotients())]
    yield name, f"{''.join(undefined)}{gone(name)} ? 1 : {absent(name)} ? 0 : {rate(name, value)}"


def judged_and_kept(name: str) -> Pairs:
    """Yield state, value and rate, and last the rate by policy."""
    state, value = f"$.{name}_state", f"$.{name}_value"
    undefined = [f"{test} ? 3 : " for test in zero(name, name in quotients())]
    yield f"{name}_state", f"{''.join(undefined)}{gone(name)} ? 2 : {absent(name)} ? 1 : 0"
    yield f"{name}_value", f"{state} == 0 ? {value_of(name) or 'null'} : null"
    yield f"{name}_rate", f"{state} == 0 ? {rate(name, value)} : null"
    yield name, f"$.{name}_rate ?? ({state} == 2 ? 1 : 0)"


def value_of(name: str) -> str:
    return VALUES.get(family_of(name), "").format(*parts_of(name))


def rate(name: str, value: str) -> str:
    exact = RATES[family_of(name)].format(*parts_of(name), value=value)
    return exact if family_of(name) in BOUNDED else f"max([0, min([1, {exact}])])"


def gone(name: str) -> str:
    tests = [f"{part} == '{INAPPLICABLE}'" for part in parts_of(name)]
    return f"({' or '.join([*tests, *zero(name, name in REDISTRIBUTED)])})"


def absent(name: str) -> str:
    return f"({' or '.join(f'{part} == null' for part in parts_of(name))})"


def zero(name: str, counts: bool) -> list[str]:
    return [f"{parts_of(name)[1]} == 0"] if counts else []
