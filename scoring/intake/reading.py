"""What every typed reading shares: states that words tell, and values that cannot be read."""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.bare_text import begins_quoted
from scoring.intake.sheet import UNCOMPUTED, CellError, Raw
from scoring.intake.writing import plain_minus, shown
from scoring.model import Fault, Field, State
from scoring.names import fold
from scoring.words import Message, Phrase

BLANKS = {"", "-", "--", "---", "—", "——", "/", "\\"}
INAPPLICABLE = {"无", "不涉及", "不适用", "未涉及", "无此项", "n/a", "na", "notapplicable"}

SHEET_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!"}


class Typed(NamedTuple):
    """A column read: values, states apart from them, and what could not be read, by row."""

    values: NDArray[Any]
    states: NDArray[np.uint8]
    faults: Mapping[int, Fault]


class Outcome(NamedTuple):
    """What one cell came to."""

    value: Any
    state: State
    fault: Fault | None = None


class UnreadableError(Exception):
    """A cell that does not hold what its field asks for; caught where the column is read."""

    def __init__(self, problem: Message, remedy: Message):
        super().__init__(problem, remedy)
        self.problem, self.remedy = problem, remedy


def fault(cell: Any, problem: Message, remedy: Message) -> Fault:
    """Return the fault of *cell*, as written."""
    return Fault(shown(cell), problem, remedy)


def state_of(cell: Any, field: Field) -> State:
    """Return what the words in a cell say of its value, before it is read.

    >>> state_of("不涉及", Field("spent", "支出", "money"))
    <State.NOT_APPLICABLE: 2>
    """
    if cell is None:
        return State.MISSING
    if not isinstance(cell, str) or not _MAYBE_WORD.match(cell):
        return State.PRESENT
    word = fold(plain_minus(cell))
    if field.choices and word in map(fold, field.choices):
        return State.PRESENT
    if word.strip(".") in BLANKS:
        return State.MISSING
    if word in INAPPLICABLE and not (field.type == "boolean" and word == "无"):
        return State.NOT_APPLICABLE
    return State.PRESENT


def read_each(
    raw: Raw, field: Field, empty: Any, read: Callable[[Any], Any]
) -> tuple[list[Any], NDArray[np.uint8], dict[int, Fault]]:
    """Read a column cell by cell, each different cell once; *empty* stands where no value is."""
    cells = listed(raw)
    plain = set(map(type, cells)) <= {str, bool}
    keys = cells if plain else [_key(cell) for cell in cells]
    known = {
        key: outcome(cell, field, empty, read)
        for key, cell in dict(zip(keys, cells, strict=True)).items()
    }
    outcomes = list(map(known.__getitem__, keys))
    values = list(map(attrgetter("value"), outcomes))
    states = np.fromiter(map(attrgetter("state"), outcomes), np.uint8, len(cells))
    wrong = np.flatnonzero(states == State.INVALID).tolist()
    faults = {row: each for row in wrong if (each := outcomes[row].fault)}
    return values, states, faults


def _key(cell: Any) -> Any:
    """Return what tells cells apart: 1, 1.0, True and lists are different and may be unhashable."""
    return cell if type(cell) is str else (type(cell), repr(cell))


def listed(raw: Raw) -> list[Any]:
    """Return the cells as Python values, None in the gaps of an array."""
    cells = raw.cells.tolist() if isinstance(raw.cells, np.ndarray) else list(raw.cells)
    if raw.absent is not None:
        for row in np.flatnonzero(raw.absent):
            cells[row] = None
    return cells


def is_plain(cells: Sequence[Any]) -> bool:
    """Return whether the cells are nothing but text that tells no state and no error."""
    return set(map(type, cells)) == {str} and not any(map(_MAYBE_WORD.match, cells))


def outcome(cell: Any, field: Field, empty: Any, read: Callable[[Any], Any]) -> Outcome:
    """Return the value of one cell, or the state or the fault that stands in its place."""
    state = state_of(cell, field)
    if state != State.PRESENT:
        return Outcome(empty, state)
    if field.type != "text" and unquoted(cell) is not cell:
        return outcome(unquoted(cell), field, empty, read)
    try:
        if cell == CellError(UNCOMPUTED):
            raise UnreadableError(_UNSOLVED(), _SAVE_RESULT())
        if isinstance(cell, CellError) or (isinstance(cell, str) and cell in SHEET_ERRORS):
            raise UnreadableError(_SHEET_ERROR(error=shown(cell)), _CORRECT_FORMULA())
        return Outcome(read(cell), State.PRESENT)
    except UnreadableError as error:
        return Outcome(empty, State.INVALID, fault(cell, error.problem, error.remedy))


def unquoted(cell: Any) -> Any:
    """Return a cell without the apostrophe that is typed before figures that shall stay text."""
    return cell[1:] if type(cell) is str and begins_quoted(cell) else cell


# How every word above begins, so that other text is not folded to be compared with them.
_MAYBE_WORD = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad无不未nNｎＮ\-－﹣—–−/／\\＼#]|$")

_UNSOLVED = Phrase("公式没有保存计算结果", "the formula was saved without its result")
_SAVE_RESULT = Phrase(
    "请用 Excel 或 WPS 打开后重新保存，或直接填写数值",
    "Open it in Excel or WPS and save it again, or write the figure",
)
_SHEET_ERROR = Phrase("单元格是错误值 {error}", "the cell shows the error {error}")
_CORRECT_FORMULA = Phrase("请更正公式，或直接填写数值", "Correct the formula, or write the figure")
