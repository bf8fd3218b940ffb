"""Scores → Deductions: every lost mark with its reason, from the method that scored."""

import numpy as np

from scoring.arguments import SCORES, chosen_language, expect
from scoring.errors import Problem, ScoringError, use_instead
from scoring.evaluation import Scores
from scoring.explanation.combined import combined_deductions
from scoring.explanation.deduction import Deduction
from scoring.explanation.explainer import Explainer
from scoring.explanation.rows import RowTeller
from scoring.words import Phrase

__all__ = ["Deduction", "explain", "explain_by_rule", "explain_rows", "explain_states"]

ALL = slice(None)


def explain(
    scores: Scores,
    departments: slice = ALL,
    language: str | None = None,
    only: str | None = None,
) -> tuple[Deduction, ...]:
    """Return every deduction of *departments* (a slice of rows), the dearest of each first.

    Sentences are in *language*, the ruleset's own by default; *only* names the one indicator to
    tell of. ScoringError for one that the ruleset does not have.
    """
    expect(scores, Scores, SCORES)
    expect(departments, slice, "a slice of rows, such as slice(0, 1)")
    if only is not None and only not in scores.plan.numbers:
        raise ScoringError(
            [Problem("only", _NO_NODE(name=only), use_instead(only, scores.plan.numbers))]
        )
    explainer = Explainer(scores, departments, _language(scores, language), only)
    with np.errstate(all="ignore"):
        deductions = [*explainer.leaf_deductions()]
        deductions += combined_deductions(explainer) if only is None else ()
    order = scores.plan.numbers
    return tuple(sorted(deductions, key=lambda d: (d.department, -d.points, order[d.indicator])))


def explain_by_rule(scores: Scores, language: str | None = None) -> tuple[Deduction, ...]:
    """Return what the rules alone would take wherever a reviewer overrode an indicator."""
    explainer = Explainer(scores, ALL, _language(scores, language))
    with np.errstate(all="ignore"):
        return tuple(
            deduction
            for number, leaf in explainer.leaves
            if leaf.id in explainer.overridden
            for deductions in explainer.rule_deductions(number, leaf).values()
            for deduction in deductions
        )


def explain_states(
    scores: Scores,
    departments: slice = ALL,
    language: str | None = None,
    only: str | None = None,
) -> dict[tuple[int, str], str]:
    """Return, by department and indicator, why it was not scored and what the rule decided."""
    explainer = Explainer(scores, departments, _language(scores, language), only)
    with np.errstate(all="ignore"):
        return {(row, name): note for row, name, note in explainer.notes()}


def explain_rows(
    scores: Scores, departments: slice = ALL, language: str | None = None
) -> dict[int, RowTeller]:
    """Return, by the number of each indicator that rows make up, what tells of those rows."""
    if not scores.rows:
        return {}
    explainer = Explainer(scores, departments, _language(scores, language))
    return {number: explainer.row_teller(number) for number in scores.rows}


def _language(scores: Scores, language: str | None) -> str:
    return chosen_language(language, scores.plan.ruleset.language)


_NO_NODE = Phrase("没有名为「{name}」的指标", 'there is no indicator "{name}"')
