"""Findings: what cross-checks, adjustments and vetoes want a person to look at."""

import ast
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from scoring.checks import Judgement, judge_check, places_in
from scoring.evaluation import Scores
from scoring.evaluation.frames import frame_of
from scoring.evaluation.scores import scored_by
from scoring.explanation.claims import excessive_claims
from scoring.explanation.inputs import (
    Input,
    after_figure,
    at,
    day_of,
    fields_read,
    figures_of,
    inputs_of,
    shown,
    titles_of,
)
from scoring.explanation.placing import placing_findings
from scoring.explanation.row_findings import row_findings
from scoring.explanation.templates import fill_in
from scoring.expression import Expression, Frame, columns_of
from scoring.expression.scopes import nodes_of, scored_scope
from scoring.expression.telling import tell_expression
from scoring.expression.vetting import vet
from scoring.model import Check, Finding, State
from scoring.words import Message, Phrase, fixed, plain


def find(scores: Scores) -> tuple[Finding, ...]:
    """Return what intake found, what every check found, and what could not be applied."""
    rows = slice(0, len(scores))
    frame = frame_of(scores.plan, scores.submissions, rows, scored_by(scores, rows))
    findings = list(scores.submissions.findings)
    findings += scores.overridden.overrides.findings if scores.overridden else ()
    with np.errstate(all="ignore"):
        for check, condition in scores.plan.checks:
            findings += _checked(scores, check, condition, frame)
        findings += row_findings(scores)
        findings += placing_findings(scores, frame)
    findings += excessive_claims(scores)
    findings += _unapplied(scores)
    return tuple(findings)


def _checked(
    scores: Scores, check: Check, condition: Expression | None, frame: Frame
) -> Iterator[Finding]:
    places = places_in(scores.submissions, slice(None))
    sides = _Sides(scores, condition, frame)
    judged = judge_check(check, condition, frame, places, len(scores))
    fields = fields_read(scores.plan, [condition]) if condition else (*check.sum, check.equals)
    for row in np.flatnonzero(judged.failed | judged.unchecked).tolist():
        inputs = inputs_of(scores.plan, scores.submissions, fields, row)
        cells = tuple(dict.fromkeys(given.cell for given in inputs if given.cell))
        if judged.failed[row]:
            said = _identity(judged, inputs, row) if check.sum else sides.told(check, inputs, row)
            message = _in_own_words(scores, check, frame, row, said)
            yield Finding(check.id, check.severity, message, cells, row)
        else:
            names = [given.title for given in inputs if given.state is not State.PRESENT]
            unchecked = _NOT_CHECKED if names else _NOTHING_TO_CHECK
            message = unchecked(title=check.title, names=names)
            yield Finding(check.id, "info", message, cells, row)


def _identity(judged: Judgement, inputs: list[Input], row: int) -> Message:
    """Say by how much a sum misses what it should equal."""
    left, right = (float(side[row]) for side in judged.sides or ())
    places = max(_decimals(given.value) for given in inputs)
    unit = after_figure(str(inputs[-1].unit))
    return _IDENTITY(
        terms=[given.title for given in inputs[:-1]],
        whole=inputs[-1].title,
        left=fixed(left, places) + unit,
        right=fixed(right, places) + unit,
        gap=fixed(abs(left - right), places) + unit,
        tolerance=plain(float(judged.tolerance[row])),
    )


