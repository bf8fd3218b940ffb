"""Scores under other weights: what was judged is kept, and only settled anew."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np

from scoring.arguments import SCORES, expect
from scoring.evaluation.blocks import blocks
from scoring.evaluation.judging import compare_with_peers, peer_groups
from scoring.evaluation.marks import Pattern, share_marks
from scoring.evaluation.row_scores import RowScores
from scoring.evaluation.scores import Scores
from scoring.evaluation.settling import settle_block
from scoring.model import Policy
from scoring.plan import Plan, reweigh_plan

Given = Mapping[str, Decimal]


def reweigh(scores: Scores, weights: Given, profiles: Mapping[str, Given] | None = None) -> Scores:
    """Return *scores* as they are with other *weights* of nodes, by id; others keep theirs.

    *profiles* likewise replaces what profiles, by name, say of nodes. Values, rates and states
    are those of *scores*, but for methods with fixed points, which are judged again; full marks,
    points, totals, adjustments and vetoes are settled anew. All is bit for bit what ``evaluate``
    gives with the changed ruleset. Weights that do not add up are taken as shares. Raises
    WeightError for ids and profiles that the ruleset does not know.
    """
    expect(scores, Scores, SCORES)
    return resettle(scores, reweigh_plan(scores.plan, weights, profiles))


def remove(scores: Scores, *indicators: str) -> Scores:
    """Return *scores* as they are when *indicators* apply to nobody, and their siblings share.

    Bit for bit what ``evaluate`` gives where they never apply, by the policy ``redistribute``.
    """
    plan = replace(scores.plan)  # the full marks it comes to know are of use to nobody else
    away = tuple((name, Policy("redistribute")) for name in indicators)
    marks = {}
    for known in scores.marks_by_pattern:
        others = (given for given in known.given_away if given[0] not in indicators)
        marks[known] = share_marks(plan, replace(known, given_away=(*others, *away)))
    return _settled(_unsettled(scores, plan, marks))


def resettle(scores: Scores, plan: Plan) -> Scores:
    """Return *scores* settled by *plan*, which differs from theirs by weights alone."""
    marks = {known: share_marks(plan, known) for known in scores.marks_by_pattern}
    return _settled(_unsettled(scores, plan, marks))


def _settled(renewed: Scores) -> Scores:
    """Settle *renewed*, in place, by its plan and full marks."""
    plan = renewed.plan
    methods = [leaf.indicator.method for leaf in plan.leaves]
    with np.errstate(all="ignore"):
        among_peers = [n for n, m in enumerate(methods) if m.fixed and m.among_peers]
        if among_peers:
            peers = peer_groups(plan, renewed.submissions)
            for number in among_peers:
                compare_with_peers(renewed, number, peers)
        for rows in blocks(len(renewed)):
            settle_block(renewed, rows)
    return renewed


def _unsettled(scores: Scores, plan: Plan, marks: dict[Pattern, tuple[int, ...]]) -> Scores:
    """Return *scores* with room for what is settled; the rest is shared, as nothing writes it."""
    is_judged_anew = any(leaf.indicator.method.fixed for leaf in plan.leaves)
    overridden = scores.overridden
    if overridden:
        by_rule = _settled(_unsettled(overridden.by_rule, plan, marks))
        overridden = replace(overridden, by_rule=by_rule)
    return replace(
        scores,
        plan=plan,
        rates=scores.rates.copy() if is_judged_anew or overridden else scores.rates,
        points=np.empty_like(scores.points),
        adjustments=np.zeros_like(scores.adjustments),
        adjustment_states=np.zeros_like(scores.adjustment_states),
        vetoes=np.zeros_like(scores.vetoes),
        veto_states=np.zeros_like(scores.veto_states),
        totals=np.zeros_like(scores.totals),
        unranked=np.zeros_like(scores.unranked),
        marks_by_pattern=marks,
        rows={number: _unsettled_rows(held) for number, held in scores.rows.items()},
        overridden=overridden,
    )


def _unsettled_rows(held: RowScores) -> RowScores:
    marks, points = np.zeros_like(held.marks), np.zeros_like(held.points)
    return replace(held, marks=marks, points=points)
