"""Policies that move points elsewhere: to where, and never round in a circle."""

from collections.abc import Iterator
from typing import Any

from scoring.errors import use_instead
from scoring.ruleset.cycles import in_order
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, Node, ids, nodes, same
from scoring.words import Phrase

STATES = ("missing", "not_applicable", "undefined", "invalid")


def move_slips(document: Json) -> Iterator[Slip]:
    """Yield moves to nowhere, and moves that could go round in a circle."""
    tree = nodes(document)
    known = ids(tree)
    for path, target in _written(document, tree):
        if same(target) not in known:
            yield Slip(path, _UNKNOWN(name=target), use_instead(target, known))
    leaves = {same(node.spec["id"]): node for node in tree if node.is_leaf and "id" in node.spec}
    moves = {name: dict(_moves(document, tree, leaf)) for name, leaf in leaves.items()}
    graph = {name: _reached(tree, to) for name, to in moves.items()}
    for cycle in in_order(graph)[1]:
        place = next(p for to, p in moves[cycle[0]].items() if cycle[1] in _reached(tree, {to: p}))
        yield Slip(place, CYCLE(cycle=" → ".join(cycle)), _BREAK())


def _written(document: Json, tree: list[Node]) -> Iterator[tuple[Path, str]]:
    """Yield where each move is written, and its target."""
    holders: list[tuple[Path, Json]] = [(("policies",), document.get("policies") or {})]
    holders += [(node.path, node.spec) for node in tree]
    for path, holder in holders:
        for state in STATES:
            for where, policy in _policies(path, holder, state):
                if isinstance(policy, dict) and "move_to" in policy:
                    yield (*where, "move_to"), policy["move_to"]


def _policies(path: Path, holder: Json, state: str) -> Iterator[tuple[Path, Any]]:
    """Yield the policy that *holder* itself has for *state*."""
    policy = holder.get(state)
    if state == "not_applicable" and path != ("policies",):
        if policy and "then" in policy:
            yield (*path, state, "then"), policy["then"]
    elif policy is not None:
        yield (*path, state), policy


def _moves(document: Json, tree: list[Node], leaf: Node) -> Iterator[tuple[str, Path]]:
    """Yield the targets that a leaf's points may move to, its own policies before the general."""
    general = document.get("policies") or {}
    for state in STATES:
        own = list(_policies(leaf.path, leaf.spec, state))
        for where, policy in own or _policies(("policies",), general, state):
            if isinstance(policy, dict) and "move_to" in policy:
                target = same(policy["move_to"])
                # Of a general policy the target itself has nowhere to move to: it stays.
                if own or same(leaf.spec["id"]) not in _reached(tree, [target]):
                    yield target, (*where, "move_to")


def _reached(tree: list[Node], targets: Any) -> list[str]:
    """Return the leaves among which points moved to *targets* end up."""
    if not targets:
        return []
    found = [node for node in tree if same(node.spec.get("id", "")) in targets]
    inside = [
        leaf
        for leaf in tree
        if leaf.is_leaf and any(leaf.path[: len(node.path)] == node.path for node in found)
    ]
    return ids(inside)


_UNKNOWN = Phrase("没有名为「{name}」的指标可移入", 'there is no indicator "{name}" to move to')
CYCLE = Phrase("分值绕成了圈：{cycle}", "points would move in a circle: {cycle}")
_BREAK = Phrase(
    "请让移入的指标改用不移动分值的处理办法",
    "Give the indicator moved to a policy that moves nothing",
)
