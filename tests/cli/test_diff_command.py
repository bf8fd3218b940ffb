"""scoring diff as a user types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.export.display import width_of

OLD, NEW = "hunan-department@2017", "hunan-department@2018"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "报送.csv"
    run("sample", OLD, "-n", 30, "-o", path)
    return path


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("details", [[], ["--details"]])
def test_the_page_fits_a_terminal(submitted, monkeypatch, language, details):
    monkeypatch.setenv("COLUMNS", "100")
    result = run("diff", OLD, NEW, submitted, "--language", language, *details)

    assert result.exit_code == 0
    assert max(width_of(line) for line in result.output.splitlines()) <= 100


SUFFIXES = ("txt", "md", "csv", "json")


def written(folder, *submissions):
    """Return what every format tells of the difference between the two editions."""
    paths = {suffix: folder / f"对比.{suffix}" for suffix in SUFFIXES}
    outputs = [part for path in paths.values() for part in ("-o", path)]
    assert run("diff", OLD, NEW, *submissions, *outputs).exit_code == 0
    return {suffix: path.read_text(encoding="utf-8-sig") for suffix, path in paths.items()}


def test_every_format_tells_the_changes_of_rulesets_alone(tmp_path):
    told = written(tmp_path)

    assert [suffix for suffix, text in told.items() if "预算完成率" not in text] == []
    assert [suffix for suffix, text in told.items() if "合成部门001" in text] == []


def test_every_format_can_tell_the_effect_and_tables_name_every_department(submitted, tmp_path):
    told = written(tmp_path, submitted)

    assert [suffix for suffix, text in told.items() if "合成部门" not in text] == []
    assert [suffix for suffix in ("csv", "json") if "合成部门001" not in told[suffix]] == []


def test_the_json_is_the_whole_difference(submitted):
    diff = json.loads(run("diff", OLD, NEW, submitted, "--format", "json").stdout)

    assert diff["old"]["edition"] == "2017"
    assert len(diff["effect"]["departments"]) == 30


def test_the_same_input_gives_the_same_bytes(submitted):
    one, other = (run("diff", OLD, NEW, submitted, "--format", "json").stdout for _ in "12")

    assert one == other
    assert str(Path(submitted).parent) not in one


def test_rulesets_alone_are_compared_in_words():
    result = run("diff", OLD, NEW)

    assert "权重：" in result.output
    assert "对部门的影响" not in result.output


def test_the_same_ruleset_has_no_changes():
    assert "没有影响得分的改动" in run("diff", OLD, OLD).output


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([OLD, "hunan-department@2071"], id="an edition that does not exist"),
        pytest.param([OLD, NEW, "没有.xlsx"], id="a file that does not exist"),
        pytest.param([OLD, NEW, "--format", "pdf"], id="a format that does not exist"),
        pytest.param([OLD, NEW, "-o", "对比.pdf"], id="a suffix that stands for no format"),
    ],
)
def test_what_cannot_be_done_ends_with_two(arguments):
    result = run("diff", *arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
