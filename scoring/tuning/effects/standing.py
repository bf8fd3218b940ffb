"""Where departments stand among all and in their group, whatever the ruleset ranks them within."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.ranking import Ranking, competition_ranks, members, sort_keys

Whole = NDArray[np.int64]


def overall_ranks(scores: Scores) -> Whole:
    """Return each department's rank among all that are ranked, from 1; 0 is unranked."""
    return _ranks(scores, np.zeros(len(scores), dtype=np.int64))


def group_ranks(scores: Scores, ranking: Ranking) -> Whole | None:
    """Return each department's rank in its group, 0 where it has none; None without groups.

    Groups are those that the ruleset ranks within, else the peer groups submitted.
    """
    if scores.plan.ruleset.ranking.within is not None:
        return _ranks(scores, ranking.groups)
    column = column_of(scores.plan, scores.submissions, "peer_group", slice(None))
    names = np.broadcast_to(np.asarray(column.values), len(scores))
    groups = np.unique(names, return_inverse=True)[1].reshape(-1).astype(np.int64)
    if not len(groups) or not groups.max():
        return None
    ranks = _ranks(scores, groups)
    return np.where(names == "", 0, ranks)


def _ranks(scores: Scores, groups: Whole) -> Whole:
    """Rank by the published total, then tie breakers, equals sharing a rank."""
    ranks: Any = np.zeros(len(scores), dtype=np.int64)
    for rows in members(groups, ~scores.unranked):
        ranks[rows] = competition_ranks(sort_keys(scores, rows))
    return ranks  # type: ignore[no-any-return]
