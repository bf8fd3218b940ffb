"""What every department got, and how expressions ask for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.frames import Scored, part
from scoring.evaluation.marks import Pattern, share_marks
from scoring.evaluation.overriding import Overridden
from scoring.evaluation.row_scores import RowScores
from scoring.evaluation.tables import Standing, lost_frame, rows_frame, tidy_frame, wide_frame
from scoring.expression.logic import NOTHING, mark
from scoring.expression.scopes import TOTAL
from scoring.model import Column, Source, State, Submissions
from scoring.plan import Plan
from scoring.points import Floats

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What every department got: columns of n departments, no text.

    *values*, *rates* (0 to 1, nan where not scored) and *states* have one row an indicator;
    *points*, in smallest marks, one row a node (``plan.numbers``); ``marks[patterns]`` are the
    full marks of the nodes. *adjustments* are smallest marks; *totals* are on the grid of
    ``rounding.total``. *profiles* number the ruleset's profiles, -1 is none. *rows* are those of
    indicators, by their number, that rows of the submissions make up. Where reviewers' overrides
    were applied they are *overridden*: points, rates and all that follows are the reviewers',
    values, states and rows the rules'.
    """

    plan: Plan
    submissions: Submissions
    values: Floats
    rates: Floats
    states: NDArray[np.uint8]
    points: NDArray[np.int32]
    patterns: NDArray[np.int32]
    profiles: NDArray[np.int16]
    adjustments: NDArray[np.int32]
    adjustment_states: NDArray[np.uint8]
    vetoes: NDArray[np.bool_]
    veto_states: NDArray[np.uint8]
    totals: NDArray[np.int64]
    unranked: NDArray[np.bool_]
    marks_by_pattern: dict[Pattern, tuple[int, ...]]
    rows: dict[int, RowScores] = field(default_factory=dict)
    overridden: Overridden | None = None

    @property
    def marks(self) -> NDArray[np.int32]:
        """The full marks of every pattern: one row a pattern, one column a node."""
        return np.array(list(self.marks_by_pattern.values()), dtype=np.int32)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files read: submissions, then reviewers' overrides."""
        reviewed = self.overridden.overrides.sources if self.overridden else ()
        return (*self.submissions.sources, *reviewed)

    @property
    def by_rule(self) -> "Scores":
        """The scores that the rules alone give, before any reviewer's override."""
        return self.overridden.by_rule if self.overridden else self

    def __len__(self) -> int:
        return len(self.totals)

    def to_frame(self, *, tidy: bool = False, ranking: Standing | None = None) -> "DataFrame":
        """Return a pandas frame: a row a department, or *tidy*, a row a department and indicator.

        Wide columns are department, department_code, peer_group, year, ranked, total, and the
        points of every indicator and dimension by id; a tidy row has indicator, status, value,
        rate (0 to 1), points and full_marks. With *ranking*, as ``rank`` gives it, rank (0 is
        unranked), rank_of and grade stand before the points.
        """
        return tidy_frame(self) if tidy else wide_frame(self, ranking)

    def deductions(self) -> "DataFrame":
        """Return a pandas frame with a row a lost mark: the facts of ``explain``, no sentences.

        With sentences: ``pandas.DataFrame(explain(scores))``.
        """
        return lost_frame(self)

    def rows_frame(self) -> "DataFrame":
        """Return a pandas frame with a row a submitted row that was scored as an indicator."""
        return rows_frame(self)


def blank_scores(plan: Plan, submissions: Submissions) -> Scores:
    leaves, size = len(plan.leaves), len(submissions)
    adjustments, vetoes = len(plan.adjustments), len(plan.vetoes)
    values, rates = np.empty((2, leaves, size))  # one large piece costs far fewer page faults
    return Scores(
        plan=plan,
        submissions=submissions,
        values=values,
        rates=rates,
        states=np.empty((leaves, size), dtype=np.uint8),
        points=np.empty((len(plan.numbers), size), dtype=np.int32),
        patterns=np.zeros(size, dtype=np.int32),
        profiles=np.full(size, -1, dtype=np.int16),
        adjustments=np.zeros((adjustments, size), dtype=np.int32),
        adjustment_states=np.zeros((adjustments, size), dtype=np.uint8),
        vetoes=np.zeros((vetoes, size), dtype=np.bool_),
        veto_states=np.zeros((vetoes, size), dtype=np.uint8),
        totals=np.zeros(size, dtype=np.int64),
        unranked=np.zeros(size, dtype=np.bool_),
        marks_by_pattern={Pattern(): share_marks(plan, Pattern())},
    )


