"""Synthetic submissions: plausible, reproducible, and marked as what they are."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from scoring.model import Ruleset
from scoring.plan import Plan, compile_plan
from scoring.points import share_out
from scoring.sampling.agreement import agree, ties_of
from scoring.sampling.anchors import anchors_of
from scoring.sampling.blemishes import Shares, blemish
from scoring.sampling.cells import cells_of, rows_of
from scoring.sampling.draft import Key
from scoring.sampling.drawing import draw, draw_bureau, stream
from scoring.sampling.patterns import patterns_of, rows_like
from scoring.sampling.probing import slots_of
from scoring.sampling.writing import Sample, write_sample
from scoring.words import Phrase

__all__ = ["Sample", "sample", "write_sample"]

_AT_ODDS = 0.03  # of departments, for each check of figures that must be equal


def sample(
    ruleset: Ruleset,
    count: int,
    seed: int,
    *,
    missing: float = 0.02,
    not_applicable: float = 0.01,
    faulty: float = 0.0,
    groups: Mapping[str, float] | None = None,
) -> Sample:
    """Return *count* departments drawn from what *ruleset* says of its fields.

    *missing*, *not_applicable* and *faulty* are shares of the departments' cells; *groups* gives
    each peer group's relative size. The same arguments give the same records.
    """
    plan, shares = compile_plan(ruleset), Shares(missing, not_applicable, faulty)
    year = year_of(ruleset)
    slots, bureau = slots_of(plan, *anchors_of(ruleset, year)), draw_bureau(count, seed)
    draft = draw(plan, slots, bureau, seed)
    agree(plan, draft, _at_odds(plan, count, seed))
    cells, tables = cells_of(draft), {table: rows_of(draft, table) for table in ruleset.tables}
    for table, pattern in patterns_of(plan).items():
        random = stream(seed, f"{table}!")
        rows = rows_like(pattern, bureau.losses, ruleset.tables[table], random)
        tables[table] = rows
    spoilt = blemish(cells, plan, slots, shares, seed)
    identities = _identities(count, year, groups or _groups(ruleset), ruleset.language)
    columns = {**identities, **cells, **tables, **identities}
    records = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    asked = {"missing": missing, "not_applicable": not_applicable, "faulty": faulty}
    note = {
        "note": _NOTE().say(ruleset.language),
        "generator": "scoring sample",
        "ruleset": f"{ruleset.id}@{ruleset.edition}",
        "departments": count,
        "seed": seed,
        "shares": asked,
        "cells": {"all": count * len(ruleset.fields), **spoilt},
    }
    return Sample(ruleset, records, note)


def _at_odds(plan: Plan, count: int, seed: int) -> dict[Key, Any]:
    """Return, for each figure that follows from others, the factors by which a few are off."""
    factors = {}
    for tie in ties_of(plan):
        random = stream(seed, "/".join(("odds", *tie.yields)))
        off = random.uniform(0.8, 0.98, count)
        factors[tie.yields] = np.where(random.random(count) < _AT_ODDS, off, 1.0)
    return factors


def _identities(
    count: int, year: int, groups: Mapping[str, float], language: str
) -> dict[str, list[Any]]:
    """Return names, codes, years and peer groups, those of a group together."""
    sizes = share_out(count, {name: Fraction(size) for name, size in groups.items()})
    width = max(3, len(str(count)))
    numbers = [f"{number:0{width}d}" for number in range(1, count + 1)]
    return {
        "department": [_NAME(number=number).say(language) for number in numbers],
        "department_code": [f"SYN-{number}" for number in numbers],
        "year": [year] * count,
        "peer_group": [name for name in groups for _ in range(sizes[name])],
    }


def _groups(ruleset: Ruleset) -> dict[str, float]:
    """Return the peer groups that the ruleset lets choose from, else some usual ones."""
    declared = ruleset.fields.get("peer_group")
    if declared and declared.choices:
        return dict.fromkeys(declared.choices, 1.0)
    return {group().say(ruleset.language): size for group, size in _GROUPS.items()}


def year_of(ruleset: Ruleset) -> int:
    """Return the year that the edition is for."""
    in_force = ruleset.in_force[0] if ruleset.in_force else ""
    stated = [text[:4] for text in (in_force, ruleset.edition) if text[:4].isdecimal()]
    return int(stated[0]) if stated else 2020


_NOTE = Phrase(
    "合成数据：由程序随机生成，部门和数值均非真实，仅供演示和测试",
    "Synthetic data: made by a program at random; departments and figures are not real",
)
_NAME = Phrase("合成部门{number}（市级）", "Synthetic department {number} (city)")
_GROUPS = {
    Phrase("党群部门", "Party and mass organisations"): 22.0,
    Phrase("政府组成部门", "Government departments"): 34.0,
    Phrase("政法机关", "Law enforcement"): 8.0,
    Phrase("事业单位", "Public institutions"): 36.0,
}
