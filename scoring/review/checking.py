"""Which checks hold, fail or could not be made, of all departments at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.checks import judge_check, places_in
from scoring.evaluation import Scores
from scoring.evaluation.frames import frame_of
from scoring.evaluation.scores import scored_by


@dataclass(frozen=True, slots=True)
class Judged:
    """One row a check, one column a department: who *failed* it, and who was *unchecked*."""

    scores: Scores
    failed: NDArray[np.bool_]
    unchecked: NDArray[np.bool_]


def judge_checks(scores: Scores) -> Judged:
    """Judge every check of the ruleset for every department of *scores*."""
    plan, size = scores.plan, len(scores)
    rows = slice(0, size)
    frame = frame_of(plan, scores.submissions, rows, scored_by(scores, rows))
    places = places_in(scores.submissions, rows)
    with np.errstate(all="ignore"):
        judged = [judge_check(*check, frame, places, size) for check in plan.checks]
    shape = (len(judged), size)
    failed = np.array([each.failed for each in judged], np.bool_).reshape(shape)
    unchecked = np.array([each.unchecked for each in judged], np.bool_).reshape(shape)
    return Judged(scores, failed, unchecked)
