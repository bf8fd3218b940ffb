"""How far two rankings agree: Kendall's tau-b, ties handled, in O(n log n).

M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945): with P pairs in
the same order and Q in opposite order, of n0 pairs of which n1 are tied in the one ranking and n2
in the other, tau-b = (P - Q) / sqrt((n0 - n1) (n0 - n2)).
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.int64]


class Pairs(NamedTuple):
    """How many pairs there are, are tied in the one, in the other, in both, and are discordant."""

    all: int
    tied_before: int
    tied_after: int
    tied_in_both: int
    discordant: int

    @property
    def concordant(self) -> int:
        """The pairs in the same order."""
        tied = self.tied_before + self.tied_after - self.tied_in_both
        return self.all - tied - self.discordant

    @property
    def tau(self) -> float | None:
        """Return tau-b; None where one of the rankings puts all on one place."""
        before, after = self.all - self.tied_before, self.all - self.tied_after
        if not before or not after:
            return None
        return (self.concordant - self.discordant) / sqrt(before * after)


def compare_ranks(before: Ranks, after: Ranks, groups: Ranks) -> Pairs:
    """Count the pairs within each of *groups*; every ranking is only of its own group.

    >>> ranks = np.array([1, 2, 3, 4])
    >>> compare_ranks(ranks, np.array([1, 2, 4, 3]), np.zeros(4, int)).tau
    0.6666666666666666
    """
    group, first, second = (_dense(values) for values in (groups, before, after))
    # Each group's places follow those of the group before, so no pair across groups is discordant.
    first, second = _dense(_within(group, first)), _dense(_within(group, second))
    order = np.lexsort((second, first))
    return Pairs(
        all=_pairs(group),
        tied_before=_pairs(first),
        tied_after=_pairs(second),
        tied_in_both=_pairs(_dense(first * (second.max(initial=0) + 1) + second)),
        discordant=count_inversions(second[order]),
    )


def count_inversions(places: Ranks) -> int:
    """Return how many pairs of *places* (0, 1, … with none left out) come greater one first.

    Bit by bit from the top, among those whose higher bits agree: each 0 is passed by the 1s
    before it; then the 0s are put before the 1s, in the order they have.
    """
    total = 0
    for bit in reversed(range(int(places.max(initial=0)).bit_length())):
        ones = (places >> bit) & 1
        group = places >> (bit + 1)
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        sizes = np.diff(starts, append=len(places))
        start = np.repeat(starts, sizes)
        passed = np.cumsum(ones) - ones
        before = passed - passed[start]
        total += int(before[ones == 0].sum())
        index = np.arange(len(places))
        zeros = np.repeat(sizes - np.add.reduceat(ones, starts), sizes)
        places = _put(places, np.where(ones == 1, start + zeros + before, index - before))
    return total


def _put(values: Ranks, at: Ranks) -> Ranks:
    result = np.empty_like(values)
    result[at] = values
    return result


def _dense(values: Ranks) -> Ranks:
    dense: Ranks = np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return dense


def _within(group: Ranks, places: Ranks) -> Ranks:
    apart: Ranks = group * (places.max(initial=0) + 1) + places
    return apart


def _pairs(kinds: Ranks) -> int:
    """Return how many pairs are of one kind."""
    counts = np.bincount(kinds)
    return int((counts * (counts - 1) // 2).sum())
