"""Where every department stands over many draws of weights: ranks, grades, who is ahead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.judging import peer_groups
from scoring.points import Floats
from scoring.ranking import Ranking
from scoring.tuning.duels import Asked, Duels, Pair, reach_of
from scoring.tuning.ensemble import Drawn, Ensemble, stand
from scoring.tuning.standing import Whole
from scoring.tuning.tally import RankTally
from scoring.tuning.units import Marks

QUANTILES = (0.05, 0.5, 0.95)
# Who is ahead in fewer draws than this is too close to call.
SURE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainty:
    """Columns of n departments over all draws; of those who are not ranked, nan and 0.

    *ranks* are the quantiles of QUANTILES, a row each; *grades* the shares of draws with each
    grade, a row a grade of the ruleset; *mean*, *lowest* and *highest* are totals, on the grid
    they are published on. *close* are pairs, *asked* those that were asked for; *reach* is how many
    places apart pairs were compared at most, None where all were.
    """

    draws: int
    ranks: Whole
    grades: Floats
    mean: Floats
    lowest: Whole
    highest: Whole
    close: tuple[Pair, ...]
    asked: tuple[Pair, ...]
    reach: int | None
    tallies: tuple[tuple[NDArray[np.int64], RankTally], ...]

    def acceptability(self, row: int) -> Floats:
        """Return the shares of draws in which a department has rank 1, 2, …; empty if unranked.

        The last is the share of draws in which it is not ranked.
        """
        for rows, tally in self.tallies:
            place = np.flatnonzero(rows == row)
            if place.size:
                return tally.shares(int(place[0]))
        return np.zeros(0)


def uncertainty_of(
    ensemble: Ensemble, draws: Marks, ranking: Ranking, asked: Sequence[tuple[int, int]] = ()
) -> Uncertainty:
    """Return where departments stand over *draws*; *asked* are pairs to be compared in any case.

    Memory is bounded by the departments of a peer group, squared, however many draws there are.
    """
    size = len(next(iter(draws.values()), ()))
    scores, groups = ensemble.scores, ensemble.groups
    everybody = np.bincount(peer_groups(scores.plan, scores.submissions))[ranking.groups]
    tallies = [(rows, RankTally(len(rows), int(everybody[rows[0]]), size)) for rows in groups]
    among = sum(map(len, groups))
    duels = [
        Duels(_ordered(ensemble, ranking, rows), reach_of(len(rows), among)) for rows in groups
    ]
    pairs, totals = Asked(asked), Totals.of(scores)
    for drawn in stand(ensemble, draws):
        # Whom a draw takes out of the ranking stands behind all in it.
        ranks = np.where(drawn.ranks == 0, everybody + 1, drawn.ranks)
        for rows, tally in tallies:
            tally.add(ranks[:, rows])
        for duel in duels:
            duel.add(ranks)
        pairs.add(ranks)
        totals.add(drawn)
    return Uncertainty(
        draws=size,
        ranks=_quantiles(tallies, len(scores)),
        grades=totals.grades[1:] / size,
        mean=totals.sums / size,
        lowest=totals.lowest,
        highest=totals.highest,
        close=tuple(pair for duel in duels for pair in duel.closer_than(SURE, size)),
        asked=tuple(pairs.over(size)),
        reach=min((d.reach for d in duels if d.reach < len(d.rows) - 1), default=None),
        tallies=tuple(tallies),
    )


@dataclass(slots=True)
class Totals:
    """Sums of totals, the least and the greatest, and how often each grade was had, 0 for none."""

    sums: Whole
    lowest: Whole
    highest: Whole
    grades: Whole

    @classmethod
    def of(cls, scores: Scores) -> "Totals":
        """Return totals of no draws yet."""
        size, most = len(scores), np.iinfo(np.int64).max
        grades = np.zeros((len(scores.plan.ruleset.grades) + 1, size), dtype=np.int64)
        sums, highest = np.zeros((2, size), dtype=np.int64)
        return cls(sums, np.full(size, most), highest, grades)

    def add(self, drawn: Drawn) -> None:
        """Count some draws."""
        self.sums += drawn.totals.sum(axis=0)
        np.minimum(self.lowest, drawn.totals.min(axis=0), out=self.lowest)
        np.maximum(self.highest, drawn.totals.max(axis=0), out=self.highest)
        self.grades += _counted(drawn.grades + 1, len(self.grades))


def _ordered(ensemble: Ensemble, ranking: Ranking, rows: Whole) -> Whole:
    """Return *rows* of a group from the best to the worst; equals follow their names."""
    return rows[np.lexsort((ensemble.names[rows], ranking.ranks[rows]))]


def _counted(numbers: Whole, kinds: int) -> Whole:
    """Return how often each column has each of the *numbers* 0, 1, …, a row a number."""
    size = numbers.shape[1]
    cells = numbers * size + np.arange(size)
    return np.bincount(cells.ravel(), minlength=kinds * size).reshape(kinds, size)


def _quantiles(tallies: Iterable[tuple[NDArray[np.int64], RankTally]], size: int) -> Whole:
    ranks = np.zeros((len(QUANTILES), size), dtype=np.int64)
    for rows, tally in tallies:
        ranks[:, rows] = tally.quantiles(QUANTILES)
    return ranks
