"""Sentences for the departments that are shown, one node of the tree after another."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores
from scoring.evaluation.frames import frame_of
from scoring.evaluation.judging import fixed_scale, peer_groups, read, value_of
from scoring.evaluation.scores import marks_in, scored_by
from scoring.explanation.deduction import Deduction
from scoring.explanation.inputs import (
    Input,
    at,
    fields_of,
    fields_read,
    inputs_of,
    titles_of,
)
from scoring.explanation.overruling import SETTLED, overrides_in, overruled
from scoring.explanation.rows import RowTeller
from scoring.explanation.splitting import split
from scoring.explanation.states import decision
from scoring.explanation.templates import fill_in
from scoring.expression import columns_of
from scoring.expression.scopes import nodes_of
from scoring.expression.telling import tell_expression
from scoring.methods import Loss, Reading, Telling
from scoring.model import Basis, Column, State
from scoring.plan import Leaf
from scoring.words import Message, Phrase, fixed

NO_CELLS: Mapping[str, str] = {}


class Explainer:
    """Tells of the departments in *rows*, in *language*; evaluates anew only what it tells.

    *only*, where given, is the one indicator that is told of.
    """

    def __init__(self, scores: Scores, rows: slice, language: str, only: str | None = None):
        self.scores = scores
        self.plan = scores.plan
        self.start, self.stop, _ = rows.indices(len(scores))
        self.rows = slice(self.start, self.stop)
        self.language = language
        self.decimals = self.plan.ruleset.rounding.points
        self.frame = frame_of(
            self.plan, scores.submissions, self.rows, scored_by(scores, self.rows)
        )
        self.titles = titles_of(self.plan)
        nodes = nodes_of(self.plan.ruleset.indicators)
        self.node_titles = {node.id: node.title for node in nodes}
        self.full_marks = scores.marks[scores.patterns[self.rows]].T
        self.lost = self.full_marks - scores.points[:, self.rows]
        leaves = enumerate(self.plan.leaves)
        self.leaves = [(n, leaf) for n, leaf in leaves if only in (None, leaf.id)]
        self.told: dict[tuple[int, str], list[Deduction]] = {}
        self.fields = {leaf.id: fields_of(self.plan, leaf) for _, leaf in self.leaves}
        self.row_tellers: dict[int, RowTeller] = {}
        self.overridden = overrides_in(scores, self.rows)

    def row_teller(self, number: int) -> RowTeller:
        """Return what tells of the rows that make up an indicator."""
        if number not in self.row_tellers:
            self.row_tellers[number] = RowTeller(self, number)
        return self.row_tellers[number]

    @cached_property
    def peers(self) -> NDArray[np.int64]:
        """Every department's peer group."""
        return peer_groups(self.plan, self.scores.submissions)

    def points(self, marks: int) -> Decimal:
        return Decimal(int(marks)).scaleb(-self.decimals)

    def basis(self, name: str) -> str:
        return basis_text(self.plan.ruleset.basis.get(name))

    # --- indicators ---------------------------------------------------------------------------

    def leaf_deductions(self) -> Iterator[Deduction]:
        """Yield what was lost on every indicator."""
        for number, leaf in self.leaves:
            lost = np.flatnonzero(self.lost[number] > 0).tolist()
            overridden = self.overridden.get(leaf.id, {})
            told = self.told_by_rule(number, leaf, [row for row in lost if row not in overridden])
            told |= self._told_by_reviewers(number, leaf, [r for r in lost if r in overridden])
            self.told |= {(row, leaf.id): deductions for row, deductions in told.items()}
            yield from (deduction for row in lost for deduction in told[row])

    def _told_by_reviewers(
        self, number: int, leaf: Leaf, rows: list[int]
    ) -> dict[int, list[Deduction]]:
        if not rows:
            return {}
        overridden, by_rule = self.overridden[leaf.id], self.rule_deductions(number, leaf)
        return {
            row: [overruled(self, leaf, row, overridden[row], by_rule.get(row, ()))] for row in rows
        }

    def rule_deductions(self, number: int, leaf: Leaf) -> dict[int, list[Deduction]]:
        """Return what the rule alone would take where a reviewer overrode an indicator, by row."""
        by_rule = Explainer(self.scores.by_rule, self.rows, self.language, leaf.id)
        rows = [row for row in self.overridden.get(leaf.id, ()) if by_rule.lost[number, row] > 0]
        return by_rule.told_by_rule(number, leaf, rows)

    def told_by_rule(self, number: int, leaf: Leaf, rows: list[int]) -> dict[int, list[Deduction]]:
        """Return what the rule took on one indicator in *rows*, which all lost marks."""
        if not rows:
            return {}
        reading, told = self.reading(number, leaf), {}
        for row in rows:
            if number in self.scores.rows and not self.scores.states[number, self.start + row]:
                told[row] = list(self.row_teller(number).deductions(row))
            else:
                inputs = self.inputs(leaf, row)
                reasons = self.reasons(number, leaf, reading, row, inputs)
                told[row] = [self.deduction(leaf, row, *reason) for reason in reasons]
        return told

    def is_counted(self, leaf: Leaf) -> bool:
        """Return whether the marks of an indicator enter the total themselves."""
        return all(dimension.aggregate == "sum" for dimension in leaf.path)

    def deduction(
        self, leaf: Leaf, row: int, marks: int, reason: str, inputs: tuple[Input, ...]
    ) -> Deduction:
        indicator = leaf.indicator
        return Deduction(
            department=self.start + row,
            indicator=leaf.id,
            points=self.points(marks),
            reason=reason,
            remedy=indicator.remedy,
            basis=self.basis(indicator.basis),
            cells=tuple(given.cell for given in inputs if given.cell),
            inputs=inputs,
            counted=self.is_counted(leaf),
        )

    def inputs(self, leaf: Leaf, row: int) -> tuple[Input, ...]:
        if leaf.rows:
            return self.row_teller(self.plan.numbers[leaf.id]).inputs_as_whole(row)
        fields = self.fields[leaf.id]
        return tuple(inputs_of(self.plan, self.scores.submissions, fields, self.start + row))

    def reading(self, number: int, leaf: Leaf) -> Reading:
        """Return what the method judged, evaluated again for the rows that are told."""
        method, columns = leaf.indicator.method, columns_of(self.frame)
        scale: Any = (
            fixed_scale(self.scores, number, marks_in(self.scores, self.rows))
            if method.fixed
            else 1.0
        )
        if not method.among_peers:
            return read(leaf, value_of(leaf, columns), self.frame.names, columns, scale)
        value = Column(self.scores.values[number], self.scores.states[number])
        figures = method.compare(value, self.peers)
        shown = {name: Column(column.values[self.rows]) for name, column in figures.items()}
        return Reading(Column(value.values[self.rows]), shown, scale)

    def telling(self, number: int, leaf: Leaf, reading: Reading, row: int) -> Telling:
        unit = 10.0**self.decimals
        return Telling(
            title=leaf.indicator.title,
            value=float(self.scores.values[number, self.start + row]),
            operands={name: at(column, row)[0] for name, column in reading.operands.items()},
            unit=leaf.unit,
            decimals=leaf.shown_decimals,
            full_marks=float(self.full_marks[number, row]) / unit,
            lost=float(self.lost[number, row]) / unit,
            rate=float(self.scores.rates[number, self.start + row]),
            scale=float(np.ravel(reading.scale)[row if np.size(reading.scale) > 1 else 0]),
            condition=self.condition,
        )

    def condition(self, source: str) -> str:
        """Return an expression in people's names for things."""
        return tell_expression(source, self.titles, self.node_titles).say(self.language)

    def reasons(
        self, number: int, leaf: Leaf, reading: Reading, row: int, inputs: tuple[Input, ...]
    ) -> list[tuple[int, str, tuple[Input, ...]]]:
        """Return the marks, the sentence and the figures of every loss on one indicator."""
        marks = int(self.lost[number, row])
        state = State(int(self.scores.states[number, self.start + row]))
        if state is not State.PRESENT:
            note = self.state_note(number, leaf, reading, row, inputs)
            return [(marks, self.with_points(Loss(note), marks), inputs)]
        telling = self.telling(number, leaf, reading, row)
        losses = leaf.indicator.method.tell(telling)
        told = split(losses, marks, int(self.full_marks[number, row]), telling.scale)
        return [
            (part, self.sentence(leaf, telling, loss, part, row), self.part(leaf, loss, inputs))
            for part, loss in told
        ]

    def part(self, leaf: Leaf, loss: Loss, inputs: tuple[Input, ...]) -> tuple[Input, ...]:
        """Return those *inputs* that one loss was read from."""
        if not loss.operand:
            return inputs
        fields = fields_read(self.plan, [leaf.operands[loss.operand]])
        return tuple(given for given in inputs if given.field in fields)

    def sentence(
        self,
        leaf: Leaf,
        telling: Telling,
        loss: Loss,
        marks: int,
        row: int,
        cells: Mapping[str, str] = NO_CELLS,
    ) -> str:
        """Return the method's sentence, or the ruleset's own template filled in.

        *cells* are what columns hold, by their names, where a row of the submission is told of.
        """
        template = leaf.indicator.reason
        if not template:
            return self.with_points(loss, marks)
        known = {
            **cells,
            "title": telling.title,
            "value": telling.figure(telling.value).say(self.language),
            "points": fixed(telling.full_marks - telling.lost, self.decimals),
            "lost": str(self.points(marks)),
            "full_marks": fixed(telling.full_marks, self.decimals),
            "rate": telling.earned() + "%",
            "department": str(self.scores.submissions.departments[self.start + row]),
            "reason": loss.reason.say(self.language),
            "remedy": leaf.indicator.remedy,
        }
        if isinstance(telling.operands.get("target"), float):
            known["target"] = telling.limit(telling.operands["target"]).say(self.language)
        return fill_in(template, known, self.plan, self.frame, row, self.language)

    def with_points(self, loss: Loss, marks: int) -> str:
        told = {"reason": loss.reason, "points": self.points(marks), "note": loss.note}
        return _LOST(**told).say(self.language)

    # --- data states --------------------------------------------------------------------------

    def state_note(
        self,
        number: int,
        leaf: Leaf,
        reading: Reading | None,
        row: int,
        inputs: tuple[Input, ...],
    ) -> Message:
        """Return why an indicator was not scored and what its policy decided."""
        state = State(int(self.scores.states[number, self.start + row]))
        policy, why = leaf.policies[state], None
        if leaf.rows:
            why = self.row_teller(number).cause(row, state)
        elif state is State.INVALID and all(given.state is not state for given in inputs):
            again = reading or self.reading(number, leaf)
            why = leaf.indicator.method.fault(self.telling(number, leaf, again, row))
        target = self.node_titles.get(policy.target, "")
        return decision(leaf.indicator.title, state, policy, inputs, why, target)

    def notes(self) -> Iterator[tuple[int, str, str]]:
        """Yield department, indicator and sentence for everything that was not scored."""
        states = self.scores.states[:, self.rows]
        for number, leaf in self.leaves:
            for row in np.flatnonzero(states[number]).tolist():
                note = self.state_note(number, leaf, None, row, self.inputs(leaf, row))
                if row in self.overridden.get(leaf.id, ()):
                    note = SETTLED(note=note)
                yield self.start + row, leaf.id, note.say(self.language)


def basis_text(basis: Basis | None) -> str:
    """Return a document as it is cited: number, title, clause."""
    if basis is None:
        return ""
    return " ".join(part for part in (basis.number, basis.title, basis.clause) if part)


_LOST = Phrase("{reason}，扣 {points} 分{note}", "{reason}; {points} lost{note}")
