"""Figures that put an indicator just at a line of its rule, and one step either side of it.

One field is moved at a time, from what a good department submits, and the engine asked how far
the indicator is from each of its lines then.
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation.frames import frame_of
from scoring.evaluation.judging import attain, read, value_of
from scoring.explanation.inputs import fields_of, titles_of
from scoring.explanation.voice import blank_telling
from scoring.expression import Expression, columns_of
from scoring.expression.logic import NOTHING, dust, subtract
from scoring.expression.telling import tell_expression
from scoring.model import Column, Field
from scoring.plan import Leaf, Plan
from scoring.points import Floats, round_half_up
from scoring.review.conditions import atoms_of
from scoring.review.leaf_coverage import step_of
from scoring.sampling.draft import (
    Draft,
    Key,
    as_submissions,
    column,
    decimals_of,
    is_figure,
    keyed_fields,
    within,
)
from scoring.sampling.probing import ROWS
from scoring.words import Message, Phrase

_ROUNDS, _FINE = 5, 33  # how often, and into how many parts, what holds a line is narrowed
_MOST_DECIMALS = 6
_COUNTED = ("integer", "date")
_ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class Measure(NamedTuple):
    """How far each department is from one line, in words, and the *step* either side of it."""

    words: Message
    off: Floats
    step: float


class Found(NamedTuple):
    """A value of the field *key* that puts the indicator *side* steps off a line."""

    words: Message
    side: int
    key: Key
    value: float


@dataclass(frozen=True, slots=True)
class Bench:
    """An indicator on trial: a good department's figures, of which one is moved at a time."""

    plan: Plan
    leaf: Leaf
    anchors: Mapping[Key, Any]
    language: str

    def moved(self, key: Key, values: Sequence[float] | Floats) -> Draft:
        """Return a department for each of *values* of the field *key*; in a table, in all rows."""
        ruleset, size = self.plan.ruleset, len(values)
        columns = {}
        for name, field in keyed_fields(ruleset).items():
            rows = ROWS if name.table else 1
            cells = np.repeat(values, rows) if name == key else [self.anchors[name]] * (size * rows)
            columns[name] = column(field, cells)
        counts = {table: np.full(size, ROWS) for table in ruleset.tables}
        return Draft(ruleset, size, columns, counts, decimals_of(ruleset, self.anchors))

    def measure(self, key: Key, values: Sequence[float] | Floats) -> tuple[list[Measure], Floats]:
        """Return the distance to every line, and the rate, with the field *key* at *values*."""
        size = len(values)
        submissions = as_submissions(self.moved(key, values))
        frame = frame_of(self.plan, submissions, slice(0, size), lambda *_: NOTHING)
        evaluate = columns_of(frame)
        with np.errstate(all="ignore"):
            value = value_of(self.leaf, evaluate)
            reading = read(self.leaf, value, frame.names, evaluate)
            found = []
            for branch in self.leaf.indicator.method.branches(
                reading, blank_telling(self.leaf, self._told)
            ):
                if branch.line is not None:
                    off = _known(subtract(value, Column(branch.line)), size)
                    found.append(Measure(branch.words, off, step_of(self.plan, self.leaf)))
            field = keyed_fields(self.plan.ruleset)[key]
            step = 1.0 if field.type in _COUNTED else 0.01
            found += self._conditions(evaluate, size, step)
            rates = np.broadcast_to(attain(self.leaf, reading).values, size)
        return found, np.asarray(rates, np.float64)

    def _conditions(
        self, evaluate: Callable[[Expression], Column], size: int, step: float
    ) -> Iterator[Measure]:
        """Yield the distance between the two sides of each comparison of figures."""
        for text, compare in _comparisons(self.plan, self.leaf).items():
            gap = ast.BinOp(compare.left, ast.Sub(), compare.comparators[0])
            off = _known(evaluate(Expression("", gap, frozenset())), size)
            yield Measure(_CONDITION(what=self._told(text)), off, step)

    def _told(self, source: str) -> str:
        return tell_expression(source, titles_of(self.plan)).say(self.language)


def _comparisons(plan: Plan, leaf: Leaf) -> dict[str, ast.Compare]:
    """Return, by how they are written, the comparisons by size that an indicator makes."""
    found: dict[str, ast.Compare] = {}
    own = leaf.local_names & {"value", *leaf.operands}
    for given in (leaf.not_applicable, leaf.value, *leaf.operands.values()):
        if not isinstance(given, Expression) or given.names & own:
            continue
        for atom in atoms_of(given.tree, plan.values, is_condition=True):
            tree = atom.tree
            if atom.in_table or not isinstance(tree, ast.Compare):
                continue
            if isinstance(tree.ops[0], _ORDERED):
                found.setdefault(ast.unparse(tree), tree)
    return found


