"""The rules of a report: the tree with its weights and words, and what follows the tree."""

import ast
from collections.abc import Mapping
from typing import Any

from scoring.explanation.voice import Voice
from scoring.expression import Expression
from scoring.model import Dimension, Indicator, Tune
from scoring.plan import FAILING, Leaf
from scoring.report.figures import Json

_SCORES = frozenset({"rate", "points"})


def rules_told(voice: Voice) -> Json:
    """Return the rules as every export tells them, and as a model of them needs them."""
    ruleset, plan = voice.ruleset, voice.plan
    ranking = ruleset.ranking
    barring = (c.id for c in ruleset.checks if c.severity == "error")
    leaves = {leaf.id: leaf for leaf in plan.leaves}
    return {
        "tree": [_node(voice, node, leaves) for node in ruleset.indicators],
        "relative": ruleset.relative,
        "profiles": [
            {"name": p.name, "weights": {key: float(w) for key, w in p.weights.items()}}
            for p in ruleset.profiles
        ],
        "grades": [
            {
                "title": grade.title,
                "at_least": float(grade.at_least),
                "quota": None if grade.quota is None else float(grade.quota),
            }
            for grade in ruleset.grades
        ],
        "ranking": {
            "within": ranking.within,
            "ties": ranking.ties,
            "tie_breakers": list(ranking.tie_breakers),
            "decimals": ranking.decimals,
        },
        "adjustments": [_adjustment(voice, *entry) for entry in plan.adjustments],
        "vetoes": [_veto(voice, *entry) for entry in plan.vetoes],
        "barring_checks": list(barring) if ruleset.check_error == "unranked" else [],
        "bonus_beyond_full": ruleset.bonus_beyond_full,
    }


def _node(voice: Voice, node: Dimension | Indicator, leaves: Mapping[str, Leaf]) -> Json:
    told = {
        "id": node.id,
        "title": node.title,
        "weight": float(node.weight),
        "basis": voice.basis(node.basis),
        "description": node.description,
        "remedy": node.remedy,
        "evidence": node.evidence,
        "tune": _tune(node.tune),
    }
    if isinstance(node, Dimension):
        below = [_node(voice, child, leaves) for child in node.children]
        return told | {
            "aggregate": node.aggregate,
            "relative": node.relative,
            "children": below,
        }
    leaf = leaves[node.id]
    return told | {
        "unit": leaf.unit,
        "method": node.method.name,
        "rule": voice.rule(leaf),
        "fixed": node.method.fixed,
        "keeps": node.method.keeps or None,
        "policies": _policies(leaf),
    }


def _policies(leaf: Leaf) -> Json:
    policies = {state.name.lower(): leaf.policies[state] for state in FAILING}
    return {
        state: {"move_to": policy.target} if policy.target else policy.name
        for state, policy in policies.items()
    }


def _tune(tune: Tune | None) -> Json | None:
    if tune is None:
        return None
    return {"min": tune.min, "max": tune.max, "lock": tune.lock, "step": tune.step}


def _adjustment(voice: Voice, entry: Any, points: Expression) -> Json:
    return {
        **_entry(voice, entry, points),
        "min": entry.min,
        "max": entry.max,
    }


def _veto(voice: Voice, entry: Any, when: Expression) -> Json:
    return {
        **_entry(voice, entry, when),
        "cap_total": None if entry.cap_total is None else float(entry.cap_total),
        "grade": entry.grade or None,
        "unranked": entry.unranked,
    }


def _entry(voice: Voice, entry: Any, expression: Expression) -> Json:
    return {
        "id": entry.id,
        "title": entry.title,
        "rule": voice.expression(expression.source),
        "reads_scores": _reads_scores(expression),
        "basis": voice.basis(entry.basis),
    }


def _reads_scores(expression: Expression) -> bool:
    """Return whether *expression* moves with the weights, as it asks for rates or points."""
    calls = (node for node in ast.walk(expression.tree) if isinstance(node, ast.Call))
    return any(isinstance(c.func, ast.Name) and c.func.id in _SCORES for c in calls)
