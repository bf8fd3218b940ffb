"""Coverage: what can happen under a ruleset, and which of it examples and cases assert."""

import json
from pathlib import Path

import pytest
from bureau import leaf, ruleset_of, submit
from click.testing import CliRunner
from shipped import EDITIONS, plan_of

from scoring.cli import main
from scoring.plan import compile_plan
from scoring.review.coverage import cover
from scoring.review.evidence import everything, evidence_of
from scoring.ruleset import to_json

NOWHERE = Path("no-such-folder")
DEDUCT = {"method": "deduct", "limit": {"at_least": 100}, "each": 5, "points": 4}
STARTED = {**DEDUCT, "steps": "started"}


def gaps(*examples, part=0, **keys):
    """Return what *examples* of an indicator worth 20 leave uncovered in one part."""
    score = keys.pop("score", STARTED)
    item = leaf("a", 20, score, examples=list(examples), **keys.pop("leaf", {}))
    ruleset = ruleset_of(item, full_marks=20, **keys)
    return part_of(ruleset, part).missing


def part_of(ruleset, part=0):
    plan = compile_plan(ruleset)
    return cover(plan, evidence_of(plan, NOWHERE), "en").parts[part]


ALL_WAYS = ["missing", "not applicable", "invalid"]


def test_without_examples_nothing_is_covered_and_everything_is_named():
    assert gaps() == [
        "at the limit of 100",
        "just below the limit of 100",
        "at one step (5) below 100",
        "just below one step (5) below 100",
        "more than one step, and something left",
        "down to nothing",
        *ALL_WAYS,
    ]


@pytest.mark.parametrize(
    ("value", "covered"),
    [
        pytest.param(100, {"at the limit of 100"}, id="at the line"),
        pytest.param(99.5, {"just below the limit of 100"}, id="just off it"),
        pytest.param(98, set(), id="too far off to show the line"),
        pytest.param(101, set(), id="on the side that the line belongs to"),
        pytest.param(0, {"down to nothing"}, id="nothing left"),
        pytest.param(None, {"missing"}, id="missing"),
        pytest.param("不涉及", {"not applicable"}, id="not applicable"),
        pytest.param("?", {"invalid"}, id="invalid"),
    ],
)
def test_an_example_covers_what_its_value_shows(value, covered):
    assert set(gaps()) - set(gaps({"given": {"a": value}, "points": 0})) == covered


def test_only_states_that_can_be_are_asked_for():
    filled = {"leaf": {"value": "coalesce(a, 0) / coalesce(b, 1)"}}
    text = gaps(**filled)

    assert "missing" not in text
    assert "cannot be computed" in text
    assert "cannot be computed" not in gaps(leaf={"value": "coalesce(a, 0)"})


def test_what_lies_beyond_the_bounds_of_a_field_is_not_asked_for():
    fields = {"share": {"type": "percent", "minimum": 0, "maximum": 100}}
    bands = {"method": "bands", "bands": [{"range": "[90,100]", "share": 1}]}
    item = leaf("share", 20, bands, value="share")
    ruleset = ruleset_of(item, full_marks=20, fields=fields, tables={})

    assert "just above the cut at 100%" not in part_of(ruleset).missing
    assert "at the cut at 100%" in part_of(ruleset).missing


@pytest.mark.parametrize(
    ("given", "covered"),
    [
        pytest.param({"a": 5, "b": 5}, '"a ≤ b": both sides equal', id="at the line"),
        pytest.param({"a": 6, "b": 5}, '"a ≤ b": the left just above', id="one more"),
    ],
)
def test_conditions_inside_expressions_are_looked_into(given, covered):
    score = {"method": "condition", "when": "a <= b and ok"}
    before, after = gaps(score=score), gaps({"given": {**given, "ok": "否"}}, score=score)

    assert covered in set(before) - set(after)
    assert '"ok" holds' in after


def test_conditions_on_rows_of_a_table_are_looked_into():
    value = {"leaf": {"value": "share(tasks.finished >= tasks.planned) * 100"}}
    rows = [{"planned": 5, "finished": 4}, {"planned": 5, "finished": 5}]
    told = [word for word in gaps(**value) if "tasks" in word or "任务" in word]

    assert len(told) == 2
    assert not set(told) & set(gaps({"given": {"tasks": rows}}, **value))


def test_an_example_of_one_indicator_says_nothing_of_another():
    items = [leaf("a", 10, examples=[{"given": {"a": 50, "b": 50}}]), leaf("b", 10)]
    ruleset = ruleset_of(*items, full_marks=20)

    assert "the formula gives some marks" not in part_of(ruleset, 0).missing
    assert "the formula gives some marks" in part_of(ruleset, 1).missing


