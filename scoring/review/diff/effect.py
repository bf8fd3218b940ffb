"""What a change of rules does to departments: totals, grades and ranks before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.evaluation import Scores, evaluate
from scoring.evaluation.frames import column_of
from scoring.explanation.voice import Voice
from scoring.ranking import Ranking, rank
from scoring.report.figures import number
from scoring.review.diff.attribution import Aligned, Marks, Part, attribute
from scoring.review.diff.kendall import compare_ranks
from scoring.words import spoken

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One ruleset's scores and ranking, of the departments in *aligned*."""

    voice: Voice
    aligned: Aligned
    ranking: Ranking

    def texts(self, name: str) -> list[str | None]:
        scores = self.aligned.scores
        column = column_of(scores.plan, scores.submissions, name, slice(None))
        values = np.broadcast_to(column.values, len(scores))[self.aligned.rows].tolist()
        return [value or None for value in values]

    @property
    def ranks(self) -> Marks:
        ranks: Marks = self.ranking.ranks[self.aligned.rows]
        return ranks

    @property
    def grades(self) -> Marks:
        grades: Marks = self.ranking.grades[self.aligned.rows]
        return grades

    def grade(self, index: int) -> str | None:
        return self.voice.ruleset.grades[index].title if index >= 0 else None


def effect_of(old: Voice, new: Voice, given: Sequence[Any], matched: Mapping[str, str]) -> Json:
    """Return the effect on the departments of *given*, read with the old rules and the new."""
    scores = [evaluate(v.plan, read) for v, read in zip((old, new), given, strict=True)]
    rows = _in_common(*scores)
    decimals = max(max(v.ruleset.rounding.points, v.ruleset.rounding.total) for v in (old, new))
    before, after = (
        Side(voice, Aligned(part, index, decimals), rank(part))
        for voice, part, index in zip((old, new), scores, rows, strict=True)
    )
    sources = sorted(given[1].sources, key=lambda source: source.path)
    told = difference_of(before, after, matched)
    told["departments"].sort(key=lambda entry: -abs(entry["change"]))
    return {
        "inputs": [{"path": source.path, "sha256": source.sha256} for source in sources],
        **told,
    }


def difference_of(before: Side, after: Side, matched: Mapping[str, str]) -> Json:
    """Return what differs between two sides, whose departments stand in the same order.

    *matched* has the old id of every node of the new tree that has one.
    """
    decimals = before.aligned.decimals
    parts = attribute(before.aligned, after.aligned, matched)
    return {
        "decimals": decimals,
        "summary": _summary(before, after, decimals),
        "grades": list(_regraded(before, after)),
        "indicators": list(_by_indicator(parts, after.voice.language, decimals)),
        "departments": list(_departments(before, after, parts, decimals)),
    }


def _in_common(old: Scores, new: Scores) -> tuple[Any, Any]:
    """Return the rows of the departments that both hold, in the same order."""
    named = [_identities(scores) for scores in (old, new)]
    if named[0] == named[1]:
        return slice(None), slice(None)
    places = {identity: row for row, identity in enumerate(named[0])}
    pairs = [(places[name], row) for row, name in enumerate(named[1]) if name in places]
    return tuple(np.array(pairs, np.int64).reshape(-1, 2).T)  # type: ignore[return-value]


def _identities(scores: Scores) -> list[tuple[str, ...]]:
    names = ("department", "department_code", "year")
    columns = (column_of(scores.plan, scores.submissions, name, slice(None)) for name in names)
    texts = (np.broadcast_to(column.values, len(scores)).tolist() for column in columns)
    return [tuple(map(str, identity)) for identity in zip(*texts, strict=True)]


def _moved(before: Side, after: Side) -> dict[str, Any]:
    totals = before.aligned.totals != after.aligned.totals
    titles = [[side.grade(index) for index in range(-1, _most(side))] for side in (before, after)]
    same = np.array([[one == other for other in titles[1]] for one in titles[0]])
    grades = ~same[before.grades + 1, after.grades + 1]
    ranks = before.ranks != after.ranks
    return {"any": totals | ranks | grades, "total": totals, "rank": ranks, "grade": grades}


def _most(side: Side) -> int:
    return len(side.voice.ruleset.grades)


