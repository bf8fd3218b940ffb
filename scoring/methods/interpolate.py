"""Marks read off a broken line through given points, as with efficacy coefficients."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar, Self

import numpy as np

from scoring.methods.method import Branch, Json, Loss, Method, Reading, Telling, key
from scoring.model import Column
from scoring.words import Message, Phrase, plain


@dataclass(frozen=True, slots=True)
class Interpolate(Method):
    """Linear between neighbouring points, flat outside them."""

    name: ClassVar[str] = "interpolate"
    title: ClassVar[str] = "内插赋分"
    description: ClassVar[str] = "在给定的点之间直线内插，两端以外取端点的得分率（功效系数法）"
    required: ClassVar[tuple[str, ...]] = ("points",)
    keys: ClassVar[Mapping[str, Json]] = {
        "points": key(
            "内插点",
            "[完成值, 得分率] 的列表，得分率 0 到 1",
            [[60, 0], [100, 1]],
            type="array",
            minItems=2,
            items={
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "prefixItems": [
                    key("完成值", "点的完成值", 60, type="number"),
                    key("得分率", "点的得分率", 0, type="number", minimum=0, maximum=1),
                ],
            },
        ),
    }

    at: tuple[float, ...]
    shares: tuple[float, ...]

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:  # noqa: ARG003
        points = [(float(value), float(share)) for value, share in spec["points"]]
        return cls(*(tuple(column) for column in zip(*points, strict=True)))

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        for index, (one, other) in enumerate(pairwise(self.at), start=1):
            if one >= other:
                yield f"points/{index}/0", _ORDER(one=plain(one), other=plain(other)), _ASCEND()

    def attain(self, reading: Reading) -> Column:
        return Column(np.interp(reading.value.values, self.at, self.shares), reading.value.states)

    def describe(self, telling: Telling) -> list[Message]:
        return [_LINE(points=self._points(telling))]

    def _points(self, telling: Telling) -> list[Message]:
        return [
            _AT(value=telling.limit(value), rate=plain(share * 100))
            for value, share in zip(self.at, self.shares, strict=True)
        ]

    def tell(self, telling: Telling) -> list[Loss]:
        rate = telling.earned()
        told = {"title": telling.title, "value": telling.figure(telling.value), "rate": rate}
        points = self._points(telling)
        place = bisect_left(self.at, telling.value)
        if 0 < place < len(points) and telling.value < self.at[place]:
            return [Loss(_BETWEEN(**told, one=points[place - 1], other=points[place]))]
        return [Loss(_AT_POINT(**told, point=points[min(place, len(points) - 1)]))]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:
        values, shown = reading.value.values, list(map(telling.limit, self.at))
        for line, words in zip(self.at, shown, strict=True):
            yield Branch(_POINT(point=words), line=line)
        ends = zip(pairwise(self.at), pairwise(shown), strict=True)
        for (low, high), (one, other) in ends:
            yield Branch(_SEGMENT(one=one, other=other), (values > low) & (values < high))


_POINT = Phrase("内插点 {point}", "the point at {point}")
_SEGMENT = Phrase("{one} 与 {other} 之间", "between {one} and {other}")
_AT = Phrase("{value} 得 {rate}%", "{rate}% at {value}")
_LINE = Phrase(
    "得分率在下列各点之间直线内插，两端以外取端点：{points}",
    "the rate runs in lines between these points and is flat beyond them: {points}",
)
_BETWEEN = Phrase(
    "{title} {value}，在“{one}”与“{other}”之间，按内插得 {rate}%",
    '{title} {value} is between "{one}" and "{other}"; by interpolation it earns {rate}%',
)
_AT_POINT = Phrase(
    "{title} {value}，按内插点“{point}”得 {rate}%", '{title} {value}: by "{point}" it earns {rate}%'
)
_ORDER = Phrase("{other} 没有排在 {one} 之后", "{other} does not come after {one}")
_ASCEND = Phrase("请按完成值从小到大排列，不要重复", "List the points by rising value, none twice")
