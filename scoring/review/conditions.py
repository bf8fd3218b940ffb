"""The conditions inside expressions, down to single comparisons: both sides of each, at its line.

Whether a side was taken is an expression too, made from the condition's own parts.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.expression import Expression
from scoring.expression.shapes import is_aggregate
from scoring.model import Column, State
from scoring.words import Message, Phrase

Evaluate = Callable[[Expression], Column]
_CONDITIONAL = {"any", "all", "share"}  # functions whose argument is a condition
NEAR = 0.01  # of a line, that a value may be away from it to show its other side


class Atom(NamedTuple):
    """One condition that has none inside: *kind* compare, truth or filled; of rows *in_table*."""

    kind: str
    tree: ast.expr
    in_table: bool


class Side(NamedTuple):
    """One way that a condition can go, in words, and who went it."""

    words: Message
    took: NDArray[np.bool_]


def atoms_of(
    tree: ast.expr, values: Mapping[str, Expression], is_condition: bool
) -> Iterator[Atom]:
    """Yield the conditions in *tree*, and in the named *values* it reads.

    A tree that is nothing but one name is the whole condition, which others tell of.
    """
    alone = tree.args[0] if _is_call(tree, "coalesce") else tree  # type: ignore[attr-defined]
    seen: set[tuple[str, str]] = set()
    for atom in _walk(tree, values, is_condition, in_table=False):
        key = (atom.kind, ast.unparse(atom.tree))
        if key not in seen and not (atom.kind == "truth" and atom.tree is alone):
            seen.add(key)
            yield atom


def _walk(
    node: ast.expr, values: Mapping[str, Expression], is_condition: bool, in_table: bool
) -> Iterator[Atom]:
    """Yield the conditions in *node*, itself the outermost where it is one."""
    if isinstance(node, ast.Name) and node.id in values:
        yield from _walk(values[node.id].tree, values, is_condition, in_table)
        return
    if is_condition and isinstance(node, ast.Name | ast.Attribute):
        yield Atom("truth", node, in_table)
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for operator, (one, other) in zip(node.ops, pairwise(sides), strict=True):
            yield Atom("compare", ast.Compare(one, [operator], [other]), in_table)
    elif _is_call(node, "coalesce") and not in_table:
        yield Atom("filled", node.args[0], in_table)  # type: ignore[attr-defined]
    for part, is_one in _parts(node, is_condition):
        inside = in_table or (isinstance(node, ast.Call) and is_aggregate(node))
        yield from _walk(part, values, is_one, inside)


def _parts(node: ast.expr, is_condition: bool) -> list[tuple[ast.expr, bool]]:
    """Return the expressions right below *node*, and whether each is a condition."""
    match node:
        case ast.BoolOp(values=parts):
            return [(part, True) for part in parts]
        case ast.UnaryOp(operator, inner):
            return [(inner, isinstance(operator, ast.Not))]
        case ast.IfExp(test, body, orelse):
            return [(test, True), (body, is_condition), (orelse, is_condition)]
        case ast.Call(func=ast.Name(name), args=arguments):
            told = name in _CONDITIONAL or (name == "coalesce" and is_condition)
            return [(argument, told) for argument in arguments]
        case ast.Compare(left, _, comparators):
            return [(side, False) for side in (left, *comparators)]
        case ast.BinOp(left, _, right):
            return [(left, False), (right, False)]
    return []


def _is_call(tree: ast.expr, name: str) -> bool:
    return isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id == name


def sides_of(
    atom: Atom, evaluate: Evaluate, size: int, told: Callable[[str], str]
) -> Iterator[Side]:
    """Yield the ways that *atom* can go over *size* departments; *told* puts it in titles."""
    words = told(ast.unparse(atom.tree))
    if atom.kind == "filled":
        given = _evaluated(atom.tree, evaluate)
        states = np.broadcast_to(0 if given.states is None else given.states, size)
        absent = (states == State.MISSING) | (states == State.NOT_APPLICABLE)
        yield Side(_GIVEN(what=words), states == State.PRESENT)
        yield Side(_NOT_GIVEN(what=words), absent)
        return
    for phrase, tree in _ways(atom):
        tree = _call("any", tree) if atom.in_table else tree
        yield Side(phrase(what=words), holds(_evaluated(tree, evaluate), size))


def holds(column: Column, size: int) -> NDArray[np.bool_]:
    """Return for whom a condition is known to hold."""
    values, states = np.broadcast_to(column.values, size), column.states
    return np.asarray(values & np.broadcast_to(True if states is None else states == 0, size))


def _ways(atom: Atom) -> list[tuple[Phrase, ast.expr]]:
    if atom.kind == "truth":
        return [(_HOLDS, atom.tree), (_FAILS, ast.UnaryOp(ast.Not(), atom.tree))]
    compare: Any = atom.tree
    left, operator, right = compare.left, compare.ops[0], compare.comparators[0]
    if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        # The line belongs to one side; the other is shown by a value just off it.
        above = isinstance(operator, ast.LtE | ast.Gt)
        at_line = ast.Compare(left, [ast.Eq()], [right])
        return [(_EQUAL, at_line), (_ABOVE if above else _BELOW, _just(above, left, right))]
    return [(_HOLDS, compare), (_FAILS, ast.UnaryOp(ast.Not(), compare))]


def _just(above: bool, left: ast.expr, right: ast.expr) -> ast.expr:
    """Return whether *left* is off *right* by a hundredth of it, or by one where both count."""
    one, other = (left, right) if above else (right, left)
    gap = ast.BinOp(one, ast.Sub(), other)
    share = ast.BinOp(ast.Constant(NEAR), ast.Mult(), _call("abs", right))
    margin = _call("max", ast.Constant(NEAR), share)
    whole = [ast.Compare(side, [ast.Eq()], [_call("round", side)]) for side in (left, right)]
    counted = ast.BoolOp(ast.And(), [*whole, ast.Compare(gap, [ast.LtE()], [ast.Constant(1.0)])])
    near = ast.BoolOp(ast.Or(), [ast.Compare(gap, [ast.LtE()], [margin]), counted])
    return ast.BoolOp(ast.And(), [ast.Compare(one, [ast.Gt()], [other]), near])


def _call(name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name), list(arguments), [])


def _evaluated(tree: ast.expr, evaluate: Evaluate) -> Column:
    return evaluate(Expression("", tree, frozenset()))


_GIVEN = Phrase("「{what}」已填", '"{what}" given')
_NOT_GIVEN = Phrase("「{what}」未填或不涉及", '"{what}" not given')
_HOLDS = Phrase("「{what}」成立", '"{what}" holds')
_FAILS = Phrase("「{what}」不成立", '"{what}" does not hold')
_EQUAL = Phrase("「{what}」两边恰好相等", '"{what}": both sides equal')
_ABOVE = Phrase("「{what}」左边略大", '"{what}": the left just above')
_BELOW = Phrase("「{what}」左边略小", '"{what}": the left just below')
