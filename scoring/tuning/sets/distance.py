"""How far weights are from others."""

from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any, NamedTuple

from scoring.expression.scopes import nodes_of
from scoring.model import Indicator, Ruleset
from scoring.plan import with_weights
from scoring.tuning.sets.fitting import complete
from scoring.tuning.sets.weight_set import WeightSet, to_json
from scoring.weights import weights_of


class Distance(NamedTuple):
    """The points that change hands between indicators, the *largest* of one, and *changed* ones."""

    moved: float
    largest: float
    changed: int


def distance_of(ruleset: Ruleset, made: WeightSet) -> Distance:
    """Return how far *made* is from the approved weights of *ruleset*, in points.

    Half the city-block distance (Minkowski's of order 1) of the indicators' weights: each point
    that one loses and another gains counts once.
    """
    other = with_weights(ruleset, complete(ruleset, made.weights), made.profiles)
    before, after = weights_of(ruleset, {}), weights_of(other, {})
    names = [n.id for n in nodes_of(ruleset.indicators) if isinstance(n, Indicator)]
    moved = [abs(after[name] - before[name]) for name in names]
    return Distance(
        moved=_rounded(sum(moved, Fraction()) / 2),
        largest=_rounded(max(moved, default=Fraction())),
        changed=sum(map(bool, moved)),
    )


def digest_of(ruleset: Ruleset, made: WeightSet) -> dict[str, Any]:
    """Return what a result tells of a set that it comes to: id, digest, and distance."""
    digest = sha256(to_json(made).encode()).hexdigest()
    return {"id": made.id, "sha256": digest, "distance": distance_of(ruleset, made).moved}


def _rounded(points: Fraction) -> float:
    return float(round(Decimal(points.numerator) / Decimal(points.denominator), 6))
