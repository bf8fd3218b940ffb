"""The synthetic bureau's frozen results, recalculated by plain arithmetic and by the engine."""

import json
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest
from shipped import shipped

import scoring

CASE = Path(__file__).parents[1] / "cases/synthetic-bureau-2019"
LEVELS = {"达成预期": 100, "基本达成": 80, "部分达成": 60, "未达成": 0}


def read(name):
    return json.loads((CASE / name).read_text(encoding="utf-8"), parse_float=Decimal)


SUBMITTED = {record["department"]: record for record in read("submission.json")["departments"]}
EXPECTED = read("expected.json")


def is_whole(record):
    """Return whether the department gave every figure and nothing is said not to apply."""
    return not {None, "不涉及"} & {v for v in record.values() if not isinstance(v, list)}


WHOLE = {
    name: record
    for name, record in SUBMITTED.items()
    if is_whole(record) and EXPECTED["departments"][name]["status"] == "ranked"
}


@lru_cache
def reported():
    ruleset = shipped("kunming-department@2019")
    submissions = scoring.read_submissions(CASE / "submission.json", ruleset)
    report = scoring.make_report(scoring.evaluate(scoring.compile_plan(ruleset), submissions))
    return {told["department"]: told for told in report["departments"]}


# --- the rules of 2019 by hand ------------------------------------------------------------------


