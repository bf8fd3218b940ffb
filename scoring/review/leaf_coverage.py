"""What can happen to one indicator: its method's branches and lines, conditions and states."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from scoring.explanation.voice import blank_telling
from scoring.expression import Expression
from scoring.expression.logic import dust
from scoring.methods import Branch, Reading
from scoring.model import State
from scoring.plan import Leaf, Plan
from scoring.review.conditions import NEAR
from scoring.review.row_coverage import row_items
from scoring.review.sight import Counted, Flags, Sight
from scoring.words import Phrase


def leaf_items(sight: Sight, number: int, states: Sequence[State]) -> list[Counted]:
    """Return everything that can happen to indicator *number*, which can be in *states*."""
    leaf = sight.plan.leaves[number]
    asserted, held = sight.evidence.leaves[number], sight.scores.states[number]
    applying = asserted & (held != State.NOT_APPLICABLE)
    reading = sight.explainer.reading(number, leaf)
    told = blank_telling(leaf, sight.explainer.condition)
    items: list[Counted] = []
    for branch in leaf.indicator.method.branches(reading, told):
        if branch.line is None:
            items.append(sight.count(branch.words, branch.took, applying))
        else:
            items += _line_items(sight, number, leaf, branch, applying)
    if leaf.rows:
        items += row_items(sight, number, leaf, applying)
    items += _conditions(sight, leaf, reading, asserted, applying)
    items += [sight.count(STATES[state](), held == state, asserted) for state in states]
    return items


def step_of(plan: Plan, leaf: Leaf) -> float:
    """Return by how little two values of an indicator differ: by its decimals, else its field."""
    if leaf.shown_decimals is not None:
        return float(10.0**-leaf.shown_decimals)
    field = plan.ruleset.fields.get(leaf.indicator.value)
    return 1.0 if field and field.type in ("integer", "date") else 0.01


def _line_items(
    sight: Sight, number: int, leaf: Leaf, branch: Branch, asserted: Flags
) -> Iterator[Counted]:
    """Yield who stands just at a line, and who just on the side that it does not belong to."""
    values, step = sight.scores.values[number], step_of(sight.plan, leaf)
    line: Any = branch.line
    off = values - line
    is_at = np.abs(off) <= step / 2 + dust(line)
    yield sight.count(_AT(line=branch.words), is_at, asserted)
    if branch.beyond and not _beyond_bounds(sight, leaf, branch):
        near = np.maximum(step, NEAR * np.abs(line)) + dust(line)
        away = off * branch.beyond
        phrase = _ABOVE if branch.beyond > 0 else _BELOW
        yield sight.count(phrase(line=branch.words), (away > 0) & (away <= near) & ~is_at, asserted)


def _beyond_bounds(sight: Sight, leaf: Leaf, branch: Branch) -> bool:
    """Return whether a value that is just a field cannot get beyond a line, by its bounds."""
    field = sight.plan.ruleset.fields.get(leaf.indicator.value)
    if field is None or np.ndim(branch.line):
        return False
    if branch.beyond > 0:
        return field.maximum is not None and branch.line >= field.maximum
    return field.minimum is not None and branch.line <= field.minimum


def _conditions(
    sight: Sight, leaf: Leaf, reading: Reading, asserted: Flags, applying: Flags
) -> Iterator[Counted]:
    """Yield how the conditions in an indicator's expressions went."""
    yield from sight.conditions(leaf.not_applicable, True, asserted)
    yield from sight.conditions(leaf.value, False, applying)
    names = sight.explainer.frame.names
    local = {"value": reading.value, **reading.operands}
    declared = leaf.indicator.method.operands()
    own = leaf.local_names & local.keys()
    names.update({name: local[name] for name in own})
    for name, operand in leaf.operands.items():
        if isinstance(operand, Expression):
            yield from sight.conditions(operand, declared[name].kind == "boolean", applying)
    for name in own:
        names.pop(name, None)


STATES = {
    State.MISSING: Phrase("未提供", "missing"),
    State.NOT_APPLICABLE: Phrase("不涉及", "not applicable"),
    State.UNDEFINED: Phrase("无法计算", "cannot be computed"),
    State.INVALID: Phrase("无效", "invalid"),
}
_AT = Phrase("恰好{line}", "at {line}")
_ABOVE = Phrase("略高于{line}", "just above {line}")
_BELOW = Phrase("略低于{line}", "just below {line}")
