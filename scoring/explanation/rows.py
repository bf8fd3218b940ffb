"""Sentences for rows of submissions that are indicators of their own, told by their own methods."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from scoring.evaluation.row_scores import frame_of_rows
from scoring.evaluation.rows import DECIMALS, reading_of
from scoring.explanation.deduction import Deduction
from scoring.explanation.inputs import (
    Input,
    after_figure,
    at,
    fields_read,
    inputs_of,
    row_input,
    shown,
)
from scoring.explanation.splitting import split
from scoring.explanation.states import decision
from scoring.expression import Expression, columns_of
from scoring.expression.telling import tell_expression
from scoring.methods import Loss, Reading, Telling
from scoring.model import State
from scoring.plan import PlannedRule
from scoring.words import Message, Phrase, spoken

if TYPE_CHECKING:
    from scoring.explanation.explainer import Explainer


class RowTeller:
    """Tells of the rows that make up the indicator *number*; rows go by their number in the scores.

    What they were judged by is evaluated anew, a rule at a time, for what is not full marks.
    """

    def __init__(self, explainer: "Explainer", number: int):
        self.explainer = explainer
        self.plan, self.submissions = explainer.plan, explainer.scores.submissions
        self.leaf = explainer.plan.leaves[number]
        self.held = explainer.scores.rows[number]
        self.by_row = self.held.by_row
        self.table = self.plan.ruleset.tables[self.by_row.table]
        self.inside = self.held.of(explainer.rows)

    # --- what a row is called, and what was read of it ------------------------------------------

    @cached_property
    def titles(self) -> list[str]:
        """The titles of all rows; those without one are told by their place in the table."""
        given = self._over_rows(self.by_row.title)
        numbers = self.held.index[self.inside] - self._starts
        places = (_NTH(table=self.table.title, number=n + 1) for n in numbers.tolist())
        return [
            str(text) or place.say(self.explainer.language)
            for text, place in zip(given, places, strict=True)
        ]

    @cached_property
    def units(self) -> list[str]:
        """The units of all rows: their rule's, or those that came with the rows."""
        own = [rule.leaf.unit for rule in self.by_row.rules]
        by_rule = [own[rule] for rule in self.held.rules[self.inside].tolist()]
        if self.by_row.unit is None:
            return by_rule
        given = self._over_rows(self.by_row.unit)
        return [known or str(text) for known, text in zip(by_rule, given, strict=True)]

    @property
    def _starts(self) -> Any:
        table = self.submissions.tables.get(self.by_row.table)
        owners = self.held.owners(self.explainer.rows) + self.explainer.start
        return table.offsets[owners] if table else 0

    def _over_rows(self, expression: Expression) -> Any:
        here = np.arange(self.inside.start, self.inside.stop)
        rows = self.explainer.rows
        frame = frame_of_rows(self.plan, self.submissions, self.held, rows, here)
        return np.broadcast_to(columns_of(frame)(expression).values, len(here)).tolist()

    def title(self, row: int) -> str:
        """Return what a row is called."""
        return str(self.titles[row - self.inside.start])

    def unit(self, row: int) -> str:
        """Return the unit that a row's value has."""
        return str(self.units[row - self.inside.start])

    def rule(self, row: int) -> PlannedRule:
        """Return the rule that judged a row, the last of all where none fits."""
        return self.by_row.rules[int(self.held.rules[row])]

    def inputs(self, department: int, row: int) -> tuple[Input, ...]:
        """Return the cells of a row that its rule read, then what the department submitted."""
        read = self._read[int(self.held.rules[row])]
        columns = [name for name in self.table.fields if any(name in each.names for each in read)]
        fields = [name for name in fields_read(self.plan, read) if name not in columns]
        place, start = int(self.held.index[row]), self.explainer.start
        cells = [row_input(self.table, self.submissions, name, place) for name in columns]
        return (*cells, *inputs_of(self.plan, self.submissions, fields, start + department))

    def weight_inputs(self, row: int) -> list[Input]:
        """Return the cells that a row's weight was read from."""
        names = [name for name in self.table.fields if name in self.by_row.weight.names]
        place = int(self.held.index[row])
        return [row_input(self.table, self.submissions, name, place) for name in names]

    def inputs_as_whole(self, department: int) -> tuple[Input, ...]:
        """Return what the indicator was read from where its rows could not be scored."""
        number = self.explainer.start + department
        rows = range(*self.held.offsets[number : number + 2].tolist())
        unfit = [each for row in rows if self.held.unfit[row] for each in self.weight_inputs(row)]
        given = fields_read(self.plan, [self.leaf.not_applicable, *self.leaf.operands.values()])
        whole = () if unfit else (self.by_row.table,)
        return (*unfit, *inputs_of(self.plan, self.submissions, (*given, *whole), number))

    @cached_property
    def _read(self) -> list[list[Expression]]:
        """What each rule reads; the last, for rows that none fits, is what all conditions read."""
        *rules, _ = self.by_row.rules
        return [*(rule.reads for rule in rules), self.by_row.whens]

    # --- why marks were lost --------------------------------------------------------------------

    def deductions(self, department: int) -> Iterator[Deduction]:
        """Yield what the rows of one department lost, in their order."""
        number = self.explainer.start + department
        for row in range(self.held.offsets[number], self.held.offsets[number + 1]):
            lost = int(self.held.marks[row] - self.held.points[row])
            if lost:
                inputs = self.inputs(department, row)
                for marks, reason in self._reasons(department, row, lost, inputs):
                    yield self._deduction(department, row, marks, reason, inputs)

    def _deduction(
        self, department: int, row: int, marks: int, reason: str, inputs: tuple[Input, ...]
    ) -> Deduction:
        told = self.explainer.deduction(self.leaf, department, marks, reason, inputs)
        return replace(told, remedy=self.rule(row).leaf.indicator.remedy, row=row)

    def _reasons(
        self, department: int, row: int, lost: int, inputs: tuple[Input, ...]
    ) -> list[tuple[int, str]]:
        if self.held.states[row]:
            note = Loss(self.note(row, inputs))
            return [(lost, self.explainer.with_points(note, lost))]
        telling, leaf = self.telling(row), self.rule(row).leaf
        losses = self._method(row).tell(telling)
        cells = self._cells(row) if leaf.indicator.reason else {}
        return [
            (part, self.explainer.sentence(leaf, telling, loss, part, department, cells))
            for part, loss in split(losses, lost, int(self.held.marks[row]), telling.scale)
        ]

    def _cells(self, row: int) -> dict[str, str]:
        """Return what every column of a row holds, for the ruleset's own words."""
        place, language = int(self.held.index[row]), self.explainer.language
        cells = {}
        for name in self.table.fields:
            given = row_input(self.table, self.submissions, name, place)
            value = spoken("" if given.value is None else shown(given.value), language)
            cells[name] = value and value + after_figure(spoken(given.unit, language))
        return cells

    def note(self, row: int, inputs: tuple[Input, ...]) -> Message:
        """Return why a row was not scored, and what its policy decided."""
        state, leaf, why = State(int(self.held.states[row])), self.rule(row).leaf, None
        if state is State.INVALID and all(given.state is not state for given in inputs):
            is_ruled = self.held.rules[row] >= 0
            no_rule = _NO_RULE(title=self.title(row))
            why = self._method(row).fault(self.telling(row)) if is_ruled else no_rule
        note = decision(self.title(row), state, leaf.policies[state], inputs, why, "")
        is_named = self.title(row) in note.say(self.explainer.language)
        return note if is_named else _OF_ROW(title=self.title(row), note=note)

    def notes(self) -> Iterator[tuple[int, str]]:
        """Yield row and sentence for every row that was not scored."""
        owners = self.held.owners(self.explainer.rows)
        for row in np.flatnonzero(self.held.states[self.inside]).tolist():
            place = row + self.inside.start
            inputs = self.inputs(int(owners[row]), place)
            yield place, self.note(place, inputs).say(self.explainer.language)

    def _method(self, row: int) -> Any:
        written = self.rule(row).written
        return written.method_at(self.weight(row)) if written else None

    def weight(self, row: int) -> Decimal:
        return Decimal(int(self.held.weights[row])).scaleb(-DECIMALS)

    def telling(self, row: int) -> Telling:
        """Return what the method of a row's rule tells it by."""
        held, rule = self.held, self.rule(row)
        reading, place = self._readings[row]
        unit = 10.0**self.explainer.decimals
        return Telling(
            title=self.title(row),
            value=float(held.values[row]),
            operands={name: at(column, place)[0] for name, column in reading.operands.items()},
            unit=self.unit(row),
            decimals=rule.leaf.shown_decimals,
            full_marks=float(held.marks[row]) / unit,
            lost=float(held.marks[row] - held.points[row]) / unit,
            rate=float(held.rates[row]),
            condition=self.condition,
        )

    def condition(self, source: str) -> str:
        """Return an expression over a row in people's names for things."""
        told = tell_expression(source, self._names, self.explainer.node_titles)
        return told.say(self.explainer.language)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        columns = {name: field.title for name, field in self.table.fields.items()}
        return {**self.explainer.titles, **columns}

    @cached_property
    def _readings(self) -> dict[int, tuple[Reading, int]]:
        """What was read of each row that is not full marks, and its place in that."""
        held, rows = self.held, self.explainer.rows
        found: dict[int, tuple[Reading, int]] = {}
        told = (held.marks > held.points) | (held.states != 0)
        for number, rule in enumerate(self.by_row.rules[:-1]):
            wanted = told[self.inside] & (held.rules[self.inside] == number)
            here = np.flatnonzero(wanted) + self.inside.start
            if here.size:
                frame = frame_of_rows(self.plan, self.submissions, held, rows, here)
                _, reading = reading_of(rule, frame, held.weights[here] / 10.0**DECIMALS)
                found |= {row: (reading, place) for place, row in enumerate(here.tolist())}
        return found

    # --- why the indicator as a whole was not scored --------------------------------------------

    def cause(self, department: int, state: State) -> Message | None:
        """Return why the rows of one department make up no indicator, None for the usual words."""
        number = self.explainer.start + department
        own = slice(self.held.offsets[number], self.held.offsets[number + 1])
        rows = range(own.start, own.stop)
        unfit = [row for row in rows if self.held.unfit[row]]
        if state is State.INVALID and unfit:
            return _UNFIT(titles=[self._quoted(row) for row in unfit])
        if state is State.INVALID and rows:
            return _NO_WEIGHT(table=self.table.title)
        if state is State.MISSING and not rows and self._was_submitted(number):
            return _NO_ROWS(table=self.table.title, title=self.leaf.indicator.title)
        away = bool(rows) and not self.held.granted(own)[1].any()
        return _ALL_AWAY[state](titles=[self._quoted(row) for row in rows]) if away else None

    def _was_submitted(self, number: int) -> bool:
        table = self.submissions.tables.get(self.by_row.table)
        return table is not None and (table.states is None or not table.states[number])

    def _quoted(self, row: int) -> Message:
        return _QUOTED(title=self.title(row))


_NTH = Phrase("{table}第 {number} 行", "{table} row {number}")
_OF_ROW = Phrase("{title}：{note}", "{title}: {note}")
_QUOTED = Phrase("「{title}」", '"{title}"')
_NO_RULE = Phrase("「{title}」没有适用的评判规则", 'no rule fits "{title}"')
_UNFIT = Phrase("{titles}的权重未填、为负或无效", "{titles}: no weight, or one that is not valid")
_NO_WEIGHT = Phrase("「{table}」中各行权重合计为零", 'the weights in "{table}" add up to nothing')
_NO_ROWS = Phrase("「{table}」中没有「{title}」的指标行", '"{table}" has no row for "{title}"')
_ALL_AWAY = {
    State.MISSING: Phrase("{titles}均未提供数据", "no data for {titles}"),
    State.NOT_APPLICABLE: Phrase("{titles}均不涉及", "{titles} do not apply"),
    State.UNDEFINED: Phrase("{titles}均无法计算", "{titles} cannot be computed"),
    State.INVALID: Phrase("{titles}的数据均无效", "{titles} are all invalid"),
}
