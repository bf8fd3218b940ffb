"""A round of a Delphi survey: how far opinions spread, whether experts agree, and when to stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import NamedTuple

import numpy as np

from scoring.errors import Problem, ScoringError
from scoring.tuning.expert.agreement import Concordance, concordance
from scoring.tuning.expert.hierarchy import ROOT, Family
from scoring.tuning.expert.opinions import Opinion
from scoring.words import Phrase


@dataclass(frozen=True, slots=True)
class StopRule:
    """Opinions have converged: no coefficient of variation over *max_cv*, every W significant.

    *alpha* is the level of the test, *min_w* the least W on top of it.
    """

    max_cv: float = 0.25
    alpha: float = 0.05
    min_w: float = 0.0


class Spread(NamedTuple):
    """The answers to one item; what cannot be said of so few, or of a mean of 0, is None.

    The deviation is the sample's (n - 1). Quartiles interpolate between the answers in order,
    at 1 + (n - 1) p: definition 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical
    packages", The American Statistician 50 (1996), which is QUARTILE.INC of a spreadsheet.
    """

    answers: int
    mean: float
    deviation: float | None
    cv: float | None
    quartiles: tuple[float, float, float]
    range: tuple[float, float]
    full: float


@dataclass(frozen=True, slots=True)
class Level:
    """Items of the same depth in the tree: how far experts agree on their order.

    Experts with a gap among them are *left_out*; *alike* says that whoever is left gave all items
    the same.
    """

    depth: int
    items: tuple[str, ...]
    left_out: tuple[str, ...]
    agreement: Concordance | None
    alike: bool


@dataclass(frozen=True, slots=True)
class Round:
    """One round. *invited* experts were asked; *answered* gave a figure at least."""

    opinions: tuple[Opinion, ...]
    invited: int
    answered: tuple[str, ...]
    spreads: Mapping[str, Spread]
    levels: tuple[Level, ...]

    @property
    def positive(self) -> float:
        """Return the coefficient of positivity: the share of the experts asked who answered."""
        return len(self.answered) / self.invited if self.invited else 0.0


def round_of(
    opinions: Sequence[Opinion],
    families: Mapping[str, Family],
    greatest: float,
    invited: int | None = None,
) -> Round:
    """Return what a round comes to, on a scale up to *greatest*.

    Without *invited* all experts in the files count as asked, those without a figure too.
    ScoringError where more answered than were invited.
    """
    asked = [c.id for f in families.values() for c in f.children]
    answered = [o for o in opinions if any(node in o.figures for node in asked)]
    if invited is not None and len(answered) > invited:
        told = _MORE_ANSWERED(invited=invited, answered=len(answered))
        raise ScoringError([Problem("--invited", told, _COUNT_AGAIN(answered=len(answered)))])
    given = {n: [o.figures[n] for o in answered if n in o.figures] for n in asked}
    spreads = {node: spread(figures, greatest) for node, figures in given.items() if figures}
    levels = [
        _level(depth, items, answered)
        for depth, nodes in _by_depth(families).items()
        if (items := [node for node in nodes if node in spreads])
    ]
    return Round(
        tuple(opinions),
        len(opinions) if invited is None else invited,
        tuple(opinion.expert for opinion in answered),
        spreads,
        tuple(levels),
    )


def spread(figures: Sequence[float], greatest: float) -> Spread:
    """Return the spread of one item's answers, one at least.

    >>> spread([6, 7, 9, 10], 10).quartiles
    (6.75, 8.0, 9.25)
    """
    mean = fmean(figures)
    deviation = stdev(figures) if len(figures) > 1 else None
    cv = deviation / mean if deviation is not None and mean > 0 else None
    low, middle, high = np.quantile(figures, (0.25, 0.5, 0.75), method="linear").tolist()
    full = sum(figure >= greatest for figure in figures) / len(figures)
    ends = min(figures), max(figures)
    return Spread(len(figures), mean, deviation, cv, (low, middle, high), ends, full)


def scattered(found: Round, rule: StopRule) -> list[str]:
    """Return the items on which opinions have not converged."""
    return [n for n, item in found.spreads.items() if item.cv is None or item.cv > rule.max_cv]


def disagreeing(found: Round, rule: StopRule) -> list[Level]:
    """Return the levels on whose order experts do not agree.

    One item has no order, and where all items are alike to everybody there is none to agree on.
    """
    return [
        level
        for level in found.levels
        if len(level.items) > 1 and not level.alike and not _agree(level.agreement, rule)
    ]


def _agree(agreement: Concordance | None, rule: StopRule) -> bool:
    return agreement is not None and agreement.p < rule.alpha and agreement.w >= rule.min_w


def shares_of(found: Round, families: Mapping[str, Family]) -> dict[str, dict[str, float]]:
    """Return mean figures as shares of siblings, of families all of whose children have one."""
    shares: dict[str, dict[str, float]] = {}
    for family in families.values():
        means = {n: found.spreads[n].mean for n in family.ids() if n in found.spreads}
        if len(means) == len(family.children) and sum(means.values()) > 0:
            shares[family.id] = {n: mean / sum(means.values()) for n, mean in means.items()}
    return shares


def _level(depth: int, items: Sequence[str], answered: Sequence[Opinion]) -> Level:
    whole = [o for o in answered if all(n in o.figures for n in items)]
    left_out = [o.expert for o in answered if o not in whole]
    scores = np.array([[o.figures[n] for n in items] for o in whole]).reshape(
        len(whole), len(items)
    )
    agreement = concordance(scores)
    alike = len(whole) > 1 and len(items) > 1 and agreement is None
    return Level(depth, tuple(items), tuple(left_out), agreement, alike)


def _by_depth(families: Mapping[str, Family]) -> dict[int, list[str]]:
    """Return the children of *families* by their depth in the tree, from 1."""
    above = {c.id: f.id for f in families.values() for c in f.children}
    levels: dict[int, list[str]] = {}
    for node in above:
        depth, parent = 1, above[node]
        while parent in above:
            depth, parent = depth + 1, above[parent]
        levels.setdefault(depth if parent == ROOT else depth + 1, []).append(node)
    return dict(sorted(levels.items()))


_MORE_ANSWERED = Phrase(
    "只发出 {invited} 份征询表，却有 {answered} 位专家作答",
    "{invited} experts were invited, but {answered} answered",
)
_COUNT_AGAIN = Phrase("请改为 {answered} 以上", "Make it {answered} or more")
