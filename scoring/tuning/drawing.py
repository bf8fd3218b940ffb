"""Weights drawn at random: uniform within bounds, or around the approved ones; seeded.

A draw is a column of weights that add up to the same total as the approved ones; every bound holds
in every draw.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats

# Moves a weight makes, on average, before a draw is taken: by then where it began no longer shows.
_MOVES = 30
_TRIES = 200


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What k weights may be: each from *low* to *high*, and so the sums of *groups* of them.

    *groups* has a row of k flags a group; *least* and *most* bound the sum of each.
    """

    low: Floats
    high: Floats
    groups: NDArray[np.bool_]
    least: Floats
    most: Floats


def draw_within(now: Floats, limits: Limits, draws: int, seed: int) -> Floats:
    """Return k x *draws* weights, uniform among all within *bounds* that add up as *now* does.

    *now* are weights within the bounds, where every draw begins; in each move a random pair of
    weights is shared anew, uniformly within what the bounds leave it. This is a Gibbs sampler on
    pairs, of the kind of Smith, R. L. (1984), Efficient Monte Carlo procedures for generating
    points uniformly distributed over bounded regions, Operations Research 32(6), 1296-1308.
    """
    generator = np.random.default_rng(seed)
    weights = np.repeat(now[:, None], draws, axis=1)
    sums = limits.groups.astype(np.float64) @ weights
    free = np.flatnonzero(limits.low < limits.high)
    if len(free) < 2:
        return weights
    for _ in range(_MOVES * len(free)):
        giver, taker = generator.choice(free, 2, replace=False).tolist()
        least, most = _room(weights, sums, limits, giver, taker)
        # Binary dust may leave a hair less than nothing between the two.
        moved = least + generator.random(draws) * np.maximum(most - least, 0)
        weights[giver] -= moved
        weights[taker] += moved
        sums[limits.groups[:, giver] & ~limits.groups[:, taker]] -= moved
        sums[limits.groups[:, taker] & ~limits.groups[:, giver]] += moved
    return weights


def _room(
    weights: Floats, sums: Floats, limits: Limits, giver: int, taker: int
) -> tuple[Floats, Floats]:
    """Return the least and the most that *giver* may hand to *taker*, a figure a draw."""
    least = np.maximum(weights[giver] - limits.high[giver], limits.low[taker] - weights[taker])
    most = np.minimum(weights[giver] - limits.low[giver], limits.high[taker] - weights[taker])
    for group in np.flatnonzero(limits.groups[:, giver] != limits.groups[:, taker]).tolist():
        under = limits.least[group] - sums[group]
        over = limits.most[group] - sums[group]
        gains = limits.groups[group, taker]
        np.maximum(least, under if gains else -over, out=least)
        np.minimum(most, over if gains else -under, out=most)
    return least, most


def draw_around(now: Floats, limits: Limits, draws: int, seed: int, sureness: float) -> Floats:
    """Return k x *draws* weights from the Dirichlet distribution whose mean is *now*.

    *sureness* is its concentration: the share s of a weight in those that are free varies with a
    standard deviation of sqrt(s (1 - s) / (sureness + 1)). Weights without room stay. A draw
    outside the bounds is drawn again; one for which that does not help in the end is nan.
    """
    generator = np.random.default_rng(seed)
    weights = np.repeat(now[:, None], draws, axis=1)
    free = np.flatnonzero((limits.low < limits.high) & (now > 0))
    if len(free) < 2:
        return weights
    whole = now[free].sum()
    missing = np.arange(draws)
    for _ in range(_TRIES):
        drawn = generator.dirichlet(sureness * now[free] / whole, len(missing)) * whole
        weights[np.ix_(free, missing)] = drawn.T
        missing = missing[~_within(weights[:, missing], limits)]
        if not len(missing):
            return weights
    weights[:, missing] = np.nan
    return weights


def _within(weights: Floats, limits: Limits) -> NDArray[np.bool_]:
    sums = limits.groups.astype(np.float64) @ weights
    inside = (weights >= limits.low[:, None]) & (weights <= limits.high[:, None])
    between = (sums >= limits.least[:, None]) & (sums <= limits.most[:, None])
    return np.logical_and(inside.all(axis=0), between.all(axis=0))
