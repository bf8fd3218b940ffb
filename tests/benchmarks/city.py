"""A made-up city: a ruleset of 40 indicators over 70 fields, and any number of departments.

Indicators come in families of one method each, so that every contestant can be written as
briefly as its language allows.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.model import Column, Origin, Ruleset, State, Submissions
from scoring.ruleset import ruleset_from

# By family: how many indicators, and the fields of each.
FAMILIES: dict[str, tuple[int, tuple[str, ...]]] = {
    "done": (6, ("actual", "planned")),
    "passing": (4, ("actual", "planned")),
    "punctual": (8, ("actual", "planned")),
    "growth": (4, ("now", "before")),
    "quality": (6, ("actual", "planned")),
    "carried": (2, ("percent",)),
    "cost": (2, ("percent",)),
    "satisfied": (2, ("percent",)),
    "disclosed": (2, ("yes",)),
    "rules": (2, ("yes", "breaches")),
    "surplus": (2, ("amount",)),
}
DIMENSIONS = {
    "execution": ("done", "passing"),
    "timeliness": ("punctual",),
    "effect": ("growth", "quality"),
    "saving": ("carried", "cost", "satisfied"),
    "conduct": ("disclosed", "rules", "surplus"),
}
# What does not apply is redistributed here, and keeps full marks elsewhere.
REDISTRIBUTED = ("quality_1", "quality_2", "quality_3")
SOMETIMES_INAPPLICABLE = (*REDISTRIBUTED, "passing_1", "passing_2", "passing_3", "passing_4")

_RATIO = "{0}_actual / {0}_planned * 100"
VALUES = {
    **dict.fromkeys(("done", "passing", "punctual", "quality"), _RATIO),
    "growth": "change({0}_now, {0}_before) * 100",
    **dict.fromkeys(("carried", "cost", "satisfied"), "{0}_percent"),
}
BANDS = (("[98,∞)", 1), ("[90,98)", 0.8), ("[75,90)", 0.5), ("[60,75)", 0.2))
POINTS = ((60, 0), (80, 0.6), (95, 1))
METHODS: dict[str, dict[str, Any]] = {
    "done": {"method": "proportional", "target": 100},
    "passing": {"method": "proportional", "target": 95, "floor": "0.6 * target"},
    "punctual": {"method": "deduct", "limit": {"at_least": 100}, "each": 5, "share": 0.2},
    "growth": {
        "method": "deduct", "limit": {"at_most": 0}, "each": 1, "share": 0.1, "steps": "started",
    },
    "quality": {"method": "bands", "bands": [{"range": r, "share": s} for r, s in BANDS]},
    "carried": {"method": "proportional", "target": 20, "better": "lower"},
    "cost": {"method": "proportional", "target": 90, "better": "lower", "curve": "inverse"},
    "satisfied": {"method": "interpolate", "points": [list(point) for point in POINTS]},
    "disclosed": {"method": "condition", "when": "{0}_yes"},
    "rules": {"method": "checklist", "mode": "lose", "items": [
        {"title": "Rules exist", "when": "{0}_yes", "share": 0.5},
        {"title": "Breaches", "count": "{0}_breaches", "share": 0.2},
    ]},
    "surplus": {"method": "cases", "otherwise": 0, "cases": [
        {"when": "{0}_amount <= 0", "share": 1}, {"when": "{0}_amount <= 50", "share": 0.6},
    ]},
}  # fmt: skip


def members(family: str) -> list[str]:
    """Return the ids of the indicators in *family*."""
    return [f"{family}_{number}" for number in range(1, FAMILIES[family][0] + 1)]


def indicators() -> list[str]:
    """Return the ids of all indicators, in the order of the tree."""
    return [name for families in DIMENSIONS.values() for f in families for name in members(f)]


def fields() -> list[str]:
    return [f"{name}_{part}" for f, (_, parts) in FAMILIES.items() for name in members(f)
            for part in parts]  # fmt: skip


def city_ruleset() -> Ruleset:
    """Return the ruleset; indicators weigh 2 and 3 points in turn."""
    return ruleset_from(city_document())


def city_document() -> dict[str, Any]:
    weights = {name: 2 + number % 2 for number, name in enumerate(indicators())}
    tree = []
    for dimension, families in DIMENSIONS.items():
        children = [_leaf(f, name, weights[name]) for f in families for name in members(f)]
        weight = sum(child["weight"] for child in children)
        tree.append({"id": dimension, "title": dimension, "weight": weight, "children": children})
    return {
        "language_version": 1, "id": "city", "edition": "1", "title": "City", "full_marks": 100,
        "fields": {name: {"title": name, "type": _type_of(name)} for name in fields()},
        "indicators": tree,
        "adjustments": [{"id": "open", "title": "Openness",
                         "points": "1 if disclosed_1_yes and disclosed_2_yes else 0"}],
        "vetoes": [{"id": "idle", "title": "Idle", "when": "rate('execution') < 0.8",
                    "then": {"cap_total": 59.99}}],
    }  # fmt: skip


def _leaf(family: str, name: str, weight: int) -> dict[str, Any]:
    leaf = {"id": name, "title": name, "weight": weight, "score": _named(METHODS[family], name)}
    if family in VALUES:
        leaf["value"] = VALUES[family].format(name)
    if name in REDISTRIBUTED:
        leaf["not_applicable"] = {"when": f"{name}_planned == 0", "then": "redistribute"}
    return leaf


def _named(spec: Any, name: str) -> Any:
    """Return *spec* with the indicator's name in its expressions."""
    if isinstance(spec, dict):
        return {key: _named(value, name) for key, value in spec.items()}
    if isinstance(spec, list):
        return [_named(value, name) for value in spec]
    return spec.format(name) if isinstance(spec, str) else spec


def _type_of(field: str) -> str:
    return "boolean" if field.endswith("_yes") else "number"


def city_submissions(size: int, seed: int = 1) -> Submissions:
    """Return what *size* departments submitted: 2.5 % of cells missing, a few not applicable."""
    chance = np.random.default_rng(seed)
    columns: dict[str, Column] = {}
    for name in fields():
        indicator, part = name.rsplit("_", 1)
        states = (chance.random(size) < 0.025).astype(np.uint8) * np.uint8(State.MISSING)
        if indicator in SOMETIMES_INAPPLICABLE and part == "actual":
            states[chance.random(size) < 0.03] = State.NOT_APPLICABLE
        before = columns.get(f"{indicator}_actual") or columns.get(f"{indicator}_now")
        values = _figures(chance, part, size, None if before is None else before.values)
        values[states != 0] = False if values.dtype == bool else np.nan
        columns[name] = Column(values, states)
    names = np.array([f"D{number:07d}" for number in range(size)])
    origin = Origin(("city.csv",), np.zeros(size, np.int32), np.arange(2, size + 2), {})
    return Submissions(names, columns, {}, {}, origin)


def _figures(chance: np.random.Generator, part: str, size: int, before: Any) -> NDArray[Any]:
    """Return figures to two decimals; *before* is the other half of a ratio, if it was given.

    Only what was given is sometimes to be divided by zero.
    """
    if part in ("planned", "before"):
        figures = np.where(np.isnan(before), 100, before) / chance.uniform(0.55, 1.1, size)
        figures[(chance.random(size) < 0.002) & ~np.isnan(before)] = 0
        return figures.round(2)
    if part == "yes":
        return chance.random(size) < 0.9
    if part == "breaches":
        return chance.integers(0, 3, size).astype(np.float64)
    low, high = {"percent": (5, 100), "amount": (-50, 150)}.get(part, (100, 10_000))
    return chance.uniform(low, high, size).round(2)
