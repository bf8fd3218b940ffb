"""What every scoring method is: parameters from a ruleset, arithmetic over columns, and words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isnan
from typing import Any, ClassVar, NamedTuple, Protocol, Self

import numpy as np

from scoring.model import Column
from scoring.words import Message, Phrase, fixed, plain

Json = Mapping[str, Any]


class Operand(NamedTuple):
    """A parameter that is a constant, or an expression of a *kind*."""

    source: str | float
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a method sees of one indicator over a block of departments.

    *value* is rounded half up; *operands* are the method's parameters, evaluated; *scale* turns
    shares of the declared weight into shares of today's full marks for methods with fixed points;
    *weight* is each row's own, where rows are judged rather than departments.
    """

    value: Column
    operands: Mapping[str, Column]
    scale: Any = 1.0
    peers: Any = None
    weight: Any = None


class Loss(NamedTuple):
    """Why marks were lost.

    *share* divides them where one indicator has several reasons, each from one *operand*; *note*
    follows the points.
    """

    reason: Message
    share: float = 1.0
    note: Message | str = ""
    operand: str = ""


class Branch(NamedTuple):
    """One way that a rule can go, in words, and of each department whether it *took* it.

    Or, where there is a *line*, the value at which the rule turns: *beyond* is the side that the
    line itself does not belong to, -1 below and 1 above, or 0 where both sides meet in it.
    """

    words: Message
    took: Any = False
    line: Any = None
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """One department's reading as single figures, with the words to tell them.

    *full_marks* and *lost* are points; *decimals* is None where figures show what they need;
    *condition* tells an expression in titles.
    """

    title: str
    value: float
    operands: Mapping[str, Any]
    unit: str = ""
    decimals: int | None = None
    full_marks: float = 0.0
    lost: float = 0.0
    rate: float = 0.0
    scale: float = 1.0
    condition: Callable[[str], str] = str

    def figure(self, number: float) -> Message:
        """Return *number* with its unit, at the indicator's decimals."""
        if isnan(number):
            return _NO_FIGURE()
        return _measured(self._shown(number), self.unit, _PERCENT)

    def limit(self, number: float) -> Message:
        """Return a declared threshold with its unit and no needless zeros."""
        return _measured(plain(number), self.unit, _PERCENT)

    def term(self, operand: str | float) -> Message | str:
        """Return a declared threshold: a number with its unit, an expression in titles."""
        return self.condition(operand) if isinstance(operand, str) else self.limit(operand)

    def gap(self, number: float) -> Message:
        """Return a difference: of percentages, in percentage points."""
        return _measured(self._shown(number), self.unit, _PERCENTAGE_POINTS)

    def step(self, number: float) -> Message:
        """Return the size of one step, with no needless zeros, a verb to follow."""
        return _measured(plain(number), self.unit, _PERCENTAGE_POINTS, bare=_BARE_STEP)

    def earned(self) -> str:
        """Return the rate of attainment in per cent."""
        return plain(round(self.rate * 100, 2))

    def got(self) -> str:
        """Return the points that were got."""
        return plain(round(self.full_marks - self.lost, 6))

    def points(self, share: float) -> str:
        """Return a share of the full marks as points."""
        return plain(round(share * self.scale * self.full_marks, 4))

    def threshold(self, source: str | float) -> Message:
        """Return a threshold as declared: a figure with its unit, or an expression in titles."""
        if isinstance(source, str):
            return _QUOTED(text=self.condition(source))
        return self.limit(source)

    def _shown(self, number: float) -> str:
        if self.decimals is not None:
            return fixed(number, self.decimals)
        text = fixed(number, 4).rstrip("0")
        least = 2 if self.unit == "%" else 0
        return max(text.rstrip("."), fixed(number, least), key=len) if least else text.rstrip(".")


