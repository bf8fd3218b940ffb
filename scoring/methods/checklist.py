"""Marks item by item: what is met earns, or what is not met, or breached, loses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np

from scoring.expression.logic import known, worst
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
    within,
)
from scoring.model import Column
from scoring.words import Message, Phrase, plain


class Item(NamedTuple):
    """One point of the list: a condition, or a number of proofs or breaches."""

    title: str
    source: str
    counted: bool
    share: float


@dataclass(frozen=True, slots=True)
class Checklist(Method):
    """In mode earn, met items and proofs add up; in mode lose, unmet items and breaches cost."""

    name: ClassVar[str] = "checklist"
    title: ClassVar[str] = "要点赋分"
    description: ClassVar[str] = (
        "逐项检查要点：earn 每符合一项得分，lose 每不符合一项（或每发生一次）扣分"
    )
    required: ClassVar[tuple[str, ...]] = ("items",)
    needs_value: ClassVar[bool] = False
    keys: ClassVar[Mapping[str, Json]] = {
        "items": key(
            "要点",
            "逐项检查的要点",
            [{"id": "exists", "title": "制度健全", "when": "has_rules", "points": 1}],
            type="array",
            minItems=1,
            items={
                "type": "object",
                "additionalProperties": False,
                "required": ["title"],
                "properties": {
                    "id": key("标识", "要点的标识", "exists", type="string", minLength=1),
                    "title": key("名称", "要点的名称", "制度健全", type="string", minLength=1),
                    "when": key("条件", "符合的条件", "has_rules", type="string", minLength=1),
                    "count": key("次数", "次数的算式", "breaches", type="string", minLength=1),
                    "points": POINTS,
                    "share": SHARE,
                },
            },
        ),
        "mode": key("方式", "earn 得分，lose 扣分", "earn", type="string", enum=["earn", "lose"]),
    }

    items: tuple[Item, ...]
    mode: str = "earn"
    fixed: bool = False
    unsure: tuple[int, ...] = ()

    @property
    def keeps(self) -> str:
        kept = "lost" if self.mode == "lose" else "earned"
        return kept if self.fixed else ""

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:
        items, unsure = [], []
        for index, given in enumerate(spec["items"]):
            source = given.get("when", given.get("count", ""))
            items.append(Item(given["title"], source, "count" in given, share_of(given, weight)))
            if ("when" in given) == ("count" in given) or ("points" in given) == ("share" in given):
                unsure.append(index)
        return cls(tuple(items), spec.get("mode", "earn"), spec.get("fixed", False), tuple(unsure))

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        for index in self.unsure:
            yield f"items/{index}", _UNSURE(), _WRITE_ONE()

    def operands(self) -> Mapping[str, Operand]:
        kinds = {True: "number", False: "boolean"}
        return {
            self._place(index): Operand(item.source, kinds[item.counted])
            for index, item in enumerate(self.items)
        }

    def _place(self, index: int) -> str:
        return f"items/{index}/{'count' if self.items[index].counted else 'when'}"

    def attain(self, reading: Reading) -> Column:
        rates: Any = 0.0 if self.mode == "earn" else 1.0
        states = None
        for index, item in enumerate(self.items):
            given = reading.operands[self._place(index)]
            states = worst(states, given.states)
            rates = rates + self._times(item, given.values) * (item.share * reading.scale)
        return Column(within(rates), states)

    def _times(self, item: Item, given: Any) -> Any:
        """Return how often the item counts: positive where it earns, negative where it costs."""
        if item.counted:
            times = np.maximum(given, 0.0)
            return times if self.mode == "earn" else -times
        return np.float64(1.0) * given - (self.mode == "lose")

    def describe(self, telling: Telling) -> list[Message]:
        clauses = []
        for item in self.items:
            told = {"item": item.title, "source": telling.condition(item.source)}
            phrase = _RULES[self.mode, item.counted]
            clauses.append(phrase(**told, points=telling.points(item.share)))
        return [*clauses, _UP_TO_FULL() if self.mode == "earn" else _DOWN_TO_NOTHING()]

    def tell(self, telling: Telling) -> list[Loss]:
        losses = [
            loss for i, item in enumerate(self.items) if (loss := self._loss(telling, i, item))
        ]
        room = self._room(telling.scale)
        if self.mode == "earn" and room > _DUST and not self._counted():
            whole = sum(item.share for item in self.items)
            losses.append(Loss(_SHORT(points=telling.points(whole)), room))
        return losses or [Loss(_TOO_FEW(title=telling.title))]

    def _counted(self) -> int:
        return sum(item.counted for item in self.items)

    def _room(self, scale: float) -> float:
        """Return what the conditions leave of today's full marks, as a share of the declared."""
        return 1 / (scale or 1) - sum(item.share for item in self.items if not item.counted)

    def _loss(self, telling: Telling, index: int, item: Item) -> Loss | None:
        place = self._place(index)
        given = telling.operands[place]
        told = {"title": telling.title, "item": item.title, "points": telling.points(item.share)}
        if not item.counted:
            return None if given else Loss(_UNMET(**told), item.share, operand=place)
        told["times"] = plain(given)
        if self.mode == "lose":
            cost = given * item.share
            return Loss(_BREACHED(**told), cost, operand=place) if given > 0 else None
        short = self._room(telling.scale) / self._counted() - max(given, 0) * item.share
        return Loss(_PROVED(**told), short, operand=place) if short > _DUST else None

    def branches(self, reading: Reading, telling: Telling) -> Iterator[Branch]:  # noqa: ARG002
        whole: Any = 0.0 if self.mode == "earn" else 1.0
        for index, item in enumerate(self.items):
            given = reading.operands[self._place(index)]
            whole = whole + self._times(item, given.values) * item.share
            if item.counted:
                for phrase, times in ((_NEVER, 0), (_ONCE, 1)):
                    yield Branch(phrase(item=item.title), given.values == times)
                yield Branch(_OFTEN(item=item.title), given.values > 1)
            else:
                holds, fails = given.values, np.logical_not(given.values)
                yield Branch(_HELD(item=item.title), holds & known(given))
                yield Branch(_NOT_HELD(item=item.title), fails & known(given))
        if self._counted():
            bounds = _FULL() if self.mode == "earn" else _EMPTY()
            yield Branch(bounds, whole > 1 + _DUST if self.mode == "earn" else whole < -_DUST)


