"""Every ruleset that comes with the engine loads, cites what it may, and keeps its own examples."""

from functools import lru_cache
from pathlib import Path

import pytest

import scoring
from scoring.evaluation.marks import Pattern, share_marks
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Indicator, Ruleset
from scoring.plan import Plan
from scoring.review.examples import try_examples

RULESETS = Path(__file__).parents[1] / "rulesets"
FILES = sorted(RULESETS.glob("*/*.json"))


@lru_cache
def plan_of(file: Path) -> Plan:
    return scoring.compile_plan(scoring.read_ruleset(file))


def leaves_of(file: Path) -> list[Indicator]:
    return [leaf.indicator for leaf in plan_of(file).leaves]


def name_of(file: Path) -> str:
    return f"{file.parent.name}@{file.stem}"


TRIALS = [
    pytest.param(trial, id=f"{trial.suite} {trial.name}")
    for file in FILES
    for trial in try_examples(plan_of(file))
]
LEAVES = [
    pytest.param(file, leaf, id=f"{name_of(file)} {leaf.id}")
    for file in FILES
    for leaf in leaves_of(file)
]
every_ruleset = pytest.mark.parametrize("file", FILES, ids=name_of)
every_leaf = pytest.mark.parametrize(("file", "leaf"), LEAVES)


@every_ruleset
def test_a_ruleset_lies_where_its_name_says(file):
    ruleset = plan_of(file).ruleset

    assert (ruleset.id, ruleset.edition) == (file.parent.name, file.stem)
    assert scoring.read_ruleset(name_of(file)) == ruleset


@pytest.mark.parametrize("trial", TRIALS)
def test_an_example_comes_to_what_is_expected_of_it(trial):
    assert trial.differences == ()


@every_leaf
def test_examples_show_full_marks_and_a_loss(file, leaf):
    plan = plan_of(file)
    full = share_marks(plan, Pattern())[plan.numbers[leaf.id]]
    points = {example.points.scaleb(plan.ruleset.rounding.points) for example in leaf.examples}

    assert full in points
    assert min(points) < full


@every_leaf
def test_a_leaf_says_why_how_it_is_proved_and_what_to_do(file, leaf):  # noqa: ARG001
    assert all((leaf.basis, leaf.description, leaf.evidence, leaf.remedy))


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