def find_lines(bench: Bench) -> tuple[list[Found], list[Message]]:
    """Return what puts the indicator at each line and beside it, and what no figure reaches."""
    best: dict[str, list[Found]] = {}
    lines = {words.say(bench.language): words for words in _lines(bench)}
    telling: set[str] = set()
    for key in _movable(bench):
        for words, found, tells in _found_by(bench, key):
            name = words.say(bench.language)
            better = len(found) > len(best.get(name, ())) or (tells and name not in telling)
            if found and better:
                best[name] = found
                telling |= {name} if tells else set()
    unreached = [
        SIDES[side](line=words)
        for name, words in lines.items()
        for side in SIDES
        if side not in [found.side for found in best.get(name, ())]
    ]
    return [found for listed in best.values() for found in listed], unreached


def _lines(bench: Bench) -> list[Message]:
    """Return every line there is, with all figures as a good department has them."""
    key, anchor = next(iter(bench.anchors.items()))
    return [measure.words for measure in bench.measure(key, [anchor])[0]]


def _movable(bench: Bench) -> list[Key]:
    """Return the fields, of those that the indicator reads, whose figures or days can be moved."""
    fields = keyed_fields(bench.plan.ruleset)
    read_by = [Key(*name.rpartition(".")[::2]) for name in fields_of(bench.plan, bench.leaf)]
    return [
        k for k in read_by if k in fields and (is_figure(fields[k]) or fields[k].type == "date")
    ]


def _found_by(bench: Bench, key: Key) -> Iterator[tuple[Message, list[Found], bool]]:
    """Yield for each line the values of *key* found, and whether they earn different marks."""
    field = keyed_fields(bench.plan.ruleset)[key]
    coarse = _grid(field, bench.anchors[key])
    measured, _ = bench.measure(key, coarse)
    for place, measure in enumerate(measured):
        found = []
        for side in (-1, 0, 1):
            value = _solve(bench, key, field, place, (coarse, measure.off), side * measure.step)
            found += [] if value is None else [Found(measure.words, side, key, value)]
        rates = bench.measure(key, [each.value for each in found])[1] if found else np.zeros(0)
        yield measure.words, found, len(set(rates.tolist())) > 1


def _solve(
    bench: Bench,
    key: Key,
    field: Field,
    place: int,
    measured: tuple[Floats, Floats],
    target: float,
) -> float | None:
    """Return the plainest value of *key* with which measure number *place* is *target*."""
    values, off = measured
    for _ in range(_ROUNDS):
        ends = _bracket(values, off - target)
        if ends is None:
            return None
        values = np.linspace(*ends, _FINE)
        off = bench.measure(key, values)[0][place].off
    nearest = float(values[np.nanargmin(np.abs(off - target))])
    most = 0 if field.type in _COUNTED else _MOST_DECIMALS
    one = np.array([nearest])
    tries = [float(within(field, round_half_up(one, d))[0]) for d in range(most + 1)]
    off = bench.measure(key, tries)[0][place].off
    good = np.flatnonzero(np.abs(off - target) <= dust(nearest) + 1e-9)
    return tries[good[0]] if len(good) else None


def _bracket(values: Floats, off: Floats) -> tuple[float, float] | None:
    """Return two neighbours between which *off* passes zero, those nearest to the middle."""
    signs = np.sign(off)
    passes = np.flatnonzero((signs[:-1] * signs[1:] <= 0) & ~np.isnan(signs[:-1] * signs[1:]))
    if not len(passes):
        return None
    first = passes[len(passes) // 2]
    return float(values[first]), float(values[first + 1])


def _grid(field: Field, anchor: float) -> Floats:
    """Return values to try first: around the good one, and the small whole ones."""
    if field.type == "date":
        return np.arange(anchor - 400, anchor + 401)
    scale = abs(anchor) or 100.0
    steps = [scale * np.linspace(0, 4, 161), scale * 2.0 ** np.arange(-12, 13)]
    values = np.unique(np.concatenate([*steps, np.arange(0, 131), [-scale, anchor]]))
    values = np.unique(within(field, np.round(values) if field.type == "integer" else values))
    return np.asarray(values, np.float64)


def _known(given: Column, size: int) -> NDArray[np.float64]:
    states = np.broadcast_to(0 if given.states is None else given.states, size)
    return np.where(states == 0, np.broadcast_to(given.values, size), np.nan)


SIDES = {
    -1: Phrase("{line}：低一步", "{line}: one step below"),
    0: Phrase("{line}：恰好", "{line}: just at it"),
    1: Phrase("{line}：高一步", "{line}: one step above"),
}
_CONDITION = Phrase("「{what}」两边", 'both sides of "{what}"')
