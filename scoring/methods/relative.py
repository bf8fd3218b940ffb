"""Marks by comparison with the peer group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from scoring.methods.deduct import count_steps, describe_steps, step_branches, tell_steps
from scoring.methods.method import (
    BETTER,
    STEPS,
    Branch,
    Json,
    Loss,
    Method,
    Reading,
    Telling,
    key,
    share_of,
    share_of_points,
    within,
)
from scoring.methods.peers import REFERENCES, figures_among, groups_of
from scoring.model import Column
from scoring.words import Message, Phrase, plain


@dataclass(frozen=True, slots=True)
class Relative(Method):
    """Judged against the peers' values, those that are not present left out.

    A peer group of one, or one whose values are all equal, has full marks; equal values stand
    at the better rank.
    """

    name: ClassVar[str] = "relative"
    title: ClassVar[str] = "横向比较"
    description: ClassVar[str] = (
        "与同类组比较赋分；组内只有一家或各家相同得满分，数值相同者并列取较好名次"
    )
    required: ClassVar[tuple[str, ...]] = ("against",)
    among_peers: ClassVar[bool] = True
    keys: ClassVar[Mapping[str, Json]] = {
        "against": key(
            "比较对象",
            "rank 名次，percentile 百分位，best 最好值，mean 平均值，median 中位数，min_max 极差",
            "best",
            type="string",
            enum=["rank", "percentile", "best", "mean", "median", "min_max"],
        ),
        "better": BETTER,
        "points": key(
            "分值",
            "rank：各名次的得分列表；mean、median：每档扣分",
            [60, 57, 54],
            type=["number", "array"],
            minimum=0,
            minItems=1,
            items={"type": "number", "minimum": 0},
        ),
        "share": key(
            "比例",
            "同 points，以占满分的比例写",
            0.1,
            type=["number", "array"],
            minimum=0,
            maximum=1,
            minItems=1,
            items={"type": "number", "minimum": 0, "maximum": 1},
        ),
        "each": key(
            "每档", "mean、median：比参照值差多少为一档", 1, type="number", exclusiveMinimum=0
        ),
        "steps": STEPS,
        "at_most": key("最多扣", "mean、median：最多扣多少分", 3, type="number", minimum=0),
    }

    against: str
    better: str = "higher"
    each: float | None = None
    cost: float = 0.0
    ladder: tuple[float, ...] = ()
    steps: str = "complete"
    most: float = float("inf")
    fixed: bool = False
    has_cost: bool = False
    unsure: bool = False

    @property
    def keeps(self) -> str:
        return ("earned" if self.ladder else "lost" if self.each else "") if self.fixed else ""

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        given = spec.get("points", spec.get("share"))
        scale = (lambda p: share_of_points(p, weight)) if "points" in spec else float
        listed = isinstance(given, list | tuple)
        return cls(
            against=spec["against"],
            better=spec.get("better", "higher"),
            each=float(spec["each"]) if "each" in spec else None,
            cost=0.0 if listed or given is None else share_of(spec, weight),
            ladder=tuple(scale(entry) for entry in given) if listed else (),
            steps=spec.get("steps", "complete"),
            most=share_of_points(spec["at_most"], weight) if "at_most" in spec else float("inf"),
            fixed=spec.get("fixed", False),
            has_cost=given is not None and not listed,
            unsure="points" in spec and "share" in spec,
        )

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        if self.unsure:
            yield "", _EITHER(), _WRITE_ONE()
        stepped = self.against in REFERENCES
        if stepped and (self.each is None) == self.has_cost:
            yield "", _STEPS_PAIR(), _BOTH_OR_NONE()
        if not stepped and (self.each is not None or self.has_cost):
            yield "against", _NO_STEPS(against=self.against), _LEAVE_OUT()
        if self.ladder and self.against != "rank":
            yield "against", _NO_LADDER(against=self.against), _LEAVE_OUT()

    def compare(self, value: Column, peers: NDArray[np.int64]) -> dict[str, Column]:
        """Return what each department is compared with: figures of its peer group."""
        size = len(peers)
        values = np.broadcast_to(value.values, size)
        present = ~np.isnan(values) if value.states is None else value.states == 0
        figures = {name: np.full(size, np.nan) for name in ("reference", "worst", "rank", "count")}
        for rows in groups_of(np.flatnonzero(present), peers):
            for name, figure in figures_among(values[rows], self.against, self.better).items():
                figures[name][rows] = figure
        return {name: Column(column) for name, column in figures.items()}

    def attain(self, reading: Reading) -> Column:
        values = reading.value.values
        figures = {name: column.values for name, column in reading.operands.items()}
        if self.against == "rank":
            scale = reading.scale if self.ladder else 1.0
            rates = self._by_rank(figures["rank"], figures["count"]) * scale
        elif self.against == "percentile":
            rates = (figures["count"] - figures["rank"] + 1) / figures["count"]
        elif self.against == "min_max":
            width = self._short(figures["worst"], figures["reference"])
            rates = np.where(width == 0, 1.0, self._short(figures["worst"], values) / width)
        elif self.each is not None:
            over = np.maximum(self._short(values, figures["reference"]), 0.0)
            cost = np.minimum(count_steps(over, self.each, self.steps) * self.cost, self.most)
            rates = 1.0 - cost * reading.scale
        else:
            rates = self._ratio(values, figures["reference"])
        alone = figures["count"] == 1
        return Column(within(np.where(alone & (not self.ladder), 1.0, rates)), reading.value.states)

    def _by_rank(self, ranks: Any, counts: Any) -> Any:
        if not self.ladder:
            return np.where(counts > 1, (counts - ranks) / np.maximum(counts - 1, 1), 1.0)
        shares = np.array([*self.ladder, 0.0])
        return shares[np.minimum(np.nan_to_num(ranks, nan=1.0) - 1, len(self.ladder)).astype(int)]

    def _short(self, values: Any, reference: Any) -> Any:
        return reference - values if self.better == "higher" else values - reference

    def _ratio(self, values: Any, reference: Any) -> Any:
        """Return value over reference, or the other way; where not positive, all or nothing."""
        good = self._short(values, reference) <= 0
        top, bottom = (values, reference) if self.better == "higher" else (reference, values)
        ratio = np.where((top > 0) & (bottom > 0), top / bottom, 0.0)
        return np.where(good, 1.0, ratio)

    def describe(self, telling: Telling) -> list[Message]:
        told = {
            "better": _BETTER[self.better](),
            "name": _NAMES.get(self.against, _NAMES["best"])(),
            "points": [telling.points(share) for share in self.ladder],
        }
        if self.each is not None:
            step = {"each": telling.step(self.each), "cost": telling.points(self.cost)}
            manner = describe_steps(telling, self.steps, self.most)
            return [_BY_STEPS(**told, **step, manner=manner), _NO_RIVAL()]
        rule = _RULES["ladder"] if self.ladder else _RULES.get(self.against, _RULES["ratio"])
        return [rule(**told)] if self.ladder else [rule(**told), _NO_RIVAL()]

    def tell(self, telling: Telling) -> list[Loss]:
        figures = telling.operands
        told = {
            "title": telling.title,
            "value": telling.figure(telling.value),
            "count": plain(figures["count"]),
            "rank": plain(figures["rank"]),
            "rate": telling.earned(),
        }
        if self.against in ("rank", "percentile"):
            return [Loss(_RANKED(**told))]
        reference = figures["reference"]
        told |= {
            "reference": telling.figure(reference),
            "name": _NAMES.get(self.against, _NAMES["best"])(),
            "gap": telling.gap(abs(telling.value - reference)),
        }
        if self.each is None:
            return [Loss(_COMPARED(**told))]
        step = {"each": telling.step(self.each), "cost": telling.points(self.cost)}
        counted = count_steps(abs(telling.value - reference), self.each, self.steps)
        manner, note = tell_steps(telling, counted, self.steps, self.cost, self.most)
        return [Loss(_STEPPED(**told, **step, manner=manner), note=note)]

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:
        values = reading.value.values
        figures = {name: column.values for name, column in reading.operands.items()}
        rank, count, several = figures["rank"], figures["count"], figures["count"] > 1
        yield Branch(_ALONE(), count == 1)
        yield Branch(_ALL_ALIKE(), several & (figures["worst"] == figures["reference"]))
        if self.ladder:
            for place in range(1, len(self.ladder) + 1):
                yield Branch(_PLACE(rank=place), rank == place)
            yield Branch(_OFF_LADDER(places=len(self.ladder)), rank > len(self.ladder))
        elif self.each is None:
            yield Branch(_BEST(), several & (rank == 1))
            yield Branch(_MIDDLE(), (rank > 1) & (values != figures["worst"]))
            yield Branch(_WORST(), (rank > 1) & (values == figures["worst"]))
        else:
            side = -1 if self.better == "higher" else 1
            name = _NAMES[self.against]()
            beyond = side if self.steps == "started" else 0
            yield Branch(_AT(name=name), line=figures["reference"], beyond=beyond)
            over, line = (values - figures["reference"]) * side, figures["reference"]
            first = _FIRST(name=name, each=telling.step(self.each))
            yield from step_branches(telling, first, line + side * self.each, side, over, self)


_NAMES = {
    "best": Phrase("同类组最好值", "the best of its peers"),
    "mean": Phrase("同类组平均值", "the mean of its peers"),
    "median": Phrase("同类组中位数", "the median of its peers"),
}
_ALONE = Phrase("组内只有一家", "alone in its group")
_ALL_ALIKE = Phrase("组内各家相同", "all of the group alike")
_PLACE = Phrase("第 {rank} 名", "rank {rank}")
_OFF_LADDER = Phrase("第 {places} 名以后", "beyond rank {places}")
_BEST = Phrase("组内最好", "the best of its group")
_MIDDLE = Phrase("组内居中", "neither best nor worst")
_WORST = Phrase("组内最差", "the worst of its group")
_AT = Phrase("{name}", "{name}")
_FIRST = Phrase("比{name}差一档（{each}）", "one step ({each}) worse than {name}")
_BETTER = {
    "higher": Phrase("越高越好", "higher is better"),
    "lower": Phrase("越低越好", "lower is better"),
}
_RULES = {
    "rank": Phrase(
        "按同类组内名次得分（{better}），第一名得满分，末名不得分，其间按名次等差递减",
        "by rank among peers ({better}): full marks for the first, nothing for the last",
    ),
    "ladder": Phrase(
        "按同类组内名次得分（{better}），依次得 {points} 分，其余不得分",
        "by rank among peers ({better}): {points}, then nothing",
    ),
    "percentile": Phrase(
        "得分率 = 同类组中名次不优于本部门的家数（含本部门）÷ 总家数（{better}）",
        "the share of peers that stand no better, itself included ({better})",
    ),
    "min_max": Phrase(
        "同类组最好值得满分，最差值不得分，其间按比例得分（{better}）",
        "full marks for the best of its peers, nothing for the worst, in proportion ({better})",
    ),
    "ratio": Phrase(
        "达到{name}得满分，否则按二者之比得分（{better}）",
        "full marks at {name}, else in proportion to it ({better})",
    ),
}
_BY_STEPS = Phrase(
    "不劣于{name}得满分（{better}），每差 {each}扣 {cost} 分{manner}",
    "full marks from {name} on ({better}); every {each} off costs {cost}{manner}",
)
_NO_RIVAL = Phrase(
    "同类组只有一家或各家数值相同的得满分", "a group of one, or of equals, has full marks"
)
_RANKED = Phrase(
    "{title} {value}，在同类组 {count} 家中列第 {rank}，得 {rate}%",
    "{title} {value} ranks {rank} of {count} peers and earns {rate}%",
)
_COMPARED = Phrase(
    "{title} {value}，与{name} {reference} 相差 {gap}，得 {rate}%",
    "{title} {value} is {gap} off {name}, {reference}, and earns {rate}%",
)
_STEPPED = Phrase(
    "{title} {value}，与{name} {reference} 相差 {gap}，每差 {each}扣 {cost} 分{manner}",
    "{title} {value} is {gap} off {name}, {reference}; every {each} costs {cost}{manner}",
)
_EITHER = Phrase("points 与 share 只能写一个", "points and share do not go together")
_WRITE_ONE = Phrase("请只写其中一个", "Write just one of them")
_STEPS_PAIR = Phrase("each 与每档扣分要同时写", "each goes with what a step costs")
_BOTH_OR_NONE = Phrase("请都写或都不写", "Write both or neither")
_NO_STEPS = Phrase("{against} 不按档扣分", "{against} has no steps")
_NO_LADDER = Phrase("{against} 没有名次得分表", "{against} has no points by rank")
_LEAVE_OUT = Phrase(
    "请删去该参数，或改用 rank、mean、median", "Remove it, or use rank, mean or median"
)
