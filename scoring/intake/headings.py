"""Which field a column heading names: by id, title or alias, with a unit, never by a guess."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.model import Dimension, Field, Indicator, Ruleset, Table
from scoring.names import fold

# Powers of ten of one yuan.
MONEY = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}

BUILT_IN = {
    "department": Field(
        "department", "部门", "text",
        aliases=(
            "部门名称", "单位", "单位名称", "预算单位", "填报单位", "填报部门", "部门（单位）",
            "部门（单位）名称",
        ),
    ),
    "department_code": Field(
        "department_code", "部门编码", "text",
        aliases=("部门代码", "单位编码", "单位代码", "Department code"),
    ),
    "year": Field("year", "年度", "integer", unit="年", aliases=("年份", "预算年度")),
    "peer_group": Field("peer_group", "同类组", "text", aliases=("部门类别", "类别", "Peer group")),
}  # fmt: skip
SELF_SCORES = "self_scores"
SELF_SCORE_NAMES = (SELF_SCORES, "自评分", "自评得分", "Self scores")


class Match(NamedTuple):
    """The target a heading names, and the power of ten that brings its figures to the unit."""

    target: str
    power: int | None = None  # None: the heading names no unit


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The headings that mean something in one kind of sheet: folded name → target."""

    fields: Mapping[str, Field]
    names: Mapping[str, str]

    def match(self, heading: str) -> Match | None:
        """Return what *heading* names, or None."""
        folded = fold(heading)
        if folded in self.names:
            return Match(self.names[folded])
        for base, unit in _with_unit(folded):
            target = self.names.get(base)
            if target is not None and (found := _in_unit(target, self.fields[target], unit)):
                return found
        return None

    def own(self) -> set[str]:
        """Return the targets that are not built in."""
        return {target for target in self.fields if target not in BUILT_IN}


def power_between(unit: str, field: Field) -> int | None:
    """Return the power of ten from the money *unit* to the field's own, None if not money.

    >>> power_between("亿元", Field("budget", "预算数", "money", unit="万元"))
    4
    """
    own = MONEY.get(field.unit)
    written = MONEY.get(unit)
    return None if field.type != "money" or own is None or written is None else written - own


def main_vocabulary(ruleset: Ruleset) -> Vocabulary:
    """Return the headings of a sheet with one row a department."""
    scores = dict(self_score_fields(ruleset))
    tables = {table.id: _cell_of(table) for table in ruleset.tables.values()}
    extra = [
        (form.format(name, said), target)
        for target, field in scores.items()
        for said in (field.title, target.removeprefix(f"{SELF_SCORES}."))
        for name in SELF_SCORE_NAMES
        for form in ("{}:{}", "{}.{}", "{}_{}", "{}-{}", "{}({})", "{}/{}")
    ]
    return vocabulary_of({**BUILT_IN, **ruleset.fields, **tables, **scores}, extra)


def table_vocabulary(ruleset: Ruleset, table: Table) -> Vocabulary:
    """Return the headings of a sheet with the rows of one table."""
    return vocabulary_of({**_identities(ruleset), **table.fields})


def identity_vocabulary(ruleset: Ruleset) -> Vocabulary:
    """Return the headings of a list of departments."""
    return vocabulary_of(_identities(ruleset), ())


def score_vocabulary(ruleset: Ruleset) -> Vocabulary:
    """Return the headings of a sheet of self scores: the indicators."""
    scores = dict(self_score_fields(ruleset))
    titles = [(field.title, target) for target, field in scores.items()]
    ids = [(target.removeprefix(f"{SELF_SCORES}."), target) for target in scores]
    return vocabulary_of({**_identities(ruleset), **scores}, [*ids, *titles])


def _identities(ruleset: Ruleset) -> dict[str, Field]:
    """Return what tells departments apart, as the ruleset calls it: its projects, say."""
    return {name: ruleset.fields.get(name, field) for name, field in BUILT_IN.items()}


def self_score_fields(ruleset: Ruleset) -> Iterator[tuple[str, Field]]:
    """Yield a field of points for every indicator, by its target."""
    for indicator in leaves(ruleset.indicators):
        target = f"{SELF_SCORES}.{indicator.id}"
        yield target, Field(target, indicator.title, "number", unit="分")


def heading_of(vocabulary: Vocabulary, name: str) -> tuple[str, str]:
    """Return a heading that is read as *name* without doubt, and the unit to write beside it."""
    field = vocabulary.fields[name]
    unit = field.unit or ("%" if field.type == "percent" else "")
    choices = [(field.title, unit), (field.title, ""), (name, "")] if unit else [(field.title, "")]
    for title, beside in choices:
        match = vocabulary.match(with_unit(title, beside))
        if match and match.target == name:
            return title, beside
    return name, ""


def with_unit(title: str, unit: str) -> str:
    """Return a heading with its unit.

    >>> with_unit("预算数", "万元"), with_unit("是否公开", "")
    ('预算数（万元）', '是否公开')
    """
    return f"{title}（{unit}）" if unit else title


def leaves(nodes: Iterable[Dimension | Indicator]) -> Iterator[Indicator]:
    """Yield the indicators below *nodes*, in order."""
    for node in nodes:
        if isinstance(node, Dimension):
            yield from leaves(node.children)
        else:
            yield node


def _cell_of(table: Table) -> Field:
    return Field(table.id, table.title, "table")


def vocabulary_of(fields: Mapping[str, Field], extra: Iterable[tuple[str, str]] = ()) -> Vocabulary:
    """Collect the names: an id goes before a title or alias, the ruleset's before the built-in."""
    names = {fold(target): target for target in fields}
    for own in (True, False):
        layer: dict[str, set[str]] = {}
        for name, target in (*_spoken(fields, own), *(extra if own else ())):
            layer.setdefault(fold(name), set()).add(target)
        for name, targets in layer.items():
            if len(targets) == 1 and name not in names:
                names[name] = min(targets)
    return Vocabulary(fields, names)


def _spoken(fields: Mapping[str, Field], own: bool) -> Iterator[tuple[str, str]]:
    for target, field in fields.items():
        built_in = BUILT_IN.get(target) is field
        if built_in != own and not target.startswith(f"{SELF_SCORES}."):
            yield from ((name, target) for name in (field.title, *field.aliases))


def _with_unit(folded: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to read a heading as a name and a unit."""
    for pattern in _UNITS:
        if found := pattern.fullmatch(folded):
            yield found["base"], found["unit"]


def _in_unit(target: str, field: Field, unit: str) -> Match | None:
    power = power_between(unit, field)
    if power is not None:
        return Match(target, power)
    own = {fold(field.unit)} if field.unit else set()
    return Match(target, 0) if unit in own | _SAME.get(field.type, set()) else None


_UNITS = (
    re.compile(r"(?P<base>.+)[(\[{【](?:单位:)?(?P<unit>[^()\[\]{}]+)[)\]}】]"),
    re.compile(r"(?P<base>.+)[/_,:-](?P<unit>[^/_,:-]+)"),
)
_SAME = {"percent": {"%", "百分比"}}
