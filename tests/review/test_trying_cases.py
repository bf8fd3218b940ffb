"""Cases: folders that are tried, and what is told of those that cannot be."""

import json
from pathlib import Path

import pytest

from scoring.review.cases import find_cases, try_case
from scoring.review.results import junit, print_trials
from scoring.review.testing import try_all

CASES = Path(__file__).parents[2] / "cases"
SUBMISSION = [{"department": "甲", "a": 50}, {"department": "乙", "a": 100}]
RULESET = {
    "language_version": 1,
    "id": "t",
    "edition": "1",
    "title": "T",
    "full_marks": 20,
    "fields": {"a": {"type": "number"}},
    "indicators": [
        {"id": "i", "weight": 20, "value": "a", "score": {"method": "proportional", "target": 100}}
    ],
}
COVER = {"id": "c", "title": "C", "ruleset": "rules.json", "submission": "submission.json"}


@pytest.fixture
def case(tmp_path):
    """Write a case: what is expected of it, its cover, and its ruleset."""

    def write(expected, cover=COVER, ruleset=RULESET):
        parts = {
            "case.json": cover,
            "expected.json": expected,
            "submission.json": SUBMISSION,
            "rules.json": ruleset,
        }
        for name, content in parts.items():
            text = content if isinstance(content, str) else json.dumps(content)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def whats(trial):
    return [told.what.say("en") for told in trial.differences]


@pytest.mark.parametrize(
    ("expected", "different"),
    [
        pytest.param({"departments": {"甲": {"total": 10}, "乙": {}}}, [], id="as expected"),
        pytest.param({"departments": {"甲": {"total": 11}, "乙": {}}}, ["甲: total"], id="total"),
        pytest.param({"departments": {"甲": {}}}, ["departments"], id="one too few"),
        pytest.param(
            {"departments": {"甲": {"indicators": {"x": {}}}, "乙": {}}},
            ["甲: indicator"],
            id="an indicator that is not there",
        ),
        pytest.param({"findings": [], "status": "ranked"}, [], id="of every department"),
        pytest.param({"total": 10}, ["乙: total"], id="of every department, though one differs"),
    ],
)
def test_a_case_differs_where_it_should(case, expected, different):
    assert whats(try_case(case(expected))) == different


def test_a_reason_and_its_points_are_compared(case):
    lost = {"deductions": [{"points": 10, "reason": "低于目标"}]}
    named = {"甲": {"indicators": {"i": lost}}, "乙": {"indicators": {"i": {"deductions": []}}}}

    assert whats(try_case(case({"departments": named}))) == []
    lost["deductions"][0]["points"] = 9
    assert whats(try_case(case({"departments": named}))) == ["甲: i: deductions"]


@pytest.mark.parametrize(
    ("expected", "cover", "said"),
    [
        pytest.param({"totl": 1}, COVER, "expected.json:1:2 /totl", id="a misspelt key"),
        pytest.param([], COVER, "expected.json:1:1", id="a list"),
        pytest.param("{", COVER, "expected.json", id="no JSON"),
        pytest.param({}, {**COVER, "submission": "no.json"}, "no.json", id="no submission"),
        pytest.param({}, {**COVER, "ruleset": "no"}, "no", id="no such ruleset"),
        pytest.param({}, {"id": "c"}, "case.json:1:1", id="half a cover"),
    ],
)
def test_a_case_that_cannot_be_tried_says_where_and_why(case, expected, cover, said):
    trial = try_case(case(expected, cover))

    assert trial.problems[0].place.startswith(said)
    assert not trial.passed


def test_a_folder_of_cases_holds_several():
    names = [folder.name for folder in find_cases(CASES)]

    assert "kunming-general-union-2019" in names
    assert find_cases(CASES / names[0]) == [CASES / names[0]]


def test_what_awaits_a_person_is_marked_though_it_passes(case):
    trial = try_case(case({}, {**COVER, "confirmed": False}))

    assert trial.passed
    assert "待人工确认" in print_trials([trial], "zh-CN", 100)
    assert "待人工确认" in junit([trial], "zh-CN").decode()


def test_a_ruleset_without_examples_cannot_be_tried(case):
    [trial] = try_all([str(case({}) / "rules.json")], CASES)

    assert "没有算例" in trial.problems[0].say()


def test_junit_counts_what_failed_and_what_could_not_be_tried(case):
    failed, broken = try_case(case({"total": 10})), try_case(case({"totl": 1}))
    document = junit([failed, broken], "en").decode()

    assert '<testsuites tests="2" failures="1" errors="1">' in document
    assert "乙: total: expected 10, got 20" in document


def test_no_caret_stands_astray_where_lines_run_together(case):
    indicator = {**RULESET["indicators"][0], "value": "a + b"}
    trial = try_case(case({}, ruleset={**RULESET, "indicators": [indicator]}))

    assert trial.problems[0].excerpt.endswith("^")
    assert "^" not in print_trials([trial], "zh-CN", 100)