class Method(Protocol):
    """One way of scoring: its parameters (*keys* is their JSON Schema), arithmetic and words."""

    name: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str]
    keys: ClassVar[Mapping[str, Json]]
    required: ClassVar[tuple[str, ...]] = ()
    needs_value: ClassVar[bool] = True
    among_peers: ClassVar[bool] = False
    fixed: bool = False

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        """Return the method that *spec* (valid by the schema) describes, at the declared weight."""
        ...

    @property
    def keeps(self) -> str:
        """Which points stay when weights are tuned: those "earned", those "lost", or none."""
        return "earned" if self.fixed else ""

    def operands(self) -> Mapping[str, Operand]:
        """Return the parameters to evaluate, by their place below ``score``."""
        return {}

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        """Yield what the schema cannot see: place below ``score``, problem, remedy."""
        return iter(())

    def attain(self, reading: Reading) -> Column:
        """Return the rate of attainment, 0 to 1, of each department, with its state."""
        ...

    def tell(self, telling: Telling) -> list[Loss]:  # noqa: ARG002
        """Say why one department lost marks; where it has rows, each row's own method says it."""
        return []

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:  # noqa: ARG002
        """Yield every way that the rule can go, *telling* it of no department in particular."""
        return iter(())

    def describe(self, telling: Telling) -> list[Message]:
        """State the rule, in clauses; *telling* is about no department: it has no figures."""
        ...

    def fault(self, telling: Telling) -> Message:
        """Say why a value that was given cannot be judged."""
        return _CANNOT(title=telling.title)


def _measured(number: str, unit: str, percent: Phrase, bare: Phrase | None = None) -> Message:
    if unit == "%":
        return percent(number=number)
    return _WITH_UNIT(number=number, unit=unit) if unit else (bare or _BARE)(number=number)


def key(title: str, description: str, example: Any, **schema: Any) -> Json:
    """Return the JSON Schema of one key, as editors show it."""
    return {"title": title, "description": description, "examples": [example], **schema}


def number_or_expression(title: str, description: str, example: Any) -> Json:
    return key(title, description, example, type=["number", "string"], minLength=1)


POINTS = key("分值", "按本指标声明权重计的分值；权重调整时同比例变化", 2, type="number", minimum=0)
SHARE = key("比例", "占本指标满分的比例，0 到 1", 0.5, type="number", minimum=0, maximum=1)
BETTER = key(
    "方向", "higher 越高越好，lower 越低越好", "higher", type="string", enum=["higher", "lower"]
)
STEPS = key(
    "计档方式",
    "complete 满一档才扣（默认），started 不足一档按一档扣，proportional 按比例扣",
    "complete",
    type="string",
    enum=["complete", "started", "proportional"],
)


def converted(measure: float, telling: Telling) -> list[Message]:
    """Return the clause that points out of *measure* come to another weight, where they do."""
    if not measure or not telling.full_marks or measure == telling.full_marks:
        return []
    return [_CONVERTED(measure=plain(measure), full=plain(telling.full_marks))]


def number_of(given: Any) -> str | float:
    """Return a number* parameter: text is an expression."""
    return given if isinstance(given, str) else float(given)


def share_of(spec: Json, weight: Decimal) -> float:
    """Return the share of the full marks that ``share`` or ``points`` in *spec* stands for."""
    if "share" in spec:
        return float(spec["share"])
    return share_of_points(spec.get("points", 0), weight)


def share_of_points(points: Any, weight: Decimal) -> float:
    """Return *points* as a share of the declared *weight*."""
    return float(Fraction(str(points)) / Fraction(weight)) if weight else 0.0


def within(rates: Any) -> Any:
    """Return *rates* held between 0 and 1."""
    return np.clip(rates, 0.0, 1.0)


_CONVERTED = Phrase(
    "以满分 {measure} 分计，折算为满分 {full} 分",
    "out of {measure}, converted to full marks of {full}",
)
_QUOTED = Phrase("「{text}」", '"{text}"')
_NO_FIGURE = Phrase("无数据", "no figure")
_PERCENT = Phrase("{number}%", "{number}%")
_PERCENTAGE_POINTS = Phrase("{number} 个百分点", "{number} percentage points")
_WITH_UNIT = Phrase("{number} {unit}", "{number} {unit}")
_BARE = Phrase("{number}", "{number}")
_BARE_STEP = Phrase("{number} ", "{number}")
_CANNOT = Phrase("{title}无法评判", "{title} cannot be judged")
