"""Two years compared: what departments owe to their performance, and what to other rules."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, SubmissionError
from scoring.evaluation import Scores, evaluate, override
from scoring.evaluation.frames import column_of
from scoring.explanation.voice import Voice, voice_of
from scoring.model import Ruleset, Submissions
from scoring.overrides import read_overrides
from scoring.ranking import rank
from scoring.report.figures import number
from scoring.review.diff import told_of_fields
from scoring.review.diff.attribution import Aligned, Part, attribute
from scoring.review.diff.effect import Side
from scoring.review.diff.kendall import compare_ranks
from scoring.review.diff.tree import Tree, matches
from scoring.tuning.effects.carrying import carried
from scoring.tuning.effects.splitting import Share, split_in_two
from scoring.tuning.effects.standing import at, names_of, places_of
from scoring.tuning.guards.blinding import blind
from scoring.tuning.guards.stamp import cover_of, stamp_of
from scoring.words import Phrase, spoken

YEARS_VERSION = 1
Json = dict[str, Any]
Both = tuple[Submissions, Submissions]  # read with the old rules, and with the new
Marks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Four:
    """The four scores of two rulesets on two years: by the *old* or *new* rules on either data."""

    old: Side
    new_data: Side
    new_rules: Side
    new: Side


def compare_years(
    old: Ruleset,
    new: Ruleset,
    data: tuple[Both, Both],
    language: str | None = None,
    *,
    overrides: tuple[str | Path | None, str | Path | None] = (None, None),
    is_blind: bool = False,
) -> Json:
    """Return how departments changed from *old* rules and data to *new*, as plain JSON values.

    *data* are the submissions of both years, each read with both rulesets (``read_for_both``).
    ``change = performance + rules`` to the cent, in every department and indicator
    (``split_in_two``): ``performance`` is what other data change under the same rules, ``rules``
    what other rules change on the same data. Departments are the same by code, else by name.
    Reviewers' *overrides*, a file a year, are of the rules of that year, and keep their share of
    full marks by the others (``carried``). SubmissionError where one stands in a year twice.
    """
    language = language or new.language
    voices = voice_of(old, language), voice_of(new, language)
    matched = matches(Tree(voices[0]), Tree(voices[1]))
    scores = _scored(voices, data, overrides, matched)
    rows = _in_both(scores[0][0], scores[1][1])
    four = _sides(voices, scores, rows, is_blind)
    shares = _split(four, voices, matched)
    found = told_of_fields(old, new, data, language)
    sources = [s.aligned.scores.sources for s in (four.old, four.new)]
    return {
        "years_version": YEARS_VERSION,
        **stamp_of(new, language, [*sources[0], *sources[1]]),
        "old_ruleset": cover_of(old),
        "blind": is_blind,
        "decimals": four.old.aligned.decimals,
        "findings": [_nameless(each) if is_blind else each for each in found],
        "summary": _summary(four, shares, scores, rows),
        "indicators": list(_by_indicator(shares, four, language)),
        "departments": list(_departments(four, scores, shares, language)),
    }


def _nameless(finding: Json) -> Json:
    """Return *finding* with cells that name neither file nor sheet."""
    return {**finding, "cells": [cell.rpartition("!")[2] for cell in finding["cells"]]}


def _sides(
    voices: tuple[Voice, Voice],
    scores: Sequence[Sequence[Scores]],
    rows: tuple[Marks, Marks],
    is_blind: bool,
) -> Four:
    roundings = [voice.ruleset.rounding for voice in voices]
    decimals = max(max(rounding.points, rounding.total) for rounding in roundings)

    def side(year: int, rules: int) -> Side:
        given = scores[year][rules]
        seen = blind(given, voices[rules].language) if is_blind else given
        aligned = Aligned(seen, rows[year], decimals)
        return Side(replace(voices[rules], language=voices[1].language), aligned, rank(given))

    return Four(side(0, 0), side(1, 0), side(0, 1), side(1, 1))


def _in_both(old: Scores, new: Scores) -> tuple[Marks, Marks]:
    """Return the rows of the departments that both years have, in the order of the new.

    They are the same by code; where one of them has none, by name.
    """
    before, after = (_identities(scores) for scores in (old, new))
    by_code = {code: row for row, (code, _) in enumerate(before) if code}
    by_name = {name: row for row, (_, name) in enumerate(before)}
    pairs = []
    for row, (code, name) in enumerate(after):
        was = by_code.get(code, by_name.get(name))
        if was is not None and (code in by_code or not code or not before[was][0]):
            pairs.append((was, row))
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return found[0], found[1]


def _identities(scores: Scores) -> list[tuple[str, str]]:
    """Return each department's code, empty where it has none, and its name."""
    columns = (
        column_of(scores.plan, scores.submissions, name, slice(None))
        for name in ("department_code", "department")
    )
    codes, names = (np.broadcast_to(c.values, len(scores)).tolist() for c in columns)
    found = [(str(code), str(name)) for code, name in zip(codes, names, strict=True)]
    counts = Counter(code or name for code, name in found)
    twice = [key for key, count in counts.items() if count > 1]
    if twice:
        raise SubmissionError(
            Problem(key, _TWICE(department=key), _ONE_YEAR()) for key in sorted(twice)[:20]
        )
    return found


