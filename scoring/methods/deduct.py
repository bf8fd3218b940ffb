"""Full marks within a limit; outside it every step costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any, ClassVar, Self

import numpy as np

from scoring.expression.logic import worst
from scoring.methods.method import (
    POINTS,
    SHARE,
    STEPS,
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
    share_of,
    share_of_points,
    within,
)
from scoring.model import Column
from scoring.words import Message, Phrase, plain

LIMIT = key(
    "限值",
    "不扣分的范围：at_most 不高于，at_least 不低于，between 介于两者之间",
    {"at_least": 100},
    type="object",
    additionalProperties=False,
    minProperties=1,
    maxProperties=1,
    properties={
        "at_most": number_or_expression("上限", "不高于此值不扣分", 100),
        "at_least": number_or_expression("下限", "不低于此值不扣分", 100),
        "between": key(
            "区间",
            "介于两值之间（含）不扣分",
            [95, 105],
            type="array",
            minItems=2,
            maxItems=2,
            items=number_or_expression("端点", "区间的一端", 95),
        ),
    },
)


@dataclass(frozen=True, slots=True)
class Deduct(Method):
    """Each step of *each* outside the limit costs *cost*, a share of the full marks."""

    name: ClassVar[str] = "deduct"
    title: ClassVar[str] = "扣分"
    description: ClassVar[str] = "在限值以内得满分，超出后每一档扣若干分，扣完为止"
    required: ClassVar[tuple[str, ...]] = ("limit", "each")
    keys: ClassVar[Mapping[str, Json]] = {
        "limit": LIMIT,
        "each": key("每档", "每一档的大小，与完成值同单位", 5, type="number", exclusiveMinimum=0),
        "points": POINTS,
        "share": SHARE,
        "steps": STEPS,
        "at_most": key("最多扣", "最多扣多少分（与 points 同口径）", 3, type="number", minimum=0),
    }

    low: str | float | None
    high: str | float | None
    each: float
    cost: float
    steps: str = "complete"
    most: float = 1.0
    between: bool = False
    fixed: bool = False
    has_cost: bool = True

    @property
    def keeps(self) -> str:
        return "lost" if self.fixed else ""

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        limit = spec["limit"]
        low, high = limit.get("between", (limit.get("at_least"), limit.get("at_most")))
        return cls(
            low=None if low is None else number_of(low),
            high=None if high is None else number_of(high),
            each=float(spec["each"]),
            cost=share_of(spec, weight),
            steps=spec.get("steps", "complete"),
            most=share_of_points(spec["at_most"], weight) if "at_most" in spec else np.inf,
            between="between" in limit,
            fixed=spec.get("fixed", False),
            has_cost=("points" in spec) != ("share" in spec),
        )

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        if not self.has_cost:
            yield "", _NO_COST(), _ONE_COST()
        low, high = self.low, self.high
        if isinstance(low, float) and isinstance(high, float) and low > high:
            yield "limit/between", _BACKWARDS(low=plain(low), high=plain(high)), _SWAP()

    def operands(self) -> Mapping[str, Operand]:
        names = ("limit/between/0", "limit/between/1") if self.between else _ENDS
        given = dict(zip(names, (self.low, self.high), strict=True))
        return {name: Operand(source) for name, source in given.items() if source is not None}

    def attain(self, reading: Reading) -> Column:
        values, states = reading.value
        beyond = []
        for name, limit in reading.operands.items():
            beyond.append(limit.values - values if name in _LOW else values - limit.values)
            states = worst(states, limit.states)
        steps = count_steps(reduce(np.maximum, beyond), self.each, self.steps)
        cost = steps * (self.cost * reading.scale)
        if self.most < np.inf:
            cost = np.minimum(cost, self.most * reading.scale)
        # Inside the limit steps and cost are negative, and the rate is held at 1.
        return Column(within(1.0 - cost), states)

    def describe(self, telling: Telling) -> list[Message]:
        if self.low is not None and self.high is not None:
            phrase = _WITHIN
        else:
            phrase = _AT_LEAST if self.high is None else _NOT_ABOVE
        ends = {"low": self.low, "high": self.high}
        told = {name: telling.term(end) for name, end in ends.items() if end is not None}
        told |= {"each": telling.step(self.each), "cost": telling.points(self.cost)}
        return [phrase(**told, manner=describe_steps(telling, self.steps, self.most))]

    def tell(self, telling: Telling) -> list[Loss]:
        low = [telling.operands[name] for name in _LOW if name in telling.operands]
        high = [telling.operands[name] for name in _HIGH if name in telling.operands]
        below = bool(low) and telling.value < low[0]
        limit = (low if below else high)[0]
        gap = abs(telling.value - limit)
        told = {
            "title": telling.title,
            "value": telling.figure(telling.value),
            "limit": telling.limit(limit),
            "gap": telling.gap(gap),
            "each": telling.step(self.each),
            "cost": telling.points(self.cost),
        }
        counted = count_steps(gap, self.each, self.steps)
        manner, note = tell_steps(telling, counted, self.steps, self.cost, self.most)
        return [Loss((_BELOW if below else _ABOVE)(**told, manner=manner), note=note)]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:
        values = reading.value.values
        for name, limit in reading.operands.items():
            side = -1 if name in _LOW else 1
            source = telling.threshold((self.low if side < 0 else self.high) or 0.0)
            # Where only whole steps cost, nothing is lost just outside the limit.
            beyond = side if self.steps == "started" else 0
            yield Branch(_AT_LIMIT(limit=source), line=limit.values, beyond=beyond)
            over = (values - limit.values) * side
            step = {"limit": source, "each": telling.step(self.each)}
            yield from step_branches(
                telling,
                (_FIRST_BELOW if side < 0 else _FIRST_ABOVE)(**step),
                limit.values + side * self.each,
                side,
                over,
                self,
            )


def step_branches(
    telling: Telling, first: Message, line: Any, side: int, over: Any, rule: Any
) -> Iterator[Branch]:
    """Yield how steps can go: the first, several of them, and what bounds them."""
    if rule.steps != "proportional":
        # Where only whole steps count, the first is not reached just short of its line.
        yield Branch(first, line=line, beyond=-side if rule.steps == "complete" else side)
    counted = count_steps(np.maximum(over, 0.0), rule.each, rule.steps)
    most = min(rule.most, 1.0)
    if rule.steps == "proportional":
        yield Branch(_IN_PROPORTION(), (counted > 0) & (counted * rule.cost < most))
    elif 2 * rule.cost < most:
        yield Branch(_SEVERAL(), (counted > 1) & (counted * rule.cost < most))
    bound = _CAPPED(points=telling.points(most)) if rule.most < 1 else _DOWN_TO_NOTHING()
    yield Branch(bound, counted * rule.cost >= most)


def count_steps(over: Any, each: float, steps: str) -> Any:
    """Return how many steps of *each* lie in *over*, cleaned of binary dust."""
    if steps == "proportional":
        return over / each
    return (np.floor if steps == "complete" else np.ceil)(np.round(over / each, 9))


def describe_steps(telling: Telling, steps: str, most: float) -> Message:
    """Say how steps are counted and what they cost at most."""
    cap = _AT_MOST(points=telling.points(most)) if most < 1 else _EXHAUSTED()
    return _MANNER(how=_COUNTED[steps](), cap=cap)


def tell_steps(
    telling: Telling, counted: float, steps: str, cost: float, most: float
) -> tuple[Message, Message | str]:
    """Say how steps are counted and what bounds them; and, for a note, how many they are."""
    manner = _MANNER(how=_HOW[steps](), cap=_cap(telling, cost * counted, most))
    return manner, "" if steps == "proportional" else _STEPS(steps=plain(counted))


def _cap(telling: Telling, cost: float, most: float) -> Message | str:
    """Say which bound stopped the steps from costing more, if one did."""
    if cost > most and most * telling.scale < 1:
        return _AT_MOST(points=telling.points(most))
    return _EXHAUSTED() if cost * telling.scale > 1 else ""


_LOW = ("limit/at_least", "limit/between/0")
_HIGH = ("limit/at_most", "limit/between/1")
_ENDS = (_LOW[0], _HIGH[0])

_AT_LIMIT = Phrase("限值 {limit}", "the limit of {limit}")
_FIRST_BELOW = Phrase("限值 {limit} 以下一档（{each}）", "one step ({each}) below {limit}")
_FIRST_ABOVE = Phrase("限值 {limit} 以上一档（{each}）", "one step ({each}) above {limit}")
_IN_PROPORTION = Phrase("按比例扣而未扣完", "some lost in proportion, and something left")
_SEVERAL = Phrase("扣一档以上而未扣完", "more than one step, and something left")
_CAPPED = Phrase("扣到最多 {points} 分", "the most that is lost, {points}")
_DOWN_TO_NOTHING = Phrase("扣完为止", "down to nothing")
_AT_LEAST = Phrase(
    "不低于 {low} 得满分，每低 {each}扣 {cost} 分{manner}",
    "full marks from {low} on; every {each} below costs {cost}{manner}",
)
_NOT_ABOVE = Phrase(
    "不高于 {high} 得满分，每高 {each}扣 {cost} 分{manner}",
    "full marks up to {high}; every {each} above costs {cost}{manner}",
)
_WITHIN = Phrase(
    "在 {low} 至 {high} 之间（含）得满分，每低于或高于该范围 {each}扣 {cost} 分{manner}",
    "full marks from {low} to {high}; every {each} outside costs {cost}{manner}",
)
_BELOW = Phrase(
    "{title} {value}，低于目标 {limit} 共 {gap}，每低 {each}扣 {cost} 分{manner}",
    "{title} {value} is {gap} below the {limit} wanted; every {each} below costs {cost}{manner}",
)
_ABOVE = Phrase(
    "{title} {value}，高于限值 {limit} 共 {gap}，每高 {each}扣 {cost} 分{manner}",
    "{title} {value} is {gap} above the limit of {limit}; every {each} above costs {cost}{manner}",
)
_MANNER = Phrase("{how}{cap}", "{how}{cap}")
_HOW = {
    "complete": Phrase("", ""),
    "started": Phrase("（不足一档按一档计）", " (a step begun counts whole)"),
    "proportional": Phrase("（按比例）", " (in proportion)"),
}
_COUNTED = {
    **_HOW,
    "complete": Phrase("（不足一档不扣）", " (a step must be complete)"),
}
_STEPS = Phrase("（计 {steps} 档）", " (steps counted: {steps})")
_AT_MOST = Phrase("，最多扣 {points} 分", ", {points} at most")
_EXHAUSTED = Phrase("，扣完为止", ", down to nothing")
_NO_COST = Phrase("每档扣分须写 points 或 share 之一", "a step costs either points or a share")
_ONE_COST = Phrase("请只写其中一个", "Write just one of them")
_BACKWARDS = Phrase(
    "区间下限 {low} 大于上限 {high}", "the lower end {low} is above the upper {high}"
)
_SWAP = Phrase("请把两端对调", "Swap the ends")
