"""Many draws of weights at once: each is, to the mark, what scoring with those weights gives."""

from decimal import Decimal

import numpy as np
import pytest
from any_ruleset import departments, documents
from bureau import leaf, ruleset_of, submit
from hypothesis import given, settings
from reweighed import with_points_of_its_own

from scoring.errors import RulesetError
from scoring.evaluation import evaluate, override, reweigh
from scoring.intake import from_records
from scoring.model import Override, Overrides
from scoring.plan import compile_plan
from scoring.ranking import rank
from scoring.ruleset import read_ruleset, ruleset_from
from scoring.sampling import sample
from scoring.tuning.drawing import draw_within
from scoring.tuning.ensemble import ensemble_of, stand
from scoring.tuning.units import units_of, whole_marks

law = settings(max_examples=20, deadline=None)


def drawn(scores, draws=5, spread=0.3, seed=1):
    units = units_of(scores.plan, spread)
    return whole_marks(units, draw_within(units.now, units.limits, draws, seed))


def joined(found):
    return [np.concatenate(columns) for columns in zip(*found, strict=True)]


@law
@given(documents().filter(with_points_of_its_own), departments())
def test_a_draw_is_what_scoring_with_its_weights_gives(document, records):
    plan = compile_plan(ruleset_from(document))
    scores = evaluate(plan, submit(plan.ruleset, *records))
    marks = drawn(scores)
    unit = Decimal(10) ** plan.ruleset.rounding.points

    totals, ranks, grades = joined(stand(ensemble_of(scores), marks))

    for draw in range(5):
        weights = {name: Decimal(int(column[draw])) / unit for name, column in marks.items()}
        if not all(weights.values()):
            continue  # what comes to weigh nothing does not apply any more
        again = reweigh(scores, weights)
        assert totals[draw].tolist() == again.totals.tolist()
        assert ranks[draw].tolist() == rank(again).ranks.tolist()
        assert grades[draw].tolist() == rank(again).grades.tolist()


def test_fixed_points_under_relative_weights_cannot_be_drawn():
    fixed = {"method": "cases", "cases": [{"when": "ok", "points": 5}], "fixed": True}
    plan = compile_plan(ruleset_of(leaf("a", 60), leaf("b", 40, fixed), weights="relative"))

    with pytest.raises(RulesetError, match=r"i_b：.*请把权重写成分值"):
        units_of(plan)


def test_draws_under_profiles_are_what_scoring_with_them_gives():
    ruleset = read_ruleset("shenzhen-government@2010")
    records = sample(ruleset, 40, seed=1).records
    scores = evaluate(compile_plan(ruleset), from_records(records, ruleset))
    marks = drawn(scores, draws=30, spread=0.2, seed=7)

    totals, _, _ = joined(stand(ensemble_of(scores), marks))

    for draw in range(30):
        weights = {name: Decimal(int(column[draw])) / 100 for name, column in marks.items()}
        assert totals[draw].tolist() == reweigh(scores, weights).totals.tolist()


def test_draws_keep_what_reviewers_gave():
    ruleset = read_ruleset("mof-project-selfeval@2020")
    records = sample(ruleset, 12, seed=2).records
    scores = evaluate(compile_plan(ruleset), from_records(records, ruleset))
    leaves = scores.plan.leaves
    entries = [
        Override(row, leaves[row % len(leaves)].id, Decimal(row), "补证", "张三", "2026-03-01")
        for row in range(1, 6)
    ]
    scores = override(scores, Overrides(tuple(entries)))
    marks = drawn(scores, draws=8, spread=0.5)

    totals, ranks, _ = joined(stand(ensemble_of(scores), marks))

    for draw in range(8):
        weights = {name: Decimal(int(column[draw])) / 100 for name, column in marks.items()}
        again = reweigh(scores, weights)
        assert totals[draw].tolist() == again.totals.tolist()
        assert ranks[draw].tolist() == rank(again).ranks.tolist()
