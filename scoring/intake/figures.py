"""Figures: numbers, whole numbers, money and percentages, read by columns.

A column of plain numbers is converted in one go; only cells of text are read one by one.
"""

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.intake.headings import power_between
from scoring.intake.reading import (
    Outcome,
    Typed,
    UnreadableError,
    fault,
    listed,
    outcome,
    unquoted,
)
from scoring.intake.sheet import Flags, Raw
from scoring.intake.writing import narrow, plain_minus
from scoring.model import Fault, Field, State
from scoring.names import fold
from scoring.points import Floats
from scoring.words import Message, Phrase, plain

LARGEST = 1e15  # beyond this a float no longer holds every cent
_NUMERIC = {int, float}
_LONGEST = 80


def read_figures(raw: Raw, field: Field, power: int = 0) -> Typed:
    """Return the figures of a column, brought to the field's unit by ten to the *power*."""
    values, rest = _numbers(raw)
    states = np.zeros(len(values), np.uint8)
    if raw.absent is not None:
        states[raw.absent] = State.MISSING
    if power:
        values = shifted(values, power)
    if raw.percents is not None and _is_percent(field):
        values[raw.percents] = shifted(values[raw.percents], 2)
    faults = _ambiguous(raw, field, rest, len(values))
    words: dict[str, Outcome] = {}  # blanks and words come again and again
    for row in rest:
        cell = raw.cells[row]
        found = words.get(cell) if type(cell) is str else None
        if found is None:
            found = outcome(cell, field, np.nan, lambda cell: _figure(cell, field, power))
            if type(cell) is str:
                words[cell] = found
        values[row], states[row] = found.value, found.state
        if found.fault:
            faults[row] = found.fault
    faults |= _out_of_bounds(raw, field, values, (states == State.PRESENT))
    broken = list(faults)
    states[broken] = State.INVALID
    values[states != State.PRESENT] = np.nan
    return Typed(values, states, faults)


def shifted(values: Floats, power: int) -> Floats:
    """Return *values* times ten to the *power*, exactly as on paper.

    >>> shifted(np.array([0.951, 4707.37]), 2).tolist()
    [95.1, 470737.0]
    """
    largest = np.max(np.abs(values), initial=1.0, where=np.isfinite(values))
    decimals = max(14 - math.ceil(math.log10(largest)), 0)
    # A figure of at most fifteen digits is a whole number of its last place, which holds exactly.
    whole = np.rint(values * 10.0**decimals)
    short = (whole / 10.0**decimals == values) & (np.abs(whole) < 1e15)
    places = decimals - power
    result = whole / 10.0**places if places >= 0 else whole * 10.0**-places
    for row in np.flatnonzero(~short & np.isfinite(values)).tolist():
        result[row] = float(Decimal(repr(float(values[row]))).scaleb(power))
    return np.asarray(result, np.float64)


def last_places(raw: Raw, field: Field, power: int, typed: Typed) -> Floats:
    """Return the step of the last place submitted of each figure, nan where there is none."""
    steps = np.full(len(typed.values), np.nan)
    cells = listed(raw)
    percents = raw.percents if _is_percent(field) else None
    for row in np.flatnonzero(typed.states == State.PRESENT).tolist():
        shift = power + 2 * bool(percents is not None and percents[row])
        steps[row] = _step(cells[row], field, shift)
    return steps


def _step(cell: Any, field: Field, power: int) -> float:
    if isinstance(cell, str):
        digits, own = _parts(unquoted(cell), field)
        power = power if own is None else own
    else:
        digits = (
            cell if isinstance(cell, Decimal) else Decimal(f"{cell:.15g}")
        )  # what a spreadsheet shows of a binary figure
    exponent = digits.as_tuple().exponent
    return float(Decimal(1).scaleb(min(int(exponent), 0) + power))


def _numbers(raw: Raw) -> tuple[Floats, Sequence[int]]:
    """Return the numbers of a column, nan elsewhere, and the rows still to be read."""
    cells = raw.cells
    if isinstance(cells, np.ndarray) and cells.dtype.kind in "iuf":
        return cells.astype(np.float64), ()
    kinds = list(map(type, cells))
    rest = [row for row, kind in enumerate(kinds) if kind not in _NUMERIC]
    if not rest:
        return _as_floats(cells), ()
    if len(rest) == kinds.count(str) == len(cells) and (values := _plain_texts(cells)) is not None:
        return values, [row for row, cell in enumerate(cells) if not cell]
    figures = list(cells)
    for row in rest:
        figures[row] = np.nan
    return _as_floats(figures), rest


def _as_floats(cells: Any) -> Floats:
    try:
        return np.array(cells, np.float64)
    except OverflowError:
        return np.array([float(c) if abs(c) <= 1e300 else np.inf for c in cells], np.float64)


def _plain_texts(cells: Any) -> Floats | None:
    """Return a column of text that holds nothing but plain numbers and blanks, else None."""
    try:
        values = np.array([float(cell or "nan") for cell in cells], np.float64)
    except ValueError:
        return None
    blanks = cells.count("")
    sound = np.isfinite(values).sum() + blanks == len(values) and "_" not in "".join(cells)
    return values if sound else None


def _figure(cell: Any, field: Field, power: int) -> float:
    if isinstance(cell, Decimal | np.integer | np.floating):
        return float(Decimal(str(cell)).scaleb(power))
    if not isinstance(cell, str):
        kind = _KINDS.get(type(cell).__name__, _OTHER)
        remedy = _UNFORMAT() if kind.phrase is _DATE else _WRITE()
        raise UnreadableError(_NOT_A_FIGURE(kind=kind), remedy)
    digits, own = _parts(cell, field)
    return float(digits.scaleb(power if own is None else own))


