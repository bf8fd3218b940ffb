"""The parts of a ruleset that lint rules look at, each with its place."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from scoring.expression import Expression
from scoring.model import Field
from scoring.plan import Leaf, Plan, RowPlan
from scoring.ruleset.places import Path
from scoring.ruleset.tree import same


class Row(NamedTuple):
    """A row of *table* about to be judged, and how each condition it went through came out.

    *policies* are the states for which its rule, or the indicator, states one; *when* is the
    condition of its rule, if it has one.
    """

    table: str
    conditions: tuple[tuple[Expression, bool], ...]
    policies: frozenset[str]
    when: Expression | None = None


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
    for each in placed:
        yield from _leaf_formulas(*each)
        yield from _row_formulas(each.path, each.leaf)
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


def rules_for_rows(path: Path, leaf: Leaf) -> Iterator[Placed]:
    """Yield the rules by which the rows of *leaf* are judged, in their order."""
    if leaf.rows is None:
        return
    passed = _selected(leaf.rows)
    for index, rule in enumerate(leaf.rows.rules):
        if rule.written is None:  # what is left when no rule fits
            return
        policies = frozenset((*leaf.indicator.policies, *rule.written.policies))
        own = ((rule.when, True),) if rule.when else ()
        row = Row(leaf.rows.table, (*passed, *own), policies, rule.when)
        yield Placed((*path, "score", "rules", index), rule.leaf, row)
        passed = (*passed, *((condition, False) for condition, _ in own))


def _selected(rows: RowPlan) -> tuple[tuple[Expression, bool], ...]:
    return ((rows.where, True),) if rows.where else ()


def _leaf_formulas(path: Path, leaf: Leaf, row: Row | None) -> Iterator[Formula]:
    if leaf.value is not None:
        yield Formula((*path, "value"), leaf.value, leaf, row)
    for place, operand in leaf.operands.items():
        if isinstance(operand, Expression):
            yield Formula(operand_path(path, place), operand, leaf, row)
    if leaf.not_applicable is not None:
        yield Formula((*path, "not_applicable", "when"), leaf.not_applicable, None, row)


def _row_formulas(path: Path, leaf: Leaf) -> Iterator[Formula]:
    """Yield the expressions that tell rows: which count, their weights, which rule each finds."""
    if leaf.rows is None:
        return
    rows = leaf.rows
    every = Row(rows.table, (), frozenset(leaf.indicator.policies))
    if rows.where:
        yield Formula((*path, "score", "where"), rows.where, None, every)
    selected = every._replace(conditions=_selected(rows))
    for key, told in (("title", rows.title), ("weight", rows.weight), ("unit", rows.unit)):
        if told:
            yield Formula((*path, "score", key), told, leaf, selected)
    for place, _, row in rules_for_rows(path, leaf):
        if row and row.when:
            before = row._replace(conditions=row.conditions[:-1])
            yield Formula((*place, "when"), row.when, None, before)


def operand_path(path: Path, place: str) -> Path:
    """Return where the operand that a method calls *place* stands, below an indicator's path.

    >>> operand_path(("indicators", 0), "cases/1/when")
    ('indicators', 0, 'score', 'cases', 1, 'when')
    """
    steps = (int(step) if step.isdecimal() else step for step in place.split("/"))
    return (*path, "score", *steps)
