"""Boundary cases: at every line and beside it, in every state, and honest where none is reached."""

import json
from pathlib import Path

import pytest
from bureau import leaf, ruleset_of
from click.testing import CliRunner

from scoring.cli import main
from scoring.plan import compile_plan
from scoring.review.boundaries import boundaries_of
from scoring.review.cases import find_cases, try_case
from scoring.ruleset import to_json

DEDUCT = {"method": "deduct", "limit": {"at_least": 100}, "each": 5, "points": 4}
RATIO = {"value": "a / b * 100", "decimals": 2}
FULL = {"given": {"a": 100, "b": 100}, "points": 20}


def boundary(score, **keys):
    """Return the boundary case of one indicator worth 20."""
    item = leaf("a", 20, score, **{"examples": [FULL], **keys})
    ruleset = ruleset_of(item, full_marks=20, language="en")
    [found] = boundaries_of(compile_plan(ruleset))
    return found


def by_name(found):
    """Return what each department submits, and the points expected of it."""
    return {
        record["department"]: (record, found.expected[record["department"]]["indicators"]["i_a"])
        for record in found.records
    }


@pytest.mark.parametrize(
    ("side", "value", "points"),
    [
        pytest.param("one step below", 94.99, 16, id="a cent further costs no more"),
        pytest.param("just at it", 95, 16, id="a whole step costs"),
        pytest.param("one step above", 95.01, 20, id="short of it nothing is lost"),
    ],
)
def test_three_departments_stand_around_every_line(side, value, points):
    record, expected = by_name(boundary(DEDUCT, **RATIO))[f"one step (5) below 100: {side}"]

    assert record["a"] / record["b"] * 100 == pytest.approx(value, abs=0.005)
    assert expected["points"] == points


def test_every_state_that_can_be_has_a_department():
    found = by_name(boundary(DEDUCT, **RATIO))
    states = {name: entry["status"] for name, (_, entry) in found.items() if "state" in name}

    assert states == {
        "state of the data: missing": "missing",
        "state of the data: not applicable": "not_applicable",
        "state of the data: cannot be computed": "undefined",
        "state of the data: invalid": "invalid",
    }
    assert found["state of the data: cannot be computed"][0]["b"] == 0


def test_conditions_inside_expressions_are_lines_too():
    score = {"method": "cases", "cases": [{"when": "a <= b", "share": 1}]}
    found = by_name(boundary(score, examples=[FULL]))
    sides = [found[f'both sides of "a ≤ b": {side}'] for side in ("just at it", "one step above")]

    assert [record["a"] - record["b"] for record, _ in sides] == pytest.approx([0, 0.01])
    assert [expected["points"] for _, expected in sides] == [20, 0]


def test_a_line_that_no_single_figure_reaches_is_said_to_be_out_of_reach():
    value = {"value": "share(tasks.passed) * 100", "examples": []}
    found = boundary({"method": "proportional", "target": 100}, **value)

    assert found.unreached == tuple(
        f"the target of 100: {side}" for side in ("one step below", "just at it", "one step above")
    )


def test_nothing_is_submitted_that_the_indicator_does_not_read():
    found = boundary(DEDUCT, **RATIO)

    assert {name for record in found.records for name in record} == {"department", "a", "b"}


def test_figures_stay_within_the_bounds_of_their_field():
    fields = {"share": {"type": "percent", "minimum": 0, "maximum": 100}}
    item = leaf("share", 20, DEDUCT, value="share")
    ruleset = ruleset_of(item, full_marks=20, fields=fields, tables={})
    [found] = boundaries_of(compile_plan(ruleset))

    shares = [record.get("share") for record in found.records]
    assert all(0 <= share <= 100 for share in shares if isinstance(share, int | float))


def test_a_step_of_what_is_counted_is_a_whole_one():
    fields = {"n": {"type": "integer", "minimum": 0}}
    deduct = {"method": "deduct", "limit": {"at_most": 0}, "each": 1, "points": 5}
    item = leaf("n", 20, deduct, value="n", examples=[{"given": {"n": 0}, "points": 20}])
    ruleset = ruleset_of(item, full_marks=20, fields=fields, tables={}, language="en")
    [found] = boundaries_of(compile_plan(ruleset))

    counts = {record["department"]: record.get("n") for record in found.records}
    assert counts["one step (1) above 0: one step above"] == 2
    assert found.unreached == ("the limit of 0: one step below",)


def test_what_another_profile_takes_out_is_not_expected():
    profiles = {"small": {"when": "skip", "weights": {"i_a": 0, "i_b": 20}}}
    ruleset = ruleset_of(leaf("a", 20), leaf("b", 0), full_marks=20, profiles=profiles)
    [first, _] = boundaries_of(compile_plan(ruleset))

    marks = {e["indicators"]["i_a"]["full_marks"] for e in first.expected.values()}
    assert marks == {20}


def test_no_line_is_drawn_among_peers():
    found = boundary({"method": "relative", "against": "mean", "each": 5, "points": 2})

    assert all("mean" not in record["department"] for record in found.records)


# --- the command --------------------------------------------------------------------------------


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def file(tmp_path):
    ruleset = ruleset_of(leaf("a", 20, DEDUCT, examples=[FULL], **RATIO), full_marks=20)
    path = tmp_path / "规则.json"
    path.write_text(to_json(ruleset), encoding="utf-8")
    return path


def test_generated_cases_run_green_and_await_a_person(file, tmp_path):
    folder = tmp_path / "边界" / "案例"
    assert run("cases", file, "-o", folder).exit_code == 0

    [case] = find_cases(folder)
    trial = try_case(case)
    assert (trial.problems, trial.differences, trial.confirmed) == ((), (), False)
    tested = run("test", folder)
    assert tested.exit_code == 0
    assert "待人工确认" in tested.output


def test_a_case_that_is_there_is_never_overwritten(file, tmp_path):
    run("cases", file, "-o", tmp_path / "out")
    cover = tmp_path / "out" / "i_a" / "case.json"
    cover.write_text(json.dumps({"mine": 1}), encoding="utf-8")
    again = run("cases", file, "-o", tmp_path / "out")

    assert again.exit_code == 2
    assert json.loads(cover.read_text(encoding="utf-8")) == {"mine": 1}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["i_a"]


def test_a_folder_that_is_a_file_is_told(file):
    result = run("cases", file, "-o", file)

    assert result.exit_code == 2
    assert "无法写入" in result.output


def test_cases_await_confirmation_before_they_cover_anything(file, tmp_path):
    folder = tmp_path / "out"
    before = run("cover", file, "--cases", folder, "--format", "json").output
    run("cases", file, "-o", folder)
    assert run("cover", file, "--cases", folder, "--format", "json").output == before

    cover = folder / "i_a" / "case.json"
    told = json.loads(cover.read_text(encoding="utf-8"))
    cover.write_text(json.dumps({**told, "confirmed": True}), encoding="utf-8")
    after = json.loads(run("cover", file, "--cases", folder, "--format", "json").output)
    assert after["covered"] > json.loads(before)["covered"]


def test_a_shipped_ruleset_has_cases_that_run_green(tmp_path):
    folder = tmp_path / "out"
    assert run("cases", "sichuan-department@2020", "-o", folder).exit_code == 0

    trials = [try_case(case) for case in find_cases(folder)]
    assert len(trials) == 9
    assert all(trial.passed for trial in trials)
    assert Path(folder / "accuracy/submission.json").is_file()