@dataclass(frozen=True, slots=True)
class FullMarks:
    """The full marks of a block: a row a pattern that occurs there, a column a node.

    *kinds* are the row of each department; *shared* tells the nodes that all rows agree on.
    """

    table: NDArray[np.int32]
    kinds: NDArray[np.int64]
    shared: NDArray[np.bool_]

    def of(self, node: int) -> Any:
        """Return a node's full marks: one figure where all departments share it."""
        return (
            int(self.table[0, node]) if self.shared[node] else self.among(slice(node, node + 1))[0]
        )

    def among(self, nodes: slice) -> NDArray[np.int32]:
        """Return the full marks of *nodes*, a row each: one figure long where all share them."""
        if self.shared[nodes].all():
            return self.table[:1, nodes].T
        return self.table[:, nodes].T.take(self.kinds, axis=1)

    def at(self, nodes: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the full marks of single nodes of single departments."""
        return self.table[self.kinds.take(rows), nodes]

    def nothing(self, nodes: Sequence[int]) -> NDArray[np.bool_]:
        """Return which departments have no marks to get in all of *nodes*."""
        return np.logical_not(self.table[:, nodes].any(axis=1)).take(self.kinds)


def marks_in(scores: Scores, rows: slice) -> FullMarks:
    """Return the full marks of the departments in *rows*."""
    patterns = scores.patterns[rows].astype(np.intp)
    occurs = np.bincount(patterns) > 0
    every = list(scores.marks_by_pattern.values())
    table = np.array([every[pattern] for pattern in np.flatnonzero(occurs)], dtype=np.int32)
    table = table.reshape(-1, len(scores.plan.numbers))  # of nobody too
    kinds = (np.cumsum(occurs) - 1).take(patterns)
    return FullMarks(table, kinds, (table == table[:1]).all(axis=0) & (len(table) > 0))


def scored_by(
    scores: Scores, rows: slice, marks: FullMarks | None = None, grid: int | None = None
) -> Scored:
    """Return what answers rate, points and self_score of the departments in *rows*.

    *marks* are their full marks, worked out if not given; *grid* is how many decimals totals have
    by now: those they are published with, by default.
    """
    given = scores.submissions.self_scores
    return answers(
        scores.plan,
        lambda name: part(given[name], rows) if name in given else NOTHING,
        lambda number: scores.points[number, rows],
        lambda number: (marks or marks_in(scores, rows)).of(number),
        lambda: scores.totals[rows],
        grid,
    )


def answers(
    plan: Plan,
    self_scores: Callable[[str], Column],
    points: Callable[[int], Any],
    full_marks: Callable[[int], Any],
    totals: Callable[[], Any],
    grid: int | None = None,
) -> Scored:
    """Return what answers rate, points and self_score from columns asked for when needed.

    *points* and *full_marks* of nodes, by number, are in smallest marks; *grid* as in
    ``scored_by``.
    """
    rounding = plan.ruleset.rounding

    def scored(function: str, name: str) -> Column:
        if function == "self_score":
            return self_scores(name)
        if name == TOTAL:
            unit = 10.0 ** (rounding.total if grid is None else grid)
            earned: Any = totals()
            full: Any = float(plan.ruleset.full_marks) * unit
        else:
            unit = 10.0**rounding.points
            earned, full = points(plan.numbers[name]), full_marks(plan.numbers[name])
        if function == "points":
            return Column(earned / unit)
        nothing = np.equal(full, 0)
        if not np.any(nothing):
            return Column(earned / full)
        nothing = np.broadcast_to(nothing, np.shape(earned))
        rates = np.where(nothing, np.nan, earned / np.where(nothing, 1, full))
        return Column(rates, mark(None, nothing, State.NOT_APPLICABLE))

    return scored
