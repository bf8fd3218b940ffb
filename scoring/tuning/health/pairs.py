"""Indicators beside each other: the nearest sibling, and those that say the same."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from scoring.plan import Plan
from scoring.points import Floats

Json = dict[str, Any]
SAME = 0.95


def nearest_siblings(plan: Plan, matrix: Floats) -> Iterator[Json | None]:
    """Yield of each indicator the sibling with the strongest correlation in *matrix*, and r."""
    parents = [leaf.path[-1].id if leaf.path else "" for leaf in plan.leaves]
    family = np.unique(parents, return_inverse=True)[1]
    siblings = (family[:, None] == family) & ~np.eye(len(family), dtype=np.bool_)
    strength = np.where(siblings & ~np.isnan(matrix), np.abs(matrix), -1.0)
    for place, other in enumerate(strength.argmax(axis=1).tolist()):
        known = strength[place, other] >= 0
        yield pair(plan, matrix, place, other) if known else None


def twins(plan: Plan, matrix: Floats) -> list[list[Json]]:
    """Return of each indicator those, anywhere, that it goes with or against almost entirely."""
    close = (np.nan_to_num(np.abs(matrix)) >= SAME) & ~np.eye(len(matrix), dtype=np.bool_)
    return [
        [pair(plan, matrix, place, other) for other in np.flatnonzero(row).tolist()]
        for place, row in enumerate(close)
    ]


def pair(plan: Plan, matrix: Floats, place: int, other: int) -> Json:
    """Return what the *other* indicator is called, and its correlation with that at *place*."""
    leaf = plan.leaves[other]
    return {
        "id": leaf.id,
        "title": leaf.indicator.title,
        "r": round(float(matrix[place, other]), 6),
    }


def strongest(health: Mapping[str, Any], least: float) -> list[tuple[Json, Json, float]]:
    """Return every two indicators of the document with |r| of at *least* that, strongest first."""
    entries, found = health["indicators"], []
    for place, row in enumerate(health["correlations"]):
        for other, r in enumerate(row[:place]):
            if r is not None and abs(r) >= least:
                found.append((entries[other], entries[place], r))
    return sorted(found, key=lambda entry: -abs(entry[2]))
