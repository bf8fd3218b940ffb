"""Priorities of things judged in pairs, and how far the judgements contradict each other.

A judgement matrix has in row i and column j how many times i matters as much as j: ones on the
diagonal, reciprocals across it, nan where the pair was not judged.
"""

from typing import NamedTuple

import numpy as np

from scoring.errors import Problem, ScoringError
from scoring.points import Floats
from scoring.tuning.expert.random_index import RandomIndex
from scoring.words import Phrase

EIGENVECTOR, GEOMETRIC_MEAN = "eigenvector", "geometric-mean"
_DUST = 1e-12


class Priorities(NamedTuple):
    """Both sorts of priorities, each adding up to 1, and the consistency of the judgements.

    *ri* and *cr* are None where the table of random indices does not reach so far.
    """

    eigenvector: Floats
    geometric_mean: Floats
    lambda_max: float
    ci: float
    ri: float | None
    cr: float | None

    def by(self, method: str) -> Floats:
        """Return the priorities by EIGENVECTOR or GEOMETRIC_MEAN."""
        return self.eigenvector if method == EIGENVECTOR else self.geometric_mean


def priorities(matrix: Floats, table: RandomIndex) -> Priorities:
    """Return what a connected judgement *matrix* says, complete or not.

    The consistency index is (λmax - n) / (n - 1), the consistency ratio that over the random
    index: T. L. Saaty, The Analytic Hierarchy Process (1980), ch. 1. One or two things cannot
    be judged inconsistently. ScoringError for what is no judgement matrix, or does not link all.
    """
    matrix = np.asarray(matrix, np.float64)
    _refuse(matrix)
    size = len(matrix)
    lambda_max, eigenvector = principal_eigenvector(matrix)
    ci = (lambda_max - size) / (size - 1) if size > 2 else 0.0
    ci = ci if ci > _DUST else 0.0
    ri = table.of(size, missing=missing_pairs(matrix))
    cr = None if ri is None else ci / ri if ri else 0.0
    return Priorities(eigenvector, row_geometric_mean(matrix), lambda_max, ci, ri, cr)


def principal_eigenvector(matrix: Floats) -> tuple[float, Floats]:
    """Return λmax and its eigenvector, which adds up to 1.

    Saaty (1980). A gap counts as the ratio of the priorities themselves, which is to put 0 in
    its place and to add 1 for each gap of a row to the diagonal: P. T. Harker, "Incomplete
    pairwise comparisons in the analytic hierarchy process", Mathematical Modelling 9 (1987).

    >>> round(principal_eigenvector(np.array([[1, 3], [1 / 3, 1]]))[0], 12)
    2.0
    """
    gaps = np.isnan(matrix)
    values, vectors = np.linalg.eig(np.where(gaps, 0.0, matrix) + np.diag(gaps.sum(axis=1)))
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    return float(values[largest].real), vector / vector.sum()


def row_geometric_mean(matrix: Floats) -> Floats:
    """Return the geometric mean of each row, brought to a sum of 1.

    G. Crawford and C. Williams, "A note on the analysis of subjective judgment matrices",
    J. of Mathematical Psychology 29 (1985). It is the fit by least squares of the logarithms,
    and with gaps that fit to the judgements there are: S. Bozóki, J. Fülöp and L. Rónyai, "On
    optimal completion of incomplete pairwise comparison matrices", Mathematical and Computer
    Modelling 52 (2010).
    """
    known = ~np.isnan(matrix)
    logs = np.where(known, np.log(np.where(known, matrix, 1.0)), 0.0)
    laplacian = np.diag(known.sum(axis=1)) - known.astype(np.float64)
    fitted = np.linalg.lstsq(laplacian, logs.sum(axis=1), rcond=None)[0]
    means = np.exp(fitted - fitted.max())
    return np.asarray(means / means.sum())


def missing_pairs(matrix: Floats) -> int:
    """Return how many pairs were not judged."""
    return int(np.isnan(matrix).sum()) // 2


def unlinked_groups(matrix: Floats) -> list[list[int]]:
    """Return the groups of things that no chain of judgements compares; one if all are linked.

    >>> gap = np.nan
    >>> unlinked_groups(np.array([[1, 2, gap], [0.5, 1, gap], [gap, gap, 1]]))
    [[0, 1], [2]]
    """
    known = ~np.isnan(matrix)
    groups: list[list[int]] = []
    left = set(range(len(matrix)))
    while left:
        group, fresh = set[int](), {min(left)}
        while fresh:
            group |= fresh
            fresh = set(np.flatnonzero(known[sorted(fresh)].any(axis=0)).tolist()) - group
        groups.append(sorted(group))
        left -= group
    return groups


def _refuse(matrix: Floats) -> None:
    """Raise ScoringError for what cannot be judged by: not square, not reciprocal, not linked."""
    shape = np.shape(matrix)
    if len(shape) != 2 or shape[0] != shape[1] or not shape[0]:
        raise ScoringError([Problem("matrix", _NOT_SQUARE(shape=str(shape)), _AS_SQUARE())])
    given = ~np.isnan(matrix)
    is_whole = np.diag(given).all() and np.array_equal(given, given.T)
    products = np.where(given, matrix * matrix.T, 1)
    if not is_whole or (matrix <= 0).any() or not np.allclose(products, 1, atol=_SLACK):
        raise ScoringError([Problem("matrix", _NOT_RECIPROCAL(), _AS_RECIPROCAL())])
    if len(unlinked_groups(matrix)) > 1:
        raise ScoringError([Problem("matrix", _NOT_LINKED(), _LINK())])


_SLACK = 1e-6
_NOT_SQUARE = Phrase("判断矩阵不是方阵：{shape}", "a judgement matrix is square, not {shape}")
_AS_SQUARE = Phrase("请给出 n 行 n 列", "Give as many rows as columns")
_NOT_RECIPROCAL = Phrase("判断矩阵不是正互反矩阵", "the matrix is not positive and reciprocal")
_AS_RECIPROCAL = Phrase(
    "对角线应为 1，对称的两格互为倒数，没有判断的两格都为 nan",
    "Put ones on the diagonal, reciprocals across it, and nan on both sides where not judged",
)
_NOT_LINKED = Phrase(
    "判断没有把全部指标连成整体", "the judgements do not link all that is compared"
)
_LINK = Phrase("请补充组与组之间的判断", "Judge a pair across the groups")
