"""Indicator health: what each indicator does to the ranking, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from scoring.evaluation import Scores
from scoring.plan import Plan
from scoring.ranking import Ranking, rank
from scoring.tuning.guards.blinding import blind
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.health import measures
from scoring.tuning.health.flags import FEWEST, flags_of
from scoring.tuning.health.indicators import cover_of, entries_of, figure
from scoring.tuning.health.population import Population, population_of
from scoring.words import Message, Phrase

__all__ = ["HEALTH_VERSION", "assess"]

HEALTH_VERSION = 1
Json = dict[str, Any]


def assess(
    scores: Scores,
    language: str | None = None,
    ranking: Ranking | None = None,
    *,
    is_blind: bool = False,
) -> Json:
    """Return the health of every indicator as plain JSON values, the same for the same input.

    Figures are of the ranked departments, from the means of their peer groups, by what was counted
    after the policies for what is missing or does not apply; ``states`` are of all departments.
    ``influence`` is a share of the variance of totals, and adds up to 1 over the indicators and
    dimensions that are counted, the adjustments, and what caps and vetoes make. None is what
    cannot be told. No department is named; with *is_blind* no file of theirs is, either.
    """
    plan, ruleset = scores.plan, scores.plan.ruleset
    language = language or ruleset.language
    ranking = ranking or rank(scores)
    ranked = population_of(scores, ranking)
    influences = _influences(scores, ranked)
    matrix = measures.correlations(ranked.rates[: len(plan.leaves)], ranked.groups)
    entries = entries_of(scores, ranked, ranking, matrix, _counted(scores, influences))
    for entry in entries:
        entry["flags"] = list(_flags(entry, len(ranked), len(scores), language))
    return {
        "health_version": HEALTH_VERSION,
        **stamp_of(ruleset, language, (blind(scores, language) if is_blind else scores).sources),
        "blind": is_blind,
        "departments": len(scores),
        "ranked": len(ranked),
        "peer_groups": len(np.unique(ranked.groups)),
        "notes": [note.say(language) for note in _notes(scores, ranked, influences)],
        "indicators": entries,
        "dimensions": list(_dimensions(plan, ranked, influences)),
        "others": list(_others(scores, influences, language)),
        "correlations": [[figure(r) for r in row] for row in matrix.tolist()],
    }


def _influences(scores: Scores, ranked: Population) -> Mapping[str, float]:
    """Return the share of each node, each adjustment (by +id), and what caps make (by nothing)."""
    plan = scores.plan
    limits = ranked.totals - ranked.tree - ranked.extra.sum(axis=0)
    parts = np.vstack([ranked.points, ranked.extra, limits])
    names = [*plan.numbers, *(f"+{entry.id}" for entry, _ in plan.adjustments), ""]
    shares = measures.influence(parts, ranked.totals, ranked.groups)
    return dict(zip(names, shares.tolist(), strict=True))


def _counted(scores: Scores, influences: Mapping[str, float]) -> Mapping[str, float]:
    """Return the shares of what makes up the total; what counts through a dimension has none."""
    numbers = scores.plan.numbers
    return {n: influences[n] for n in numbers if numbers[n] in scores.plan.counted}


def _flags(entry: Json, ranked: int, departments: int, language: str) -> Iterator[Json]:
    for flag in flags_of(entry, ranked, departments):
        told = {"name": flag.name.say(language), "message": flag.message.say(language)}
        yield {"code": flag.code, **told}


def _dimensions(plan: Plan, ranked: Population, influences: Mapping[str, float]) -> Iterator[Json]:
    """Yield the dimensions, parents first."""
    found = {
        node.id: (node, leaf.path[:n]) for leaf in plan.leaves for n, node in enumerate(leaf.path)
    }
    for node, above in found.values():
        yield {**cover_of(plan, ranked, node, above), "influence": figure(influences[node.id])}


def _others(scores: Scores, influences: Mapping[str, float], language: str) -> Iterator[Json]:
    """Yield what adjustments, and caps and vetoes, account for."""
    for entry, _ in scores.plan.adjustments:
        share = figure(influences[f"+{entry.id}"])
        yield {"id": entry.id, "title": entry.title, "path": [], "influence": share}
    share = figure(influences[""])
    if share:
        title = _LIMITS().say(language)
        yield {"id": "", "title": title, "path": [], "influence": share}


def _notes(
    scores: Scores, ranked: Population, influences: Mapping[str, float]
) -> Iterator[Message]:
    """Yield what the reader must know of these figures."""
    aside, grouped = len(scores) - len(ranked), len(np.unique(ranked.groups)) > 1
    if aside:
        yield _ASIDE(count=aside)
    if len(ranked) < FEWEST:
        yield _FEW(count=len(ranked), fewest=FEWEST)
    elif influences[""] != influences[""]:
        yield _EQUAL_IN_GROUPS() if grouped else _EQUAL()
    if grouped:
        yield _GROUPS()
    if (scores.profiles[ranked.rows] >= 0).any():
        yield _PROFILES()


_LIMITS = Phrase("封顶、否决及取整", "caps, vetoes and rounding")
_ASIDE = Phrase(
    "{count} 个部门未参加排名，只计入未报、不涉及的比例",
    "{count} departments are not ranked, and count in the shares of states only",
)
_FEW = Phrase(
    "参加排名的部门只有 {count} 个（不足 {fewest} 个），区分度、相关和影响仅供参考，不据以提示",
    "only {count} departments are ranked (fewer than {fewest}): discrimination, correlations and "
    "influence mean little, and raise no flags",
)
_EQUAL = Phrase("各部门总分相同，无从计算影响", "all totals are equal: influence cannot be told")
_EQUAL_IN_GROUPS = Phrase(
    "各同类组内部门总分相同，无从计算影响",
    "totals are equal within every peer group: influence cannot be told",
)
_GROUPS = Phrase(
    "排名在同类组内进行，各项数字按与本组平均数之差计算，组与组之间的差别不计",
    "ranks are within peer groups: figures are from the mean of each group, and differences "
    "between groups do not count",
)
_PROFILES = Phrase(
    "部分部门适用其他权重方案：权重是未适用方案的权重，占比按各部门的实际满分平均",
    "some departments have the weights of a profile: those shown are the declared ones, and shares "
    "are of the full marks that departments could get, on average",
)
