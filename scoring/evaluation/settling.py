"""Settling: points, totals, adjustments and vetoes of the departments in one block."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from scoring.checks import judge_check, places_in
from scoring.evaluation.aggregation import AGGREGATES
from scoring.evaluation.frames import finite, frame_of, spread
from scoring.evaluation.judging import rejudge_fixed
from scoring.evaluation.overriding import overrule
from scoring.evaluation.row_marks import settle_rows
from scoring.evaluation.scores import FullMarks, Scores, marks_in, scored_by
from scoring.expression import Frame, columns_of
from scoring.expression.logic import state_of
from scoring.model import Adjustment, Column, State
from scoring.plan import Plan
from scoring.points import round_half_up, to_points

BATCH = 16_384


def settle_block(scores: Scores, rows: slice) -> None:
    """Fill in points, totals and who is unranked, of the departments in *rows*."""
    plan = scores.plan
    marks = marks_in(scores, rows)
    rejudge_fixed(scores, rows, marks)
    for leaves in batches(len(plan.leaves), rows.stop - rows.start):
        rates, points = scores.rates[leaves, rows], scores.points[leaves, rows]
        to_points(rates, marks.among(leaves), into=points)
    grant(scores, rows, marks)
    settle_rows(scores, rows, marks)
    overrule(scores, rows, marks)
    for number, dimension in enumerate(plan.dimensions, start=len(plan.leaves)):
        numbers = [plan.numbers[child.id] for child in dimension.children]
        children = [(scores.points[child, rows], partial(marks.of, child)) for child in numbers]
        combine = AGGREGATES[dimension.aggregate]
        scores.points[number, rows] = combine(children, partial(marks.of, number))
    roots = [plan.numbers[node.id] for node in plan.ruleset.indicators]
    scores.totals[rows] = sum(scores.points[root, rows] for root in roots)
    scores.unranked[rows] |= marks.nothing(roots)
    adjust(scores, rows, marks)


def batches(count: int, size: int) -> Iterator[slice]:
    """Yield *count* indicators, as many at once as stay in cache with *size* departments each."""
    step = max(1, BATCH // size)
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))


def grant(scores: Scores, rows: slice, marks: FullMarks) -> None:
    """Give indicators without a rate the marks that their policies grant; others give nothing.

    Departments are marked unranked where a policy bars them and there are marks to be had.
    """
    grants, bars = scores.plan.grants, scores.plan.bars
    matters = (grants | bars).any(axis=0)
    if not matters.any():
        return
    absent = (scores.states[:, rows] >= matters.argmax()).ravel().nonzero()[0]
    leaf, row = np.divmod(absent, rows.stop - rows.start)
    place = leaf * len(scores) + row + rows.start
    held = leaf * len(State) + scores.states.take(place)
    full = marks.at(leaf, row)
    scores.points.put(place, grants.take(held) * full)
    barred = bars.take(held) & (full != 0)
    if scores.overridden:
        barred &= ~np.isin(place, scores.overridden.places)
    scores.unranked[rows][row[barred]] = True


def adjust(scores: Scores, rows: slice, marks: FullMarks) -> None:
    """Apply adjustments and vetoes, and bring totals to the grid they are published on."""
    plan, ruleset = scores.plan, scores.plan.ruleset
    points = ruleset.rounding.points
    totals = scores.totals[rows]
    frame = frame_of(plan, scores.submissions, rows, scored_by(scores, rows, marks, points))
    evaluate_column = columns_of(frame)
    for number, (adjustment, expression) in enumerate(plan.adjustments):
        column = spread(finite(evaluate_column(expression)), len(totals))
        scores.adjustments[number, rows] = in_marks(adjustment, column, points)
        scores.adjustment_states[number, rows] = state_of(column)
    totals[:] = published(plan, totals, scores.adjustments[:, rows].sum(axis=0))
    veto(scores, rows, replace(frame, scored=scored_by(scores, rows, marks)))


def published(plan: Plan, totals: Any, adjusted: Any) -> Any:
    """Return *totals*, in smallest marks, *adjusted* by so many, on the grid of published ones."""
    ruleset = plan.ruleset
    if plan.adjustments:
        most = None if ruleset.bonus_beyond_full else plan.full_marks
        totals = np.clip(totals + adjusted, 0, most)
    return on_grid(totals, ruleset.rounding.points, ruleset.rounding.total)


def cap(plan: Plan, number: int, totals: Any, holds: Any) -> None:
    """Hold *totals* below the cap, if it has one, of the veto of that *number*."""
    most = plan.vetoes[number][0].cap_total
    if most is not None:
        marks = int(most * 10**plan.ruleset.rounding.total)
        np.minimum(totals, marks, out=totals, where=holds)


def veto(scores: Scores, rows: slice, frame: Frame) -> None:
    """Apply the caps and bars of vetoes, and of checks that bar from the ranking."""
    plan, ruleset, totals = scores.plan, scores.plan.ruleset, scores.totals[rows]
    evaluate_column = columns_of(frame)
    for number, (veto, expression) in enumerate(plan.vetoes):
        column = spread(evaluate_column(expression), len(totals))
        holds, scores.veto_states[number, rows] = column.values, state_of(column)
        scores.vetoes[number, rows] = holds
        cap(plan, number, totals, holds)
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
    marks = round_half_up(np.clip(points, low, high) * 10.0**decimals, 0)
    most = np.iinfo(np.int32).max
    return np.clip(marks, -most, most).astype(np.int32)


def on_grid(marks: Any, have: int, want: int) -> Any:
    """Return *marks* of *have* decimals rounded half up to *want* decimals."""
    if want >= have:
        return marks * 10 ** (want - have)
    step = 10 ** (have - want)
    return (marks + step // 2) // step
