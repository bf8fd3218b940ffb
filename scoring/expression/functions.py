"""The functions that expressions may call: each works on whole columns.

``SCALAR`` functions take columns of departments; ``AGGREGATES`` take one expression over the rows
of a table and give one element a department.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.expression import logic
from scoring.model import Column, State
from scoring.points import round_half_up

Kind = Literal["number", "boolean", "text", "date", "nothing"]


class Function(NamedTuple):
    """What an expression may call.

    *takes*: the kinds of the arguments ("any" is free; "same" is that of the first); *least* and
    *most* count them, None is no limit; *says* tells what it gives, for editors.
    """

    apply: Callable[..., Column]
    takes: tuple[str, ...]
    gives: str
    least: int
    most: int | None
    says: str


_WHOLE = Column(0.0)


def coalesce(given: Column, default: Column) -> Column:
    """Return *given*, and *default* where nothing was submitted; faults stay faults."""
    if given.states is None:
        return given
    absent = (given.states == State.MISSING) | (given.states == State.NOT_APPLICABLE)
    return logic.choose(Column(absent), default, given)


def is_missing(given: Column) -> Column:
    if given.states is None:
        return Column(np.zeros(np.shape(given.values), dtype=bool))
    faulty = given.states >= State.UNDEFINED
    return Column(given.states == State.MISSING, np.where(faulty, given.states, np.uint8(0)))


def change(now: Column, before: Column) -> Column:
    return logic.divide(logic.subtract(now, before), before)


def clip(given: Column, low: Column, high: Column) -> Column:
    return least(greatest(given, low), high)


def least(*columns: Column) -> Column:
    return reduce(
        lambda a, b: Column(np.minimum(a.values, b.values), logic.worst(a.states, b.states)),
        columns,
    )


def greatest(*columns: Column) -> Column:
    return reduce(
        lambda a, b: Column(np.maximum(a.values, b.values), logic.worst(a.states, b.states)),
        columns,
    )


def rounded(given: Column, decimals: Column = _WHOLE) -> Column:
    """Return *given* rounded half up to a constant number of decimals."""
    return Column(round_half_up(np.asarray(given.values), int(decimals.values)), given.states)


def square_root(given: Column) -> Column:
    return logic.defined(np.sqrt(given.values), given)


def logarithm(given: Column) -> Column:
    return logic.defined(np.log(given.values), given, np.asarray(given.values) > 0)


def exponential(given: Column) -> Column:
    """Return e to the power of *given*: invalid where it is beyond all figures."""
    values = np.exp(given.values)
    beyond = np.isinf(values)
    if not np.any(beyond):
        return Column(values, given.states)
    return Column(np.where(beyond, np.nan, values), logic.mark(given.states, beyond, State.INVALID))


def absolute(given: Column) -> Column:
    return Column(np.abs(given.values), given.states)


def days(start: Column, end: Column) -> Column:
    return logic.subtract(end, start)


def year(day: Column) -> Column:
    """Return the calendar year of days counted from 1970-01-01."""
    whole = np.nan_to_num(np.asarray(day.values, dtype=np.float64)).astype("datetime64[D]")
    years = whole.astype("datetime64[Y]").astype(np.float64) + 1970
    return Column(years if day.states is None else logic.blanked(years, day.states), day.states)


_NUMBER = ("number",)

SCALAR: Mapping[str, Function] = {
    "abs": Function(absolute, _NUMBER, "number", 1, 1, "绝对值"),
    "min": Function(least, _NUMBER, "number", 2, None, "最小值"),
    "max": Function(greatest, _NUMBER, "number", 2, None, "最大值"),
    "round": Function(rounded, _NUMBER, "number", 1, 2, "四舍五入到若干位小数"),
    "floor": Function(logic.floor, _NUMBER, "number", 1, 1, "向下取整"),
    "ceil": Function(logic.ceil, _NUMBER, "number", 1, 1, "向上取整"),
    "clip": Function(clip, _NUMBER, "number", 3, 3, "限定在下限与上限之间"),
    "sqrt": Function(square_root, _NUMBER, "number", 1, 1, "平方根"),
    "log": Function(logarithm, _NUMBER, "number", 1, 1, "自然对数"),
    "exp": Function(exponential, _NUMBER, "number", 1, 1, "自然指数"),
    "coalesce": Function(coalesce, ("any", "same"), "same", 2, 2, "未填或不涉及时取后者"),
    "is_missing": Function(is_missing, ("any",), "boolean", 1, 1, "是否未填"),
    "ratio": Function(logic.divide, _NUMBER, "number", 2, 2, "前者与后者之比"),
    "change": Function(change, _NUMBER, "number", 2, 2, "本期比上期的变动率（小数）"),
    "days": Function(days, ("date",), "number", 2, 2, "从前一日期到后一日期的天数"),
    "year": Function(year, ("date",), "number", 1, 1, "日期的年份"),
}

# These look up what was scored or self-assessed under an id; the evaluator provides them.
SCORED: Mapping[str, str] = {
    "rate": "某指标的得分率（0 到 1）",
    "points": "某指标的得分",
    "self_score": "部门对某指标的自评分",
}


# --- over the rows of a table -----------------------------------------------------------------

Offsets = NDArray[np.int64]


def sums(values: NDArray[Any], offsets: Offsets) -> NDArray[np.float64]:
    """Return the sum of each department's rows, those without rows giving 0.

    >>> sums(np.array([1.0, 2.0, 4.0]), np.array([0, 2, 2, 3])).tolist()
    [3.0, 0.0, 4.0]
    """
    owner = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    return np.bincount(owner, weights=values, minlength=len(offsets) - 1).astype(np.float64)


def extremes(ufunc: np.ufunc, values: NDArray[Any], offsets: Offsets) -> NDArray[np.float64]:
    """Return *ufunc* reduced over each department's rows, nan for those without rows."""
    result = np.full(len(offsets) - 1, np.nan)
    some = np.diff(offsets) > 0
    if some.any():
        result[some] = ufunc.reduceat(values, offsets[:-1][some])
    return result


