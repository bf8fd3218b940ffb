"""What a search came to, as plain values, and the weight set that it suggests."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from scoring.evaluation import Scores
from scoring.expression.scopes import nodes_of
from scoring.ranking import Ranking, rank
from scoring.tuning.exact.extremes import greatest
from scoring.tuning.exact.forms import Forms, forms_of
from scoring.tuning.exact.rivals import difference
from scoring.tuning.exact.told import cover_of, departments_of, what_stays
from scoring.tuning.sets.distance import digest_of, distance_of
from scoring.tuning.sets.profiles import profiles_in_step
from scoring.tuning.sets.weight_set import WeightSet, named_by_content, rules_of
from scoring.tuning.solve.lattice import movable, steps_of, written
from scoring.tuning.solve.search import Found, search
from scoring.tuning.solve.slopes import scored_with
from scoring.tuning.solve.targets import AtLeast, Before, Target, names_departments, shortfall, told
from scoring.tuning.units import Units, units_of
from scoring.words import Message, Phrase

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
    **about: str,
) -> Solution:
    """Return the weights nearest to today's that meet all *targets* on published totals.

    Nearest is by the sum of absolute changes. Weights keep the bounds of ``tune`` and *spread*, a
    share, and lie on *step* (points; by default the coarsest on which all lie today), a dimension
    that is no sum keeps its own. *about* may give ``author``, ``date``, ``reason`` and ``id`` of
    the set. Needs scipy (extra ``tune``).
    """
    spoken = language or scores.plan.ruleset.language
    units = movable(units_of(scores.plan, spread))
    forms = forms_of(scores, units)
    found = search(forms, targets, steps_of(units, step))
    made = _set_of(forms, found, targets, spoken, about)
    after = scores if found.weights is None else scored_with(forms, found.weights)
    result = {
        "solve_version": SOLVE_VERSION,
        **cover_of(scores, spoken, spread, is_blind=False),
        "notes": [note.say(spoken) for note in (*what_stays(units), *_shares(units))],
        "sets": list(_digests(scores, after, made)),
        "targets": list(_targets(scores, after, targets, spoken)),
        "found": made is not None,
        "conflict": [number + 1 for number in found.conflict],
        "reason": _reason(forms, found, targets, spoken),
        "smallest": None if np.isnan(found.smallest) else _points(forms, found.smallest),
        "moved": 2 * distance_of(scores.plan.ruleset, made).moved if made else None,
        "changes": list(_changes(forms, made)),
        "departments": list(_moved(scores, after, targets, spoken)),
        "warning": _WARNING().say(spoken) if names_departments(targets) else None,
    }
    return Solution(result, made)


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


def _shares(units: Units) -> Iterator[Message]:
    """Yield which dimensions stay, as their parts are written as shares."""
    titles = [node.title for node in units.plan.dimensions if node.relative]
    if titles:
        yield _KEPT(titles=titles)


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


def _points(forms: Forms, marks: float) -> float:
    return round(marks / 10.0**forms.scores.plan.ruleset.rounding.points, 6)


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
    scores: Scores, after: Scores, targets: Sequence[Target], language: str
) -> Iterator[Json]:
    """Yield the departments that targets name, then the others whose rank or grade changes."""
    before, then = rank(scores), rank(after)
    names = departments_of(scores, language, is_blind=False)
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


def _reason(forms: Forms, found: Found, targets: Sequence[Target], language: str) -> str | None:
    """Return in a sentence why no weights were found."""
    if found.weights is not None:
        return None
    if found.followed:
        names = [told(targets[n]) for n in found.conflict or range(len(targets))]
        return _UNKNOWN(targets=names).say(language)
    if not found.conflict:
        return _NOT_AT_STEPS().say(language)
    if len(found.conflict) > 1:
        names = [told(targets[number]) for number in found.conflict]
        return (_CONFLICT if found.sure else _UNROUNDED)(targets=names).say(language)
    (only,) = found.conflict
    if not found.sure:
        return _BY_ROUNDING(target=told(targets[only])).say(language)
    return _ALONE(target=told(targets[only]), why=_why(forms, targets[only])).say(language)


def _why(forms: Forms, target: Target) -> Message:
    """Return what keeps one target alone from being met."""
    if not isinstance(target, Before) or forms.bracketed[[target.ahead, target.behind]].any():
        return _BOUNDS()
    gains, added = difference(forms, target.behind, np.array([target.ahead]))
    names = {"ahead": target.names[0], "behind": target.names[1]}
    if (gains <= 0).all() and (added <= 0).all():
        return _DOMINATED(**names)
    most = greatest(forms.units, forms.units.limits, gains)[0] + added[0]
    return _SHORT(**names, points=f"{_points(forms, max(-float(most), 0)):.2f}")


_KEPT = Phrase(
    "{titles}的下级权重按比例写，本级权重不动，只在下级之间调整",
    "the parts of {titles} are written as shares: it keeps its weight, they move within it",
)
_WARNING = Phrase(
    "本次求解指名部门，目标应与方案一并存档、公开",
    "these weights were solved for departments by name: the targets belong in the record",
)
_REASON = Phrase("求解目标：{targets}", "solved for: {targets}")
_WITH = Phrase("{reason}；{warning}", "{reason}; {warning}")
_NOT_AT_STEPS = Phrase(
    "按未取整的得分可以达到，但在此步长上没有找到四舍五入后仍达到的权重；可用 --step 改小步长",
    "before rounding the targets can be met, but on these steps no weights were found that meet "
    "them as published: try a smaller --step",
)
_BY_ROUNDING = Phrase(
    "没有找到权重：按未取整的得分做不到：{target}；所差不超过四舍五入的幅度",
    "no weights were found: before rounding this is missed, by no more than rounding moves: "
    "{target}",
)
_CONFLICT = Phrase(
    "这些目标互相矛盾，去掉其中任何一个，其余即可同时达到：{targets}",
    "these targets contradict each other; with any one of them left out the others can be met: "
    "{targets}",
)
_UNKNOWN = Phrase(
    "没有找到达到目标的权重，也未能证明做不到：{targets}",
    "no weights were found that meet the targets, nor was it proved that there are none: {targets}",
)
_UNROUNDED = Phrase(
    "按未取整的得分，这些目标互相矛盾，去掉其中任何一个，其余即可同时达到：{targets}",
    "before rounding these targets contradict each other; with any one of them left out the others "
    "can be met: {targets}",
)
_ALONE = Phrase("做不到：{target}。{why}", "cannot be met: {target}. {why}")
_BOUNDS = Phrase("在允许的权重范围内达不到", "No weights within the bounds do")
_DOMINATED = Phrase(
    "「{ahead}」没有一项指标的得分率高于「{behind}」，任何权重都不能使它在前",
    '"{ahead}" has no better rate than "{behind}" in any indicator: no weights put it ahead',
)
_SHORT = Phrase(
    "在允许的权重范围内，「{ahead}」最多追到比「{behind}」低 {points} 分",
    'within the bounds "{ahead}" comes no nearer to "{behind}" than {points} points behind',
)
