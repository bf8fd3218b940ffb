"""Whatever the ruleset and whatever was submitted: it can be measured, and has boundary cases."""

from any_ruleset import METHODS, departments, documents
from bureau import submit
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.evaluation import evaluate
from scoring.intake import from_records
from scoring.plan import compile_plan
from scoring.review.boundaries import boundaries_of
from scoring.review.coverage import cover
from scoring.review.evidence import everything
from scoring.review.examples import try_examples
from scoring.ruleset import ruleset_from

APART = tuple(name for name in METHODS if name != "relative")
law = settings(max_examples=15, deadline=None)


@law
@given(documents(APART), departments(), st.sampled_from(["zh-CN", "en"]))
def test_what_happens_is_counted_and_more_departments_show_no_less(document, records, language):
    plan = compile_plan(ruleset_from(document))
    few, many = (
        cover(plan, [everything(plan, submit(plan.ruleset, *part))], language)
        for part in (records[:1], records)
    )

    assert 0 <= few.covered <= many.covered <= many.of
    for part in many.parts:
        assert all(0 <= item.times <= len(records) for item in part.items)


@law
@given(documents())
def test_boundary_cases_expect_what_the_engine_gives(document):
    plan = compile_plan(ruleset_from(document))
    for boundary in boundaries_of(plan):
        scores = evaluate(plan, from_records(boundary.records, plan.ruleset))
        points = scores.points[plan.numbers[boundary.leaf.id]] / 10**plan.ruleset.rounding.points
        expected = [e["indicators"][boundary.leaf.id] for e in boundary.expected.values()]

        assert [entry["points"] for entry in expected] == points.tolist()


@law
@given(documents())
def test_an_example_that_expects_what_comes_out_passes(document):
    plan = compile_plan(ruleset_from(document))
    scores = evaluate(plan, submit(plan.ruleset, {}))
    total = int(scores.totals[0]) / 10**plan.ruleset.rounding.total
    status = "unranked" if scores.unranked[0] else "ranked"
    examples = [{"id": "nothing", "given": {}, "total": total, "status": status}]
    plan = compile_plan(ruleset_from({**document, "examples": examples}))

    assert [trial.differences for trial in try_examples(plan)] == [()]
