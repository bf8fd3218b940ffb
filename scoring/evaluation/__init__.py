"""Plan × Submissions → Scores: one pass of columns an indicator, in blocks that stay in cache."""

from dataclasses import replace

import numpy as np

from scoring.arguments import PLAN, SCORES, SUBMISSIONS, expect
from scoring.errors import OverrideError, Problem
from scoring.evaluation.blocks import blocks
from scoring.evaluation.judging import compare_with_peers, judge_block, peer_groups
from scoring.evaluation.overriding import overridden_by, refusals
from scoring.evaluation.reweighing import reweigh
from scoring.evaluation.rows import judge_rows, select_rows
from scoring.evaluation.scores import Scores, blank_scores
from scoring.evaluation.settling import settle_block
from scoring.evaluation.sharing import share_block
from scoring.model import Overrides, Submissions
from scoring.plan import Plan

__all__ = ["Scores", "evaluate", "override", "reweigh"]


def evaluate(plan: Plan, submissions: Submissions) -> Scores:
    """Score every department in *submissions*, in their order.

    Returns columns of n departments: values in the indicators' units, rates from 0 to 1, states,
    and points as whole smallest marks (hundredths by default). Raises nothing of its own: what is
    missing, does not apply or cannot be computed is a state, decided by the ruleset's policies.
    """
    expect(plan, Plan, PLAN)
    expect(submissions, Submissions, SUBMISSIONS)
    scores = blank_scores(plan, submissions)
    among_peers = [n for n, leaf in enumerate(plan.leaves) if leaf.indicator.method.among_peers]
    with np.errstate(all="ignore"):
        select_rows(scores, list(blocks(len(submissions))))
        for rows in blocks(len(submissions)):
            judge_block(scores, rows)
            judge_rows(scores, rows)
            share_block(scores, rows)
            if not among_peers:
                settle_block(scores, rows)
        if among_peers:
            peers = peer_groups(plan, submissions)
            for number in among_peers:
                compare_with_peers(scores, number, peers)
            for rows in blocks(len(submissions)):
                settle_block(scores, rows)
    return scores


def override(scores: Scores, overrides: Overrides) -> Scores:
    """Return *scores* with the reviewers' points in place of the rules' where *overrides* say so.

    Dimensions, totals, adjustments and vetoes follow from them; an overridden indicator bars
    nobody from the ranking. ``overridden.by_rule`` of the result are the scores by the rules
    alone, to which earlier overrides give way. Raises OverrideError, with all problems, for points
    above full marks or finer than the ruleset's, and for overrides without reason, reviewer or
    date.
    """
    expect(scores, Scores, SCORES)
    by_rule = scores.by_rule
    problems = [
        Problem(_place(scores, overrides, number), refusal.problem, refusal.remedy)
        for number, refusal in refusals(by_rule, overrides.entries)
    ]
    if problems:
        raise OverrideError(problems)
    kept = {name: getattr(by_rule, name).copy() for name in ("rates", "points")}
    anew = {name: np.zeros_like(getattr(by_rule, name)) for name in _BEYOND_THE_TREE}
    result = replace(by_rule, **kept, **anew, overridden=overridden_by(by_rule, overrides))
    with np.errstate(all="ignore"):
        for rows in blocks(len(scores)):
            settle_block(result, rows)
    return result


def _place(scores: Scores, overrides: Overrides, number: int) -> str:
    """Return the place of one of the *overrides*: its cell, else what it is about."""
    entry = overrides.entries[number]
    known = 0 <= entry.department < len(scores)
    name = scores.submissions.departments[entry.department] if known else entry.department
    return entry.cells[0] if entry.cells else f"{name}/{entry.indicator}"


_BEYOND_THE_TREE = (
    "adjustments",
    "adjustment_states",
    "vetoes",
    "veto_states",
    "totals",
    "unranked",
)
