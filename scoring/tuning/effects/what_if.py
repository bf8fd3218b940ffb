"""Weight sets side by side: where every department would stand, and why it moves."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, WeightError, use_instead
from scoring.evaluation import Scores, reweigh
from scoring.explanation.voice import Voice, voice_of
from scoring.expression.scopes import nodes_down
from scoring.model import Dimension
from scoring.ranking import rank
from scoring.review.diff.attribution import Aligned
from scoring.review.diff.effect import Side, difference_of
from scoring.tuning.documents import number_of
from scoring.tuning.effects.standing import at, names_of, places_of
from scoring.tuning.guards.blinding import blind
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.sets.distance import distance_of
from scoring.tuning.sets.fitting import bound_messages, complete
from scoring.tuning.sets.profiles import profile_notes
from scoring.tuning.sets.reading import NO_NODE, NO_SET
from scoring.tuning.sets.weight_set import WeightSet, given_twice
from scoring.words import Phrase

WHAT_IF_VERSION = 1
Json = dict[str, Any]
Whole = NDArray[np.int64]
_ABOUT = ("id", "parent", "author", "date", "method", "reason")


def what_if(
    scores: Scores,
    sets: Sequence[WeightSet],
    language: str | None = None,
    *,
    is_blind: bool = False,
) -> Json:
    """Return what each of *sets* does to the departments of *scores*, as plain JSON values.

    Totals, ranks and grades are bit for bit those of scoring with the changed ruleset; reasons add
    up, to the cent, to what a total moved by. ``tau`` is Kendall's tau-b within peer groups
    (``kendall``), ``distance`` the points that change hands (``distance_of``). Where *is_blind*,
    departments are numbers. WeightError without sets, where two share an id, or
    where one names what the ruleset does not have.
    """
    ruleset = scores.plan.ruleset
    if problems := [*given_twice(sets), *_unfit(scores, sets)]:
        raise WeightError(problems)
    spoken = language or ruleset.language
    voice = voice_of(ruleset, spoken)
    before = _side(voice, scores, scores, is_blind)
    trials = [_trial(voice, before, scores, made, is_blind) for made in sets]
    digests = [_digest(made, told) for made, (told, _) in zip(sets, trials, strict=True)]
    shown = before.aligned.scores
    return {
        "what_if_version": WHAT_IF_VERSION,
        **stamp_of(ruleset, spoken, shown.sources, digests),
        "blind": is_blind,
        "decimals": before.aligned.decimals,
        "weights": list(_weights(scores, sets)),
        "trials": [told for told, _ in trials],
        "departments": list(_departments(scores, before, [after for _, after in trials])),
    }


def _unfit(scores: Scores, sets: Sequence[WeightSet]) -> Iterator[Problem]:
    if not sets:
        yield Problem("sets", NO_SET(), _GIVE_ONE())
    for made in sets:
        for name in made.weights:
            if name not in scores.plan.numbers:
                problem = NO_NODE(name=name)
                yield Problem(made.place_of(name), problem, use_instead(name, scores.plan.numbers))


def _digest(made: WeightSet, told: Json) -> Json:
    """Return what the stamp says of a set: what it is, how far it goes and whom it moves."""
    counts = {key: told["summary"][key] for key in ("ranks_changed", "grades_changed")}
    return {"id": made.id, "sha256": made.sha256, "distance": told["distance"]["moved"], **counts}


def _side(voice: Voice, scores: Scores, source: Scores, is_blind: bool) -> Side:
    """Return *scores* ranked, then without names where they are not to be seen."""
    rounding = source.plan.ruleset.rounding
    decimals = max(rounding.points, rounding.total)
    ranking = rank(scores)
    shown = blind(scores, voice.language) if is_blind else scores
    return Side(voice, Aligned(shown, slice(None), decimals), ranking)


def _trial(
    voice: Voice, before: Side, scores: Scores, made: WeightSet, is_blind: bool
) -> tuple[Json, "tuple[Scores, Side, list[Json]]"]:
    """Return what one set does: to all, and its scores with every department's entry."""
    ruleset = scores.plan.ruleset
    weights = complete(ruleset, made.weights)
    changed = reweigh(scores, weights, made.profiles)
    after = _side(voice, changed, scores, is_blind)
    matched = {name: name for name in scores.plan.numbers}
    told = difference_of(before, after, matched)
    entries = told.pop("departments")
    told.pop("decimals")
    ups = _rank_moves(before, after)
    messages = [text.say(voice.language) for _, text in bound_messages(ruleset, weights)]
    summary = {**told.pop("summary"), "largest_rank_change": _largest(ups, entries)}
    cover = {
        "set": {key: getattr(made, key) or None for key in _ABOUT},
        "distance": distance_of(ruleset, made)._asdict(),
        "beyond_bounds": messages,
        "profiles": [note.say(voice.language) for note in profile_notes(ruleset, made)],
        "summary": summary,
        "crossed": list(_crossed(entries)),
    }
    return {**cover, **told}, (changed, after, entries)


def _crossed(entries: Sequence[Json]) -> Iterator[Json]:
    """Yield who crossed a grade line."""
    for entry in entries:
        grades = {key: entry[key]["grade"] for key in ("before", "after")}
        if grades["before"] != grades["after"]:
            yield {"department": entry["department"], **grades}


def _rank_moves(before: Side, after: Side) -> Whole:
    """Return how many places each department goes up; 0 where it is not ranked in both."""
    both = (before.ranks > 0) & (after.ranks > 0)
    return np.where(both, before.ranks - after.ranks, 0)


def _largest(ups: Whole, entries: Sequence[Json]) -> Json | None:
    if not len(ups) or not np.abs(ups).max():
        return None
    row = int(np.abs(ups).argmax())
    ranks = {key: entries[row][key]["rank"] for key in ("before", "after")}
    return {"department": entries[row]["department"], **ranks}


def _weights(scores: Scores, sets: Sequence[WeightSet]) -> Iterator[Json]:
    """Yield every node with its weight now and in each set."""
    ruleset = scores.plan.ruleset
    given = [complete(ruleset, made.weights) for made in sets]
    for node, depth in nodes_down(ruleset.indicators):
        yield {
            "id": node.id,
            "title": node.title,
            "depth": depth,
            "is_dimension": isinstance(node, Dimension),
            "now": number_of(node.weight),
            "sets": [number_of(weights[node.id]) for weights in given],
        }


def _departments(
    scores: Scores, before: Side, trials: "Sequence[tuple[Scores, Side, list[Json]]]"
) -> Iterator[Json]:
    """Yield every department, the first in rank first, those not ranked last."""
    now = places_of(scores, before)
    then = [
        (entries, places_of(changed, after), _rank_moves(before, after))
        for changed, after, entries in trials
    ]
    names = names_of(before)
    last = np.where(before.ranks > 0, before.ranks, np.iinfo(np.int64).max)
    for row in np.lexsort((-before.aligned.totals, last)).tolist():
        yield {
            **names[row],
            "before": {**then[0][0][row]["before"], **at(now, row)},
            "trials": [
                {
                    "after": {**entries[row]["after"], **at(places, row)},
                    "change": entries[row]["change"],
                    "rank_change": int(ups[row]),
                    "reasons": entries[row]["reasons"],
                }
                for entries, places, ups in then
            ],
        }


_GIVE_ONE = Phrase("请给出至少一个", "Give one at least")
