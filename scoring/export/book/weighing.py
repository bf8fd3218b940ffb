"""What every node weighs, as formulas over the weights that people may change.

As in ``scoring.weights``: a node's share of its parent's weight is its own over its siblings'.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.export.book.cells import Live, greatest, total
from scoring.export.book.tree import CHOICES, Node, Tree

Json = Mapping[str, Any]
Place = Callable[[str, int], str]  # the cell of a node in a scheme of weights


@dataclass(frozen=True, slots=True)
class Weights:
    """The schemes of weights, the general one first: what was declared, and what it comes to.

    *declared* holds per scheme and node a figure that people enter, or a formula; *effective*
    the points that the node weighs.
    """

    declared: tuple[Mapping[str, Live | float], ...]
    effective: tuple[Mapping[str, Live], ...]


def weigh(report: Json, tree: Tree, declared_at: Place, effective_at: Place, full: str) -> Weights:
    """Return the weights of *report*; *declared_at* and *effective_at* say where each stands."""
    profiles = [profile["weights"] for profile in report["rules"]["profiles"]]
    declared = [_general(tree, declared_at)]
    for scheme, given in enumerate(profiles, start=1):
        declared.append(_profile(tree, given, declared[0], scheme, declared_at))
    whole = Live(full, float(report["ruleset"]["full_marks"]))
    effective = []
    for scheme, weights in enumerate(declared):
        found: dict[str, Live] = {}
        values = {name: value_of(weight) for name, weight in weights.items()}
        places = _Places(scheme, values, declared_at, effective_at)
        _share(tree, None, whole, places, found)
        effective.append(found)
    return Weights(tuple(declared), tuple(effective))


def value_of(weight: Live | float) -> float:
    return weight.value if isinstance(weight, Live) else weight


def _general(tree: Tree, place: Place) -> dict[str, Live | float]:
    """Return the declared weights; those of dimensions follow from what is below them."""
    weights: dict[str, Live | float] = {}
    for node in tree.nodes:
        own = float(node.told["weight"])
        enters = node.is_leaf or node.told["relative"] or node.aggregate == "pool"
        weights[node.id] = own if enters else Live(_gathered(tree, node, 0, place), own)
    return weights


def _gathered(tree: Tree, node: Node, scheme: int, place: Place) -> str:
    """Return the weight of a dimension as what is below it makes it up."""
    children = [tree.by_id[name] for name in tree.children[node.id]]
    cells = [place(child.id, scheme) for child in children]
    each_is_all = all(child.told["weight"] == node.told["weight"] for child in children)
    return greatest(cells) if node.aggregate in CHOICES and each_is_all else total(cells)


def _profile(
    tree: Tree, given: Json, general: Mapping[str, Live | float], scheme: int, place: Place
) -> dict[str, Live | float]:
    """Return a profile's weights: those it gives, and the general ones for what it leaves."""
    weights: dict[str, Live | float] = {}
    for node in reversed(tree.nodes):
        if node.id in given:
            weights[node.id] = float(given[node.id])
        elif node.aggregate in ("", "pool") or given.keys().isdisjoint(tree.below(node.id)):
            weights[node.id] = Live(place(node.id, 0), value_of(general[node.id]))
        else:
            below = tree.children[node.id]
            combine, said = (max, greatest) if node.aggregate in CHOICES else (sum, total)
            text = said(place(child, scheme) for child in below)
            weights[node.id] = Live(text, float(combine(value_of(weights[c]) for c in below)))
    return weights


@dataclass(frozen=True, slots=True)
class _Places:
    scheme: int
    values: Mapping[str, float]
    declared: Place
    effective: Place

    def own(self, name: str) -> Live:
        return Live(self.declared(name, self.scheme), self.values[name])


def _share(
    tree: Tree, parent: str | None, weight: Live, places: _Places, found: dict[str, Live]
) -> None:
    """Share the *weight* of *parent* among what is below it."""
    aggregate = tree.by_id[parent].aggregate if parent is not None else "sum"
    children = [places.own(name) for name in tree.children[parent]]
    whole = Live(total(c.text for c in children), sum(c.value for c in children))
    if aggregate == "pool" and parent is not None:
        whole = places.own(parent)
    for name, own in zip(tree.children[parent], children, strict=True):
        if aggregate in CHOICES:
            text, value = f"IF({own.text}>0,{weight.text},0)", weight.value if own.value else 0.0
        else:
            text = f"IF({whole.text}>0,{weight.text}*{own.text}/{whole.text},0)"
            value = weight.value * own.value / whole.value if whole.value else 0.0
        found[name] = Live(text, value)
        if name in tree.children:
            here = Live(places.effective(name, places.scheme), value)
            _share(tree, name, here, places, found)
