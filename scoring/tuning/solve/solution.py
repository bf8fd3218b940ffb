"""What a search came to, as plain values, and the weight set that it suggests."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from scoring.arguments import chosen_language
from scoring.evaluation import Scores
from scoring.expression.scopes import nodes_of
from scoring.ranking import Ranking, rank
from scoring.tuning.exact.forms import Forms, forms_of
from scoring.tuning.exact.told import cover_of, departments_of
from scoring.tuning.sets.distance import digest_of, distance_of
from scoring.tuning.sets.profiles import profiles_in_step
from scoring.tuning.sets.weight_set import WeightSet, named_by_content, rules_of
from scoring.tuning.solve.lattice import movable, steps_of, written
from scoring.tuning.solve.reasons import notes_on, points_of, reason_of
from scoring.tuning.solve.search import Found, search
from scoring.tuning.solve.slopes import scored_with
from scoring.tuning.solve.targets import (
    AtLeast,
    Before,
    Target,
    called,
    names_departments,
    shortfall,
    told,
)
from scoring.tuning.units import units_of
from scoring.words import Phrase

SOLVE_VERSION = 1
METHOD = "solve"
Json = dict[str, Any]


class Solution(NamedTuple):
    """The *result*, plain JSON values, and the weight set found, None where there is none."""

    result: Json
    made: WeightSet | None


def solve_weights(
    scores: Scores,
    targets: Sequence[Target],
    spread: float | None = None,
    step: Decimal | None = None,
    language: str | None = None,
    *,
    is_blind: bool = False,
    **about: str,
) -> Solution:
    """Return the weights nearest to today's that meet all *targets* on published totals.

    Nearest is by the sum of absolute changes. Weights keep the bounds of ``tune`` and *spread*, a
    share, and lie on *step* (points; by default the ruleset's, or the coarsest on which all lie
    today); a dimension that is no sum keeps its own. *about* may give ``author``, ``date``,
    ``reason`` and ``id`` of the set. Departments are numbers in all where *is_blind*. Needs scipy
    (extra ``tune``).
    """
    spoken = chosen_language(language, scores.plan.ruleset.language)
    names = departments_of(scores, spoken, is_blind=is_blind)
    targets = [called(target, [each["department"] for each in names]) for target in targets]
    units = movable(units_of(scores.plan, spread))
    forms = forms_of(scores, units)
    found = search(forms, targets, steps_of(units, step))
    made = _set_of(forms, found, targets, spoken, about)
    cover = cover_of(scores, spoken, spread, is_blind=is_blind)
    told_of = _told(forms, found, made, targets, names, spoken)
    return Solution({"solve_version": SOLVE_VERSION, **cover, **told_of}, made)


def _told(
    forms: Forms,
    found: Found,
    made: WeightSet | None,
    targets: Sequence[Target],
    names: Sequence[Json],
    language: str,
) -> Json:
    scores = forms.scores
    after = scores if found.weights is None else scored_with(forms, found.weights)
    return {
        "notes": [note.say(language) for note in notes_on(forms, targets)],
        "sets": list(_digests(scores, after, made)),
        "targets": list(_targets(scores, after, targets, language)),
        "found": made is not None,
        "conflict": [number + 1 for number in found.conflict],
        "reason": reason_of(forms, found, targets, language),
        "smallest": None if np.isnan(found.smallest) else points_of(forms, found.smallest),
        "moved": 2 * distance_of(scores.plan.ruleset, made).moved if made else None,
        "changes": list(_changes(forms, made)),
        "departments": list(_moved(scores, after, targets, names)),
        "warning": _WARNING().say(language) if names_departments(targets) else None,
    }


def _set_of(
    forms: Forms, found: Found, targets: Sequence[Target], language: str, about: dict[str, str]
) -> WeightSet | None:
    if found.weights is None:
        return None
    ruleset = forms.scores.plan.ruleset
    weights = written(forms.units, found.weights)
    reason = _REASON(targets=[told(target) for target in targets]).say(language)
    if names_departments(targets):
        reason = _WITH(reason=reason, warning=_WARNING()).say(language)
    given = about.get("reason", "")
    made = WeightSet(
        id=about.get("id", ""),
        rules=rules_of(ruleset),
        weights=weights,
        profiles=profiles_in_step(ruleset, weights),
        author=about.get("author", ""),
        date=about.get("date", ""),
        reason=_WITH(reason=given, warning=reason).say(language) if given else reason,
        method=METHOD,
    )
    return made if made.id else named_by_content(made)


def _digests(scores: Scores, after: Scores, made: WeightSet | None) -> Iterator[Json]:
    if made:
        before, then = rank(scores), rank(after)
        yield {
            **digest_of(scores.plan.ruleset, made),
            "ranks_changed": int((before.ranks != then.ranks).sum()),
            "grades_changed": int((before.grades != then.grades).sum()),
        }


def _targets(
    scores: Scores, after: Scores, targets: Sequence[Target], language: str
) -> Iterator[Json]:
    now, then = rank(scores), rank(after)
    for target in targets:
        yield {
            "target": told(target).say(language),
            "met_before": shortfall(target, scores, now) <= 0,
            "met_after": shortfall(target, after, then) <= 0,
        }


def _changes(forms: Forms, made: WeightSet | None) -> Iterator[Json]:
    """Yield the weights that change, as the ruleset writes them."""
    if made is None:
        return
    nodes = {node.id: node for node in nodes_of(forms.scores.plan.ruleset.indicators)}
    for name in forms.units.ids:
        node, after = nodes[name], made.weights[name]
        if node.weight != after:
            figures = {"now": node.weight, "after": after, "change": after - node.weight}
            told = {key: float(figure) for key, figure in figures.items()}
            yield {"id": name, "title": node.title, **told}


def _moved(
    scores: Scores, after: Scores, targets: Sequence[Target], names: Sequence[Json]
) -> Iterator[Json]:
    """Yield the departments that targets name, then the others whose rank or grade changes."""
    before, then = rank(scores), rank(after)
    named = [
        row
        for target in targets
        for row in (
            (target.ahead, target.behind) if isinstance(target, Before)
            else (target.row,) if isinstance(target, AtLeast) else ()
        )
    ]  # fmt: skip
    changed = np.flatnonzero((before.ranks != then.ranks) | (before.grades != then.grades))
    for row in dict.fromkeys([*named, *changed.tolist()]):
        yield {
            **{key: names[row][key] for key in ("department", "department_code", "peer_group")},
            "named": row in named,
            "before": _standing(scores, before, row),
            "after": _standing(after, then, row),
        }


def _standing(scores: Scores, ranking: Ranking, row: int) -> Json:
    grades = [grade.title for grade in scores.plan.ruleset.grades]
    return {
        "total": int(scores.totals[row]) / 10**scores.plan.ruleset.rounding.total,
        "rank": int(ranking.ranks[row]) or None,
        "grade": grades[ranking.grades[row]] if ranking.grades[row] >= 0 else None,
    }


_WARNING = Phrase(
    "本次求解指名部门，目标应与方案一并存档、公开",
    "these weights were solved for departments by name: the targets belong in the record",
)
_REASON = Phrase("求解目标：{targets}", "solved for: {targets}")
_WITH = Phrase("{reason}；{warning}", "{reason}; {warning}")
