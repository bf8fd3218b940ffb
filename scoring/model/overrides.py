"""What reviewers decided on top of the rules."""

from dataclasses import dataclass
from decimal import Decimal

from scoring.model.submitted import Finding, Source


@dataclass(frozen=True, slots=True)
class Override:
    """What a reviewer gives one department (its row) on one indicator, why, and when (ISO).

    *cells* are where this was written.
    """

    department: int
    indicator: str
    points: Decimal
    reason: str
    reviewer: str
    date: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overrides:
    """All overrides, the files they were read from, and what was noticed in those."""

    entries: tuple[Override, ...] = ()
    sources: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = ()
