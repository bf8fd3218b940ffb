"""From a sound document to the nouns of the model."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoring.model import (
    Adjustment,
    Basis,
    Check,
    Dimension,
    Example,
    Field,
    Grade,
    Indicator,
    NamedValue,
    NotApplicable,
    Parameter,
    Policy,
    Profile,
    RankingRules,
    Rounding,
    Ruleset,
    Suppression,
    Table,
    Tune,
    Veto,
    WholeExample,
)
from scoring.ruleset.method import method_of
from scoring.ruleset.moves import STATES
from scoring.ruleset.tree import Json, figure, same


def build(document: Json, sha256: str, path: str) -> Ruleset:
    """Return the ruleset that a valid *document* describes."""
    policies = document.get("policies", {})
    basis = [Basis(**_titled(spec)) for spec in document.get("basis", ())]
    values = {name: NamedValue(id=name, **_plain(v)) for name, v in _named(document, "values")}
    profiles = document.get("profiles", {}).items()
    return Ruleset(
        id=document["id"],
        **_plain({key: document[key] for key in _COVER if key in document}),
        **_plain({key: policies[key] for key in _SETTINGS if key in policies}),
        basis={cited.id: cited for cited in basis},
        indicators=tuple(_node(spec, values) for spec in document["indicators"]),
        relative="weights" in document,
        in_force=_in_force(document.get("in_force")),
        rounding=Rounding(**{key: int(v) for key, v in document.get("rounding", {}).items()}),
        parameters={name: _parameter(name, v) for name, v in _named(document, "parameters")},
        fields=_fields(document),
        tables={name: _table(name, spec) for name, spec in _named(document, "tables")},
        values=values,
        checks=tuple(Check(**_titled(spec)) for spec in document.get("checks", ())),
        adjustments=tuple(_adjustment(spec) for spec in document.get("adjustments", ())),
        vetoes=tuple(_veto(spec) for spec in document.get("vetoes", ())),
        grades=tuple(Grade(**_plain(spec)) for spec in document.get("grades", ())),
        ranking=RankingRules(**_plain(document.get("ranking", {}))),
        profiles=tuple(_profile(name, spec) for name, spec in profiles),
        policies=_policies(policies, STATES),
        examples=tuple(_whole_example(example) for example in document.get("examples", ())),
        lint=tuple(Suppression(**spec) for spec in document.get("lint", ())),
        document=plain_json(document),
        sha256=sha256,
        path=path,
    )


def plain_json(value: Any) -> Any:
    """Return *value* with its exact numbers as the binary ones that JSON is written from."""
    if isinstance(value, Mapping):
        return {key: plain_json(member) for key, member in value.items()}
    if isinstance(value, list):
        return [plain_json(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def _plain(spec: Json) -> dict[str, Any]:
    """Return those attributes of *spec* that mean the same in every object they stand in."""
    return {key: _CONVERTED[key](value) for key, value in spec.items() if key in _CONVERTED}


def _titled(spec: Json) -> dict[str, Any]:
    """Return the plain attributes of a thing with an id, which serves where it has no title."""
    return {"title": same(spec["id"]), **_plain(spec)}


def _named(holder: Json, section: str) -> Iterator[tuple[str, Json]]:
    for name, spec in holder.get(section, {}).items():
        yield same(name), spec


def _in_force(spec: Json | None) -> tuple[str, str | None] | None:
    return (spec["from"], spec.get("until")) if spec else None


def _parameter(name: str, spec: Json) -> Parameter:
    return Parameter(id=name, value=float(spec["value"]), **_plain(spec))


def _fields(holder: Json) -> dict[str, Field]:
    return {name: _field(name, spec) for name, spec in _named(holder, "fields")}


def _field(name: str, spec: Json) -> Field:
    """Return a field; money that does not name its unit is in 元."""
    unit = {"unit": "元"} if spec["type"] == "money" else {}
    return Field(**_titled({"id": name, **unit, **spec}))


def _table(name: str, spec: Json) -> Table:
    return Table(id=name, title=spec.get("title", name), fields=_fields(spec))


def _node(spec: Json, values: Mapping[str, NamedValue]) -> Dimension | Indicator:
    attributes = _titled(spec)
    if "tune" in spec:
        attributes["tune"] = Tune(**_plain(spec["tune"]))
    if "children" in spec:
        children = tuple(_node(child, values) for child in spec["children"])
        return Dimension(**attributes, children=children, relative="weights" in spec)
    value = spec.get("value", "").strip()
    named = values.get(same(value))
    if named:
        defaults = {"unit": named.unit, "decimals": named.decimals}
        attributes = {**defaults, **attributes}
    return Indicator(
        **attributes,
        method=method_of(spec),
        value=named.id if named else value,
        not_applicable=_not_applicable(spec.get("not_applicable")),
        policies=_policies(spec, [state for state in STATES if state != "not_applicable"]),
        examples=tuple(_example(example) for example in spec.get("examples", ())),
    )


def _not_applicable(spec: Json | None) -> NotApplicable | None:
    if spec is None:
        return None
    return NotApplicable(spec["when"], _policy(spec["then"]) if "then" in spec else None)


def _policies(holder: Json, states: Any) -> dict[str, Policy]:
    return {state: _policy(holder[state]) for state in states if state in holder}


def _policy(given: Any) -> Policy:
    return Policy(given) if isinstance(given, str) else Policy("move_to", same(given["move_to"]))


def _example(spec: Json) -> Example:
    points = Decimal(spec["points"]) if "points" in spec else None
    given = _figures(spec["given"])
    return Example(given=given, peers=_peers(spec), points=points, **_plain(spec))


def _whole_example(spec: Json) -> WholeExample:
    expected = {key: plain_json(value) for key, value in spec.items() if key not in _GIVEN}
    for key in expected.keys() & _BY_ID:
        expected[key] = {same(name): points for name, points in expected[key].items()}
    for key in expected.keys() & _IDS:
        expected[key] = list(map(same, expected[key]))
    given = _figures(spec.get("given", {}))
    named = {key: same(spec[key]) for key in ("id", "like") if key in spec}
    title = spec.get("title", "")
    return WholeExample(given=given, peers=_peers(spec), expected=expected, title=title, **named)


def _peers(spec: Json) -> tuple[dict[str, Any], ...]:
    return tuple(map(_figures, spec.get("peers", ())))


def _figures(given: Json) -> dict[str, Any]:
    return {same(name): plain_json(value) for name, value in given.items()}


def _adjustment(spec: Json) -> Adjustment:
    points = spec["points"]
    return Adjustment(**_titled(spec), points=points if isinstance(points, str) else figure(points))


def _veto(spec: Json) -> Veto:
    return Veto(**_titled(spec), **_plain(spec["then"]))


def _profile(name: str, spec: Json) -> Profile:
    weights = {same(node): Decimal(weight) for node, weight in spec["weights"].items()}
    return Profile(name, spec["when"], weights)


def _as_written(value: Any) -> Any:
    return value


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _names(value: list[str]) -> tuple[str, ...]:
    return tuple(map(same, value))


def _name_or_none(value: str | None) -> str | None:
    return value if value is None else same(value)


_COVER = ("edition", "title", "language", "changes", "full_marks")
_SETTINGS = ("check_error", "bonus_beyond_full")
_GIVEN = {"id", "title", "like", "given", "peers"}
_BY_ID = {"points", "full_marks", "adjustments"}
_IDS = {"findings", "unchecked", "vetoes"}

_AS_WRITTEN = (
    "title", "unit", "type", "required", "description", "evidence", "remedy", "reason", "message",
    "severity", "expression", "number", "clause", "date", "url", "note", "language",
    "edition", "when", "holds", "ties", "aggregate", "lock", "unranked", "grade", "status",
    *_SETTINGS,
)  # fmt: skip

_CONVERTED: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_AS_WRITTEN, _as_written),
    **dict.fromkeys(("id", "basis", "equals", "like"), same),
    "changes": _joined,
    "within": _name_or_none,
    **dict.fromkeys(("sum", "tie_breakers"), _names),
    **dict.fromkeys(("aliases", "choices"), tuple),
    "decimals": int,
    **dict.fromkeys(("minimum", "maximum", "tolerance", "min", "max", "step"), float),
    **dict.fromkeys(("weight", "full_marks", "cap_total", "at_least", "quota"), Decimal),
}
