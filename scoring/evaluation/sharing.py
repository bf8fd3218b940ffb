"""Sharing out: each department's full marks, by the pattern of what applies to it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.marks import Pattern, share_marks
from scoring.evaluation.scores import Scores
from scoring.model import State
from scoring.plan import Leaf


def share_block(scores: Scores, rows: slice) -> None:
    """Fill in the patterns of the departments in *rows*, and the full marks of new patterns."""
    plan = scores.plan
    giving = [(n, leaf) for n, leaf in enumerate(plan.leaves) if leaf.gives_away.any()]
    states = [leaf.gives_away[scores.states[n, rows]] for n, leaf in giving]
    keys = pack([scores.profiles[rows].astype(np.int64) + 1, *states])
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    patterns = [_pattern(scores, rows, row, giving, states) for row in first.tolist()]
    for pattern in patterns:
        if pattern not in scores.marks_by_pattern:
            marks = share_marks(plan, pattern)
            scores.marks_by_pattern[pattern] = tuple(marks[name] for name in plan.numbers)
    numbers = {pattern: number for number, pattern in enumerate(scores.marks_by_pattern)}
    scores.patterns[rows] = np.array([numbers[pattern] for pattern in patterns])[inverse]


def _pattern(
    scores: Scores,
    rows: slice,
    row: int,
    giving: list[tuple[int, Leaf]],
    states: list[NDArray[np.uint8]],
) -> Pattern:
    """Return the pattern of one row of a block."""
    given = (
        (leaf, State(int(column[row]))) for (_, leaf), column in zip(giving, states, strict=True)
    )
    return Pattern(
        profile=int(scores.profiles[rows][row]),
        given_away=tuple((leaf.id, leaf.policies[state]) for leaf, state in given if state),
    )


def pack(columns: list[NDArray[Any]]) -> NDArray[np.int64]:
    """Return one number a row that tells rows of *columns* (small numbers) apart."""
    keys = columns[0].astype(np.int64)
    for column in columns[1:]:
        if keys.max(initial=0) > 2**50:
            keys = np.unique(keys, return_inverse=True)[1]
        keys = keys * len(State) + column
    return keys
