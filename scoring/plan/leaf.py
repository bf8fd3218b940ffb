"""Indicators ready to judge, and the rules by which rows are judged like indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.expression import Expression, Scope, compile_expression
from scoring.expression.scopes import method_scope, nodes_of, row_scope
from scoring.methods import Rows
from scoring.methods.formula import Formula
from scoring.methods.rows import RowRule
from scoring.model import (
    Column,
    Dimension,
    Field,
    Indicator,
    NamedValue,
    Policy,
    Ruleset,
    State,
)
from scoring.weights import Node

DEFAULT_POLICIES: Mapping[State, Policy] = {
    State.MISSING: Policy("zero"),
    State.NOT_APPLICABLE: Policy("full_marks"),
    State.UNDEFINED: Policy("unranked"),
    State.INVALID: Policy("unranked"),
}
DEFAULT_DECIMALS = 4
FAILING = (State.MISSING, State.NOT_APPLICABLE, State.UNDEFINED, State.INVALID)
GIVES_AWAY = ("redistribute", "redistribute_all", "move_to")
_UNRULED = Formula(0.0, "rate", 1.0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One indicator, ready to judge.

    *operands* are the method's parameters; *local_names* those names (value, target) by which
    one operand reads another.
    *rows* is how the rows of a submission are judged, where they make up the indicator.
    """

    indicator: Indicator
    path: tuple[Dimension, ...]
    value: Expression | None
    decimals: int
    shown_decimals: int | None
    unit: str
    operands: Mapping[str, Expression | Column]
    local_names: frozenset[str]
    not_applicable: Expression | None
    policies: Mapping[State, Policy]
    rows: "RowPlan | None" = None

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.indicator.id


class PlannedRule(NamedTuple):
    """A rule for rows: when it holds (None: always), and the row's indicator, ready to judge.

    *written* is the rule as the ruleset has it, None of the rule for rows that none fits.
    """

    when: Expression | None
    leaf: Leaf
    written: RowRule | None

    @property
    def reads(self) -> list[Expression]:
        """What a row is read by that this rule judges."""
        leaf = self.leaf
        given = (self.when, leaf.value, leaf.not_applicable, *leaf.operands.values())
        return [each for each in given if isinstance(each, Expression)]


@dataclass(frozen=True, slots=True)
class RowPlan:
    """How the rows of *table* that *where* selects are judged: each like an indicator.

    The last of *rules* has the policies of rows that no rule fits. *grants*, *bars* and
    *gives_away* are by rule and state, as a plan has them by leaf.
    """

    table: str
    where: Expression | None
    title: Expression
    weight: Expression
    unit: Expression | None
    rules: tuple[PlannedRule, ...]
    grants: NDArray[np.bool_]
    bars: NDArray[np.bool_]
    gives_away: NDArray[np.bool_]

    @property
    def whens(self) -> list[Expression]:
        """The conditions by which a row finds its rule."""
        return [rule.when for rule in self.rules if rule.when]


def compile_leaf(
    ruleset: Ruleset, scope: Scope, node: Indicator, path: tuple[Dimension, ...]
) -> Leaf:
    """Return *node*, below *path*, with its expressions compiled and its policies spelt out."""
    named = ruleset.values.get(node.value, NamedValue("", ""))
    decimals = node.decimals if node.decimals is not None else named.decimals
    inapplicable = node.not_applicable
    policies = {**DEFAULT_POLICIES, **_by_state(ruleset.policies), **_by_state(node.policies)}
    if inapplicable and inapplicable.then:
        policies[State.NOT_APPLICABLE] = inapplicable.then
    operands = _operands(node, scope)
    reads = [given.names for given in operands.values() if isinstance(given, Expression)]
    by_row = isinstance(node.method, Rows)
    return Leaf(
        indicator=node,
        path=path,
        value=compile_expression(node.value, scope) if node.value else None,
        decimals=DEFAULT_DECIMALS if decimals is None else decimals,
        shown_decimals=decimals,
        unit=node.unit or named.unit or _unit_of(ruleset.fields.get(node.value)),
        operands=operands,
        local_names=frozenset().union(*reads) - set(scope.names),
        not_applicable=compile_expression(inapplicable.when, scope) if inapplicable else None,
        policies=policies,
        rows=_rows(ruleset, scope, node, policies) if by_row else None,
    )


