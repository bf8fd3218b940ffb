"""Full marks under many weights at once, not rounded to whole marks."""

import numpy as np

from scoring.evaluation.marks import Pattern, share_drawn
from scoring.plan import Plan
from scoring.points import Floats


def leaf_marks(plan: Plan, pattern: Pattern, weights: Floats) -> Floats:
    """Return the full marks of m leaves, in points, of departments of *pattern*.

    *weights* (k, m) are k times the weights of the leaves in points, of a tree of sums; a row of
    the result (k, m) adds up to the full marks, or to 0 where nothing applies.
    """
    drawn = {leaf.id: column for leaf, column in zip(plan.leaves, weights.T, strict=True)}
    for node in plan.dimensions:  # children first
        drawn[node.id] = np.sum([drawn[child.id] for child in node.children], axis=0)
    marks = share_drawn(plan, pattern, drawn, rounded=False)[: len(plan.leaves)]
    unit = 10.0**plan.ruleset.rounding.points
    shared: Floats = np.broadcast_to(np.divide(marks, unit), weights.T.shape).T
    return shared
