"""How sure ranks are: under many weights, and when one thing changes at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import numpy as np

from scoring.errors import Problem, SubmissionError
from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.ranking import Ranking, rank
from scoring.tuning.duels import Pair
from scoring.tuning.ensemble import ensemble_of
from scoring.tuning.guards.blinding import blind
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.sensitivity.changes import Change, left_out, thresholds, tornado
from scoring.tuning.sensitivity.notes import notes_on
from scoring.tuning.sensitivity.recipe import Recipe, draw
from scoring.tuning.sensitivity.uncertainty import Uncertainty, uncertainty_of
from scoring.words import Phrase

__all__ = ["SENSITIVITY_VERSION", "Recipe", "intervals", "sensitivity"]

SENSITIVITY_VERSION = 1
Json = dict[str, Any]
# In so great a group a rank had in fewer draws is not told by itself.
_MANY, _RAREST = 1_000, 0.005


def sensitivity(
    scores: Scores,
    recipe: Recipe,
    language: str | None = None,
    *,
    points: Decimal | float = 2,
    share: float = 0.1,
    asked: Sequence[tuple[int, int]] = (),
    ranking: Ranking | None = None,
    is_blind: bool = False,
) -> Json:
    """Return how sure every rank is, as plain JSON values: the same for the same input and seed.

    Weights are drawn by *recipe*; then each weight is moved by *points*, each indicator left out,
    each parameter of the ruleset moved by a *share*. *asked* are pairs of departments, by row, to
    compare beside those that stand near each other; SubmissionError where they are not ranked
    together. What is ``unranked`` are shares of draws that take a department out of the ranking,
    where it counts as last; equals share a rank, and each has it whole.
    """
    ruleset = scores.plan.ruleset
    language = language or ruleset.language
    ranking = ranking or rank(scores)
    _refuse_strangers(scores, ranking, asked)
    units = recipe.units(scores.plan)
    found = uncertainty_of(ensemble_of(scores), draw(units, recipe), ranking, asked)
    shown = blind(scores, language) if is_blind else scores
    return {
        "sensitivity_version": SENSITIVITY_VERSION,
        **stamp_of(ruleset, language, shown.sources, seed=recipe.seed),
        "recipe": _drawn(recipe, language),
        "at_once": {"points": float(points), "share": share},
        "decimals": ruleset.rounding.total,
        "notes": [note.say(language) for note in notes_on(scores, ranking, units, recipe)],
        **_found(shown, ranking, found),
        "tornado": list(_changes(tornado(scores, ranking, points), language)),
        "left_out": list(_changes(left_out(scores, ranking), language)),
        "thresholds": list(_changes(thresholds(scores, ranking, share), language)),
    }


def _found(shown: Scores, ranking: Ranking, found: Uncertainty) -> Json:
    names = _names(shown)
    return {
        "departments": list(_departments(shown, ranking, found)),
        "asked": [_pair(names, pair) for pair in found.asked],
        "close": [_pair(names, pair) for pair in found.close],
        "compared_within": found.reach,
    }


def intervals(
    scores: Scores, recipe: Recipe, language: str | None = None, ranking: Ranking | None = None
) -> Json:
    """Return how weights are drawn, and each department's rank interval, as reports take them."""
    ranking = ranking or rank(scores)
    drawn = draw(recipe.units(scores.plan), recipe)
    found = uncertainty_of(ensemble_of(scores), drawn, ranking)
    ranks = [_interval(column) if column[0] else None for column in found.ranks.T.tolist()]
    return {"drawn": _drawn(recipe, language or scores.plan.ruleset.language), "ranks": ranks}


def _refuse_strangers(scores: Scores, ranking: Ranking, asked: Sequence[tuple[int, int]]) -> None:
    """Raise SubmissionError for pairs of departments that are not ranked in one group."""
    names, ranked = scores.submissions.departments, np.flatnonzero(ranking.ranks)
    problems = []
    for first, second in asked:
        told = [str(names[row]) for row in (first, second) if row in range(len(names))]
        place = "、".join(told) or f"{first}, {second}"
        if not {first, second} <= {*ranked.tolist()}:
            problems.append(Problem(place, _UNRANKED(), _TAKE_OTHERS()))
        elif ranking.groups[first] != ranking.groups[second]:
            problems.append(Problem(place, _APART(), _TAKE_OTHERS()))
    if problems:
        raise SubmissionError(problems)


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
        *shares, out = found.acceptability(row).tolist()
        rare = _RAREST if len(shares) > _MANY else 0.0
        kept = [each for each in enumerate(shares, start=1) if each[1] > rare]
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
                given.title: float(found.grades[number, row])
                for number, given in enumerate(ruleset.grades)
            },
            "ranks": [[place, share] for place, share in kept],
            "rarer": sum(shares) - sum(share for _, share in kept) if rare else 0.0,
            "unranked": out,
        }


def _texts(scores: Scores, name: str) -> list[str | None]:
    column = column_of(scores.plan, scores.submissions, name, slice(None))
    values = np.broadcast_to(column.values, len(scores)).tolist()
    return [str(value) if value not in ("", None) else None for value in values]


def _names(scores: Scores) -> list[str]:
    """Return the names of departments, of namesakes with their codes."""
    names, codes = (_texts(scores, name) for name in ("department", "department_code"))
    common = {name for name, count in Counter(names).items() if count > 1}
    return [
        f"{name}（{code}）" if name in common and code else name or ""
        for name, code in zip(names, codes, strict=True)
    ]


def _pair(names: Sequence[str], pair: Pair) -> Json:
    shares = {key: getattr(pair, key) for key in ("ahead", "equal", "behind")}
    return {"first": names[pair.first], "second": names[pair.second], **shares}


def _changes(changes: Iterable[Change], language: str) -> Iterator[Json]:
    for change in changes:
        yield {
            "id": change.id,
            "title": change.title,
            "before": change.before,
            "after": change.after,
            "moves": None if change.moves is None else asdict(change.moves),
            "refusal": change.refusal.say(language) if change.refusal else None,
            "largest_change": change.largest,
            "off_step": change.off_step,
        }


_UNRANKED = Phrase(
    "其中有部门未参加排名，无从比较先后", "not both are ranked, so neither is ahead of the other"
)
_APART = Phrase(
    "不在同一组内排名，无从比较先后", "they are ranked in different groups, so neither is ahead"
)
_TAKE_OTHERS = Phrase(
    "请改为同一组内参加排名的两个部门", "Name two departments that are ranked in one group"
)
