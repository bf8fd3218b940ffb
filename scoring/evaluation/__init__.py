"""Plan × Submissions → Scores: one pass of columns an indicator, in blocks that stay in cache."""

import numpy as np

from scoring.evaluation.blocks import blocks
from scoring.evaluation.judging import compare_with_peers, judge_block, peer_groups
from scoring.evaluation.reweighing import reweigh
from scoring.evaluation.rows import judge_rows, select_rows
from scoring.evaluation.scores import Scores, blank_scores
from scoring.evaluation.settling import settle_block
from scoring.evaluation.sharing import share_block
from scoring.model import Submissions
from scoring.plan import Plan

__all__ = ["Scores", "evaluate", "reweigh"]


def evaluate(plan: Plan, submissions: Submissions) -> Scores:
    """Score every department in *submissions*, in their order.

    Returns columns of n departments: values in the indicators' units, rates from 0 to 1, states,
    and points as whole smallest marks (hundredths by default). Raises nothing of its own: what is
    missing, does not apply or cannot be computed is a state, decided by the ruleset's policies.
    """
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
