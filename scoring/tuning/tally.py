"""How often each department had each rank, kept in bounded memory."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats
from scoring.tuning.standing import Whole


@dataclass(slots=True)
class RankTally:
    """Places of *size* departments of one peer group, over *draws* draws.

    There are so many *places* in the group; one more is of those whom a draw takes out of the
    ranking. With fewer draws than places every rank is kept; with more, how often each was had:
    never more than size x places figures.
    """

    size: int
    places: int
    draws: int
    _ranks: NDArray[np.int32] = field(init=False)
    _seen: int = 0

    def __post_init__(self) -> None:
        shape = (self.size, self.draws if self._keeps else self.places + 1)
        self._ranks = np.zeros(shape, dtype=np.int32)

    @property
    def _keeps(self) -> bool:
        return self.draws <= self.places

    def add(self, ranks: Whole) -> None:
        """Count *ranks*, a row a draw, from 1; who is not ranked has one more than *places*."""
        if self._keeps:
            self._ranks[:, self._seen : self._seen + len(ranks)] = ranks.T
        else:
            width = self.places + 1
            cells = (ranks + (np.arange(self.size) * width - 1)).ravel()
            counts = np.bincount(cells, minlength=self.size * width)
            self._ranks += counts.reshape(self.size, width).astype(np.int32)
        self._seen += len(ranks)

    def quantiles(self, shares: tuple[float, ...]) -> Whole:
        """Return, a row a share, the least rank that at least that share of draws do not exceed.

        Who is not ranked in a draw counts as last in it.
        """
        needed = [max(1, int(np.ceil(share * self.draws - 1e-9))) for share in shares]
        if self._keeps:
            ordered = np.sort(self._ranks, axis=1)
            ranks = np.array([ordered[:, count - 1] for count in needed], dtype=np.int64)
        else:
            up_to = np.cumsum(self._ranks, axis=1)
            ranks = np.array([(up_to < count).sum(axis=1) + 1 for count in needed], dtype=np.int64)
        return np.minimum(ranks, self.places)

    def shares(self, row: int) -> Floats:
        """Return the share of draws in which a department had rank 1, 2, …: its acceptability.

        The last is that of draws in which it was not ranked; all add up to 1. Equals share a rank,
        and so the shares of one rank, over all departments, add up to 1 only where none are equal.
        Lahdelma, R. and Salminen, P. (2001), SMAA-2: Stochastic multicriteria acceptability
        analysis for group decision making, Operations Research 49(3), 444-454.
        """
        ranks = self._ranks[row]
        counts = np.bincount(ranks - 1, minlength=self.places + 1) if self._keeps else ranks
        shares: Floats = counts / self.draws
        return shares
