"""The same ruleset in Polars: one lazy query of expressions, run by its streaming engine.

A figure is null where it was not submitted; a flag beside it tells what does not apply.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from scoring.model import State, Submissions
from tests.benchmarks.city import (
    BANDS,
    DIMENSIONS,
    POINTS,
    REDISTRIBUTED,
    indicators,
)
from tests.benchmarks.contest import HALF, KEPT, Figures, family_of, leaves_of, parts_of, quotients

Expr = pl.Expr
NAMES = indicators()


def prepare_kept(submissions: Submissions, marks: Any) -> Callable[[], pl.DataFrame]:
    """Return the query that keeps values, rates and states as well, as the engine does."""
    return prepare(submissions, marks, kept=True)


def prepare(
    submissions: Submissions, marks: Any, *, kept: bool = False
) -> Callable[[], pl.DataFrame]:
    """Return the query over *submissions*, ready to run."""
    series = {}
    for name, (values, states) in submissions.columns.items():
        series[name] = pl.select(
            pl.when(pl.Series(states == 0)).then(pl.Series(values)).alias(name)
        ).to_series()
        series[f"{name}_na"] = pl.Series(states == State.NOT_APPLICABLE)
    ready = query(pl.LazyFrame(series), marks, kept)
    return lambda: ready.collect(engine="streaming")


def figures(result: pl.DataFrame) -> Figures:
    def rows(names: Iterable[str]) -> Any:
        return result.select(*names).to_numpy().T

    kept = [rows(f"{n}_{k}" for n in NAMES) for k in KEPT if f"{NAMES[0]}_{k}" in result.columns]
    totals, unranked = result["total"].to_numpy(), result["unranked"].to_numpy()
    return Figures(rows(NAMES), rows(DIMENSIONS), totals, unranked, *kept)


def query(frame: pl.LazyFrame, marks: Any, kept: bool) -> pl.LazyFrame:
    """Return points, points of dimensions, the total and who is unranked."""
    patterns = pl.sum_horizontal(
        gone(name).cast(pl.UInt8) * (1 << bit) for bit, name in enumerate(REDISTRIBUTED)
    )
    conduct = pl.col("disclosed_1_yes", "disclosed_2_yes")
    judged = frame.select(
        *map(granted, NAMES),
        *(column for name in NAMES if kept for column in records(name)),
        patterns.alias("pattern"),
        pl.any_horizontal(map(zero, quotients())).fill_null(False).alias("unranked"),
        pl.all_horizontal(conduct).fill_null(False).alias("open"),
    )
    points = [
        (pl.col(name) * full_marks(marks[:, number]) + HALF).cast(pl.Int32)
        for number, name in enumerate(NAMES)
    ]
    dimensions = [pl.sum_horizontal(leaves_of(name)).alias(name) for name in DIMENSIONS]
    total = (pl.sum_horizontal(list(DIMENSIONS)) + 100 * pl.col("open")).clip(0, 10_000)
    least = 0.8 * marks[0, : len(leaves_of("execution"))].sum()
    capped = pl.when(pl.col("execution") < least).then(total.clip(upper_bound=5999))
    return (
        judged.with_columns(points)
        .with_columns(dimensions)
        .with_columns(capped.otherwise(total).cast(pl.Int64).alias("total"))
        .drop("pattern", "open")
    )


def full_marks(marks: Any) -> Any:
    """Return an indicator's full marks: a figure, or one by what does not apply."""
    if (marks == marks[0]).all():
        return float(marks[0])
    return pl.col("pattern").replace_strict(range(8), marks.astype(np.float64))


def zero(name: str) -> Expr:
    return pl.col(parts_of(name)[1]) == 0


def gone(name: str) -> Expr:
    flags = pl.any_horizontal(f"{part}_na" for part in parts_of(name))
    return flags | zero(name).fill_null(False) if name in REDISTRIBUTED else flags


