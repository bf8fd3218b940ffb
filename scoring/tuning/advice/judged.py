"""What departments were judged at: the rates that weights may be read from."""

import numpy as np

from scoring.evaluation import Scores
from scoring.points import Floats


def judged_rates(scores: Scores) -> Floats:
    """Return the rate of every node (by its number) for each ranked department, nan if not judged.

    Marks that a policy gave or withheld for what is missing, invalid or not applicable tell
    nothing of performance, and are left out. A dimension's rate is what the indicators judged
    below it earned of their full marks; one that does not add them up counts as a whole, where
    any was judged.
    """
    plan = scores.plan
    rows = np.flatnonzero(~scores.unranked)
    earned = scores.points[:, rows].astype(np.float64)
    full = scores.marks[scores.patterns[rows]].T.astype(np.float64)
    leaves = slice(0, len(plan.leaves))
    full[leaves] *= scores.states[:, rows] == 0
    earned[leaves] *= full[leaves] > 0
    for number, dimension in enumerate(plan.dimensions, start=len(plan.leaves)):
        children = [plan.numbers[child.id] for child in dimension.children]
        if dimension.aggregate == "sum":
            earned[number], full[number] = (of[children].sum(axis=0) for of in (earned, full))
        else:
            full[number] *= full[children].any(axis=0)
    rates = np.where(full > 0, earned / np.where(full > 0, full, 1), np.nan)
    rates[leaves] = np.where(full[leaves] > 0, scores.rates[:, rows], np.nan)
    return rates
