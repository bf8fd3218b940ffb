"""What differs between two indicator trees: who came, went, moved, and by which rule is judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from scoring.explanation.voice import Voice
from scoring.plan import Leaf
from scoring.review.diff.changes import Change, Side, compare_keys
from scoring.review.diff.words import teller
from scoring.ruleset.tree import nodes, same
from scoring.ruleset.tree_keys import DIMENSION, LEAF
from scoring.words import Phrase, plain

_SECTION = "indicators"
_TOLD_APART = ("id", "title", "children", "score")
_KEYS = {k: v for k, v in {**LEAF, **DIMENSION}.items() if k not in _TOLD_APART}


@dataclass(frozen=True)
class Tree:
    """The nodes of one ruleset by id: as written, with their parents, and ready to judge."""

    voice: Voice

    @cached_property
    def specs(self) -> dict[str, Mapping[str, Any]]:
        found = nodes(self.voice.ruleset.document)
        return {same(node.spec["id"]): node.spec for node in found}

    @cached_property
    def leaves(self) -> dict[str, Leaf]:
        return {leaf.id: leaf for leaf in self.voice.plan.leaves}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The id above each node, empty above the roots."""
        above = dict.fromkeys(self.specs, "")
        for name, spec in self.specs.items():
            above |= {same(child["id"]): name for child in spec.get("children", ())}
        return above

    def title(self, name: str) -> str:
        return self.voice.nodes.get(name, name)


def matches(old: Tree, new: Tree) -> dict[str, str]:
    """Return the old id of each new node: its own, else that of the only old one of its title.

    A node that is nowhere else, is of the same sort and has the same title got another id.
    """
    matched = {
        name: name for name in new.specs if name in old.specs and _alike(old, name, new, name)
    }
    gone = [name for name in old.specs if name not in matched.values()]
    for name in new.specs:
        known = [o for o in gone if old.title(o) == new.title(name) and _alike(old, o, new, name)]
        if name not in matched and len(known) == 1:
            matched[name] = known[0]
            gone.remove(known[0])
    return matched


def _alike(old: Tree, one: str, new: Tree, other: str) -> bool:
    return (one in old.leaves) == (other in new.leaves)


def compare_trees(old: Tree, new: Tree, matched: Mapping[str, str]) -> Iterator[Change]:
    """Yield every change of the tree, in the order of the rulesets."""
    for name in old.specs:
        if name not in matched.values():
            yield Change(_SECTION, "removed", name, old.title(name), before=_summary(old, name))
    for name in new.specs:
        if name in matched:
            yield from _compare_nodes(old, matched[name], new, name, matched)
        else:
            yield Change(_SECTION, "added", name, new.title(name), after=_summary(new, name))


def _compare_nodes(
    old: Tree, was: str, new: Tree, name: str, matched: Mapping[str, str]
) -> Iterator[Change]:
    change = Change(_SECTION, "renamed", name, new.title(name))
    if was != name:
        yield replace(change, key="id", before=was, after=name, scores=False)
    if old.title(was) != new.title(name):
        one, other = old.title(was), new.title(name)
        yield replace(change, key="title", before=one, after=other, scores=False)
    above, below = old.parents[was], new.parents[name]
    if above != matched.get(below, "" if not below else None):
        yield replace(change, kind="moved", before=old.title(above), after=new.title(below))
    before = Side({name: old.specs[was]}, teller(old.voice))
    after = Side({name: new.specs[name]}, teller(new.voice))
    yield from compare_keys(_SECTION, name, before, after, _KEYS)
    if name in new.leaves:
        yield from _compare_rules(old, old.leaves[was], new, new.leaves[name])


def _compare_rules(old: Tree, was: Leaf, new: Tree, leaf: Leaf) -> Iterator[Change]:
    """Yield how a rule differs: the clauses that do, or all of them for another method."""
    one, other = old.voice.rule(was), new.voice.rule(leaf)
    same_method = was.indicator.method.name == leaf.indicator.method.name
    if one == other:
        unchanged = was.indicator.method == leaf.indicator.method
        if unchanged or was.indicator.weight != leaf.indicator.weight:
            return  # in points, the rule is what it was
        one, other = ([str(tree.specs[n.id]["score"])] for tree, n in ((old, was), (new, leaf)))
    elif same_method:
        one, other = _different(one, other)
    semicolon = new.voice.say(_SEMICOLON())
    title, before, after = leaf.indicator.title, semicolon.join(one), semicolon.join(other)
    yield Change(_SECTION, "changed", leaf.id, title, "score", before, after)


def _different(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    before = [clause for _, start, stop, _, _ in changed for clause in one[start:stop]]
    after = [clause for _, _, _, start, stop in changed for clause in other[start:stop]]
    return before, after


def _summary(tree: Tree, name: str) -> str:
    weight = _WEIGHS(weight=plain(tree.specs[name]["weight"]))
    if name not in tree.leaves:
        return tree.voice.say(weight)
    leaf = tree.leaves[name]
    value = tree.voice.expression(leaf.indicator.value) if leaf.indicator.value else ""
    parts = [tree.voice.say(weight), value, *tree.voice.rule(leaf)]
    return tree.voice.say(_SEMICOLON()).join(part for part in parts if part)


_SEMICOLON = Phrase("；", "; ")
_WEIGHS = Phrase("权重 {weight}", "weight {weight}")
