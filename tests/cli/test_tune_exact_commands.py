"""Exact answers on the command line: pages, files, and what is refused."""

import json
import sys

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.export.display import width_of

RULESET = "kunming-department@2019"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "报送.json"
    run("sample", RULESET, "-n", 12, "-o", path)
    return path


commands = pytest.mark.parametrize("command", ["range", "stability", "dominance"])


@commands
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_fits_a_terminal(submitted, monkeypatch, command, language):
    monkeypatch.setenv("COLUMNS", "100")
    result = run("tune", command, RULESET, submitted, "--spread", "20%", "--language", language)

    assert result.exit_code == 0, result.output
    assert max(width_of(line) for line in result.output.splitlines()) <= 100


@commands
def test_every_format_can_be_written_and_runs_be_logged(submitted, tmp_path, command):
    paths = [tmp_path / f"答案.{name}" for name in ("txt", "md", "html", "csv", "json", "xlsx")]
    log = tmp_path / "log.jsonl"
    outputs = [part for path in paths for part in ("-o", path)]

    assert run("tune", command, RULESET, submitted, *outputs, "--log", log).exit_code == 0
    assert all(path.stat().st_size > 100 for path in paths)
    assert json.loads(log.read_text())["command"] == command


def test_departments_are_named_or_coded(submitted):
    told = run("tune", "range", RULESET, submitted, "-d", "SYN-004", "--format", "json")

    assert [e["department_code"] for e in json.loads(told.stdout)["departments"]] == ["SYN-004"]


def test_an_unknown_department_is_told_with_those_there_are(submitted):
    result = run("tune", "range", RULESET, submitted, "-d", "水利局")

    assert result.exit_code == 2
    assert "没有名为「水利局」的部门" in result.stderr


@pytest.mark.parametrize("spread", ["0", "-5%", "120%", "many"])
def test_a_spread_is_a_share(submitted, spread):
    result = run("tune", "range", RULESET, submitted, f"--spread={spread}")

    assert result.exit_code == 2
    assert "20%" in result.stderr


def test_without_scipy_it_is_said_what_to_install(submitted, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)

    result = run("tune", "range", RULESET, submitted, "--spread", "20%")

    assert result.exit_code == 2
    assert 'pip install "budget-performance-scoring[tune]"' in result.stderr
