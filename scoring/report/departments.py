"""One department in the report: its standing, every indicator, every lost mark, every finding."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of, frame_of
from scoring.evaluation.scores import scored_by
from scoring.explanation import explain, explain_rows, explain_states
from scoring.explanation.inputs import at, shown, told
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Field, Finding, State
from scoring.ranking import Ranking
from scoring.report.beyond import Beyond
from scoring.report.deductions import told_deduction
from scoring.report.figures import Json, number
from scoring.report.indicators import Indicators
from scoring.report.overrides import Overruling
from scoring.report.rows import rows_told
from scoring.words import Phrase, spoken


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
        self.indicators = Indicators(scores)
        self.marks = scores.marks.tolist()
        self.barred: dict[int, list[int]] = defaultdict(list)
        barred = np.take_along_axis(self.plan.bars, scores.states.astype(np.intp), axis=1)
        for place, row in np.argwhere(barred).tolist():
            self.barred[row].append(place)
        self.titles = {node.id: node.title for node in nodes_of(self.ruleset.indicators)}
        self.notes = explain_states(scores, language=language)
        self.deductions: dict[tuple[int, str], list[Json]] = defaultdict(list)
        self.rows = rows_told(scores, explain_rows(scores, language=language))
        self.of_rows: dict[tuple[str, int | None], list[Json]] = defaultdict(list)
        self.overruling = Overruling(scores, language, explained)
        for deduction in explain(scores, language=language) if explained else ():
            told = told_deduction(deduction, language)
            self.deductions[deduction.department, deduction.indicator].append(told)
            self.of_rows[deduction.indicator, deduction.row].append(told)
        for name, number_of_row, told in self.overruling.of_rows:
            self.of_rows[name, number_of_row].append(told)
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
            "peer_group": self._group(row),
            "year": self._built_in("year", row),
            "profile": self._profile(row),
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
            "overrides": self.overruling.overrides(row),
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

    def _group(self, row: int) -> str | None:
        """Return the group that a department is ranked in; else the one that it names."""
        name = self.ruleset.ranking.within or "peer_group"
        value, state = at(
            column_of(self.plan, self.scores.submissions, name, slice(row, row + 1)), 0
        )
        if state is not State.PRESENT:
            return None
        field = self.ruleset.fields.get(name, Field(name, name, "text"))
        return spoken(shown(told(field, value)), self.language)

    def _profile(self, row: int) -> str | None:
        place = int(self.scores.profiles[row])
        return self.ruleset.profiles[place].name if place >= 0 else None

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
        told, name = self.indicators.of(place, row), self.plan.leaves[place].id
        return {
            **told,
            "note": self.notes.get((row, name)) or self._left_out(told["full_marks"]),
            "deductions": self.deductions.get((row, name), []),
            **self.overruling.by_rule(name, row),
            **self._rows(place, row),
        }

    def _rows(self, place: int, row: int) -> Json:
        """Return the rows that make an indicator up, where it is of that kind."""
        if place not in self.rows:
            return {}
        name = self.plan.leaves[place].id
        return {"rows": self.rows[place].of(row, lambda each: self.of_rows.get((name, each), []))}

    def _left_out(self, full_marks: float) -> str | None:
        return None if full_marks else _LEFT_OUT().say(self.language)

    # --- standing -----------------------------------------------------------------------------

    def _reasons(self, row: int) -> list[str]:
        """Return why a department is not ranked, or what a quota or a tie did to its standing."""
        reasons = [
            self.notes[row, name]
            for place in self.barred[row]
            if self._node(name := self.plan.leaves[place].id, row)[0]
            and not self.overruling.by_rule(name, row)
        ]
        reasons += [
            reason
            for place, rows in self.rows.items()
            if not self.overruling.by_rule(self.plan.leaves[place].id, row)
            for reason in rows.barring(row)
        ]
        reasons += [
            self.beyond.reason(veto, when, 0, row)
            for place, (veto, when) in enumerate(self.plan.vetoes)
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
