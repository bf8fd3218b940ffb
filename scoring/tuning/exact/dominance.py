"""Who stays behind whom whatever the weights: within the bounds, and without any.

Dominance over a set of weights: Salo & Hämäläinen, "Preference assessment by imprecise ratio
statements", Operations Research 40 (1992); over all weights it is dominance in every indicator.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from scoring.arguments import chosen_language
from scoring.evaluation import Scores
from scoring.tuning.drawing import Limits
from scoring.tuning.exact.forms import Forms, forms_of
from scoring.tuning.exact.rivals import groups_of, rivals_of
from scoring.tuning.exact.told import cover_of, departments_of, limits_on
from scoring.tuning.units import Units, holding_fixed, units_of

DOMINANCE_VERSION = 1
Json = dict[str, Any]


def unbounded(units: Units) -> Units:
    """Return *units* whose weights may be anything that adds up; what holds fixed points stays."""
    size, total = len(units.ids), float(units.now.sum())
    stays = np.isin(units.ids, list(holding_fixed(units.plan)))
    low, high = np.where(stays, units.now, 0.0), np.where(stays, units.now, total)
    none = np.zeros((0, size), dtype=np.bool_)
    limits = Limits(low, high, none, np.zeros(0), np.zeros(0))
    return replace(units, limits=limits, dimensions=())


def dominance(
    scores: Scores,
    spread: float | None = None,
    language: str | None = None,
    *,
    is_blind: bool = False,
) -> Json:
    """Return which department can never stand ahead of which, as plain JSON values.

    ``pairs`` have who is ``ahead``, who stays ``behind``, and ``any_weights``: whether that holds
    without bounds too. Those who share a rank under all weights are the pairs of ``level``.
    """
    spoken = chosen_language(language, scores.plan.ruleset.language)
    units = units_of(scores.plan, spread)
    bounded, open_ = forms_of(scores, units), forms_of(scores, unbounded(units))
    told = departments_of(scores, spoken, is_blind=is_blind)
    pairs: list[tuple[int, int, bool]] = []
    level: list[tuple[int, int]] = []
    counts = np.zeros((4, len(scores)), dtype=np.int64)
    for rows in groups_of(bounded):
        within, everywhere = _never(bounded, rows), _never(open_, rows)
        level += [(int(rows[a]), int(rows[b])) for a, b in np.argwhere(np.triu(within & within.T))]
        within, everywhere = within & ~within.T, everywhere & ~everywhere.T
        counts[:, rows] = [m.sum(axis=axis) for m in (within, everywhere) for axis in (1, 0)]
        for a, b in np.argwhere(within).tolist():
            pairs.append((int(rows[a]), int(rows[b]), bool(everywhere[a, b])))
    names = ("ahead_of", "behind", "ahead_of_always", "behind_always")
    entries = [
        {**entry, **dict(zip(names, own, strict=True))}
        for entry, own in zip(told, counts.T.tolist(), strict=True)
    ]
    return {
        "dominance_version": DOMINANCE_VERSION,
        **cover_of(scores, spoken, spread, is_blind=is_blind),
        "notes": [note.say(spoken) for note in limits_on(units)],
        "departments": sorted(entries, key=lambda e: (e["rank"] or 10**9, e["department"])),
        "pairs": _named(pairs, told),
        "level": [[told[row]["department"] for row in pair] for pair in level],
    }


def _named(pairs: list[tuple[int, int, bool]], told: list[Json]) -> list[Json]:
    """Return *pairs* with names, by the ranks of those ahead, then of those behind."""
    places = sorted(range(len(told)), key=lambda row: (told[row]["rank"] or 10**9, row))
    order = {row: place for place, row in enumerate(places)}
    return [
        {"ahead": told[a]["department"], "behind": told[b]["department"], "any_weights": always}
        for a, b, always in sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))
    ]


def _never(forms: Forms, rows: Any) -> Any:
    """Return whether the second of a pair can never stand ahead of the first."""
    never = ~rivals_of(forms, rows).can
    np.fill_diagonal(never, False)
    return never
