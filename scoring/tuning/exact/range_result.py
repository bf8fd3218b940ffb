"""Rank ranges as plain values: what each department can reach, and how sure that is."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scoring.arguments import chosen_language
from scoring.evaluation import Scores
from scoring.tuning.exact.forms import forms_of
from scoring.tuning.exact.ranges import ranges_of
from scoring.tuning.exact.told import cover_of, departments_of, limits_on
from scoring.tuning.units import units_of

RANGE_VERSION = 1
Json = dict[str, Any]


def rank_ranges(
    scores: Scores,
    wanted: Sequence[int] = (),
    spread: float | None = None,
    language: str | None = None,
    *,
    is_blind: bool = False,
) -> Json:
    """Return the best and the worst rank that departments can have, as plain JSON values.

    Under all weights within the bounds of the ruleset, and within *spread*, a share, of today's.
    *wanted* are row numbers, by default all. ``best`` and ``worst`` hold for every draw of whole
    marks; ``reached_best`` and ``reached_worst`` were scored. Where ``bracketed`` the total does
    not follow from weights as a sum, and is held between bounds. Needs scipy (extra ``tune``).
    """
    spoken = chosen_language(language, scores.plan.ruleset.language)
    units = units_of(scores.plan, spread)
    forms = forms_of(scores, units)
    rows = np.array(wanted if len(wanted) else range(len(scores)), dtype=np.int64)
    found = ranges_of(forms, rows)
    told = departments_of(scores, spoken, is_blind=is_blind)
    entries = [
        {
            **told[row],
            "best": int(found.best[row]) or None,
            "reached_best": int(found.reached_best[row]) or None,
            "reached_worst": int(found.reached_worst[row]) or None,
            "worst": int(found.worst[row]) or None,
            "bracketed": bool(forms.bracketed[row]),
        }
        for row in rows.tolist()
    ]
    unit = 10.0**scores.plan.ruleset.rounding.points
    return {
        "range_version": RANGE_VERSION,
        **cover_of(scores, spoken, spread, is_blind=is_blind),
        "notes": [note.say(spoken) for note in limits_on(units)],
        "slack": float(np.max(2 * forms.rough.sum(axis=0), initial=0)) / unit,
        "departments": sorted(entries, key=_by_rank),
    }


def _by_rank(entry: Json) -> tuple[str, int, str]:
    return entry["peer_group"] or "", entry["rank"] or 10**9, entry["department"]
