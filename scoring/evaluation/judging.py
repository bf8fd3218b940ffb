"""Judging: values, states and rates of the departments in one block."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.frames import column_of, finite, frame_of, spread
from scoring.evaluation.scores import FullMarks, Scores, marks_in, scored_by
from scoring.expression import Expression, columns_of
from scoring.expression.logic import NOTHING, state_of
from scoring.methods import Reading
from scoring.model import Column, State, Submissions
from scoring.plan import Leaf, Plan
from scoring.points import Floats, round_half_up

Evaluate = Callable[[Expression], Column]


def judge_block(scores: Scores, rows: slice) -> None:
    """Fill in values, states, rates and profiles of the departments in *rows*."""
    plan = scores.plan
    frame = frame_of(plan, scores.submissions, rows, scored_by(scores, rows))
    evaluate_column = columns_of(frame)
    for number, leaf in enumerate(plan.leaves):
        if leaf.rows:
            continue
        values = scores.values[number, rows]
        value = value_of(leaf, evaluate_column, into=values)
        if value.values is not values:
            values[:] = value.values if _is_number(value) else np.nan
        judged = Column(np.nan, value.states)
        if not leaf.indicator.method.among_peers:
            judged = attain(leaf, read(leaf, value, frame.names, evaluate_column))
        states = judged.states
        if leaf.not_applicable:
            applies_not = evaluate_column(leaf.not_applicable).values
            if np.count_nonzero(applies_not):
                states = np.where(applies_not, np.uint8(State.NOT_APPLICABLE), state_of(judged))
        rates, held = scores.rates[number, rows], scores.states[number, rows]
        rates[:] = judged.values
        held[:] = 0 if states is None else states
        if states is not None:
            rates[held != 0] = np.nan
    for number, when in reversed(list(enumerate(plan.profiles))):
        scores.profiles[rows][evaluate_column(when).values] = number


def value_of(leaf: Leaf, evaluate_column: Evaluate, into: Floats | None = None) -> Column:
    """Return the indicator's value, rounded half up before it is judged; figures *into* it."""
    if leaf.value is None:
        return NOTHING
    value = evaluate_column(leaf.value)
    if not _is_number(value):
        return value
    rounded = round_half_up(np.asarray(value.values), leaf.decimals, into)
    return finite(Column(rounded, value.states))


def _is_number(value: Column) -> bool:
    return np.asarray(value.values).dtype.kind == "f"


def read(
    leaf: Leaf,
    value: Column,
    names: dict[str, Column],
    evaluate_column: Evaluate,
    scale: Any = 1.0,
) -> Reading:
    """Return what the indicator's method judges: the value, and its operands evaluated."""
    if "value" in leaf.local_names:
        names["value"] = value
    operands = {}
    for name, operand in leaf.operands.items():
        column = finite(evaluate_column(operand)) if isinstance(operand, Expression) else operand
        operands[name] = column
        if name in leaf.local_names:
            names[name] = column
    for name in leaf.local_names:
        names.pop(name, None)
    return Reading(value, operands, scale)


def attain(leaf: Leaf, reading: Reading) -> Column:
    return finite(leaf.indicator.method.attain(reading))


def rejudge_fixed(scores: Scores, rows: slice, marks: FullMarks) -> None:
    """Judge again, at today's full marks, what keeps its points when weights move."""
    plan = scores.plan
    methods = [leaf.indicator.method for leaf in plan.leaves]
    fixed = [n for n, method in enumerate(methods) if method.fixed and not method.among_peers]
    if not fixed:
        return
    frame = frame_of(plan, scores.submissions, rows, scored_by(scores, rows, marks))
    evaluate_column = columns_of(frame)
    for number in fixed:
        leaf = plan.leaves[number]
        scale = fixed_scale(scores, number, marks)
        value = value_of(leaf, evaluate_column)
        judged = attain(leaf, read(leaf, value, frame.names, evaluate_column, scale))
        states = scores.states[number, rows]
        scores.rates[number, rows] = np.where(states == 0, judged.values, np.nan)


def peer_groups(plan: Plan, submissions: Submissions) -> NDArray[np.int64]:
    """Return a number for each department's peer group; those that name none are one group."""
    within = plan.ruleset.ranking.within
    if within is None:
        return np.zeros(len(submissions), dtype=np.int64)
    column = spread(column_of(plan, submissions, within, slice(None)), len(submissions))
    return np.unique(column.values, return_inverse=True)[1].reshape(-1)


def compare_with_peers(scores: Scores, number: int, peers: NDArray[np.int64]) -> None:
    """Fill in the rates of an indicator that is judged among peers, over all departments."""
    leaf = scores.plan.leaves[number]
    states = scores.states[number]
    value = Column(scores.values[number], states)
    figures = leaf.indicator.method.compare(value, peers)
    everybody = slice(0, len(scores))
    fixed = leaf.indicator.method.fixed
    scale = fixed_scale(scores, number, marks_in(scores, everybody)) if fixed else 1.0
    rates = leaf.indicator.method.attain(Reading(value, figures, scale)).values
    scores.rates[number] = np.where(states == 0, rates, np.nan)


def fixed_scale(scores: Scores, number: int, marks: FullMarks) -> Any:
    """Return declared weight over today's full marks, by which fixed points keep their size."""
    plan = scores.plan
    declared = plan.leaves[number].indicator.weight * 10**plan.ruleset.rounding.points
    full = marks.of(number)
    return np.where(np.equal(full, 0), 1.0, float(declared) / np.maximum(full, 1))
