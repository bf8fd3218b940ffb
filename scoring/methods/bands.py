"""Marks by the band that a value falls into."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, NamedTuple, Self

import numpy as np

from scoring.methods.method import (
    POINTS,
    SHARE,
    Branch,
    Json,
    Loss,
    Method,
    Reading,
    Telling,
    key,
    share_of,
    within,
)
from scoring.model import Column
from scoring.words import Message, Phrase

_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)"
_END = rf"(?:{_NUMBER}|[+-]?(?:∞|inf))"
_INTERVAL = re.compile(rf"^\s*([\[(])\s*({_END})\s*,\s*({_END})\s*([\])])\s*$")
_COMPARED = re.compile(rf"^\s*(>=|<=|==|>|<|=)\s*({_NUMBER})\s*$")
RANGE = f"{_INTERVAL.pattern}|{_COMPARED.pattern}"


class Interval(NamedTuple):
    """The values from *low* to *high*; an end is part of it where it is closed."""

    low: float
    high: float
    low_closed: bool
    high_closed: bool

    @property
    def start(self) -> float:
        """The first float inside."""
        return self.low if self.low_closed else np.nextafter(self.low, np.inf)

    @property
    def stop(self) -> float:
        """The first float beyond."""
        return np.nextafter(self.high, np.inf) if self.high_closed else self.high


class Band(NamedTuple):
    """An interval that earns a *share* of the full marks."""

    interval: Interval
    share: float
    written: str
    label: str


@dataclass(frozen=True, slots=True)
class Bands(Method):
    """The band decides; a value in no band earns nothing."""

    name: ClassVar[str] = "bands"
    title: ClassVar[str] = "分档赋分"
    description: ClassVar[str] = "完成值落在哪一档就得哪一档的分，落在各档之外不得分"
    required: ClassVar[tuple[str, ...]] = ("bands",)
    keys: ClassVar[Mapping[str, Json]] = {
        "bands": key(
            "分档",
            "各档的区间和得分；方括号含端点，圆括号不含，如 [80,90)、(-∞,0]、>=90、[0,0]",
            [{"range": ">=90", "share": 1}, {"range": "[80,90)", "points": 4}],
            type="array",
            minItems=1,
            items={
                "type": "object",
                "additionalProperties": False,
                "required": ["range"],
                "properties": {
                    "range": key("区间", "本档的区间", "[80,90)", type="string", pattern=RANGE),
                    "points": POINTS,
                    "share": SHARE,
                    "label": key("档名", "本档的名称", "良", type="string"),
                },
            },
        ),
    }

    bands: tuple[Band, ...]
    fixed: bool = False
    costless: tuple[int, ...] = ()

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        given = spec["bands"]
        bands = (
            Band(read_interval(b["range"]), share_of(b, weight), b["range"], b.get("label", ""))
            for b in given
        )
        unsure = (i for i, b in enumerate(given) if ("points" in b) == ("share" in b))
        return cls(tuple(bands), spec.get("fixed", False), tuple(unsure))

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        for index in self.costless:
            yield f"bands/{index}", _ONE_SHARE(), _WRITE_ONE()
        order = sorted(range(len(self.bands)), key=lambda i: self.bands[i].interval.start)
        for index in order:
            if self.bands[index].interval.start >= self.bands[index].interval.stop:
                yield f"bands/{index}/range", _EMPTY(range=self.bands[index].written), _MEND()
        furthest = order[0]
        for index in order[1:]:
            if self.bands[index].interval.start < self.bands[furthest].interval.stop:
                told = {"one": self.bands[furthest].written, "other": self.bands[index].written}
                yield f"bands/{index}/range", OVERLAP(**told), _SEPARATE()
            furthest = max(furthest, index, key=lambda i: self.bands[i].interval.stop)

    def attain(self, reading: Reading) -> Column:
        values, states = reading.value
        cuts, shares = self.steps()
        # Counting the cuts passed is some times faster than searching for values in no order.
        passed = np.zeros(np.shape(values), np.uint8 if len(cuts) < 256 else np.uint16)
        for cut in cuts:
            passed += values >= cut
        rates = shares.take(passed.astype(np.intp))
        return Column(within(rates * reading.scale), states)

    def steps(self) -> tuple[np.ndarray, np.ndarray]:
        """Return where the share changes, and the shares before, between and after."""
        cuts: list[float] = []
        shares = [0.0]
        for band in sorted(self.bands, key=lambda band: band.interval.start):
            if band.interval.start not in cuts[-1:]:
                cuts.append(band.interval.start)
                shares.append(0.0)
            shares[-1] = band.share
            cuts.append(band.interval.stop)
            shares.append(0.0)
        return np.array(cuts), np.array(shares)

    def describe(self, telling: Telling) -> list[Message]:
        clauses = []
        for band in self.bands:
            label = _LABEL(label=band.label) if band.label else ""
            told = {"range": describe_interval(band.interval, telling), "label": label}
            clauses.append(_EARNS(**told, points=telling.points(band.share)))
        return [*clauses, _NOT_COVERED()]

    def tell(self, telling: Telling) -> list[Loss]:
        told = {"title": telling.title, "value": telling.figure(telling.value)}
        for band in self.bands:
            if band.interval.start <= telling.value < band.interval.stop:
                label = _LABEL(label=band.label) if band.label else ""
                points = telling.got()
                return [Loss(_IN(**told, range=band.written, label=label, points=points))]
        return [Loss(_OUTSIDE(**told))]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:
        values = reading.value.values
        lines: dict[float, int] = {}
        for band in self.bands:
            low, high, low_closed, high_closed = band.interval
            label = _LABEL(label=band.label) if band.label else ""
            inside = (values >= band.interval.start) & (values < band.interval.stop)
            yield Branch(_BAND(range=band.written, label=label), inside)
            if low < high:
                lines |= {low: -1 if low_closed else 1, high: 1 if high_closed else -1}
        for line, beyond in sorted(lines.items()):
            if np.isfinite(line):
                yield Branch(_CUT(line=telling.limit(line)), line=line, beyond=beyond)


def read_interval(written: str) -> Interval:
    """Return the interval that *written* (of the form of RANGE) stands for.

    >>> read_interval("[80,90)")
    Interval(low=80.0, high=90.0, low_closed=True, high_closed=False)
    """
    interval = _INTERVAL.match(written)
    if interval:
        low, high = (float(end.replace("∞", "inf")) for end in interval.group(2, 3))
        return Interval(low, high, interval[1] == "[", interval[4] == "]")
    sign, number = _COMPARED.match(written).groups()  # type: ignore[union-attr]
    value = float(number)
    if sign in ("=", "=="):
        return Interval(value, value, True, True)
    if sign[0] == ">":
        return Interval(value, np.inf, sign == ">=", True)
    return Interval(-np.inf, value, True, sign == "<=")


_BAND = Phrase("{range} 档{label}", "the band {range}{label}")
_CUT = Phrase("分档界限 {line}", "the cut at {line}")


def describe_interval(interval: Interval, telling: Telling) -> Message:
    """Return an interval in words."""
    told = {"low": telling.limit(interval.low), "high": telling.limit(interval.high)}
    if interval.low == interval.high:
        return _EXACTLY(**told)
    if np.isinf(interval.high):
        return (_FROM if interval.low_closed else _OVER)(**told)
    if np.isinf(interval.low):
        return (_UP_TO if interval.high_closed else _UNDER)(**told)
    closed = {True: _INCLUDED(), False: _EXCLUDED()}
    return _BETWEEN(**told, one=closed[interval.low_closed], other=closed[interval.high_closed])


_EARNS = Phrase("{range}{label}，得 {points} 分", "{range}{label}: {points}")
_NOT_COVERED = Phrase("不在以上各档之内的不得分", "nothing outside of these")
_EXACTLY = Phrase("等于 {low}", "exactly {low}")
_FROM = Phrase("{low} 及以上", "{low} and more")
_OVER = Phrase("高于 {low}", "more than {low}")
_UP_TO = Phrase("{high} 及以下", "{high} and less")
_UNDER = Phrase("低于 {high}", "less than {high}")
_BETWEEN = Phrase("{low}（{one}）至 {high}（{other}）", "{low} ({one}) to {high} ({other})")
_INCLUDED, _EXCLUDED = Phrase("含", "included"), Phrase("不含", "excluded")
_IN = Phrase(
    "{title} {value}，落在 {range} 档{label}，得 {points} 分",
    "{title} {value} is in the band {range}{label}, which earns {points}",
)
_LABEL = Phrase("（{label}）", " ({label})")
_OUTSIDE = Phrase(
    "{title} {value}，不在任何一档之内，不得分",
    "{title} {value} is in none of the bands and earns nothing",
)
_ONE_SHARE = Phrase("每一档须写 points 或 share 之一", "a band earns either points or a share")
_WRITE_ONE = Phrase("请只写其中一个", "Write just one of them")
_EMPTY = Phrase("区间 {range} 是空的", "the range {range} is empty")
_MEND = Phrase("请检查两端的大小和括号", "Check the ends and their brackets")
OVERLAP = Phrase("区间 {one} 与 {other} 重叠", "the ranges {one} and {other} overlap")
_SEPARATE = Phrase(
    "请让每个值只属于一档，如 [80,90) 与 [90,100]",
    "Let every value be in one band, as in [80,90) and [90,100]",
)
