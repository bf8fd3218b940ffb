"""Every ruleset that comes with the engine loads, cites what it may, and keeps its own examples."""

from functools import cache
from pathlib import Path

import pytest

import scoring
from scoring.evaluation.marks import Pattern, share_marks
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Indicator, Ruleset
from scoring.plan import Plan
from scoring.review.examples import try_examples
from scoring.ruleset import find_ruleset

RULESETS = Path(__file__).parents[1] / "rulesets"
FILES = sorted(RULESETS.glob("*/*.json"))
SAID_OF_A_LEAF = ("basis", "description", "evidence", "remedy")


def name_of(file: Path) -> str:
    return f"{file.parent.name}@{file.stem}"


every_ruleset = pytest.mark.parametrize("file", FILES, ids=name_of)


@cache
def plan_of(file: Path) -> Plan:
    return scoring.compile_plan(scoring.read_ruleset(file))


def leaves_of(file: Path) -> list[Indicator]:
    return [leaf.indicator for leaf in plan_of(file).leaves]


@every_ruleset
def test_a_ruleset_lies_where_its_name_says(file):
    ruleset = plan_of(file).ruleset

    assert (ruleset.id, ruleset.edition) == (file.parent.name, file.stem)
    assert find_ruleset(name_of(file)).path == file
    assert ruleset.path == file.name


@every_ruleset
def test_examples_come_to_what_is_expected_of_them(file):
    trials = try_examples(plan_of(file))
    differing = {trial.name: trial.differences for trial in trials if trial.differences}

    assert trials
    assert differing == {}


@every_ruleset
def test_examples_show_full_marks_and_a_loss(file):
    plan = plan_of(file)
    marks = share_marks(plan, Pattern())
    untold = []
    for leaf in leaves_of(file):
        full = marks[plan.numbers[leaf.id]]
        points = [example.points.scaleb(plan.ruleset.rounding.points) for example in leaf.examples]
        if full not in points or min(points) >= full:
            untold.append(leaf.id)

    assert untold == []


@every_ruleset
def test_a_leaf_says_why_how_it_is_proved_and_what_to_do(file):
    silent = {
        leaf.id: keys
        for leaf in leaves_of(file)
        if (keys := [k for k in SAID_OF_A_LEAF if not getattr(leaf, k)])
    }

    assert silent == {}


@every_ruleset
def test_every_weight_may_be_tuned_around_what_it_is(file):
    for node in nodes_of(plan_of(file).ruleset.indicators):
        assert node.tune.min <= node.weight <= node.tune.max, node.id


@every_ruleset
def test_nothing_is_based_on_a_document_of_later_years(file):
    ruleset = plan_of(file).ruleset
    first_year = ruleset.in_force[0][:4]

    late = {name for name in cited(ruleset) if ruleset.basis[name].date[:4] > first_year}

    assert late == set()


def cited(ruleset: Ruleset) -> set[str]:
    """Return the ids of all documents that a part of *ruleset* is based on."""
    nodes: list[Dimension | Indicator] = list(nodes_of(ruleset.indicators))
    parts = [*nodes, *ruleset.checks, *ruleset.vetoes, *ruleset.parameters.values()]
    return {part.basis for part in parts if part.basis}
