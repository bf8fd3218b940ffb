"""Rows of a submission that are indicators of their own, each judged by the rule that fits it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ClassVar, Self
from unicodedata import normalize

from scoring.methods.method import (
    Json,
    Method,
    Operand,
    Reading,
    Telling,
    key,
    number_of,
    number_or_expression,
    within,
)
from scoring.methods.table import FOR_ROWS
from scoring.model import Column, NotApplicable, Policy
from scoring.words import Message, Phrase

STATES = ("missing", "undefined", "invalid")
GREATEST = Decimal(100_000)  # the weight of a row


@dataclass(frozen=True, slots=True)
class RowRule:
    """How the rows that *when* holds for are judged; *when* is empty where it holds for all.

    *method* is built at the greatest weight; where it is *in_points* they are points of the row,
    and shares are to be scaled down to its weight.
    """

    when: str
    method: Method
    spec: Json
    in_points: bool
    value: str = ""
    unit: str = ""
    decimals: int | None = None
    remedy: str = ""
    not_applicable: NotApplicable | None = None
    policies: Mapping[str, Policy] = field(default_factory=dict)

    def method_at(self, weight: Decimal) -> Method:
        """Return the method as it stands for a row of *weight*, to tell of it in points."""
        return FOR_ROWS[self.spec["method"]].from_spec(self.spec, weight)

    def describe(self, telling: Telling, name: Message) -> Message:
        """State the rule for the rows called *name*: points are the row's, or per hundred."""
        measure = GREATEST if self.in_points else Decimal(100)
        of_row = replace(telling, unit=self.unit, decimals=self.decimals, full_marks=float(measure))
        clauses = list(self.method_at(measure).describe(of_row))
        if not self.in_points and _holds(self.spec, "share"):
            clauses.append(_PER_HUNDRED())
        if self.not_applicable:
            clauses.append(_NOT_APPLICABLE(when=telling.condition(self.not_applicable.when)))
        value = _VALUE(value=telling.condition(self.value)) if self.value else ""
        return _RULE(name=name, value=value, clauses=[_CLAUSE(told=told) for told in clauses])


@dataclass(frozen=True, slots=True)
class Rows(Method):
    """Each row of *table* that *where* selects takes its share of the marks by its weight."""

    name: ClassVar[str] = "rows"
    title: ClassVar[str] = "逐行赋分"
    description: ClassVar[str] = "报送数据自带的指标，一行一项：按各行权重分配满分，逐行按规则评判"
    required: ClassVar[tuple[str, ...]] = ("table", "title", "weight", "rules")
    needs_value: ClassVar[bool] = False
    keys: ClassVar[Mapping[str, Json]] = {
        "table": key(
            "表", "tables 中的一张表，一行一项指标", "targets", type="string", minLength=1
        ),
        "where": key(
            "取数条件",
            "哪些行属于本指标：关于列的条件，直接写列名；不写则取全部行",
            'dimension == "产出指标"',
            type="string",
            minLength=1,
        ),
        "title": key("指标名称", "行内指标的名称：列或算式", "name", type="string", minLength=1),
        "weight": key("行权重", "行的权重：列或算式", "weight", type="string", minLength=1),
        "unit": key("单位", "行内完成值的单位：列或算式", "unit", type="string", minLength=1),
        "total": number_or_expression(
            "权重合计", "各行权重合计应为多少，不符的列为问题；不写则只按比例折算", 50
        ),
        "rules": key(
            "评判规则",
            "按顺序取第一条适用的规则评判；规则中的 points 为该行权重下的分值",
            [
                {
                    "when": 'direction == "≥"',
                    "value": "actual",
                    "score": {"method": "proportional", "target": "target"},
                }
            ],
            type="array",
            minItems=1,
            items={"$ref": "#/$defs/row_rule"},
        ),
    }

    table: str
    where: str
    row_title: str
    weight: str
    unit: str
    total: str | float | None
    rules: tuple[RowRule, ...]
    is_fixed: bool = False

    @classmethod
    def from_spec(cls, spec: Json, weight: Decimal) -> Self:  # noqa: ARG003
        return cls(
            table=normalize("NFKC", spec["table"]),
            where=spec.get("where", ""),
            row_title=spec["title"],
            weight=spec["weight"],
            unit=spec.get("unit", ""),
            total=number_of(spec["total"]) if "total" in spec else None,
            rules=tuple(_rule(given) for given in spec["rules"]),
            is_fixed=spec.get("fixed", False),
        )

    def operands(self) -> Mapping[str, Operand]:
        return {} if self.total is None else {"total": Operand(self.total)}

    def flaws(self) -> Iterator[tuple[str, Message, Message]]:
        if self.is_fixed:
            yield "fixed", _FIXED(), _DROP_FIXED()
        for index, rule in enumerate(self.rules):
            place = f"rules/{index}"
            if index and not self.rules[index - 1].when:
                yield place, _UNREACHABLE(), _REORDER()
            if rule.spec.get("fixed"):
                yield f"{place}/score/fixed", _FIXED(), _DROP_FIXED()
            if "out_of" in rule.spec:
                yield f"{place}/score/out_of", _OUT_OF(), _DROP_OUT_OF()
            if rule.in_points and _holds(rule.spec, "share"):
                yield f"{place}/score", _MIXED(), _ONE_MEASURE()
            for suffix, problem, remedy in rule.method.flaws():
                yield "/".join(filter(None, (place, "score", suffix))), problem, remedy

    def describe(self, telling: Telling) -> list[Message]:
        told = {"table": telling.condition(self.table), "title": telling.condition(self.row_title)}
        where = _WHERE(where=telling.condition(self.where)) if self.where else ""
        clauses = [_EACH(**told, where=where, weight=telling.condition(self.weight))]
        if self.total is not None:
            clauses.append(_TOTAL(total=telling.term(self.total)))
        names = self.names_of_rules(telling.condition)
        return clauses + [
            rule.describe(telling, name) for rule, name in zip(self.rules, names, strict=True)
        ]

    def names_of_rules(self, condition: Callable[[str], str]) -> list[Message]:
        """Return what the rows are called that each rule judges; *condition* tells expressions."""
        rest = _THE_OTHERS() if len(self.rules) > 1 else _ALL_ROWS()
        return [_WHEN(when=condition(rule.when)) if rule.when else rest for rule in self.rules]

    def attain(self, reading: Reading) -> Column:
        """Return the rate of what all rows earned (the value) of what they weigh."""
        earned, weights = reading.value, reading.operands["weights"]
        return Column(within(earned.values / weights.values), earned.states)


