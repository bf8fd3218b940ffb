"""Arithmetic and three-valued logic over columns whose states stand apart from their values.

Numbers that are not present are nan, booleans False, texts empty: arithmetic then carries
them along for nothing, and only states need care.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.model import Column, State

NOTHING = Column(np.nan, np.uint8(State.MISSING))

# Decimal figures added up in binary miss each other by less than this; a cent is more.
_DUST, _RELATIVE_DUST = 1e-11, 4e-15


def worst(one: Any, other: Any) -> Any:
    """Return the greater of two state columns; None stands for all present."""
    if one is None:
        return other
    if other is None:
        return one
    return np.maximum(one, other)


def mark(states: Any, where: Any, state: State) -> Any:
    """Return *states* with *state* at least wherever *where* holds."""
    return worst(states, np.multiply(where, np.uint8(state)))


def known(column: Column) -> Any:
    return True if column.states is None else column.states == 0


# --- numbers ----------------------------------------------------------------------------------


def add(a: Column, b: Column) -> Column:
    return Column(a.values + b.values, worst(a.states, b.states))


def subtract(a: Column, b: Column) -> Column:
    return Column(a.values - b.values, worst(a.states, b.states))


def multiply(a: Column, b: Column) -> Column:
    return Column(a.values * b.values, worst(a.states, b.states))


def divide(a: Column, b: Column) -> Column:
    """Return a / b, undefined where b is zero, unless what it divides does not apply."""
    states = worst(a.states, b.states)
    zero = b.values == 0
    values = np.asarray(np.divide(a.values, b.values))
    if not np.count_nonzero(zero):
        return Column(values, states)
    np.copyto(values, np.nan, where=zero)
    if a.states is not None:
        zero = zero & (a.states != State.NOT_APPLICABLE)
    return Column(values, mark(states, zero, State.UNDEFINED))


def floor(a: Column) -> Column:
    """Return the whole part, once cleaned of the dust that 0.29 * 100 leaves."""
    return Column(np.floor(np.round(a.values, 9)), a.states)


def ceil(a: Column) -> Column:
    return Column(np.ceil(np.round(a.values, 9)), a.states)


def floor_divide(a: Column, b: Column) -> Column:
    return floor(divide(a, b))


def modulo(a: Column, b: Column) -> Column:
    return subtract(a, multiply(b, floor_divide(a, b)))


def power(a: Column, b: Column) -> Column:
    values = np.power(np.asarray(a.values, dtype=np.float64), b.values)
    return defined(values, a, ~((a.values == 0) & (b.values < 0)))


def defined(values: Any, given: Column, where: Any = True) -> Column:
    """Return *values* computed from *given*: undefined off *where*, and where they are nan."""
    wrong = np.isnan(values) | np.logical_not(where)
    if given.states is not None:
        wrong &= given.states == 0
        values = np.where(given.states == 0, values, np.nan)
    if not np.any(wrong):
        return Column(values, given.states)
    return Column(np.where(wrong, np.nan, values), mark(given.states, wrong, State.UNDEFINED))


def negative(a: Column) -> Column:
    return Column(-a.values, a.states)


def positive(a: Column) -> Column:
    return a


# --- conditions -------------------------------------------------------------------------------


def negation(a: Column) -> Column:
    return Column(np.logical_not(a.values) & known(a), a.states)


def comparison(compare: Callable[[Any, Any, float], Any]) -> Callable[..., Column]:
    """Return *compare* for columns: where either side is unknown, so is the answer."""

    def over_columns(a: Column, b: Column, tolerance: float = 0.0) -> Column:
        states = worst(a.states, b.states)
        values = compare(a.values, b.values, tolerance)
        return Column(values if states is None else values & (states == 0), states)

    return over_columns


def dust(figure: Any) -> Any:
    """Return by how little another may miss *figure* and still be meant as the same."""
    return _DUST + _RELATIVE_DUST * np.abs(figure)


def same(a: Any, b: Any, tolerance: float) -> Any:
    if np.asarray(a).dtype.kind != "f":
        return a == b
    return np.abs(a - b) <= dust(b) + tolerance


equal = comparison(same)
unequal = comparison(lambda a, b, tolerance: np.logical_not(same(a, b, tolerance)))
less = comparison(lambda a, b, tolerance: a < b - (dust(b) - tolerance))
less_or_equal = comparison(lambda a, b, tolerance: a <= b + (dust(b) + tolerance))
greater = comparison(lambda a, b, tolerance: a > b + (dust(b) - tolerance))
greater_or_equal = comparison(lambda a, b, tolerance: a >= b - (dust(b) + tolerance))


def both(a: Column, b: Column) -> Column:
    """Return a and b: False where either is False, else unknown where either is unknown."""
    states = worst(a.states, b.states)
    if states is not None:
        is_false = (np.logical_not(a.values) & known(a)) | (np.logical_not(b.values) & known(b))
        states = np.where(is_false, np.uint8(0), states)
    return Column(a.values & b.values, states)


def either(a: Column, b: Column) -> Column:
    """Return a or b: True where either is True, else unknown where either is unknown."""
    states = worst(a.states, b.states)
    holds = a.values | b.values
    return Column(holds, None if states is None else np.where(holds, np.uint8(0), states))


def one_of(a: Column, choices: Sequence[Column], tolerance: float = 0.0) -> Column:
    """Return whether *a* is among *choices*."""
    if not choices:
        return Column(np.zeros(np.shape(a.values), dtype=bool) & known(a), a.states)
    return reduce(either, (equal(a, choice, tolerance) for choice in choices))


def none_of(a: Column, choices: Sequence[Column], tolerance: float = 0.0) -> Column:
    return negation(one_of(a, choices, tolerance))


def choose(test: Column, yes: Column, no: Column) -> Column:
    """Return *yes* where *test* holds, *no* where it does not, unknown where it is unknown."""
    values = _either_kind(test.values, yes, no)
    states = test.states
    if yes.states is not None or no.states is not None:
        taken = np.where(test.values, state_of(yes), state_of(no))
        states = taken if states is None else np.where(states == 0, taken, states)
    return Column(values if test.states is None else blanked(values, states), states)


def _either_kind(test: Any, yes: Column, no: Column) -> Any:
    """Return values of the kind of both; nothing at all is of the other's kind."""
    if yes is NOTHING:
        return no.values
    return yes.values if no is NOTHING else np.where(test, yes.values, no.values)


def blanked(values: Any, states: Any) -> Any:
    """Return *values* with the blank of their kind wherever *states* says unknown."""
    kind = np.asarray(values).dtype.kind
    return np.where(states == 0, values, {"f": np.nan, "b": False}.get(kind, ""))


def state_of(column: Column) -> NDArray[np.uint8] | np.uint8:
    return np.uint8(0) if column.states is None else column.states
