"""Linear and mixed-integer programs: the door to scipy, whose solver, HiGHS, draws nothing."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scoring.errors import ExportError, Problem
from scoring.points import Floats
from scoring.words import Phrase

# Of the tree of branches: what is beyond is told by bounds, which are the same on every machine.
_NODES = 500


@dataclass(slots=True, eq=False)
class Program:
    """Minimise ``costs @ x`` where *rows* of x lie between their ends, and x between its own."""

    costs: Floats
    low: Floats
    high: Floats
    whole: Floats  # 1 where a variable must be a whole number
    rows: list[Floats] = field(default_factory=list)
    ends: list[tuple[float, float]] = field(default_factory=list)

    def keep(self, row: Floats, least: float, most: float) -> None:
        """Add that ``row @ x`` is from *least* to *most*."""
        self.rows.append(row)
        self.ends.append((least, most))


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The best *x*, None where there is none, and what no x can cost less than (*bound*)."""

    x: Floats | None
    bound: float


def solve(program: Program) -> Answer:
    """Return the answer to *program*; ExportError says what to install where scipy is missing."""
    optimize = _scipy()
    ends = np.array(program.ends).reshape(-1, 2)
    rows = np.array(program.rows).reshape(-1, len(program.costs))
    with _silenced():
        found = optimize.milp(
            program.costs,
            integrality=program.whole,
            bounds=optimize.Bounds(program.low, program.high),
            constraints=optimize.LinearConstraint(rows, ends[:, 0], ends[:, 1]),
            options={"node_limit": _NODES, "presolve": False},
        )
    if found.x is None:
        return Answer(None, np.inf if found.status == _INFEASIBLE else -np.inf)
    bound = found.mip_dual_bound if program.whole.any() else found.fun
    return Answer(found.x, found.fun if bound is None else float(bound))


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep off standard output what HiGHS prints there, from C, where it mends a solution."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        ctypes.CDLL(None if os.name == "posix" else "ucrtbase").fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _scipy() -> Any:
    try:
        from scipy import optimize
    except ImportError:
        raise ExportError([Problem("scoring tune", _NO_SCIPY(), _INSTALL())]) from None
    return optimize


_INFEASIBLE = 2
_NO_SCIPY = Phrase("求精确解需要 scipy", "exact answers need scipy")
_INSTALL = Phrase(
    '请安装：pip install "budget-performance-scoring[tune]"',
    'Install it: pip install "budget-performance-scoring[tune]"',
)
