"""How weights are drawn: what is asked for, and the draws themselves."""

from dataclasses import dataclass

import numpy as np

from scoring.errors import Problem, WeightError
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