def _summary(before: Side, after: Side, decimals: int) -> Json:
    moved = {key: int(np.count_nonzero(which)) for key, which in _moved(before, after).items()}
    change = after.aligned.totals - before.aligned.totals
    ranked = (before.ranks > 0) & (after.ranks > 0)
    groups = [side.ranking.groups[side.aligned.rows][ranked] for side in (before, after)]
    group = groups[0] * (groups[1].max(initial=0) + 1) + groups[1]
    pairs = compare_ranks(before.ranks[ranked], after.ranks[ranked], group)
    largest = int(np.abs(change).argmax()) if len(change) else None
    names = after.texts("department")
    return {
        "departments": len(change),
        "moved": moved["any"],
        "totals_changed": moved["total"],
        "ranks_changed": moved["rank"],
        "grades_changed": moved["grade"],
        "no_longer_ranked": int(np.count_nonzero((before.ranks > 0) & (after.ranks == 0))),
        "newly_ranked": int(np.count_nonzero((before.ranks == 0) & (after.ranks > 0))),
        "mean_change": _mean(change, decimals),
        "largest_change": None
        if largest is None
        else {"department": names[largest], "change": number(int(change[largest]), decimals)},
        "kendall_tau_b": None if pairs.tau is None else round(pairs.tau, 6),
        "pairs": {"all": pairs.all, "discordant": pairs.discordant},
    }


def _mean(change: Marks, decimals: int) -> float | None:
    return round(float(change.mean()) / 10**decimals, decimals + 2) if len(change) else None


def _regraded(before: Side, after: Side) -> Iterator[Json]:
    """Yield how many went from which grade to which, among those whose grade changed."""
    changed = _moved(before, after)["grade"]
    pairs = np.stack([before.grades[changed], after.grades[changed]], axis=1)
    kinds, counts = np.unique(pairs, axis=0, return_counts=True)
    for (was, now), count in zip(kinds.tolist(), counts.tolist(), strict=True):
        yield {"before": before.grade(was), "after": after.grade(now), "departments": count}


def _by_indicator(parts: list[Part], language: str, decimals: int) -> Iterator[Json]:
    """Yield what every part moved over all departments, the most first."""
    weight = [int(np.abs(part.marks).sum()) for part in parts]
    for _, index in sorted((-weight[i], i) for i in range(len(parts)) if weight[i]):
        part = parts[index]
        told = {"id": part.id, "title": spoken(part.title, language), "kind": part.kind}
        whole, by_full_marks = int(part.marks.sum()), int(part.by_full_marks.sum())
        yield {
            **told,
            "up": int(np.count_nonzero(part.marks > 0)),
            "down": int(np.count_nonzero(part.marks < 0)),
            "points": number(whole, decimals),
            "by_full_marks": number(by_full_marks, decimals),
            "by_rule": number(whole - by_full_marks, decimals),
        }


def _departments(before: Side, after: Side, parts: list[Part], decimals: int) -> Iterator[Json]:
    """Yield every department in the order of the rows, with the reasons why it moved."""
    change = after.aligned.totals - before.aligned.totals
    marks = np.stack([part.marks for part in parts], axis=1)
    order = np.argsort(-np.abs(marks), axis=1, kind="stable").tolist()
    scaled = np.stack([part.by_full_marks for part in parts], axis=1).tolist()
    given = marks.tolist()
    names = ("department", "department_code", "peer_group")
    identities = list(zip(*map(after.texts, names), strict=True))
    figures = list(zip(_standing(before, decimals), _standing(after, decimals), strict=True))
    titles = [spoken(part.title, after.voice.language) for part in parts]
    for row in range(len(change)):
        yield {
            **dict(zip(names, identities[row], strict=True)),
            "before": figures[row][0],
            "after": figures[row][1],
            "change": number(int(change[row]), decimals),
            "reasons": [
                {
                    "id": parts[index].id,
                    "title": titles[index],
                    "kind": parts[index].kind,
                    "points": number(given[row][index], decimals),
                    "by_full_marks": number(scaled[row][index], decimals),
                    "by_rule": number(given[row][index] - scaled[row][index], decimals),
                }
                for index in order[row]
                if given[row][index]
            ],
        }


def _standing(side: Side, decimals: int) -> Iterator[Json]:
    columns = (side.aligned.totals, side.ranks, side.grades)
    for total, place, grade in zip(*(column.tolist() for column in columns), strict=True):
        yield {
            "total": number(total, decimals),
            "grade": side.grade(grade),
            "rank": place or None,
        }
