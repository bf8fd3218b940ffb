"""Evidence as it is looked at: expressions evaluated over it, and words for what is seen."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.explanation.explainer import Explainer
from scoring.expression import Expression, columns_of
from scoring.intake import from_records
from scoring.plan import Plan
from scoring.review.conditions import atoms_of, sides_of
from scoring.review.evidence import Evidence, everything
from scoring.words import Message

Counted = tuple[str, int]  # what happened, in words, and to how many
Flags = NDArray[np.bool_]
ALL = slice(None)


class Sight:
    """One piece of evidence, with what evaluates and tells."""

    def __init__(self, plan: Plan, evidence: Evidence, language: str):
        self.plan = plan
        self.evidence = evidence
        self.scores = evidence.scores
        self.size = len(evidence.scores)
        self.language = language
        self.explainer = Explainer(evidence.scores, ALL, language)
        self.evaluate = columns_of(self.explainer.frame)

    @classmethod
    def of_nobody(cls, plan: Plan, language: str) -> "Sight":
        """Return a look at what can happen where nothing did."""
        record = from_records([{"department": "0"}], plan.ruleset)
        evidence = everything(plan, record)
        blank = {kind: np.zeros(1, np.bool_) for kind in evidence.parts}
        return cls(plan, Evidence(evidence.scores, evidence.leaves & False, blank), language)

    def count(self, words: Message, took: Any, asserted: Flags) -> Counted:
        """Return in words, and for how many departments, something happened that is asserted."""
        return words.say(self.language), int(
            np.count_nonzero(np.broadcast_to(took, self.size) & asserted)
        )

    def conditions(
        self, expression: Expression | None, is_condition: bool, asserted: Flags
    ) -> Iterator[Counted]:
        """Yield how the conditions inside *expression* went."""
        if not isinstance(expression, Expression):
            return
        for atom in atoms_of(expression.tree, self.plan.values, is_condition):
            for side in sides_of(atom, self.evaluate, self.size, self.explainer.condition):
                yield self.count(side.words, side.took, asserted)
