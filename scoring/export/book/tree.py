"""The tree of indicators as the book lays it out: a row or a column for every node."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
CHOICES = ("best", "worst")


@dataclass(frozen=True, slots=True)
class Node:
    """A dimension or an indicator; *aggregate* is empty for an indicator."""

    id: str
    title: str
    depth: int
    parent: str | None
    aggregate: str
    told: Json

    @property
    def is_leaf(self) -> bool:
        return not self.aggregate


@dataclass(frozen=True, slots=True)
class Tree:
    """All *nodes*, parents first; *children* of a node, and of None, as the ruleset lists them."""

    nodes: tuple[Node, ...]
    by_id: Mapping[str, Node]
    children: Mapping[str | None, tuple[str, ...]]

    @property
    def leaves(self) -> list[Node]:
        return [node for node in self.nodes if node.is_leaf]

    @property
    def roots(self) -> tuple[str, ...]:
        return self.children[None]

    def siblings(self) -> list[tuple[str | None, list[str]]]:
        """Return what shares the marks of each parent, by id, as ties of remainders go."""
        groups: list[str | None] = [None, *(n.id for n in self.nodes if not n.is_leaf)]
        return [(parent, sorted(self.children[parent])) for parent in groups]

    def ancestors(self, name: str) -> list[str]:
        """Return *name* and all above it."""
        line = [name]
        while (parent := self.by_id[line[-1]].parent) is not None:
            line.append(parent)
        return line

    def below(self, name: str) -> Iterator[str]:
        for child in self.children.get(name, ()):
            yield child
            yield from self.below(child)


def tree_of(report: Json) -> Tree:
    """Return the tree of the rules in *report*."""
    nodes = tuple(_nodes(report["rules"]["tree"], 0, None))
    children: dict[str | None, list[str]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node.id)
    listed = {parent: tuple(names) for parent, names in children.items()}
    return Tree(nodes, {node.id: node for node in nodes}, listed)


def _nodes(told: Sequence[Json], depth: int, parent: str | None) -> Iterator[Node]:
    for each in told:
        aggregate = each.get("aggregate", "")
        yield Node(each["id"], each["title"], depth, parent, aggregate, each)
        yield from _nodes(each.get("children", ()), depth + 1, each["id"])
