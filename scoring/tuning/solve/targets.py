"""What weights are to bring about, and whether scores, as published, do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scoring.evaluation import Scores
from scoring.ranking import Ranking, rank
from scoring.tuning.health.measures import influence
from scoring.tuning.health.population import population_of
from scoring.words import Message, Phrase, plain


@dataclass(frozen=True, slots=True)
class Before:
    """The department in row *ahead* stands before that in row *behind*."""

    ahead: int
    behind: int
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The department in *row* gets *points* or more."""

    row: int
    points: float
    name: str


@dataclass(frozen=True, slots=True)
class Most:
    """No more than *count* departments get the grade of this *number*, or a better one."""

    number: int
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class Influence:
    """A node's share of the variance of totals is at most *share*, or at least if not *upper*."""

    node: str
    share: float
    upper: bool
    title: str


Target = Before | AtLeast | Most | Influence


def told(target: Target) -> Message:
    """Return the sentence that states *target*."""
    if isinstance(target, Before):
        return _BEFORE(ahead=target.names[0], behind=target.names[1])
    if isinstance(target, AtLeast):
        return _AT_LEAST(name=target.name, points=plain(target.points))
    if isinstance(target, Most):
        return _MOST(count=target.count, title=target.title)
    phrase = _UPPER if target.upper else _LOWER
    return phrase(title=target.title, share=plain(target.share * 100))


def called(target: Target, names: Sequence[str]) -> Target:
    """Return *target* with its departments called by *names*, one a row."""
    if isinstance(target, Before):
        return replace(target, names=(names[target.ahead], names[target.behind]))
    return replace(target, name=names[target.row]) if isinstance(target, AtLeast) else target


def names_departments(targets: Sequence[Target]) -> bool:
    """Return whether any of *targets* is about a department by name."""
    return any(isinstance(target, Before | AtLeast) for target in targets)


def shortfall(target: Target, scores: Scores, ranking: Ranking) -> float:
    """Return by how much *target* is missed: points, departments or shares; 0 where it is met."""
    unit = 10.0**scores.plan.ruleset.rounding.total
    totals: Any = scores.totals / unit
    if isinstance(target, Before):
        ahead, behind = target.ahead, target.behind
        gap = max(float(totals[behind] - totals[ahead]), 0.0)
        ranks = ranking.ranks
        if ranking.groups[ahead] == ranking.groups[behind] and ranks[ahead] and ranks[behind]:
            return gap + 1 / unit if ranks[ahead] >= ranks[behind] else 0.0
        return 0.0 if totals[ahead] > totals[behind] else gap + 1 / unit
    if isinstance(target, AtLeast):
        return max(target.points - float(totals[target.row]), 0.0)
    if isinstance(target, Most):
        grades = ranking.grades
        have = int(((grades >= 0) & (grades <= target.number)).sum())
        return float(max(have - target.count, 0))
    over = influence_of(scores, target.node) - target.share
    return max(over if target.upper else -over, 0.0)


def influence_of(scores: Scores, node: str) -> float:
    """Return the covariance share of *node*; 0 where all totals are equal."""
    people = population_of(scores, rank(scores))
    points = people.points[[scores.plan.numbers[node]]]
    return float(np.nan_to_num(influence(points, people.totals, people.groups))[0])


_BEFORE = Phrase("「{ahead}」排在「{behind}」之前", '"{ahead}" stands before "{behind}"')
_AT_LEAST = Phrase("「{name}」不低于 {points} 分", '"{name}" gets {points} or more')
_MOST = Phrase("「{title}」及以上不超过 {count} 个", '{count} at most get "{title}" or better')
_UPPER = Phrase(
    "「{title}」的影响不超过 {share}%", 'the influence of "{title}" is {share}% at most'
)
_LOWER = Phrase(
    "「{title}」的影响不低于 {share}%", 'the influence of "{title}" is {share}% or more'
)
