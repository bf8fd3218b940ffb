"""What shape a part of an expression's tree has."""

import ast
from collections.abc import Iterator
from datetime import date

from scoring.expression import wording as words
from scoring.expression.characters import Flaw
from scoring.expression.functions import AGGREGATES, SCALAR
from scoring.expression.source import DEEPEST, MOST_NODES


def is_aggregate(node: ast.Call) -> bool:
    """Return whether a call is over the rows of a table: min and max are when given one thing."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    return name in AGGREGATES and (name not in SCALAR or len(node.args) == 1)


def is_table_count(node: ast.Call) -> bool:
    """Return whether a call is ``count(table)``, which counts its rows."""
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    return called == "count" and len(node.args) == 1 and isinstance(node.args[0], ast.Name)


def turns_into_day(node: ast.expr) -> bool:
    """Turn an ISO date in quotes into days since 1970-01-01, in place; say whether it was one."""
    if not isinstance(node, ast.Constant):
        return False
    try:
        node.value = float((date.fromisoformat(str(node.value)) - date(1970, 1, 1)).days)
    except ValueError:
        return False
    return True


def is_small(node: ast.expr, whole: bool = False) -> bool:
    value = node.operand if isinstance(node, ast.UnaryOp) and not whole else node
    if not isinstance(value, ast.Constant) or isinstance(value.value, bool):
        return False
    if whole:
        return isinstance(value.value, int) and 0 <= value.value <= 9
    return isinstance(value.value, int | float) and abs(value.value) <= 8


def oversized(tree: ast.expr) -> Iterator[Flaw]:
    if sum(1 for _ in ast.walk(tree)) > MOST_NODES:
        yield Flaw(0, words.TOO_MANY(most=MOST_NODES), words.SPLIT())
    level, depth = [tree], 0
    while level and depth <= DEEPEST:
        level = [child for node in level for child in ast.iter_child_nodes(node)]  # type: ignore[misc]
        depth += 1
    if level:
        yield Flaw(0, words.TOO_DEEP(most=DEEPEST), words.SPLIT())
