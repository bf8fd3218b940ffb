"""One department in the report: its standing, every indicator, every lost mark, every finding."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of, frame_of
from scoring.evaluation.scores import scored_by
from scoring.evaluation.settling import on_grid
from scoring.explanation import Deduction, explain, explain_states
from scoring.explanation.explainer import basis_text
from scoring.explanation.inputs import Input, at
from scoring.explanation.templates import fill_in
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Finding, State
from scoring.ranking import Ranking
from scoring.report.figures import Json, figure, number
from scoring.words import Phrase, plain

STATUSES = ("scored", "missing", "not_applicable", "undefined", "invalid")
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
        self.frame = frame_of(self.plan, scores.submissions, rows, scored_by(scores, rows))
        self.marks = scores.marks.tolist()
        self.titles = {node.id: node.title for node in nodes_of(self.ruleset.indicators)}
        self.notes = explain_states(scores, language=language)
        self.deductions: dict[tuple[int, str], list[Json]] = defaultdict(list)
        for deduction in explain(scores, language=language) if explained else ():
            key = (deduction.department, deduction.indicator)
            self.deductions[key].append(self._deduction(deduction))
        self.findings: dict[int | None, list[Finding]] = defaultdict(list)
        for finding in findings:
            self.findings[finding.department].append(finding)

    def department(self, row: int) -> Json:
        """Return everything about the department in *row*."""
        ranking, scores = self.ranking, self.scores
        ranked = not scores.unranked[row]
        grade = int(ranking.grades[row])
        leaves = range(len(self.plan.leaves))
        return {
            "department": str(scores.submissions.departments[row]),
            "department_code": self._built_in("department_code", row),
            "peer_group": self._built_in("peer_group", row),
            "year": self._built_in("year", row),
            "status": "ranked" if ranked else "unranked",
            "status_reasons": self._reasons(row),
            "total": number(int(scores.totals[row]), self.ruleset.rounding.total),
            "grade": self.ruleset.grades[grade].title if grade >= 0 else None,
            "rank": int(ranking.ranks[row]) if ranked else None,
            "rank_of": int(ranking.rank_of[row]) if ranked else None,
            "dimensions": self._dimensions(self.ruleset.indicators, row),
            "indicators": [self._indicator(place, row) for place in leaves],
            "adjustments": self._adjustments(row),
            "vetoes": self._vetoes(row),
            "overrides": [],
            "findings": [self._finding(finding) for finding in self.findings[row]],
        }

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
        judged = scores.rates[place, row] if state is State.PRESENT else leaf.granted[state]
        given = scores.submissions.self_scores.get(leaf.id)
        own, own_state = at(given, row) if given else (None, State.MISSING)
        return {
            "id": leaf.id,
            "title": leaf.indicator.title,
            "path": [dimension.title for dimension in leaf.path],
            "weight": float(self._weight(place, row)),
            "full_marks": full,
            "status": STATUSES[state if full else state or State.NOT_APPLICABLE],
            "value": figure(float(scores.values[place, row]), leaf.decimals),
            "unit": leaf.unit,
            "rate": round(float(judged), 6),
            "points": points,
            "self_score": float(own) if own_state is State.PRESENT and own is not None else None,
            "counted": all(dimension.aggregate == "sum" for dimension in leaf.path),
            "policy": leaf.policies[state].name if state is not State.PRESENT else None,
            "note": self.notes.get((row, leaf.id)) or self._left_out(full),
            "deductions": self.deductions.get((row, leaf.id), []),
        }

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

    # --- beyond the tree ----------------------------------------------------------------------

    def _adjustments(self, row: int) -> list[Json]:
        """Return the adjustments that moved the total, and what its limits took back."""
        marks = self.scores.adjustments[:, row].tolist()
        told = [
            self._entry(entry, number(points, self.decimals), row)
            for (entry, _), points in zip(self.plan.adjustments, marks, strict=True)
            if points
        ]
        total = self._tree_total(row) + sum(marks)
        beyond = self._limited(total) - total
        if beyond:
            title = _LIMITED(full=plain(float(self.ruleset.full_marks))).say(self.language)
            points = number(beyond, self.decimals)
            limit = {"id": "limit", "title": title, "points": points, "reason": title, "basis": ""}
            told.append(limit)
        return told

    def _entry(self, entry: Any, points: float, row: int) -> Json:
        return {
            "id": entry.id,
            "title": entry.title,
            "points": points,
            "reason": self._reason(entry, points, row),
            "basis": basis_text(self.ruleset.basis.get(entry.basis)),
        }

    def _reason(self, entry: Any, points: float, row: int) -> str:
        """Return the reason of an adjustment or a veto, its placeholders filled in."""
        known = {
            "title": entry.title,
            "points": plain(points),
            "lost": plain(0 - points),
            "full_marks": plain(float(self.ruleset.full_marks)),
            "department": str(self.scores.submissions.departments[row]),
        }
        told = fill_in(entry.reason, known, self.plan, self.frame, row, self.language)
        return told or str(entry.title)

    def _tree_total(self, row: int) -> int:
        roots = [self.plan.numbers[node.id] for node in self.ruleset.indicators]
        return int(self.scores.points[roots, row].sum())

    def _limited(self, marks: int) -> int:
        if not self.plan.adjustments:
            return marks
        held = max(marks, 0)
        return held if self.ruleset.bonus_beyond_full else min(held, self.plan.full_marks)

    def _vetoes(self, row: int) -> list[Json]:
        rounding = self.ruleset.rounding
        total = self._limited(self._tree_total(row) + int(self.scores.adjustments[:, row].sum()))
        total = on_grid(total, rounding.points, rounding.total)
        told = []
        for place, (veto, _) in enumerate(self.plan.vetoes):
            if not self.scores.vetoes[place, row]:
                continue
            capped = total
            if veto.cap_total is not None:
                capped = min(total, int(veto.cap_total * 10**rounding.total))
            points = number(capped - total, rounding.total)
            told.append({**self._entry(veto, points, row), "effect": self._effect(veto)})
            total = capped
        return told

    def _effect(self, veto: Any) -> str:
        if veto.unranked:
            return _UNRANKED().say(self.language)
        if veto.grade:
            return _GRADE(grade=veto.grade).say(self.language)
        return _CAPPED(cap=plain(float(veto.cap_total))).say(self.language)

    # --- standing -----------------------------------------------------------------------------

    def _reasons(self, row: int) -> list[str]:
        """Return why a department is not ranked, or what a quota or a tie did to its standing."""
        reasons = [
            self.notes[row, leaf.id]
            for place, leaf in enumerate(self.plan.leaves)
            if leaf.bars[self.scores.states[place, row]] and self._node(leaf.id, row)[0]
        ]
        reasons += [
            self._reason(veto, 0, row)
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
            reasons.append(_QUOTA().say(self.language))
        if self.ranking.parted[row]:
            breakers = self.ruleset.ranking.tie_breakers
            titles = [self.titles.get(name) or _TOTAL() for name in breakers]
            reasons.append(_PARTED(titles=titles).say(self.language))
        return reasons


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
_LIMITED = Phrase("总分限于 0 至 {full} 分", "the total stays between 0 and {full}")
_UNRANKED = Phrase("不参加排名", "not ranked")
_GRADE = Phrase("等级不高于「{grade}」", 'no grade above "{grade}"')
_CAPPED = Phrase("总分不超过 {cap} 分", "the total is at most {cap}")
_NOTHING_APPLIES = Phrase("没有适用的指标", "no indicator applies")
_TOTAL = Phrase("总分", "the total")
_PARTED = Phrase(
    "总分与他部门相同，名次依次按{titles}得分高低确定",
    "equal totals: the rank goes by the points of {titles}, in that order",
)
_QUOTA = Phrase(
    "上一等级名额已满，按规则降一等级", "the grade above is full; one grade down by the rule"
)
