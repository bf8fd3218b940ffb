"""Without an indicator: bit for bit what scoring gives where it never applies."""

from copy import deepcopy

import numpy as np
import pytest
from any_ruleset import departments, documents
from bureau import leaf, ruleset_of, score, submit, totals
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.evaluation import evaluate
from scoring.evaluation.reweighing import remove
from scoring.plan import compile_plan
from scoring.ranking import rank
from scoring.ruleset import ruleset_from
from scoring.ruleset.tree import nodes
from scoring.tuning.health.removal import removals

SETTLED = ("points", "totals", "unranked", "adjustments", "vetoes")


@settings(max_examples=20, deadline=None)
@given(documents(), departments(), st.data())
def test_removing_equals_never_applying(document, records, data):
    plan = compile_plan(ruleset_from(document))
    before = evaluate(plan, submit(plan.ruleset, *records))
    name = data.draw(st.sampled_from([leaf.id for leaf in plan.leaves]))

    without = remove(before, name)
    never = ruleset_from(_never_applying(plan.ruleset.document, name))
    again = evaluate(compile_plan(never), submit(never, *records))

    for column in SETTLED:
        assert np.array_equal(getattr(without, column), getattr(again, column)), column
    assert rank(without).ranks.tolist() == rank(again).ranks.tolist()


def _never_applying(document, name):
    changed = deepcopy(dict(document))
    for node in nodes(changed):
        if node.spec["id"] == name:
            node.spec["not_applicable"] = {"when": "1 == 1", "then": "redistribute"}
    return changed


def dimension(name, *children, **keys):
    weight = sum(child["weight"] for child in children)
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


def test_siblings_take_what_a_removed_indicator_weighs():
    ruleset = ruleset_of(dimension("d", leaf("a", 20), leaf("b", 30)), leaf("c", 50))
    scores = score(ruleset, {"a": 100, "b": 50, "c": 0})

    assert totals(scores) == [35]
    assert totals(remove(scores, "i_a")) == [25]
    assert totals(remove(scores, "i_c")) == [70]


@pytest.fixture
def three():
    ruleset = ruleset_of(leaf("a", 50), leaf("b", 50))
    return score(ruleset, {"a": 100, "b": 0}, {"a": 60, "b": 60}, {"a": 0, "b": 90})


def test_who_moves_is_counted_with_how_far(three):
    without_a, without_b = removals(three, rank(three))

    assert rank(three).ranks.tolist() == [2, 1, 3]
    assert (without_a.moved, without_a.largest_move) == (3, 2)
    assert without_a.mean_move == pytest.approx(4 / 3)
    assert (without_b.moved, without_b.largest_move, without_b.mean_move) == (2, 1, 2 / 3)


def test_grades_that_change_are_counted():
    grades = [{"title": "优", "at_least": 60}, {"title": "差", "at_least": 0}]
    scores = score(ruleset_of(leaf("a", 50), leaf("b", 50), grades=grades), {"a": 100, "b": 0})

    assert [removal.regraded for removal in removals(scores, rank(scores))] == [0, 1]


def test_the_only_indicator_cannot_be_removed():
    scores = score(ruleset_of(leaf("a", 100)), {"a": 100})

    assert list(removals(scores, rank(scores))) == [None]


def test_the_only_indicator_that_weighs_anything_cannot_be_removed():
    scores = score(ruleset_of(leaf("a", 100), leaf("b", 0)), {"a": 100, "b": 50})
    without_a, without_b = removals(scores, rank(scores))

    assert without_a is None
    assert without_b.moved == 0


def test_a_department_that_enters_the_ranking_has_moved_without_a_distance():
    ruleset = ruleset_of(leaf("a", 50, missing="unranked"), leaf("b", 50))
    scores = score(ruleset, {"a": 100, "b": 100}, {"b": 50})
    without_a, without_b = removals(scores, rank(scores))

    assert (without_a.moved, without_a.largest_move) == (1, 0)
    assert without_b.moved == 0
