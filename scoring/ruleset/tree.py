"""Walking a document that may still be faulty: what is not an object is passed over."""

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from scoring.ruleset.places import Path

Json = Mapping[str, Any]


class Node(NamedTuple):
    """A dimension or an indicator of the tree, and where it stands."""

    path: Path
    spec: Json

    @property
    def is_leaf(self) -> bool:
        return "children" not in self.spec


def nodes(document: Json) -> list[Node]:
    """Return all dimensions and indicators, parents first."""
    found = [Node(path, spec) for path, spec in objects(document, "indicators")]
    for node in found:  # grows while it is walked
        found += [Node((*node.path, *path), spec) for path, spec in objects(node.spec, "children")]
    return found


def objects(holder: Json, key: str) -> Iterator[tuple[Path, Json]]:
    """Yield path and value of the objects in the list or object that *holder* has at *key*."""
    value = holder.get(key)
    members = value.items() if isinstance(value, Mapping) else enumerate(value or ())
    for step, member in members:
        if isinstance(member, Mapping):
            yield (key, step), member


def same(name: str) -> str:
    """Return *name* as names are compared.

    >>> same("ｓｐｅｎｔ")
    'spent'
    """
    return unicodedata.normalize("NFKC", name)


def ids(found: list[Node]) -> list[str]:
    """Return the ids of *found* nodes, as names are compared."""
    return [same(node.spec["id"]) for node in found if "id" in node.spec]


def figure(number: Decimal | int) -> str:
    """Return an exact number without needless zeros.

    >>> figure(Decimal("99.50")), figure(100)
    ('99.5', '100')
    """
    return f"{Decimal(number).normalize():f}"
