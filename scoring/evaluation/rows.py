"""Judging the rows of submissions that are indicators of their own, in blocks of departments."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.frames import frame_of, spread
from scoring.evaluation.judging import Evaluate, attain, read, value_of
from scoring.evaluation.row_scores import RowScores, blank_rows, first_row, row_frame
from scoring.evaluation.scores import Scores, scored_by
from scoring.expression import Frame, columns_of
from scoring.expression.logic import state_of
from scoring.methods import Reading, Rows
from scoring.methods.rows import GREATEST
from scoring.model import Column, State
from scoring.plan import Leaf, PlannedRule, RowPlan
from scoring.points import round_half_up

DECIMALS = 4  # of weights
Indices = NDArray[np.int64]


def select_rows(scores: Scores, blocks: Sequence[slice]) -> None:
    """Find the rows that make up each indicator, and make room for what they get."""
    for number, leaf in enumerate(scores.plan.leaves):
        if leaf.rows:
            none = (np.zeros(0, dtype=np.int64),) * 2
            found = [none, *(_selected(scores, leaf.rows, rows) for rows in blocks)]
            index, counts = map(np.concatenate, zip(*found, strict=True))
            scores.rows[number] = blank_rows(leaf.rows, index, counts)


def _selected(scores: Scores, by_row: RowPlan, rows: slice) -> tuple[Indices, Indices]:
    """Return the rows of the table that are selected, and how many each department has."""
    frame = frame_of(scores.plan, scores.submissions, rows, scored_by(scores, rows))
    offsets = frame.table(by_row.table).offsets
    owners = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    chosen = np.arange(len(owners))
    if by_row.where:
        inside = row_frame(frame, by_row.table, slice(None), owners)
        holds = columns_of(inside)(by_row.where)
        chosen = np.flatnonzero(np.broadcast_to(holds.values, len(owners)))
    counts = np.bincount(owners[chosen], minlength=len(offsets) - 1)
    return chosen + first_row(scores.submissions, by_row.table, rows), counts


def judge_rows(scores: Scores, rows: slice) -> None:
    """Fill in what the rows of the departments in *rows* get, and the indicators they make up."""
    if not scores.rows:
        return
    plan = scores.plan
    frame = frame_of(plan, scores.submissions, rows, scored_by(scores, rows))
    for number, held in scores.rows.items():
        leaf, table = plan.leaves[number], held.by_row.table
        inside, owners = held.of(rows), held.owners(rows)
        chosen = held.index[inside] - first_row(scores.submissions, table, rows)
        weigh(held, inside, row_frame(frame, table, chosen, owners))
        for place, rule in enumerate(held.by_row.rules[:-1]):
            here = np.flatnonzero(held.rules[inside] == place)
            if here.size:
                of_rule = row_frame(frame, table, chosen[here], owners[here])
                judge_by(held, here + inside.start, rule, of_rule)
        judged = combined(held, inside, owners, leaf, frame)
        states = state_of(judged)
        if leaf.not_applicable:
            applies_not = columns_of(frame)(leaf.not_applicable).values
            states = np.where(applies_not, np.uint8(State.NOT_APPLICABLE), states)
        scores.values[number, rows] = np.nan
        scores.states[number, rows] = states
        scores.rates[number, rows] = np.where(states == 0, judged.values, np.nan)


def weigh(held: RowScores, inside: slice, frame: Frame) -> None:
    """Fill in the rows' weights, and which rule judges each of them."""
    evaluate, size = columns_of(frame), inside.stop - inside.start
    weights, _ = spread(evaluate(held.by_row.weight), size)
    unfit = ~((weights >= 0) & (weights <= float(GREATEST)))  # nan is neither
    whole = round_half_up(np.where(unfit, 0.0, weights), DECIMALS) * 10**DECIMALS
    held.weights[inside] = np.rint(whole)
    held.unfit[inside] = unfit
    held.rules[inside], held.states[inside] = rules_of(held.by_row, evaluate, size)


def rules_of(by_row: RowPlan, evaluate: Evaluate, size: int) -> tuple[Any, Any]:
    """Return the first rule that holds for each row, -1 for none, and the state of those."""
    rules = np.full(size, -1, dtype=np.int16)
    states = np.full(size, State.INVALID, dtype=np.uint8)
    waiting = np.ones(size, dtype=np.bool_)
    for number, (when, _, _) in enumerate(by_row.rules[:-1]):
        holds = spread(evaluate(when), size) if when else Column(np.ones(size, dtype=np.bool_))
        known = np.broadcast_to(state_of(holds) == 0, size)
        states = np.where(waiting, np.where(known, states, state_of(holds)), states)
        fits = waiting & known & holds.values
        rules[fits], states[fits] = number, 0
        waiting &= known & ~fits
    return rules, states


def judge_by(held: RowScores, here: Indices, rule: PlannedRule, frame: Frame) -> None:
    """Fill in values, rates and states of the rows *here*, which one *rule* judges."""
    evaluate, leaf = columns_of(frame), rule.leaf
    value, reading = reading_of(rule, frame, held.weights[here] / 10.0**DECIMALS)
    judged = attain(leaf, reading)
    states = np.broadcast_to(state_of(judged), len(here))
    if leaf.not_applicable:
        applies_not = evaluate(leaf.not_applicable).values
        states = np.where(applies_not, np.uint8(State.NOT_APPLICABLE), states)
    held.values[here] = value.values if np.asarray(value.values).dtype.kind == "f" else np.nan
    held.states[here] = states
    held.rates[here] = np.where(states == 0, judged.values, np.nan)


def reading_of(rule: PlannedRule, frame: Frame, weights: Any) -> tuple[Column, Reading]:
    """Return the value of the rows that one rule judges, and what its method sees of them."""
    evaluate, leaf = columns_of(frame), rule.leaf
    value = value_of(leaf, evaluate)
    in_points = rule.written and rule.written.in_points
    scale = np.where(weights > 0, float(GREATEST) / weights, 1.0) if in_points else 1.0
    reading = read(leaf, value, frame.names, evaluate, scale)
    return value, replace(reading, weight=weights)


def combined(held: RowScores, inside: slice, owners: Indices, leaf: Leaf, frame: Frame) -> Column:
    """Return the rates of departments over their rows, and the state of those without any."""
    table = frame.table(held.by_row.table)
    size = len(table.offsets) - 1
    rates, stays = held.granted(inside)
    own = held.weights[inside]
    counts, whole, applying, earned = (
        np.bincount(owners, weights, size)
        for weights in (None, own, np.where(stays, own, 0), np.where(stays, own * rates, 0.0))
    )
    states = np.where(counts == 0, np.uint8(State.MISSING), np.uint8(0))
    if table.states is not None:
        states = np.maximum(states, table.states)
    given_away = np.zeros(size, dtype=np.uint8)
    np.maximum.at(given_away, owners, held.states[inside])
    states = np.where((whole > 0) & (applying == 0), given_away, states)
    unfit = np.bincount(owners, held.unfit[inside], size) > 0
    states = np.where(unfit | ((counts > 0) & (whole == 0)), np.uint8(State.INVALID), states)
    method: Rows = leaf.indicator.method
    return method.attain(Reading(Column(earned, states), {"weights": Column(applying)}))