def test_an_example_of_the_whole_speaks_for_every_indicator_if_it_tells_the_total():
    items = [leaf("a", 10), leaf("b", 10)]
    given = {"id": "it", "given": {"a": 50, "b": 50}}
    telling = ruleset_of(*items, full_marks=20, examples=[{**given, "total": 10}])
    silent = ruleset_of(*items, full_marks=20, examples=[{**given, "findings": []}])

    assert "the formula gives some marks" not in part_of(telling, 1).missing
    assert "the formula gives some marks" in part_of(silent, 1).missing


EVERYTHING = {
    "checks": [{"id": "c", "title": "C", "holds": "a <= b"}],
    "vetoes": [{"id": "v", "when": "done", "then": {"cap_total": 5}}],
    "adjustments": [{"id": "d", "points": "n", "max": 2}],
    "profiles": {"p": {"when": "skip", "weights": {"i_a": 20}}},
    "grades": [{"title": "优", "at_least": 18}, {"title": "差", "at_least": 0}],
}


@pytest.mark.parametrize(
    ("kind", "example", "left"),
    [
        pytest.param(
            "check",
            {"given": {"a": 1, "b": 1}, "findings": []},
            ["fails", '"a ≤ b": the left just above', "not checked"],
            id="a check that holds at its line",
        ),
        pytest.param(
            "check", {"given": {"a": 1, "b": 1}, "total": 1}, None, id="a check nobody looks at"
        ),
        pytest.param(
            "veto", {"given": {"done": "是"}, "vetoes": ["v"]}, ["does not hold"], id="a veto"
        ),
        pytest.param(
            "adjustment",
            {"given": {"n": 5}, "adjustments": {"d": 2}},
            ["no points added or taken"],
            id="an adjustment at its most",
        ),
        pytest.param(
            "profile", {"given": {"skip": "是"}, "profile": "p"}, ["does not apply"], id="a profile"
        ),
        pytest.param(
            "grade",
            {"given": {"a": 90}, "grade": "优"},
            ['just below the 18 of "优"', '"差"'],
            id="a grade at its line",
        ),
    ],
)
def test_what_is_beside_the_indicators_is_covered(kind, example, left):
    ruleset = ruleset_of(
        leaf("a", 20), full_marks=20, **EVERYTHING, examples=[{"id": "it", **example}]
    )
    plan = compile_plan(ruleset)
    [part] = [p for p in cover(plan, evidence_of(plan, NOWHERE), "en").parts if p.kind == kind]

    assert part.missing == ([item.words for item in part.items] if left is None else left)


@pytest.mark.parametrize(
    ("aggregate", "left"),
    [("best", ['decided by "b"']), ("worst", ['decided by "a"']), ("pool", ["the sum is capped"])],
)
def test_combined_dimensions_say_what_decided(aggregate, left):
    node = {"id": "d", "weight": 20, "aggregate": aggregate}
    children = (
        [leaf("a", 10), leaf("b", 10)] if aggregate == "pool" else [leaf("a", 20), leaf("b", 20)]
    )
    example = {"id": "it", "given": {"a": 50, "b": 40}, "total": 1}
    ruleset = ruleset_of({**node, "children": children}, full_marks=20, examples=[example])

    assert part_of(ruleset, 2).missing == left


def test_real_submissions_show_what_never_happens():
    ruleset = ruleset_of(leaf("a", 20, STARTED), full_marks=20)
    plan = compile_plan(ruleset)
    seen = cover(plan, [everything(plan, submit(ruleset, {"a": 100}, {"a": 100}))], "en")

    assert dict(seen.parts[0].items)["at the limit of 100"] == 2
    assert "down to nothing" in seen.parts[0].missing


@pytest.mark.parametrize("name", EDITIONS)
def test_every_shipped_ruleset_can_be_measured(name):
    plan = plan_of(name)
    measured = cover(plan, evidence_of(plan, NOWHERE), "zh-CN")

    assert 0 < measured.covered <= measured.of
    assert [part.id for part in measured.parts if part.kind == "indicator"] == [
        each.id for each in plan.leaves
    ]


def run(*arguments):
    return CliRunner().invoke(main, ["cover", *map(str, arguments)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "t.json"
    path.write_text(to_json(ruleset_of(leaf("a", 20, STARTED), full_marks=20)), encoding="utf-8")
    return path


def test_too_little_coverage_ends_with_one(file):
    assert run(file, "--fail-under", 0).exit_code == 0
    assert run(file, "--fail-under", 1).exit_code == 1


def test_coverage_is_told_as_json(file):
    told = json.loads(run(file, "--format", "json", "--language", "en").output)

    assert (told["covered"], told["of"]) == (0, 9)
    assert told["parts"][0]["items"][0] == {"words": "at the limit of 100", "count": 0}


def test_submissions_are_told_of_in_their_own_words(file, tmp_path):
    data = tmp_path / "a.csv"
    data.write_text("department,a\n甲,100\n", encoding="utf-8")
    output = run(file, data, "--details").output

    assert "从未出现：" in output
    assert "恰好限值 100（1 次）" in output
