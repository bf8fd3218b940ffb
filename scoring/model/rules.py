"""The nouns of a ruleset, as written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that authorises rules."""

    id: str
    title: str
    number: str = ""
    clause: str = ""
    date: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a submission holds.

    *type*: number, integer, money, percent, boolean, date, choice or text; the *unit* of money
    is 元, 万元 or 亿元.
    """

    id: str
    title: str
    type: str
    unit: str = ""
    aliases: tuple[str, ...] = ()
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    description: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list of rows inside each submission, such as a department's tasks."""

    id: str
    title: str
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number with a name, used in expressions."""

    id: str
    value: float
    title: str = ""
    unit: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class NamedValue:
    """An expression with a name, used by several indicators."""

    id: str
    expression: str
    title: str = ""
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What is done about a data state.

    *name*: full_marks, zero, redistribute, redistribute_all, move_to (with its *target*) or
    unranked.
    """

    name: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """When an indicator does not apply, and what is done then."""

    when: str
    then: Policy | None = None


@dataclass(frozen=True, slots=True)
class Tune:
    """Bounds on a weight when weights are tuned."""

    min: float | None = None
    max: float | None = None
    lock: bool = False
    step: float | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Figures given to an indicator, and the points and words expected of it.

    Figures of *peers* are those of other departments in its peer group; *like* names an example
    of the whole ruleset whose figures are taken first.
    """

    given: Mapping[str, Any]
    points: Decimal | None = None
    reason: str = ""
    title: str = ""
    like: str = ""
    peers: tuple[Mapping[str, Any], ...] = ()
    status: str = ""
    full_marks: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WholeExample:
    """A whole submission, and what is *expected* of it, by the keys of the ruleset."""

    id: str
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    title: str = ""
    like: str = ""
    peers: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A leaf of the tree: one value, judged by one method (see ``scoring.methods``)."""

    id: str
    title: str
    weight: Decimal
    method: Any
    value: str = ""
    unit: str = ""
    decimals: int | None = None
    not_applicable: NotApplicable | None = None
    policies: Mapping[str, Policy] = field(default_factory=dict)
    basis: str = ""
    description: str = ""
    evidence: str = ""
    remedy: str = ""
    reason: str = ""
    tune: Tune | None = None
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A node with children. *aggregate*: sum, best, worst, pool or geometric_mean."""

    id: str
    title: str
    weight: Decimal
    children: tuple["Dimension | Indicator", ...]
    aggregate: str = "sum"
    relative: bool = False
    basis: str = ""
    description: str = ""
    evidence: str = ""
    remedy: str = ""
    tune: Tune | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A cross-check of submitted figures: a condition, or a sum that equals a field."""

    id: str
    title: str
    holds: str = ""
    sum: tuple[str, ...] = ()
    equals: str = ""
    tolerance: float | None = None
    severity: str = "warning"
    message: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points on top of the tree."""

    id: str
    title: str
    points: str
    min: float | None = None
    max: float | None = None
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Veto:
    """A cap on the total or the grade, or a bar from the ranking."""

    id: str
    title: str
    when: str
    cap_total: Decimal | None = None
    grade: str = ""
    unranked: bool = False
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade for totals of *at_least* and more; *quota* is the greatest share of a peer group."""

    title: str
    at_least: Decimal
    quota: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RankingRules:
    """Within which field ranks are given, how ties are treated, and on how many decimals."""

    within: str | None = None
    ties: str = "competition"
    tie_breakers: tuple[str, ...] = ()
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """Other weights for the departments that *when* holds for."""

    name: str
    when: str
    weights: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Rounding:
    """Decimals of points and of the total."""

    points: int = 2
    total: int = 2


@dataclass(frozen=True, slots=True)
class Suppression:
    """A lint rule that is not to be told of: everywhere, or *at* an id or a JSON pointer."""

    rule: str
    reason: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One edition of the rules, as written: *document* is the whole JSON after ``extends``."""

    id: str
    edition: str
    title: str
    full_marks: Decimal
    indicators: tuple[Dimension | Indicator, ...]
    language: str = "zh-CN"
    relative: bool = False
    basis: Mapping[str, Basis] = field(default_factory=dict)
    in_force: tuple[str, str | None] | None = None
    changes: str = ""
    rounding: Rounding = Rounding()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    values: Mapping[str, NamedValue] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    grades: tuple[Grade, ...] = ()
    ranking: RankingRules = RankingRules()
    profiles: tuple[Profile, ...] = ()
    policies: Mapping[str, Policy] = field(default_factory=dict)
    check_error: str = "report"
    bonus_beyond_full: bool = False
    examples: tuple[WholeExample, ...] = ()
    lint: tuple[Suppression, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    sha256: str = field(default="", compare=False)
    path: str = field(default="", compare=False)
