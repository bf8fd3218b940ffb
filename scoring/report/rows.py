"""Rows of a submission that make up an indicator, as the report tells them under it."""

from collections.abc import Callable

from scoring.evaluation import Scores
from scoring.explanation.rows import RowTeller
from scoring.model import State
from scoring.report.figures import RATE_DECIMALS, STATUSES, Json, figure, number


class Rows:
    """Tells of the rows of one indicator, a department at a time."""

    def __init__(self, scores: Scores, place: int, teller: RowTeller):
        self.scores, self.place, self.teller = scores, place, teller
        self.held = scores.rows[place]
        self.decimals = scores.plan.ruleset.rounding.points
        self.notes = dict(teller.notes())

    def of(self, department: int, deductions: Callable[[int], list[Json]]) -> list[Json]:
        """Return the rows of one department; none where the indicator is not scored by rows."""
        if self.scores.states[self.place, department]:
            return []
        return [self._row(row, deductions(row)) for row in self._rows(department)]

    def _rows(self, department: int) -> range:
        return range(*self.held.offsets[department : department + 2].tolist())

    def _row(self, row: int, deductions: list[Json]) -> Json:
        held, teller = self.held, self.teller
        state, leaf = State(int(held.states[row])), teller.rule(row).leaf
        granted = held.by_row.grants[held.rules[row], state]
        rate = held.rates[row] if state is State.PRESENT else granted
        return {
            "title": teller.title(row),
            "weight": float(teller.weight(row)),
            "full_marks": number(int(held.marks[row]), self.decimals),
            "status": STATUSES[state],
            "value": figure(float(held.values[row]), leaf.decimals),
            "unit": teller.unit(row),
            "rate": round(float(rate), RATE_DECIMALS),
            "points": number(int(held.points[row]), self.decimals),
            "policy": leaf.policies[state].name if state is not State.PRESENT else None,
            "note": self.notes.get(row),
            "deductions": deductions,
        }

    def barring(self, department: int) -> list[str]:
        """Return why rows bar a department from the ranking."""
        held = self.held
        rows = (row for row in self._rows(department) if held.marks[row])
        bars = held.by_row.bars
        return [self.notes[row] for row in rows if bars[held.rules[row], held.states[row]]]


def rows_told(scores: Scores, tellers: dict[int, RowTeller]) -> dict[int, "Rows"]:
    """Return what tells of each indicator that rows make up, by its number."""
    return {place: Rows(scores, place, teller) for place, teller in tellers.items()}
