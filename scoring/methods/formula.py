"""Marks by an expression, for what no other method can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from scoring.methods.method import (
    Branch,
    Json,
    Loss,
    Method,
    Operand,
    Reading,
    Telling,
    converted,
    number_or_expression,
    within,
)
from scoring.model import Column
from scoring.words import Message, Phrase, plain


@dataclass(frozen=True, slots=True)
class Formula(Method):
    """The expression gives the rate (0 to 1), or the points at the declared weight."""

    name: ClassVar[str] = "formula"
    title: ClassVar[str] = "公式赋分"
    description: ClassVar[str] = "直接用算式写出得分率（rate，0 到 1）或得分（points）"
    needs_value: ClassVar[bool] = False
    keys: ClassVar[Mapping[str, Json]] = {
        "rate": number_or_expression(
            "得分率", "得分率的算式，限于 0 到 1", "clip(value / 100, 0, 1)"
        ),
        "points": number_or_expression("得分", "按声明权重计的得分算式", "5 - 0.5 * late_days"),
    }

    source: str | float
    kind: str
    weight: float
    fixed: bool = False
    given: int = 1

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        kind = "rate" if "rate" in spec else "points"
        source = spec.get(kind, 0)
        source = source if isinstance(source, str) else float(source)
        both = ("rate" in spec) + ("points" in spec)
        measure = float(weight) if kind == "points" else 1.0
        return cls(source, kind, measure, spec.get("fixed", False), both)

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        if self.given != 1:
            yield "", _ONE(), _WRITE_ONE()

    def operands(self) -> Mapping[str, Operand]:
        return {self.kind: Operand(self.source)}

    def attain(self, reading: Reading) -> Column:
        result = reading.operands[self.kind]
        given = result.values + 0.0  # minus zero is zero
        if self.kind == "rate":
            return Column(within(given), result.states)
        return Column(within(given / (self.weight or 1.0) * reading.scale), result.states)

    def describe(self, telling: Telling) -> list[Message]:
        source = self.source
        formula = telling.condition(source) if isinstance(source, str) else plain(source)
        measure = self.weight if self.kind == "points" else 0.0
        return [_FORMULAS[self.kind](formula=formula), *converted(measure, telling)]

    def tell(self, telling: Telling) -> list[Loss]:
        rate = telling.earned()
        source = self.source
        formula = telling.condition(source) if isinstance(source, str) else plain(source)
        return [Loss(_COMPUTED(title=telling.title, formula=formula, rate=rate))]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:  # noqa: ARG002
        rates = self.attain(reading).values
        yield Branch(_FULL(), rates >= 1)
        yield Branch(_PART(), (rates > 0) & (rates < 1))


_FULL = Phrase("算得满分", "the formula gives full marks")
_PART = Phrase("算得部分分", "the formula gives some marks")
_FORMULAS = {
    "rate": Phrase("得分率 = {formula}，限于 0 至 1", "rate = {formula}, held within 0 and 1"),
    "points": Phrase("得分 = {formula}，限于 0 至满分", "points = {formula}, 0 to full marks"),
}
_COMPUTED = Phrase(
    "{title}按公式「{formula}」计算，得 {rate}%", '{title}: the formula "{formula}" earns {rate}%'
)
_ONE = Phrase("须写 rate 或 points 之一", "a formula gives either rate or points")
_WRITE_ONE = Phrase("请只写其中一个", "Write just one of them")
