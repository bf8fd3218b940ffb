"""A plan with other weights: nothing is compiled again, and rules stay what they were."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scoring.errors import Problem, RulesetError, WeightError, use_instead
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
    """Return *plan* with the *weights* of nodes by id, and of *profiles* by name, replaced.

    Raises WeightError for ids and profiles that the ruleset does not know, and for nodes that
    weigh less than nothing.
    """
    problems = [*_unusable(plan, weights, "weights"), *_unusable_profiles(plan, profiles or {})]
    if problems:
        raise WeightError(problems)
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


def _unusable(plan: "Plan", weights: Given, place: str) -> Iterator[Problem]:
    known = plan.weights[-1]
    for name, weight in weights.items():
        if name not in known:
            yield Problem(f"{place}/{name}", _NO_NODE(name=name), use_instead(name, known))
        elif Fraction(weight) < 0:
            yield Problem(f"{place}/{name}", _NEGATIVE(weight=str(weight)), _FROM_NOTHING())


def _unusable_profiles(plan: "Plan", profiles: Mapping[str, Given]) -> Iterator[Problem]:
    known = [profile.name for profile in plan.ruleset.profiles]
    for name, weights in profiles.items():
        if name in known:
            yield from _unusable(plan, weights, f"profiles/{name}")
        else:
            yield Problem(f"profiles/{name}", _NO_PROFILE(name=name), use_instead(name, known))


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


_NO_NODE = Phrase("没有名为「{name}」的指标", 'there is no indicator "{name}"')
_NO_PROFILE = Phrase("没有名为「{name}」的权重方案", 'there is no profile "{name}"')
_NEGATIVE = Phrase("权重 {weight} 小于 0", "the weight {weight} is below 0")
_FROM_NOTHING = Phrase("请写 0 或更大的数", "Write 0 or more")
_NO_ROOM = Phrase(
    "「{title}」权重 {weight} 与计分方法中固定的分值不相容（{problem}）",
    'the weight {weight} of "{title}" does not go with the fixed points of its method ({problem})',
)
_RAISE = Phrase("请提高权重，或降低固定的分值", "Raise the weight, or lower the fixed points")
