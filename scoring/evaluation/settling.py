"""Settling: points, totals, adjustments and vetoes of the departments in one block."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.checks import judge_check, places_in
from scoring.evaluation.aggregation import AGGREGATES
from scoring.evaluation.frames import finite, frame_of, spread
from scoring.evaluation.judging import rejudge_fixed
from scoring.evaluation.scores import Scores, marks_in, scored_by
from scoring.expression import columns_of
from scoring.expression.logic import state_of
from scoring.model import Adjustment, Column
from scoring.points import Floats, round_half_up, to_points

BATCH = 16_384


def settle_block(scores: Scores, rows: slice) -> None:
    """Fill in points, totals and who is unranked, of the departments in *rows*."""
    plan = scores.plan
    marks = marks_in(scores, rows)
    full_marks = [marks.of(number) for number in range(len(plan.numbers))]
    rejudge_fixed(scores, rows)
    for leaves in batches(len(plan.leaves), rows.stop - rows.start):
        full = marks.among(leaves)
        scores.points[leaves, rows] = to_points(by_policy(scores, rows, leaves, full), full)
    for number, dimension in enumerate(plan.dimensions, start=len(plan.leaves)):
        numbers = [plan.numbers[child.id] for child in dimension.children]
        children = [(scores.points[child, rows], full_marks[child]) for child in numbers]
        combine = AGGREGATES[dimension.aggregate]
        scores.points[number, rows] = combine(children, full_marks[number])
    roots = [plan.numbers[node.id] for node in plan.ruleset.indicators]
    scores.totals[rows] = scores.points[roots, rows].sum(axis=0)
    scores.unranked[rows] |= np.equal(sum(full_marks[root] for root in roots), 0)
    adjust(scores, rows)


def batches(count: int, size: int) -> Iterator[slice]:
    """Yield *count* indicators, as many at once as stay in cache with *size* departments each."""
    step = max(1, BATCH // size)
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))


def by_policy(scores: Scores, rows: slice, leaves: slice, full: NDArray[np.int32]) -> Floats:
    """Return the indicators' rates, with what their policies grant where there is none.

    Departments are marked unranked where a policy bars them and there are marks to be had.
    """
    rates, states = scores.rates[leaves, rows], scores.states[leaves, rows].ravel()
    absent = (states != 0).nonzero()[0]
    if not absent.size:
        return rates
    rates, policies = rates.copy(), scores.plan.leaves[leaves]
    held = absent // rates.shape[1], states[absent]
    rates.ravel()[absent] = np.array([leaf.granted for leaf in policies])[held]
    barred = absent[np.array([leaf.bars for leaf in policies])[held]]
    if barred.size:
        barred = barred[np.broadcast_to(full, rates.shape).ravel()[barred] != 0]
        scores.unranked[rows][barred % rates.shape[1]] = True
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
