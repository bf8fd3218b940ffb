"""Boundary cases of a ruleset: at every line, beside it, and in every state, ready to be confirmed.

The engine fills in what is expected, so a person must confirm it before it proves anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.evaluation import evaluate
from scoring.explanation.inputs import fields_of
from scoring.intake import from_records
from scoring.model import State
from scoring.plan import FAILING, Leaf, Plan
from scoring.review.examples import tell_indicator
from scoring.review.leaf_coverage import STATES
from scoring.review.lines import SIDES, Bench, find_lines
from scoring.review.possible import apart, good_record, spoilt_records
from scoring.sampling import year_of
from scoring.sampling.anchors import anchors_of
from scoring.sampling.cells import cells_of, rows_of
from scoring.words import Message, Phrase

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Boundary:
    """The boundary case of one indicator: what departments submit, what is expected of each.

    *unreached* are the lines that no single figure reaches.
    """

    leaf: Leaf
    records: tuple[Json, ...]
    expected: Mapping[str, Json]
    unreached: tuple[str, ...]


def boundaries_of(plan: Plan) -> Iterator[Boundary]:
    """Yield the boundary case of every indicator."""
    language = plan.ruleset.language
    anchors, _ = anchors_of(plan.ruleset, year_of(plan.ruleset))
    good = good_record(plan.ruleset)
    spoilt = list(spoilt_records(plan.ruleset, good))
    states = _states_of(plan, spoilt)
    for number, leaf in enumerate(plan.leaves):
        bench = Bench(plan, leaf, anchors, language)
        named = {_GOOD().say(language): good}
        unreached = [_ROWS()] if leaf.rows else []
        if not (leaf.indicator.method.among_peers or leaf.rows):
            at_lines, unreached = _at_lines(bench)
            named |= at_lines
        named |= _in_states(states[number], spoilt, language)
        records = _submitted(plan, leaf, named)
        expected = _expected(plan, number, records)
        told = tuple(words.say(language) for words in unreached)
        yield Boundary(leaf, tuple(records), expected, told)


def _at_lines(bench: Bench) -> tuple[dict[str, Json], list[Message]]:
    """Return a record at each line and beside it, by what it shows, and what is not reached."""
    found, unreached = find_lines(bench)
    records = {}
    for each in found:
        draft = bench.moved(each.key, [each.value])
        cells = {name: cells[0] for name, cells in cells_of(draft).items()}
        tables = {table: rows_of(draft, table)[0] for table in bench.plan.ruleset.tables}
        told = SIDES[each.side](line=each.words).say(bench.language)
        records[told] = {**cells, **tables}
    return records, unreached


def _states_of(plan: Plan, records: Sequence[Json]) -> Any:
    return evaluate(plan, from_records(apart(records), plan.ruleset)).states


def _in_states(states: Any, spoilt: Sequence[Json], language: str) -> dict[str, Json]:
    """Return a record for each state that the indicator can be in, rather one figure spoilt."""
    records = {}
    for state in FAILING:
        rows = np.flatnonzero(states == state)
        if len(rows):
            row = next((row for row in rows.tolist() if row >= _WHOLLY_SPOILT), int(rows[0]))
            records[_STATE(state=STATES[State(state)]()).say(language)] = spoilt[row]
    return records


def _submitted(plan: Plan, leaf: Leaf, named: Mapping[str, Json]) -> list[Json]:
    """Return the records by department, with nothing in them that the indicator does not read."""
    reads = set(fields_of(plan, leaf))
    records = []
    for name, record in named.items():
        kept: Json = {"department": name}
        for field, value in record.items():
            columns = {name.partition(".")[2] for name in reads if name.startswith(f"{field}.")}
            if columns and isinstance(value, list) and field not in reads:
                kept[field] = [{c: row[c] for c in row if c in columns} for row in value]
            elif field in reads or columns:
                kept[field] = value
        records.append(kept)
    return records


def _expected(plan: Plan, number: int, records: Sequence[Json]) -> dict[str, Json]:
    """Return what the engine gives each department on the indicator."""
    scores = evaluate(plan, from_records(records, plan.ruleset))
    told = tell_indicator(scores, number, range(len(records)))
    keys = ("status", "full_marks", "points", "deductions")
    name = plan.leaves[number].id
    return {
        record["department"]: {"indicators": {name: {key: entry[key] for key in keys}}}
        for record, entry in zip(records, told, strict=True)
    }


_WHOLLY_SPOILT = 2  # the first records are spoilt in all their figures
_GOOD = Phrase("各项良好", "all is well")
_ROWS = Phrase("各行的界线（逐行评判，请另拟案例）", "the lines of its rows: write cases for them")
_STATE = Phrase("数据状态：{state}", "state of the data: {state}")
