"""Which data states can come about: asked of the engine, one field after another spoilt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import evaluate
from scoring.intake import from_records
from scoring.model import Field, Ruleset
from scoring.plan import FAILING, Plan, compile_plan
from scoring.review.checking import judge_checks
from scoring.sampling import year_of
from scoring.sampling.anchors import anchors_of
from scoring.sampling.cells import cells_of, rows_of
from scoring.sampling.draft import Draft, column, decimals_of, is_figure, keyed_fields
from scoring.sampling.patterns import patterns_of
from scoring.sampling.probing import ROWS

Record = dict[str, Any]
_FAULTY = "#REF!"
_INAPPLICABLE = "不涉及"


@dataclass(frozen=True, slots=True)
class Possible:
    """What a field alone, or all of them, can bring on.

    ``states[i, s]``: that indicator i is in state s; ``unchecked[c]``: that check c is not made.
    """

    states: NDArray[np.bool_]
    unchecked: NDArray[np.bool_]


def possible_under(plan: Plan) -> Possible:
    """Return which data states indicators and checks can get into under a ruleset."""
    good = good_record(plan.ruleset)
    records = [good, *spoilt_records(plan.ruleset, good)]
    scores = evaluate(plan, from_records(apart(records), plan.ruleset))
    states = np.zeros((len(plan.leaves), 1 + len(FAILING)), np.bool_)
    for state in FAILING:
        states[:, state] = (scores.states == state).any(axis=1)
    return Possible(states, np.asarray(judge_checks(scores).unchecked.any(axis=1)))


def good_record(ruleset: Ruleset) -> Record:
    """Return a department that does well, as it would fill in its figures."""
    anchors, _ = anchors_of(ruleset, year_of(ruleset))
    counts = {table: np.full(1, ROWS) for table in ruleset.tables}
    values = {
        key: column(field, [anchors[key]] * (ROWS if key.table else 1))
        for key, field in keyed_fields(ruleset).items()
    }
    draft = Draft(ruleset, 1, values, counts, decimals_of(ruleset, anchors))
    cells: Record = {name: cells[0] for name, cells in cells_of(draft).items()}
    tables = {table: rows_of(draft, table)[0] for table in ruleset.tables}
    shown = patterns_of(compile_plan(ruleset)).items()
    return cells | tables | {table: pattern.rows for table, pattern in shown}


def apart(records: Sequence[Record]) -> list[Record]:
    """Return *records* as those of departments of their own, which share no code."""
    kept = [{k: v for k, v in record.items() if k != "department_code"} for record in records]
    return [{**record, "department": f"{place}"} for place, record in enumerate(kept)]


def spoilt_records(ruleset: Ruleset, good: Record) -> Iterator[Record]:
    """Yield the good record with one field after another, then all, spoilt in every way."""
    yield {}
    yield {**good, **{n: 0 for n, field in ruleset.fields.items() if is_figure(field)}}
    for name, field in ruleset.fields.items():
        for value in _values(field):
            yield {**good, name: value}
    for name, table in ruleset.tables.items():
        yield {**good, name: None}
        yield {**good, name: _INAPPLICABLE}
        for inner, field in table.fields.items():
            for value in _values(field):
                yield {**good, name: [{**row, inner: value} for row in good[name]]}


def _values(field: Field) -> list[Any]:
    spoilt: list[Any] = [None, _INAPPLICABLE]
    spoilt += [] if field.type == "text" else [_FAULTY]
    return [*spoilt, 0] if is_figure(field) else spoilt
