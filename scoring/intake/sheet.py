"""What the readers hand on: sheets as laid out, and sheets whose headings are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.places import join

Flags = NDArray[np.bool_]
Cells = Sequence[Any] | NDArray[Any]


@dataclass(frozen=True, slots=True)
class CellError:
    """A spreadsheet cell that shows an error such as #DIV/0!."""

    text: str


UNCOMPUTED = "=?"  # stands for the result of a formula that was saved without one


class Merged(NamedTuple):
    """A merged range, its four sides counted from 0 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as laid out; *top* and *left* count from 0.

    *merged* is None where the format cannot tell; *percents* gives, for each column counted
    from 0, the rows whose cell is formatted as a percentage, None where the format cannot tell.
    """

    place: str
    name: str
    rows: list[list[Any]]
    top: int = 0
    left: int = 0
    merged: tuple[Merged, ...] | None = None
    percents: Mapping[int, Any] | None = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """One column as submitted: *key* is its letters or its pointer within a row.

    *titled* is the cell of its title where that heads one value only, as in a form. *absent*
    marks the gaps of an array, *percents* the cells formatted as percentages;
    *vague* says that a bare number may be either 95.1 or 0.951 shown as 95.1%.
    """

    heading: str
    key: str
    cells: Cells
    absent: Flags | None = None
    percents: Flags | None = None
    vague: bool = False
    titled: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns under headings: row r stands at line ``lines[r]`` of ``places[which[r]]``.

    *unit* is the money unit stated above the headings, *unread_unit* the place of one that cannot
    be applied, *owners* the departments of the rows
    where the file says so by nesting; *skipped* are the places of notes and totals left out.
    """

    name: str
    places: tuple[str, ...]
    which: NDArray[np.int32]
    lines: NDArray[np.int64]
    columns: tuple[Raw, ...]
    heading_line: int | None = None
    unit: str = ""
    unread_unit: str | None = None
    owners: NDArray[np.int64] | None = None
    skipped: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, row: int, key: str) -> str:
        """Return the place of the cell of *row* in the column of *key*."""
        return join(self.places[self.which[row]], int(self.lines[row]), key)


def one_place(
    place: str,
    name: str,
    lines: Sequence[int] | NDArray[Any],
    columns: tuple[Raw, ...],
    **more: Any,
) -> Sheet:
    """Return a sheet whose rows all stand in *place*."""
    which = np.zeros(len(lines), np.int32)
    return Sheet(name, (place,), which, np.asarray(lines, np.int64), columns, **more)
