"""What a dimension gets from its children, as formulas; see ``scoring.evaluation.aggregation``."""

from collections.abc import Callable, Sequence

from scoring.export.book.cells import beside, total
from scoring.export.book.columns import Columns
from scoring.export.book.layout import Layout
from scoring.export.book.tree import Node

Pairs = Sequence[tuple[str, str]]  # the points and the full marks of each child


def combined(layout: Layout, columns: Columns, node: Node, row: int, pattern: str) -> str:
    """Return the points of the dimension *node*, in *row*, from those of its children."""
    children = layout.tree.children[node.id]
    points = [beside(row, columns.of(child)) for child in children]
    decimals, dust = layout.decimals["points"], f"{0.5e-6 / layout.unit:.12f}"
    if node.aggregate == "sum":
        return f"ROUND({total(points)},{decimals})"
    marks = [layout.marks_of(child, pattern) for child in children]
    text = _WAYS[node.aggregate](
        list(zip(points, marks, strict=True)), layout.marks_of(node.id, pattern)
    )
    return f"ROUND({text}+{dust},{decimals})"


def _best(children: Pairs, _full: str) -> str:
    return f"MAX({','.join(points for points, _ in children)})"


def _worst(children: Pairs, full: str) -> str:
    applying = (f"IF({own}=0,{full},{points})" for points, own in children)
    return f"MIN({','.join(applying)})"


def _pool(children: Pairs, full: str) -> str:
    return f"MIN({total(points for points, _ in children)},{full})"


def _geometric_mean(children: Pairs, full: str) -> str:
    whole = total(own for _, own in children)
    rates = (f"IF({own}=0,1,({points}/{own})^({own}/{whole}))" for points, own in children)
    return f"{full}*{'*'.join(rates)}"


_WAYS: dict[str, Callable[[Pairs, str], str]] = {
    "best": _best,
    "worst": _worst,
    "pool": _pool,
    "geometric_mean": _geometric_mean,
}
