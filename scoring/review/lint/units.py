"""In what a figure is measured: money of one unit, per cent, a share of one, or not known."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from scoring.expression.shapes import is_aggregate
from scoring.model import Field, Ruleset
from scoring.plan import Plan

MONEY = ("元", "万元", "亿元")
PERCENT, SHARE = "%", "share"

_KEEPING = ("abs", "min", "max", "round", "floor", "ceil", "clip", "coalesce", "sum", "mean")
_TOGETHER = ("min", "max", "clip", "coalesce", "ratio", "change")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of names and of the columns of tables; "" is a unit that is not known."""

    names: Mapping[str, str]
    columns: Mapping[tuple[str, str], str]


def units_of(ruleset: Ruleset, plan: Plan) -> Units:
    """Return in what every name of *ruleset* is measured; a named value, by what it is made of."""
    names = {name: _of_field(given) for name, given in ruleset.fields.items()}
    names |= {name: given.unit for name, given in ruleset.parameters.items()}
    columns = {
        (table.id, name): _of_field(given)
        for table in ruleset.tables.values()
        for name, given in table.fields.items()
    }
    for name, value in plan.values.items():
        found = unit_of(value.tree, Units(names, columns))
        names[name] = found or ruleset.values[name].unit
    return Units(names, columns)


def unit_of(tree: ast.expr, units: Units) -> str:
    """Return in what *tree* is measured, "" where that is not known."""
    if isinstance(tree, ast.Name):
        return units.names.get(tree.id, "")
    if isinstance(tree, ast.Attribute):
        return units.columns.get((tree.value.id, tree.attr), "")  # type: ignore[attr-defined]
    if isinstance(tree, ast.UnaryOp):
        return unit_of(tree.operand, units)
    if isinstance(tree, ast.IfExp):
        return _one([tree.body, tree.orelse], units)
    if isinstance(tree, ast.BinOp):
        return _of_arithmetic(tree, units)
    return _of_call(tree, units) if isinstance(tree, ast.Call) else ""


def put_together(tree: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield every two parts of *tree* that are added, divided, compared or chosen between."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Mult | ast.Pow):
            yield node.left, node.right
        elif isinstance(node, ast.Compare):
            yield from pairwise([node.left, *node.comparators])
        elif isinstance(node, ast.IfExp):
            yield node.body, node.orelse
        elif isinstance(node, ast.Call) and node.func.id in _TOGETHER:  # type: ignore[attr-defined]
            yield from combinations(node.args, 2)


def _of_field(given: Field) -> str:
    return PERCENT if given.type == "percent" else given.unit


def _one(nodes: list[ast.expr], units: Units) -> str:
    """Return the unit that all *nodes* but plain numbers share."""
    found = {unit_of(node, units) for node in nodes if not isinstance(node, ast.Constant)}
    return found.pop() if len(found) == 1 else ""


def _of_arithmetic(tree: ast.BinOp, units: Units) -> str:
    if isinstance(tree.op, ast.Add | ast.Sub):
        return _one([tree.left, tree.right], units)
    if _is_percentage(tree):
        return PERCENT
    left, right = unit_of(tree.left, units), unit_of(tree.right, units)
    if isinstance(tree.op, ast.Mult) and SHARE in (left, right):
        other, unit = (tree.right, right) if left == SHARE else (tree.left, left)
        return PERCENT if _is_hundred(other) else unit
    if isinstance(tree.op, ast.Div) and left:
        is_share = left == right or (left == PERCENT and _is_hundred(tree.right))
        return SHARE if is_share else ""
    return ""


def _is_percentage(tree: ast.BinOp) -> bool:
    """Say whether *tree* is a quotient times 100, as percentages are written: a / b * 100."""
    if isinstance(tree.op, ast.Div):
        top = tree.left
        is_product = isinstance(top, ast.BinOp) and isinstance(top.op, ast.Mult)
        return is_product and (_is_hundred(top.left) or _is_hundred(top.right))  # type: ignore[attr-defined]
    if isinstance(tree.op, ast.Mult):
        sides = ((tree.left, tree.right), (tree.right, tree.left))
        return any(
            _is_hundred(one) and isinstance(other, ast.BinOp) and isinstance(other.op, ast.Div)
            for one, other in sides
        )
    return False


def _of_call(tree: ast.Call, units: Units) -> str:
    name = tree.func.id  # type: ignore[attr-defined]
    if name in ("share", "rate"):
        return SHARE
    if name in ("ratio", "change"):
        one, other = (unit_of(argument, units) for argument in tree.args)
        return SHARE if one and one == other else ""
    if is_aggregate(tree) or name in _KEEPING:
        return _one(tree.args, units) if name in _KEEPING else ""
    return ""


def _is_hundred(tree: ast.expr) -> bool:
    return isinstance(tree, ast.Constant) and tree.value == 100
