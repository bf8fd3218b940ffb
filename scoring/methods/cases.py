"""Marks by the first condition that holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np

from scoring.expression.logic import choose, state_of
from scoring.methods.method import (
    POINTS,
    SHARE,
    Branch,
    Json,
    Loss,
    Method,
    Operand,
    Reading,
    Telling,
    key,
    share_of,
    share_of_points,
    within,
)
from scoring.model import Column
from scoring.words import Message, Phrase

_EARNED = {
    "points": POINTS,
    "share": SHARE,
    "label": key("名称", "这种情况的名称", "无结余", type="string"),
}


class Instance(NamedTuple):
    """What is earned when a condition holds."""

    when: str
    share: float
    label: str


@dataclass(frozen=True, slots=True)
class Cases(Method):
    """The first branch whose condition holds decides, *otherwise* if none does."""

    name: ClassVar[str] = "cases"
    title: ClassVar[str] = "条件分档"
    description: ClassVar[str] = "依次看各条件，第一个成立的条件决定得分"
    required: ClassVar[tuple[str, ...]] = ("cases",)
    needs_value: ClassVar[bool] = False
    keys: ClassVar[Mapping[str, Json]] = {
        "cases": key(
            "各种情况",
            "条件及其得分，按顺序判断",
            [{"when": "surplus == 0", "points": 3, "label": "无结余"}],
            type="array",
            minItems=1,
            items={
                "type": "object",
                "additionalProperties": False,
                "required": ["when"],
                "properties": {
                    "when": key("条件", "成立的条件", "surplus == 0", type="string", minLength=1),
                    **_EARNED,
                },
            },
        ),
        "otherwise": key(
            "否则",
            "都不成立时的得分：数字与各情况同口径（points 或 share），或写成对象；默认不得分",
            0,
            type=["number", "object"],
            minimum=0,
            additionalProperties=False,
            properties=_EARNED,
        ),
    }

    instances: tuple[Instance, ...]
    otherwise: Instance
    fixed: bool = False
    unsure: tuple[str, ...] = ()

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        given = spec["cases"]
        branches = (Instance(c["when"], share_of(c, weight), c.get("label", "")) for c in given)
        last = spec.get("otherwise", 0)
        otherwise = _otherwise(last, all("points" in c for c in given), weight)
        unsure = [f"cases/{i}" for i, c in enumerate(given) if ("points" in c) == ("share" in c)]
        both = isinstance(last, Mapping) and "points" in last and "share" in last
        if both or otherwise.share > 1:
            unsure.append("otherwise")
        return cls(tuple(branches), otherwise, spec.get("fixed", False), tuple(unsure))

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        for place in self.unsure:
            yield place, _ONE_SHARE(), _WRITE_ONE()

    def operands(self) -> Mapping[str, Operand]:
        whens = enumerate(branch.when for branch in self.instances)
        return {_place(i): Operand(when, "boolean") for i, when in whens}

    def attain(self, reading: Reading) -> Column:
        result = Column(np.float64(self.otherwise.share))
        for index, branch in reversed(list(enumerate(self.instances))):
            holds = reading.operands[_place(index)]
            result = choose(holds, Column(np.float64(branch.share)), result)
        return Column(within(result.values * reading.scale), result.states)

    def describe(self, telling: Telling) -> list[Message]:
        clauses = [_IN_TURN()] if len(self.instances) > 1 else []
        for case in self.instances:
            name = _NAMED(name=case.label) if case.label else ""
            told = {"when": telling.condition(case.when), "name": name}
            clauses.append(_EARNS(**told, points=telling.points(case.share)))
        name = _NAMED(name=self.otherwise.label) if self.otherwise.label else ""
        return [*clauses, _ELSE(name=name, points=telling.points(self.otherwise.share))]

    def tell(self, telling: Telling) -> list[Loss]:
        for index, branch in enumerate(self.instances):
            if telling.operands[_place(index)]:
                name = branch.label or telling.condition(branch.when)
                return [_earned(telling, name, branch.share)]
        return [_earned(telling, self.otherwise.label or _NONE_HOLDS(), self.otherwise.share)]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:
        decided = self._decided(reading)
        for index, instance in enumerate(self.instances):
            words = _INSTANCE(name=instance.label or telling.condition(instance.when))
            yield Branch(words, decided == index)
        words = _INSTANCE(name=self.otherwise.label or _NONE_HOLDS())
        yield Branch(words, decided == len(self.instances))

    def _decided(self, reading: Reading) -> Any:
        """Return the place of the condition that decides; -1 where one is unknown before it."""
        places = np.arange(len(self.instances) + 1, dtype=np.float64)
        result = Column(places[-1])
        for index in reversed(range(len(self.instances))):
            result = choose(reading.operands[_place(index)], Column(places[index]), result)
        return np.where(state_of(result) == 0, result.values, -1)


def _place(index: int) -> str:
    return f"cases/{index}/when"


def _earned(telling: Telling, name: str | Message, share: float) -> Loss:
    return Loss(_HOLDS(title=telling.title, name=name, points=telling.points(share)))


def _otherwise(given: Any, in_points: bool, weight: Decimal) -> Instance:
    """Return the last branch: a bare number is meant as the cases are, in points or as a share."""
    if isinstance(given, Mapping):
        return Instance("", share_of(given, weight), given.get("label", ""))
    return Instance("", share_of_points(given, weight) if in_points else float(given), "")


_INSTANCE = Phrase("属于「{name}」", '"{name}"')
_IN_TURN = Phrase("依次判断，以先符合的为准", "the first that holds decides")
_NAMED = Phrase("（{name}）", " ({name})")
_EARNS = Phrase("{when}{name}的，得 {points} 分", "{when}{name}: {points}")
_ELSE = Phrase("其余{name}得 {points} 分", "otherwise{name}: {points}")
_HOLDS = Phrase(
    "{title}属于「{name}」，得 {points} 分", '{title}: "{name}" applies, which earns {points}'
)
_NONE_HOLDS = Phrase("各项条件均不符合", "none of the conditions")
_ONE_SHARE = Phrase(
    "须写 points 或 share 之一，且不超过满分", "either points or a share, up to full marks, go here"
)
_WRITE_ONE = Phrase("请只写其中一个", "Write just one of them")
