"""The same ruleset in DuckDB: SQL made from the families, over a table in memory.

A figure is null where it was not submitted; a flag beside it tells what does not apply.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from scoring.model import State, Submissions
from tests.benchmarks.city import BANDS, DIMENSIONS, POINTS, REDISTRIBUTED, indicators
from tests.benchmarks.contest import HALF, Figures, leaves_of, parts_of, quotients

NAMES = indicators()
MACROS = f"""
create macro up(v) as floor(v * 1e4 + {HALF}) / 1e4;
create macro percentage(a, p) as up(a / p * 100);
create macro clip(rate) as case when rate > 1 then 1 when rate < 0 then 0 else rate end;
"""
# Numbers are written as floating point: those with a decimal point would be decimals.
RATES = {
    "done": "clip(percentage({0}, {1}) / 100e0)",
    "passing": "clip((percentage({0}, {1}) - 57) / 38e0)",
    "punctual": "clip(1 - floor((100 - percentage({0}, {1})) / 5e0 + 1e-9) * 2e-1)",
    "growth": "clip(1 - ceil(percentage({0} - {1}, {1}) - 1e-9) * 1e-1)",
    "quality": "case "
    + " ".join(f"when percentage({{0}}, {{1}}) >= {s[1:3]} then {r}e0" for s, r in BANDS)
    + " when {0} is not null and {1} is not null then 0e0 end",
    "carried": "clip((up({0}) - 40) / -20e0)",
    "cost": "clip(90e0 / up({0}))",
    "satisfied": " + ".join(
        f"clip((up({{0}}) - {low}) / {high - low}e0) * {after - before}e0"
        for (low, before), (high, after) in pairwise(POINTS)
    ),
    "disclosed": "{0}::int::double",
    "rules": "clip(1 - 5e-1 * (not {0})::int - 2e-1 * case when {1} < 0 then 0 else {1} end)",
    "surplus": "case when {0} <= 0 then 1e0 when {0} <= 50 then 6e-1 when {0} > 50 then 0e0 end",
}


def prepare(submissions: Submissions, marks: Any) -> Callable[[], Any]:
    """Return what runs the query over a table of *submissions*."""
    arrays = {}
    for name, (values, states) in submissions.columns.items():
        arrays[name] = pa.array(values, mask=states != 0)
        arrays[f"{name}_na"] = pa.array(states == State.NOT_APPLICABLE)
    connection = duckdb.connect(config={"threads": 1})
    connection.register("arrived", pa.table(arrays))
    connection.execute(f"{MACROS} create table submitted as from arrived")
    connection.unregister("arrived")
    connection.execute(f"prepare scores as {query(marks)}")
    return lambda: connection.sql("execute scores").to_arrow_table()


def figures(result: Any) -> Figures:
    def rows(names: list[str]) -> Any:
        return np.array([result[name].to_numpy() for name in names])

    points, by_dimension = rows(NAMES), rows(list(DIMENSIONS))
    return Figures(points, by_dimension, *rows(["total"]), result["unranked"].to_numpy())


def query(marks: Any) -> str:
    """Return points, points of dimensions, the total and who is unranked."""
    pattern = " + ".join(f"({gone(name)})::int * {1 << n}" for n, name in enumerate(REDISTRIBUTED))
    zeros = " or ".join(f"{parts_of(name)[1]} = 0" for name in quotients())
    points = (
        f"(floor({name} * {full_marks(marks[:, n])} + {HALF}))::int as {name}"
        for n, name in enumerate(NAMES)
    )
    sums = (f"{' + '.join(leaves_of(name))} as {name}" for name in DIMENSIONS)
    total = f"greatest(0, least(10000, {' + '.join(DIMENSIONS)} + open::int * 100))"
    least = int(marks[0, : len(leaves_of("execution"))].sum()) * 0.8
    return f"""
with judged as (
  select {", ".join(f"{granted(name)} as {name}" for name in NAMES)}, {pattern} as pattern,
    coalesce({zeros}, false) as unranked,
    coalesce(disclosed_1_yes and disclosed_2_yes, false) as open from submitted),
pointed as (select {", ".join(points)}, open, unranked from judged),
summed as (select *, {", ".join(sums)} from pointed),
totalled as (select *, {total} as uncapped from summed)
select * exclude (open, uncapped), if(execution < {least}, least(uncapped, 5999), uncapped) as total
from totalled
"""


def full_marks(marks: Any) -> str:
    """Return an indicator's full marks: a figure, or one by what does not apply."""
    if (marks == marks[0]).all():
        return f"{marks[0]}e0"
    return f"[{', '.join(f'{mark}e0' for mark in marks)}][pattern + 1]"


def gone(name: str) -> str:
    flags = " or ".join(f"{part}_na" for part in parts_of(name))
    return (
        f"{flags} or coalesce({parts_of(name)[1]} = 0, false)" if name in REDISTRIBUTED else flags
    )


def granted(name: str) -> str:
    """Return the rate, with what the policies grant where there is none."""
    rate = RATES[name.rsplit("_", 1)[0]].format(*parts_of(name))
    undefined = f"when {parts_of(name)[1]} = 0 then 0e0" if name in quotients() else ""
    return f"case {undefined} when {gone(name)} then 1e0 else coalesce({rate}, 0e0) end"
