"""What an example names must be there: fields, columns, checks, grades and other examples."""

import json

import pytest
from bureau import leaf, ruleset_of

from scoring.errors import RulesetError
from scoring.ruleset import read_ruleset, to_json

GRADES = [{"title": "优", "at_least": 90}]


def places(*whole, examples=()):
    """Return where a ruleset with examples of an indicator and of the *whole* is refused."""
    item = leaf("a", 100, examples=list(examples))
    try:
        ruleset_of(item, grades=GRADES, examples=list(whole))
    except RulesetError as error:
        return [problem.place.split()[-1] for problem in error.problems]
    return []


def test_what_is_there_can_be_named():
    given = {"a": 1, "tasks": [{"planned": 1}], "peer_group": "甲", "self_scores": {"i_a": 5}}
    good = {"id": "good", "given": given, "grade": "优", "points": {"i_a": 1}, "profile": None}

    assert (
        places(good, {"id": "other", "like": "good"}, examples=[{"given": {}, "like": "good"}])
        == []
    )


@pytest.mark.parametrize(
    ("example", "place"),
    [
        pytest.param({"given": {"z": 1}}, "given/z", id="a field"),
        pytest.param({"given": {"tasks": [{}, {"z": 1}]}}, "given/tasks/1/z", id="a column"),
        pytest.param({"given": {}, "peers": [{"z": 1}]}, "peers/0/z", id="a peer's field"),
        pytest.param({"given": {}, "like": "z"}, "like", id="an example"),
        pytest.param({"given": {}, "grade": "良"}, "grade", id="a grade"),
        pytest.param({"given": {}, "points": {"z": 1}}, "points/z", id="an indicator"),
        pytest.param({"given": {}, "full_marks": {"z": 1}}, "full_marks/z", id="a node"),
        pytest.param({"given": {}, "findings": ["z"]}, "findings/0", id="a check"),
        pytest.param({"given": {}, "unchecked": ["z"]}, "unchecked/0", id="a check not made"),
        pytest.param({"given": {}, "vetoes": ["z"]}, "vetoes/0", id="a veto"),
        pytest.param({"given": {}, "adjustments": {"z": 1}}, "adjustments/z", id="an adjustment"),
        pytest.param({"given": {}, "profile": "z"}, "profile", id="a profile"),
    ],
)
def test_what_is_not_there_is_refused_at_its_place(example, place):
    assert places({"id": "it", **example}) == [f"/examples/0/{place}"]


def test_an_example_is_like_an_earlier_one_so_that_none_go_in_circles():
    assert places({"id": "a", "like": "b"}, {"id": "b", "like": "a"}) == ["/examples/0/like"]


def test_two_examples_of_one_name_are_refused():
    assert places({"id": "a"}, {"id": "a"}) == ["/examples/1/id"]


def test_examples_of_an_indicator_are_held_to_the_same():
    assert places(examples=[{"given": {"z": 1}}]) == ["/indicators/0/examples/0/given/z"]


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        pytest.param({"peers": [1]}, "peers/0", id="a peer that is no object"),
        pytest.param({"given": []}, "given", id="figures that are a list"),
        pytest.param({"findings": [1]}, "findings/0", id="a check that is a number"),
        pytest.param({"like": 1}, "like", id="a name that is a number"),
    ],
)
def test_what_is_broken_is_told_once(broken, place):
    assert places({"id": "it", **broken}) == [f"/examples/0/{place}"]


def test_examples_of_the_whole_are_inherited_by_their_ids(tmp_path):
    base = ruleset_of(leaf("a", 100), examples=[{"id": "it", "given": {"a": 1}, "total": 1}])
    (tmp_path / "1.json").write_text(to_json(base), encoding="utf-8")
    change = {"extends": "t@1", "edition": "2", "examples": [{"id": "it", "total": 2}]}
    (tmp_path / "2.json").write_text(json.dumps(change), encoding="utf-8")
    [example] = read_ruleset(tmp_path / "2.json").examples

    assert (example.given, example.expected) == ({"a": 1}, {"total": 2})
