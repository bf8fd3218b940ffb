"""Full marks of one pattern, as formulas: the total shared out down the tree.

As in ``scoring.evaluation.marks``: weights that move go first, what is left shares its parent's
marks, in smallest marks, by largest remainder, ties by id.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from scoring.export.book.cells import Live
from scoring.export.book.patterns import Pattern, sources_first
from scoring.export.book.tree import CHOICES, Tree

DUST = 1e-9  # of a mark: what binary arithmetic may leave
_LONGEST = 6000  # of the 8192 characters that a formula may have
STEPS = ("full_marks", "weight", "applies", "quota", "whole", "rest")
Cells = dict[str, dict[str, Live]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a pattern's figures stand: the cell of a step and node, and the row of siblings.

    *effective* are the weights before anything moves; *full* is the cell of the total.
    """

    tree: Tree
    effective: Callable[[str], Live]
    cell: Callable[[str, str], str]
    row: Callable[[str, Sequence[str]], str]
    full: Live
    unit: int


def share(frame: Frame, pattern: Pattern) -> Cells:
    """Return every step's cell of every node: full marks in points, by way of the others."""
    tree = frame.tree
    cells: Cells = {step: {} for step in STEPS}
    cells["weight"] = _moved(frame, pattern)
    away = {gift.indicator for gift in pattern.gifts}
    for node in reversed(tree.nodes):
        if node.is_leaf:
            cells["applies"][node.id] = _leaf_applies(frame, cells, node.id, away)
        else:
            below = tree.children[node.id]
            text = f"MAX({','.join(frame.cell('applies', child) for child in below)})"
            value = max(cells["applies"][child].value for child in below)
            cells["applies"][node.id] = Live(text, value)
    for parent, siblings in tree.siblings():
        _share_among(frame, cells, parent, siblings)
    return cells


def _leaf_applies(frame: Frame, cells: Cells, name: str, away: set[str]) -> Live:
    if name in away:
        return Live("0", 0)
    text = f"IF({frame.cell('weight', name)}>0,1,0)"
    return Live(text, 1 if cells["weight"][name].value > 0 else 0)


# --- weights that move ------------------------------------------------------------------------


def _moved(frame: Frame, pattern: Pattern) -> dict[str, Live]:
    """Return every node's weight once what goes elsewhere has gone."""
    weights = {node.id: frame.effective(node.id) for node in frame.tree.nodes}
    for gift in sources_first(pattern.gifts):
        _move(frame.tree, weights, gift.indicator, gift.target)
    for gift in pattern.gifts:
        if gift.policy == "redistribute_all":
            _move(frame.tree, weights, gift.indicator, None)
    return weights


def _move(tree: Tree, weights: dict[str, Live], name: str, target: str | None) -> None:
    above = tree.ancestors(name)[1:]
    if any(tree.by_id[dimension].aggregate != "sum" for dimension in above):
        return
    amount = weights[name]
    for giver in tree.ancestors(name):
        weights[giver] = _sum(weights[giver], "-", amount)
    if target is None:
        return
    before = weights[target]
    for taker in tree.ancestors(target):
        weights[taker] = _sum(weights[taker], "+", amount)
    for below in tree.below(target):
        own = weights[below]
        text = f"IF({before.text}=0,{own.text},({own.text})*({before.text}+{amount.text})"
        value = own.value * (before.value + amount.value) / before.value if before.value else 0
        weights[below] = Live(f"{text}/({before.text}))", value if before.value else own.value)


def _sum(weight: Live, sign: str, amount: Live) -> Live:
    value = weight.value - amount.value if sign == "-" else weight.value + amount.value
    return Live(f"({weight.text}{sign}{amount.text})", value)


def too_long(formula: str) -> bool:
    """Return whether a spreadsheet might not take *formula*."""
    return len(formula) > _LONGEST


# --- largest remainders -----------------------------------------------------------------------


