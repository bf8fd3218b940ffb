"""One department in the report: its standing, every indicator, every lost mark, every finding."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of, frame_of
from scoring.evaluation.scores import scored_by
from scoring.explanation import Deduction, explain, explain_rows, explain_states
from scoring.explanation.inputs import Input, at
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Finding, State
from scoring.ranking import Ranking
from scoring.report.beyond import Beyond
from scoring.report.figures import STATUSES, Json, figure, number
from scoring.report.rows import rows_told
from scoring.words import Phrase

INPUT_STATES = ("present", *STATUSES[1:])


class Teller:
    """Tells of one department after another; what all of them need is looked up once."""

    def __init__(
        self,
        scores: Scores,
        ranking: Ranking,
        findings: Iterable[Finding],
        language: str,
        explained: bool,
    ):
        self.scores = scores
        self.plan = scores.plan
        self.ruleset = scores.plan.ruleset
        self.ranking = ranking
        self.language = language
        self.decimals = self.ruleset.rounding.points
        rows = slice(0, len(scores))
        frame = frame_of(self.plan, scores.submissions, rows, scored_by(scores, rows))
        self.beyond = Beyond(scores, frame, language)
        self.marks = scores.marks.tolist()
        self.titles = {node.id: node.title for node in nodes_of(self.ruleset.indicators)}
        self.notes = explain_states(scores, language=language)
        self.deductions: dict[tuple[int, str], list[Json]] = defaultdict(list)
        self.rows = rows_told(scores, explain_rows(scores, language=language))
        self.of_rows: dict[tuple[str, int | None], list[Json]] = defaultdict(list)
        for deduction in explain(scores, language=language) if explained else ():
            told = self._deduction(deduction)
            self.deductions[deduction.department, deduction.indicator].append(told)
            self.of_rows[deduction.indicator, deduction.row].append(told)
        self.findings: dict[int | None, list[Finding]] = defaultdict(list)
        for finding in findings:
            self.findings[finding.department].append(finding)

    def department(self, row: int) -> Json:
        """Return everything about the department in *row*."""
        ranking, scores = self.ranking, self.scores
        ranked = not scores.unranked[row]
        leaves = range(len(self.plan.leaves))
        return {
            "department": str(scores.submissions.departments[row]),
            "department_code": self._built_in("department_code", row),
            "peer_group": self._built_in("peer_group", row),
            "year": self._built_in("year", row),
            "status": "ranked" if ranked else "unranked",
            "status_reasons": self._reasons(row),
            "total": number(int(scores.totals[row]), self.ruleset.rounding.total),
            "grade": self._grade(ranking.grades[row]),
            "rank": int(ranking.ranks[row]) if ranked else None,
            "rank_of": int(ranking.rank_of[row]) if ranked else None,
            "dimensions": self._dimensions(self.ruleset.indicators, row),
            "indicators": [self._indicator(place, row) for place in leaves],
            "adjustments": self.beyond.adjustments(row),
            "vetoes": self.beyond.vetoes(row),
            "overrides": [],
            "findings": [self._finding(finding) for finding in self.findings[row]],
        }

    def _grade(self, place: int) -> str | None:
        return self.ruleset.grades[place].title if place >= 0 else None

    def general_findings(self) -> list[Json]:
        """Return the findings that are about no single department."""
        return [self._finding(finding) for finding in self.findings[None]]

    def _built_in(self, name: str, row: int) -> Any:
        column = column_of(self.plan, self.scores.submissions, name, slice(row, row + 1))
        value, state = at(column, 0)
        if state is not State.PRESENT:
            return None
        return int(value) if name == "year" else str(value)

    def _finding(self, finding: Finding) -> Json:
        return {
            "check": finding.check,
            "severity": finding.severity,
            "message": finding.message.say(self.language),
            "cells": list(finding.cells),
        }

    # --- the tree -----------------------------------------------------------------------------

    def _node(self, name: str, row: int) -> tuple[float, float]:
        """Return the full marks and the points of a node."""
        place = self.plan.numbers[name]
        full = self.marks[self.scores.patterns[row]][place]
        points = int(self.scores.points[place, row])
        return number(full, self.decimals), number(points, self.decimals)

    def _dimensions(self, nodes: Iterable[Any], row: int, counted: bool = True) -> list[Json]:
        return [
            self._dimension(node, row, counted) for node in nodes if isinstance(node, Dimension)
        ]

    def _dimension(self, node: Dimension, row: int, counted: bool) -> Json:
        full, points = self._node(node.id, row)
        told: Json = {
            "id": node.id,
            "title": node.title,
            "full_marks": full,
            "points": points,
            "status": "scored" if full else "not_applicable",
        }
        if node.aggregate != "sum":
            deductions = self.deductions.get((row, node.id), [])
            told |= {"aggregate": node.aggregate, "counted": counted, "deductions": deductions}
        below = self._dimensions(node.children, row, counted and node.aggregate == "sum")
        return told | ({"dimensions": below} if below else {})

    def _indicator(self, place: int, row: int) -> Json:
        leaf, scores = self.plan.leaves[place], self.scores
        full, points = self._node(leaf.id, row)
        state = State(int(scores.states[place, row]))
        judged = (
            scores.rates[place, row]
            if state is State.PRESENT
            else float(self.plan.grants[place, state])
        )
        given = scores.submissions.self_scores.get(leaf.id)
        own, own_state = at(given, row) if given else (None, State.MISSING)
        return {
            "id": leaf.id,
            "title": leaf.indicator.title,
            "path": [dimension.title for dimension in leaf.path],
            "weight": float(self._weight(place, row)),
            "full_marks": full,
            "status": status_of(state, full),
            "value": figure(float(scores.values[place, row]), leaf.decimals),
            "unit": leaf.unit,
            "rate": round(float(judged), 6),
            "points": points,
            "self_score": float(own) if own_state is State.PRESENT and own is not None else None,
            "counted": all(dimension.aggregate == "sum" for dimension in leaf.path),
            "policy": leaf.policies[state].name if state is not State.PRESENT else None,
            "note": self.notes.get((row, leaf.id)) or self._left_out(full),
            "deductions": self.deductions.get((row, leaf.id), []),
            **self._rows(place, row),
        }

    def _rows(self, place: int, row: int) -> Json:
        """Return the rows that make an indicator up, where it is of that kind."""
        if place not in self.rows:
            return {}
        name = self.plan.leaves[place].id
        return {"rows": self.rows[place].of(row, lambda each: self.of_rows.get((name, each), []))}

    def _weight(self, place: int, row: int) -> Decimal:
        """Return the weight in the department's profile, else the declared one."""
        indicator, profile = self.plan.leaves[place].indicator, int(self.scores.profiles[row])
        weights = self.ruleset.profiles[profile].weights if profile >= 0 else {}
        return weights.get(indicator.id, indicator.weight)

    def _left_out(self, full_marks: float) -> str | None:
        return None if full_marks else _LEFT_OUT().say(self.language)

    def _deduction(self, deduction: Deduction) -> Json:
        return {
            "points": float(deduction.points),
            "reason": deduction.reason,
            "remedy": deduction.remedy,
            "basis": deduction.basis,
            "cells": list(dict.fromkeys(deduction.cells)),
            "inputs": [_input(given) for given in deduction.inputs],
        }

    # --- standing -----------------------------------------------------------------------------

    def _reasons(self, row: int) -> list[str]:
        """Return why a department is not ranked, or what a quota or a tie did to its standing."""
        reasons = [
            self.notes[row, leaf.id]
            for place, leaf in enumerate(self.plan.leaves)
            if self.plan.bars[place, self.scores.states[place, row]] and self._node(leaf.id, row)[0]
        ]
        reasons += [reason for rows in self.rows.values() for reason in rows.barring(row)]
        reasons += [
            self.beyond.reason(veto, 0, row)
            for place, (veto, _) in enumerate(self.plan.vetoes)
            if veto.unranked and self.scores.vetoes[place, row]
        ]
        if self.ruleset.check_error == "unranked":
            failed = {check.id for check, _ in self.plan.checks if check.severity == "error"}
            found = (f for f in self.findings[row] if f.check in failed and f.severity == "error")
            reasons += [finding.message.say(self.language) for finding in found]
        if not any(self._node(node.id, row)[0] for node in self.ruleset.indicators):
            reasons.append(_NOTHING_APPLIES().say(self.language))
        if self.ranking.demoted[row]:
            earned, given = self.ranking.earned[row], self.ranking.grades[row]
            told = {"earned": self._grade(earned), "given": self._grade(given) or _NO_GRADE()}
            reasons.append(_QUOTA(**told).say(self.language))
        if self.ranking.parted[row]:
            breakers = self.ruleset.ranking.tie_breakers
            titles = [self.titles.get(name) or _TOTAL() for name in breakers]
            reasons.append(_PARTED(titles=titles).say(self.language))
        return reasons


def status_of(state: State, full_marks: float) -> str:
    """Return the status of an indicator; one without marks to be had does not apply."""
    return STATUSES[state if full_marks else state or State.NOT_APPLICABLE]


def _input(given: Input) -> Json:
    return {
        "field": given.field,
        "title": given.title,
        "value": given.value,
        "unit": given.unit,
        "state": INPUT_STATES[given.state],
        "cell": given.cell,
    }


_LEFT_OUT = Phrase("本部门不考核该指标", "not assessed for this department")
_NOTHING_APPLIES = Phrase("没有适用的指标", "no indicator applies")
_TOTAL = Phrase("总分", "the total")
_PARTED = Phrase(
    "总分与他部门相同，名次依次按{titles}得分高低确定",
    "equal totals: the rank goes by the points of {titles}, in that order",
)
_NO_GRADE = Phrase("无等级", "no grade")
_QUOTA = Phrase(
    "按总分为「{earned}」，因名额已满（同分者一并不入），按规则定为「{given}」",
    'by its total "{earned}", but there is no room (equals stay out together): '
    '"{given}" by the rule',
)