def worst_row(rows: Column, offsets: Offsets) -> Any:
    """Return the greatest state among each department's rows, None where all are present."""
    if rows.states is None:
        return None
    return np.nan_to_num(extremes(np.maximum, rows.states, offsets)).astype(np.uint8)


def _sum(rows: Column, offsets: Offsets) -> Column:
    return Column(sums(rows.values, offsets), worst_row(rows, offsets))


def _mean(rows: Column, offsets: Offsets) -> Column:
    return logic.divide(_sum(rows, offsets), Column(np.diff(offsets).astype(np.float64)))


def _min(rows: Column, offsets: Offsets) -> Column:
    return _extreme(np.minimum, rows, offsets)


def _max(rows: Column, offsets: Offsets) -> Column:
    return _extreme(np.maximum, rows, offsets)


def _extreme(ufunc: np.ufunc, rows: Column, offsets: Offsets) -> Column:
    """Return the extreme of each department's rows, undefined for those without rows."""
    states, none = worst_row(rows, offsets), np.diff(offsets) == 0
    if none.any():
        states = logic.mark(states, none, State.UNDEFINED)
    return Column(extremes(ufunc, rows.values, offsets), states)


def _any(rows: Column, offsets: Offsets) -> Column:
    holds = sums(rows.values, offsets) > 0
    unknown = worst_row(rows, offsets)
    return Column(holds, None if unknown is None else np.where(holds, np.uint8(0), unknown))


def _all(rows: Column, offsets: Offsets) -> Column:
    return logic.negation(_any(logic.negation(rows), offsets))


def _count(rows: Column, offsets: Offsets) -> Column:
    """Count the rows for which a condition holds, or the rows that hold a value."""
    if rows.values.dtype == bool:
        return _sum(rows, offsets)
    present = np.ones(offsets[-1]) if rows.states is None else rows.states == 0
    return Column(sums(present, offsets))


AGGREGATES: Mapping[str, Function] = {
    "sum": Function(_sum, _NUMBER, "number", 1, 1, "表中各行之和"),
    "mean": Function(_mean, _NUMBER, "number", 1, 1, "表中各行的平均"),
    "min": Function(_min, _NUMBER, "number", 1, 1, "表中各行的最小值"),
    "max": Function(_max, _NUMBER, "number", 1, 1, "表中各行的最大值"),
    "count": Function(_count, ("any",), "number", 1, 1, "有值或符合条件的行数"),
    "any": Function(_any, ("boolean",), "boolean", 1, 1, "是否有一行符合条件"),
    "all": Function(_all, ("boolean",), "boolean", 1, 1, "是否各行都符合条件"),
    "share": Function(_mean, ("boolean",), "number", 1, 1, "符合条件的行所占比重（0 到 1）"),
}


def aggregate(name: str, rows: Column, offsets: Offsets, table_states: Any) -> Column:
    """Return one element a department; a table that was not submitted passes its state on.

    Rows that are not present make the whole unknown, but for ``any`` and ``all`` where the
    other rows settle it, and for counting the rows that hold a value.
    """
    count = int(offsets[-1])
    states = None if rows.states is None else np.broadcast_to(rows.states, count)
    result = AGGREGATES[name].apply(Column(np.broadcast_to(rows.values, count), states), offsets)
    if table_states is not None:
        # Without rows a mean is undefined, but the reason is that there are no rows.
        inner = logic.state_of(result)
        result = Column(result.values, np.where(table_states > 0, table_states, inner))
    if result.states is None:
        return result
    return Column(logic.blanked(result.values, result.states), result.states)
