"""Where departments stand among all and in their group, whatever the ruleset ranks them within."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.ranking import Ranking, ranks_within
from scoring.review.diff.effect import Side

Json = dict[str, Any]
Whole = NDArray[np.int64]
_PEERS = "peer_group"


def overall_ranks(scores: Scores) -> Whole:
    """Return each department's rank among all that are ranked, from 1; 0 is unranked."""
    return ranks_within(scores, np.zeros(len(scores), dtype=np.int64))


def group_ranks(scores: Scores, ranking: Ranking) -> Whole | None:
    """Return each department's rank in its group, 0 where it has none; None without groups.

    Groups are those that the ruleset ranks within, else the peer groups submitted.
    """
    if scores.plan.ruleset.ranking.within is not None:
        return ranking.ranks
    column = column_of(scores.plan, scores.submissions, _PEERS, slice(None))
    names = np.broadcast_to(np.asarray(column.values), len(scores))
    groups = np.unique(names, return_inverse=True)[1].reshape(-1).astype(np.int64)
    if not len(groups) or not groups.max():
        return None
    return np.where(names == "", 0, ranks_within(scores, groups))


def places_of(scores: Scores, side: Side) -> Mapping[str, Whole | None]:
    """Return the ranks of the departments of *side*, whose scores with all names are *scores*."""
    rows, group = side.aligned.rows, group_ranks(scores, side.ranking)
    return {
        "overall_rank": overall_ranks(scores)[rows],
        "group_rank": None if group is None else group[rows],
    }


def at(places: Mapping[str, Whole | None], row: int) -> Json:
    """Return the ranks of one department, None where it has none."""
    return {
        name: None if ranks is None else int(ranks[row]) or None for name, ranks in places.items()
    }


def names_of(side: Side) -> list[Json]:
    """Return what each department is called and the group that it is ranked in, or submitted."""
    within = side.voice.ruleset.ranking.within or _PEERS
    columns = [side.texts(name) for name in ("department", "department_code", within)]
    return [
        {"department": name, "department_code": code, _PEERS: str(group) if group else None}
        for name, code, group in zip(*columns, strict=True)
    ]
