"""Where every department stands over many draws of weights: ranks, grades, who is ahead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats
from scoring.ranking import Ranking
from scoring.tuning.ensemble import Ensemble, stand
from scoring.tuning.standing import Whole
from scoring.tuning.tally import RankTally
from scoring.tuning.units import Marks

QUANTILES = (0.05, 0.5, 0.95)
# Each department is compared with so many that stand behind it.
REACH = 3


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two ranked departments, and the shares of draws in which the *first* is ahead, and equal."""

    first: int
    second: int
    ahead: float
    equal: float


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainty:
    """Columns of n departments over all draws; of those who are not ranked, nan and 0.

    *ranks* are the quantiles of QUANTILES, a row each; *grades* the shares of draws with each
    grade, a row a grade of the ruleset; *mean*, *lowest* and *highest* are totals, on the grid
    they are published on.
    """

    draws: int
    ranks: Whole
    grades: Floats
    mean: Floats
    lowest: Whole
    highest: Whole
    pairs: tuple[Pair, ...]
    tallies: tuple[tuple[NDArray[np.int64], RankTally], ...]

    def acceptability(self, row: int) -> Floats:
        """Return the shares of draws in which a department has rank 1, 2, …; empty if unranked."""
        for rows, tally in self.tallies:
            place = np.flatnonzero(rows == row)
            if place.size:
                return tally.shares(int(place[0]))
        return np.zeros(0)


def uncertainty_of(
    ensemble: Ensemble, draws: Marks, ranking: Ranking, asked: Sequence[tuple[int, int]] = ()
) -> Uncertainty:
    """Return where departments stand over *draws*; *asked* are further pairs to be compared.

    Memory is bounded by the departments of a peer group, squared, however many draws there are.
    """
    size = len(next(iter(draws.values()), ()))
    scores, grades = ensemble.scores, len(ensemble.scores.plan.ruleset.grades)
    tallies = [(rows, RankTally(len(rows), size)) for rows in ensemble.groups]
    pairs = np.array([*_neighbours(ensemble, ranking), *asked], dtype=np.int64).reshape(-1, 2)
    held = np.zeros((grades, len(scores)), dtype=np.int64)
    ahead, equal = np.zeros((2, len(pairs)), dtype=np.int64)
    lowest = np.full(len(scores), np.iinfo(np.int64).max)
    highest, sums = np.zeros((2, len(scores)), dtype=np.int64)
    for drawn in stand(ensemble, draws):
        for rows, tally in tallies:
            ranks = drawn.ranks[:, rows]
            # Whom a draw takes out of the ranking stands behind all in it.
            tally.add(np.where(ranks == 0, len(rows), ranks))
        for grade in range(grades):
            held[grade] += (drawn.grades == grade).sum(axis=0)
        first, second = drawn.ranks[:, pairs[:, 0]], drawn.ranks[:, pairs[:, 1]]
        ahead += (first < second).sum(axis=0)
        equal += (first == second).sum(axis=0)
        sums += drawn.totals.sum(axis=0)
        np.minimum(lowest, drawn.totals.min(axis=0), out=lowest)
        np.maximum(highest, drawn.totals.max(axis=0), out=highest)
    return Uncertainty(
        size,
        _quantiles(tallies, len(scores)),
        held / size,
        sums / size,
        lowest,
        highest,
        tuple(_pairs(pairs, ahead / size, equal / size)),
        tuple(tallies),
    )


def _neighbours(ensemble: Ensemble, ranking: Ranking) -> Iterable[tuple[int, int]]:
    """Yield each department with those that stand next behind it in its group."""
    for rows in ensemble.groups:
        ordered = rows[np.lexsort((ensemble.names[rows], ranking.ranks[rows]))].tolist()
        for distance in range(1, REACH + 1):
            yield from zip(ordered, ordered[distance:], strict=False)


def _pairs(pairs: Whole, ahead: Floats, equal: Floats) -> Iterable[Pair]:
    figures: Any = zip(pairs.tolist(), ahead.tolist(), equal.tolist(), strict=True)
    for (first, second), before, level in figures:
        yield Pair(first, second, before, level)


def _quantiles(tallies: Iterable[tuple[NDArray[np.int64], RankTally]], size: int) -> Whole:
    ranks = np.zeros((len(QUANTILES), size), dtype=np.int64)
    for rows, tally in tallies:
        ranks[:, rows] = tally.quantiles(QUANTILES)
    return ranks
