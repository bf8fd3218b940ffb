"""Marks by the level that an assessor chose, within the range of that level."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np

from scoring.expression.logic import dust, mark, state_of, worst
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
from scoring.points import round_half_up
from scoring.words import Message, Phrase, plain


class Level(NamedTuple):
    """A level and the shares it may earn: from *low* to below *high*, or *high* too at the top."""

    title: str
    low: float
    high: float
    ranged: bool


@dataclass(frozen=True, slots=True)
class Rating(Method):
    """A level earns its share; a level with a range, the points given inside the range."""

    name: ClassVar[str] = "rating"
    title: ClassVar[str] = "评判等级赋分"
    description: ClassVar[str] = "按评定的等级得分；等级有得分区间的，由评审人在区间内打分"
    required: ClassVar[tuple[str, ...]] = ("level", "levels")
    needs_value: ClassVar[bool] = False
    keys: ClassVar[Mapping[str, Json]] = {
        "level": key("等级", "评定等级的字段或算式", "effect_level", type="string", minLength=1),
        "levels": key(
            "各等级",
            "等级名称及得分率（share），或得分率区间（from 到 to，含下限）",
            [{"title": "达成", "from": 0.8, "to": 1}, {"title": "未达成", "share": 0}],
            type="array",
            minItems=1,
            items={
                "type": "object",
                "additionalProperties": False,
                "required": ["title"],
                "properties": {
                    "title": key("名称", "等级名称", "达成", type="string", minLength=1),
                    "share": key("比例", "得分率", 1, type="number", minimum=0, maximum=1),
                    "from": key("下限", "得分率下限", 0.8, type="number", minimum=0, maximum=1),
                    "to": key("上限", "得分率上限", 1, type="number", minimum=0, maximum=1),
                },
            },
        ),
        "given": key("评分", "评审人打分的字段", "effect_points", type="string", minLength=1),
    }

    level: str
    levels: tuple[Level, ...]
    weight: Decimal
    given: str = ""
    unsure: tuple[int, ...] = ()

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        levels, unsure = [], []
        for index, given in enumerate(spec["levels"]):
            ranged = "from" in given and "to" in given
            ends = sorted((given["from"], given["to"])) if ranged else [given.get("share", 0)] * 2
            levels.append(Level(given["title"], float(ends[0]), float(ends[1]), ranged))
            if ("share" in given) == ranged or ("from" in given) != ("to" in given):
                unsure.append(index)
        # Where no level has a range nothing is entered in points, whatever the weight.
        measure = weight if any(level.ranged for level in levels) else Decimal(1)
        return cls(spec["level"], tuple(levels), measure, spec.get("given", ""), tuple(unsure))

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        for index in self.unsure:
            yield f"levels/{index}", _UNSURE(), _WRITE_ONE()
        titles = [level.title for level in self.levels]
        for index, title in enumerate(titles):
            if title in titles[:index]:
                yield f"levels/{index}/title", _TWICE(title=title), _RENAME()
        if any(level.ranged for level in self.levels) and not self.given:
            yield "", _NO_GIVEN(), _NAME_GIVEN()

    def operands(self) -> Mapping[str, Operand]:
        level = {"level": Operand(self.level, "text")}
        return level | {"given": Operand(self.given)} if self.given else level

    def attain(self, reading: Reading) -> Column:
        chosen = reading.operands["level"]
        given = reading.operands.get("given", Column(np.nan))
        weight = np.float64(self.weight) if reading.weight is None else reading.weight
        whole = np.where(weight == 0, 1.0, weight)
        rates, states = np.full(np.shape(chosen.values), np.nan), chosen.states
        for level in self.levels:
            here = chosen.values == level.title
            if level.ranged:
                allowed = self._allows(level, given.values, weight)
                inside = np.where(allowed, given.values / whole, np.nan)
                rates = np.where(here, inside, rates)
                states = worst(states, np.where(here, state_of(given), np.uint8(0)))
            else:
                rates = np.where(here, level.low, rates)
        refused = np.isnan(rates) & (True if states is None else states == 0)
        return Column(within(rates), mark(states, refused, State.INVALID))

    def _allows(self, level: Level, points: Any, weight: Any) -> Any:
        """Return whether *points* lie in the level's range, the upper end only at the top."""
        low, high = self._ends(level, weight)
        closed = level.high in (level.low, max(other.high for other in self.levels))
        below = points <= high + dust(high) if closed else points < high - dust(high)
        return (points >= low - dust(low)) & below

    def _ends(self, level: Level, weight: Any) -> tuple[Any, Any]:
        """Return the ends of the level's range in points, rounded half up to hundredths."""
        return round_half_up(level.low * weight, 2), round_half_up(level.high * weight, 2)

    def describe(self, telling: Telling) -> list[Message]:
        clauses = [_BY_LEVEL(level=telling.condition(self.level))]
        top = max(level.high for level in self.levels)
        for level in self.levels:
            low, high = plain(level.low * 100), plain(level.high * 100)
            end = _INCLUDED() if level.high in (level.low, top) else _EXCLUDED()
            phrase = _GIVEN_WITHIN if level.ranged else _EARNS if level.low else _NOTHING
            clauses.append(phrase(title=level.title, low=low, high=high, end=end))
        given = telling.condition(self.given) if self.given else ""
        if not given:
            return clauses
        measure = float(self.weight) if any(level.ranged for level in self.levels) else 0.0
        return [*clauses, _POINTS_FROM(given=given), *converted(measure, telling)]

    def tell(self, telling: Telling) -> list[Loss]:
        chosen = str(telling.operands["level"])
        level = next(level for level in self.levels if level.title == chosen)
        told = {"title": telling.title, "level": chosen}
        if not level.ranged:
            return [Loss(_RATED(**told, rate=plain(level.low * 100)))]
        low, high = plain(level.low * 100), plain(level.high * 100)
        given = plain(telling.operands["given"])
        return [Loss(_GIVEN(**told, low=low, high=high, given=given))]

    def fault(self, telling: Telling) -> Message:
        chosen = str(telling.operands["level"])
        level = next((level for level in self.levels if level.title == chosen), None)
        if level is None:
            known = [level.title for level in self.levels]
            return _NO_LEVEL(title=telling.title, level=chosen, known=known)
        told = {"title": telling.title, "level": chosen, "given": plain(telling.operands["given"])}
        low, high = map(plain, self._ends(level, np.float64(self.weight)))
        return _OUTSIDE(**told, low=low, high=high)

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:  # noqa: ARG002
        chosen, given = reading.operands["level"].values, reading.operands.get("given")
        own = np.float64(self.weight)
        weight = own if reading.weight is None else reading.weight
        for level in self.levels:
            here = chosen == level.title
            yield Branch(_LEVEL(level=level.title), here)
            if level.ranged and given:
                low, high = self._ends(level, weight)
                told = map(plain, self._ends(level, own))
                ends = {"level": level.title, **dict(zip(("low", "high"), told, strict=True))}
                points, near = given.values, np.abs(given.values - high) <= _NEAR
                yield Branch(_LOW_END(**ends), here & (np.abs(points - low) <= dust(low)))
                yield Branch(_HIGH_END(**ends), here & near & self._allows(level, points, weight))
                yield Branch(_OFF_RANGE(**ends), here & ~self._allows(level, points, weight))


