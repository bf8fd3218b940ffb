"""The parts of a ruleset that lint rules look at, each with its place."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from scoring.expression import Expression
from scoring.model import Field
from scoring.plan import Leaf, Plan, RowPlan
from scoring.review.lint.worlds import World, assume
from scoring.ruleset.places import Path
from scoring.ruleset.tree import same


class Row(NamedTuple):
    """A row of *table* about to be judged, in a *world* where its columns come first.

    *policies* are the states for which its rule, or the indicator, states one. Of a rule for
    rows: *when* is its condition, if it has one; *before*, the world in which that is asked; and
    no row may get to it.
    """

    table: str
    world: World
    policies: frozenset[str]
    when: Expression | None = None
    before: World | None = None
    is_reached: bool = True


class Placed(NamedTuple):
    """What a method judges, and where it stands: an indicator, or (by *row*) a rule for rows."""

    path: Path
    leaf: Leaf
    row: Row | None = None


class Formula(NamedTuple):
    """An expression, where it stands, and the indicator it belongs to, if to one.

    One over a single row of a table may name the columns of that *row*.
    """

    path: Path
    expression: Expression
    leaf: Leaf | None = None
    row: Row | None = None


class Asked(NamedTuple):
    """A field, or a column of a *table*, that a submission is asked for."""

    path: Path
    field: Field
    table: str = ""


def formulas(
    plan: Plan, placed: Iterable[Placed], places: Callable[[str], list[Path]]
) -> Iterator[Formula]:
    """Yield all expressions; *places* returns where the things of a section stand."""
    for path in places("values"):
        yield Formula((*path, "expression"), plan.values[same(str(path[-1]))])
    for path, leaf, row in placed:
        yield from _leaf_formulas(path, leaf, row)
        if row and row.when and row.before:
            yield Formula((*path, "when"), row.when, None, row._replace(world=row.before))
    beyond: tuple[tuple[str, str, list[Expression | None]], ...] = (
        ("profiles", "when", list(plan.profiles)),
        ("checks", "holds", [holds for _, holds in plan.checks]),
        ("adjustments", "points", [points for _, points in plan.adjustments]),
        ("vetoes", "when", [when for _, when in plan.vetoes]),
    )
    for section, key, given in beyond:
        for path, expression in zip(places(section), given, strict=True):
            if expression is not None:
                yield Formula((*path, key), expression)


def rules_for_rows(path: Path, leaf: Leaf, world: World) -> Iterator[Placed]:
    """Yield the rules by which the rows of *leaf* are judged, each where rows get to it.

    *world* is that of any row of the table. So that many rules take no longer than their number,
    it is followed for the first of them only what they leave to the others.
    """
    assert leaf.rows is not None  # noqa: S101
    counted = selected(leaf.rows, world)
    left = counted.refuelled(_FOLLOWED) if counted else None
    for index, rule in enumerate(leaf.rows.rules):
        if rule.written is None:  # what is left when no rule fits
            return
        inside = assume(rule.when.tree, True, left.refuelled()) if rule.when and left else left
        row = Row(
            table=leaf.rows.table,
            world=inside or left or world,
            policies=frozenset((*leaf.indicator.policies, *rule.written.policies)),
            when=rule.when,
            before=left or world,
            is_reached=inside is not None,
        )
        yield Placed((*path, "score", "rules", index), rule.leaf, row)
        left = assume(rule.when.tree, False, left) if rule.when and left else left


_FOLLOWED = 500  # parts of conditions, some forty rules


def selected(rows: RowPlan, world: World) -> World | None:
    """Return the world of the rows that count, None where there can be none."""
    return assume(rows.where.tree, True, world) if rows.where else world


def _leaf_formulas(path: Path, leaf: Leaf, row: Row | None) -> Iterator[Formula]:
    if leaf.value is not None:
        yield Formula((*path, "value"), leaf.value, leaf, row)
    for place, operand in leaf.operands.items():
        if isinstance(operand, Expression):
            yield Formula(operand_path(path, place), operand, leaf, row)
    if leaf.not_applicable is not None:
        yield Formula((*path, "not_applicable", "when"), leaf.not_applicable, None, row)


def formulas_of_rows(path: Path, leaf: Leaf, world: World) -> Iterator[Formula]:
    """Yield the expressions that tell rows: which count, their titles, weights and units."""
    assert leaf.rows is not None  # noqa: S101
    rows = leaf.rows
    every = Row(rows.table, world, frozenset(leaf.indicator.policies))
    if rows.where:
        yield Formula((*path, "score", "where"), rows.where, None, every)
    counted = every._replace(world=selected(rows, world) or world)
    for key, told in (("title", rows.title), ("weight", rows.weight), ("unit", rows.unit)):
        if told:
            yield Formula((*path, "score", key), told, leaf, counted)


def operand_path(path: Path, place: str) -> Path:
    """Return where the operand that a method calls *place* stands, below an indicator's path.

    >>> operand_path(("indicators", 0), "cases/1/when")
    ('indicators', 0, 'score', 'cases', 1, 'when')
    """
    steps = (int(step) if step.isdecimal() else step for step in place.split("/"))
    return (*path, "score", *steps)
