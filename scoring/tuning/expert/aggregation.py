"""Several experts' judgements as those of one."""

from collections.abc import Sequence

import numpy as np

from scoring.points import Floats


def aggregate_judgements(matrices: Sequence[Floats], importance: Sequence[float]) -> Floats:
    """Return the geometric mean of judgement *matrices*, weighted by each expert's *importance*.

    The only mean that keeps reciprocals reciprocal whatever the order of the experts: J. Aczél
    and T. L. Saaty, "Procedures for synthesizing ratio judgements", J. of Mathematical
    Psychology 27 (1983). A pair is judged by those who judged it, and is a gap if nobody did.

    >>> two, eight = (np.array([[1, value], [1 / value, 1]]) for value in (2, 8))
    >>> aggregate_judgements([two, eight], [1, 1]).round(9).tolist()
    [[1.0, 4.0], [0.25, 1.0]]
    """
    stack = np.array(matrices)
    known = ~np.isnan(stack)
    weights = np.asarray(importance, np.float64)[:, None, None] * known
    logs = np.log(np.where(known, stack, 1.0))
    whole = weights.sum(axis=0)
    mean = np.exp((weights * logs).sum(axis=0) / np.where(whole > 0, whole, 1.0))
    return np.where(whole > 0, mean, np.nan)
