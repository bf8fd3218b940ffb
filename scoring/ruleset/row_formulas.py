"""The expressions of methods: those over a department, and those over single rows of a table."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from scoring.expression import Kind, Scope
from scoring.expression.scopes import method_scope, row_scope
from scoring.methods import Method, Rows
from scoring.methods.rows import RowRule


class Part(NamedTuple):
    """An expression of a method: its place below ``score``, what it may name, what it gives."""

    place: str
    source: str
    scope: Scope
    wants: Kind | None


def parts_of(method: Method, has_value: bool, scope: Scope) -> Iterator[Part]:
    """Yield the expressions of *method*; none over rows of a table that is not there."""
    before: list[str] = []
    for name, operand in method.operands().items():
        if isinstance(operand.source, str):
            # A parameter may be said in terms of those before it: "floor": "0.6 * target".
            inside = method_scope(scope, has_value, before)
            yield Part(name, operand.source, inside, cast(Kind, operand.kind))
        before.append(name)
    if isinstance(method, Rows) and method.table in scope.tables:
        yield from _parts_of_rows(method, row_scope(scope, method.table))


def _parts_of_rows(method: Rows, scope: Scope) -> Iterator[Part]:
    given: list[tuple[str, str, Kind]] = [
        ("where", method.where, "boolean"),
        ("title", method.row_title, "text"),
        ("weight", method.weight, "number"),
        ("unit", method.unit, "text"),
    ]
    yield from (Part(name, source, scope, wants) for name, source, wants in given if source)
    for index, rule in enumerate(method.rules):
        for part in _parts_of_rule(rule, scope):
            yield part._replace(place=f"rules/{index}/{part.place}")


def _parts_of_rule(rule: RowRule, scope: Scope) -> Iterator[Part]:
    if rule.when:
        yield Part("when", rule.when, scope, "boolean")
    if rule.value:
        yield Part("value", rule.value, scope, "number" if rule.method.needs_value else None)
    if rule.not_applicable:
        yield Part("not_applicable/when", rule.not_applicable.when, scope, "boolean")
    for part in parts_of(rule.method, bool(rule.value), scope):
        yield part._replace(place=f"score/{part.place}")
