"""Findings on where a department was put: in which peer group, under which weights."""

from collections.abc import Iterator

import numpy as np

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of, spread
from scoring.explanation.inputs import titles_of
from scoring.expression import Frame, columns_of
from scoring.expression.telling import tell_expression
from scoring.model import Finding
from scoring.words import Phrase


def placing_findings(scores: Scores, frame: Frame) -> Iterator[Finding]:
    """Yield who names no peer group, and whose profile could not be told for want of figures."""
    yield from _groupless(scores)
    evaluate = columns_of(frame)
    for number, when in enumerate(scores.plan.profiles):
        states = evaluate(when).states
        if states is None:
            continue
        name = scores.plan.ruleset.profiles[number].name
        # The first profile that holds decides, so what is unknown after it does not matter.
        open_to_it = (scores.profiles < 0) | (scores.profiles > number)
        for row in np.flatnonzero(open_to_it & (np.broadcast_to(states, len(scores)) != 0)):
            yield Finding(name, "info", _NO_PROFILE(name=name), (), int(row))


def _groupless(scores: Scores) -> Iterator[Finding]:
    within = scores.plan.ruleset.ranking.within
    if within is None or len(scores) == 1:
        return
    given = spread(column_of(scores.plan, scores.submissions, within, slice(None)), len(scores))
    title = tell_expression(within, titles_of(scores.plan))
    if given.states is None or not given.states.any():
        return
    if given.states.all():
        yield Finding(within, "warning", _NO_GROUPS(title=title))
        return
    for row in np.flatnonzero(given.states).tolist():
        yield Finding(within, "warning", _NO_GROUP(title=title), (), row)


_NO_GROUP = Phrase(
    "未填写「{title}」，与其他未填写的部门列为一组排名",
    'no "{title}" is given: ranked among those that give none',
)
_NO_GROUPS = Phrase(
    "各部门均未填写「{title}」，全部列为一组排名",
    'nobody gives a "{title}": all are ranked as one group',
)
_NO_PROFILE = Phrase(
    "缺少数据，不能确定是否适用权重方案「{name}」，按不适用计",
    'whether the profile "{name}" applies is not known for want of figures: taken as not',
)
