"""How weights are drawn: what is asked for, and the draws themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.errors import Problem, WeightError
from scoring.evaluation import Scores
from scoring.expression.scopes import nodes_of
from scoring.plan import Plan
from scoring.tuning.drawing import draw_around, draw_within
from scoring.tuning.units import Marks, units_of, whole_marks
from scoring.words import Message, Phrase

SPREAD, BOUNDS, AROUND = "spread", "bounds", "around"


@dataclass(frozen=True, slots=True)
class Recipe:
    """*draws* of weights from *seed*; the bounds of the ruleset (``tune``) hold in all of them.

    *by* says how: ``spread``, uniform within a share *spread* of each weight, up or down;
    ``bounds``, uniform within the bounds alone; ``around``, Dirichlet around the weights in force,
    the closer the greater *sureness*.
    """

    by: str = SPREAD
    spread: float = 0.2
    sureness: float = 100.0
    draws: int = 10_000
    seed: int = 1

    def told(self) -> Message:
        """Return how weights are drawn, in words."""
        share = f"{self.spread * 100:g}%"
        return _TOLD[self.by](share=share, sureness=f"{self.sureness:g}")


def draw(plan: Plan, recipe: Recipe) -> Marks:
    """Return the marks of nodes in every draw; WeightError where bounds leave no room for any."""
    units = units_of(plan, recipe.spread if recipe.by == SPREAD else None)
    if recipe.by == AROUND:
        given = (units.now, units.limits, recipe.draws, recipe.seed)
        weights = draw_around(*given, recipe.sureness)
        if np.isnan(weights).any():
            raise WeightError([Problem("tune", _NO_ROOM(), _OTHERWISE())])
    else:
        weights = draw_within(units.now, units.limits, recipe.draws, recipe.seed)
    return whole_marks(units, weights)


def notes_on(scores: Scores, recipe: Recipe) -> Iterator[Message]:
    """Yield what keeps weights from moving as one might think."""
    ruleset = scores.plan.ruleset
    units = units_of(scores.plan, recipe.spread if recipe.by == SPREAD else None)
    if np.count_nonzero(units.limits.low < units.limits.high) < 2:
        yield _NOTHING_MOVES()
    elif recipe.by == BOUNDS and not any(node.tune for node in nodes_of(ruleset.indicators)):
        yield _NO_BOUNDS()
    for number, profile in enumerate(ruleset.profiles):
        count = int(np.count_nonzero(scores.profiles == number))
        if count:
            yield _PROFILE(name=profile.name, count=count, weights=len(profile.weights))


_TOLD = {
    SPREAD: Phrase(
        "各权重在 ±{share} 以内均匀抽取，不超出设定的上下限",
        "each weight uniform within ±{share}, and within its bounds",
    ),
    BOUNDS: Phrase(
        "各权重在设定的上下限以内均匀抽取", "each weight uniform within the bounds set for it"
    ),
    AROUND: Phrase(
        "以现行权重为均值按狄利克雷分布抽取（集中度 {sureness}），不超出设定的上下限",
        "Dirichlet around the weights in force (concentration {sureness}), within their bounds",
    ),
}
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
_NO_ROOM = Phrase(
    "在设定的上下限以内，几乎抽不到以现行权重为均值的权重",
    "hardly any weights around those in force lie within their bounds",
)
_OTHERWISE = Phrase(
    "请加大集中度（--sureness），或改用 --by bounds", "Raise --sureness, or draw --by bounds"
)
