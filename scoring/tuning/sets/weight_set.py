"""A weight set: the weights of one ruleset, and who set them, when, how and why."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from scoring.errors import Problem
from scoring.expression.scopes import nodes_of
from scoring.model import Ruleset
from scoring.tuning.documents import number_of
from scoring.words import Phrase

VERSION = 1
Given = Mapping[str, Decimal]


class Rules(NamedTuple):
    """The edition that a set is made for, and the digest of its file."""

    id: str
    edition: str
    sha256: str


@dataclass(frozen=True, slots=True)
class WeightSet:
    """*weights* of nodes by id, as a ruleset writes them, made for the edition *rules*.

    Nodes that are not named keep their weight; a dimension of which only parts are named weighs
    what they come to. *profiles* replaces weights in profiles, by name. *parent* is the id of the
    set that this one was made from, empty for the ruleset itself. *sha256* is of its file *path*;
    *places* are where weights stand in it.
    """

    id: str
    rules: Rules
    weights: Given
    parent: str = ""
    author: str = ""
    date: str = ""
    reason: str = ""
    method: str = ""
    profiles: Mapping[str, Given] = field(default_factory=dict)
    sha256: str = field(default="", compare=False)
    path: str = field(default="", compare=False)
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    def place_of(self, name: str) -> str:
        """Return where the weight of a node stands in the file, as near as is known."""
        return self.places.get(name, f"{self.path or self.id} /weights/{name}")


def rules_of(ruleset: Ruleset) -> Rules:
    """Return what a set made for *ruleset* says of it."""
    return Rules(ruleset.id, ruleset.edition, ruleset.sha256)


def approved_set(ruleset: Ruleset) -> WeightSet:
    """Return the weights that *ruleset* declares, as a set."""
    weights = {node.id: node.weight for node in nodes_of(ruleset.indicators)}
    return WeightSet(f"{ruleset.id}-{ruleset.edition}", rules_of(ruleset), weights)


def named_by_content(made: WeightSet) -> WeightSet:
    """Return *made* with an id that follows from what it holds: the same for the same set."""
    digest = sha256(to_json(replace(made, id="")).encode()).hexdigest()
    return replace(made, id=f"w-{digest[:8]}")


def given_twice(sets: Sequence[WeightSet]) -> Iterator[Problem]:
    """Yield where sets of one id are, and whether they are the same."""
    ids = [made.id for made in sets]
    for name in {n: 0 for n in ids if ids.count(n) > 1}:
        own = [made for made in sets if made.id == name]
        same = all(made == own[0] for made in own)
        place = " ".join(made.path or made.id for made in own)
        yield Problem(place, (_AGAIN if same else _TWICE)(id=name), _ONCE() if same else _RENAME())


def digest_of(made: WeightSet) -> str:
    """Return the SHA-256 of the file that *made* was read from, or will be written to."""
    return made.sha256 or sha256(to_json(made).encode()).hexdigest()


def to_json(made: WeightSet) -> str:
    """Return the document of a set; reading it back gives an equal one."""
    document: dict[str, Any] = {
        "weight_set_version": VERSION,
        "id": made.id,
        "parent": made.parent or None,
        "author": made.author,
        "date": made.date,
        "reason": made.reason,
        "method": made.method,
        "ruleset": made.rules._asdict(),
        "weights": {name: number_of(weight) for name, weight in made.weights.items()},
    }
    if made.profiles:
        document["profiles"] = {
            name: {node: number_of(weight) for node, weight in weights.items()}
            for name, weights in made.profiles.items()
        }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


_AGAIN = Phrase("方案「{id}」给了不止一次", 'the set "{id}" is given more than once')
_ONCE = Phrase("请只给一次", "Give it once")
_TWICE = Phrase("标识「{id}」用了不止一次", 'the id "{id}" is used more than once')
_RENAME = Phrase("请改用不同的标识", "Give each set an id of its own")
