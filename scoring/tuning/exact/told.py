"""Departments as they are told in exact answers: names or numbers, totals and ranks of today."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.ranking import Ranking, rank
from scoring.tuning.guards.blinding import blind
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.units import Units
from scoring.words import Message, Phrase

Json = dict[str, Any]


def cover_of(scores: Scores, language: str, spread: float | None, *, is_blind: bool) -> Json:
    """Return what every exact answer begins with: stamp, and the weights that were allowed."""
    shown = blind(scores, language) if is_blind else scores
    stamp = stamp_of(scores.plan.ruleset, language, shown.sources)
    return {**stamp, "blind": is_blind, "spread": spread}


def what_stays(units: Units) -> Iterator[Message]:
    """Yield what does not move, though the ruleset's bounds let it."""
    held = [leaf.indicator for leaf in units.plan.leaves if leaf.indicator.method.fixed]
    if titles := [each.title for each in held if not (each.tune and each.tune.lock)]:
        yield _FIXED(titles=titles)


def limits_on(units: Units) -> Iterator[Message]:
    """Yield how the weights allowed differ from what the ruleset's bounds say."""
    yield from what_stays(units)
    if any(node.relative for node in units.plan.dimensions):
        yield _SHARES()
    if ((units.limits.low < 1) & (units.limits.high > 0) & (units.now > 0)).any():
        yield _ABOVE_NOTHING()


def departments_of(scores: Scores, language: str, *, is_blind: bool) -> list[Json]:
    """Return every department with its name, code and group, total and rank today."""
    shown = blind(scores, language) if is_blind else scores
    ranking = rank(scores)
    texts = [_texts(shown, name) for name in ("department", "department_code", "peer_group")]
    return [
        {
            "department": name,
            "department_code": code or None,
            "peer_group": group or None,
            **_standing(scores, ranking, row),
        }
        for row, (name, code, group) in enumerate(zip(*texts, strict=True))
    ]


def _texts(scores: Scores, name: str) -> list[str]:
    column = column_of(scores.plan, scores.submissions, name, slice(None))
    return [str(text) for text in np.broadcast_to(column.values, len(scores)).tolist()]


def _standing(scores: Scores, ranking: Ranking, row: int) -> Json:
    unit = 10**scores.plan.ruleset.rounding.total
    return {
        "total": int(scores.totals[row]) / unit,
        "rank": int(ranking.ranks[row]) or None,
        "rank_of": int(ranking.rank_of[row]) or None,
    }


def titles_of(units: Units) -> list[str]:
    """Return the title of each unit."""
    nodes = {leaf.id: leaf.indicator.title for leaf in units.plan.leaves}
    nodes |= {node.id: node.title for node in units.plan.dimensions}
    return [nodes[name] for name in units.ids]


def rows_named(scores: Scores) -> list[Json]:
    """Return name, code and year of every department, and its row number."""
    names = ("department", "department_code", "year")
    texts = zip(*(_texts(scores, name) for name in names), strict=True)
    return [{**dict(zip(names, each, strict=True)), "row": row} for row, each in enumerate(texts)]


_FIXED = Phrase(
    "{titles}的分值固定（fixed），权重不动", "{titles}: its points are fixed, and its weight stays"
)
_SHARES = Phrase(
    "权重按比例写的，上下限按现行比例折算成分值",
    "bounds written as shares hold as the points that they come to today",
)
_ABOVE_NOTHING = Phrase(
    "现行大于 0 的权重不降到 0（降到 0 即取消该指标）",
    "what weighs something keeps some weight (at 0 it would be left out)",
)
