"""Ruleset → Plan: names resolved, expressions compiled, defaults and policies spelt out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.arguments import RULESET, expect
from scoring.expression import Expression, compile_expression
from scoring.expression.scopes import in_order, nodes_of, scope_of, scored_scope
from scoring.model import Adjustment, Check, Column, Dimension, Ruleset, Veto
from scoring.plan.leaf import (
    DEFAULT_POLICIES,
    FAILING,
    GIVES_AWAY,
    Leaf,
    PlannedRule,
    RowPlan,
    compile_leaf,
    compiled,
    dimensions_in,
    leaves_in,
    policy_is,
)
from scoring.plan.reweighing import reweigh_plan, with_weights
from scoring.weights import Weights, weights_by_profile

__all__ = [
    "DEFAULT_POLICIES",
    "FAILING",
    "Leaf",
    "Plan",
    "PlannedRule",
    "RowPlan",
    "compile_plan",
    "reweigh_plan",
    "with_weights",
]


@dataclass(frozen=True, slots=True)
class Plan:
    """A ruleset made ready: nodes are numbered leaves first, then dimensions, children first.

    *weights* are those of each profile; the last are those without one, so that -1 finds them.
    By leaf and state: *grants* tells whether its policy gives full marks, *bars* whether it bars
    from the ranking, *gives_away* whether the weight goes elsewhere.
    *known_marks* are the full marks of patterns of what applies, kept once worked out.
    """

    ruleset: Ruleset
    leaves: tuple[Leaf, ...]
    grants: NDArray[np.bool_]
    bars: NDArray[np.bool_]
    gives_away: NDArray[np.bool_]
    dimensions: tuple[Dimension, ...]
    numbers: Mapping[str, int]
    values: Mapping[str, Expression]
    parameters: Mapping[str, Column]
    profiles: tuple[Expression, ...]
    weights: tuple[Weights, ...]
    adjustments: tuple[tuple[Adjustment, Expression], ...]
    vetoes: tuple[tuple[Veto, Expression], ...]
    checks: tuple[tuple[Check, Expression | None], ...]
    known_marks: dict[Any, tuple[int, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    @property
    def counted(self) -> tuple[int, ...]:
        """The nodes whose marks make up the total: indicators, or what is not a sum of them."""
        combined = [node for node in self.dimensions if node.aggregate != "sum"]
        below = {inner.id for node in combined for inner in nodes_of(node.children)}
        sums = {node.id for node in self.dimensions if node.aggregate == "sum"}
        return tuple(n for name, n in self.numbers.items() if name not in below | sums)

    @property
    def full_marks(self) -> int:
        """The total, in smallest marks."""
        return int(self.ruleset.full_marks * 10**self.ruleset.rounding.points)


def compile_plan(ruleset: Ruleset) -> Plan:
    """Return *ruleset* with every expression compiled and every default spelt out.

    Raises RulesetError for expressions that ``read_ruleset`` would have refused.
    """
    expect(ruleset, Ruleset, RULESET)
    scope, scored = scope_of(ruleset), scored_scope(ruleset)
    leaves = tuple(compile_leaf(ruleset, scope, *found) for found in leaves_in(ruleset.indicators))
    dimensions = dimensions_in(ruleset.indicators)
    ids = [leaf.id for leaf in leaves] + [dimension.id for dimension in dimensions]
    return Plan(
        ruleset=ruleset,
        leaves=leaves,
        grants=policy_is(leaves, "full_marks"),
        bars=policy_is(leaves, "unranked"),
        gives_away=policy_is(leaves, *GIVES_AWAY),
        dimensions=dimensions,
        numbers={name: number for number, name in enumerate(ids)},
        values={
            name: compile_expression(ruleset.values[name].expression, scope)
            for name in in_order(ruleset.values)
        },
        parameters={name: Column(given.value) for name, given in ruleset.parameters.items()},
        profiles=tuple(compile_expression(p.when, scope) for p in ruleset.profiles),
        weights=weights_by_profile(ruleset),
        adjustments=tuple((a, compile_expression(a.points, scored)) for a in ruleset.adjustments),
        vetoes=tuple((v, compile_expression(v.when, scored)) for v in ruleset.vetoes),
        checks=tuple((c, compiled(c.holds, scored)) for c in ruleset.checks),
    )
