"""What a lost mark is told as."""

from dataclasses import dataclass
from decimal import Decimal

from scoring.explanation.inputs import Input


@dataclass(frozen=True, slots=True)
class Deduction:
    """Marks that one department (its row) lost on one node, why, and what to do about it.

    *counted* is False where the marks do not enter the total (the lower of an either-or); *row* is
    the number, in the indicator's ``RowScores``, of the row that lost them.
    """

    department: int
    indicator: str
    points: Decimal
    reason: str
    remedy: str = ""
    basis: str = ""
    cells: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    counted: bool = True
    row: int | None = None
