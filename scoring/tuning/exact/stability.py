"""Between what one weight can move, the others in proportion, before the leader or the order goes.

One-way sensitivity in closed form: totals are straight lines in the weight that moves, and two
lines cross once (as in Triantaphyllou & Sánchez, "A sensitivity analysis approach for some
deterministic multi-criteria decision-making methods", Decision Sciences 28 (1997)).
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from scoring.arguments import chosen_language
from scoring.evaluation import Scores
from scoring.points import Floats
from scoring.tuning.exact.forms import Forms, forms_of
from scoring.tuning.exact.rivals import Whole, groups_of
from scoring.tuning.exact.told import cover_of, departments_of, titles_of, what_stays
from scoring.tuning.units import Units, units_of

STABILITY_VERSION = 1
Json = dict[str, Any]
_DUST = 1e-9


class Line(NamedTuple):
    """How all weights move with one of them, by a mark, and by how much that may move."""

    moves: Floats
    low: float
    high: float


def line_of(units: Units, place: int) -> Line:
    """Return the line on which unit *place* moves and the other free ones make room for it.

    They do so in proportion to what they weigh; what is locked stays, so that within a group whose
    sum is locked only the others of it make room. The line ends where any weight, or the sum of a
    group, comes to its bound.
    """
    limits, now = units.limits, units.now
    locked = limits.groups[limits.least >= limits.most]
    beside = (locked == locked[:, [place]]).all(axis=0)
    free = (limits.low < limits.high) & (now > 0) & beside
    free[place] = False
    others = now[free].sum()
    if limits.low[place] >= limits.high[place] or not others:
        return Line(np.zeros(len(now)), 0.0, 0.0)
    moves = np.where(free, -now / others, 0.0)
    moves[place] = 1.0
    groups = limits.groups.astype(np.float64)
    slopes = np.concatenate([moves, groups @ moves])
    held = np.concatenate([now, groups @ now])
    low = np.concatenate([limits.low, limits.least]) - held
    high = np.concatenate([limits.high, limits.most]) - held
    up, down = slopes > _DUST, slopes < -_DUST
    ends = np.concatenate([high[up] / slopes[up], low[down] / slopes[down]])
    starts = np.concatenate([low[up] / slopes[up], high[down] / slopes[down]])
    return Line(moves, float(min(starts.max(), 0)), float(max(ends.min(), 0)))


class Hold(NamedTuple):
    """Between what a weight can move (in marks, from today) and who is overtaken by whom there."""

    low: float
    high: float
    at_low: tuple[int, int] | None
    at_high: tuple[int, int] | None


def hold_of(forms: Forms, line: Line, ahead: Whole, behind: Whole) -> Hold:
    """Return how far the weight can go before any of *behind* comes level with its *ahead*.

    Both are row numbers, pair by pair. Totals are unrounded.
    """
    slopes = forms.rates.T @ line.moves
    totals = forms.units.now @ forms.rates + forms.added
    lead = totals[ahead] - totals[behind]
    closing = slopes[behind] - slopes[ahead]
    with np.errstate(divide="ignore", invalid="ignore"):
        level = np.where(np.abs(closing) > _DUST, np.maximum(lead, 0) / closing, np.nan)
    right = np.where(closing > _DUST, level, np.inf)
    left = np.where(closing < -_DUST, level, -np.inf)
    low, high = float(left.max(initial=-np.inf)), float(right.min(initial=np.inf))
    return Hold(
        max(low, line.low),
        min(high, line.high),
        _pair(ahead, behind, left, low) if low >= line.low else None,
        _pair(ahead, behind, right, high) if high <= line.high else None,
    )


def _pair(ahead: Whole, behind: Whole, levels: Floats, level: float) -> tuple[int, int] | None:
    if not np.isfinite(level):
        return None
    place = int(np.flatnonzero(levels == level)[0])
    return int(ahead[place]), int(behind[place])


def stability(
    scores: Scores,
    spread: float | None = None,
    language: str | None = None,
    *,
    is_blind: bool = False,
) -> Json:
    """Return the interval of each weight within which the leader, and the order, hold.

    Plain JSON values, per group; intervals are in points, and of ``leader`` and ``order`` say who
    comes level at an end where it is not a bound that ends them. Departments whose totals are no
    sums are ``left_out``; where that leaves nobody in a group, ``none`` names them. The order is
    that of published totals: equals may part.
    """
    spoken = chosen_language(language, scores.plan.ruleset.language)
    units = units_of(scores.plan, spread)
    forms = forms_of(scores, units)
    told = departments_of(scores, spoken, is_blind=is_blind)
    titles = titles_of(units)
    groups = [_group(forms, rows, told, titles) for rows in groups_of(forms)]
    found = [group for group in groups if group["weights"]]
    empty = [group for group in groups if not group["weights"]]
    return {
        "stability_version": STABILITY_VERSION,
        **cover_of(scores, spoken, spread, is_blind=is_blind),
        "notes": [note.say(spoken) for note in what_stays(units)],
        "groups": found,
        "none": [name for group in empty for name in group["left_out"]],
    }


def _group(forms: Forms, rows: Whole, told: list[Json], titles: list[str]) -> Json:
    """Return what holds among the departments *rows* whose totals are sums."""
    names = [entry["department"] for entry in told]
    totals, bracketed = forms.scores.totals, forms.bracketed[rows]
    sums = rows[~bracketed & ~forms.scores.unranked[rows]]
    leaders = sums[totals[sums] == totals[sums].max(initial=0)]
    is_one = (forms.groups == forms.groups[0]).all()
    return {
        "peer_group": None if is_one else told[int(rows[0])]["peer_group"],
        "leaders": [names[row] for row in leaders.tolist()],
        "left_out": [names[row] for row in rows[bracketed].tolist()],
        "weights": list(_weights(forms, sums, titles, names)) if len(sums) else [],
    }


def _weights(forms: Forms, rows: Whole, titles: list[str], names: list[str]) -> Iterator[Json]:
    totals = forms.scores.totals[rows]
    one, other = np.nonzero(totals[:, None] > totals[None, :])
    order = rows[one], rows[other]
    first = totals[one] == totals.max(initial=0)
    lead = order[0][first], order[1][first]
    unit = 10.0**forms.scores.plan.ruleset.rounding.points
    for place, (name, title) in enumerate(zip(forms.units.ids, titles, strict=True)):
        line, now = line_of(forms.units, place), float(forms.units.now[place])
        yield {
            "id": name,
            "title": title,
            "now": now / unit,
            "allowed": [round((now + end) / unit, 9) for end in (line.low, line.high)],
            "leader": _told(hold_of(forms, line, *lead), now, unit, names),
            "order": _told(hold_of(forms, line, *order), now, unit, names),
        }


def _told(hold: Hold, now: float, unit: float, names: list[str]) -> Json:
    ends = {"low": hold.low, "high": hold.high}
    pairs = {"at_low": hold.at_low, "at_high": hold.at_high}
    return {
        **{key: round((now + end) / unit, 9) for key, end in ends.items()},
        **{key: [names[row] for row in pair] if pair else None for key, pair in pairs.items()},
    }