def _scored(
    voices: Sequence[Voice],
    data: Sequence[Both],
    overrides: Sequence[str | Path | None],
    matched: Mapping[str, str],
) -> list[list[Scores]]:
    """Return the scores of each year by both rules; *matched* has the old id of new ones."""
    scores = [
        [evaluate(voice.plan, read) for voice, read in zip(voices, year, strict=True)]
        for year in data
    ]
    names = {was: name for name, was in matched.items()}, matched
    for year, path in enumerate(overrides):
        if path is not None:
            own, other = scores[year][year], scores[year][1 - year]
            scores[year][year] = override(own, read_overrides(path, own))
            scores[year][1 - year] = carried(scores[year][year], other, names[year])
    return scores


def _split(four: Four, voices: tuple[Voice, Voice], matched: Mapping[str, str]) -> list[Share]:
    now = {was: name for name, was in matched.items()}
    same = [{name: name for name in voice.plan.numbers} for voice in voices]
    by_old = attribute(four.old.aligned, four.new_data.aligned, same[0])
    performance = [
        [_renamed(part, now) for part in by_old],
        attribute(four.new_rules.aligned, four.new.aligned, same[1]),
    ]
    rules = [
        [_renamed(part, now) for part in attribute(before.aligned, after.aligned, matched)]
        for before, after in ((four.old, four.new_rules), (four.new_data, four.new))
    ]
    return split_in_two(performance, rules, len(four.new.ranks))


def _renamed(part: Part, now: Mapping[str, str]) -> Part:
    """Return *part* by the id that its node has in the new rules, where it has one."""
    return replace(part, id=now.get(part.id, part.id)) if part.kind == "indicator" else part


# --- told -------------------------------------------------------------------------------------


def _summary(
    four: Four, shares: Sequence[Share], scores: Sequence[Sequence[Scores]], rows: Any
) -> Json:
    decimals, changes = four.old.aligned.decimals, _changes(four)
    ranked = (four.old.ranks > 0) & (four.new.ranks > 0)
    groups = four.new.ranking.groups[four.new.aligned.rows][ranked]
    tau = compare_ranks(four.old.ranks[ranked], four.new.ranks[ranked], groups).tau
    return {
        "departments": len(changes),
        "only_old": len(scores[0][0]) - len(rows[0]),
        "only_new": len(scores[1][1]) - len(rows[1]),
        "mean_totals": {
            key: _mean(getattr(four, key).aligned.totals, decimals)
            for key in ("old", "new_data", "new_rules", "new")
        },
        **_mean_parts(changes, _whole(shares, "performance"), decimals),
        "up": int(np.count_nonzero(changes > 0)),
        "down": int(np.count_nonzero(changes < 0)),
        "kendall_tau_b": None if tau is None else round(tau, 6),
    }


