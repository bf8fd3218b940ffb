"""Sharing out: each department's full marks, by the pattern of what applies to it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.marks import Pattern, share_marks
from scoring.evaluation.scores import Scores
from scoring.model import State
from scoring.plan import Leaf


def share_block(scores: Scores, rows: slice) -> None:
    """Fill in the patterns of the departments in *rows*, and the full marks of new patterns."""
    plan, profiles = scores.plan, scores.profiles[rows]
    giving = np.flatnonzero(plan.gives_away.any(axis=1)).tolist()
    states = [scores.states[number, rows] for number in giving]
    # Most departments have no profile and lack nothing: theirs is the first pattern.
    lacks = np.bitwise_or.reduce([profiles >= 0, *states])
    special = (lacks != 0).nonzero()[0]
    if not special.size:
        return
    held = [column.take(special) for column in states]
    away = [
        column * plan.gives_away[n].take(column) for n, column in zip(giving, held, strict=True)
    ]
    given = np.array([profiles.take(special) + 1, *away], dtype=np.int16)
    _, first, kinds = np.unique(pack(given), return_index=True, return_inverse=True)
    leaves = [plan.leaves[number] for number in giving]
    patterns = [pattern_of(leaves, *row) for row in given[:, first].T.tolist()]
    scores.patterns[rows][special] = np.array(number(scores, patterns), dtype=np.int32)[kinds]


def pattern_of(giving: Sequence[Leaf], profile: int, *states: int) -> Pattern:
    """Return the pattern of a department's profile (from 1, 0 is none) and leaves' states."""
    away = (
        (leaf.id, leaf.policies[State(state)])
        for leaf, state in zip(giving, states, strict=True)
        if state
    )
    return Pattern(profile - 1, tuple(away))


def number(scores: Scores, patterns: Sequence[Pattern]) -> list[int]:
    """Return the number of each of *patterns*, once the full marks of new ones are worked out."""
    known = scores.marks_by_pattern
    numbers = {pattern: number for number, pattern in enumerate(known)}
    for pattern in patterns:
        if pattern not in numbers:
            numbers[pattern] = len(known)
            known[pattern] = share_marks(scores.plan, pattern)
    return [numbers[pattern] for pattern in patterns]


def pack(columns: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return one number a row that tells rows of *columns* (small numbers) apart."""
    keys: NDArray[np.int64] = columns[0].astype(np.int64)
    for column in columns[1:]:
        if keys.max(initial=0) > 2**50:
            keys = np.unique(keys, return_inverse=True)[1]
        keys = keys * len(State) + column
    return keys
