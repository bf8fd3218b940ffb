"""Marks that a reviewer entered, with a reason for whatever is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

import numpy as np

from scoring.expression.logic import dust, mark, state_of
from scoring.methods.method import (
    Branch,
    Json,
    Loss,
    Method,
    Operand,
    Reading,
    Telling,
    converted,
    key,
    within,
)
from scoring.model import Column, State
from scoring.words import Message, Phrase, plain


@dataclass(frozen=True, slots=True)
class Judged(Method):
    """The points in *given*, 0 to full marks; below full marks *reason* must say why."""

    name: ClassVar[str] = "judged"
    title: ClassVar[str] = "评审打分"
    description: ClassVar[str] = "由评审人打分，未给满分时必须说明理由"
    required: ClassVar[tuple[str, ...]] = ("given", "reason")
    needs_value: ClassVar[bool] = False
    keys: ClassVar[Mapping[str, Json]] = {
        "given": key("评分", "评审人打分的字段", "review_points", type="string", minLength=1),
        "reason": key("理由", "评审理由的字段", "review_reason", type="string", minLength=1),
    }

    given: str
    reason: str
    weight: float

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        return cls(spec["given"], spec["reason"], float(weight))

    def operands(self) -> Mapping[str, Operand]:
        return {"given": Operand(self.given), "reason": Operand(self.reason, "text")}

    def attain(self, reading: Reading) -> Column:
        given, reason = reading.operands["given"], reading.operands["reason"]
        weight = self.weight if reading.weight is None else reading.weight
        near = dust(weight)  # parts added up in binary miss full marks by as much
        below = given.values < weight - near
        refused = (given.values < -near) | (given.values > weight + near)
        refused = refused | (below & (state_of(reason) != State.PRESENT))
        rates = given.values / np.where(np.equal(weight, 0), 1.0, weight)
        if not np.any(refused):
            return Column(within(rates), given.states)
        return Column(within(rates), mark(given.states, refused, State.INVALID))

    def describe(self, telling: Telling) -> list[Message]:
        told = {"given": telling.condition(self.given), "reason": telling.condition(self.reason)}
        return [_BY_REVIEWER(**told, full=plain(self.weight)), *converted(self.weight, telling)]

    def tell(self, telling: Telling) -> list[Loss]:
        told = {"given": plain(telling.operands["given"]), "reason": telling.operands["reason"]}
        return [Loss(_JUDGED(title=telling.title, full=plain(self.weight), **told))]

    def fault(self, telling: Telling) -> Message:
        told = {"title": telling.title, "given": plain(telling.operands["given"])}
        inside = 0 <= telling.operands["given"] <= self.weight
        return (_NO_REASON if inside else _OUTSIDE)(**told, full=plain(self.weight))

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:  # noqa: ARG002
        given, told = reading.operands["given"].values, reading.operands["reason"]
        is_told = state_of(told) == State.PRESENT
        weight = self.weight if reading.weight is None else reading.weight
        full = np.abs(given - weight) <= dust(weight)
        less = (given >= 0) & (given < weight) & ~full
        yield Branch(_GIVEN_FULL(), full)
        yield Branch(_GIVEN_LESS(), less & is_told)
        yield Branch(_GIVEN_NOTHING(), (given == 0) & is_told)
        yield Branch(_UNTOLD(), less & ~is_told)
        yield Branch(_OFF_RANGE(full=plain(self.weight)), (given < 0) | (given > weight))


_GIVEN_FULL = Phrase("评满分", "full marks given")
_GIVEN_LESS = Phrase("未评满分，有理由", "less than full marks, with a reason")
_GIVEN_NOTHING = Phrase("评零分", "no marks given")
_UNTOLD = Phrase("未评满分而没有理由", "less than full marks, without a reason")
_OFF_RANGE = Phrase("打分不在 0—{full} 分之内", "points outside 0–{full}")
_BY_REVIEWER = Phrase(
    "由评审打分，0 至 {full} 分，取自「{given}」；未给满分的须在「{reason}」中说明理由",
    'a reviewer gives 0 to {full} points in "{given}"; less than full marks need a "{reason}"',
)
_JUDGED = Phrase(
    "{title}评审打 {given} 分（满分 {full} 分），理由：{reason}",
    "{title} was given {given} of {full} by the reviewer: {reason}",
)
_NO_REASON = Phrase(
    "{title}评审打 {given} 分（满分 {full} 分），但未说明扣分理由",
    "{title} was given {given} of {full} without a reason",
)
_OUTSIDE = Phrase(
    "{title}评审打 {given} 分，不在 0—{full} 分之内", "{title} was given {given}, outside 0–{full}"
)
