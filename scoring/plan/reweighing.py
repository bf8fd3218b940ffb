"""A plan with other weights: nothing is compiled again, and rules stay what they were."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring.errors import Problem, RulesetError
from scoring.model import Dimension, Indicator, Ruleset
from scoring.plan.leaf import dimensions_in, leaves_in
from scoring.ruleset.method import method_of
from scoring.ruleset.tree import figure, nodes, same
from scoring.weights import Node, weights_by_profile
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.plan import Plan

Given = Mapping[str, Decimal]


def reweigh_plan(
    plan: "Plan", weights: Given, profiles: Mapping[str, Given] | None = None
) -> "Plan":
    """Return *plan* with the *weights* of nodes by id, and of *profiles* by name, replaced."""
    ruleset = with_weights(plan.ruleset, weights, profiles)
    found = leaves_in(ruleset.indicators)
    return replace(
        plan,
        ruleset=ruleset,
        leaves=tuple(
            replace(leaf, indicator=indicator, path=path)
            for leaf, (indicator, path) in zip(plan.leaves, found, strict=True)
        ),
        dimensions=dimensions_in(ruleset.indicators),
        weights=weights_by_profile(ruleset),
    )


def with_weights(
    ruleset: Ruleset, weights: Given, profiles: Mapping[str, Given] | None = None
) -> Ruleset:
    """Return *ruleset* with the *weights* of nodes by id, and of *profiles* by name, replaced.

    Points that a method names stay the share of full marks that they were, so what was entered or
    earned keeps its rate; those that are fixed stay points. The document stays as it was written,
    for which the digest no longer speaks. Raises RulesetError for a weight that no longer has room
    for the fixed points of its method.
    """
    specs = _fixed_specs(ruleset)
    indicators = tuple(_weighed(node, weights, specs) for node in ruleset.indicators)
    problems = [p for leaf, _ in leaves_in(indicators) if leaf.id in specs for p in _flaws(leaf)]
    if problems:
        raise RulesetError(problems)
    given = profiles or {}
    others = tuple(
        replace(profile, weights={**profile.weights, **given.get(profile.name, {})})
        for profile in ruleset.profiles
    )
    return replace(ruleset, indicators=indicators, profiles=others, sha256="")


def _fixed_specs(ruleset: Ruleset) -> dict[str, Mapping[str, Any]]:
    """Return, as written, the indicators whose points stay points whatever they weigh."""
    found = nodes(ruleset.document)
    return {same(n.spec["id"]): n.spec for n in found if n.spec.get("score", {}).get("fixed")}


def _weighed(node: Node, weights: Given, specs: Mapping[str, Mapping[str, Any]]) -> Node:
    weight = weights.get(node.id, node.weight)
    if isinstance(node, Dimension):
        children = tuple(_weighed(child, weights, specs) for child in node.children)
        return replace(node, weight=weight, children=children)
    if weight == node.weight:
        return node
    spec = specs.get(node.id)
    method = method_of({**spec, "weight": weight}) if spec else node.method
    return replace(node, weight=weight, method=method)


def _flaws(leaf: Indicator) -> Iterator[Problem]:
    """Yield what is wrong with a method of fixed points at another weight."""
    for _, problem, _ in leaf.method.flaws():
        told = {"title": leaf.title, "weight": figure(leaf.weight), "problem": problem}
        yield Problem(f"weights/{leaf.id}", _NO_ROOM(**told), _RAISE())


_NO_ROOM = Phrase(
    "「{title}」权重 {weight} 与计分方法中固定的分值不相容（{problem}）",
    'the weight {weight} of "{title}" does not go with the fixed points of its method ({problem})',
)
_RAISE = Phrase("请提高权重，或降低固定的分值", "Raise the weight, or lower the fixed points")
