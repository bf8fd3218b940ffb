"""What an expression can come to, by the bounds of the fields it reads; what a condition rules out.

Only what was submitted and is valid counts: states are matters of policy. What is said to be
impossible is so; what is said to be possible may yet not be.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise
from math import inf
from typing import Any

from scoring.expression.shapes import is_aggregate
from scoring.review.lint import bounds as b
from scoring.review.lint.bounds import ANY, Bounds
from scoring.review.lint.outcomes import (
    ALWAYS,
    ARITHMETIC,
    EITHER,
    FUNCTIONS,
    MIRRORED,
    NEVER,
    OPPOSITE,
    Possible,
    aggregate,
    both,
    narrow,
    outcomes,
    union,
)


@dataclass(frozen=True, slots=True)
class World:
    """What names stand for: *known* by name, *values* by their own trees.

    *columns* are known by table and name; *narrowed* are parts of expressions, by their dump, of
    which a condition that is taken to hold says more.
    """

    known: Mapping[str, Possible]
    columns: Mapping[tuple[str, str], Possible] = field(default_factory=dict)
    values: Mapping[str, ast.expr] = field(default_factory=dict)
    narrowed: Mapping[str, Possible] = field(default_factory=dict)
    fuel: list[int] = field(default_factory=lambda: [_FUEL])
    dumps: dict[int, tuple[ast.expr, str]] = field(default_factory=dict)

    def refuelled(self, fuel: int | None = None) -> "World":
        """Return this world for another expression, to be answered in bounded time."""
        return replace(self, fuel=[_FUEL if fuel is None else fuel])

    def dump(self, tree: ast.expr) -> str:
        """Return what is the same for parts that say the same."""
        if id(tree) not in self.dumps:
            # The tree is kept, or another might come to have its identity.
            self.dumps[id(tree)] = tree, ast.dump(tree)
        return self.dumps[id(tree)][1]


_FUEL = 4_000  # parts looked at before anything is held to be possible


def possible(tree: ast.expr, world: World) -> Possible:
    """Return what *tree* can come to in *world*."""
    world.fuel[0] -= 1
    if world.fuel[0] < 0:
        return None
    made = _VISITS[type(tree)](tree, world)
    if not world.narrowed or isinstance(tree, ast.Constant):
        return made
    narrower = world.narrowed.get(world.dump(tree), made)
    if isinstance(narrower, Bounds) and isinstance(made, Bounds):
        return b.meet(narrower, made)
    if isinstance(narrower, frozenset) and isinstance(made, frozenset):
        return narrower & made
    return made if narrower is None else narrower


def numbers(tree: ast.expr, world: World) -> Bounds:
    """Return the bounds of *tree*; of what is no number, any."""
    made = possible(tree, world)
    return made if isinstance(made, Bounds) else ANY


def truths(tree: ast.expr, world: World) -> frozenset[Any]:
    made = possible(tree, world)
    return made if isinstance(made, frozenset) else EITHER


# --- taking a condition to hold or to fail ----------------------------------------------------


def assume(condition: ast.expr, outcome: bool, world: World) -> World | None:
    """Return *world* where *condition* has that *outcome*, None where it cannot."""
    world.fuel[0] -= 1
    if world.fuel[0] < 0:
        return world
    if outcome not in truths(condition, world):
        return None
    key = world.dump(condition)
    narrowed = replace(world, narrowed={**world.narrowed, key: frozenset({outcome})})
    if isinstance(condition, ast.UnaryOp):
        return assume(condition.operand, not outcome, narrowed)
    if isinstance(condition, ast.BoolOp):
        return _assume_joined(condition, outcome, narrowed)
    if isinstance(condition, ast.Compare):
        return _assume_compared(condition, outcome, narrowed)
    return narrowed


def _assume_joined(condition: ast.BoolOp, outcome: bool, world: World) -> World | None:
    decisive = isinstance(condition.op, ast.And) != outcome
    parts = condition.values
    if decisive:  # one of the parts decides, and which is known only if the others cannot
        open_ = [part for part in parts if truths(part, world) != frozenset({not outcome})]
        return assume(open_[0], outcome, world) if len(open_) == 1 else world
    result: World | None = world
    for part in parts:
        result = assume(part, outcome, result) if result else None
    return result


def _assume_compared(condition: ast.Compare, outcome: bool, world: World) -> World | None:
    sides = [condition.left, *condition.comparators]
    if len(sides) > 2 and not outcome:
        return world
    narrowed = dict(world.narrowed)
    for (left, right), operator in zip(pairwise(sides), condition.ops, strict=True):
        kind = type(operator) if outcome else OPPOSITE[type(operator)]
        one, other = possible(left, world), possible(right, world)
        for node, own, against, which in (
            (left, one, other, kind),
            (right, other, one, MIRRORED.get(kind)),
        ):
            if which and not isinstance(node, ast.Constant):
                narrowed[world.dump(node)] = narrow(own, which, against)
    if any(isinstance(p, Bounds) and p.is_empty for p in narrowed.values()):
        return None
    return replace(world, narrowed=narrowed)


# --- every part of an expression, with what is known where it stands --------------------------


def parts(tree: ast.expr, world: World) -> Iterator[tuple[ast.expr, World]]:
    """Yield every part of *tree*, named values included, that can come to be worked out."""
    world.fuel[0] -= 1
    if world.fuel[0] < 0:
        return
    yield tree, world
    if isinstance(tree, ast.IfExp):
        yield from parts(tree.test, world)
        for branch, outcome in ((tree.body, True), (tree.orelse, False)):
            inside = assume(tree.test, outcome, world)
            if inside:
                yield from parts(branch, inside)
    elif isinstance(tree, ast.BoolOp):
        yield from _joined_parts(tree, world)
    elif isinstance(tree, ast.Name):
        if tree.id in world.values:
            yield from parts(world.values[tree.id], world)
    else:
        below = tree.args if isinstance(tree, ast.Call) else ast.iter_child_nodes(tree)
        for part in below:
            if isinstance(part, ast.expr):
                yield from parts(part, world)


def _joined_parts(tree: ast.BoolOp, world: World) -> Iterator[tuple[ast.expr, World]]:
    """Yield the parts of each condition where those before it leave it open."""
    so_far: World | None = world
    for part in tree.values:
        if so_far:
            yield from parts(part, so_far)
            so_far = assume(part, isinstance(tree.op, ast.And), so_far)


# --- one visit a type of node -----------------------------------------------------------------


def _constant(tree: ast.Constant, _: World) -> Possible:
    if isinstance(tree.value, bool | str):
        return frozenset({tree.value})
    return b.point(float(tree.value)) if tree.value is not None else ANY  # type: ignore[arg-type]


def _name(tree: ast.Name, world: World) -> Possible:
    if tree.id in world.values:
        return possible(world.values[tree.id], world)
    return world.known.get(tree.id, ANY)


def _column(tree: ast.Attribute, world: World) -> Possible:
    return world.columns.get((tree.value.id, tree.attr), ANY)  # type: ignore[attr-defined]


def _binary(tree: ast.BinOp, world: World) -> Possible:
    one, other = numbers(tree.left, world), numbers(tree.right, world)
    if isinstance(tree.op, ast.Pow):
        even = one.low >= 0 or (other.low == other.high and other.low % 2 == 0)
        return Bounds(0, inf) if even else ANY
    work = ARITHMETIC.get(type(tree.op))
    return work(one, other) if work else ANY


def _unary(tree: ast.UnaryOp, world: World) -> Possible:
    if isinstance(tree.op, ast.Not):
        return frozenset(not outcome for outcome in truths(tree.operand, world))
    inner = numbers(tree.operand, world)
    return b.negative(inner) if isinstance(tree.op, ast.USub) else inner


def _joined(tree: ast.BoolOp, world: World) -> Possible:
    """Go part by part as long as the parts before leave it open."""
    going_on = isinstance(tree.op, ast.And)
    found: set[Any] = set()
    so_far: World | None = world
    for part in tree.values:
        if so_far is None:
            return frozenset(found)
        if (not going_on) in truths(part, so_far):
            found.add(not going_on)
        so_far = assume(part, going_on, so_far)
    return frozenset(found | {going_on}) if so_far else frozenset(found)


def _compared(tree: ast.Compare, world: World) -> Possible:
    sides = [tree.left, *tree.comparators]
    whole = ALWAYS
    for (left, right), operator in zip(pairwise(sides), tree.ops, strict=True):
        if world.dump(left) == world.dump(right):
            found = ALWAYS if isinstance(operator, ast.Eq | ast.LtE | ast.GtE) else NEVER
        else:
            found = outcomes(possible(left, world), type(operator), possible(right, world))
        whole = both(whole, found)
    return whole


def _conditional(tree: ast.IfExp, world: World) -> Possible:
    found = []
    for branch, outcome in ((tree.body, True), (tree.orelse, False)):
        inside = assume(tree.test, outcome, world)
        if inside:
            found.append(possible(branch, inside))
    return reduce(union, found) if found else ANY


def _list(tree: ast.List | ast.Tuple, world: World) -> Possible:
    if not all(isinstance(element, ast.Constant) for element in tree.elts):
        return None
    found = [possible(element, world) for element in tree.elts]
    return reduce(union, found) if found else frozenset()


def _call(tree: ast.Call, world: World) -> Possible:
    name = tree.func.id  # type: ignore[attr-defined]
    if is_aggregate(tree):
        return aggregate(name, possible(tree.args[0], world))
    if name in ("rate", "points", "self_score"):
        return Bounds(0, 1 if name == "rate" else inf)
    given = [possible(argument, world) for argument in tree.args]
    if name == "coalesce":
        return union(*given)
    if name == "is_missing":
        return EITHER
    figures = [each if isinstance(each, Bounds) else ANY for each in given]
    return FUNCTIONS[name](*figures) if name in FUNCTIONS else ANY


_VISITS: Mapping[type[ast.expr], Callable[[Any, World], Possible]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _column,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _joined,
    ast.Compare: _compared,
    ast.IfExp: _conditional,
    ast.Call: _call,
    ast.List: _list,
    ast.Tuple: _list,
}
