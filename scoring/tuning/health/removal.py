"""If an indicator were removed: who moves, when what it weighs goes to its siblings."""

from collections.abc import Iterator

from scoring.evaluation import Scores
from scoring.evaluation.reweighing import remove
from scoring.ranking import Ranking, rank
from scoring.tuning.moves import Moves, moves_between


def removals(scores: Scores, ranking: Ranking) -> Iterator[Moves | None]:
    """Yield for each indicator what its removal does to *ranking*; None where no other weighs.

    Its weight is spread as the policy ``redistribute`` does: over the siblings that apply, in
    proportion; where there are none, over those of the dimension above.
    """
    leaves, weights = scores.plan.leaves, scores.plan.weights
    weighing = {leaf.id for leaf in leaves if any(each[leaf.id] for each in weights)}
    for leaf in leaves:
        alone = not weighing - {leaf.id}
        yield None if alone else moves_between(ranking, rank(remove(scores, leaf.id)))
