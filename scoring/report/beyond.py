"""What moves a total beyond the tree: adjustments, the limits of the total, and vetoes."""

from typing import Any

from scoring.evaluation import Scores
from scoring.evaluation.settling import on_grid
from scoring.explanation.explainer import basis_text
from scoring.explanation.templates import fill_in
from scoring.expression import Frame
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
            "reason": self.reason(entry, points, row),
            "basis": basis_text(self.ruleset.basis.get(entry.basis)),
        }

    def reason(self, entry: Any, points: float, row: int) -> str:
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

    def vetoes(self, row: int) -> list[Json]:
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


_LIMITED = Phrase("总分限于 0 至 {full} 分", "the total stays between 0 and {full}")
_UNRANKED = Phrase("不参加排名", "not ranked")
_GRADE = Phrase("等级不高于「{grade}」", 'no grade above "{grade}"')
_CAPPED = Phrase("总分不超过 {cap} 分", "the total is at most {cap}")
