"""How weights are drawn: what is asked for, and the draws themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from numbers import Integral

import numpy as np

from scoring.errors import Problem, WeightError, use_instead
from scoring.plan import Plan
from scoring.tuning.drawing import draw_around, draw_within
from scoring.tuning.units import Marks, Units, units_of, whole_marks
from scoring.words import Message, Phrase

SPREAD, BOUNDS, AROUND = "spread", "bounds", "around"
# What weighs anything keeps a mark: of none an indicator would not apply.
_LEAST = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """*draws* of weights from *seed*; the bounds of the ruleset (``tune``) hold in all of them.

    *by* says how: ``spread``, uniform within a share *spread* of each weight, up or down;
    ``bounds``, uniform within the bounds alone; ``around``, Dirichlet around the weights in force,
    the closer the greater *sureness*. WeightError tells what of these cannot be.
    """

    by: str = SPREAD
    spread: float = 0.2
    sureness: float = 100.0
    draws: int = 10_000
    seed: int = 1

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise WeightError(problems)

    def units(self, plan: Plan) -> Units:
        """Return what of *plan* varies, and within what limits."""
        return units_of(plan, self.spread if self.by == SPREAD else None)

    def told(self) -> Message:
        """Return how weights are drawn, in words."""
        share = f"{self.spread * 100:g}%"
        return _TOLD[self.by](share=share, sureness=f"{self.sureness:g}")


def draw(units: Units, recipe: Recipe) -> Marks:
    """Return the marks of nodes in every draw; WeightError where bounds leave no room for any."""
    limits = replace(units.limits, low=np.maximum(units.limits.low, np.minimum(units.now, _LEAST)))
    given = (units.now, limits, recipe.draws, recipe.seed)
    if recipe.by == AROUND:
        weights = draw_around(*given, recipe.sureness)
        if np.isnan(weights).any():
            raise WeightError([Problem("tune", _NO_ROOM(), _OTHERWISE())])
    else:
        weights = draw_within(*given)
    return whole_marks(units, weights)


def _problems(recipe: Recipe) -> Iterator[Problem]:
    if recipe.by not in _TOLD:
        yield Problem("by", _NO_WAY(by=recipe.by), use_instead(recipe.by, _TOLD))
    if not 0 < recipe.spread <= 1:
        yield Problem("spread", NOT(given=recipe.spread), SHARE())
    if not 0 < recipe.sureness < np.inf:
        yield Problem("sureness", NOT(given=recipe.sureness), POSITIVE())
    if not (isinstance(recipe.draws, Integral) and recipe.draws > 0):
        yield Problem("draws", NOT(given=recipe.draws), _COUNT())
    if not (isinstance(recipe.seed, Integral) and recipe.seed >= 0):
        yield Problem("seed", NOT(given=recipe.seed), _SEED())


_NO_WAY = Phrase("没有「{by}」这种抽取方式", 'weights cannot be drawn by "{by}"')
NOT = Phrase("不能是 {given}", "cannot be {given}")
SHARE = Phrase(
    "应大于 0、不超过 1，如 0.2 即 20%", "Take more than 0 and no more than 1: 0.2 is 20%"
)
POSITIVE = Phrase("应大于 0", "Take more than 0")
_COUNT = Phrase("应是正整数", "Take a whole number, 1 or more")
_SEED = Phrase("应是不小于 0 的整数", "Take a whole number, 0 or more")
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
_NO_ROOM = Phrase(
    "在设定的上下限以内，几乎抽不到以现行权重为均值的权重",
    "hardly any weights around those in force lie within their bounds",
)
_OTHERWISE = Phrase(
    "请加大集中度（--sureness），或改用 --by bounds", "Raise --sureness, or draw --by bounds"
)
