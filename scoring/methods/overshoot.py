"""What becomes of a value far beyond its target: the target itself was set too low."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from scoring.expression.logic import dust
from scoring.methods.method import Branch, Json, Telling, key
from scoring.words import Message, Phrase, plain

OVERSHOOT = key(
    "超额处理",
    "完成值超过目标值的若干倍时改按给定比例得分；越低越好时至多得此比例",
    {"beyond": 1.3, "then": 0},
    type="object",
    additionalProperties=False,
    required=["beyond", "then"],
    properties={
        "beyond": key("倍数", "超过目标值的多少倍", 1.3, type="number", minimum=1),
        "then": key("得分率", "此时的得分率", 0, type="number", minimum=0, maximum=1),
    },
)


@dataclass(frozen=True, slots=True)
class Overshoot:
    """Beyond *beyond* times the target, the rate is *then* at most."""

    beyond: float
    then: float

    @classmethod
    def from_spec(cls, spec: Json) -> Self:
        return cls(float(spec["beyond"]), float(spec["then"]))

    def reached(self, values: Any, target: Any) -> Any:
        """Return whether *values* are so far beyond a target that is more than nothing."""
        limit = self.beyond * target
        return (target > 0) & (values > limit + dust(limit))

    def cap(self, rates: Any, values: Any, target: Any) -> Any:
        """Return *rates*, held down where *values* overshoot."""
        return np.where(self.reached(values, target), np.minimum(rates, self.then), rates)

    def decided(self, telling: Telling, target: float) -> bool:
        """Return whether overshooting, not the curve, made the rate what it is."""
        return bool(telling.rate >= self.then - 1e-9 and self.reached(telling.value, target))

    def describe(self, better: str) -> Message:
        phrase = _BEYOND if better == "higher" else _BEYOND_AT_MOST
        return phrase(times=plain(self.beyond), then=plain(self.then * 100))

    def tell(self, **told: Any) -> Message:
        return _OVERSHOT(**told, times=plain(self.beyond), then=plain(self.then * 100))

    def branch(self, target: Any, shown: Message) -> Branch:
        told = _TIMES(times=plain(self.beyond), target=shown)
        return Branch(told, line=self.beyond * target, beyond=1)


_TIMES = Phrase("{target} 的 {times} 倍", "{times} times {target}")
_BEYOND = Phrase(
    "超过目标值 {times} 倍的，得满分的 {then}%",
    "beyond {times} times the target, {then}% of full marks",
)
_BEYOND_AT_MOST = Phrase(
    "超过目标值 {times} 倍的，至多得满分的 {then}%",
    "beyond {times} times the target, at most {then}% of full marks",
)
_OVERSHOT = Phrase(
    "{title} {value}，超过目标 {target} 的 {times} 倍，按规则只得 {then}%",
    "{title} {value} is over {times} times the target of {target}; by the rule it earns {then}%",
)