def _parts(text: str, field: Field) -> tuple[Decimal, int | None]:
    """Return the figure written in *text* and the power of ten of the unit beside it."""
    found = _FIGURE.fullmatch(plain_minus(narrow(text)).lower()) if len(text) <= _LONGEST else None
    if not found:
        raise UnreadableError(_UNREADABLE(), _WRITE())
    unit = fold(found["unit"])
    digits = Decimal(found["sign"] + found["digits"].replace(",", "") + (found["power"] or ""))
    if not unit or unit in _units(field):
        return digits, None
    own = power_between(unit, field)
    if own is None:
        raise UnreadableError(_WRONG_UNIT(unit=found["unit"].strip()), _write_in(field))
    return digits, own


def _is_percent(field: Field) -> bool:
    return field.type == "percent" or fold(field.unit) == "%"


def _units(field: Field) -> set[str]:
    if field.type == "money":
        return set()
    units = {fold(field.unit)} | ({"%"} if _is_percent(field) else set())
    return units | ({"年度"} if field.id == "year" else set())


def _ambiguous(raw: Raw, field: Field, rest: Sequence[int], count: int) -> dict[int, Fault]:
    """Return a fault for each bare number that may be 95.1 or 0.951 shown as 95.1 %."""
    if not raw.vague or not _is_percent(field):
        return {}
    texts = set(rest)
    rows = (row for row in range(count) if row not in texts)
    return {row: fault(raw.cells[row], _MAYBE_PERCENT(), _SAVE_AS_XLSX()) for row in rows}


def _out_of_bounds(raw: Raw, field: Field, values: Floats, present: Flags) -> dict[int, Fault]:
    faults: dict[int, Fault] = {}
    for wrong, problem, remedy in _bounds(field, values):
        for row in np.flatnonzero(wrong & present).tolist():
            faults.setdefault(row, fault(raw.cells[row], problem, remedy))
    return faults


def _bounds(field: Field, values: Floats) -> Iterator[tuple[NDArray[Any], Message, Message]]:
    finite = np.isfinite(values)
    if not finite.all():
        yield ~finite, _INFINITE(), _WRITE()
    yield np.abs(values) > LARGEST, _TOO_LARGE(), _CHECK_UNIT()
    if field.type == "integer":
        yield values != np.floor(values), _NOT_WHOLE(), _WRITE_WHOLE()
    if field.minimum is not None:
        yield values < field.minimum, _TOO_LOW(limit=plain(field.minimum)), _CHECK()
    if field.maximum is not None:
        yield values > field.maximum, _TOO_HIGH(limit=plain(field.maximum)), _CHECK()


def _write_in(field: Field) -> Message:
    return _WRITE_IN(unit=field.unit) if field.unit else _WRITE()


_FIGURE = re.compile(
    r"(?P<sign>[+-]?)¥?\s*(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?P<power>e[+-]?[0-9]{1,3})?(?P<unit>[^0-9,.]*)"
)
_DATE = Phrase("日期", "a date")
_LOGICAL = Phrase("逻辑值", "a logical value")
_LIST = Phrase("列表", "a list")
_OBJECT = Phrase("对象", "an object")
_OTHER = Phrase("其他内容", "something else")()
_KINDS = {
    "date": _DATE(), "datetime": _DATE(), "time": _DATE(), "timedelta": _DATE(),
    "Timestamp": _DATE(), "bool": _LOGICAL(), "list": _LIST(), "dict": _OBJECT(),
}  # fmt: skip
_NOT_A_FIGURE = Phrase("应填数字，实际是{kind}", "a figure is wanted, this is {kind}")
_UNREADABLE = Phrase("不是可以识别的数字", "this is not a figure")
_WRONG_UNIT = Phrase(
    "带有不认识的单位或文字「{unit}」", "the unit or text “{unit}” is not known here"
)
_INFINITE = Phrase("不是有限的数值", "this is not a finite number")
_TOO_LARGE = Phrase("数值超过 1000 万亿，无法精确到分", "beyond 10^15 cents are lost")
_NOT_WHOLE = Phrase("应填整数", "a whole number is wanted")
_TOO_LOW = Phrase("小于允许的最小值 {limit}", "below the least value allowed, {limit}")
_TOO_HIGH = Phrase("大于允许的最大值 {limit}", "above the greatest value allowed, {limit}")
_MAYBE_PERCENT = Phrase(
    "此格式的文件看不出单元格是否设为百分比，无法区分 95.1 与 95.1%",
    "this kind of file does not tell whether the cell is formatted as a percentage",
)
_WRITE = Phrase("请只填数字，例如 4707.37", "Write a figure only, such as 4707.37")
_UNFORMAT = Phrase(
    "请把单元格格式由日期改为数值，只填数字",
    "Format the cell as a number, not as a date, and write a figure only",
)
_WRITE_IN = Phrase("请改用「{unit}」填写", "Write the figure in {unit}")
_WRITE_WHOLE = Phrase("请填写不带小数的数", "Write a number without decimals")
_CHECK = Phrase("请核对数值与计量单位", "Check the figure and its unit")
_CHECK_UNIT = Phrase("请核对计量单位", "Check the unit")
_SAVE_AS_XLSX = Phrase(
    "请另存为 .xlsx，或填写带百分号的文字，如 95.1%",
    "Save the file as .xlsx, or write the percentage as text, such as 95.1%",
)