_DUST = 1e-9

_HELD = Phrase("「{item}」符合", '"{item}" is met')
_NOT_HELD = Phrase("「{item}」不符合", '"{item}" is not met')
_NEVER = Phrase("「{item}」0 次", '"{item}": none')
_ONCE = Phrase("「{item}」1 次", '"{item}": one')
_OFTEN = Phrase("「{item}」1 次以上", '"{item}": more than one')
_FULL = Phrase("加满为止", "no more than full marks")
_EMPTY = Phrase("扣完为止", "down to nothing")
_RULES = {
    ("earn", False): Phrase(
        "{item}：「{source}」，符合得 {points} 分", "{item} ({source}): met, it earns {points}"
    ),
    ("earn", True): Phrase(
        "{item}：「{source}」，每项得 {points} 分", "{item} ({source}): each earns {points}"
    ),
    ("lose", False): Phrase(
        "{item}：「{source}」，不符合扣 {points} 分", "{item} ({source}): unmet, it costs {points}"
    ),
    ("lose", True): Phrase(
        "{item}：「{source}」，每次扣 {points} 分", "{item} ({source}): each costs {points}"
    ),
}
_UP_TO_FULL = Phrase("各要点得分相加，以满分为限", "these add up, to full marks at most")
_DOWN_TO_NOTHING = Phrase("从满分中扣减，扣完为止", "taken from full marks, down to nothing")
_UNMET = Phrase(
    "{title}：「{item}」不符合（{points} 分）", '{title}: "{item}" is not met ({points})'
)
_BREACHED = Phrase(
    "{title}：「{item}」发生 {times} 次，每次扣 {points} 分",
    '{title}: "{item}" happened {times} times, each costs {points}',
)
_PROVED = Phrase(
    "{title}：「{item}」有 {times} 项，每项得 {points} 分",
    '{title}: "{item}" has {times}, each earns {points}',
)
_SHORT = Phrase("各要点合计只有 {points} 分，不足满分", "the items add up to {points} only")
_TOO_FEW = Phrase("{title}的要点得分不足满分", "the items of {title} earn less than full marks")
_UNSURE = Phrase(
    "每个要点须写 when 或 count 之一，points 或 share 之一",
    "an item has either when or count, and either points or share",
)
_WRITE_ONE = Phrase("请各写一个", "Write one of each")
