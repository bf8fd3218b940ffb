"""What a ruleset says need not be told: where, why, and not in vain."""

import json

import pytest
from sound_ruleset import ruleset

from scoring.review.lint import lint

BARE = {"remedy": None}


def linted(tmp_path, lint_entries, **changes):
    file = tmp_path / "规则.json"
    document = ruleset(BARE, BARE, lint=lint_entries, **changes)
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return lint(file)


def told(result):
    return [(each.rule.id, each.place.rpartition(" ")[2]) for each in result.findings]


@pytest.mark.parametrize(
    ("at", "left"),
    [
        pytest.param({}, [], id="everywhere"),
        pytest.param({"at": "quality"}, ["/indicators/1"], id="at an indicator"),
        pytest.param({"at": "ｑｕａｌｉｔｙ"}, ["/indicators/1"], id="at an id in full width"),
        pytest.param({"at": "/indicators/1"}, ["/indicators/0"], id="at a pointer"),
        pytest.param({"at": "/indicators"}, [], id="at a pointer to what is above"),
    ],
)
def test_it_holds_where_it_says(at, left, tmp_path):
    result = linted(tmp_path, [{"rule": "missing-remedy", "reason": "另有整改通知", **at}])

    assert told(result) == [("missing-remedy", place) for place in left]
    assert {each.reason for each in result.suppressed} == {"另有整改通知"}


def test_a_pointer_is_not_taken_for_the_beginning_of_another(tmp_path):
    result = linted(tmp_path, [{"rule": "missing-remedy", "at": "/indicators/", "reason": "甲"}])

    assert len(result.suppressed) == 2
    partial = linted(tmp_path, [{"rule": "missing-remedy", "at": "/indic", "reason": "甲"}])
    assert ("unused-suppression", "/lint/0") in told(partial)


def test_a_second_one_for_the_same_is_not_in_vain(tmp_path):
    entries = [
        {"rule": "missing-remedy", "reason": "甲"},
        {"rule": "missing-remedy", "at": "quality", "reason": "乙"},
    ]

    assert told(linted(tmp_path, entries)) == []


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_reason_is_due(reason, tmp_path):
    entry = {"rule": "missing-remedy"} if reason is None else {"rule": "x", "reason": reason}

    assert not linted(tmp_path, [entry]).usable


def test_what_is_suppressed_does_not_count(tmp_path):
    result = linted(tmp_path, [{"rule": "missing-remedy", "reason": "甲"}])

    assert result.exit_code(strict=True) == 0


def test_an_edition_that_extends_another_is_told_of_in_either_file(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    base = folder / "2024.json"
    base.write_text(json.dumps(ruleset(BARE)), encoding="utf-8")
    later = folder / "2025.json"
    changes = {"indicators": {"finished": {"remedy": ""}}}
    document = {"extends": "small@2024", "edition": "2025", **changes}
    later.write_text(json.dumps(document), encoding="utf-8")

    places = [each.place.split(":")[0] for each in lint(later).findings]

    assert places == ["2025.json", "2024.json"]