def _mean_parts(changes: Marks, performance: Marks, decimals: int) -> Json:
    """Return the mean change and its two parts, which add up as they are rounded."""
    change, owed = _mean(changes, decimals), _mean(performance, decimals)
    rules = None if change is None or owed is None else round(change - owed, decimals + 2)
    return {"mean_change": change, "mean_performance": owed, "mean_rules": rules}


def _changes(four: Four) -> Marks:
    return four.new.aligned.totals - four.old.aligned.totals


def _whole(shares: Sequence[Share], cause: str) -> Marks:
    whole: Marks = np.sum([getattr(share, cause) for share in shares], axis=0)
    return whole


def _mean(marks: Marks, decimals: int) -> float | None:
    return round(float(marks.mean()) / 10**decimals, decimals + 2) if len(marks) else None


def _by_indicator(shares: Sequence[Share], four: Four, language: str) -> Iterator[Json]:
    """Yield what every indicator adds over all departments, the most first."""
    decimals = four.old.aligned.decimals
    moved = [int(np.abs(s.performance).sum() + np.abs(s.rules).sum()) for s in shares]
    for _, place in sorted((-moved[place], place) for place in range(len(shares)) if moved[place]):
        share = shares[place]
        yield {
            "id": share.id,
            "title": spoken(share.title, language),
            "mean_performance": _mean(share.performance, decimals),
            "mean_rules": _mean(share.rules, decimals),
        }


def _departments(
    four: Four, scores: Sequence[Sequence[Scores]], shares: Sequence[Share], language: str
) -> Iterator[Json]:
    """Yield every department that both years have, by its rank in the new one."""
    decimals, changes = four.old.aligned.decimals, _changes(four)
    names = names_of(four.new)
    places = {
        key: places_of(scores[year][rules], getattr(four, key))
        for key, (year, rules) in _CELLS.items()
    }
    whole = {key: _whole(shares, key) for key in ("performance", "rules")}
    titles = [spoken(share.title, language) for share in shares]
    last = np.where(four.new.ranks > 0, four.new.ranks, np.iinfo(np.int64).max)
    for row in np.lexsort((-four.new.aligned.totals, last)).tolist():
        reasons = [
            {
                "id": share.id,
                "title": title,
                "performance": number(int(share.performance[row]), decimals),
                "rules": number(int(share.rules[row]), decimals),
            }
            for share, title in zip(shares, titles, strict=True)
            if share.performance[row] or share.rules[row]
        ]
        yield {
            **names[row],
            **{
                key: {**_standing(getattr(four, key), row), **at(places[key], row)}
                for key in _CELLS
            },
            "change": number(int(changes[row]), decimals),
            **{key: number(int(marks[row]), decimals) for key, marks in whole.items()},
            "reasons": sorted(reasons, key=lambda r: -abs(r["performance"]) - abs(r["rules"])),
        }


def _standing(side: Side, row: int) -> Json:
    decimals = side.aligned.decimals
    return {
        "total": number(int(side.aligned.totals[row]), decimals),
        "rank": int(side.ranks[row]) or None,
        "grade": side.grade(int(side.grades[row])),
    }


# The year of the data and that of the rules, 0 the old one.
_CELLS = {"old": (0, 0), "new_data": (1, 0), "new_rules": (0, 1), "new": (1, 1)}
_TWICE = Phrase(
    "「{department}」在同一年的数据中不止一次", '"{department}" stands in the data of a year twice'
)
_ONE_YEAR = Phrase(
    "请分年度给出数据，每个部门一份", "Give the data of each year apart, one a department"
)
