"""All fields of all departments, around the anchors, as if nothing had been left blank."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator
from numpy.typing import NDArray

from scoring.plan import Plan
from scoring.points import round_half_up
from scoring.sampling.draft import Draft, Values, column, decimals_of
from scoring.sampling.habits import chances_of_lapse, cost_of_lapse, values_of
from scoring.sampling.probing import Slot
from scoring.words import Phrase

_ROWS = (2, 3, 4, 5, 6)
_ODDS_OF_ROWS = (0.6, 0.25, 0.1, 0.03, 0.02)


@dataclass(frozen=True, slots=True)
class Bureau:
    """The departments of a sample: how large each is, and the share of full marks it shall lose."""

    sizes: NDArray[np.float64]
    losses: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.sizes)


def stream(seed: int, name: str) -> Generator:
    """Return random numbers for one purpose, which no other purpose disturbs."""
    return Generator(PCG64([seed, *name.encode()]))


def draw_bureau(count: int, seed: int) -> Bureau:
    """Return departments most of which are good, some fair and a few poor."""
    random = stream(seed, "losses")
    usual, poor = random.gamma(2.5, 0.055, count), random.uniform(0.3, 0.6, count)
    losses = np.where(random.random(count) < 0.03, poor, usual)
    return Bureau(np.exp(stream(seed, "sizes").normal(0, 0.8, count)), losses)


def draw(plan: Plan, slots: Sequence[Slot], bureau: Bureau, seed: int) -> Draft:
    """Return what the departments of *bureau* submit."""
    ruleset = plan.ruleset
    counts = {
        table: stream(seed, f"{table}#").choice(_ROWS, len(bureau), p=_ODDS_OF_ROWS)
        for table in ruleset.tables
    }
    decimals = decimals_of(ruleset, {slot.key: slot.anchor for slot in slots})
    draft = Draft(ruleset, len(bureau), {}, counts, decimals)
    odds = chances_of_lapse(plan, slots)
    expected = sum(cost_of_lapse(slot) * odds[slot.key] for slot in slots)
    for slot in slots:
        chances = bureau.losses * odds[slot.key] / (expected or 1.0)
        values = column(slot.field, _drawn(draft, slot, bureau, chances, seed))
        if slot.key in decimals:
            values = round_half_up(values, decimals[slot.key])
        draft.values[slot.key] = values
    return draft


def _drawn(
    draft: Draft, slot: Slot, bureau: Bureau, chances: NDArray[np.float64], seed: int
) -> Values:
    if slot.field.type == "text":
        return _texts(draft, slot)
    table, random = slot.key.table, stream(seed, "/".join(slot.key))
    if not table:
        lapses = random.random(len(bureau)) < chances
        return values_of(slot, lapses, bureau.sizes, random)
    # A task that goes badly goes badly in every respect: its fields lapse together.
    row, owners = stream(seed, table), draft.owners(table)
    lapses = row.random(len(owners)) < chances[owners]
    return values_of(slot, lapses, np.exp(row.normal(0, 0.5, len(owners))), random)


def _texts(draft: Draft, slot: Slot) -> Values:
    """Return texts that are plainly made up, numbered in the rows of a table."""
    title = slot.field.title
    if not slot.key.table:
        text = _TEXT(title=title).say(draft.ruleset.language)
        return np.full(draft.size, text, np.dtypes.StringDType())
    counts = draft.counts[slot.key.table]
    numbers = [f"{title}{row}" for row in range(1, max(_ROWS) + 1)]
    return column(slot.field, [text for count in counts for text in numbers[:count]])


_TEXT = Phrase("合成{title}", "Synthetic {title}")
