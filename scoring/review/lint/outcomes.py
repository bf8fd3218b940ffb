"""All that a part of an expression may come to, and what comparing or calling makes of it."""

import ast
from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from scoring.review.lint import bounds as b
from scoring.review.lint.bounds import ANY, Bounds

Possible = Bounds | frozenset[Any] | None  # numbers; truths or texts; anything at all

EITHER: frozenset[Any] = frozenset({True, False})
ALWAYS: frozenset[Any] = frozenset({True})
NEVER: frozenset[Any] = frozenset({False})


def union(one: Possible, other: Possible) -> Possible:
    if isinstance(one, Bounds) and isinstance(other, Bounds):
        return b.join(one, other)
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one | other
    return None if one is None or other is None else ANY


def both(one: frozenset[Any], other: frozenset[Any]) -> frozenset[Any]:
    return frozenset(x and y for x in one for y in other)


def outcomes(one: Possible, operator: type[ast.cmpop], other: Possible) -> frozenset[Any]:
    if one is None or other is None:
        return EITHER
    if operator in (ast.NotEq, ast.NotIn, ast.Gt, ast.GtE):
        return frozenset(not holds for holds in outcomes(one, OPPOSITE[operator], other))
    if isinstance(one, Bounds) and isinstance(other, Bounds):
        can = not b.meet(one, _SIDES.get(operator, _SIDES[ast.Eq])(other)).is_empty
        against = OPPOSITE[operator]
        if operator in (ast.Eq, ast.In):
            fails = not (operator is ast.Eq and one == other and one.low == one.high)
        else:
            fails = not b.meet(one, _SIDES[against](other)).is_empty
    elif isinstance(one, frozenset) and isinstance(other, frozenset):
        can = bool(one & other)
        fails = not one <= other if operator is ast.In else len(one | other) > 1
    else:
        return EITHER
    return frozenset([True] * can + [False] * fails) or EITHER


def narrow(own: Possible, operator: type[ast.cmpop], against: Possible) -> Possible:
    """Return what is left of *own* once it compares so with something *against* it."""
    if isinstance(own, Bounds) and isinstance(against, Bounds):
        if operator is ast.NotEq:
            return _without(own, against)
        return b.meet(own, _SIDES[operator](against)) if operator in _SIDES else own
    if isinstance(against, frozenset) and isinstance(own, frozenset):
        if operator in (ast.Eq, ast.In):
            return own & against
        return own - against if len(against) == 1 or operator is ast.NotIn else own
    return against if operator in (ast.Eq, ast.In) and own is None else own


def _without(own: Bounds, against: Bounds) -> Bounds:
    if against.low != against.high:
        return own
    number = against.low
    return own._replace(
        low_open=own.low_open or own.low == number,
        high_open=own.high_open or own.high == number,
        nonzero=own.nonzero or number == 0,
    )


OPPOSITE: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.Gt: ast.Lt, ast.LtE: ast.GtE,
    ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip
_SIDES: Mapping[type[ast.cmpop], Callable[[Bounds], Bounds]] = {
    ast.Lt: lambda x: Bounds(-inf, x.high, False, True),
    ast.LtE: lambda x: Bounds(-inf, x.high, False, x.high_open),
    ast.Gt: lambda x: Bounds(x.low, inf, True),
    ast.GtE: lambda x: Bounds(x.low, inf, x.low_open),
    ast.Eq: lambda x: x,
}


def aggregate(name: str, inner: Possible) -> Possible:
    """Return what an aggregate over rows can be: there may be none of them."""
    if name in ("any", "all"):
        empty = name == "all"
        return (inner | {empty}) if isinstance(inner, frozenset) else EITHER
    if name == "share":
        return Bounds(0, 1)
    if name == "count" or not isinstance(inner, Bounds):
        return Bounds(0, inf)
    if name == "sum":
        return Bounds(-inf if inner.low < 0 else 0, inf if inner.high > 0 else 0)
    return inner


def _changed(now: Bounds, before: Bounds) -> Bounds:
    return b.subtract(b.divide(now, before), b.point(1.0))


ARITHMETIC: Mapping[type[ast.operator], Callable[[Bounds, Bounds], Bounds]] = {
    ast.Add: b.add,
    ast.Sub: b.subtract,
    ast.Mult: b.multiply,
    ast.Div: b.divide,
}
FUNCTIONS: Mapping[str, Callable[..., Bounds]] = {
    "abs": b.absolute,
    "min": b.least,
    "max": b.greatest,
    "clip": lambda given, low, high: b.least(b.greatest(given, low), high),
    "round": lambda given, *decimals: b.rounded(given, int(decimals[0].low) if decimals else 0),
    "floor": lambda given: Bounds(given.low - 1, given.high),
    "ceil": lambda given: Bounds(given.low, given.high + 1),
    "sqrt": lambda _: Bounds(0, inf),
    "exp": lambda _: Bounds(0, inf, low_open=True),
    "ratio": b.divide,
    "change": _changed,
}
