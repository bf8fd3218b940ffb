"""Weights: in every dimension, at the roots and in every profile they add up, exactly."""

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoring.errors import use_instead
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, Node, figure, ids, nodes, objects, same
from scoring.words import Message, Phrase


def weight_slips(document: Json) -> Iterator[Slip]:
    """Yield where weights do not add up, and by how much."""
    slips = list(_tree_slips(document))
    yield from slips
    for path, profile in objects(document, "profiles"):
        where, weights = (*path, "weights"), profile.get("weights") or {}
        named = list(_named_slips(nodes(document), where, weights))
        yield from named
        if not (slips or named or "weights" in document):
            yield from _total_slips(document, where, weights)


def _tree_slips(document: Json) -> Iterator[Slip]:
    due, is_relative = document.get("full_marks"), "weights" in document
    flaw = _sum_flaw(_ROOTS(), _weights(document, "indicators"), due, is_relative, "sum")
    if flaw:
        yield Slip(("indicators",), *flaw)
    for node in nodes(document):
        if not node.is_leaf:
            yield from _dimension_slips(node)


def _dimension_slips(node: Node) -> Iterator[Slip]:
    whose = _CHILDREN(title=node.spec.get("title", node.spec.get("id", "")))
    aggregate = node.spec.get("aggregate", "sum")
    is_relative = "weights" in node.spec
    weights, due = _weights(node.spec, "children"), node.spec.get("weight")
    flaw = _sum_flaw(whose, weights, due, is_relative, aggregate)
    if flaw:
        yield Slip((*node.path, "weight"), *flaw)


def _weights(holder: Json, key: str) -> list[Any]:
    """Return the weights of the nodes that *holder* has at *key*, None for unknown ones."""
    found = [spec.get("weight") for _, spec in objects(holder, key)]
    return found + [None] * (len(holder.get(key, ())) - len(found))


def _sum_flaw(
    whose: Message, weights: list[Any], due: Any, is_relative: bool, aggregate: str
) -> tuple[Message, Message] | None:
    """Return problem and remedy where *weights* do not come to what is *due*; None if unknown."""
    if None in weights or (due is None and not is_relative):
        return None
    total = sum(weights, Decimal(0))
    if is_relative:
        return None if total > 0 else (_NO_WEIGHT(whose=whose), _GIVE_WEIGHT())
    either_or = aggregate in ("best", "worst") and all(weight == due for weight in weights)
    if total == due or either_or or (aggregate == "pool" and total > due):
        return None
    return _off(whose, total, Decimal(due)), _REMEDIES.get(aggregate, _ADJUST)()


def _off(whose: Message, total: Decimal, due: Decimal) -> Message:
    phrase = _SHORT if total < due else _OVER
    gap = figure(abs(total - due))
    return phrase(whose=whose, total=figure(total), due=figure(due), gap=gap)


# --- profiles ---------------------------------------------------------------------------------


def _named_slips(tree: list[Node], path: Path, given: Json) -> Iterator[Slip]:
    """Yield what a profile names that is not there, or together with what is inside of it."""
    known = ids(tree)
    twice = list(_named_twice(tree, {same(name) for name in given}))
    for name in given:
        if same(name) not in known:
            problem = _UNKNOWN(name=name)
            yield Slip((*path, name), problem, use_instead(name, known), True)
        elif same(name) in twice:
            yield Slip((*path, name), _TWICE(name=name), _NAME_ONE(), True)


def _total_slips(document: Json, path: Path, given: Json) -> Iterator[Slip]:
    weights = {same(name): weight for name, weight in given.items()}
    roots = [_weight_under(spec, weights) for _, spec in objects(document, "indicators")]
    due = document.get("full_marks")
    if due is not None and None not in roots and sum(roots) != due:
        yield Slip(
            path,
            _off(_PROFILE(name=path[1]), sum(roots, Decimal(0)), Decimal(due)),
            _ADJUST_PROFILE(),
        )


def _named_twice(tree: list[Node], weights: Container[str]) -> Iterator[str]:
    """Yield the dimensions that are named together with a node inside of them."""
    for node in tree:
        name = same(node.spec.get("id", ""))
        inside = [n for n in tree if n.path[: len(node.path)] == node.path and n is not node]
        if name in weights and any(inner in weights for inner in ids(inside)):
            yield name


def _weight_under(spec: Json, weights: Mapping[str, Any]) -> Any:
    """Return the weight of a node under a profile; None where one is unknown."""
    declared = weights.get(same(spec.get("id", "")), spec.get("weight"))
    children = [child for _, child in objects(spec, "children")]
    aggregate = spec.get("aggregate", "sum")
    if aggregate == "pool" or not _names_inside(spec, weights):
        return declared
    below = [_weight_under(child, weights) for child in children]
    if None in below:
        return None
    return max(below) if aggregate in ("best", "worst") else sum(below)


def _names_inside(spec: Json, weights: Mapping[str, Any]) -> bool:
    return any(
        same(child.get("id", "")) in weights or _names_inside(child, weights)
        for _, child in objects(spec, "children")
    )


_ROOTS = Phrase("一级指标", "the first level")
_CHILDREN = Phrase("「{title}」的下级指标", '"{title}"')
_PROFILE = Phrase("改用「{name}」的权重后各指标", 'the profile "{name}"')
_SHORT = Phrase(
    "{whose}权重合计 {total}，应为 {due}，少 {gap}",
    "the weights of {whose} add up to {total}, not {due}: {gap} short",
)
_OVER = Phrase(
    "{whose}权重合计 {total}，应为 {due}，多 {gap}",
    "the weights of {whose} add up to {total}, not {due}: {gap} too many",
)
_NO_WEIGHT = Phrase("{whose}没有大于 0 的权重", "{whose} has no weight above 0")
OFF = (_SHORT, _OVER, _NO_WEIGHT)
_GIVE_WEIGHT = Phrase("请至少给一个指标权重", "Give one of them a weight")
_ADJUST = Phrase(
    '请调整权重；按比例折算的，在上一级写明 "weights": "relative"',
    'Adjust the weights, or take shares with "weights": "relative" above them',
)
_EITHER_OR = Phrase(
    "请使各下级权重都等于上级权重，或合计等于它",
    "Give each child the weight of the parent, or make them add up to it",
)
_REMEDIES = {
    "best": _EITHER_OR,
    "worst": _EITHER_OR,
    "pool": Phrase("下级权重合计不应小于上级权重", "Let them add up to the parent's or more"),
}
_UNKNOWN = Phrase("没有名为「{name}」的指标", 'there is no indicator "{name}"')
_TWICE = Phrase(
    "「{name}」与其下级指标同时写了权重", '"{name}" and something inside it both have a weight here'
)
_NAME_ONE = Phrase("请只写上级，或只写下级", "Name the one or the other")
_ADJUST_PROFILE = Phrase("请调整本方案的权重，使合计等于满分", "Adjust the weights of this profile")
