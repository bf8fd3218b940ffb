"""The same ruleset by hand in NumPy, in the same row blocks: what an engineer would write for it.

Values, rates, states and points are kept for every indicator, as the engine keeps them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.model import State, Submissions
from tests.benchmarks.city import (
    BANDS,
    DIMENSIONS,
    POINTS,
    REDISTRIBUTED,
    indicators,
    members,
)

BLOCK = 65_536
HALF = 0.5 + 5e-7
NUMBERS = {name: number for number, name in enumerate(indicators())}
ENDS = np.cumsum([sum(len(members(f)) for f in families) for families in DIMENSIONS.values()])
CUTS = np.array([60, 75, 90, 98.0])
SHARES = np.array([0, *(share for _, share in reversed(BANDS))])


@dataclass
class Result:
    """What every department got, one row an indicator."""

    values: Any
    rates: Any
    states: Any
    points: Any
    by_dimension: Any
    totals: Any
    unranked: Any


def score(submissions: Submissions, marks: Any) -> Result:
    """Score all departments; ``marks[p]`` are full marks where the bits of p do not apply."""
    size, leaves = len(submissions), len(NUMBERS)
    result = Result(
        values=np.empty((leaves, size)),
        rates=np.empty((leaves, size)),
        states=np.empty((leaves, size), dtype=np.uint8),
        points=np.empty((leaves, size), dtype=np.int32),
        by_dimension=np.empty((len(DIMENSIONS), size), dtype=np.int32),
        totals=np.empty(size, dtype=np.int64),
        unranked=np.zeros(size, dtype=bool),
    )
    with np.errstate(all="ignore"):
        for start in range(0, size, BLOCK):
            rows = slice(start, min(start + BLOCK, size))
            judge(submissions.columns, result, rows)
            settle(submissions.columns, result, rows, marks)
    return result


def judge(columns: Any, result: Result, rows: slice) -> None:
    def keep(name: str, rates: Any, states: Any, values: Any = np.nan) -> None:
        number = NUMBERS[name]
        result.values[number, rows] = values
        result.states[number, rows] = states
        result.rates[number, rows] = rates
        result.rates[number, rows][states != 0] = np.nan

    def field(name: str) -> tuple[Any, Any]:
        values, states = columns[name]
        return values[rows], states[rows]

    def percentage(name: str) -> tuple[Any, Any]:
        return quotient(field(f"{name}_actual"), field(f"{name}_planned"))

    for name in members("done"):
        values, states = percentage(name)
        keep(name, clip(values / 100), states, values)
    for name in members("passing"):
        values, states = percentage(name)
        keep(name, clip((values - 57) / (95 - 57)), states, values)
    for name in members("punctual"):
        values, states = percentage(name)
        steps = np.floor(np.round(np.maximum(100 - values, 0) / 5, 9))
        keep(name, clip(1 - steps * 0.2), states, values)
    for name in members("growth"):
        now, before = field(f"{name}_now"), field(f"{name}_before")
        values, states = quotient((now[0] - before[0], now[1]), before)
        steps = np.ceil(np.round(np.maximum(values, 0), 9))
        keep(name, clip(1 - steps * 0.1), states, values)
    for name in members("quality"):
        values, states = percentage(name)
        if name in REDISTRIBUTED:
            states[columns[f"{name}_planned"].values[rows] == 0] = State.NOT_APPLICABLE
        keep(name, SHARES[np.searchsorted(CUTS, values, side="right")], states, values)
    for name in members("carried"):
        values, states = field(f"{name}_percent")
        values = round_half_up(values)
        keep(name, clip((values - 40) / (20 - 40)), states, values)
    for name in members("cost"):
        values, states = field(f"{name}_percent")
        values = round_half_up(values)
        keep(name, clip(90 / values), states, values)
    for name in members("satisfied"):
        values, states = field(f"{name}_percent")
        values = round_half_up(values)
        keep(name, np.interp(values, *zip(*POINTS, strict=True)), states, values)
    for name in members("disclosed"):
        holds, states = field(f"{name}_yes")
        keep(name, holds, states)
    for name in members("rules"):
        (exist, one), (breaches, other) = field(f"{name}_yes"), field(f"{name}_breaches")
        rates = 1 - 0.5 * ~exist - 0.2 * np.maximum(breaches, 0)
        keep(name, clip(rates), np.maximum(one, other))
    for name in members("surplus"):
        amount, states = field(f"{name}_amount")
        keep(name, np.where(amount <= 0, 1, np.where(amount <= 50, 0.6, 0)), states)


def quotient(top: tuple[Any, Any], bottom: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return top / bottom as a rounded percentage, and its states."""
    states = np.maximum(top[1], bottom[1])
    zero = bottom[0] == 0
    values = top[0] / bottom[0]
    values *= 100
    if zero.any():
        values[zero] = np.nan
        states[zero] = np.maximum(states[zero], State.UNDEFINED)
    return round_half_up(values), states


def round_half_up(values: Any) -> Any:
    scaled = values * 1e4
    scaled += np.copysign(HALF, scaled)
    np.trunc(scaled, out=scaled)
    scaled /= 1e4
    return scaled


def clip(rates: Any) -> Any:
    return np.clip(rates, 0, 1, out=rates)


def settle(columns: Any, result: Result, rows: slice, marks: Any) -> None:
    """Fill in points and totals, by policy where a value is not present."""
    inapplicable = [result.states[NUMBERS[n], rows] == State.NOT_APPLICABLE for n in REDISTRIBUTED]
    patterns = sum(given << bit for bit, given in enumerate(inapplicable))
    for number in range(len(NUMBERS)):
        full = marks[0, number]
        if (marks[:, number] != full).any():
            full = marks[patterns, number]
        states = result.states[number, rows]
        rates = np.where(states == 0, result.rates[number, rows], states == State.NOT_APPLICABLE)
        result.unranked[rows] |= states >= State.UNDEFINED
        rates *= full
        rates += HALF
        result.points[number, rows] = rates
    begin = 0
    for number, end in enumerate(ENDS):
        np.sum(result.points[begin:end, rows], axis=0, out=result.by_dimension[number, rows])
        begin = end
    totals = result.by_dimension[:, rows].sum(axis=0)
    opened = columns["disclosed_1_yes"].values[rows] & columns["disclosed_2_yes"].values[rows]
    totals += opened * 100
    np.clip(totals, 0, 10_000, out=totals)
    execution = marks[0, : ENDS[0]].sum()
    totals[(result.by_dimension[0, rows] / execution < 0.8) & (totals > 5999)] = 5999
    result.totals[rows] = totals
