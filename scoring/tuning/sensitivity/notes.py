"""What a reader of rank intervals should know of them."""

from collections.abc import Iterator

import numpy as np

from scoring.evaluation import Scores
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension
from scoring.ranking import Ranking
from scoring.tuning.sensitivity.recipe import BOUNDS, Recipe
from scoring.tuning.units import Units
from scoring.words import Message, Phrase


def notes_on(scores: Scores, ranking: Ranking, units: Units, recipe: Recipe) -> Iterator[Message]:
    """Yield who is left out, and what keeps weights and ranks from moving as one might think."""
    ruleset = scores.plan.ruleset
    ranked = np.count_nonzero(ranking.ranks)
    if ranked < len(scores):
        yield _UNRANKED(count=len(scores) - ranked)
    if ranked and ranking.rank_of.max() == 1:
        yield _ALONE()
    if np.count_nonzero(units.limits.low < units.limits.high) < 2:
        yield _NOTHING_MOVES()
    elif recipe.by == BOUNDS and not any(node.tune for node in nodes_of(ruleset.indicators)):
        yield _NO_BOUNDS()
    dimensions = (n for n in nodes_of(ruleset.indicators) if isinstance(n, Dimension))
    if ruleset.relative or any(dimension.relative for dimension in dimensions):
        yield _RELATIVE()
    for number, profile in enumerate(ruleset.profiles):
        count = int(np.count_nonzero(scores.profiles == number))
        if count:
            yield _PROFILE(name=profile.name, count=count, weights=len(profile.weights))


_UNRANKED = Phrase(
    "{count} 个部门未参加排名，不在表中", "{count} departments are not ranked, and so not told of"
)
_ALONE = Phrase(
    "各组只有 1 个部门参加排名，名次无从变动",
    "one department alone is ranked in its group: no rank can move",
)
_RELATIVE = Phrase(
    "权重按比例写：增减的分值已折算成所写的权重",
    "weights are relative: points are told as the weights written that they come to",
)
_NOTHING_MOVES = Phrase(
    "各权重均已锁定，或没有可以分担的同伴，抽取中没有一个权重变动",
    "every weight is locked, or has none to share with: none moves in any draw",
)
_NO_BOUNDS = Phrase(
    "评分规则没有设定权重的上下限，各权重可在 0 分至满分之间变动",
    "the ruleset sets no bounds: weights may be anything from nothing to the full marks",
)
_PROFILE = Phrase(
    "{count} 个部门适用权重方案「{name}」：方案中写明的 {weights} 项权重不随抽取和增减变动，"
    "这些部门的名次看上去会比实际更稳",
    '{count} departments have the profile "{name}": the {weights} weights it states do not move, '
    "so that their ranks look surer than they are",
)
