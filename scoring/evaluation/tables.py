"""Scores as data frames, for analysts: the only door to pandas."""

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.frames import column_of, spread
from scoring.evaluation.row_scores import titles_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from scoring.evaluation.scores import Scores

STATUSES = np.array(["scored", "missing", "not_applicable", "undefined", "invalid"], dtype=object)


class Standing(Protocol):
    """Where departments stand, as a ranking has it: a figure a department in each column."""

    ranks: NDArray[np.int64]
    rank_of: NDArray[np.int64]
    grades: NDArray[np.int64]


def wide_frame(scores: "Scores", ranking: Standing | None = None) -> "DataFrame":
    """Return one row a department: who it is, its total, and the points of every node.

    *rule_total* is what the rules alone come to, before reviewers' overrides.
    """
    import pandas as pd

    unit = 10.0**scores.plan.ruleset.rounding.points
    points = {name: scores.points[number] / unit for name, number in scores.plan.numbers.items()}
    total = scores.totals / 10.0**scores.plan.ruleset.rounding.total
    rule_total = scores.by_rule.totals / 10.0**scores.plan.ruleset.rounding.total
    standing = {"ranked": ~scores.unranked, "total": total, "rule_total": rule_total}
    return pd.DataFrame({**_who(scores), **standing, **_standing(scores, ranking), **points})


def tidy_frame(scores: "Scores") -> "DataFrame":
    """Return one row a department and indicator: status, value, rate, points and full marks.

    *rule_points* are those of the rule alone, where a reviewer may have overridden it.
    """
    import pandas as pd

    count, size = scores.values.shape
    who = {name: np.tile(np.asarray(column), count) for name, column in _who(scores).items()}
    indicators = np.array([leaf.id for leaf in scores.plan.leaves], dtype=object)
    return pd.DataFrame(
        {
            **who,
            "indicator": np.repeat(indicators, size),
            "status": STATUSES[scores.states.ravel()],
            "value": scores.values.ravel(),
            "rate": scores.rates.ravel(),
            **_marks(scores),
        }
    )


def lost_frame(scores: "Scores") -> "DataFrame":
    """Return one row a lost mark: the facts of ``explain``, without the sentences.

    A dimension that is not the sum of its parts stands for them, so that what a department
    lost and its points in the tree add up to the full marks.
    """
    import pandas as pd

    unit = 10.0**scores.plan.ruleset.rounding.points
    numbers = list(scores.plan.counted)
    full = scores.marks[scores.patterns][:, numbers].T
    lost = full - scores.points[numbers]
    nodes, rows = np.nonzero(lost)
    names = np.array(list(scores.plan.numbers), dtype=object)
    frame = pd.DataFrame(
        {
            **{name: np.asarray(column)[rows] for name, column in _who(scores).items()},
            "indicator": names[numbers][nodes],
            "full_marks": full[nodes, rows] / unit,
            "points": scores.points[numbers][nodes, rows] / unit,
            "rule_points": scores.by_rule.points[numbers][nodes, rows] / unit,
            "lost": lost[nodes, rows] / unit,
        }
    )
    return frame.sort_values(
        ["department", "lost"], ascending=[True, False], ignore_index=True, kind="stable"
    )


def rows_frame(scores: "Scores") -> "DataFrame":
    """Return one row a scored row: whose it is, its indicator and title, and what it got.

    *row* counts the rows of its table that the department submitted, from 1.
    """
    import pandas as pd

    unit, whole = 10.0**scores.plan.ruleset.rounding.points, slice(0, len(scores))
    who, parts = _who(scores), []
    for number, held in scores.rows.items():
        owners = held.owners(whole)
        here, table = np.arange(len(owners)), scores.submissions.tables.get(held.by_row.table)
        titles = titles_of(scores.plan, scores.submissions, held, whole, here)
        columns = {
            **{name: np.asarray(column)[owners] for name, column in who.items()},
            "indicator": scores.plan.leaves[number].id,
            "row": held.index - (table.offsets[owners] if table else 0) + 1,
            "title": np.asarray(titles, dtype=object),
            "weight": held.weights / 10.0**4,
            "status": STATUSES[held.states],
            "value": held.values,
            "rate": held.rates,
            "points": held.points / unit,
            "full_marks": held.marks / unit,
        }
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _standing(scores: "Scores", ranking: Standing | None) -> dict[str, Any]:
    if ranking is None:
        return {}
    titles = np.array([*(grade.title for grade in scores.plan.ruleset.grades), None], dtype=object)
    return {"rank": ranking.ranks, "rank_of": ranking.rank_of, "grade": titles[ranking.grades]}


def _who(scores: "Scores") -> dict[str, Any]:
    who: dict[str, Any] = {"department": np.asarray(scores.submissions.departments, dtype=object)}
    for name in ("department_code", "peer_group", "year"):
        column = spread(column_of(scores.plan, scores.submissions, name, slice(None)), len(scores))
        who[name] = np.array(column.values, dtype=object)
        if column.states is not None:
            who[name][column.states != 0] = None
    return who


def _marks(scores: "Scores") -> dict[str, NDArray[np.float64]]:
    count = len(scores.plan.leaves)
    unit = 10.0**scores.plan.ruleset.rounding.points
    full = scores.marks[scores.patterns, :count].T
    return {
        "points": scores.points[:count].ravel() / unit,
        "full_marks": full.ravel() / unit,
        "rule_points": scores.by_rule.points[:count].ravel() / unit,
    }
