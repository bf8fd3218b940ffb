"""Marks in proportion to how far a value has come towards its target."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

import numpy as np

from scoring.expression.logic import dust, worst
from scoring.methods.method import (
    BETTER,
    Branch,
    Json,
    Loss,
    Method,
    Operand,
    Reading,
    Telling,
    key,
    number_of,
    number_or_expression,
    within,
)
from scoring.methods.overshoot import OVERSHOOT, Overshoot
from scoring.model import Column
from scoring.words import Message, Phrase


@dataclass(frozen=True, slots=True)
class Proportional(Method):
    """The rate rises in a line from *floor* to *target*, or falls beyond it."""

    name: ClassVar[str] = "proportional"
    title: ClassVar[str] = "完成比例赋分"
    description: ClassVar[str] = "按完成值与目标值之比赋分，可设及格门槛、反向指标和超额处理"
    required: ClassVar[tuple[str, ...]] = ("target",)
    keys: ClassVar[Mapping[str, Json]] = {
        "target": number_or_expression("目标值", "得满分的完成值，数字或表达式", 95),
        "floor": number_or_expression(
            "门槛", "得零分的完成值；越高越好时默认 0，越低越好时默认目标值的 2 倍", "0.6 * target"
        ),
        "better": BETTER,
        "curve": key(
            "曲线",
            "仅用于越低越好：linear 直线递减，inverse 目标值除以完成值",
            "linear",
            type="string",
            enum=["linear", "inverse"],
        ),
        "overshoot": OVERSHOOT,
    }

    target: str | float
    floor: str | float | None = None
    better: str = "higher"
    curve: str = "linear"
    overshoot: Overshoot | None = None

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:  # noqa: ARG003
        overshoot = spec.get("overshoot")
        target, better = number_of(spec["target"]), spec.get("better", "higher")
        floor = number_of(spec["floor"]) if "floor" in spec else None
        # A floor of 0 is the default: where lower is better it lies at twice the target.
        is_default = floor == 0 and better == "lower" and (isinstance(target, str) or target >= 0)
        return cls(
            target=target,
            floor=None if is_default else floor,
            better=better,
            curve=spec.get("curve", "linear"),
            overshoot=overshoot and Overshoot.from_spec(overshoot),
        )

    def operands(self) -> Mapping[str, Operand]:
        given = {"target": self.target, "floor": self.floor}
        return {name: Operand(source) for name, source in given.items() if source is not None}

    def attain(self, reading: Reading) -> Column:
        value, target = reading.value, reading.operands["target"]
        floor = reading.operands.get("floor", self._floor(target))
        states = worst(worst(value.states, target.states), floor.states)
        if self._is_inverse:
            met = self._meets(value.values, target.values)
            rates = np.where(met | (target.values <= 0), met, target.values / value.values)
        else:
            rates = self._line(value.values, target.values, floor.values)
        if self.overshoot:
            rates = self.overshoot.cap(rates, value.values, target.values)
        return Column(within(rates), states)

    @property
    def _is_inverse(self) -> bool:
        return self.better == "lower" and self.curve == "inverse"

    def _meets(self, values: Any, target: Any) -> Any:
        if self.better == "higher":
            return values >= target - dust(target)
        return values <= target + dust(target)

    def _floor(self, target: Column) -> Column:
        return Column(0.0 if self.better == "higher" else 2.0 * target.values)

    def _line(self, values: Any, target: Any, floor: Any) -> Any:
        """Return the height of the line; where it has no width, all or nothing at the target."""
        if self.better == "higher":
            rates = (values - floor) / (target - floor)
        else:
            # The other way round, for at the floor the height is 0, not -0.
            rates = (floor - values) / (floor - target)
        steep = self._is_steep(target, floor)
        return np.where(steep, self._meets(values, target), rates) if np.any(steep) else rates

    def _is_steep(self, target: Any, floor: Any) -> Any:
        """Return whether nothing lies between full marks and none."""
        if self._is_inverse:
            return target <= 0
        width = target - floor
        return width <= dust(target) if self.better == "higher" else width >= -dust(target)

    def _earns_nothing(self, value: float, floor: float) -> bool:
        if self._is_inverse:
            return False
        return value <= floor if self.better == "higher" else value >= floor

    def describe(self, telling: Telling) -> list[Message]:
        floor = "" if self.floor is None else telling.term(self.floor)
        clauses = [self._shape()(target=telling.term(self.target), floor=floor)]
        if self.overshoot:
            clauses.append(self.overshoot.describe(self.better))
        return clauses

    def _shape(self) -> Phrase:
        """Return what tells how the rate goes from full marks to none."""
        if self._is_all_or_nothing:
            return _ALL_FROM if self.better == "higher" else _ALL_UP_TO
        if self.better == "higher":
            return _RISES_FROM if self.floor else _RISES
        if self._is_inverse:
            return _SHRINKS
        return _FALLS if self.floor is None else _FALLS_TO

    @property
    def _is_all_or_nothing(self) -> bool:
        """Return whether target and floor, as declared, leave nothing between them."""
        if isinstance(self.target, str) or isinstance(self.floor, str):
            return self.target == self.floor
        floor = self._floor(Column(self.target)).values if self.floor is None else self.floor
        return bool(self._is_steep(self.target, floor))

    def tell(self, telling: Telling) -> list[Loss]:
        target = telling.operands["target"]
        floor = telling.operands.get("floor", 0.0 if self.better == "higher" else 2.0 * target)
        told = {
            "title": telling.title,
            "value": telling.figure(telling.value),
            "target": telling.limit(target),
            "gap": telling.gap(abs(telling.value - target)),
            "floor": telling.limit(floor),
        }
        if self.overshoot and self.overshoot.decided(telling, target):
            return [Loss(self.overshoot.tell(**told))]
        if self._is_steep(target, floor):
            return [Loss((_NOT_REACHED if self.better == "higher" else _EXCEEDED)(**told))]
        if self._earns_nothing(telling.value, floor):
            return [Loss((_BELOW_FLOOR if self.better == "higher" else _ABOVE_FLOOR)(**told))]
        rate = telling.earned()
        if self.better == "lower":
            phrase = _INVERSE if self.curve == "inverse" else _ABOVE
        else:
            phrase = _BELOW_WITH_FLOOR if floor else _BELOW
        return [Loss(phrase(**told, rate=rate))]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:
        target = reading.operands["target"].values
        floor = reading.operands.get("floor", self._floor(reading.operands["target"])).values
        shown = telling.threshold(self.target)
        # Where target and floor are the same figure for everyone, the line has but two sides.
        if np.ndim(target) == np.ndim(floor) == 0 and self._is_steep(target, floor):
            aside = -1 if self.better == "higher" else 1
            yield Branch(_AT_TARGET(target=shown), line=target, beyond=aside)
        else:
            yield from self._sloping(reading, telling, target, floor)
        if self.overshoot:
            yield self.overshoot.branch(target, shown)

    def _sloping(
        self, reading: Reading, telling: Telling, target: Any, floor: Any
    ) -> Iterator[Branch]:
        """Yield the ends of the slope from full marks to none, and what lies between them."""
        shown = telling.threshold(self.target)
        yield Branch(_AT_TARGET(target=shown), line=target)
        if self.floor is not None or (self.better == "lower" and not self._is_inverse):
            of_zero = _TWICE(target=shown) if self.floor is None else telling.threshold(self.floor)
            yield Branch(_AT_FLOOR(floor=of_zero), line=floor)
        rates = self.attain(reading).values
        yield Branch(_IN_PROPORTION(), (rates > 0) & (rates < 1))


_AT_TARGET = Phrase("目标 {target}", "the target of {target}")
_AT_FLOOR = Phrase("零分线 {floor}", "the line of no marks, {floor}")
_TWICE = Phrase("{target} 的 2 倍", "twice {target}")
_IN_PROPORTION = Phrase("按比例得部分分", "some marks in proportion")
_ALL_FROM = Phrase(
    "达到 {target} 得满分，否则不得分", "full marks from {target} on, otherwise nothing"
)
_ALL_UP_TO = Phrase(
    "不高于 {target} 得满分，否则不得分", "full marks up to {target}, otherwise nothing"
)
_RISES = Phrase(
    "达到 {target} 得满分，低于的按完成值占目标值的比例得分",
    "full marks from {target} on; below it, in proportion to the target",
)
_RISES_FROM = Phrase(
    "达到 {target} 得满分，{floor} 及以下不得分，其间按比例得分",
    "full marks from {target} on, nothing up to {floor}, in proportion between them",
)
_FALLS = Phrase(
    "不高于 {target} 得满分，高于的按比例递减，达到其 2 倍不得分",
    "full marks up to {target}, falling in proportion to nothing at twice that",
)
_FALLS_TO = Phrase(
    "不高于 {target} 得满分，高于的按比例递减，达到 {floor} 不得分",
    "full marks up to {target}, falling in proportion to nothing at {floor}",
)
_SHRINKS = Phrase(
    "不高于 {target} 得满分，高于的按目标值与完成值之比得分",
    "full marks up to {target}; above it, the target over the value",
)
_BELOW = Phrase(
    "{title} {value}，低于目标 {target} 共 {gap}，按完成比例得 {rate}%",
    "{title} {value} is {gap} below the target of {target}; in proportion it earns {rate}%",
)
_BELOW_WITH_FLOOR = Phrase(
    "{title} {value}，低于目标 {target} 共 {gap}，自门槛 {floor} 起按比例得 {rate}%",
    "{title} {value} is {gap} below the target of {target}; from the floor of {floor} it earns "
    "{rate}% in proportion",
)
_BELOW_FLOOR = Phrase(
    "{title} {value}，低于目标 {target} 共 {gap}，未超过门槛 {floor}，不得分",
    "{title} {value} is {gap} below the target of {target} and not above the floor of {floor}: "
    "it earns nothing",
)
_ABOVE = Phrase(
    "{title} {value}，高于目标 {target} 共 {gap}，按比例递减得 {rate}%",
    "{title} {value} is {gap} above the target of {target}; falling in proportion it earns {rate}%",
)
_INVERSE = Phrase(
    "{title} {value}，高于目标 {target} 共 {gap}，按目标值与完成值之比得 {rate}%",
    "{title} {value} is {gap} above the target of {target}; target over value earns {rate}%",
)
_ABOVE_FLOOR = Phrase(
    "{title} {value}，高于目标 {target} 共 {gap}，已达零分线 {floor}，不得分",
    "{title} {value} is {gap} above the target of {target}, at or beyond {floor}: it earns nothing",
)
_NOT_REACHED = Phrase(
    "{title} {value}，低于目标 {target} 共 {gap}，未达到目标不得分",
    "{title} {value} is {gap} below the target of {target}: short of it nothing is earned",
)
_EXCEEDED = Phrase(
    "{title} {value}，高于目标 {target} 共 {gap}，超过目标不得分",
    "{title} {value} is {gap} above the target of {target}: beyond it nothing is earned",
)
