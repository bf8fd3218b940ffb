"""An edition in force is never edited, only succeeded: compared with what was issued."""

import json

import pytest
from sound_ruleset import ruleset

from scoring.errors import RulesetError
from scoring.review.lint import lint
from scoring.ruleset import library


@pytest.fixture
def edited(tmp_path):
    """Return what lints a ruleset against an earlier issue, and gives what it says of edits."""

    def compare(document, earlier):
        now, before = tmp_path / "now.json", tmp_path / "before.json"
        now.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        before.write_text(json.dumps(earlier, ensure_ascii=False, indent=3), encoding="utf-8")
        found = lint(now, since=before).findings
        return [each.problem.say("en") for each in found if each.rule.id == "edited-in-force"]

    return compare


def test_another_layout_is_no_edit(edited):
    assert edited(ruleset(), ruleset()) == []


def test_an_edit_is_told_with_what_differs(edited):
    (told,) = edited(ruleset(), ruleset(title="改前", rounding={"points": 1}))

    assert "before.json" in told
    assert told.endswith("rounding, title")


def test_what_is_not_yet_dated_may_be_edited(edited):
    assert edited(ruleset(in_force=None), ruleset(title="改前")) == []


def test_suppressing_findings_is_no_edit(edited):
    entry = {"rule": "missing-remedy", "reason": "甲"}

    assert edited(ruleset({"remedy": None}, lint=[entry]), ruleset({"remedy": None})) == []


def test_another_edition_is_no_earlier_issue(edited):
    with pytest.raises(RulesetError, match="small@2024"):
        edited(ruleset(), ruleset(edition="2023"))


def test_a_copy_of_what_comes_along_may_not_differ(tmp_path):
    shelved = next(edition for edition in library() if edition.id == "kunming-department")
    copy = tmp_path / "抄本.json"
    copy.write_text(shelved.path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "edited-in-force" not in [each.rule.id for each in lint(copy).findings]

    document = json.loads(copy.read_text(encoding="utf-8"))
    document["parameters"]["pass_line"]["value"] = 65
    copy.write_text(json.dumps(document), encoding="utf-8")
    found = {each.rule.id: each for each in lint(copy).findings}

    assert "kunming-department@2019" in found["edited-in-force"].problem.say("en")
