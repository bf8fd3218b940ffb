"""A chain of weight sets: who changed what, from which set, and why."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.errors import Problem, WeightError
from scoring.expression.scopes import nodes_of
from scoring.model import Ruleset
from scoring.tuning.documents import number_of
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.sets.distance import distance_of
from scoring.tuning.sets.fitting import complete
from scoring.tuning.sets.weight_set import WeightSet, approved_set, given_twice
from scoring.words import Phrase

Json = dict[str, Any]
_TOLD = ("id", "parent", "author", "date", "method", "reason", "sha256")


def history_of(ruleset: Ruleset, sets: Sequence[WeightSet], language: str | None = None) -> Json:
    """Return *sets*, each after its parent, with what it changed; the ruleset itself comes first.

    A set whose parent is not among them is compared with the ruleset, and says so (``orphan``).
    WeightError where two share an id, or the chain goes round in a circle.
    """
    spoken = language or ruleset.language
    named = {made.id: made for made in sets}
    problems = [*given_twice(sets), *_circles(sets, named)]
    if problems:
        raise WeightError(problems)
    titles = {node.id: node.title for node in nodes_of(ruleset.indicators)}
    entries = []
    for made in _in_order(sets):
        parent = named.get(made.parent, approved_set(ruleset))
        before, after = (complete(ruleset, each.weights) for each in (parent, made))
        distance = distance_of(ruleset, made)
        entries.append(
            {
                **{key: getattr(made, key) or None for key in _TOLD},
                "from": parent.id if made.parent in named else _name(ruleset),
                "orphan": bool(made.parent) and made.parent not in named,
                "distance": distance.moved,
                "changes": list(_changes(titles, before, after)),
            }
        )
    told = [{key: entry[key] for key in ("id", "sha256", "distance")} for entry in entries]
    return {
        "history_version": 1,
        **stamp_of(
            ruleset, spoken, sets=[{**each, "sha256": each["sha256"] or ""} for each in told]
        ),
        "history": entries,
    }


def _name(ruleset: Ruleset) -> str:
    return f"{ruleset.id}@{ruleset.edition}"


def _changes(
    titles: Mapping[str, str], before: Mapping[str, Decimal], after: Mapping[str, Decimal]
) -> Iterator[Json]:
    for name, title in titles.items():
        if before[name] != after[name]:
            one, other = number_of(before[name]), number_of(after[name])
            yield {"id": name, "title": title, "before": one, "after": other}


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
