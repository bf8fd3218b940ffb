"""Settling: points, totals, adjustments and vetoes of the departments in one block."""

from dataclasses import replace
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
from scoring.points import Floats, round_half_up, to_points


def settle_block(scores: Scores, rows: slice) -> None:
    """Fill in points, totals and who is unranked, of the departments in *rows*."""
    plan = scores.plan
    full_marks = [*map(marks_in(scores, rows), range(len(plan.numbers)))]
    rejudge_fixed(scores, rows)
    for number, full in enumerate(full_marks[: len(plan.leaves)]):
        scores.points[number, rows] = to_points(by_policy(scores, rows, number, full), full)
    for number, dimension in enumerate(plan.dimensions, start=len(plan.leaves)):
        numbers = [plan.numbers[child.id] for child in dimension.children]
        children = [(scores.points[child, rows], full_marks[child]) for child in numbers]
        combine = AGGREGATES[dimension.aggregate]
        scores.points[number, rows] = combine(children, full_marks[number])
    roots = [plan.numbers[node.id] for node in plan.ruleset.indicators]
    scores.totals[rows] = scores.points[roots, rows].sum(axis=0)
    scores.unranked[rows] |= np.equal(sum(full_marks[root] for root in roots), 0)
    adjust(scores, rows)


def by_policy(scores: Scores, rows: slice, number: int, full: Any) -> Floats:
    """Return an indicator's rates, with what its policies grant where there is none.

    Departments are marked unranked where a policy bars them and there are marks to be had.
    """
    leaf, rates = scores.plan.leaves[number], scores.rates[number, rows]
    states = scores.states[number, rows]
    absent = (states != 0).nonzero()[0]
    if not absent.size:
        return rates
    states = states[absent]
    rates = rates.copy()
    rates[absent] = leaf.granted[states]
    barred = absent[leaf.bars[states]]
    if barred.size:
        scores.unranked[rows][barred] |= np.broadcast_to(full, len(rates))[barred] != 0
    return rates


def adjust(scores: Scores, rows: slice) -> None:
    """Apply adjustments, caps and bars, and bring totals to the grid they are published on."""
    plan, ruleset = scores.plan, scores.plan.ruleset
    totals = scores.totals[rows]
    of_tree = scored_by(scores, rows, ruleset.rounding.points)
    frame = frame_of(plan, scores.submissions, rows, of_tree)
    evaluate_column = columns_of(frame)
    for number, (adjustment, expression) in enumerate(plan.adjustments):
        column = spread(finite(evaluate_column(expression)), len(totals))
        scores.adjustments[number, rows] = in_marks(adjustment, column, ruleset.rounding.points)
        scores.adjustment_states[number, rows] = state_of(column)
    totals += scores.adjustments[:, rows].sum(axis=0)
    if plan.adjustments:
        np.clip(totals, 0, None if ruleset.bonus_beyond_full else plan.full_marks, out=totals)
    totals[:] = on_grid(totals, ruleset.rounding.points, ruleset.rounding.total)
    frame = replace(frame, scored=scored_by(scores, rows))
    evaluate_column = columns_of(frame)
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
    marks = (round_half_up(np.clip(points, low, high), decimals) * 10**decimals).round()
    most = np.iinfo(np.int32).max
    return np.clip(marks, -most, most).astype(np.int32)


def on_grid(marks: Any, have: int, want: int) -> Any:
    """Return *marks* of *have* decimals rounded half up to *want* decimals."""
    if want >= have:
        return marks * 10 ** (want - have)
    step = 10 ** (have - want)
    return (marks + step // 2) // step
