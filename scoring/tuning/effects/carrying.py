"""Reviewers' overrides carried to other rules, as the share of full marks that they were."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from scoring.evaluation import Scores, override
from scoring.evaluation.overriding import Overridden
from scoring.model import Override, Overrides
from scoring.points import to_points


def carried(own: Scores, other: Scores, names: Mapping[str, str]) -> Scores:
    """Return *other*, the same departments by other rules, with the overrides of *own*.

    *names* has the id by the other rules of each indicator that both have. What they lack, or
    give no marks for, stays as they have it.
    """
    if own.overridden is None:
        return other
    entries = tuple(_carried(own.overridden, other, names))
    return override(other, Overrides(entries, own.overridden.overrides.sources))


def _carried(held: Overridden, other: Scores, names: Mapping[str, str]) -> Iterator[Override]:
    numbers = {leaf.id: number for number, leaf in enumerate(other.plan.leaves)}
    unit = 10**other.plan.ruleset.rounding.points
    rows = zip(held.overrides.entries, held.departments, held.rates, strict=True)
    for entry, row, rate in rows:
        name = names.get(entry.indicator, "")
        full = int(other.marks[other.patterns[row], numbers[name]]) if name in numbers else 0
        if full:
            points = Decimal(int(to_points(rate, full))) / unit
            yield replace(entry, indicator=name, points=points)
