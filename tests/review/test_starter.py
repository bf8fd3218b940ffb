"""The ruleset to begin with: usable at once, tidy, and never written over anything."""

import json
import shlex

import pytest
from click.testing import CliRunner

import scoring
from scoring.cli import main
from scoring.expression.scopes import nodes_of
from scoring.intake import from_records
from scoring.methods import METHODS
from scoring.review.formatting import formatted
from scoring.review.starter import STARTER

RULES = scoring.read_ruleset(STARTER)
LEAVES = [leaf.indicator for leaf in scoring.compile_plan(RULES).leaves]
EXAMPLES = [(leaf, example) for leaf in LEAVES for example in leaf.examples]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_it_is_laid_out_as_fmt_does():
    text = STARTER.read_text(encoding="utf-8")

    assert formatted(text) == text


@pytest.mark.parametrize(
    ("leaf", "example"), EXAMPLES, ids=[f"{leaf.id}-{n}" for n, (leaf, _) in enumerate(EXAMPLES)]
)
def test_its_examples_are_true(leaf, example):
    record = {"department": "甲", **example.given}
    scores = scoring.evaluate(scoring.compile_plan(RULES), from_records([record], RULES))
    reasons = [d.reason for d in scoring.explain(scores) if d.indicator == leaf.id]

    assert scores.points[scores.plan.numbers[leaf.id], 0] == round(example.points * 100)
    assert not example.reason or any(example.reason in reason for reason in reasons)


def test_everything_in_it_is_explained():
    silent = [node.id for node in nodes_of(RULES.indicators) if not node.description]
    silent += [field.id for field in RULES.fields.values() if not field.description]

    assert silent == []


def test_it_shows_several_methods():
    assert len({leaf.method.name for leaf in LEAVES} & METHODS.keys()) >= 4


def test_what_it_says_to_do_next_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run("init", "我的 规则.json").output
    commands = [line.strip() for line in told.splitlines() if line.startswith("  scoring ")]

    assert len(commands) == 5
    for command in commands:
        assert run(*shlex.split(command)[1:]).exit_code == 0, command


def test_a_file_that_exists_is_left_alone(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("{}", encoding="utf-8")

    assert run("init", path).exit_code == 2
    assert json.loads(path.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("name", ["规则.txt", "没有/规则.json"])
def test_another_suffix_or_no_folder_is_refused(tmp_path, name):
    result = run("init", tmp_path / name)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []
