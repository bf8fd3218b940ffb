"""Every case in ``cases/`` comes to what officials expect of it, to the cent and to the reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from shipped import plan_of

from scoring.review.cases import try_case

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = sorted(file.parent for file in CASES.glob("*/case.json"))
every_case = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def submission_of(folder: Path) -> Path:
    return folder / read(folder, "case.json")["submission"]


@every_case
def test_a_case_bears_the_name_of_its_folder(folder):
    assert read(folder, "case.json")["id"] == folder.name


@every_case
def test_a_case_comes_to_what_is_expected_of_it(folder):
    trial = try_case(folder)

    assert (trial.problems, trial.differences) == ((), ())
    assert trial.confirmed


WITH_DETAIL = [folder for folder in FOLDERS if "indicators" in read(folder, "expected.json")]


@pytest.mark.parametrize("folder", WITH_DETAIL, ids=lambda each: each.name)
def test_a_detailed_case_tells_of_every_indicator(folder):
    plan = plan_of(read(folder, "case.json")["ruleset"])

    assert list(read(folder, "expected.json")["indicators"]) == [leaf.id for leaf in plan.leaves]


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
