"""What a change does to a ranking, in a few figures."""

from dataclasses import dataclass

import numpy as np

from scoring.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Moves:
    """How many departments change rank and grade, and by how many ranks: the mean and the most.

    The mean is over those ranked before and after; a department that comes into the ranking, or
    leaves it, has moved but has no distance.
    """

    moved: int
    regraded: int
    mean_move: float
    largest_move: int


def moves_between(before: Ranking, after: Ranking) -> Moves:
    """Return what is different in *after*."""
    stays = (before.ranks > 0) & (after.ranks > 0)
    distances = np.abs(after.ranks - before.ranks)[stays]
    return Moves(
        moved=int(np.count_nonzero(after.ranks != before.ranks)),
        regraded=int(np.count_nonzero(after.grades != before.grades)),
        mean_move=float(distances.mean()) if len(distances) else 0.0,
        largest_move=int(distances.max(initial=0)),
    )
