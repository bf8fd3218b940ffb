"""How often each department had each rank, kept in bounded memory."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats
from scoring.tuning.standing import Whole


@dataclass(slots=True)
class RankTally:
    """Ranks of *size* departments of one peer group, over *draws* draws.

    With fewer draws than departments every rank is kept; with more, how often each was had: never
    more than size x size figures.
    """

    size: int
    draws: int
    _ranks: NDArray[np.int32] = field(init=False)
    _seen: int = 0

    def __post_init__(self) -> None:
        shape = (self.size, self.draws if self._keeps else self.size)
        self._ranks = np.zeros(shape, dtype=np.int32)

    @property
    def _keeps(self) -> bool:
        return self.draws < self.size

    def add(self, ranks: Whole) -> None:
        """Count *ranks*, a row a draw."""
        if self._keeps:
            self._ranks[:, self._seen : self._seen + len(ranks)] = ranks.T
        else:
            cells = (ranks + (np.arange(self.size) * self.size - 1)).ravel()
            counts = np.bincount(cells, minlength=self.size * self.size)
            self._ranks += counts.reshape(self.size, self.size).astype(np.int32)
        self._seen += len(ranks)

    def quantiles(self, shares: tuple[float, ...]) -> Whole:
        """Return, a row a share, the least rank that at least that share of draws do not exceed."""
        needed = [max(1, int(np.ceil(share * self.draws - 1e-9))) for share in shares]
        if self._keeps:
            ordered = np.sort(self._ranks, axis=1)
            return np.array([ordered[:, count - 1] for count in needed], dtype=np.int64)
        up_to = np.cumsum(self._ranks, axis=1)
        return np.array([(up_to < count).sum(axis=1) + 1 for count in needed], dtype=np.int64)

    def shares(self, row: int) -> Floats:
        """Return the share of draws in which a department had rank 1, 2, …: its acceptability.

        Lahdelma, R. and Salminen, P. (2001), SMAA-2: Stochastic multicriteria acceptability
        analysis for group decision making, Operations Research 49(3), 444-454.
        """
        ranks = self._ranks[row]
        counts = np.bincount(ranks - 1, minlength=self.size) if self._keeps else ranks
        shares: Floats = counts / self.draws
        return shares
