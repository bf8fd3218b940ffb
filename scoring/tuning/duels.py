"""Who is ahead of whom, counted over many draws, of departments that stand close together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.tuning.standing import Whole

# Each department is compared with so many that no more than _PAIRS are, or the _LEAST next to it.
_PAIRS, _LEAST = 10_000, 3
_BYTE = 255


class Pair(NamedTuple):
    """Two ranked departments, and the shares of draws in which either is ahead, or they are equal.

    The three add up to 1: a department that a draw takes out of the ranking is behind all in it.
    """

    first: int
    second: int
    ahead: float
    equal: float
    behind: float


def reach_of(size: int, among: int) -> int:
    """Return how many places behind each of *size* departments those are that it is compared with.

    *among* are the departments of all groups together.

    >>> reach_of(1, 1), reach_of(100, 100), reach_of(30, 400), reach_of(400, 400)
    (0, 99, 25, 25)
    """
    return min(size - 1, max(_LEAST, _PAIRS // among))


@dataclass(slots=True)
class Duels:
    """Departments *rows* of one peer group, from the best to the worst today, compared in pairs.

    Each is compared with all who stand no more than *reach* places behind it.

    ``_ahead[d, i]`` counts the draws in which i is ahead of who stands d + 1 places behind today.
    """

    rows: NDArray[np.int64]
    reach: int
    _ahead: Whole = field(init=False)
    _equal: Whole = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.rows)
        self._ahead, self._equal = np.zeros((2, self.reach, size), dtype=np.int64)

    def add(self, places: NDArray[np.int32]) -> None:
        """Count *places*, a row a draw: of all departments, from 1."""
        kind: Any = np.int16 if places.max(initial=0) < 2**15 else np.int32
        own = places.astype(kind)[:, self.rows]
        # Of so few draws a count fits into a byte, and so many bytes are added at once.
        for start in range(0, len(own), _BYTE):
            some = own[start : start + _BYTE]
            for apart in range(1, len(self._ahead) + 1):
                first, second = some[:, :-apart], some[:, apart:]
                self._ahead[apart - 1, :-apart] += _counted(first < second)
                self._equal[apart - 1, :-apart] += _counted(first == second)

    def closer_than(self, sure: float, draws: int) -> Iterator[Pair]:
        """Yield the pairs of which nothing happens in so great a share of *draws* as *sure*."""
        behind = draws - self._ahead - self._equal
        surest = np.maximum(np.maximum(self._ahead, behind), self._equal)
        close = surest < sure * draws
        for apart, own in enumerate(close, start=1):
            own[len(own) - apart :] = False
        for first, apart in np.argwhere(close.T).tolist():
            counts = (column[apart, first] for column in (self._ahead, self._equal, behind))
            rows = self.rows[first], self.rows[first + apart + 1]
            yield Pair(*map(int, rows), *(int(count) / draws for count in counts))


@dataclass(slots=True)
class Asked:
    """Pairs of departments, by their rows, that are compared because they were asked for."""

    pairs: Sequence[tuple[int, int]]
    _ahead: Whole = field(init=False)
    _equal: Whole = field(init=False)

    def __post_init__(self) -> None:
        self._ahead, self._equal = np.zeros((2, len(self.pairs)), dtype=np.int64)

    def add(self, places: NDArray[np.int32]) -> None:
        """Count *places*, a row a draw: of all departments, from 1."""
        rows = np.array(self.pairs, dtype=np.int64).reshape(-1, 2)
        first, second = places[:, rows[:, 0]], places[:, rows[:, 1]]
        self._ahead += (first < second).sum(axis=0)
        self._equal += (first == second).sum(axis=0)

    def over(self, draws: int) -> Iterator[Pair]:
        """Yield what came of every pair over so many *draws*."""
        counts = zip(self.pairs, self._ahead.tolist(), self._equal.tolist(), strict=True)
        for (first, second), ahead, equal in counts:
            behind = draws - ahead - equal
            yield Pair(first, second, ahead / draws, equal / draws, behind / draws)


def _counted(holds: NDArray[np.bool_]) -> NDArray[np.uint8]:
    counts: NDArray[np.uint8] = np.add.reduce(holds.view(np.uint8), axis=0, dtype=np.uint8)
    return counts
