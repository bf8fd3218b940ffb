"""If an indicator were removed: who moves, when what it weighs goes to its siblings."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.evaluation import Scores
from scoring.evaluation.reweighing import remove
from scoring.ranking import Ranking, rank


@dataclass(frozen=True, slots=True)
class Removal:
    """How many departments change rank and grade, and by how many ranks: the mean and the most.

    The mean is over those ranked before and after; a department that comes into the ranking, or
    leaves it, has moved but has no distance.
    """

    moved: int
    regraded: int
    mean_move: float
    largest_move: int


def removals(scores: Scores, ranking: Ranking) -> Iterator[Removal | None]:
    """Yield for each indicator what its removal does to *ranking*; None where it is the only one.

    Its weight is spread as the policy ``redistribute`` does: over the siblings that apply, in
    proportion; where there are none, over those of the dimension above.
    """
    leaves = scores.plan.leaves
    for leaf in leaves:
        yield _removed(scores, ranking, leaf.id) if len(leaves) > 1 else None


def _removed(scores: Scores, ranking: Ranking, indicator: str) -> Removal:
    after = rank(remove(scores, indicator))
    stays = (ranking.ranks > 0) & (after.ranks > 0)
    distances = np.abs(after.ranks - ranking.ranks)[stays]
    return Removal(
        moved=int(np.count_nonzero(after.ranks != ranking.ranks)),
        regraded=int(np.count_nonzero(after.grades != ranking.grades)),
        mean_move=float(distances.mean()) if len(distances) else 0.0,
        largest_move=int(distances.max(initial=0)),
    )
