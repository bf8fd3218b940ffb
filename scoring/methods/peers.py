"""What a peer group's values are compared with: the best, the worst, the mean or the median."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats

# Rounded, or equal values would miss their own mean by binary dust.
REFERENCES: Mapping[str, Callable[[Floats], float]] = {
    "mean": lambda ordered: round(float(np.mean(ordered)), 9),
    "median": lambda ordered: round(float(np.median(ordered)), 9),
}


def figures_among(values: Floats, against: str, better: str) -> dict[str, Any]:
    """Return one group's figures, from sorted values so that no order of rows moves a bit."""
    ordered = np.sort(values)
    higher = better == "higher"
    best, worst = (ordered[-1], ordered[0]) if higher else (ordered[0], ordered[-1])
    ahead = (
        len(ordered) - np.searchsorted(ordered, values, side="right")
        if higher
        else np.searchsorted(ordered, values, side="left")
    )
    reference = REFERENCES[against](ordered) if against in REFERENCES else best
    return {"reference": reference, "worst": worst, "rank": ahead + 1, "count": len(ordered)}


def groups_of(rows: NDArray[np.int64], peers: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return *rows* split by peer group."""
    order = rows[np.argsort(peers[rows], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(peers[order])) + 1) if len(order) else []
