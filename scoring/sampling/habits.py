"""How departments fill in one field: near the anchor by habit, the worse way where they lapse."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from scoring.explanation.inputs import fields_of
from scoring.plan import Plan
from scoring.sampling.anchors import grows
from scoring.sampling.draft import Key, Values, within
from scoring.sampling.probing import ROWS, Move, Slot

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

_RARELY = 0.15  # how often a lapse that fails a check happens, beside one that does not
_RUIN = 0.25  # of the full marks, lost by one answer: a veto


def values_of(slot: Slot, lapses: Flags, sizes: Floats, random: Generator) -> Values:
    """Return a value for each department (or row); *lapses* marks those that do badly."""
    return _DRAWN[slot.field.type](slot, lapses, sizes, random)


def chances_of_lapse(plan: Plan, slots: Sequence[Slot]) -> dict[Key, float]:
    """Return how often each field lapses beside others.

    Rarely where that fails a check, or ruins a department; and each the less often, the more
    fields there are to lose the marks of one indicator.
    """
    costs = {".".join(filter(None, slot.key)): cost_of_lapse(slot) for slot in slots}
    crowds = dict.fromkeys(costs, 1.0)
    for leaf in plan.leaves:
        read = [name for name in fields_of(plan, leaf) if name in costs]
        whole = sum(costs[name] for name in read)
        share = float(leaf.indicator.weight / plan.ruleset.full_marks)
        crowds |= {name: min(crowds[name], share / whole) for name in read if whole}
    odds = dict(zip((slot.key for slot in slots), crowds.values(), strict=True))
    # The rows of a table lapse in all their fields at once: as often as they all can bear.
    rows = {key.table: min(o for k, o in odds.items() if k.table == key.table) for key in odds}
    return {s.key: rows[s.key.table] if s.key.table else odds[s.key] * _rarity(s) for s in slots}


def cost_of_lapse(slot: Slot) -> float:
    """Return the share of full marks that lapsing costs; of a table, in all rows."""
    worst = _worst(slot)
    return worst.cost * (ROWS if slot.key.table else 1) if worst else 0.0


def _rarity(slot: Slot) -> float:
    worst = _worst(slot)
    if slot.key.table or worst is None:
        return 1.0
    return (_RARELY if worst.strains else 1.0) * (_RARELY**2 if worst.cost > _RUIN else 1.0)


def _worst(slot: Slot) -> Move | None:
    """Return the move that costs most, rather one that fails no check."""
    costly = [move for move in slot.moves if move.cost > 0]
    return max(costly, key=lambda move: (not move.strains, move.cost), default=None)


def _lean(slot: Slot) -> int:
    """Return the direction in which a figure or date loses marks: -1, 1, or 0 for neither."""
    worst = _worst(slot)
    return int(np.sign(worst.value - slot.anchor)) if worst else 0


def _ease(slot: Slot) -> int:
    """Return the direction in which a figure or date may move at no cost, 0 for neither."""
    for direction in (1, -1):
        moves = [move for move in slot.moves if (move.value - slot.anchor) * direction > 0]
        if moves and not any(move.cost > 0 or move.strains for move in moves):
            return direction
    return 0


def _figures(slot: Slot, lapses: Flags, sizes: Floats, random: Generator) -> Values:
    sizes = sizes if grows(slot.field) else np.ones(len(lapses))
    if not slot.anchor:
        return _within(slot, _from_nothing(slot, lapses, sizes, random))
    usual, lean, ease = slot.anchor * sizes, _lean(slot), _ease(slot)
    if not lean:
        return _within(slot, _harmless(slot, usual, random))
    count = len(lapses)
    far = lean * (0.02 + random.exponential(0.4 if slot.key.table else 0.15, count))
    tight = lean * random.uniform(0, 0.015, count) * (random.random(count) < 0.5)
    near = ease * random.uniform(0, 0.04, count) if ease else tight
    if slot.is_whole and slot.anchor > 0:
        usual = np.maximum(np.round(usual), 1)
    values = usual + np.abs(usual) * np.where(lapses, far, near)
    if slot.is_whole:
        away = np.ceil(values) if lean > 0 else np.floor(values)
        values = np.where(lapses, away, np.round(values))
    return _within(slot, values)


def _from_nothing(slot: Slot, lapses: Flags, sizes: Floats, random: Generator) -> Floats:
    """Return zeros, and where something lapses some small figure."""
    worst = _worst(slot)
    step = worst.value if worst else 0.0
    far = step * sizes * random.exponential(1.0, len(lapses))
    return np.where(lapses, np.ceil(far) if slot.is_whole else far, 0.0)


def _harmless(slot: Slot, usual: Floats, random: Generator) -> Floats:
    """Return figures that cost nothing either way; percentages are round, as targets are."""
    if slot.field.type == "percent":
        return usual + 5.0 * random.integers(-1, 2, len(usual))
    return np.asarray(usual * np.exp(random.normal(0, 0.15, len(usual))))


def _within(slot: Slot, values: Floats) -> Floats:
    """Hold figures in the field's bounds; what is never negative or beyond 100 % stays so."""
    low = 0.0 if slot.anchor >= 0 else -np.inf
    high = 100.0 if slot.field.type == "percent" and slot.anchor <= 100 else np.inf
    return np.asarray(within(slot.field, np.clip(values, low, high)))


def _dates(slot: Slot, lapses: Flags, _sizes: Floats, random: Generator) -> Values:
    """Return days near the anchor, in the same year."""
    count, lean, ease = len(lapses), _lean(slot), _ease(slot)
    far = (lean or 1) * np.round(5 + random.exponential(20, count))
    near = ease * random.integers(0, 5, count)
    days: Floats = slot.anchor + np.where(lapses, far, near)
    year = np.datetime64(int(slot.anchor), "D").astype("datetime64[Y]")
    first, last = (int(np.datetime64(each, "D").astype(int)) for each in (year, year + 1))
    return days.clip(first, last - 1)


def _booleans(slot: Slot, lapses: Flags, _sizes: Floats, _random: Generator) -> Values:
    return np.not_equal(lapses, slot.anchor) if _worst(slot) else np.full(len(lapses), slot.anchor)


def _choices(slot: Slot, lapses: Flags, _sizes: Floats, random: Generator) -> Values:
    """Return the best choice, or one of the worse: each half as often as the one before it."""
    worse = sorted((move for move in slot.moves if move.cost > 0), key=lambda move: move.cost)
    if not worse:
        return random.choice(np.array([slot.anchor, *(m.value for m in slot.moves)]), len(lapses))
    odds = 0.5 ** np.arange(len(worse))
    chosen = random.choice(len(worse), len(lapses), p=odds / odds.sum())
    return np.where(lapses, np.array([move.value for move in worse])[chosen], slot.anchor)


_DRAWN: Mapping[str, Callable[[Slot, Flags, Floats, Generator], Values]] = {
    **dict.fromkeys(("number", "integer", "money", "percent"), _figures),
    "date": _dates,
    "boolean": _booleans,
    "choice": _choices,
}
