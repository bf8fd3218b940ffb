"""The departments' own marks, from columns of their sheet or from a sheet of marks."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, SubmissionError
from scoring.intake.binding import Bound
from scoring.intake.columns import joined
from scoring.intake.departments import fault_finding, origin_of
from scoring.intake.owners import Owned
from scoring.intake.reading import Typed
from scoring.model import Field, Finding, Origin, State
from scoring.places import cell
from scoring.words import Phrase


class Marks(NamedTuple):
    """One indicator's own marks of all departments, and the marks that could not be read.

    *places* are those of marks on sheets of their own: departments, and the origin of their rows.
    """

    typed: Typed
    findings: tuple[Finding, ...]
    places: tuple[tuple[NDArray[np.int64], Origin], ...] = ()


def read_marks(
    mains: Sequence[Bound], origin: Origin, parts: Sequence[Owned], field: Field
) -> Marks:
    """Return what the departments gave themselves on one indicator."""
    whole = joined([main.read(field.id, field) for main in mains])
    values, states, faults = whole.values.copy(), whole.states.copy(), dict(whole.faults)
    findings = _findings(whole, origin, np.arange(len(values)), field)
    places = []
    for part in parts:
        if field.id in part.bound.bonds:
            places.append((part.owners, origin_of([part.bound])))
            own = places[-1][1]
            typed = part.bound.read(field.id, field)
            _refuse_twice(typed, part.owners, states, own, field)
            values[part.owners], states[part.owners] = typed.values, typed.states
            faults.update({int(part.owners[row]): each for row, each in typed.faults.items()})
            findings += _findings(typed, own, part.owners, field)
    return Marks(Typed(values, states, faults), tuple(findings), tuple(places))


def _findings(
    typed: Typed, origin: Origin, owners: NDArray[np.int64], field: Field
) -> list[Finding]:
    return [
        fault_finding(field, wrong, cell(origin, row, field.id), int(owners[row]))
        for row, wrong in sorted(typed.faults.items())
    ]


def _refuse_twice(
    typed: Typed, owners: NDArray[np.int64], states: NDArray[np.uint8], origin: Origin, field: Field
) -> None:
    again = np.ones(len(owners), np.bool_)
    again[np.unique(owners, return_index=True)[1]] = False
    given = typed.states != State.MISSING
    twice = np.flatnonzero(given & (again | (states[owners] != State.MISSING))).tolist()
    if twice:
        raise SubmissionError(
            Problem(cell(origin, row, field.id), _TWICE(title=field.title), _KEEP_ONE())
            for row in twice
        )


_TWICE = Phrase("“{title}”的自评分重复填写", "the self score of “{title}” is given twice")
_KEEP_ONE = Phrase("请只保留一处", "Keep one of them")
