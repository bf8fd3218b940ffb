"""What the expressions of a ruleset may name, and of what kind each name is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter

from scoring.expression.functions import Kind
from scoring.expression.naming import Scope
from scoring.expression.source import names_in
from scoring.expression.vetting import vet
from scoring.model import Dimension, Field, Indicator, NamedValue, Ruleset

FIELD_KINDS: Mapping[str, Kind] = {
    "number": "number",
    "integer": "number",
    "money": "number",
    "percent": "number",
    "boolean": "boolean",
    "date": "date",
    "choice": "text",
    "text": "text",
}
BUILT_IN: Mapping[str, Kind] = {
    "department": "text",
    "department_code": "text",
    "peer_group": "text",
    "year": "number",
}
TOTAL = "total"


def scope_of(ruleset: Ruleset) -> Scope:
    """Return what any expression of *ruleset* may name: fields, parameters, values, tables."""
    names: dict[str, Kind] = {**BUILT_IN, **_kinds(ruleset.fields)}
    names |= dict.fromkeys(ruleset.parameters, "number")
    tables = {name: _kinds(table.fields) for name, table in ruleset.tables.items()}
    leaves = frozenset(node.id for node in nodes_of(ruleset.indicators) if is_leaf(node))
    return _with_values(Scope(names, tables, self_scored=leaves), ruleset.values)


def scored_scope(ruleset: Ruleset) -> Scope:
    """Return the scope of checks, adjustments and vetoes, which see what was scored."""
    ids = frozenset(node.id for node in nodes_of(ruleset.indicators))
    return replace(scope_of(ruleset), scored=ids | {TOTAL})


def method_scope(scope: Scope, has_value: bool, before: Iterable[str] = ()) -> Scope:
    """Return *scope* with ``value`` and the method's operands *before* this one, such as target."""
    extra = (["value"] if has_value else []) + [name for name in before if name.isidentifier()]
    added: dict[str, Kind] = dict.fromkeys(extra, "number")
    return replace(scope, names={**added, **scope.names})


def row_scope(scope: Scope, table: str) -> Scope:
    """Return what expressions over single rows of *table* may name: its columns, bare, come first.

    Sums over tables are figures of the department, and have names as ``values``.
    """
    names = {**scope.names, **scope.tables.get(table, {})}
    return replace(scope, names=names, tables={}, self_scored=frozenset(), row_of=table)


def _kinds(fields: Mapping[str, Field]) -> dict[str, Kind]:
    return {name: FIELD_KINDS[field.type] for name, field in fields.items()}


def _with_values(scope: Scope, values: Mapping[str, NamedValue]) -> Scope:
    """Add the named values; one that cannot be understood counts as a number."""
    names = dict(scope.names)
    for name in in_order(values):
        _, kind = vet(values[name].expression, replace(scope, names=names), None)
        names[name] = kind or "number"
    return replace(scope, names=names)


def in_order(values: Mapping[str, NamedValue]) -> list[str]:
    """Return the names of *values*, each after those it reads; CycleError where they circle.

    >>> in_order({"a": NamedValue("a", "b + 1"), "b": NamedValue("b", "2")})
    ['b', 'a']
    """
    reads = {n: sorted(names_in(v.expression) & values.keys()) for n, v in values.items()}
    return list(TopologicalSorter(reads).static_order())


def nodes_of(nodes: Iterable[Dimension | Indicator]) -> Iterable[Dimension | Indicator]:
    """Yield *nodes* and all below them, parents first."""
    for node in nodes:
        yield node
        if isinstance(node, Dimension):
            yield from nodes_of(node.children)


def nodes_down(
    nodes: Iterable[Dimension | Indicator], depth: int = 0
) -> Iterable[tuple[Dimension | Indicator, int]]:
    """Yield *nodes* and all below them, parents first, each with how deep it lies."""
    for node in nodes:
        yield node, depth
        if isinstance(node, Dimension):
            yield from nodes_down(node.children, depth + 1)


def is_leaf(node: Dimension | Indicator) -> bool:
    return isinstance(node, Indicator)
