"""Findings: what cross-checks, adjustments and vetoes want a person to look at."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from scoring.checks import Judgement, judge_check, places_in
from scoring.evaluation import Scores
from scoring.evaluation.frames import frame_of
from scoring.evaluation.scores import scored_by
from scoring.explanation.explainer import fill
from scoring.explanation.inputs import Input, fields_read, inputs_of
from scoring.expression import Expression, Frame
from scoring.model import Check, Finding, State
from scoring.words import Message, Phrase, fixed, plain, spoken


def find(scores: Scores) -> tuple[Finding, ...]:
    """Return what intake found, what every check found, and what could not be applied."""
    rows = slice(0, len(scores))
    frame = frame_of(scores.plan, scores.submissions, rows, scored_by(scores, rows))
    findings = list(scores.submissions.findings)
    with np.errstate(all="ignore"):
        for check, condition in scores.plan.checks:
            findings += _checked(scores, check, condition, frame)
    findings += _unapplied(scores)
    return tuple(findings)


def _checked(
    scores: Scores, check: Check, condition: Expression | None, frame: Frame
) -> Iterator[Finding]:
    places = places_in(scores.submissions, slice(None))
    judged = judge_check(check, condition, frame, places, len(scores))
    fields = fields_read(scores.plan, [condition]) or (*check.sum, check.equals)
    for row in np.flatnonzero(judged.failed | judged.unchecked).tolist():
        inputs = inputs_of(scores.plan, scores.submissions, fields, row)
        cells = tuple(given.cell for given in inputs if given.cell)
        if judged.failed[row]:
            message = _failure(check, judged, inputs, row, scores.plan.ruleset.language)
            yield Finding(check.id, check.severity, message, cells, row)
        else:
            names = [given.title for given in inputs if given.state is not State.PRESENT]
            message = _NOT_CHECKED(title=check.title, names=names or [check.title])
            yield Finding(check.id, "info", message, cells, row)


def _failure(
    check: Check, judged: Judgement, inputs: list[Input], row: int, language: str
) -> Message:
    """Say what a department's figures fail by; a check's own message is in *language*."""
    present = [given for given in inputs if given.value is not None]
    figures = [_FIGURE(title=i.title, value=_shown(i.value), unit=i.unit) for i in present]
    told: dict[str, Any] = {"title": check.title, "figures": figures}
    if judged.sides is not None:
        left, right = (float(side[row]) for side in judged.sides)
        places = max(_decimals(given.value) for given in inputs)
        told |= {
            "terms": [given.title for given in inputs[:-1]],
            "whole": inputs[-1].title,
            "left": fixed(left, places),
            "right": fixed(right, places),
            "gap": fixed(abs(left - right), places),
            "tolerance": plain(float(judged.tolerance[row])),
            "unit": inputs[-1].unit,
        }
    said = (_IDENTITY if judged.sides is not None else _CONDITION)(**told)
    if not check.message:
        return said
    known = {i.field: spoken(_shown(i.value), language) + i.unit for i in inputs}
    return _WRITTEN(message=fill(check.message, known | {"title": check.title}), said=said)


def _unapplied(scores: Scores) -> Iterator[Finding]:
    """Yield the adjustments and vetoes that could not be decided for want of figures."""
    plan = scores.plan
    adjustments = [(entry.id, entry.title) for entry, _ in plan.adjustments]
    vetoes = [(entry.id, entry.title) for entry, _ in plan.vetoes]
    given = zip(
        (*adjustments, *vetoes), (*scores.adjustment_states, *scores.veto_states), strict=True
    )
    for (name, title), states in given:
        for row in np.flatnonzero(states).tolist():
            faulty = states[row] >= State.UNDEFINED
            severity = "warning" if faulty else "info"
            yield Finding(name, severity, _UNDECIDED(title=title), (), row)


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return _YES() if value else _NO()
    return plain(value) if isinstance(value, float) else str(value)


def _decimals(value: Any) -> int:
    """Return how many decimals a figure was given with."""
    return len(str(_shown(value)).partition(".")[2])


_YES, _NO = Phrase("是", "yes"), Phrase("否", "no")
_FIGURE = Phrase("「{title}」{value}{unit}", '"{title}" {value}{unit}')
_IDENTITY = Phrase(
    "{terms}合计 {left} {unit}，与{whole} {right} {unit}不符，"
    "相差 {gap} {unit}（容差 {tolerance}）",
    "{terms} add up to {left} {unit}, not to {whole}, {right} {unit}: off by {gap} {unit} "
    "(tolerance {tolerance})",
)
_CONDITION = Phrase("不符合「{title}」：{figures}", 'does not meet "{title}": {figures}')
_WRITTEN = Phrase("{message}（{said}）", "{message} ({said})")
_NOT_CHECKED = Phrase(
    "未校验「{title}」：缺{names}", 'not checked, "{title}": no figure for {names}'
)
_UNDECIDED = Phrase(
    "「{title}」缺少数据，未作处理", '"{title}" was not applied for want of figures'
)
