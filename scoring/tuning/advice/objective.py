"""Weights that the data suggest: entropy, CRITIC and standard deviation, of siblings.

All take rates of m siblings by n departments, nan where a department was not judged, and give
shares of the siblings: never negative, of sum 1. What is the same everywhere tells nobody apart
and weighs nothing; where nothing varies there is no answer. Every such decision is a note.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from scoring.points import Floats
from scoring.tuning.correlation import correlate, varies
from scoring.words import Message, Phrase

# Shares are cleaned of binary dust, so that the order of departments cannot show in them.
_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Note:
    """What was decided about one of the siblings, by its place, or about all of them (None)."""

    place: int | None
    message: Message


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """The share of each sibling, None where the data say nothing, and what was decided."""

    shares: Floats | None
    notes: tuple[Note, ...]


def suggest(method: str, rates: Floats) -> Suggestion:
    """Return the shares that *method* (of METHODS) gives m siblings by their *rates* (m × n).

    >>> suggest("standard_deviation", np.array([[0.0, 1.0], [0.5, 1.0]])).shares.round(4).tolist()
    [0.6667, 0.3333]
    """
    varied = varies(rates)
    notes = [*_on_columns(rates, varied)]
    information = np.zeros(len(rates))
    if varied.any():
        information[varied] = METHODS[method](rates[varied])
        if not information.any():
            notes += [Note(None, _NO_CONTRAST())] if varied.sum() > 1 else []
            information[varied] = deviation(rates[varied])
    if method == "entropy":
        below = np.flatnonzero((rates < 0).any(axis=1) & varied)
        notes += [Note(place, _NEGATIVE()) for place in below.tolist()]
    whole = information.sum()
    if not whole:
        return Suggestion(None, (Note(None, _NOTHING_VARIES()),))
    return Suggestion(np.round(information / whole, _DECIMALS), tuple(notes))


def divergence(rates: Floats) -> Floats:
    """Return 1 less the entropy of each row's shares of its sum, in terms of the highest possible.

    Hwang & Yoon, *Multiple Attribute Decision Making* (Springer 1981), 3.2, after Shannon (1948):
    p = x / Σx, e = -Σ p ln p / ln n over the n departments judged, with 0 ln 0 = 0. A row with
    negative values is measured from its least value.

    >>> divergence(np.array([[0.0, 1.0], [0.5, 0.5]])).tolist()
    [1.0, 0.0]
    """
    counts = (~np.isnan(rates)).sum(axis=1)
    known = np.nan_to_num(rates - np.minimum(np.nanmin(rates, axis=1, keepdims=True), 0))
    shares = known / known.sum(axis=1, keepdims=True)
    information = np.where(shares > 0, shares * np.log(np.where(shares > 0, shares, 1)), 0)
    entropy = -information.sum(axis=1) / np.log(counts)
    held: Floats = np.maximum(1 - entropy, 0)
    return held


def deviation(rates: Floats) -> Floats:
    """Return the standard deviation of each row's rates, among the departments judged.

    Diakoulaki, Mavrotas & Papayannakis, *Computers & Operations Research* 22 (1995) 763-770,
    where it is what CRITIC is compared with. Rates share one scale, so they are taken as they are.
    """
    deviations: Floats = np.nanstd(rates, axis=1)
    return deviations


def contrast_and_conflict(rates: Floats) -> Floats:
    """Return what CRITIC calls information: C = σ Σ (1 - r), the row's contrast times its conflict.

    Diakoulaki, Mavrotas & Papayannakis (1995): σ is the deviation of the row brought to 0…1 by
    its least and greatest value, r its correlation with each sibling. A pair that no two
    departments share counts as uncorrelated.
    """
    least = np.nanmin(rates, axis=1, keepdims=True)
    contrast = deviation((rates - least) / (np.nanmax(rates, axis=1, keepdims=True) - least))
    conflict = (1 - np.nan_to_num(correlate(rates))).sum(axis=1)
    return contrast * np.where(conflict < 1e-9, 0, conflict)


def _on_columns(rates: Floats, varied: np.ndarray) -> Iterator[Note]:
    """Yield a note on each sibling that tells nobody apart, or of which little is known."""
    counts = (~np.isnan(rates)).sum(axis=1)
    for place, count in enumerate(counts.tolist()):
        if not varied[place]:
            phrase = _ALL_ALIKE if count > 1 else _TOO_FEW if count else _NOBODY
            yield Note(place, phrase(count=count))
        elif 2 * count < counts.max():
            yield Note(place, _FEW(count=count, most=int(counts.max())))


METHODS: Mapping[str, Callable[[Floats], Floats]] = {
    "entropy": divergence,
    "critic": contrast_and_conflict,
    "standard_deviation": deviation,
}

_ALL_ALIKE = Phrase(
    "{count} 个部门的得分率全都相同，数据权重为 0",
    "all {count} departments have the same rate: it weighs nothing by the data",
)
_TOO_FEW = Phrase(
    "只有 1 个部门得到评判，无从比较，数据权重为 0",
    "one department was judged, with none to compare: it weighs nothing by the data",
)
_NOBODY = Phrase(
    "没有部门得到评判，数据权重为 0", "no department was judged: it weighs nothing by the data"
)
_FEW = Phrase(
    "只有 {count} 个部门得到评判（同级最多 {most} 个），数据权重仅供参考",
    "only {count} departments were judged (of siblings up to {most}): little to go by",
)
_NEGATIVE = Phrase(
    "含有负值，按与最小值之差计算", "it has negative values, and is measured from the least of them"
)
_NO_CONTRAST = Phrase(
    "有差异的指标彼此完全一致，CRITIC 无从比较，改按标准差计算",
    "what varies agrees entirely, so CRITIC has no conflict to go by: by standard deviation",
)
_NOTHING_VARIES = Phrase(
    "这些指标没有可供区分部门的数据（没有评判，或没有差异），保留现行权重",
    "nothing here tells departments apart, by want of figures or of differences: the weights are "
    "left as they are",
)
