"""Every case in ``cases/`` comes to what officials expect of it, to the cent and to the reason."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import scoring

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = sorted(file.parent for file in CASES.glob("*/case.json"))
every_case = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def submission_of(folder: Path) -> Path:
    return folder / read(folder, "case.json")["submission"]


@lru_cache
def report_of(folder: Path) -> dict[str, Any]:
    ruleset = scoring.read_ruleset(read(folder, "case.json")["ruleset"])
    submissions = scoring.read_submissions(submission_of(folder), ruleset)
    scores = scoring.evaluate(scoring.compile_plan(ruleset), submissions)
    return scoring.make_report(scores, scoring.rank(scores))


def only(told: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Return of *told* what *keys* name."""
    return {key: told[key] for key in keys}


@every_case
def test_a_case_bears_the_name_of_its_folder(folder):
    assert read(folder, "case.json")["id"] == folder.name


@every_case
def test_departments_come_to_the_expected_totals(folder):
    expected = read(folder, "expected.json")
    told = {each["department"]: each for each in report_of(folder)["departments"]}
    if "departments" not in expected:
        summary = only(expected, ("total", "grade", "status"))
        expected = {"departments": dict.fromkeys(told, summary)}

    wanted = expected["departments"]
    assert {name: only(each, wanted.get(name, {})) for name, each in told.items()} == wanted


WITH_DETAIL = [folder for folder in FOLDERS if "indicators" in read(folder, "expected.json")]
every_detailed_case = pytest.mark.parametrize("folder", WITH_DETAIL, ids=lambda each: each.name)


@every_detailed_case
def test_indicators_come_to_the_expected_points(folder):
    expected = read(folder, "expected.json")["indicators"]
    [department] = report_of(folder)["departments"]

    assert list(expected) == [told["id"] for told in department["indicators"]]
    for told in department["indicators"]:
        wanted = {k: v for k, v in expected[told["id"]].items() if k != "deductions"}
        assert only(told, wanted) == wanted


@every_detailed_case
def test_marks_are_lost_for_the_expected_reasons_and_no_others(folder):
    expected = read(folder, "expected.json")["indicators"]
    [department] = report_of(folder)["departments"]

    for told in department["indicators"]:
        wanted = expected[told["id"]]["deductions"]
        assert [d["points"] for d in told["deductions"]] == [d["points"] for d in wanted]
        for deduction, want in zip(told["deductions"], wanted, strict=True):
            assert want["reason"] in deduction["reason"]


@every_detailed_case
def test_findings_are_the_expected_ones_and_no_others(folder):
    expected = read(folder, "expected.json")["findings"]
    report = report_of(folder)
    [department] = report["departments"]

    findings = [*department["findings"], *report["findings"]]
    told = [(finding["check"], finding["severity"]) for finding in findings]
    assert sorted(told) == sorted((want["check"], want["severity"]) for want in expected)


WITH_NOTES = [folder for folder in FOLDERS if read(folder, "case.json").get("notes")]


@pytest.mark.parametrize("folder", WITH_NOTES, ids=lambda folder: folder.name)
def test_every_figure_submitted_has_its_place_in_the_document(folder):
    submitted = dict(figures(json.loads(submission_of(folder).read_text(encoding="utf-8"))))
    notes = read(folder, "case.json")["notes"]

    assert {note["field"]: note["value"] for note in notes} == submitted
    assert all(note["place"] and note["statement"] for note in notes)


def figures(submission: dict[str, Any]) -> Any:
    """Yield each field and value of *submission*, and each row of its tables."""
    for field, value in submission.items():
        if isinstance(value, list):
            yield from ((f"{field}/{row}", each) for row, each in enumerate(value))
        else:
            yield field, value
