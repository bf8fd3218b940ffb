"""What is left blank, does not apply or is filled in wrongly, in the shares that were asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from scoring.explanation.inputs import fields_of
from scoring.model import Field
from scoring.plan import Plan
from scoring.sampling.cells import Cells, truth
from scoring.sampling.draft import is_figure
from scoring.sampling.drawing import stream
from scoring.sampling.probing import Slot
from scoring.words import Phrase

Flags = NDArray[np.bool_]

_GATED_ODDS = 8  # "no such expenses" is far more usual than one figure that does not apply


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the departments' cells that are blank, do not apply or are wrong."""

    missing: float
    not_applicable: float
    faulty: float


class Bundle(NamedTuple):
    """Fields that do not apply together, and the answer ("no") that says so, if one does."""

    fields: tuple[str, ...]
    gate: str = ""
    answer: Any = None


def blemish(
    cells: Cells, plan: Plan, slots: Sequence[Slot], shares: Shares, seed: int
) -> dict[str, int]:
    """Spoil *cells* as *shares* say; return how many are missing, do not apply, are faulty."""
    fields = list(plan.ruleset.fields.values())
    count = len(cells[fields[0].id]) if fields else 0
    spoilt = np.zeros((len(fields), count), np.bool_)
    total = spoilt.size
    optional = [not field.required for field in fields]
    legible = [field.type != "text" for field in fields]
    excused = _excuse(cells, plan, slots, round(shares.not_applicable * total), spoilt, seed)
    blank = _chosen(spoilt, optional, round(shares.missing * total), stream(seed, "missing"))
    for field, row in blank:
        cells[fields[field].id][row] = None
    wrong = _chosen(spoilt, legible, round(shares.faulty * total), stream(seed, "faulty"))
    for number, (field, row) in enumerate(wrong):
        spoilt_cells = cells[fields[field].id]
        spoilt_cells[row] = _wrong(fields[field], spoilt_cells[row], number, plan.ruleset.language)
    return {"missing": len(blank), "not_applicable": excused, "faulty": len(wrong)}


def _chosen(
    spoilt: Flags, allowed: Sequence[bool], wanted: int, random: Generator
) -> list[tuple[int, int]]:
    """Choose cells, by field and department, among those of *allowed* fields not yet spoilt."""
    free = np.flatnonzero(~spoilt & np.array(allowed, np.bool_)[:, None])
    picked = np.sort(random.choice(free, min(wanted, len(free)), replace=False))
    spoilt.flat[picked] = True
    fields, rows = np.unravel_index(picked, spoilt.shape)
    return list(zip(fields.tolist(), rows.tolist(), strict=True))


def _excuse(
    cells: Cells, plan: Plan, slots: Sequence[Slot], wanted: int, spoilt: Flags, seed: int
) -> int:
    """Let bundles of fields not apply until *wanted* cells do not; return how many do not."""
    numbers = {name: number for number, name in enumerate(plan.ruleset.fields)}
    bundles = list(bundles_of(plan, slots))
    word = _NOT_APPLICABLE().say(plan.ruleset.language)
    done = 0
    for which, row in _in_random_order(len(bundles), spoilt.shape[1], stream(seed, "excused")):
        if done == wanted:
            break
        bundle = bundles[which]
        touched = [numbers[name] for name in bundle.fields]
        if len(touched) > wanted - done or spoilt[touched, row].any():
            continue
        spoilt[touched, row] = True
        done += len(touched)
        for name in bundle.fields:
            cells[name][row] = word
        if bundle.gate:
            spoilt[numbers[bundle.gate], row] = True
            cells[bundle.gate][row] = bundle.answer
    return done


def _in_random_order(many: int, count: int, random: Generator) -> Iterator[tuple[int, int]]:
    order = random.permutation(many * count)
    return ((place // count, place % count) for place in order.tolist())


def bundles_of(plan: Plan, slots: Sequence[Slot]) -> Iterator[Bundle]:
    """Yield the fields that may not apply: those an answer excuses together, more often; others."""
    leaves = {leaf.id: set(fields_of(plan, leaf)) for leaf in plan.leaves}
    gated: set[str] = set()
    for slot in slots:
        fields = _excused_by(slot, leaves, plan)
        if fields:
            answer = truth(slot.moves[0].value, plan.ruleset.language)
            yield from [Bundle(fields, slot.key.field, answer)] * _GATED_ODDS
            gated |= {*fields, slot.key.field}
    for field in plan.ruleset.fields.values():
        if not field.required and field.type != "boolean" and field.id not in gated:
            yield Bundle((field.id,))


def _excused_by(slot: Slot, leaves: Mapping[str, set[str]], plan: Plan) -> tuple[str, ...]:
    """Return the fields without a meaning once *slot* says "no"; none if some still have one."""
    if slot.key.table or slot.field.type != "boolean" or not slot.moves[0].excuses:
        return ()
    excused = slot.moves[0].excuses
    fields = set().union(*(leaves[leaf] for leaf in excused)) - {slot.key.field}
    elsewhere = set().union(*(read for leaf, read in leaves.items() if leaf not in excused))
    if slot.moves[0].cost > 0 or fields & elsewhere or not fields <= set(plan.ruleset.fields):
        return ()
    is_required = any(plan.ruleset.fields[name].required for name in fields)
    return () if is_required else tuple(sorted(fields))


def _wrong(field: Field, cell: Any, number: int, language: str) -> Any:
    """Return something that cannot be read in place of *cell*: text, or a figure out of bounds."""
    if is_figure(field) and number % 2 and field.maximum is not None:
        return field.maximum * 10 + 1
    if is_figure(field) and number % 2 and field.minimum is not None:
        return field.minimum - 1
    if is_figure(field):
        return _ABOUT(figure=cell).say(language)
    return _NO_SUCH_DAY if field.type == "date" else _UNCLEAR().say(language)


_NO_SUCH_DAY = "2019-02-30"
_NOT_APPLICABLE = Phrase("不涉及", "N/A")
_ABOUT = Phrase("约{figure}左右", "about {figure}")
_UNCLEAR = Phrase("待核实", "to be confirmed")
