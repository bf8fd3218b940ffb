"""What moves a total beyond the tree: adjustments, the limits of the total, and vetoes."""

import ast
from typing import Any

from scoring.evaluation import Scores
from scoring.evaluation.settling import on_grid
from scoring.explanation.explainer import basis_text
from scoring.explanation.inputs import Input, fields_read, figures_of, inputs_of, titles_of
from scoring.explanation.templates import fill_in
from scoring.expression import Expression, Frame
from scoring.expression.scopes import nodes_of
from scoring.expression.telling import tell_expression
from scoring.model import Veto
from scoring.report.figures import Json, number
from scoring.words import Phrase, plain


class Beyond:
    """Tells of adjustments and vetoes, whose points and the tree's make up the total."""

    def __init__(self, scores: Scores, frame: Frame, language: str):
        self.scores = scores
        self.plan = scores.plan
        self.ruleset = scores.plan.ruleset
        self.frame = frame
        self.language = language
        self.decimals = self.ruleset.rounding.points

    def adjustments(self, row: int) -> list[Json]:
        """Return the adjustments that moved the total, and what its limits took back."""
        marks = self.scores.adjustments[:, row].tolist()
        told = [
            self._entry(entry, rule, number(points, self.decimals), row)
            for (entry, rule), points in zip(self.plan.adjustments, marks, strict=True)
            if points
        ]
        total = self._tree_total(row) + sum(marks)
        beyond = self._limited(total) - total
        if beyond:
            title = _LIMITED(full=plain(float(self.ruleset.full_marks))).say(self.language)
            points = number(beyond, self.decimals)
            told.append(
                {
                    "id": "limit",
                    "title": title,
                    "points": points,
                    "reason": title,
                    "basis": "",
                    "cells": [],
                }
            )
        return told

    def _entry(self, entry: Any, rule: Expression, points: float, row: int) -> Json:
        return {
            "id": entry.id,
            "title": entry.title,
            "points": points,
            "reason": self.reason(entry, rule, points, row),
            "basis": basis_text(self.ruleset.basis.get(entry.basis)),
            "cells": list(dict.fromkeys(g.cell for g in self._inputs(rule, row) if g.cell)),
        }

    def _inputs(self, rule: Expression, row: int) -> list[Input]:
        """Return the figures that an adjustment or a veto was read from."""
        return inputs_of(self.plan, self.scores.submissions, fields_read(self.plan, [rule]), row)

    def reason(self, entry: Any, rule: Expression, points: float, row: int) -> str:
        """Return why an adjustment or a veto came to be: the ruleset's words, else its rule."""
        known = {
            "title": entry.title,
            "points": plain(points),
            "lost": plain(0 - points),
            "full_marks": plain(float(self.ruleset.full_marks)),
            "department": str(self.scores.submissions.departments[row]),
        }
        told = fill_in(entry.reason, known, self.plan, self.frame, row, self.language)
        return told or self._by_rule(entry, rule, points, row)

    def _by_rule(self, entry: Any, rule: Expression, points: float, row: int) -> str:
        """Return what an entry did by its rule, with the figures; its title if it reads none."""
        figures = figures_of(self._inputs(rule, row))
        if not figures and not isinstance(rule.tree, ast.Compare | ast.BoolOp):
            return str(entry.title)
        nodes = {node.id: node.title for node in nodes_of(self.ruleset.indicators)}
        told = {
            "title": entry.title,
            "rule": tell_expression(rule.source, titles_of(self.plan), nodes),
            "points": plain(points),
            "figures": _FIGURES(figures=figures) if figures else "",
        }
        phrase = _MEETS if isinstance(entry, Veto) else _COMES_TO
        return phrase(**told).say(self.language)

    def _tree_total(self, row: int) -> int:
        roots = [self.plan.numbers[node.id] for node in self.ruleset.indicators]
        return int(self.scores.points[roots, row].sum())

    def _limited(self, marks: int) -> int:
        if not self.plan.adjustments:
            return marks
        held = max(marks, 0)
        return held if self.ruleset.bonus_beyond_full else min(held, self.plan.full_marks)

    def vetoes(self, row: int) -> list[Json]:
        rounding = self.ruleset.rounding
        total = self._limited(self._tree_total(row) + int(self.scores.adjustments[:, row].sum()))
        total = on_grid(total, rounding.points, rounding.total)
        told = []
        for place, (veto, when) in enumerate(self.plan.vetoes):
            if not self.scores.vetoes[place, row]:
                continue
            capped = total
            if veto.cap_total is not None:
                capped = min(total, int(veto.cap_total * 10**rounding.total))
            points = number(capped - total, rounding.total)
            told.append({**self._entry(veto, when, points, row), "effect": self._effect(veto)})
            total = capped
        return told

    def _effect(self, veto: Any) -> str:
        if veto.unranked:
            return _UNRANKED().say(self.language)
        if veto.grade:
            return _GRADE(grade=veto.grade).say(self.language)
        return _CAPPED(cap=plain(float(veto.cap_total))).say(self.language)


_COMES_TO = Phrase(
    "{title}：按“{rule}”计 {points} 分{figures}",
    "{title}: by “{rule}” it comes to {points}{figures}",
)
_MEETS = Phrase("{title}：符合“{rule}”{figures}", "{title}: “{rule}” holds{figures}")
_FIGURES = Phrase("（{figures}）", " ({figures})")
_LIMITED = Phrase("总分限于 0 至 {full} 分", "the total stays between 0 and {full}")
_UNRANKED = Phrase("不参加排名", "not ranked")
_GRADE = Phrase("等级不高于「{grade}」", 'no grade above "{grade}"')
_CAPPED = Phrase("总分不超过 {cap} 分", "the total is at most {cap}")
