"""What differs between two lists of things that rulesets name: a change is one key of one thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.review.diff.words import Tell, label_of
from scoring.ruleset.tree import same
from scoring.words import CHINESE

Json = Mapping[str, Any]

# What only people read: a change of it moves no score.
WORDS = frozenset(
    ("title", "description", "evidence", "remedy", "reason", "message", "changes", "note", "url",
     "number", "clause", "date", "basis", "examples", "tune", "label", "required", "in_force")
)  # fmt: skip
_ONLY_READ = ("basis", "examples", "lint")
# What is meant where a key is not written.
DEFAULTS: Mapping[str, Any] = {
    "severity": "warning",
    "required": False,
    "aggregate": "sum",
    "ties": "competition",
    "tie_breakers": [],
    "check_error": "report",
    "bonus_beyond_full": False,
    "language": CHINESE,
    "aliases": [],
    "until": None,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    *section* is the ruleset's key; *kind* is added, removed, moved, renamed, reordered or
    changed, the last with its *key*. *before* and *after* are told; *scores* says whether it
    could move a score.
    """

    section: str
    kind: str
    id: str
    title: str
    key: str = ""
    before: str = ""
    after: str = ""
    scores: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """The things of one section in one of the rulesets, by id, and how their keys are told."""

    things: Mapping[str, Json]
    tell: Tell
    language: str = CHINESE


def by_id(listed: Any) -> dict[str, Json]:
    """Return the things of a section by id (grades by title), whichever way it lists them."""
    if isinstance(listed, Mapping):
        return {same(name): spec for name, spec in listed.items()}
    return {same(spec.get("id", spec.get("title"))): spec for spec in listed or ()}


def compare_things(section: str, old: Side, new: Side, keys: Mapping[str, Any]) -> Iterator[Change]:
    """Yield what was removed, added and changed by any of *keys*, in the order of the rulesets."""
    scores = section not in _ONLY_READ
    for name, spec in old.things.items():
        if name not in new.things:
            told = summary(spec, old, keys)
            yield Change(section, "removed", name, title_of(name, spec), "", told, "", scores)
    for name, spec in new.things.items():
        if name in old.things:
            yield from compare_keys(section, name, old, new, keys)
        else:
            told = summary(spec, new, keys)
            yield Change(section, "added", name, title_of(name, spec), "", "", told, scores)


def compare_keys(
    section: str, name: str, old: Side, new: Side, keys: Mapping[str, Any]
) -> Iterator[Change]:
    """Yield those of *keys* by which the thing *name* differs."""
    for key in keys:
        one, other = (side.things[name].get(key, DEFAULTS.get(key)) for side in (old, new))
        if key == "title":
            one, other = one or name, other or name
        if one == other:
            continue
        if key == "examples":  # of long lists only what differs is counted
            one, other = _only_in(one, other), _only_in(other, one)
        before, after = old.tell(key, one), new.tell(key, other)
        if before == after and key != "examples":
            if _same_but_for_spaces(one, other):
                continue
            before, after = str(one), str(other)
        title, scores = (
            title_of(name, new.things[name]),
            key not in WORDS and section not in _ONLY_READ,
        )
        yield Change(section, "changed", name, title, key, before, after, scores)


def summary(spec: Json, side: Side, keys: Mapping[str, Any]) -> str:
    """Return what a thing that only one ruleset has says, but for what only people read."""
    told = [
        f"{label_of(key, keys, side.language)} {side.tell(key, spec[key])}"
        for key in keys
        if key in spec and key not in ("id", *WORDS)
    ]
    return side.tell("", told)


def title_of(name: str, spec: Json) -> str:
    """Return what people call the thing *name*."""
    return str(spec.get("title", name))


def _only_in(one: list[Json] | None, other: list[Json] | None) -> list[Json]:
    return [entry for entry in one or () if entry not in (other or ())]


def _same_but_for_spaces(one: Any, other: Any) -> bool:
    return "".join(str(one).split()) == "".join(str(other).split())
