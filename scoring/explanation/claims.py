"""Self scores that claim more than an indicator's full marks."""

from collections.abc import Iterator

import numpy as np

from scoring.evaluation import Scores
from scoring.expression.logic import state_of
from scoring.model import Finding
from scoring.places import cell
from scoring.words import Phrase, plain


def excessive_claims(scores: Scores) -> Iterator[Finding]:
    """Yield every self score above full marks, for the department to correct."""
    unit = 10.0**scores.plan.ruleset.rounding.points
    for number, leaf in enumerate(scores.plan.leaves):
        given = scores.submissions.self_scores.get(leaf.id)
        if given is None:
            continue
        full = scores.marks[:, number].take(scores.patterns) / unit
        present = np.broadcast_to(state_of(given) == 0, len(scores))
        above = present & (full > 0) & (given.values > full + 1e-9)
        for row in np.flatnonzero(above).tolist():
            claimed = plain(float(np.broadcast_to(given.values, len(scores))[row]))
            message = _ABOVE(title=leaf.indicator.title, own=claimed, full=plain(float(full[row])))
            place = (_place(scores, leaf.id, row),)
            yield Finding("self_score_above_full_marks", "warning", message, place, row)


def _place(scores: Scores, indicator: str, row: int) -> str:
    submissions, target = scores.submissions, f"self_scores.{indicator}"
    main = submissions.origin
    if (int(main.sheet[row]), target) not in main.columns:
        for owners, origin in submissions.self_score_places.get(indicator, ()):
            for line in np.flatnonzero(owners == row).tolist():
                return cell(origin, line, target)
    return cell(main, row, target)


_ABOVE = Phrase(
    "“{title}”自评 {own} 分，超过满分 {full} 分",
    "the self score of “{title}”, {own}, is above full marks, {full}",
)
