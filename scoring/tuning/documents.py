"""A ruleset's document with other weights, in which every rule still means what it meant."""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from scoring.methods import METHODS
from scoring.plan.reweighing import Given
from scoring.ruleset.tree import nodes, same

Json = dict[str, Any]


def with_weights_written(
    document: Mapping[str, Any], weights: Given, profiles: Mapping[str, Given] | None = None
) -> Json:
    """Return a copy of *document* (whole, as read from JSON) with other *weights* of nodes, by id.

    Points named or entered stay the share that they were: where the weight no longer tells of how
    many they are, ``out_of`` does. Fixed points stay points. *profiles*, by name, are replaced
    likewise.
    """
    written = deepcopy(dict(document))
    for node in nodes(written):
        name = same(node.spec["id"])
        if name in weights and Decimal(str(node.spec["weight"])) != weights[name]:
            _weigh(node.spec, weights[name])
    for name, given in (profiles or {}).items():
        own = written["profiles"][name]["weights"]
        keys = {same(key): key for key in own}
        own |= {keys.get(node, node): number_of(weight) for node, weight in given.items()}
    return written


def number_of(weight: Decimal) -> int | float:
    """Return *weight* as it is best written in JSON.

    >>> number_of(Decimal("12.00")), number_of(Decimal("2.5"))
    (12, 2.5)
    """
    return int(weight) if weight == weight.to_integral_value() else float(weight)


def _weigh(spec: Any, weight: Decimal) -> None:
    before, score = Decimal(str(spec["weight"])), spec.get("score")
    spec["weight"] = number_of(weight)
    if score and "out_of" not in score and not score.get("fixed"):
        method = METHODS[score["method"]]
        if method.from_spec(score, before) != method.from_spec(score, weight):
            score["out_of"] = number_of(before)
