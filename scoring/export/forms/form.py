"""A form as the bureau prescribes it: a ruled table under a title, on paper or in a workbook."""

from dataclasses import dataclass

Entry = str | float | None


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column *width* millimetres wide; one of figures says with how many *decimals*."""

    title: str
    width: float
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one department; neighbours in the first column that are equal stand as one.

    *facts* stand between the title and the table, *closing* below it. Texts are fit to be shown.
    """

    name: str
    title: str
    facts: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[Entry, ...], ...]
    closing: tuple[str, ...]
    grouped: bool = False


def groups(form: Form) -> list[tuple[int, int]]:
    """Return the first row of each group and how many rows it has; all of 1 unless grouped.

    >>> rows = (("甲", 1.0), ("甲", 2.0), ("乙", 3.0))
    >>> groups(Form("", "", "", (), rows, (), grouped=True))
    [(0, 2), (2, 1)]
    """
    found: list[tuple[int, int]] = []
    for place, row in enumerate(form.rows):
        first, count = found[-1] if found else (0, 0)
        if form.grouped and count and row[0] and form.rows[first][0] == row[0]:
            found[-1] = (first, count + 1)
        else:
            found.append((place, 1))
    return found
