"""The typed stage: raw columns become columns, by the fields they were matched to."""

from collections.abc import Callable, Mapping

import numpy as np

from scoring.intake.figures import read_figures
from scoring.intake.reading import Typed
from scoring.intake.sheet import Raw
from scoring.intake.wording import TEXT, read_booleans, read_choices, read_dates, read_texts
from scoring.model import Column, Field, State

_WORDS: Mapping[str, Callable[[Raw, Field], Typed]] = {
    "boolean": read_booleans,
    "date": read_dates,
    "choice": read_choices,
    "text": read_texts,
}


def read_column(raw: Raw, field: Field, power: int) -> Typed:
    """Return the column read as the field's type; *power* of ten brings figures to its unit."""
    reader = _WORDS.get(field.type)
    return reader(raw, field) if reader else read_figures(raw, field, power)


def absent_column(field: Field, count: int) -> Typed:
    """Return the column of a field that was not submitted."""
    return Typed(empty(field, count), np.full(count, State.MISSING, np.uint8), {})


def empty(field: Field, count: int) -> np.ndarray:
    """Return what stands where a field has no value: nan, False or an empty text."""
    if field.type == "boolean":
        return np.zeros(count, np.bool_)
    if field.type in {"text", "choice"}:
        return np.full(count, "", TEXT)
    return np.full(count, np.nan)


def to_column(typed: Typed) -> Column:
    """Return the column of the model: no states where every value is present."""
    return Column(typed.values, typed.states if typed.states.any() else None)


def joined(parts: list[Typed]) -> Typed:
    """Return one column of the *parts*, one below the other."""
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0, *(len(part.states) for part in parts)]).tolist()
    faults = {
        start + row: each
        for start, part in zip(starts, parts, strict=False)
        for row, each in part.faults.items()
    }
    values = np.concatenate([part.values for part in parts])
    return Typed(values, np.concatenate([part.states for part in parts]), faults)