class _Sides:
    """The two figures that a condition compares, if it compares just two."""

    def __init__(self, scores: Scores, condition: Expression | None, frame: Frame):
        titles, ruleset = titles_of(scores.plan), scores.plan.ruleset
        trees = compared(condition.tree) if condition else ()
        sources = [ast.unparse(tree) for tree in trees]
        self.are_given = [isinstance(tree, ast.Constant) for tree in trees]
        scope = scored_scope(ruleset)
        self.are_dates = "date" in [vet(source, scope, None)[1] for source in sources]
        nodes = {node.id: node.title for node in nodes_of(ruleset.indicators)}
        self.names = [
            # a day in quotes has become a number
            day_of(float(source))
            if self.are_dates and isinstance(tree, ast.Constant)
            else tell_expression(source, titles, nodes)
            for tree, source in zip(trees, sources, strict=True)
        ]
        evaluate = columns_of(frame)
        self.columns = [evaluate(Expression("", tree, frozenset())) for tree in trees]

    def told(self, check: Check, inputs: list[Input], row: int) -> Message:
        """Say what is compared, and by how much it differs."""
        values = [at(column, row)[0] for column in self.columns]
        if len(values) < 2 or not all(type(value) is float for value in values):
            return _CONDITION(title=check.title, figures=figures_of(inputs))
        gap = abs(values[0] - values[1])
        sides = [
            _Side(name, day_of(value) if self.are_dates else _figure(value, gap), is_given)
            for name, value, is_given in zip(self.names, values, self.are_given, strict=True)
        ]
        one, other = sorted(sides, key=lambda side: side.is_given)
        apart = _DAYS(gap=plain(gap)) if self.are_dates else _figure(gap, gap)
        told = {"title": check.title, "one": one.name, "left": one.figure, "gap": apart}
        if other.is_given:
            return _OFF(**told, right=other.figure)
        return _COMPARED(**told, other=other.name, right=other.figure)


class _Side(NamedTuple):
    """One of two figures that are compared; one that *is_given* in the rule has no name."""

    name: date | Message
    figure: date | str
    is_given: bool


def _figure(value: float, gap: float) -> str:
    """Return *value* to four decimals, unless what it is off by would then not be seen."""
    if gap < _SEEN:
        return plain(value)
    return fixed(value, 4).replace(",", "").rstrip("0").rstrip(".")


def compared(tree: ast.expr) -> tuple[ast.expr, ...]:
    """Return the two sides of a comparison; of abs(a - b) within some limit, a and b."""
    if not isinstance(tree, ast.Compare) or len(tree.ops) > 1:
        return ()
    left, right = tree.left, tree.comparators[0]
    if isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "abs":
        inner = left.args[0]
        if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Sub):
            return inner.left, inner.right
    return () if isinstance(right, ast.List | ast.Tuple) else (left, right)


def _in_own_words(scores: Scores, check: Check, frame: Frame, row: int, said: Message) -> Message:
    """Put the check's own message, if it has one, before the two figures that differ."""
    if not check.message:
        return said
    plan, language = scores.plan, scores.plan.ruleset.language
    known = {"title": check.title, "department": str(scores.submissions.departments[row])}
    message = fill_in(check.message, known, plan, frame, row, language)
    return (_OWN if said.phrase is _CONDITION else _WRITTEN)(message=message, said=said)


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


# A gap below this does not show in four decimals.
_SEEN = 0.001


def _decimals(value: Any) -> int:
    """Return how many decimals a figure was given with."""
    return len(str(shown(value)).partition(".")[2])


_IDENTITY = Phrase(
    "{terms}合计 {left}，与{whole} {right}不符，相差 {gap}（容差 {tolerance}）",
    "{terms} add up to {left}, not to {whole}, {right}: off by {gap} (tolerance {tolerance})",
)
_CONDITION = Phrase("不符合「{title}」：{figures}", 'does not meet "{title}": {figures}')
_COMPARED = Phrase(
    "不符合「{title}」：{one} 为 {left}，{other} 为 {right}，相差 {gap}",
    'does not meet "{title}": {one} is {left}, {other} is {right}, {gap} apart',
)
_OFF = Phrase(
    "不符合「{title}」：{one} 为 {left}，与 {right} 相差 {gap}",
    'does not meet "{title}": {one} is {left}, {gap} off {right}',
)
_DAYS = Phrase("{gap} 天", "{gap} days")
_OWN = Phrase("{message}", "{message}")
_WRITTEN = Phrase("{message}（{said}）", "{message} ({said})")
_NOT_CHECKED = Phrase(
    "未校验「{title}」：缺{names}", 'not checked, "{title}": no figure for {names}'
)
_NOTHING_TO_CHECK = Phrase(
    "未校验「{title}」：所比较的数值无法得出",
    'not checked, "{title}": what it compares cannot be worked out',
)
_UNDECIDED = Phrase(
    "「{title}」缺少数据，未作处理", '"{title}" was not applied for want of figures'
)
