"""Weights drawn at random: uniform within bounds, or around the approved ones; seeded.

A draw is a column of weights that add up to the same total as the approved ones; every bound holds
in every draw.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.points import Floats

# Moves a weight makes, on average, before a draw is taken: by then where it began no longer shows.
_MOVES = 30


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
    """Return k x *draws* weights, uniform among all within *limits* that add up as *now* does.

    *now* are weights within the limits, where every draw begins; in each move a random pair of
    weights is shared anew, uniformly within what the limits leave it. This is a Gibbs sampler on
    pairs, of the kind of Smith, R. L. (1984), Efficient Monte Carlo procedures for generating
    points uniformly distributed over bounded regions, Operations Research 32(6), 1296-1308.
    """

    def move(generator: Any, pair: Any, least: Floats, most: Floats) -> Floats:  # noqa: ARG001
        # Binary dust may leave a hair less than nothing between the two.
        moved: Floats = least + generator.random(draws) * np.maximum(most - least, 0)
        return moved

    return _walk(now, limits, draws, seed, move)


def draw_around(now: Floats, limits: Limits, draws: int, seed: int, sureness: float) -> Floats:
    """Return k x *draws* weights from the Dirichlet distribution whose mean is *now*, cut to size.

    *sureness* is its concentration: without limits, the share s of a weight in those that are free
    varies with a standard deviation of sqrt(s (1 - s) / (sureness + 1)). In each move a random pair
    is shared anew by the beta distribution that it has given all others; what would leave the
    *limits* is not done. Weights without room stay; a draw that never found room to move is nan.
    """
    free = _free(now, limits)
    shape = np.zeros_like(now)
    shape[free] = sureness * now[free] / now[free].sum() if len(free) else 0.0
    still = np.ones(draws, dtype=np.bool_)

    def move(generator: Any, pair: Any, least: Floats, most: Floats) -> Floats:
        weights, giver, taker = pair
        both = weights[giver] + weights[taker]
        wanted = weights[giver] - both * generator.beta(shape[giver], shape[taker], draws)
        inside = (wanted >= least) & (wanted <= most)
        still[inside] = False
        return np.where(inside, wanted, 0.0)

    weights = _walk(now, limits, draws, seed, move)
    if len(free) > 1:
        weights[:, still] = np.nan
    return weights


def _free(now: Floats, limits: Limits) -> NDArray[np.int64]:
    """Return the weights that can move: those with room, that are anything at all."""
    return np.flatnonzero((limits.low < limits.high) & (now > 0))


def _walk(
    now: Floats, limits: Limits, draws: int, seed: int, move: Callable[..., Floats]
) -> Floats:
    """Return where draws come to that begin at *now*, pairs of weights sharing anew by *move*."""
    generator = np.random.default_rng(seed)
    weights = np.repeat(now[:, None], draws, axis=1)
    sums = limits.groups.astype(np.float64) @ weights
    free = _free(now, limits)
    if len(free) < 2:
        return weights
    for _ in range(_MOVES * len(free)):
        giver, taker = generator.choice(free, 2, replace=False).tolist()
        least, most = _room(weights, sums, limits, giver, taker)
        moved = move(generator, (weights, giver, taker), least, most)
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
