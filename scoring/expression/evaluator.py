"""Vetted trees walked once over whole columns, by simpleeval with its own ways replaced."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from simpleeval import SimpleEval

from scoring.expression import logic
from scoring.expression.compiled import Expression
from scoring.expression.functions import SCALAR, aggregate
from scoring.expression.shapes import is_aggregate, is_table_count
from scoring.model import Column


class Names(dict[str, Column]):
    """Columns by name, looked up when first asked for; *look_up* is handed the names so far."""

    def __init__(self, look_up: Callable[["Names", str], Column]):
        super().__init__()
        self.look_up = look_up

    def __missing__(self, name: str) -> Column:
        column = self[name] = self.look_up(self, name)
        return column


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table's rows in one block of departments: *offsets* begin at 0."""

    columns: Mapping[str, Column]
    offsets: NDArray[np.int64]
    states: NDArray[np.uint8] | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What expressions see of one block of departments."""

    names: Names
    table: Callable[[str], TableRows]
    scored: Callable[[str, str], Column]


def columns_of(frame: Frame, tolerance: float = 0.0) -> Callable[[Expression], Column]:
    """Return what evaluates expressions over *frame*: to a column, or one scalar for all rows.

    Figures that differ by no more than *tolerance* compare as if they were equal.
    """
    columns = Columns(frame, tolerance)
    return lambda expression: columns.eval(expression.source, expression.tree)


OPERATORS: Mapping[type[ast.AST], Callable[..., Column]] = {
    ast.Add: logic.add,
    ast.Sub: logic.subtract,
    ast.Mult: logic.multiply,
    ast.Div: logic.divide,
    ast.FloorDiv: logic.floor_divide,
    ast.Mod: logic.modulo,
    ast.Pow: logic.power,
    ast.USub: logic.negative,
    ast.UAdd: logic.positive,
    ast.Not: logic.negation,
    ast.Eq: logic.equal,
    ast.NotEq: logic.unequal,
    ast.Lt: logic.less,
    ast.LtE: logic.less_or_equal,
    ast.Gt: logic.greater,
    ast.GtE: logic.greater_or_equal,
    ast.In: logic.one_of,
    ast.NotIn: logic.none_of,
}
_FUNCTIONS = {name: function.apply for name, function in SCALAR.items()}


class Columns(SimpleEval):  # type: ignore[misc]
    """simpleeval, handed our operators, functions and names, and no node beyond the whitelist."""

    def __init__(self, frame: Frame, tolerance: float):
        self.frame = frame
        self.tolerance = tolerance
        self.scored = frame.scored
        # Its own set-up would bind its ways of evaluating every node, none of which is used here,
        # and so hold the block's columns until cycles are collected.
        self.operators, self.functions = OPERATORS, _FUNCTIONS
        self.names = frame.names
        self.nodes: dict[type[ast.AST], Any] = {}

    def _eval(self, node: ast.AST) -> Any:
        # The tree was vetted node by node; checking each result again would cost more than it.
        return NODES[type(node)](self, node)

    def _constant(self, node: ast.Constant) -> Column:
        value = node.value
        if value is None:
            return logic.NOTHING
        if isinstance(value, bool):
            return Column(np.bool_(value))
        return Column(value if isinstance(value, str) else np.float64(value))  # type: ignore[arg-type]

    def _logical(self, node: ast.BoolOp) -> Column:
        join = logic.both if isinstance(node.op, ast.And) else logic.either
        values: Iterator[Column] = map(self._eval, node.values)
        return reduce(join, values)

    def _compare(self, node: ast.Compare) -> Column:
        left = self._eval(node.left)
        parts = []
        for operator, comparator in zip(node.ops, node.comparators, strict=True):
            right = self._eval(comparator)
            parts.append(OPERATORS[type(operator)](left, right, self.tolerance))
            left = right
        return reduce(logic.both, parts)

    def _conditional(self, node: ast.IfExp) -> Column:
        return logic.choose(*map(self._eval, (node.test, node.body, node.orelse)))

    def _list(self, node: ast.List | ast.Tuple) -> list[Column]:
        return [self._eval(element) for element in node.elts]

    def _call(self, node: ast.Call) -> Column:
        name = node.func.id  # type: ignore[attr-defined]
        if is_aggregate(node):
            return self._aggregate(node, name)
        if name in _FUNCTIONS:
            return _FUNCTIONS[name](*map(self._eval, node.args))
        return self.scored(name, node.args[0].value)  # type: ignore[attr-defined]

    def _aggregate(self, node: ast.Call, name: str) -> Column:
        """Evaluate the argument over the table's rows, with departments' figures repeated."""
        table = self.frame.table(table_in(node.args[0]))
        if is_table_count(node):
            rows = Column(np.ones(table.offsets[-1], dtype=bool))
        else:
            counts = np.diff(table.offsets)
            self.names = Names(lambda _, field: _repeated(self.frame.names[field], counts))
            self.scored = lambda *asked: _repeated(self.frame.scored(*asked), counts)
            rows = self._eval(node.args[0])
            self.names, self.scored = self.frame.names, self.frame.scored
        return aggregate(name, rows, table.offsets, table.states)

    def _column(self, node: ast.Attribute) -> Column:
        return self.frame.table(node.value.id).columns[node.attr]  # type: ignore[attr-defined]


NODES: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Constant: Columns._constant,
    ast.Name: Columns._eval_name,
    ast.BinOp: Columns._eval_binop,
    ast.UnaryOp: Columns._eval_unaryop,
    ast.BoolOp: Columns._logical,
    ast.Compare: Columns._compare,
    ast.IfExp: Columns._conditional,
    ast.Call: Columns._call,
    ast.Attribute: Columns._column,
    ast.List: Columns._list,
    ast.Tuple: Columns._list,
}


def table_in(argument: ast.expr) -> str:
    """Return the one table that an aggregate's *argument* names."""
    if isinstance(argument, ast.Name):
        return argument.id
    dotted = (leaf for leaf in ast.walk(argument) if isinstance(leaf, ast.Attribute))
    return next(dotted).value.id  # type: ignore[attr-defined, no-any-return]


def _repeated(column: Column, counts: NDArray[np.int64]) -> Column:
    def spread(part: Any) -> Any:
        return part if np.ndim(part) == 0 else np.repeat(part, counts)

    return Column(spread(column.values), None if column.states is None else spread(column.states))
