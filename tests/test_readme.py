"""The README's commands, tables and examples are true."""

import json
import re
from pathlib import Path

import pytest

import scoring
from scoring.expression.functions import AGGREGATES, SCALAR
from scoring.methods import METHODS
from scoring.review.lint import RULES
from scoring.ruleset import ruleset_from

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)


def report():
    ruleset = scoring.read_ruleset("kunming-department@2019")
    path = ROOT / "cases/kunming-general-union-2019/submission.json"
    submissions = scoring.read_submissions(path, ruleset)
    scores = scoring.evaluate(scoring.compile_plan(ruleset), submissions)
    return scoring.render(scoring.make_report(scores), "text", details=True)


@pytest.mark.parametrize("quoted", [text for kind, text in BLOCKS[:3] if not kind])
def test_the_quoted_output_is_what_the_engine_prints(quoted):
    assert quoted.strip("\n") in report()


def test_the_example_ruleset_can_be_used():
    example = next(text for kind, text in BLOCKS if kind == "json")

    assert ruleset_from(json.loads(example)).title == "示例评分规则"


def test_the_python_example_runs(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    example = next(text for kind, text in BLOCKS if kind == "python")

    exec(compile(example, "README.md", "exec"), {})  # noqa: S102

    assert "昆明市总工会" in capsys.readouterr().out


def test_the_methods_listed_are_those_that_exist():
    listed = re.findall(r"^\| `(\w+)` \| ([^\x00-\x7f]+) \|", README, re.MULTILINE)

    assert listed == [(name, method.title) for name, method in METHODS.items()]


def test_the_lint_rules_listed_are_those_that_exist():
    listed = re.findall(r"^\| `([\w-]+)` \| ([a-z]+) \| (.+) \|$", README, re.MULTILINE)
    told = [(rule, *map(rule.title().say, ("zh-CN", "en"))) for rule in RULES.values()]

    assert listed == [(rule.id, rule.severity, f"{zh}。{en}") for rule, zh, en in told]


@pytest.mark.parametrize("name", [*SCALAR, *AGGREGATES])
def test_every_function_is_listed(name):
    assert re.search(rf"\b{name}\b", README)


def test_the_gate_runs_the_test_command_of_the_readme():
    command = next(text for _, text in BLOCKS if "pytest" in text).strip()

    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert "README.md" in (ROOT / ".ci/run").read_text(encoding="utf-8")
