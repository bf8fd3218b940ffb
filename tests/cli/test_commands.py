"""The commands as a user types them: what they print, what they write, how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main

ROOT = Path(__file__).parent.parent.parent
RULESET = "kunming-department@2019"
CASE = str(ROOT / "cases/kunming-general-union-2019/submission.json")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "规则.json"
    path.write_text('{"language_version": 1, "id": "x", "titel": "错"}', encoding="utf-8")
    return path


def test_a_score_table_comes_first():
    result = run("score", RULESET, CASE)

    assert result.exit_code == 0
    assert "昆明市总工会" in result.output
    assert "82.00" in result.output


def test_english_is_spoken_on_demand():
    assert "Department:" in run("score", RULESET, CASE, "--language", "en").output


@pytest.mark.parametrize("format_", ["text", "markdown", "csv", "json"])
def test_every_format_can_be_printed(format_):
    result = run("score", RULESET, CASE, "--format", format_)

    assert result.exit_code == 0
    assert "昆明市总工会" in result.stdout_bytes.decode("utf-8-sig")


@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "json"])
def test_the_suffix_picks_the_format(suffix, tmp_path):
    path = tmp_path / f"结果.{suffix}"

    assert run("score", RULESET, CASE, "-o", path).exit_code == 0
    assert "昆明市总工会" in path.read_text(encoding="utf-8-sig")


def test_several_files_are_written_at_once(tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.json"]
    run("score", RULESET, CASE, "-o", paths[0], "-o", paths[1])

    assert all(path.exists() for path in paths)


def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path):
    result = run("score", RULESET, CASE, "-o", tmp_path / "a.json", "-o", tmp_path / "b.pdf")

    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_no_path_of_this_machine_is_in_the_report(tmp_path):
    run("score", RULESET, CASE, "-o", tmp_path / "a.json")

    assert str(ROOT) not in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_a_ruleset_named_by_id_is_the_edition_for_the_year():
    assert run("score", "kunming-department", CASE).output == run("score", RULESET, CASE).output


def test_an_unknown_ruleset_is_told_with_the_nearest_name():
    result = run("score", "kunming-departmnet", CASE)

    assert result.exit_code == 2
    assert "kunming-department" in result.stderr


def test_a_ruleset_that_cannot_be_used_is_told_in_its_place(broken):
    result = run("score", broken, CASE)

    assert result.exit_code == 2
    assert "规则.json:1:" in result.stderr
    assert "titel" in result.stderr
    assert "Traceback" not in result.stderr


def test_one_department_is_explained_without_naming_it():
    assert "经济效益" in run("explain", RULESET, CASE).output


@pytest.mark.parametrize("name", ["昆明市总工会"])
def test_a_department_is_found_by_name(name):
    assert run("explain", RULESET, CASE, "-d", name).exit_code == 0


def test_an_unknown_department_is_told_with_the_nearest_name():
    result = run("explain", RULESET, CASE, "-d", "昆明市总公会")

    assert result.exit_code == 2
    assert "昆明市总工会" in result.stderr


def test_a_sound_ruleset_validates():
    assert run("validate", RULESET).exit_code == 0


def test_a_ruleset_that_cannot_be_used_ends_validation_with_two(broken):
    assert run("validate", broken).exit_code == 2


def test_findings_end_validation_with_one():
    result = run("validate", RULESET, CASE)

    assert result.exit_code == 1
    assert "相差 80.00 万元" in result.output


@pytest.mark.parametrize("document", ["ruleset", "report"])
def test_schemas_are_json(document):
    assert json.loads(run("schema", document).output)["$schema"]


@pytest.mark.parametrize("suffix", ["json", "jsonl", "xlsx"])
def test_a_sample_can_be_scored(suffix, tmp_path):
    path = tmp_path / f"合成.{suffix}"

    assert run("sample", RULESET, "-n", 5, "--seed", 1, "-o", path).exit_code == 0
    assert "合成部门" in run("score", RULESET, path).output


def test_the_library_is_listed():
    assert RULESET in run("rulesets").output


def test_help_is_instant():
    code = "import sys, scoring.cli; print('numpy' in sys.modules or 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "command", ["score", "explain", "validate", "lint", "schema", "sample", "rulesets"]
)
def test_every_command_shows_an_example(command):
    assert "例：scoring " + command in run(command, "--help").output


def test_a_missing_file_is_told_without_a_traceback(tmp_path):
    result = run("score", RULESET, tmp_path / "没有.xlsx")

    assert result.exit_code == 2
    assert "没有.xlsx" in result.stderr


def test_what_is_read_is_never_overwritten(tmp_path):
    data = tmp_path / "data.json"
    data.write_bytes(Path(CASE).read_bytes())

    assert run("score", RULESET, data, "-o", data).exit_code == 2
    assert data.read_bytes() == Path(CASE).read_bytes()


def test_no_file_is_written_if_one_of_them_cannot_be(tmp_path):
    result = run("score", RULESET, CASE, "-o", tmp_path / "a.json", "-o", tmp_path / "no/b.csv")

    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_cannot_be_computed_is_found_before_scoring(tmp_path):
    data = tmp_path / "报送.csv"
    data.write_text("部门,项目支出\n甲,0\n", "utf-8")
    rules = tmp_path / "规则.json"
    rules.write_text(json.dumps({
        "language_version": 1, "id": "t", "edition": "1", "title": "T", "full_marks": 1,
        "fields": {"spent": {"title": "项目支出", "type": "number"}},
        "indicators": [{"id": "a", "title": "占比", "weight": 1, "value": "1 / spent",
                        "score": {"method": "proportional", "target": 1}}],
    }), "utf-8")  # fmt: skip
    result = run("validate", rules, data)

    assert result.exit_code == 1
    assert "甲 占比无法计算（分母为零或无意义）" in result.output
    assert "1 个部门，1 个问题需要核实" in result.output


def test_shares_of_spoilt_cells_above_the_whole_are_refused(tmp_path):
    shares = ("--missing", "0.6", "--not-applicable", "0.6")
    result = run("sample", RULESET, "-n", "1", "--seed", "1", *shares, "-o", tmp_path / "a.json")

    assert result.exit_code == 2
    assert "合计不能超过 1" in result.stderr
    assert not list(tmp_path.iterdir())
