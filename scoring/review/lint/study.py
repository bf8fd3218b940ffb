"""A ruleset laid out for the rules: its parts with their places, its expressions with bounds."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from scoring.expression import Expression
from scoring.expression.scopes import BUILT_IN
from scoring.model import Column, Dimension, Field, Indicator, Ruleset
from scoring.plan import Leaf, Plan, compile_plan
from scoring.review.lint.bounds import ANY, Bounds, point
from scoring.review.lint.outcomes import EITHER, Possible
from scoring.review.lint.placed import (
    Asked,
    Formula,
    Placed,
    Row,
    formulas,
    formulas_of_rows,
    rules_for_rows,
)
from scoring.review.lint.units import Units, units_of
from scoring.review.lint.worlds import World, assume
from scoring.ruleset.places import Path
from scoring.ruleset.tree import Json, objects, same


@dataclass(frozen=True)
class Study:
    """What the rules look at; *earlier* is an issue of the same edition, by its name."""

    ruleset: Ruleset
    document: Json
    plan: Plan
    earlier: Mapping[str, Json]

    @cached_property
    def nodes(self) -> tuple[tuple[Path, Dimension | Indicator], ...]:
        """All nodes of the tree with their paths, parents first."""
        return tuple(_nodes(("indicators",), self.ruleset.indicators))

    @cached_property
    def leaves(self) -> tuple[tuple[Path, Leaf], ...]:
        """The indicators that are scored, ready to judge, with their paths."""
        paths = {node.id: path for path, node in self.nodes}
        return tuple((paths[leaf.id], leaf) for leaf in self.plan.leaves)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """All that methods judge: the indicators, then the rules for rows."""
        rules = [
            rule
            for path, leaf in self.leaves
            if leaf.rows
            for rule in rules_for_rows(path, leaf, self._world_of_rows(leaf.rows.table))
        ]
        return (*(Placed(path, leaf) for path, leaf in self.leaves), *rules)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """All fields and columns."""
        fields = [Asked(p, self.ruleset.fields[same(str(p[-1]))]) for p in self.keys("fields")]
        for path, table in objects(self.document, "tables"):
            name = same(str(path[-1]))
            columns = self.ruleset.tables[name].fields
            inner = [p for p, _ in objects(table, "fields")]
            fields += [Asked((*path, *p), columns[same(str(p[-1]))], name) for p in inner]
        return tuple(fields)

    def keys(self, section: str) -> list[Path]:
        """Return the paths of the things in a section of the ruleset, in order."""
        return [path for path, _ in objects(self.document, section)]

    def at(self, path: Path) -> Any:
        """Return what is written at *path*."""
        value: Any = self.document
        for step in path:
            value = value[step]
        return value

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """All expressions, with their places."""
        of_rows = [
            formula
            for path, leaf in self.leaves
            if leaf.rows
            for formula in formulas_of_rows(path, leaf, self._world_of_rows(leaf.rows.table))
        ]
        return (*formulas(self.plan, self.placed, self.keys), *of_rows)

    @cached_property
    def units(self) -> Units:
        """In what names are measured."""
        return units_of(self.ruleset, self.plan)

    @cached_property
    def world(self) -> World:
        """What names stand for anywhere in the ruleset."""
        known: dict[str, Possible] = {
            name: None if kind == "text" else ANY for name, kind in BUILT_IN.items()
        }
        known |= {name: _of_field(given) for name, given in self.ruleset.fields.items()}
        known |= {name: point(given.value) for name, given in self.ruleset.parameters.items()}
        columns = {
            (table.id, name): _of_field(given)
            for table in self.ruleset.tables.values()
            for name, given in table.fields.items()
        }
        values = {name: value.tree for name, value in self.plan.values.items()}
        return World(known, columns, values)

    def units_of(self, row: Row | None) -> Units:
        """Return in what names are measured where columns of *row* may be named."""
        if row is None:
            return self.units
        columns = {n: u for (table, n), u in self.units.columns.items() if table == row.table}
        return replace(self.units, names={**self.units.names, **columns})

    def field_of(self, leaf: Leaf, row: Row | None) -> Field | None:
        """Return the field, or the column of *row*, that the value of *leaf* just is."""
        columns = self.ruleset.tables[row.table].fields if row else {}
        return {**self.ruleset.fields, **columns}.get(leaf.indicator.value)

    def world_of(self, leaf: Leaf | None, row: Row | None = None) -> World:
        """Return the world in which *leaf* is judged: where it applies; what it may call value."""
        world = (row.world if row else self.world).refuelled()
        if leaf is None:
            return world
        known, values = dict(world.known), dict(world.values)
        if leaf.value is not None and "value" not in known:
            values.setdefault("value", leaf.value.tree)
        for name in leaf.local_names & set(leaf.operands):
            operand = leaf.operands[name]
            if isinstance(operand, Expression):
                values.setdefault(name, operand.tree)
            else:
                known.setdefault(name, point(float(operand.values)))
        applies = leaf.not_applicable
        world = replace(world, known=known, values=values)
        return (assume(applies.tree, False, world) if applies else None) or world

    def _world_of_rows(self, table: str) -> World:
        """Return the world of any row of *table*: its columns come first."""
        columns = {name: p for (of, name), p in self.world.columns.items() if of == table}
        # Named values would read such a column for the field it hides: they are then left open.
        hides = not columns.keys().isdisjoint((*self.world.known, *self.world.values))
        values = {} if hides else self.world.values
        known = {**self.world.known, **columns}
        return replace(self.world.refuelled(), known=known, values=values)


def study(ruleset: Ruleset, document: Json, earlier: Mapping[str, Json] | None = None) -> Study:
    """Return *ruleset*, as read from *document*, laid out for the rules."""
    return Study(ruleset, document, compile_plan(ruleset), earlier or {})


def constant(operand: Expression | Column | None, ruleset: Ruleset) -> float | None:
    """Return the number that an operand, or a parameter it names, always is; else None."""
    if isinstance(operand, Column):
        return float(operand.values)
    if operand is None:
        return None
    tree = operand.tree
    if isinstance(tree, ast.Name) and tree.id in ruleset.parameters:
        return ruleset.parameters[tree.id].value
    if isinstance(tree, ast.Constant) and isinstance(tree.value, int | float):
        return float(tree.value)
    return None


def _nodes(
    path: Path, found: tuple[Dimension | Indicator, ...]
) -> Iterator[tuple[Path, Dimension | Indicator]]:
    for index, node in enumerate(found):
        yield (*path, index), node
        if isinstance(node, Dimension):
            yield from _nodes((*path, index, "children"), node.children)


def _of_field(given: Field) -> Possible:
    if given.type == "boolean":
        return EITHER
    if given.type in ("choice", "text"):
        return frozenset(given.choices) if given.choices else None
    low = 0.0 if given.type == "percent" and given.minimum is None else given.minimum
    return Bounds(
        ANY.low if low is None else low, ANY.high if given.maximum is None else given.maximum
    )