def leaves_in(
    nodes: Sequence[Node], path: tuple[Dimension, ...] = ()
) -> list[tuple[Indicator, tuple[Dimension, ...]]]:
    """Return the indicators of a tree, each with the dimensions above it."""
    found = []
    for node in nodes:
        if isinstance(node, Dimension):
            found += leaves_in(node.children, (*path, node))
        else:
            found.append((node, path))
    return found


def dimensions_in(nodes: Sequence[Node]) -> tuple[Dimension, ...]:
    """Return the dimensions of a tree, children first."""
    return tuple(node for node in nodes_of(nodes) if isinstance(node, Dimension))[::-1]


def policy_is(leaves: Sequence[Leaf], *names: str) -> NDArray[np.bool_]:
    """Return, by leaf and state, whether its policy is one of *names*."""
    table = [[False, *(leaf.policies[s].name in names for s in FAILING)] for leaf in leaves]
    return np.array(table, dtype=np.bool_).reshape(-1, len(State))


def _rows(
    ruleset: Ruleset, scope: Scope, node: Indicator, policies: Mapping[State, Policy]
) -> RowPlan:
    """Return how rows are judged: by their rule's policies, or else by those of the indicator."""
    method, fields = node.method, ruleset.tables[node.method.table].fields
    inside = row_scope(scope, method.table)
    of_rows = {state.name.lower(): _within_rows(policy) for state, policy in policies.items()}
    unruled = replace(node, method=_UNRULED, value="", not_applicable=None, policies=of_rows)
    judged = [_row_indicator(unruled, rule, fields) for rule in method.rules]
    leaves = [compile_leaf(ruleset, inside, each, ()) for each in (*judged, unruled)]
    whens = [compiled(rule.when, inside) for rule in method.rules]
    return RowPlan(
        table=method.table,
        where=compiled(method.where, inside),
        title=compile_expression(method.row_title, inside),
        weight=compile_expression(method.weight, inside),
        unit=compiled(method.unit, inside),
        rules=tuple(map(PlannedRule, (*whens, None), leaves, (*method.rules, None))),
        grants=policy_is(leaves, "full_marks"),
        bars=policy_is(leaves, "unranked"),
        gives_away=policy_is(leaves, *GIVES_AWAY),
    )


def compiled(source: str, scope: Scope) -> Expression | None:
    """Return *source* compiled, None where there is none."""
    return compile_expression(source, scope) if source else None


def _within_rows(policy: Policy) -> Policy:
    """Return what a policy comes to among rows, whose weight can only go to one another."""
    return Policy("redistribute") if policy.name in GIVES_AWAY else policy


def _row_indicator(unruled: Indicator, rule: RowRule, fields: Mapping[str, Field]) -> Indicator:
    return replace(
        unruled,
        method=rule.method,
        value=rule.value,
        unit=rule.unit or _unit_of(fields.get(rule.value)),
        decimals=rule.decimals,
        not_applicable=rule.not_applicable,
        policies={**unruled.policies, **rule.policies},
        remedy=rule.remedy or unruled.remedy,
    )


def _unit_of(field: Field | None) -> str:
    """Return the unit of a value that is just a field."""
    return (field.unit or {"percent": "%"}.get(field.type, "")) if field else ""


def _operands(node: Indicator, scope: Scope) -> dict[str, Expression | Column]:
    operands: dict[str, Expression | Column] = {}
    for name, operand in node.method.operands().items():
        if isinstance(operand.source, str):
            within = method_scope(scope, bool(node.value), before=operands)
            operands[name] = compile_expression(operand.source, within)
        else:
            operands[name] = Column(operand.source)
    return operands


def _by_state(policies: Mapping[str, Policy]) -> dict[State, Policy]:
    return {State[name.upper()]: policy for name, policy in policies.items()}
