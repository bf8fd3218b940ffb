"""Any ruleset, and the weights that another edition of it could have."""

from decimal import Decimal
from typing import Any

from any_ruleset import all_nodes, documents, one_of
from hypothesis import strategies as st

SLACK = "slack"
WHOLE = 1000


@st.composite
def pairs(draw: Any, **keys: Any) -> Any:
    """Draw a ruleset's document, and other weights of its nodes and profiles that add up."""
    document = draw(documents(**keys))
    slack = {
        "id": SLACK,
        "title": "其余",
        "weight": WHOLE - document["full_marks"],
        "score": {"method": "condition", "when": "ok"},
    }
    if "weights" not in document:
        document = {
            **document,
            "full_marks": WHOLE,
            "indicators": [*document["indicators"], slack],
        }
    weights: dict[str, Decimal] = {}
    roots = [_weigh(draw, node, weights) for node in document["indicators"]]
    if "weights" not in document:
        weights[SLACK] += WHOLE - sum(roots)
    profiles = {}
    for name, profile in document["profiles"].items():
        first, second = profile["weights"]
        profiles[name] = {first: weights[first] + weights[second], second: Decimal(0)}
    return document, weights, profiles


def with_points_of_its_own(document):
    """Weights that are shares leave nothing for fixed points to be points of."""
    nodes = list(all_nodes(document["indicators"]))
    relative = any("weights" in node for node in (document, *nodes))
    return not (relative and any(node.get("score", {}).get("fixed") for node in nodes))


def _weigh(draw: Any, node: dict[str, Any], weights: dict[str, Decimal]) -> Decimal:
    children = [_weigh(draw, child, weights) for child in node.get("children", ())]
    if not children:
        weight = Decimal(str(draw(one_of(0.5, 1, 2.25, 4, 7.1, 12))))
    elif "weights" in node:
        weight = Decimal(str(draw(one_of(3, 8.5, 20))))
    else:
        weight = sum(children, Decimal())
        if node["aggregate"] == "pool":
            weight -= Decimal(str(draw(one_of(0, 0.25))))
    weights[node["id"]] = weight
    return weight
