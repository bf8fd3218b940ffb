"""All or nothing, by one condition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

import numpy as np

from scoring.expression.logic import known
from scoring.methods.method import Branch, Json, Loss, Method, Operand, Reading, Telling, key
from scoring.model import Column
from scoring.words import Message, Phrase, plain


@dataclass(frozen=True, slots=True)
class Condition(Method):
    """Full marks where *when* holds, the share *otherwise* elsewhere."""

    name: ClassVar[str] = "condition"
    title: ClassVar[str] = "直接赋分"
    description: ClassVar[str] = "条件成立得满分，不成立按给定比例得分（默认不得分）"
    required: ClassVar[tuple[str, ...]] = ("when",)
    needs_value: ClassVar[bool] = False
    keys: ClassVar[Mapping[str, Json]] = {
        "when": key("条件", "得满分的条件", "disclosed", type="string", minLength=1),
        "otherwise": key(
            "否则", "不成立时的得分率，0 到 1", 0, type="number", minimum=0, maximum=1
        ),
    }

    when: str
    otherwise: float = 0.0

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:  # noqa: ARG003
        return cls(spec["when"], float(spec.get("otherwise", 0)))

    def operands(self) -> Mapping[str, Operand]:
        return {"when": Operand(self.when, "boolean")}

    def attain(self, reading: Reading) -> Column:
        holds = reading.operands["when"]
        return Column(np.where(holds.values, 1.0, self.otherwise), holds.states)

    def describe(self, telling: Telling) -> list[Message]:
        condition, rate = telling.condition(self.when), plain(self.otherwise * 100)
        return [(_ELSE_PART if self.otherwise else _ELSE_NOTHING)(condition=condition, rate=rate)]

    def tell(self, telling: Telling) -> list[Loss]:
        phrase = _PARTLY if self.otherwise else _FAILED
        rate = plain(self.otherwise * 100)
        return [
            Loss(phrase(title=telling.title, condition=telling.condition(self.when), rate=rate))
        ]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:  # noqa: ARG002
        holds = reading.operands["when"]
        yield Branch(_MET(), holds.values & known(holds))
        yield Branch(_UNMET(), np.logical_not(holds.values) & known(holds))


_MET = Phrase("条件成立", "the condition holds")
_UNMET = Phrase("条件不成立", "the condition does not hold")
_ELSE_NOTHING = Phrase(
    "符合「{condition}」得满分，否则不得分", 'full marks if "{condition}", else nothing'
)
_ELSE_PART = Phrase(
    "符合「{condition}」得满分，否则得 {rate}%", 'full marks if "{condition}", else {rate}%'
)
_FAILED = Phrase(
    "{title}未满足条件「{condition}」，不得分",
    '{title} does not meet "{condition}" and earns nothing',
)
_PARTLY = Phrase(
    "{title}未满足条件「{condition}」，得 {rate}%",
    '{title} does not meet "{condition}" and earns {rate}%',
)
