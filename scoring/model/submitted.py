"""The nouns of what departments submitted, and of what a person should look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from scoring.model.column import Column
from scoring.words import Message

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name without folders of this machine, and its digest."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where each of n rows was read, so that a cell is named only when it is shown.

    ``sheets[sheet[i]]`` is the place of row i ("报送.xlsx!部门", "a.csv", "b.json#"), ``line[i]``
    its row there (from 1; for JSON its pointer index), ``columns[(sheet index, field)]`` the
    column's letters ("B") or key in that sheet.
    """

    sheets: tuple[str, ...]
    sheet: NDArray[np.int32]
    line: NDArray[np.int64]
    columns: Mapping[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A submitted value that could not be read: as it was written, what is wrong, the remedy."""

    text: str
    problem: Message
    remedy: Message


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table for all departments: row r of department d is ``offsets[d] + r``.

    *states*, one a department, tells a table that is absent or does not apply.
    """

    columns: Mapping[str, Column]
    offsets: NDArray[np.int64]
    states: NDArray[np.uint8] | None
    origin: Origin
    faults: Mapping[tuple[str, int], Fault] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at, in one department's data or (None) in all."""

    check: str
    severity: str
    message: Message
    cells: tuple[str, ...] = ()
    department: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Submissions:
    """What all departments submitted: one element a department, in the order read.

    *self_score_places* are, by indicator, departments and the origin of their rows on sheets of
    self scores alone; others stand in *origin*. *places* is the step of the last place submitted
    (0.01 for 4707.37), for the fields that cross-checks add up. *faults* are
    keyed by (field, department index).
    """

    departments: NDArray[Any]
    columns: Mapping[str, Column]
    tables: Mapping[str, Rows]
    self_scores: Mapping[str, Column]
    origin: Origin
    sources: tuple[Source, ...] = ()
    faults: Mapping[tuple[str, int], Fault] = field(default_factory=dict)
    places: Mapping[str, Floats] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    self_score_places: Mapping[str, Sequence[tuple[NDArray[Any], Origin]]] = field(
        default_factory=dict
    )

    from_frame: ClassVar[Callable[..., "Submissions"]]  # given by scoring.intake, a floor above

    def __len__(self) -> int:
        return len(self.departments)