_NEAR = 0.05  # of a point, below an end that belongs to the next level
_LEVEL = Phrase("等级「{level}」", 'the level "{level}"')
_LOW_END = Phrase("「{level}」下限 {low} 分", 'the low end of "{level}", {low}')
_HIGH_END = Phrase("「{level}」上限 {high} 分（或略低）", 'the high end of "{level}", {high}')
_OFF_RANGE = Phrase("「{level}」打分越出区间", 'points off the range of "{level}"')
_BY_LEVEL = Phrase("按「{level}」的等级得分", 'by the level in "{level}"')
_EARNS = Phrase("「{title}」得满分的 {low}%", '"{title}" earns {low}% of full marks')
_NOTHING = Phrase("「{title}」不得分", '"{title}" earns nothing')
_GIVEN_WITHIN = Phrase(
    "「{title}」在满分的 {low}%（含）至 {high}%（{end}）之间打分",
    '"{title}" is given {low}% to {high}% ({end}) of full marks',
)
_INCLUDED, _EXCLUDED = Phrase("含", "included"), Phrase("不含", "excluded")
_POINTS_FROM = Phrase("分数取自「{given}」", 'the points are those in "{given}"')
_RATED = Phrase(
    "{title}评定为「{level}」，该等级得 {rate}%", '{title} is rated "{level}", which earns {rate}%'
)
_GIVEN = Phrase(
    "{title}评定为「{level}」（{low}%—{high}%），评审打 {given} 分",
    '{title} is rated "{level}" ({low}%–{high}%); the assessor gave {given}',
)
_NO_LEVEL = Phrase(
    "{title}的等级「{level}」不在规定之列（{known}）",
    '"{level}" is no level of {title} ({known})',
)
_OUTSIDE = Phrase(
    "{title}评定为「{level}」，打分 {given} 不在该等级的 {low}—{high} 分之内",
    '{title} is rated "{level}", but {given} is outside its {low}–{high} points',
)
_UNSURE = Phrase(
    "每个等级须写 share，或同时写 from 和 to", "a level has either share, or both from and to"
)
_WRITE_ONE = Phrase("请只写其中一种", "Write just one of them")
_TWICE = Phrase("等级「{title}」写了两次", 'the level "{title}" is there twice')
_RENAME = Phrase("请各用不同的名称", "Give each a name of its own")
_NO_GIVEN = Phrase("等级有得分区间，却没有打分字段 given", "levels have ranges, but no given field")
_NAME_GIVEN = Phrase("请用 given 写明打分的字段", "Name the field of the points as given")
