"""Which way each field loses marks: asked of the engine, one field moved at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.checks import judge_check, places_in
from scoring.evaluation import Scores, evaluate
from scoring.evaluation.frames import frame_of
from scoring.evaluation.scores import scored_by
from scoring.model import Field, Ruleset, State
from scoring.plan import Plan
from scoring.sampling.agreement import agree
from scoring.sampling.draft import (
    Draft,
    Key,
    as_submissions,
    column,
    decimals_of,
    is_figure,
    keyed_fields,
    within,
)

_STEPS = (0.1, 0.2)  # of a figure
_DAYS = 30.0
ROWS = 3  # of each table, in a department that is probed
_SMALL = 0.05  # of a usual amount of money, where the anchor is nothing


class Move(NamedTuple):
    """Another value: the share of full marks it costs, whether it fails a check, whom it excuses.

    *excuses* are the indicators that no longer apply.
    """

    value: Any
    cost: float
    strains: bool
    excuses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A field to fill in: the value of a good department, and what other values would do."""

    key: Key
    field: Field
    anchor: Any
    moves: tuple[Move, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the field counts things."""
        return self.field.type in {"number", "integer"} and self.anchor == int(self.anchor)


def slots_of(plan: Plan, anchors: Mapping[Key, Any], sure: Iterable[Key]) -> list[Slot]:
    """Return every field with what moving it would cost a good department.

    Where no example tells the good value, the best of a few is taken first.
    """
    fields = keyed_fields(plan.ruleset)
    known = set(sure)
    candidates = {k: _candidates(f, anchors[k]) for k, f in fields.items() if k not in known}
    tried = probe(plan, anchors, candidates)
    best = {k: max(m, key=_goodness).value for k, m in tried.items() if _improves(m)}
    anchors = {**anchors, **best}
    usual = _usual_money(anchors, fields)
    moves = probe(plan, anchors, {k: _moves(f, anchors[k], usual) for k, f in fields.items()})
    return [Slot(key, f, anchors[key], tuple(moves.get(key, ()))) for key, f in fields.items()]


def probe(
    plan: Plan, anchors: Mapping[Key, Any], values: Mapping[Key, list[Any]]
) -> dict[Key, list[Move]]:
    """Return what each of *values* costs a department that is else at the *anchors*."""
    listed = [(key, value) for key, given in values.items() for value in given]
    draft = _probes(plan.ruleset, anchors, listed)
    agree(plan, draft)
    scores = evaluate(plan, as_submissions(draft))
    costs, failures = _costs(scores), _failures(scores)
    excused = scores.states == State.NOT_APPLICABLE
    moves: dict[Key, list[Move]] = {}
    for row, (key, value) in enumerate(listed, start=1):
        newly = np.flatnonzero(excused[:, row] & ~excused[:, 0])
        excuses = frozenset(plan.leaves[leaf].id for leaf in newly)
        move = Move(value, float(costs[row]), bool(failures[row] > failures[0]), excuses)
        moves.setdefault(key, []).append(move)
    return moves


def _probes(ruleset: Ruleset, anchors: Mapping[Key, Any], moves: list[tuple[Key, Any]]) -> Draft:
    """Return a department at the anchors, then one for each of *moves*."""
    size = 1 + len(moves)
    counts = {table: np.full(size, ROWS) for table in ruleset.tables}
    cells = {k: [anchors[k]] * (size * (ROWS if k.table else 1)) for k in anchors}
    for row, (key, value) in enumerate(moves, start=1):
        cells[key][row * ROWS if key.table else row] = value
    values = {key: column(field, cells[key]) for key, field in keyed_fields(ruleset).items()}
    return Draft(ruleset, size, values, counts, decimals_of(ruleset, anchors))


def _costs(scores: Scores) -> NDArray[np.float64]:
    """Return the share of the total that each department has less than the first."""
    totals = np.where(scores.unranked & ~scores.unranked[0], 0, scores.totals)
    full = float(scores.plan.ruleset.full_marks) * 10**scores.plan.ruleset.rounding.total
    return np.asarray((totals[0] - totals) / full)


def _failures(scores: Scores) -> NDArray[np.int64]:
    """Return how many checks each department fails."""
    plan, submissions, every = scores.plan, scores.submissions, slice(0, len(scores))
    frame = frame_of(plan, submissions, every, scored_by(scores, every))
    places, failures = places_in(submissions, every), np.zeros(len(scores), np.int64)
    with np.errstate(all="ignore"):
        for check, condition in plan.checks:
            failures += judge_check(check, condition, frame, places, len(scores)).failed
    return failures


def _goodness(move: Move) -> tuple[float, bool]:
    return -move.cost, not move.strains


def _improves(moves: list[Move]) -> bool:
    """Return whether one of *moves*, of which the first is no move, beats it."""
    return max(map(_goodness, moves)) > _goodness(moves[0])


def _candidates(field: Field, anchor: Any) -> list[Any]:
    if field.type == "boolean":
        return [anchor, not anchor]
    if field.type == "choice":
        return [anchor, *(choice for choice in field.choices if choice != anchor)]
    if is_figure(field):
        others = [float(within(field, value)) for value in (0.0, anchor / 2, 100.0)]
        return [anchor, *others]
    return [anchor]


def _moves(field: Field, anchor: Any, usual: float) -> list[Any]:
    if field.type in {"boolean", "choice"}:
        return _candidates(field, anchor)[1:]
    if field.type == "date":
        return [anchor - _DAYS, anchor + _DAYS]
    if not is_figure(field):
        return []
    whole = usual * _SMALL if field.type == "money" else 1.0
    steps = [abs(anchor) * step for step in _STEPS] if anchor else [whole]
    moved = [float(within(field, anchor + side * step)) for step in steps for side in (-1, 1)]
    return [value for value in moved if value != anchor and (value >= 0 or anchor < 0)]


def _usual_money(anchors: Mapping[Key, Any], fields: Mapping[Key, Field]) -> float:
    amounts = [anchors[k] for k, f in fields.items() if f.type == "money" and anchors[k]]
    return float(np.median(amounts)) if amounts else 100.0
