"""What of a ruleset was ever exercised: every branch, line, condition, state, check and grade."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scoring.plan import FAILING, Plan
from scoring.review.checking import judge_checks
from scoring.review.evidence import Evidence
from scoring.review.leaf_coverage import leaf_items
from scoring.review.part_coverage import part_items
from scoring.review.possible import Possible, possible_under
from scoring.review.sight import Counted, Sight


class Item(NamedTuple):
    """One thing that can happen under a ruleset, and to how many departments it did."""

    words: str
    times: int


@dataclass(frozen=True, slots=True)
class Part:
    """What can happen in one part of a ruleset; *kind*: indicator, dimension, check and so on."""

    kind: str
    id: str
    title: str
    items: tuple[Item, ...]

    @property
    def missing(self) -> list[str]:
        """What never happened."""
        return [item.words for item in self.items if not item.times]

    @property
    def covered(self) -> int:
        return len(self.items) - len(self.missing)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All parts of a ruleset that *plan* makes ready, with what happened in them."""

    plan: Plan
    parts: tuple[Part, ...]

    @property
    def of(self) -> int:
        """How many things can happen."""
        return sum(len(part.items) for part in self.parts)

    @property
    def covered(self) -> int:
        """How many of them did."""
        return sum(part.covered for part in self.parts)

    @property
    def percentage(self) -> float:
        """The share that did; all, where nothing can."""
        return 100.0 * self.covered / self.of if self.of else 100.0


def cover(plan: Plan, evidence: Sequence[Evidence], language: str) -> Coverage:
    """Return what *evidence* shows of the ruleset, told in *language*."""
    possible = _possible(plan, evidence)
    seen = [Sight(plan, each, language) for each in evidence]
    nobody = [] if seen else [Sight.of_nobody(plan, language)]
    parts = []
    for number, leaf in enumerate(plan.leaves):
        states = [state for state in FAILING if possible.states[number, state]]
        with np.errstate(all="ignore"):
            found = [leaf_items(sight, number, states) for sight in (*seen, *nobody)]
        parts.append(Part("indicator", leaf.id, leaf.indicator.title, _added(found)))
    return Coverage(plan, (*parts, *_others([*seen, *nobody], possible)))


def _others(seen: Sequence[Sight], possible: Possible) -> Iterator[Part]:
    """Yield the parts that are no indicators."""
    with np.errstate(all="ignore"):
        told = [list(part_items(sight, possible)) for sight in seen]
    for same in zip(*told, strict=True):
        kind, name, title, _ = same[0]
        yield Part(kind, name, title, _added([items for *_, items in same]))


def _added(found: Sequence[Sequence[Counted]]) -> tuple[Item, ...]:
    """Return the items of one part, with the counts of all evidence added up.

    What is told in the same words is the same to whoever reads it: either side of a limit may
    cost all there is.
    """
    counts: dict[str, int] = {}
    for items in found:
        here: dict[str, int] = {}
        for words, count in items:
            here[words] = max(here.get(words, 0), count)
        for words, count in here.items():
            counts[words] = counts.get(words, 0) + count
    return tuple(Item(*item) for item in counts.items())


def _possible(plan: Plan, evidence: Sequence[Evidence]) -> Possible:
    """Return the states that can be, those that were seen among them."""
    found = possible_under(plan)
    for each in evidence:
        for state in FAILING:
            found.states[:, state] |= ((each.scores.states == state) & each.leaves).any(axis=1)
        unchecked = judge_checks(each.scores).unchecked & each.parts["check"]
        found.unchecked[:] |= unchecked.any(axis=1)
    return found
