"""Cross-checks: who fails, who was not checked, and what rounding and tolerance explain."""

from dataclasses import replace

import numpy as np
import pytest
from bureau import INVALID, NOT_APPLICABLE, leaf, ruleset_of, score, submit

from scoring.evaluation import evaluate
from scoring.explanation.findings import find
from scoring.plan import compile_plan


def severities(check, record, places=None):
    """Return the severities of what *check* finds in one department; none where it holds."""
    ruleset = ruleset_of(
        leaf("a", 100), checks=[{"id": "k", "title": "核对", "severity": "error", **check}]
    )
    submissions = submit(ruleset, record)
    steps = {name: np.array([step]) for name, step in (places or {}).items()}
    scores = evaluate(compile_plan(ruleset), replace(submissions, places=steps))
    return [finding.severity for finding in find(scores) if finding.check == "k"]


@pytest.mark.parametrize(
    ("tolerance", "c", "found"),
    [
        pytest.param({}, 0.3, [], id="equal but for dust"),
        pytest.param({}, 0.31, ["error"], id="a cent off"),
        pytest.param({"tolerance": 0.01}, 0.31, [], id="at the tolerance"),
        pytest.param({"tolerance": 0.01}, 0.29, [], id="at the tolerance from below"),
        pytest.param({"tolerance": 0.01}, 0.32, ["error"], id="beyond the tolerance"),
        pytest.param({"tolerance": 0}, 0.31, ["error"], id="no tolerance at all"),
        pytest.param({}, None, ["info"], id="missing figure"),
        pytest.param({}, NOT_APPLICABLE, ["info"], id="figure that does not apply"),
        pytest.param({}, INVALID, ["info"], id="invalid figure"),
    ],
)
def test_sum_equals_a_field(tolerance, c, found):
    assert (
        severities({"sum": ["a", "b"], "equals": "c", **tolerance}, {"a": 0.1, "b": 0.2, "c": c})
        == found
    )


@pytest.mark.parametrize(
    ("given", "c", "found"),
    [
        pytest.param({}, 100.015, [], id="half a unit of the last place a term"),
        pytest.param({}, 100.0151, ["error"], id="just beyond"),
        pytest.param({"tolerance": 0}, 100.015, ["error"], id="a tolerance of zero is kept"),
    ],
)
def test_tolerance_is_by_default_what_rounding_explains(given, c, found):
    places = {"a": 0.01, "b": 0.01, "c": 0.01}
    check = {"sum": ["a", "b"], "equals": "c", **given}

    assert severities(check, {"a": 60, "b": 40, "c": c}, places) == found


def test_sum_of_large_amounts_is_held_to_the_yuan():
    record = {"a": 12_345_678_901.23, "b": 0, "c": 12_345_678_900.23}

    assert severities({"sum": ["a", "b"], "equals": "c"}, record) == ["error"]


@pytest.mark.parametrize(
    ("holds", "record", "found"),
    [
        pytest.param("a + b == c", {"a": 0.1, "b": 0.2, "c": 0.35}, [], id="equal within it"),
        pytest.param(
            "a + b == c", {"a": 0.1, "b": 0.2, "c": 0.36}, ["error"], id="not equal beyond it"
        ),
        pytest.param("a <= b", {"a": 1.05, "b": 1}, [], id="not above within it"),
        pytest.param("a <= b", {"a": 1.06, "b": 1}, ["error"], id="above beyond it"),
        pytest.param("a < b", {"a": 1.04, "b": 1}, [], id="below within it"),
        pytest.param("a < b", {"a": 1.05, "b": 1}, ["error"], id="no longer below at it"),
        pytest.param("a >= b", {"a": 0.95, "b": 1}, [], id="not below within it"),
        pytest.param("a > b", {"a": 0.95, "b": 1}, ["error"], id="no longer above at it"),
        pytest.param("0 <= a - b <= 1", {"a": 2.05, "b": 1}, [], id="a chain within it"),
        pytest.param("a != b", {"a": 1.05, "b": 1}, ["error"], id="the same within it"),
        pytest.param("a in [1, 2]", {"a": 1.05}, [], id="in a list within it"),
        pytest.param("a not in [1, 2]", {"a": 1.05}, ["error"], id="not out of a list within it"),
        pytest.param(
            "all(tasks.finished <= tasks.planned)",
            {"tasks": [{"planned": 1, "finished": 1.05}]},
            [],
            id="rows within it",
        ),
        pytest.param("not (a == b)", {"a": 1.05, "b": 1}, ["error"], id="within a negation"),
        pytest.param('level == "好"', {"level": "中"}, ["error"], id="text has none"),
        pytest.param("day <= due", {"day": 5, "due": 5}, [], id="dates"),
        pytest.param("ok == done", {"ok": True, "done": False}, ["error"], id="booleans have none"),
        pytest.param(
            "(a == b) == ok", {"a": 1.05, "b": 1, "ok": True}, [], id="a comparison compared"
        ),
        pytest.param("a > b", {"a": 2}, ["info"], id="a missing figure"),
        pytest.param("a > b or ok", {"ok": True}, [], id="a missing figure that does not matter"),
        pytest.param('rate("i_a") >= 1.05', {"a": 100}, [], id="what was scored"),
    ],
)
def test_condition_allows_for_its_tolerance(holds, record, found):
    assert severities({"holds": holds, "tolerance": 0.05}, record) == found


@pytest.mark.parametrize(
    ("severity", "check_error", "unranked"),
    [
        pytest.param("error", "unranked", True, id="an error bars where the ruleset says so"),
        pytest.param("error", "report", False, id="an error is reported otherwise"),
        pytest.param("warning", "unranked", False, id="a warning never bars"),
    ],
)
def test_failed_check_can_bar_from_the_ranking(severity, check_error, unranked):
    checks = [{"id": "k", "title": "核对", "severity": severity, "holds": "a <= b"}]
    ruleset = ruleset_of(leaf("a", 100), checks=checks, policies={"check_error": check_error})

    scores = score(ruleset, {"a": 2, "b": 1}, {"a": 1, "b": 2}, {"a": 1})

    assert scores.unranked.tolist() == [unranked, False, False]
