"""How sure ranks are: under many weights, and when one thing changes at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import numpy as np

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.ranking import Ranking, rank
from scoring.tuning.ensemble import ensemble_of
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.sensitivity.changes import Change, left_out, thresholds, tornado
from scoring.tuning.sensitivity.recipe import Recipe, draw, notes_on
from scoring.tuning.sensitivity.uncertainty import Pair, Uncertainty, uncertainty_of

__all__ = ["SENSITIVITY_VERSION", "Recipe", "intervals", "sensitivity"]

SENSITIVITY_VERSION = 1
Json = dict[str, Any]
# Shares of draws are told to a hundredth of a per cent; rarer ranks are left out.
_PLACES, _RAREST = 4, 0.005
# Who is ahead in fewer draws than this is too close to call.
SURE = 0.95


def sensitivity(
    scores: Scores,
    recipe: Recipe,
    language: str | None = None,
    *,
    points: Decimal = Decimal(2),
    share: float = 0.1,
    asked: Sequence[tuple[int, int]] = (),
    ranking: Ranking | None = None,
) -> Json:
    """Return how sure every rank is, as plain JSON values: the same for the same input and seed.

    Weights are drawn by *recipe*; then each weight is moved by *points*, each indicator left out,
    each parameter of the ruleset moved by a *share*. *asked* are pairs of departments to compare
    beside those that stand next to each other.
    """
    plan, ruleset = scores.plan, scores.plan.ruleset
    language = language or ruleset.language
    ranking = ranking or rank(scores)
    found = uncertainty_of(ensemble_of(scores), draw(plan, recipe), ranking, asked)
    pairs = [_pair(scores, pair) for pair in found.pairs]
    return {
        "sensitivity_version": SENSITIVITY_VERSION,
        **stamp_of(ruleset, language, scores.sources, seed=recipe.seed),
        "recipe": _drawn(recipe, language),
        "at_once": {"points": float(points), "share": share},
        "decimals": ruleset.rounding.total,
        "notes": [note.say(language) for note in notes_on(scores, recipe)],
        "departments": list(_departments(scores, ranking, found)),
        "asked": pairs[len(pairs) - len(asked) :],
        "close": [p for p in pairs[: len(pairs) - len(asked)] if _is_close(p)],
        "tornado": list(_changes(tornado(scores, ranking, points), language)),
        "left_out": list(_changes(left_out(scores, ranking), language)),
        "thresholds": list(_changes(thresholds(scores, ranking, share), language)),
    }


def intervals(
    scores: Scores, recipe: Recipe, language: str | None = None, ranking: Ranking | None = None
) -> Json:
    """Return how weights are drawn, and each department's rank interval, as reports take them."""
    ranking = ranking or rank(scores)
    found = uncertainty_of(ensemble_of(scores), draw(scores.plan, recipe), ranking)
    ranks = [_interval(column) if column[0] else None for column in found.ranks.T.tolist()]
    return {"drawn": _drawn(recipe, language or scores.plan.ruleset.language), "ranks": ranks}


def _drawn(recipe: Recipe, language: str) -> Json:
    return {**asdict(recipe), "told": recipe.told().say(language)}


def _interval(quantiles: Sequence[int]) -> Json:
    return dict(zip(("low", "median", "high"), quantiles, strict=True))


def _departments(scores: Scores, ranking: Ranking, found: Uncertainty) -> Iterator[Json]:
    """Yield the ranked departments, in the order of their groups and ranks."""
    ruleset = scores.plan.ruleset
    unit = 10**ruleset.rounding.total
    order = np.lexsort((scores.submissions.departments, ranking.ranks, ranking.groups))
    texts = {name: _texts(scores, name) for name in ("department", "department_code")}
    group = _texts(scores, ruleset.ranking.within) if ruleset.ranking.within else None
    for row in order[ranking.ranks[order] > 0].tolist():
        shares = found.acceptability(row)
        grade = ranking.grades[row]
        yield {
            **{name: column[row] for name, column in texts.items()},
            "peer_group": group[row] if group else None,
            "total": int(scores.totals[row]) / unit,
            "grade": ruleset.grades[grade].title if grade >= 0 else None,
            "rank": int(ranking.ranks[row]),
            "rank_of": int(ranking.rank_of[row]),
            "interval": _interval(found.ranks[:, row].tolist()),
            "mean_total": round(float(found.mean[row]) / unit, ruleset.rounding.total + 1),
            "lowest_total": int(found.lowest[row]) / unit,
            "highest_total": int(found.highest[row]) / unit,
            "grades": {
                given.title: round(float(found.grades[number, row]), _PLACES)
                for number, given in enumerate(ruleset.grades)
            },
            "ranks": [
                [place + 1, round(float(shares[place]), _PLACES)]
                for place in np.flatnonzero(shares >= _RAREST).tolist()
            ],
        }


def _texts(scores: Scores, name: str) -> list[str | None]:
    column = column_of(scores.plan, scores.submissions, name, slice(None))
    values = np.broadcast_to(column.values, len(scores)).tolist()
    return [str(value) if value not in ("", None) else None for value in values]


def _pair(scores: Scores, pair: Pair) -> Json:
    names = scores.submissions.departments
    return {
        "first": str(names[pair.first]),
        "second": str(names[pair.second]),
        "ahead": round(pair.ahead, _PLACES),
        "equal": round(pair.equal, _PLACES),
        "behind": round(1 - pair.ahead - pair.equal, _PLACES),
    }


def _is_close(pair: Json) -> bool:
    surest: float = max(pair["ahead"], pair["behind"], pair["equal"])
    return surest < SURE


def _changes(changes: Iterable[Change], language: str) -> Iterator[Json]:
    for change in changes:
        yield {
            "id": change.id,
            "title": change.title,
            "before": change.before,
            "after": round(change.after, 9),
            "moves": None if change.moves is None else asdict(change.moves),
            "refusal": change.refusal.say(language) if change.refusal else None,
            "largest_change": change.largest,
        }