def _rule(given: Json) -> RowRule:
    spec = given["score"]
    inapplicable = given.get("not_applicable")
    return RowRule(
        when=given.get("when", ""),
        method=FOR_ROWS[spec["method"]].from_spec(spec, GREATEST),
        spec=spec,
        in_points=spec["method"] != "interpolate" and (_holds(spec, "points") or "at_most" in spec),
        value=given.get("value", "").strip(),
        unit=given.get("unit", ""),
        decimals=int(given["decimals"]) if "decimals" in given else None,
        remedy=given.get("remedy", ""),
        not_applicable=inapplicable
        and NotApplicable(inapplicable["when"], *map(Policy, _listed(inapplicable, "then"))),
        policies={state: Policy(given[state]) for state in STATES if state in given},
    )


def _listed(holder: Json, name: str) -> list[Any]:
    return [holder[name]] if name in holder else []


def _holds(given: Any, name: str) -> bool:
    """Return whether *given*, or anything in it, has the key *name*."""
    if isinstance(given, Mapping):
        return name in given or any(_holds(value, name) for value in given.values())
    return isinstance(given, list) and any(_holds(item, name) for item in given)


_EACH = Phrase(
    "「{table}」中{where}的每一行为一项指标（名称取「{title}」），按「{weight}」所占比例分配满分",
    'each row of "{table}"{where} is an indicator (called by "{title}"): '
    'full marks are shared out by "{weight}"',
)
_WHERE = Phrase("符合「{where}」", ' for which "{where}"')
_TOTAL = Phrase("各行权重合计应为 {total}", "the weights of rows should add up to {total}")
_WHEN = Phrase("符合「{when}」的行", 'rows for which "{when}"')
_THE_OTHERS = Phrase("其余各行", "all other rows")
_ALL_ROWS = Phrase("各行", "all rows")
_RULE = Phrase("{name}：{value}{clauses}", "{name}: {value}{clauses}")
_VALUE = Phrase("完成值为「{value}」，", 'the value is "{value}", ')
_CLAUSE = Phrase("{told}", "{told}")
_PER_HUNDRED = Phrase("分数以该行满分 100 分计", "points are per hundred of the row's full marks")
_NOT_APPLICABLE = Phrase("「{when}」的为不涉及", 'where "{when}" it does not apply')
_FIXED = Phrase("逐行赋分的分值随各行权重而定，不能固定", "the points of rows go by their weights")
_DROP_FIXED = Phrase("请删去 fixed", "Remove fixed")
_OUT_OF = Phrase("逐行赋分的分值以该行权重计", "the points of rows are out of their weights")
_DROP_OUT_OF = Phrase("请删去 out_of", "Remove out_of")
_UNREACHABLE = Phrase(
    "前一条规则没有条件，永远轮不到这一条", "the rule before it has no condition: none gets here"
)
_REORDER = Phrase("请给前一条写上 when，或移到最后", "Give that one a when, or put it last")
_MIXED = Phrase(
    "同一方法里既写了 points 又写了 share", "one method here has both points and shares"
)
_ONE_MEASURE = Phrase(
    "请统一写 points（该行权重下的分值）或 share",
    "Write points (of the row), or shares, throughout",
)