def granted(name: str) -> Expr:
    """Return the rate, with what the policies grant where there is none."""
    rates = pl.when(gone(name)).then(1.0).otherwise(rate(name))
    if name in quotients():
        rates = pl.when(zero(name)).then(0.0).otherwise(rates)
    return rates.fill_null(0.0).alias(name)


def records(name: str) -> Iterator[Expr]:
    """Yield an indicator's value and rate, null unless it is judged, and its state."""
    absent = pl.any_horizontal(pl.col(part).is_null() for part in parts_of(name))
    states = pl.when(gone(name)).then(State.NOT_APPLICABLE).when(absent).then(State.MISSING)
    if name in quotients():
        undefined = pl.when(zero(name)).then(State.UNDEFINED)
        states = (
            undefined.when(gone(name)).then(State.NOT_APPLICABLE).when(absent).then(State.MISSING)
        )
    state = states.otherwise(0).cast(pl.UInt8)
    shown = signed_change(*map(pl.col, parts_of(name))) if name[:6] == "growth" else value(name)
    yield pl.when(state == 0).then(shown).alias(f"{name}_value")
    yield pl.when(state == 0).then(rate(name)).alias(f"{name}_rate")
    yield state.alias(f"{name}_state")


def value(name: str) -> Expr:
    family = family_of(name)
    return VALUES[family](*map(pl.col, parts_of(name))) if family in VALUES else pl.lit(np.nan)


def rate(name: str) -> Expr:
    family = family_of(name)
    return RATES[family](*([value(name)] if family in VALUES else map(pl.col, parts_of(name))))


def round_half_up(values: Expr) -> Expr:
    return (values * 1e4 + HALF).floor() / 1e4


def percentage(actual: Expr, planned: Expr) -> Expr:
    return round_half_up(actual / planned * 100)


def change(now: Expr, before: Expr) -> Expr:
    return round_half_up((now - before) / before * 100)


def signed_change(now: Expr, before: Expr) -> Expr:
    """Return the change with halves rounded away from zero, which a fall shows and no rate does."""
    exact = (now - before) / before * 100
    return pl.when(exact < 0).then(-round_half_up(-exact)).otherwise(round_half_up(exact))


def banded(values: Expr) -> Expr:
    chain: Any = pl
    for span, share in BANDS:
        chain = chain.when(values >= float(span[1:3])).then(float(share))
    return chain.otherwise(0.0)


def interpolated(values: Expr) -> Expr:
    rates: Any = POINTS[0][1]
    for (low, before), (high, after) in pairwise(POINTS):
        rates = rates + ((values - low) / (high - low)).clip(0, 1) * (after - before)
    return rates


VALUES: dict[str, Callable[..., Expr]] = {
    **dict.fromkeys(("done", "passing", "punctual", "quality"), percentage),
    "growth": change,
    **dict.fromkeys(("carried", "cost", "satisfied"), round_half_up),
}
RATES: dict[str, Callable[..., Expr]] = {
    "done": lambda value: (value / 100).clip(0, 1),
    "passing": lambda value: ((value - 57) / (95 - 57)).clip(0, 1),
    "punctual": lambda value: (1 - ((100 - value) / 5 + 1e-9).floor() * 0.2).clip(0, 1),
    "growth": lambda value: (1 - (value - 1e-9).ceil() * 0.1).clip(0, 1),
    "quality": banded,
    "carried": lambda value: ((value - 40) / (20 - 40)).clip(0, 1),
    "cost": lambda value: (90 / value).clip(0, 1),
    "satisfied": interpolated,
    "disclosed": lambda yes: yes.cast(pl.Float64),
    "rules": lambda yes, breaches: (1 - 0.5 * (~yes) - 0.2 * breaches.clip(0, None)).clip(0, 1),
    "surplus": lambda amount: (
        pl.when(amount <= 0).then(1.0).when(amount <= 50).then(0.6).when(amount > 50).then(0.0)
    ),
}
