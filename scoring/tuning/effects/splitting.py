"""A change with two causes, split between them so that every part is whole and they add up."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.review.diff.attribution import Part

Marks = NDArray[np.int64]


class Share(NamedTuple):
    """What one indicator adds to the change of n departments: by performance, by rules."""

    id: str
    title: Any
    performance: Marks
    rules: Marks


def split_in_two(
    performance: Sequence[Sequence[Part]], rules: Sequence[Sequence[Part]], size: int
) -> list[Share]:
    """Return the shares of all parts: of each cause the mean of its two differences.

    *performance* are the parts of what other data change, by the old rules and by the new; *rules*
    those of what other rules change, on the old data and on the new. The mean of both is Bennet's
    indicator (T. L. Bennet, "The theory of measurement of changes in cost of living", J. R. Stat.
    Soc. 83, 1920), which for two causes is the Shapley value (A. F. Shorrocks, "Decomposition
    procedures for distributional analysis", J. Econ. Inequality 11, 2013): no cause comes first.
    A half mark of the whole goes to performance, so that marks stay whole and add up.
    """
    every = [part for parts in (*performance, *rules) for part in parts]
    titles = {(part.kind, part.id): part.title for part in every}
    columns = [_sums(parts, list(titles), size) for parts in (performance, rules)]
    both = [int_halves(column, up) for column, up in zip(columns, (True, False), strict=True)]
    shares = zip(titles.items(), *both, strict=True)
    return [Share(key[1], title, own, others) for (key, title), own, others in shares]


def _sums(
    differences: Sequence[Sequence[Part]], keys: Sequence[tuple[str, str]], size: int
) -> Marks:
    """Return the sum of the *differences* by part: a row a key, a column a department."""
    sums = np.zeros((len(keys), size), dtype=np.int64)
    places = {key: place for place, key in enumerate(keys)}
    for parts in differences:
        for part in parts:
            sums[places[part.kind, part.id]] += part.marks
    return sums


def int_halves(sums: Marks, up: bool) -> Marks:
    """Return half of *sums*, in whole numbers that add up to half of their columns' sums.

    Half of an odd column is rounded *up* or down; the first of the odd ones go up.

    >>> int_halves(np.array([[3], [3], [1]]), up=True).tolist()
    [[2], [2], [0]]
    """
    halves = sums // 2
    whole = sums.sum(axis=0)
    wanted = (whole + (whole % 2 if up else 0)) // 2 - halves.sum(axis=0)
    odd = sums % 2
    made: Marks = halves + odd * (np.cumsum(odd, axis=0) <= wanted)
    return made
