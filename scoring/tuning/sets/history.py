"""A chain of weight sets: who changed what, from which set, and why."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.errors import Problem, WeightError
from scoring.expression.scopes import nodes_of
from scoring.model import Ruleset
from scoring.tuning.documents import number_of
from scoring.tuning.guards.stamp import cover_of, stamp_of
from scoring.tuning.sets.distance import distance_of
from scoring.tuning.sets.fitting import complete
from scoring.tuning.sets.weight_set import WeightSet, approved_set, given_twice, rules_of
from scoring.words import Phrase

Json = dict[str, Any]
_TOLD = ("id", "parent", "author", "date", "method", "reason", "sha256")


def history_of(
    rulesets: Ruleset | Sequence[Ruleset], sets: Sequence[WeightSet], language: str | None = None
) -> Json:
    """Return *sets*, each after its parent, with what it changed; the ruleset itself comes first.

    Each is told by that of *rulesets* which it is made for, else by the first. A set whose parent
    is not among them is compared with its ruleset, and says so (``orphan``). WeightError where two
    share an id, or the chain goes round in a circle.
    """
    given = [rulesets] if isinstance(rulesets, Ruleset) else list(rulesets)
    spoken = language or given[0].language
    named = {made.id: made for made in sets}
    problems = [*given_twice(sets), *_circles(sets, named)]
    if problems:
        raise WeightError(problems)
    of = {rules_of(ruleset): ruleset for ruleset in given}
    entries = [
        _entry(of.get(made.rules, given[0]), made, named.get(made.parent))
        for made in _in_order(sets)
    ]
    digests = [
        {"id": e["id"], "sha256": e["sha256"] or "", "distance": e["distance"]} for e in entries
    ]
    stamp = stamp_of(given[0], spoken, sets=digests)
    others = {"other_rulesets": [cover_of(r) for r in given[1:]]} if given[1:] else {}
    return {"history_version": 1, **stamp, **others, "history": entries}


def _entry(ruleset: Ruleset, made: WeightSet, parent: WeightSet | None) -> Json:
    """Return what *made* says of itself, and what it changed of its parent, or of *ruleset*."""
    before, after = parent or approved_set(ruleset), made
    name = f"{ruleset.id}@{ruleset.edition}"
    return {
        **{key: getattr(made, key) or None for key in _TOLD},
        "from": parent.id if parent else name,
        "ruleset": name,
        "orphan": bool(made.parent) and parent is None,
        "distance": distance_of(ruleset, made).moved,
        "changes": [*_changes(ruleset, before, after), *_profile_changes(ruleset, before, after)],
    }


def _changes(ruleset: Ruleset, before: WeightSet, after: WeightSet) -> Iterator[Json]:
    was, now = (complete(ruleset, each.weights) for each in (before, after))
    yield from _differences(ruleset, was, now)


def _profile_changes(ruleset: Ruleset, before: WeightSet, after: WeightSet) -> Iterator[Json]:
    for profile in ruleset.profiles:
        was, now = (
            {**profile.weights, **each.profiles.get(profile.name, {})} for each in (before, after)
        )
        for change in _differences(ruleset, was, now):
            yield {**change, "profile": profile.name}


def _differences(
    ruleset: Ruleset, was: Mapping[str, Decimal], now: Mapping[str, Decimal]
) -> Iterator[Json]:
    for node in nodes_of(ruleset.indicators):
        one, other = was.get(node.id), now.get(node.id)
        if one is not None and other is not None and one != other:
            told = {"before": number_of(one), "after": number_of(other)}
            yield {"id": node.id, "title": node.title, **told}


def _in_order(sets: Sequence[WeightSet]) -> Iterator[WeightSet]:
    """Yield each set after its parent, else by date and id."""
    waiting = sorted(sets, key=lambda made: (made.date, made.id))
    ids = {made.id for made in sets}
    done: set[str] = set()
    while waiting:
        ready = next(m for m in waiting if m.parent in done or m.parent not in ids)
        yield ready
        done.add(ready.id)
        waiting.remove(ready)


def _circles(sets: Sequence[WeightSet], named: Mapping[str, WeightSet]) -> Iterator[Problem]:
    for made in sets:
        line = [made.id]
        while named.get(line[-1]) and named[line[-1]].parent not in ("", *line):
            line.append(named[line[-1]].parent)
        last = named.get(line[-1])
        if last and last.parent == made.id:
            yield Problem(
                made.path or made.id, _CIRCLE(line=" → ".join([*line, made.id])), _BREAK()
            )


_CIRCLE = Phrase("上一方案绕成了圈：{line}", "parents go round in a circle: {line}")
_BREAK = Phrase("请改正 parent", "Mend a parent")
