"""The scoring method of an indicator, from its JSON."""

from decimal import Decimal

from scoring.methods import METHODS, Method
from scoring.ruleset.tree import Json


def method_of(leaf: Json) -> Method | None:
    """Return the scoring method of a leaf; None where the leaf does not say enough.

    Its points are out of the leaf's weight, unless it says of how many they are.
    """
    score = leaf.get("score")
    if not score or "weight" not in leaf:
        return None
    measure = leaf["weight"] if score.get("fixed") else score.get("out_of", leaf["weight"])
    return METHODS[score["method"]].from_spec(score, Decimal(measure))