def half_up(number):
    """Return *number* rounded as by hand, to hundredths."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return Fraction(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def percent(part, whole):
    return half_up(Fraction(part) / Fraction(whole) * 100)


def line(value, nothing, full, marks):
    """Return the marks on the line from *nothing* to *full*."""
    share = (value - nothing) / Fraction(full - nothing)
    return marks * min(max(share, Fraction(0)), Fraction(1))


def yes(record, *fields):
    return [record[field] == "是" for field in fields]


def benefits(r):
    satisfied = Fraction(r["satisfaction"])
    return [
        Fraction(6 * LEVELS[r["econ_level"]], 100),
        Fraction(8 * LEVELS[r["social_level"]], 100),
        Fraction(5 * LEVELS[r["eco_level"]], 100),
        Fraction(6 if satisfied >= 90 else 4 if satisfied >= 80 else 2 if satisfied >= 70 else 0),
    ]


def allocation(r):
    goals = ("goals_match_duties", "goals_broken_down", "goals_measurable", "goals_match_budget")
    growth = half_up(Fraction(r["sangong"]) / Fraction(r["sangong_last"]) * 100 - 100)
    return [
        Fraction(3, 2) * sum(yes(r, *goals)),
        Fraction(5 * sum(yes(r, "basic_paid_in_full"))),
        line(percent(r["key_project_spent"], r["project_spent"]), 60, 90, 5),
        max(4 - Fraction(2, 5) * (max(growth, 0) // 1), Fraction(0)),
    ]


def execution(r):
    completed = percent(r["basic_spent"] + r["project_spent"], r["annual_budget"])
    projects = (
        "project_lead_named", "project_plan_made", "project_targets_set", "project_monitored"
    )  # fmt: skip
    return [
        max(8 - 2 * (max(100 - completed, 0) // 5), Fraction(0)),
        Fraction(carried(r["carry_over"], r["carry_over_last"], r["annual_budget"])),
        Fraction(sum(yes(r, *projects))),
        line(percent(r["sangong"], r["sangong_budget"]), 110, 100, 3),
    ]


def carried(now, before, budget):
    if now == 0:
        return 5
    if now <= before:
        return Decimal("3.5")
    return 2 if Fraction(now) / Fraction(budget) <= Fraction(1, 10) else 0


def days(record, name):
    approved, disclosed = (record[f"{name}_{what}_on"] for what in ("approved", "disclosed"))
    return (date.fromisoformat(disclosed) - date.fromisoformat(approved)).days


def management(r):
    exist, complete, applied = yes(r, "rules_exist", "rules_complete", "rules_applied")
    disclosed = yes(r, "budget_disclosed", "final_disclosed", "disclosure_complete")
    in_time = days(r, "budget") <= 20 and days(r, "final") <= 20
    breaches = 2 * (r["asset_books_match"] == "否") + r["asset_breaches"]
    breaches += percent(r["assets_in_use"], r["assets_total"]) < 90
    return [
        2 * exist + Fraction(3, 2) * (complete + applied),
        Fraction(sum(disclosed) + 2 * in_time),
        Fraction(max(5 - breaches, 0)),
    ]


def duties(r):
    tasks = r["tasks"]
    done = sum(min(task["done"], task["planned"]) for task in tasks)
    mean = half_up(sum(Fraction(task["progress"]) for task in tasks) / len(tasks))
    low, high = line(mean, 0, 60, Fraction(18, 5)), line(mean, 60, 95, Fraction(12, 5))
    return [
        line(percent(sum(task["completed"] == "是" for task in tasks), len(tasks)), 60, 100, 8),
        line(percent(done, sum(task["planned"] for task in tasks)), 0, 100, 6),
        low + high,
    ]


def total_by_hand(record):
    goals = (benefits, allocation, execution, management, duties)
    marks = sum(half_up(mark) for goal in goals for mark in goal(record))
    return min(marks, Fraction("59.99")) if record["false_data"] == "是" else marks


# --- what must agree ----------------------------------------------------------------------------


def test_the_case_says_that_it_is_synthetic_and_how_it_was_made():
    marker, told = read("submission.json")["synthetic"], read("case.json")["synthetic"]

    assert told["departments"] == marker["departments"] == len(SUBMITTED) == 376
    assert (told["seed"], told["shares"]) == (marker["seed"], marker["shares"])
    assert all(name.startswith("合成部门") for name in SUBMITTED)


def test_shares_are_those_declared():
    cells = [v for record in SUBMITTED.values() for v in record.values() if v in (None, "不涉及")]
    marker = read("submission.json")["synthetic"]["cells"]

    assert Counter(cells) == {None: marker["missing"], "不涉及": marker["not_applicable"]}


@pytest.mark.parametrize("name", WHOLE)
def test_totals_are_those_of_plain_arithmetic(name):
    assert Fraction(EXPECTED["departments"][name]["total"]) == total_by_hand(WHOLE[name])


def test_arithmetic_covers_departments_of_every_grade():
    grades = Counter(EXPECTED["departments"][name]["grade"] for name in WHOLE)

    assert set(grades) == {"优", "良", "中", "差"}
    assert len(WHOLE) > 50


def test_grades_follow_from_totals():
    for told in EXPECTED["departments"].values():
        if told["status"] == "ranked":
            bounds = {"优": 90, "良": 80, "中": 60, "差": 0}
            assert told["grade"] == next(g for g, low in bounds.items() if told["total"] >= low)


def test_totals_and_deductions_add_up_to_full_marks():
    for name, told in EXPECTED["departments"].items():
        lost = sum(points for _, points in EXPECTED["deductions"][name])
        if SUBMITTED[name]["false_data"] != "是":
            assert told["total"] + lost == 100


def test_whoever_has_more_stands_higher_in_the_peer_group():
    groups = {}
    for name, told in EXPECTED["departments"].items():
        if told["status"] == "ranked":
            groups.setdefault(SUBMITTED[name]["peer_group"], []).append(told)
    assert len(groups) == 4
    for told in groups.values():
        by_rank = sorted(told, key=lambda each: each["rank"])
        totals = [each["total"] for each in by_rank]
        assert totals == sorted(totals, reverse=True)
        assert {each["rank_of"] for each in told} == {len(told)}


def test_every_deduction_is_the_expected_one():
    told = {
        name: [
            [indicator["id"], Decimal(str(deduction["points"]))]
            for indicator in department["indicators"]
            for deduction in indicator["deductions"]
        ]
        for name, department in reported().items()
    }
    assert told == EXPECTED["deductions"]


def test_every_error_and_warning_is_the_expected_one():
    told = {
        name: [f["check"] for f in department["findings"] if f["severity"] != "info"]
        for name, department in reported().items()
    }
    assert {name: checks for name, checks in told.items() if checks} == EXPECTED["findings"]
