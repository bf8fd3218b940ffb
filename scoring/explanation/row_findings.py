"""What is wrong with rows that should be indicators: weights, rules, and rows nobody asks for."""

from collections.abc import Iterator

import numpy as np

from scoring.evaluation import Scores
from scoring.evaluation.frames import frame_of, spread
from scoring.evaluation.rows import DECIMALS
from scoring.explanation.explainer import Explainer
from scoring.explanation.inputs import Input, figures_of
from scoring.explanation.rows import RowTeller
from scoring.expression import Expression, columns_of
from scoring.expression.logic import NOTHING, state_of
from scoring.methods.rows import GREATEST
from scoring.model import Finding, Rows, State
from scoring.places import cell
from scoring.words import Message, Phrase, plain


def row_findings(scores: Scores) -> Iterator[Finding]:
    """Yield what a person should look at in the rows of every department."""
    if not scores.rows:
        return
    explainer = Explainer(scores, slice(0, len(scores)), scores.plan.ruleset.language)
    for number in scores.rows:
        teller = explainer.row_teller(number)
        yield from _weights(scores, number, teller)
        yield from _totals(scores, number, teller)
        yield from _unruled(scores, number, teller)
    for table in dict.fromkeys(held.by_row.table for held in scores.rows.values()):
        if table in scores.submissions.tables:
            yield from _left_over(scores, table)


def _weights(scores: Scores, number: int, teller: RowTeller) -> Iterator[Finding]:
    """Yield the rows whose weight is not there, negative or beyond all bounds."""
    held, owners = scores.rows[number], scores.rows[number].owners(slice(None))
    for row in np.flatnonzero(held.unfit).tolist():
        given = teller.weight_inputs(row)
        # What could not be read at all was found when it was read.
        if all(each.state is not State.INVALID for each in given):
            known = figures_of(given)
            told = {"title": teller.title(row), "figures": known, "most": plain(float(GREATEST))}
            message = (_OUT_OF_BOUNDS if known else _NO_WEIGHT)(**told)
            yield _finding(scores, number, message, given, int(owners[row]))


def _totals(scores: Scores, number: int, teller: RowTeller) -> Iterator[Finding]:
    """Yield the departments whose rows' weights do not add up to what the ruleset says."""
    leaf, held, size = scores.plan.leaves[number], scores.rows[number], len(scores)
    if "total" not in leaf.operands:
        return
    whole, owners = slice(0, size), held.owners(slice(None))
    frame = frame_of(scores.plan, scores.submissions, whole, lambda *_: NOTHING)
    given = leaf.operands["total"]
    due = columns_of(frame)(given) if isinstance(given, Expression) else given
    values, states = spread(due, size).values, np.broadcast_to(state_of(due), size)
    sums = np.bincount(owners, held.weights, size) / 10.0**DECIMALS
    fit = np.bincount(owners, ~held.unfit, size) == np.diff(held.offsets)
    some = np.diff(held.offsets) > 0
    off = some & fit & (states == 0) & (np.abs(sums - values) > 0.5 / 10**DECIMALS)
    for department in np.flatnonzero(off).tolist():
        rows = range(*held.offsets[department : department + 2].tolist())
        cells = [each for row in rows for each in teller.weight_inputs(row)]
        have, wanted = float(sums[department]), float(values[department])
        told = {"total": plain(have), "due": plain(wanted), "gap": plain(abs(have - wanted))}
        phrase = _SHORT if have < wanted else _OVER
        message = phrase(title=leaf.indicator.title, **told)
        yield _finding(scores, number, message, cells, department)


def _unruled(scores: Scores, number: int, teller: RowTeller) -> Iterator[Finding]:
    """Yield the rows that no rule fits, though all that the rules ask is known."""
    held, owners = scores.rows[number], scores.rows[number].owners(slice(None))
    unruled = (held.rules < 0) & (held.states == State.INVALID)
    for row in np.flatnonzero(unruled).tolist():
        given = teller.inputs(int(owners[row]), row)
        if all(each.state is not State.INVALID for each in given):
            message = _NO_RULE(title=teller.title(row), figures=figures_of(given))
            yield _finding(scores, number, message, given, int(owners[row]))


def _left_over(scores: Scores, table: str) -> Iterator[Finding]:
    """Yield the rows of *table* that no indicator asks for."""
    rows: Rows = scores.submissions.tables[table]
    asked = np.zeros(int(rows.offsets[-1]), dtype=np.bool_)
    for held in scores.rows.values():
        if held.by_row.table == table:
            asked[held.index] = True
    title = scores.plan.ruleset.tables[table].title
    for row in np.flatnonzero(~asked).tolist():
        department = int(np.searchsorted(rows.offsets, row, side="right")) - 1
        message = _LEFT_OVER(table=title, number=row - int(rows.offsets[department]) + 1)
        yield Finding(table, "warning", message, (cell(rows.origin, row),), department)


def _finding(
    scores: Scores, number: int, message: Message, given: list[Input] | tuple[Input, ...], row: int
) -> Finding:
    cells = tuple(each.cell for each in given if each.cell)
    return Finding(scores.plan.leaves[number].id, "error", message, cells, row)


_NO_WEIGHT = Phrase(
    "「{title}」未填权重，所属指标无法按行计分；请填写 0 以上的权重",
    '"{title}" has no weight, so that its indicator cannot be scored by rows; give it one',
)
_OUT_OF_BOUNDS = Phrase(
    "「{title}」的权重应在 0 到 {most} 之间（{figures}）；请更正",
    'the weight of "{title}" should be from 0 to {most} ({figures}); correct it',
)
_SHORT = Phrase(
    "「{title}」各行权重合计 {total}，应为 {due}，少 {gap}；已按各行权重的比例计分，请更正权重",
    'the weights of the rows of "{title}" add up to {total}, not {due}: {gap} short; scored by '
    "their proportions, correct the weights",
)
_OVER = Phrase(
    "「{title}」各行权重合计 {total}，应为 {due}，多 {gap}；已按各行权重的比例计分，请更正权重",
    'the weights of the rows of "{title}" add up to {total}, not {due}: {gap} too many; scored by '
    "their proportions, correct the weights",
)
_NO_RULE = Phrase(
    "「{title}」没有适用的评判规则（{figures}）；请核对这些栏的填写",
    'no rule fits "{title}" ({figures}); check what these columns hold',
)
_LEFT_OVER = Phrase(
    "「{table}」第 {number} 行不属于任何指标，未计分；请核对指标类别等栏的填写",
    '"{table}" row {number} belongs to no indicator and was not scored; check how it is classified',
)
