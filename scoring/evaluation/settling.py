"""Settling: points, totals, adjustments and vetoes of the departments in one block."""

from typing import Any

import numpy as np

from scoring.checks import judge_check, places_in
from scoring.evaluation.aggregation import AGGREGATES
from scoring.evaluation.frames import finite, frame_of, spread
from scoring.evaluation.judging import rejudge_fixed
from scoring.evaluation.scores import Scores, marks_in, scored_by
from scoring.expression import columns_of
from scoring.expression.logic import state_of
from scoring.model import Adjustment, Column
from scoring.points import round_half_up, to_points


def settle_block(scores: Scores, rows: slice) -> None:
    """Fill in points, totals and who is unranked, of the departments in *rows*."""
    plan = scores.plan
    full_marks = marks_in(scores, rows)
    rejudge_fixed(scores, rows)
    for number, leaf in enumerate(plan.leaves):
        states, rates = scores.states[number, rows], scores.rates[number, rows]
        if states.any():
            rates = np.where(states == 0, rates, leaf.granted[states])
            scores.unranked[rows] |= leaf.bars[states] & np.not_equal(full_marks(number), 0)
        scores.points[number, rows] = to_points(rates, full_marks(number))
    for number, dimension in enumerate(plan.dimensions, start=len(plan.leaves)):
        numbers = [plan.numbers[child.id] for child in dimension.children]
        children = [(scores.points[child, rows], full_marks(child)) for child in numbers]
        combine = AGGREGATES[dimension.aggregate]
        scores.points[number, rows] = combine(children, full_marks(number))
    roots = [plan.numbers[node.id] for node in plan.ruleset.indicators]
    scores.totals[rows] = scores.points[roots, rows].sum(axis=0)
    scores.unranked[rows] |= np.equal(sum(full_marks(root) for root in roots), 0)
    adjust(scores, rows)


def adjust(scores: Scores, rows: slice) -> None:
    """Apply adjustments, caps and bars, and bring totals to the grid they are published on."""
    plan, ruleset = scores.plan, scores.plan.ruleset
    totals = scores.totals[rows]
    frame = frame_of(plan, scores.submissions, rows, scored_by(scores, rows))
    evaluate_column = columns_of(frame)
    for number, (adjustment, expression) in enumerate(plan.adjustments):
        column = spread(finite(evaluate_column(expression)), len(totals))
        scores.adjustments[number, rows] = in_marks(adjustment, column, ruleset.rounding.points)
        scores.adjustment_states[number, rows] = state_of(column)
    totals += scores.adjustments[:, rows].sum(axis=0)
    if plan.adjustments:
        np.clip(totals, 0, None if ruleset.bonus_beyond_full else plan.full_marks, out=totals)
    totals[:] = on_grid(totals, ruleset.rounding.points, ruleset.rounding.total)
    for number, (veto, expression) in enumerate(plan.vetoes):
        column = spread(evaluate_column(expression), len(totals))
        holds, scores.veto_states[number, rows] = column.values, state_of(column)
        scores.vetoes[number, rows] = holds
        if veto.cap_total is not None:
            cap = int(veto.cap_total * 10**ruleset.rounding.total)
            totals[holds & (totals > cap)] = cap
        if veto.unranked:
            scores.unranked[rows] |= holds
    if ruleset.check_error == "unranked":
        for check, condition in plan.checks:
            if check.severity == "error":
                places = places_in(scores.submissions, rows)
                judged = judge_check(check, condition, frame, places, len(totals))
                scores.unranked[rows] |= judged.failed


def in_marks(adjustment: Adjustment, column: Column, decimals: int) -> Any:
    """Return an adjustment's points in smallest marks, within its own bounds; unknown is none."""
    points = np.where(state_of(column) == 0, column.values, 0.0)
    low = -np.inf if adjustment.min is None else adjustment.min
    high = np.inf if adjustment.max is None else adjustment.max
    return (
        (round_half_up(np.clip(points, low, high), decimals) * 10**decimals)
        .round()
        .astype(np.int32)
    )


def on_grid(marks: Any, have: int, want: int) -> Any:
    """Return *marks* of *have* decimals rounded half up to *want* decimals."""
    if want >= have:
        return marks * 10 ** (want - have)
    step = 10 ** (have - want)
    return (marks + step // 2) // step