def _share_among(frame: Frame, cells: Cells, parent: str | None, siblings: list[str]) -> None:
    aggregate = frame.tree.by_id[parent].aggregate if parent is not None else "sum"
    marks = _marks_of(frame, cells, parent)
    if aggregate in CHOICES:
        for name in siblings:
            applies = cells["applies"][name].value
            text = f"{marks.text}*{frame.cell('applies', name)}/{frame.unit}"
            cells["full_marks"][name] = Live(text, marks.value * applies / frame.unit)
        return
    among = _weighed(frame, cells, siblings)
    own = Live(frame.cell("weight", parent), cells["weight"][parent].value) if parent else None
    over = own if aggregate == "pool" else None
    for name in siblings:
        _quota(frame, cells, name, marks, among if over is None else _lesser(among, over))
    for place, name in enumerate(siblings):
        extra = _extra(frame, cells, siblings, place, marks)
        if over is not None:
            extra = _rounded_if_over(frame, cells, name, among, over, extra)
        whole = cells["whole"][name].value
        text = f"({frame.cell('whole', name)}+{extra.text})/{frame.unit}"
        cells["full_marks"][name] = Live(text, (whole + extra.value) / frame.unit)


def _marks_of(frame: Frame, cells: Cells, parent: str | None) -> Live:
    """Return the smallest marks that *parent* has to share."""
    if parent is None:
        own = frame.full
    else:
        own = Live(frame.cell("full_marks", parent), cells["full_marks"][parent].value)
    return Live(f"ROUND({own.text}*{frame.unit},0)", float(round(own.value * frame.unit)))


def _weighed(frame: Frame, cells: Cells, siblings: Sequence[str]) -> Live:
    """Return the weight of those *siblings* that apply."""
    weights, applies = frame.row("weight", siblings), frame.row("applies", siblings)
    value = sum(cells["weight"][n].value * cells["applies"][n].value for n in siblings)
    return Live(f"SUMPRODUCT({weights},{applies})", value)


def _lesser(one: Live, other: Live) -> Live:
    return Live(f"MIN({one.text},{other.text})", min(one.value, other.value))


def _quota(frame: Frame, cells: Cells, name: str, marks: Live, among: Live) -> None:
    """Enter the exact share of *name*, its whole marks and what is left of it."""
    weight, applies = frame.cell("weight", name), frame.cell("applies", name)
    share = cells["weight"][name].value * cells["applies"][name].value
    quota = marks.value * share / among.value if among.value > 0 else 0.0
    text = f"IF({among.text}>0,{marks.text}*{weight}*{applies}/{among.text},0)"
    cells["quota"][name] = Live(text, quota)
    whole = floor(quota + DUST)
    cells["whole"][name] = Live(f"INT({frame.cell('quota', name)}+{DUST:.9f})", whole)
    rest = f"ROUND({frame.cell('quota', name)}-{frame.cell('whole', name)},9)"
    cells["rest"][name] = Live(rest, round(quota - whole, 9) + 0.0)


def _extra(frame: Frame, cells: Cells, siblings: list[str], place: int, marks: Live) -> Live:
    """Return 1 for those whose remainder is among the greatest, ties by id; else 0."""
    rests, whole = frame.row("rest", siblings), frame.row("whole", siblings)
    own = frame.cell("rest", siblings[place])
    ahead = f"SUMPRODUCT(--({rests}>{own}))"
    if place:
        ahead += f"+SUMPRODUCT(--({frame.row('rest', siblings[:place])}={own}))"
    given = [cells["rest"][name].value for name in siblings]
    before = sum(rest > given[place] for rest in given) + given[:place].count(given[place])
    left = marks.value - sum(cells["whole"][name].value for name in siblings)
    applies = cells["applies"][siblings[place]].value
    counts = f"{frame.cell('applies', siblings[place])}=1"
    text = f"IF(AND({counts},{ahead}<{marks.text}-SUM({whole})-0.5),1,0)"
    return Live(text, 1 if applies and before < left - 0.5 else 0)


def _rounded_if_over(
    frame: Frame, cells: Cells, name: str, among: Live, over: Live, extra: Live
) -> Live:
    """Return the rounding of a pool's own marks, where its children weigh more than it does."""
    half = cells["rest"][name].value >= 0.5
    value = int(half) if among.value > over.value + DUST else extra.value
    rounded = f"IF({frame.cell('rest', name)}>=0.5,1,0)"
    return Live(f"IF({among.text}>{over.text}+{DUST:.9f},{rounded},{extra.text})", value)
