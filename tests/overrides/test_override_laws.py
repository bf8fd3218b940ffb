"""The laws hold whatever reviewers decide."""

from decimal import Decimal
from random import Random

import numpy as np
import pytest
from any_ruleset import departments, documents
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_laws import by_department, deducted, dimensions_in, marks, roots_of, round_half_up, score

from scoring.evaluation import override
from scoring.explanation import explain
from scoring.model import Override, Overrides
from scoring.report import make_report
from scoring.report_schema import report_schema

REPORT = Draft202012Validator(report_schema())
law = settings(max_examples=15)
seeds = st.integers(0, 10**6)


def decisions(scores, seed):
    """Return decisions on some of the indicators that have marks to get: none, some, or all."""
    draw = Random(seed)  # noqa: S311
    unit = 10**scores.plan.ruleset.rounding.points
    full = scores.marks[scores.patterns].tolist()
    return [
        Override(
            row,
            leaf.id,
            Decimal(draw.choice([0, full[row][number], draw.randint(0, full[row][number])])) / unit,
            "已核实",
            "王芳",
            "2020-03-05",
        )
        for row in range(len(scores))
        for number, leaf in enumerate(scores.plan.leaves)
        if full[row][number] and draw.random() < 0.5
    ]


def reviewed(document, records, seed):
    scores = score(document, records)
    return override(scores, Overrides(tuple(decisions(scores, seed))))


@law
@given(documents(), departments(), seeds)
def test_points_and_deductions_make_full_marks_in_every_node(document, records, seed):
    scores = reviewed(document, records, seed)
    plan, lost = scores.plan, {}
    for deduction in explain(scores):
        assert deduction.points > 0
        assert deduction.reason.strip()
        key = deduction.department, deduction.indicator
        lost[key] = lost.get(key, 0) + int(deduction.points.scaleb(plan.ruleset.rounding.points))
    for row in range(len(scores)):
        full = scores.marks[scores.patterns[row]]
        for node in [*(entry.indicator for entry in plan.leaves), *plan.dimensions]:
            number = plan.numbers[node.id]

            assert scores.points[number, row] + deducted(lost, row, node) == full[number]


@law
@given(documents(), departments(), seeds)
def test_counted_deductions_and_what_is_on_top_make_the_total(document, records, seed):
    scores = reviewed(document, records, seed)
    ruleset, report = scores.plan.ruleset, make_report(scores)
    decimals = ruleset.rounding
    for told in report["departments"]:
        nodes = [n for n in (*told["indicators"], *dimensions_in(told)) if n.get("counted", True)]
        counted = [d for node in nodes for d in node.get("deductions", [])]
        full = sum(marks(root["full_marks"], decimals.points) for root in roots_of(told, ruleset))
        lost = sum(marks(d["points"], decimals.points) for d in counted)
        added = sum(marks(entry["points"], decimals.points) for entry in told["adjustments"])
        capped = sum(marks(entry["points"], decimals.total) for entry in told["vetoes"])

        before = round_half_up(full - lost + added, decimals)
        assert marks(told["total"], decimals.total) == before + capped


@law
@given(documents(), departments(), seeds)
def test_the_report_tells_every_decision_beside_the_rule_in_both_languages(document, records, seed):
    scores = reviewed(document, records, seed)
    for report in (make_report(scores, language=language) for language in ("zh-CN", "en")):
        assert [error.message for error in REPORT.iter_errors(report)] == []
        for told in report["departments"]:
            assert told["status"] == "ranked" or told["status_reasons"]
            decided = {entry["indicator"]: entry for entry in told["overrides"]}
            for indicator in told["indicators"]:
                beside(indicator, decided.get(indicator["id"]))


def beside(indicator, entry):
    assert ("rule_points" in indicator) == bool(entry)
    if entry:
        lost = sum(d["points"] for d in indicator["rule_deductions"])
        assert indicator["points"] == entry["points"]
        assert indicator["rule_points"] == entry["rule_points"]
        assert indicator["rule_points"] + lost == pytest.approx(indicator["full_marks"])


@law
@given(documents(), departments(), seeds)
def test_rates_and_points_stay_in_their_bounds(document, records, seed):
    scores = reviewed(document, records, seed)

    assert (np.nan_to_num(scores.rates) >= 0).all()
    assert (np.nan_to_num(scores.rates) <= 1).all()
    assert (scores.points >= 0).all()
    assert (scores.points <= scores.marks[scores.patterns].T).all()
    assert (scores.totals >= 0).all()


@law
@given(documents(), departments(), seeds)
def test_the_order_of_overrides_changes_nothing(document, records, seed):
    scores = score(document, records)
    entries = decisions(scores, seed)
    mixed = Random(seed).sample(entries, len(entries))  # noqa: S311
    one, other = (override(scores, Overrides(tuple(given))) for given in (entries, mixed))

    assert make_report(one) == make_report(other)


@law
@given(documents(), departments(), seeds)
def test_deciding_as_the_rule_did_changes_no_points(document, records, seed):
    scores = score(document, records)
    unit = 10**scores.plan.ruleset.rounding.points
    same = [
        Override(
            d.department,
            d.indicator,
            Decimal(int(scores.points[scores.plan.numbers[d.indicator], d.department])) / unit,
            d.reason,
            d.reviewer,
            d.date,
        )
        for d in decisions(scores, seed)
    ]
    after = override(scores, Overrides(tuple(same)))

    assert (after.points == scores.points).all()
    assert (after.totals[~scores.unranked] == scores.totals[~scores.unranked]).all()
    assert (after.unranked <= scores.unranked).all()


@law
@given(documents(), departments())
def test_no_overrides_change_nothing(document, records):
    scores = score(document, records)
    after = override(scores, Overrides())

    assert by_department(after) == by_department(scores)
    assert make_report(after) == make_report(scores)
