"""Expressions, methods and templates of a ruleset: what they name, and what is wrong in them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from scoring.errors import use_instead
from scoring.expression import Kind, Scope, names_in, vet
from scoring.expression.scopes import BUILT_IN, FIELD_KINDS, TOTAL
from scoring.methods import Rows
from scoring.ruleset.cycles import in_order
from scoring.ruleset.method import method_of
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.row_formulas import parts_of
from scoring.ruleset.templates import template_slips
from scoring.ruleset.tree import Json, Node, ids, nodes, objects, same
from scoring.words import Phrase


class Known(NamedTuple):
    """What expressions may name; *unsure* are names that are there, but of unknown kind."""

    scope: Scope
    unsure: frozenset[str]


class Formula(NamedTuple):
    """An expression, where it is written, what it may name and the kind it should give."""

    path: Path
    source: str
    scope: Scope
    wants: Kind | None


def formula_slips(document: Json) -> Iterator[Slip]:
    """Yield what is wrong in the expressions, methods and templates of *document*."""
    declared = _declared(document)
    known, slips = _with_values(document, declared)
    yield from slips
    for formula in _formulas(document, known.scope):
        yield from _vetted(formula, known.unsure)
    for node in nodes(document):
        yield from _method_slips(node, known.scope)
    yield from template_slips(document, known.scope)


def _declared(document: Json) -> Known:
    """Return the names of all but ``values``."""
    names: dict[str, Any] = dict(BUILT_IN)
    names |= _columns(document)
    names |= {same(str(path[-1])): "number" for path, _ in objects(document, "parameters")}
    tables = {same(str(p[-1])): _columns(table) for p, table in objects(document, "tables")}
    unsure = {name for name, kind in names.items() if kind is None}
    unsure |= {name for name, columns in tables.items() if None in columns.values() or not columns}
    leaves = frozenset(ids([node for node in nodes(document) if node.is_leaf]))
    scope = Scope(names, tables, self_scored=leaves, titled=_titled(document))
    return Known(scope, frozenset(unsure))


def _titled(document: Json) -> dict[str, str]:
    """Return the names of fields, parameters and values by what they are called elsewhere."""
    found = [each for key in ("fields", "parameters", "values") for each in objects(document, key)]
    return {
        same(said): same(str(path[-1]))
        for path, spec in found
        for said in (spec.get("title", ""), *spec.get("aliases", ()))
        if isinstance(said, str)
    }


def _columns(holder: Json) -> dict[str, Any]:
    found = objects(holder, "fields")
    kinds: dict[str, Any] = {}
    for path, spec in found:  # of two names that are one, the first counts
        kinds.setdefault(same(str(path[-1])), FIELD_KINDS.get(spec.get("type", "")))
    return kinds


def _with_values(document: Json, declared: Known) -> tuple[Known, list[Slip]]:
    """Return *declared* with the kinds of ``values``, and what is wrong in those."""
    values = {same(str(path[-1])): (path, spec) for path, spec in objects(document, "values")}
    sources = {name: spec.get("expression", "") for name, (_, spec) in values.items()}
    graph = {name: sorted(names_in(text) & set(values)) for name, text in sources.items()}
    order, cycles = in_order(graph)
    names, slips = dict(declared.scope.names), []
    unsure = set(declared.unsure)
    for cycle in cycles:
        path = (*values[cycle[0]][0], "expression")
        slips.append(Slip(path, CYCLE(cycle=" → ".join(cycle)), _BREAK()))
    for name in [*order, *(name for cycle in cycles for name in cycle)]:
        scope = replace(declared.scope, names=dict(names))
        path = (*values[name][0], "expression")
        formula = Formula(path, sources[name], scope, None)
        skip = "expression" not in values[name][1] or name not in order
        slips += [] if skip else _vetted(formula, frozenset(unsure))
        kind = None if skip else vet(sources[name], scope, None)[1]
        names[name] = kind or "number"
        if kind is None:
            unsure.add(name)
    return Known(replace(declared.scope, names=names), frozenset(unsure)), slips


def _vetted(formula: Formula, unsure: frozenset[str]) -> Iterator[Slip]:
    # What a name of unknown kind leads to would be told twice.
    if unsure and names_in(formula.source) & unsure:
        return
    for flaw in vet(formula.source, formula.scope, formula.wants)[0]:
        excerpt = caret_under(formula.source, flaw.offset)
        yield Slip(formula.path, flaw.problem, flaw.remedy, excerpt=excerpt)


def _formulas(document: Json, scope: Scope) -> Iterator[Formula]:
    scored = frozenset((*ids(nodes(document)), TOTAL))
    after = replace(scope, scored=scored)
    for path, profile in objects(document, "profiles"):
        yield from _formula(path, profile, "when", scope, "boolean")
    for path, check in objects(document, "checks"):
        yield from _formula(path, check, "holds", after, "boolean")
    for path, adjustment in objects(document, "adjustments"):
        yield from _formula(path, adjustment, "points", after, "number")
    for path, veto in objects(document, "vetoes"):
        yield from _formula(path, veto, "when", after, "boolean")
    for node in nodes(document):
        if node.is_leaf:
            yield from _leaf_formulas(node, scope)


def _formula(path: Path, spec: Json, key: str, scope: Scope, wants: Kind) -> Iterator[Formula]:
    if isinstance(spec.get(key), str):
        yield Formula((*path, key), spec[key], scope, wants)


def _leaf_formulas(node: Node, scope: Scope) -> Iterator[Formula]:
    spec, method = node.spec, method_of(node.spec)
    if "value" in spec:
        wants: Kind | None = "number" if method is None or method.needs_value else None
        yield Formula((*node.path, "value"), spec["value"], scope, wants)
    outside = spec.get("not_applicable") or {}
    yield from _formula((*node.path, "not_applicable"), outside, "when", scope, "boolean")
    if method is None:
        return
    for part in parts_of(method, "value" in spec, scope):
        yield Formula(_below_score(node, part.place), part.source, part.scope, part.wants)


def _method_slips(node: Node, scope: Scope) -> Iterator[Slip]:
    method = method_of(node.spec) if node.is_leaf else None
    if isinstance(method, Rows) and method.table not in scope.tables:
        remedy = use_instead(method.table, scope.tables)
        yield Slip(_below_score(node, "table"), _NO_TABLE(name=method.table), remedy)
    for suffix, problem, remedy in method.flaws() if method else ():
        yield Slip(_below_score(node, suffix), problem, remedy)


def _below_score(node: Node, suffix: str) -> Path:
    """Return the path of what a method calls "cases/0/when"."""
    path: Path = (*node.path, "score")
    value = node.spec["score"]
    for step in suffix.split("/") if suffix else ():
        key = int(step) if isinstance(value, list) else step
        path, value = (*path, key), value[key]
    return path


def caret_under(source: str, offset: int) -> str:
    """Return *source* on one line, and below it a caret under the character at *offset*.

    >>> print(caret_under("支出 + 预算数", 5))
        支出 + 预算数
               ^
    """
    start = max(0, offset - 60)
    line = "".join(c if c.isprintable() else " " for c in source[start : start + 100])
    before = line[: offset - start]
    return f"    {line}\n    {' ' * sum(map(_width, before))}^"


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


_NO_TABLE = Phrase("tables 中没有「{name}」这张表", 'there is no table "{name}"')
CYCLE = Phrase("values 中的算式互相引用：{cycle}", "values need each other: {cycle}")
_BREAK = Phrase("请拆开这个圈", "Break the circle")
