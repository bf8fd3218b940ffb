"""Reviewers' overrides in the report: their points beside the rule's, and the rule's deductions."""

from collections import defaultdict

from scoring.evaluation import Scores
from scoring.explanation import explain_by_rule
from scoring.model import Override
from scoring.report.deductions import told_deduction
from scoring.report.figures import Json, number


class Overruling:
    """Tells what reviewers overrode, a department at a time; what the rule took if *explained*."""

    def __init__(self, scores: Scores, language: str, explained: bool):
        self.scores = scores
        self.decimals = scores.plan.ruleset.rounding.points
        self.entries: dict[int, dict[str, Override]] = defaultdict(dict)
        for entry in scores.overridden.overrides.entries if scores.overridden else ():
            self.entries[entry.department][entry.indicator] = entry
        self.titles = {leaf.id: leaf.indicator.title for leaf in scores.plan.leaves}
        self.deductions: dict[tuple[int, str], list[Json]] = defaultdict(list)
        self.of_rows: list[tuple[str, int | None, Json]] = []
        for deduction in explain_by_rule(scores, language) if explained else ():
            told = told_deduction(deduction, language)
            self.deductions[deduction.department, deduction.indicator].append(told)
            self.of_rows.append((deduction.indicator, deduction.row, told))

    def overrides(self, row: int) -> list[Json]:
        """Return the overrides of one department, in the order of the ruleset."""
        return [self._override(entry) for entry in self.entries.get(row, {}).values()]

    def by_rule(self, indicator: str, row: int) -> Json:
        """Return what the rule gave and took, where a reviewer overrode it; nothing elsewhere."""
        if indicator not in self.entries.get(row, {}):
            return {}
        deductions = self.deductions.get((row, indicator), [])
        return {"rule_points": self._rule_points(indicator, row), "rule_deductions": deductions}

    def _rule_points(self, indicator: str, row: int) -> float:
        points = self.scores.by_rule.points[self.scores.plan.numbers[indicator], row]
        return number(int(points), self.decimals)

    def _override(self, entry: Override) -> Json:
        place, row = self.scores.plan.numbers[entry.indicator], entry.department
        full_marks = self.scores.marks[self.scores.patterns[row], place]
        return {
            "indicator": entry.indicator,
            "title": self.titles[entry.indicator],
            "rule_points": self._rule_points(entry.indicator, row),
            "points": number(int(self.scores.points[place, row]), self.decimals),
            "full_marks": number(int(full_marks), self.decimals),
            "reason": entry.reason,
            "reviewer": entry.reviewer,
            "date": entry.date,
            "cells": list(entry.cells),
        }
