"""Figures that a check says are equal are made equal: that which follows from the rest yields."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.frames import frame_of
from scoring.explanation.inputs import fields_of
from scoring.expression import Expression, columns_of, compile_expression
from scoring.expression.logic import NOTHING, state_of
from scoring.expression.scopes import scope_of
from scoring.model import Check
from scoring.plan import Plan
from scoring.points import round_half_up
from scoring.sampling.draft import Draft, Key, as_submissions, is_figure, keyed_fields, within


class Tie(NamedTuple):
    """The field that yields (a column of a table: by its sum), and the expression it equals.

    The *parts* of a total that indicators read yield together, so that the total stays as drawn.
    """

    yields: Key
    source: str
    parts: tuple[Key, ...] = ()


def agree(
    plan: Plan, draft: Draft, except_for: dict[Key, NDArray[np.float64]] | None = None
) -> None:
    """Let the figures of *draft* agree; *except_for* are factors by which some shall be off."""
    scope = scope_of(plan.ruleset)
    for tie in ties_of(plan):
        frame = frame_of(plan, as_submissions(draft), slice(0, draft.size), lambda *_: NOTHING)
        with np.errstate(all="ignore"):
            wanted = columns_of(frame)(compile_expression(tie.source, scope))
        known = np.broadcast_to(state_of(wanted) == 0, draft.size)
        aims = np.broadcast_to(wanted.values, draft.size) * (except_for or {}).get(tie.yields, 1.0)
        if tie.parts:
            _share_parts(draft, tie.parts, aims, known)
        else:
            (_share_rows if tie.yields.table else _replace)(draft, tie.yields, aims, known)


def ties_of(plan: Plan) -> list[Tie]:
    """Return what the checks of a ruleset tie together."""
    found: list[Tie] = []
    read = {name for leaf in plan.leaves for name in fields_of(plan, leaf)}
    for check, condition in plan.checks:
        if check.equals in read and not read & set(check.sum):
            parts = tuple(Key("", name) for name in check.sum)
            found.append(Tie(parts[-1], check.equals, parts))
            continue
        for left, right in _equalities(check, condition):
            tie = _tie(plan, left, right) or _tie(plan, right, left)
            if tie and tie.yields not in {each.yields for each in found}:
                found.append(tie)
    return found


def _equalities(check: Check, condition: Expression | None) -> Iterator[tuple[str, str]]:
    """Yield both sides of what shall be equal, what yields first."""
    if condition is None:
        yield check.equals, " + ".join(check.sum)
    else:
        yield from _sides(condition.tree)


def _sides(tree: ast.expr) -> Iterator[tuple[str, str]]:
    match tree:
        case ast.BoolOp(op=ast.And(), values=parts):
            for part in parts:
                yield from _sides(part)
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            yield ast.unparse(left), ast.unparse(right)
        case ast.Compare(
            left=ast.Call(func=ast.Name("abs"), args=[ast.BinOp(left, ast.Sub(), right)]),
            ops=[ast.Lt() | ast.LtE()],
        ):
            yield ast.unparse(left), ast.unparse(right)


def _tie(plan: Plan, side: str, other: str) -> Tie | None:
    """Return the tie in which *side* yields, if it is a field or the sum of a table's column."""
    fields = keyed_fields(plan.ruleset)
    named = plan.ruleset.values.get(side)
    match ast.parse(named.expression if named else side, mode="eval").body:
        case ast.Call(
            func=ast.Name("sum"), args=[ast.Attribute(value=ast.Name(table), attr=column)]
        ):
            key = Key(table, column)
        case ast.Name(name):
            key = Key("", name)
        case _:
            return None
    return Tie(key, other) if key in fields and is_figure(fields[key]) else None


def _replace(draft: Draft, key: Key, aims: NDArray[np.float64], known: NDArray[np.bool_]) -> None:
    field = keyed_fields(draft.ruleset)[key]
    figures = within(field, round_half_up(aims, draft.decimals[key]))
    draft.values[key] = np.where(known, figures, draft.values[key])


def _share_parts(
    draft: Draft, parts: tuple[Key, ...], aims: NDArray[np.float64], known: NDArray[np.bool_]
) -> None:
    """Scale the parts of each department so that they add up; the last takes what is left."""
    drawn = [draft.values[key] for key in parts]
    whole = sum(drawn)
    known = known & (whole > 0)
    ratios = np.where(known, aims, 1.0) / np.where(known, whole, 1.0)
    left = aims
    for key, values in zip(parts[:-1], drawn, strict=False):
        share = round_half_up(values * ratios, draft.decimals[key])
        draft.values[key] = np.where(known, share, values)
        left = left - share
    last = round_half_up(left, draft.decimals[parts[-1]])
    draft.values[parts[-1]] = np.where(known, last, drawn[-1])


def _share_rows(
    draft: Draft, key: Key, aims: NDArray[np.float64], known: NDArray[np.bool_]
) -> None:
    """Scale the rows of each department so that they add up; the last takes what rounding left."""
    decimals, owners = draft.decimals[key], draft.owners(key.table)
    sums = np.bincount(owners, draft.values[key], draft.size)
    known = known & (sums > 0)
    ratios = np.where(known, aims, 1.0) / np.where(known, sums, 1.0)
    rows = round_half_up(draft.values[key] * ratios[owners], decimals)
    last = np.cumsum(draft.counts[key.table]) - 1
    short = np.where(known, aims - np.bincount(owners, rows, draft.size), 0.0)
    filled = draft.counts[key.table] > 0
    rows[last[filled]] = round_half_up(rows[last[filled]] + short[filled], decimals)
    draft.values[key] = rows
