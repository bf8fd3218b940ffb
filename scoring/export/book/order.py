"""Who stands where, as whole numbers that sort: groups, totals, tie breakers, then names.

A key packs as much as fifteen digits hold. Where tie breakers do not fit, departments are first
put in places by what does, and the places start the next key.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from scoring.export.book.layout import Layout

_MOST = 10**15  # whole numbers up to here are exact in every spreadsheet program


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that sorts: the node, or "total", its grid and its greatest value."""

    name: str
    decimals: int
    most: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Everybody's place: *stages* of parts that make keys, and what the keys are today.

    *groups* number each department's group, the unranked after all others; *names* its place by
    code and name; *order* lists departments as they sort.
    """

    stages: Sequence[Sequence[Part]]
    groups: Sequence[int]
    group_count: int
    names: Sequence[int]
    keys: Sequence[Sequence[int]]
    places: Sequence[Sequence[int]]
    order: Sequence[int]

    @property
    def base(self) -> int:
        """By what a key is more than that of the department before it by name."""
        return len(self.names) + 1


def standing_of(layout: Layout) -> Standing:
    """Return where everybody stands by the report."""
    groups, count = _groups(layout)
    names = _by_name(layout.departments)
    stages = _stages(layout, count, len(names) + 1)
    keys: list[list[int]] = []
    places: list[list[int]] = []
    before = [
        number + (0 if department["status"] == "ranked" else count)
        for number, department in zip(groups, layout.departments, strict=True)
    ]
    for number, stage in enumerate(stages):
        key = [_key(start, stage, d) for start, d in zip(before, layout.departments, strict=True)]
        if number == len(stages) - 1:
            key = [k * (len(names) + 1) + name for k, name in zip(key, names, strict=True)]
        else:
            ranked = sorted(key)
            before = [bisect_left(ranked, each) for each in key]
            places.append(before)
        keys.append(key)
    order = sorted(range(len(names)), key=keys[-1].__getitem__)
    return Standing(stages, groups, count, names, keys, places, order)


def _groups(layout: Layout) -> tuple[list[int], int]:
    """Return each department's group, from 0, and how many there are."""
    if layout.rules["ranking"]["within"] is None:
        return [0] * len(layout.departments), 1
    known: dict[Any, int] = {}
    numbers = [known.setdefault(d["peer_group"], len(known)) for d in layout.departments]
    return numbers, max(len(known), 1)


def _by_name(departments: Sequence[Any]) -> list[int]:
    """Return each department's place, from 1, by code, name and year."""

    def key(place: int) -> tuple[str, str, float]:
        told = departments[place]
        year = inf if told["year"] is None else told["year"]
        return told["department_code"] or "", told["department"], year

    places = [0] * len(departments)
    for number, place in enumerate(sorted(range(len(departments)), key=key), start=1):
        places[place] = number
    return places


def _stages(layout: Layout, groups: int, base: int) -> list[list[Part]]:
    ranking, decimals = layout.rules["ranking"], layout.decimals
    highest = layout.full_marks + max((bonus_of(layout, d) for d in layout.departments), default=0)
    parts = [Part("total", ranking["decimals"], _grid(highest, ranking["decimals"]))]
    for name in ranking["tie_breakers"]:
        if name == "total":
            parts.append(Part(name, decimals["total"], _grid(highest, decimals["total"])))
        else:
            most = _grid(layout.full_marks, decimals["points"])
            parts.append(Part(name, decimals["points"], most))
    stages: list[list[Part]] = [[]]
    room = 2 * groups * base
    for part in parts:
        if stages[-1] and room * (part.most + 1) >= _MOST:
            stages.append([])
            room = base * base
        stages[-1].append(part)
        room *= part.most + 1
    return stages


def bonus_of(layout: Layout, department: Any) -> float:
    """Return how far beyond the full marks adjustments could take a department."""
    if not layout.rules["bonus_beyond_full"]:
        return 0
    return max(adjusted(layout, department), 0.0)


def adjusted(layout: Layout, department: Any) -> float:
    """Return what adjustments come to, before the total's limits took any of it back."""
    points = {entry["id"]: entry["points"] for entry in reversed(department["adjustments"])}
    known = [points.get(entry["id"], 0.0) for entry in layout.rules["adjustments"]]
    return float(round(sum(known), layout.decimals["points"]))


def _grid(points: float, decimals: int) -> int:
    return int(points * 10**decimals + 1)


def _key(start: int, stage: Sequence[Part], department: Any) -> int:
    key = start
    for part in stage:
        value = _value(part.name, department)
        key = key * (part.most + 1) + part.most - int(value * 10**part.decimals + 0.5 + 1e-6)
    return key


def _value(name: str, department: Any) -> float:
    if name == "total":
        return float(department["total"])
    nodes = [*department["indicators"], *_all(department["dimensions"])]
    return float(next(node["points"] or 0 for node in nodes if node["id"] == name))


def _all(dimensions: Sequence[Any]) -> list[Any]:
    return [node for d in dimensions for node in (d, *_all(d.get("dimensions", ())))]
