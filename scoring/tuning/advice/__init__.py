"""What the data say of weights, beside those approved: advice, never applied by itself."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from scoring.errors import WeightError
from scoring.evaluation import Scores
from scoring.model import Dimension, Indicator, Ruleset, State
from scoring.points import Floats
from scoring.tuning.advice.judged import judged_rates
from scoring.tuning.advice.objective import METHODS
from scoring.tuning.advice.siblings import COMBINATIONS, Recipe, Suggested, suggestions
from scoring.tuning.advice.wording import recipe_told
from scoring.tuning.expert.hierarchy import families
from scoring.tuning.expert.sharing import Weight, weights_by
from scoring.tuning.guards.blinding import blind
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.sets.distance import digest_of
from scoring.tuning.sets.profiles import profile_notes, profiles_in_step
from scoring.tuning.sets.spreading import spread
from scoring.tuning.sets.weight_set import WeightSet, named_by_content, rules_of
from scoring.weights import weights_of
from scoring.words import Message, Phrase

__all__ = ["ADVICE_VERSION", "COMBINATIONS", "METHODS", "Recipe", "advise", "advised_set"]

ADVICE_VERSION = 1
FEWEST = 10
APART = 1  # points: more than rounding to a grid explains
_DECIMALS = 6
Json = dict[str, Any]


def advise(
    scores: Scores,
    recipe: Recipe | None = None,
    language: str | None = None,
    step: Decimal | None = None,
    *,
    is_blind: bool = False,
    **about: str,
) -> Json:
    """Return what entropy, CRITIC and standard deviation suggest, node by node, as plain JSON.

    Beside the approved points of every node stand those by each method: shares among siblings,
    multiplied down the tree. ``combined`` is by *recipe*, and ``advised`` that on the grid of
    *step* (by default the ruleset's), within the bounds and locks of ``tune``; ``sets`` has the
    digest of that as a weight set with *about* (``advised_set``), where there is room for one.
    Nothing is applied. The same input gives the same document. With *is_blind* no file is named.
    """
    recipe, ruleset = recipe or Recipe(), scores.plan.ruleset
    language = language or ruleset.language
    rates = judged_rates(scores)
    found = list(suggestions(scores.plan, rates, recipe, language))
    nodes = _nodes(ruleset, found, step)
    made = _set_that_fits(ruleset, found, recipe, step, about)
    notes = [*_notes(scores, rates, nodes), *(profile_notes(ruleset, made) if made else ())]
    return {
        "advice_version": ADVICE_VERSION,
        **stamp_of(
            ruleset,
            language,
            (blind(scores, language) if is_blind else scores).sources,
            [digest_of(ruleset, made)] if made else [],
        ),
        "blind": is_blind,
        "departments": len(scores),
        "ranked": rates.shape[1],
        "recipe": recipe_entry(recipe),
        "notes": [note.say(language) for note in notes],
        "nodes": nodes,
        "families": [_family(suggested, language) for suggested in found],
    }


def advised_set(
    scores: Scores,
    recipe: Recipe,
    step: Decimal | None = None,
    **about: str,
) -> WeightSet:
    """Return the weights by *recipe*, on the grid within the bounds, as a set to be approved.

    Its ``method`` says how they were found; *about* may give ``author``, ``date`` and ``reason``.
    WeightError where no weights suit the ruleset.
    """
    found = list(suggestions(scores.plan, judged_rates(scores), recipe))
    return _set_of(scores.plan.ruleset, found, recipe, step, about)


def _set_that_fits(
    ruleset: Ruleset,
    found: Sequence[Suggested],
    recipe: Recipe,
    step: Decimal | None,
    about: Mapping[str, str],
) -> WeightSet | None:
    try:
        return _set_of(ruleset, found, recipe, step, about)
    except WeightError:  # told where a set is to be written
        return None


def _set_of(
    ruleset: Ruleset,
    found: Sequence[Suggested],
    recipe: Recipe,
    step: Decimal | None,
    about: Mapping[str, Any],
) -> WeightSet:
    weights = _combined(ruleset, found, step)
    fitted = _fitted(ruleset, weights, step)
    made = WeightSet(
        id="",
        rules=rules_of(ruleset),
        weights=fitted,
        profiles=profiles_in_step(ruleset, fitted),
        method=recipe_told(recipe_entry(recipe)).say(ruleset.language),
        **about,
    )
    return named_by_content(made)


def recipe_entry(recipe: Recipe) -> Json:
    """Return a recipe as documents have it."""
    mixture = recipe.alpha if recipe.combine == "additive" else None
    return {"method": recipe.method, "combine": recipe.combine, "alpha": mixture}


def _combined(
    ruleset: Ruleset, found: Sequence[Suggested], step: Decimal | None
) -> dict[str, Weight]:
    return weights_by(ruleset, {s.family.id: s.shares(s.combined.shares) for s in found}, step)


def _fitted(
    ruleset: Ruleset, weights: Mapping[str, Weight], step: Decimal | None
) -> dict[str, Decimal]:
    """Return the weights of siblings as found, and of what is chosen or pooled as follows."""
    shared = (name for family in families(ruleset).values() for name in family.ids())
    return spread(ruleset, {name: weights[name].written for name in shared}, step=step)


def _nodes(ruleset: Ruleset, found: Sequence[Suggested], step: Decimal | None) -> list[Json]:
    """Return every node of the tree: its points as approved, by each method, and combined."""
    advised = _combined(ruleset, found, step)
    try:
        written = _fitted(ruleset, advised, step)
    except WeightError:  # told where a set is to be written
        written = {name: weight.written for name, weight in advised.items()}
    columns = {
        "approved": weights_of(ruleset, {}),
        **{method: _exact(ruleset, found, method) for method in METHODS},
        "combined": {name: weight.exact for name, weight in advised.items()},
        "advised": weights_of(ruleset, written),
    }
    return [
        {"number": number, "id": node.id, "title": node.title}
        | {name: _figure(weights[node.id]) for name, weights in columns.items()}
        | {"written": _figure(written[node.id])}
        for number, node in _numbered(ruleset.indicators)
    ]


def _exact(ruleset: Ruleset, found: Sequence[Suggested], method: str) -> dict[str, Any]:
    shares = {s.family.id: s.shares(s.by_method[method]) for s in found}
    return {name: weight.exact for name, weight in weights_by(ruleset, shares).items()}


def _numbered(
    nodes: Sequence[Dimension | Indicator], above: str = ""
) -> Iterator[tuple[str, Dimension | Indicator]]:
    """Yield the nodes of the tree with their numbers in an outline, such as 2.1."""
    for place, node in enumerate(nodes, start=1):
        number = f"{above}{place}"
        yield number, node
        if isinstance(node, Dimension):
            yield from _numbered(node.children, f"{number}.")


def _family(suggested: Suggested, language: str) -> Json:
    """Return the shares within one family, and what was decided about it."""
    family, combined = suggested.family, suggested.combined
    shares: Mapping[str, Floats | None] = {
        "approved": suggested.approved,
        **suggested.by_method,
        "combined": combined.shares,
    }
    said = dict.fromkeys((note.place, note.message.say(language)) for note in suggested.notes)
    ids, titles = family.ids(), family.titles()
    return {
        "id": family.id,
        "title": family.title,
        "approved_part": None if combined.approved is None else _figure(combined.approved),
        "children": [
            {"id": name, "title": titles[place]}
            | {key: None if of is None else _figure(of[place]) for key, of in shares.items()}
            for place, name in enumerate(ids)
        ],
        "notes": [
            {
                "id": None if place is None else ids[place],
                "title": None if place is None else titles[place],
                "message": text,
            }
            for place, text in said
        ],
    }


def _figure(value: Any) -> float:
    return round(float(value), _DECIMALS)


def _notes(scores: Scores, rates: Floats, nodes: Sequence[Json]) -> Iterator[Message]:
    """Yield what the reader must know of the data, and of what is advised."""
    aside = len(scores) - rates.shape[1]
    if aside:
        yield _ASIDE(count=aside)
    absent = scores.states[:, ~scores.unranked]
    missing, not_applicable, undefined, invalid = (
        int(np.count_nonzero(absent == state)) for state in State if state
    )
    if absent.any():
        others = undefined + invalid
        yield _ABSENT(missing=missing, not_applicable=not_applicable, others=others)
    if rates.shape[1] < FEWEST:
        yield _FEW(count=rates.shape[1], fewest=FEWEST)
    held = [node["title"] for node in nodes if abs(node["advised"] - node["combined"]) > APART]
    if held:
        yield _HELD(titles=held)


_ASIDE = Phrase(
    "{count} 个部门未参加排名，其数据不计入", "{count} departments are not ranked, and are left out"
)
_ABSENT = Phrase(
    "未提供 {missing} 项次、不涉及 {not_applicable} 项次、无法计算或无效 {others} 项次，"
    "没有得分率，不计入",
    "left out, having no rate: {missing} figures missing, {not_applicable} not applicable, "
    "{others} undefined or invalid",
)
_FEW = Phrase(
    "参加排名的部门只有 {count} 个（不足 {fewest} 个），数据权重仅供参考",
    "only {count} departments are ranked (fewer than {fewest}): what they suggest means little",
)
_HELD = Phrase(
    "受上下限、锁定或步长限制，建议与组合相差 1 分以上的：{titles}",
    "held by bounds, locks or steps to more than a point from what is combined: {titles}",
)
