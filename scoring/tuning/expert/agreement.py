"""Whether experts put things in the same order: Kendall's coefficient of concordance, W."""

from math import erfc, exp, pi, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, ScoringError
from scoring.points import Floats
from scoring.words import Phrase

# Fewer things than this, and the chi-square test is rough (Kendall and Gibbons 1990, sec. 6.7).
FEW = 8


class Concordance(NamedTuple):
    """W, from 0 for no agreement to 1 for the same order, and its test against no agreement."""

    experts: int
    items: int
    w: float
    chi_square: float
    freedom: int
    p: float


def concordance(scores: Floats) -> Concordance | None:
    """Return the agreement on *scores*, experts × items without a gap.

    W = 12 S / (m² (n³ - n) - m ΣT), with S the squares of the rank sums about their mean and
    T = Σ (t³ - t) over an expert's ties: M. G. Kendall and B. Babington Smith, "The problem of
    m rankings", Annals of Mathematical Statistics 10 (1939); M. Kendall and J. D. Gibbons, Rank
    Correlation Methods, 5th ed. (1990), ch. 6. The test takes m (n - 1) W for a chi-square of
    n - 1 degrees of freedom. None where there is no order to agree on: fewer than two experts or
    items, or all items alike to every expert. ScoringError for what is no such table.
    """
    if np.ndim(scores) != 2 or np.isnan(scores).any():
        raise ScoringError([Problem("scores", _NO_TABLE(), _AS_TABLE())])
    experts, items = scores.shape
    if experts < 2 or items < 2:
        return None
    ranks = np.array([average_ranks(row) for row in scores])
    ties = sum(_ties(row) for row in scores)
    scatter = float(((ranks.sum(axis=0) - experts * (items + 1) / 2) ** 2).sum())
    greatest = experts**2 * (items**3 - items) - experts * ties
    if not greatest:
        return None
    w = 12 * scatter / greatest
    chi_square = experts * (items - 1) * w
    p = chi_square_tail(chi_square, items - 1)
    return Concordance(experts, items, w, chi_square, items - 1, p)


def average_ranks(scores: Floats) -> Floats:
    """Return the rank of each score, 1 for the greatest, equal ones sharing the mean of theirs.

    >>> average_ranks(np.array([9.0, 7, 9, 5])).tolist()
    [1.5, 3.0, 1.5, 4.0]
    """
    greater: NDArray[np.int64] = (scores > scores[:, None]).sum(axis=1)
    equal: NDArray[np.int64] = (scores == scores[:, None]).sum(axis=1)
    return np.asarray(greater + (equal + 1) / 2, np.float64)


def chi_square_tail(value: float, freedom: int) -> float:
    """Return the probability of *value* or more under chi-square with *freedom* degrees.

    The finite sums for whole degrees: M. Abramowitz and I. Stegun, Handbook of Mathematical
    Functions (1964), 26.4.4 and 26.4.5.

    >>> round(chi_square_tail(3.841459, 1), 6), round(chi_square_tail(18.307038, 10), 6)
    (0.05, 0.05)
    """
    half = value / 2
    if freedom % 2:
        tail, term, step = erfc(sqrt(half)), 2 * sqrt(half / pi), 1.5
    else:
        tail, term, step = 0.0, 1.0, 1.0
    for _ in range(freedom // 2):
        tail += term * exp(-half)
        term *= half / step
        step += 1
    return min(tail, 1.0)


def _ties(row: Floats) -> int:
    counts = np.unique(row, return_counts=True)[1]
    return int((counts**3 - counts).sum())


_NO_TABLE = Phrase("评分不是专家 × 指标的完整表", "scores are no whole table, experts by items")
_AS_TABLE = Phrase("请删去有空缺的专家", "Leave out the experts with gaps")
