"""Which indicators give their weight away: departments that lack the same share a pattern."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scoring.export.book.tree import Tree

Json = Mapping[str, Any]
_GIVING = ("redistribute", "redistribute_all", "move_to")


class Gift(NamedTuple):
    """An indicator whose weight goes elsewhere, by which policy, and where it is moved to."""

    indicator: str
    policy: str
    target: str


class Pattern(NamedTuple):
    """The scheme of weights (0: the general one) and what gives its weight away."""

    scheme: int
    gifts: tuple[Gift, ...]


def patterns_of(report: Json, tree: Tree) -> tuple[list[Pattern], list[int]]:
    """Return all patterns, the plain one first, and the number of each department's."""
    known: dict[Pattern, int] = {Pattern(0, ()): 0}
    names = [profile["name"] for profile in report["rules"]["profiles"]]
    schemes = {None: 0, **{name: number for number, name in enumerate(names, start=1)}}
    numbers = []
    for department in report["departments"]:
        gifts = tuple(_gifts(department["indicators"], tree))
        pattern = Pattern(schemes[department["profile"]], gifts)
        numbers.append(known.setdefault(pattern, len(known)))
    return list(known), numbers


def _gifts(indicators: Sequence[Json], tree: Tree) -> list[Gift]:
    gifts = []
    for told in indicators:
        if told["policy"] in _GIVING:
            policy = tree.by_id[told["id"]].told["policies"][told["status"]]
            target = policy["move_to"] if told["policy"] == "move_to" else ""
            gifts.append(Gift(told["id"], told["policy"], target))
    return gifts


def sources_first(gifts: Sequence[Gift]) -> list[Gift]:
    """Return the gifts to a named target, each after those that move weight to its giver."""
    waiting = {gift.indicator: gift for gift in sorted(gifts) if gift.policy == "move_to"}
    ordered: list[Gift] = []
    while free := [n for n in waiting if n not in {gift.target for gift in waiting.values()}]:
        ordered += [waiting.pop(name) for name in free]
    return ordered + list(waiting.values())
