"""scoring tune health and advise as a user types them."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.export.display import width_of
from scoring.ruleset import read_ruleset
from scoring.tuning.sets.reading import read_weight_set

RULESET = "kunming-department@2019"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "报送.json"
    run("sample", RULESET, "-n", 40, "-o", path)
    return path


commands = pytest.mark.parametrize("command", ["health", "advise"])


@commands
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_fits_a_terminal(submitted, monkeypatch, command, language):
    monkeypatch.setenv("COLUMNS", "100")
    result = run("tune", command, RULESET, submitted, "--language", language)

    assert result.exit_code == 0
    assert max(width_of(line) for line in result.output.splitlines()) <= 100


def test_every_format_can_be_written(submitted, tmp_path):
    paths = [tmp_path / f"诊断.{s}" for s in ("txt", "md", "html", "csv", "json", "xlsx")]
    outputs = [part for path in paths for part in ("-o", path)]

    assert run("tune", "health", RULESET, submitted, *outputs).exit_code == 0
    assert [path.name for path in paths if path.stat().st_size <= 1000] == []


def test_json_can_be_printed(submitted):
    told = json.loads(run("tune", "health", RULESET, submitted, "--format", "json").stdout)

    assert len(told["indicators"]) == len(told["correlations"]) == 18


@commands
def test_a_suffix_that_stands_for_no_format_writes_nothing(submitted, tmp_path, command):
    result = run("tune", command, RULESET, submitted, "-o", tmp_path / "诊断.doc")

    assert result.exit_code == 2
    assert "不认识后缀「.doc」" in result.stderr
    assert not list(tmp_path.iterdir())


def test_advice_is_applied_to_nothing_but_written_as_a_set_that_says_its_method(
    submitted, tmp_path
):
    path = tmp_path / "方案.json"
    about = ("--author", "绩效处", "--date", "2026-03-01", "--reason", "试算")
    result = run(
        "tune", "advise", RULESET, submitted, "--by", "critic", "--alpha", 0.7, *about, "-o", path
    )
    made = json.loads(path.read_text(encoding="utf-8"))

    assert result.exit_code == 0
    assert made["method"] == "现行权重与 CRITIC 法权重加法合成，现行权重占 0.7"
    assert (made["author"], made["date"], made["reason"]) == ("绩效处", "2026-03-01", "试算")
    assert made["ruleset"]["id"] == "kunming-department"
    ruleset = read_ruleset(RULESET)
    assert sum(made["weights"][node.id] for node in ruleset.indicators) == 100
    assert read_weight_set(str(path), ruleset).weights


def test_a_set_without_its_method_is_refused_and_nothing_written(submitted, tmp_path):
    result = run("tune", "advise", RULESET, submitted, "-o", tmp_path / "方案.json")

    assert result.exit_code == 2
    assert "权重方案须用 --by 写明方法" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("day", ["2026-13-45", "今天"])
def test_a_day_is_asked_for_as_other_commands_do(submitted, day):
    result = run("tune", "advise", RULESET, submitted, "--by", "critic", "--date", day)

    assert result.exit_code == 2
    assert "应写成 2026-03-01 这样的日期" in result.stderr


def test_a_set_by_the_data_is_dated_as_other_sets_are(submitted, tmp_path):
    path = tmp_path / "方案.json"
    run("tune", "advise", RULESET, submitted, "--by", "critic", "-o", path)

    assert date.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["date"])


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("sensitivity", ("--by", "bounds", "--spread", "20%"), "--spread 只与 --by spread 同用"),
        ("sensitivity", ("--sureness", 50), "--sureness 只与 --by around 同用"),
        ("advise", ("--combine", "none", "--alpha", 0.3), "--alpha 只与 --combine additive 同用"),
    ],
)
def test_an_option_that_would_not_count_is_refused(submitted, command, options, told):
    done = run("tune", command, RULESET, submitted, *options)

    assert done.exit_code == 2
    assert told in done.stderr
