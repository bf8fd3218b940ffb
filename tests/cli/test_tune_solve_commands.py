"""Weights that meet targets, on the command line."""

import json

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
    run("sample", RULESET, "-n", 30, "--seed", 1, "-o", path)
    return path


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_swap_fits_a_terminal_and_ends_with_nothing_amiss(submitted, monkeypatch, language):
    monkeypatch.setenv("COLUMNS", "100")
    departments = ("-d", "SYN-007", "-d", "SYN-014")
    result = run("tune", "swap", RULESET, submitted, *departments, "--language", language)

    assert result.exit_code == 0, result.output
    assert max(width_of(line) for line in result.output.splitlines()) <= 100


def test_the_set_found_can_be_saved_applied_and_logged(submitted, tmp_path):
    saved, edition = tmp_path / "方案.json", tmp_path / "新版.json"
    outputs = [tmp_path / f"解.{name}" for name in ("txt", "html", "csv", "json", "xlsx")]
    options = [part for path in outputs for part in ("-o", path)]
    targets = ("--target", "SYN-007>SYN-014", "--influence", "严格预算执行<=10%")
    log = tmp_path / "log.jsonl"

    result = run("tune", "solve", RULESET, submitted, *targets, *options, "--save", saved,
                 "--author", "预算处", "--log", log)  # fmt: skip

    assert result.exit_code == 0, result.output
    made = read_weight_set(saved, read_ruleset(RULESET))
    assert (made.method, made.author) == ("solve", "预算处")
    assert json.loads(log.read_text())["set"]["id"] == made.id
    applied = run("tune", "apply", RULESET, saved, "-o", edition, "--edition", "2026")
    assert applied.exit_code == 0, applied.output


def test_what_cannot_be_met_ends_with_1_and_saves_nothing(submitted, tmp_path):
    saved = tmp_path / "方案.json"
    result = run("tune", "solve", RULESET, submitted, "--target", "SYN-007>SYN-014",
                 "--target", "SYN-014>SYN-007", "--save", saved)  # fmt: skip

    assert result.exit_code == 1
    assert "互相矛盾" in result.output
    assert not saved.exists()


@pytest.mark.parametrize("names", [("SYN-007",), ("SYN-007", "SYN-007"), ("SYN-001",) * 3])
def test_a_swap_is_of_two_departments(submitted, names):
    result = run("tune", "swap", RULESET, submitted, *(p for name in names for p in ("-d", name)))

    assert result.exit_code == 2
    assert "须写明两个不同的部门" in result.stderr


def test_a_solve_without_targets_is_refused(submitted):
    assert "没有写明目标" in run("tune", "solve", RULESET, submitted).stderr


def test_departments_can_be_hidden_in_all_that_is_written(submitted, tmp_path):
    saved = tmp_path / "方案.json"
    outputs = [tmp_path / f"解.{name}" for name in ("txt", "csv", "json")]
    options = [part for path in outputs for part in ("-o", path)]
    result = run("tune", "swap", RULESET, submitted, "-d", "SYN-007", "-d", "SYN-014",
                 "--blind", "--save", saved, *options)  # fmt: skip

    assert result.exit_code == 0, result.output
    for path in (saved, *outputs):
        assert "合成部门" not in path.read_text("utf-8-sig")
        assert "SYN-" not in path.read_text("utf-8-sig")


def test_reviewers_overrides_are_kept_while_weights_are_solved(submitted, tmp_path):
    decided = tmp_path / "复核.csv"
    decided.write_text(
        "部门,指标,复核得分,理由,复核人,日期\nSYN-007,任务完成率,0,未完成,李,2020-03-01\n", "utf-8"
    )
    told = []
    for options in ((), ("--overrides", decided)):
        result = run("tune", "swap", RULESET, submitted, "-d", "SYN-007", "-d", "SYN-014",
                     "--format", "json", *options)  # fmt: skip
        entries = json.loads(result.stdout)["departments"]
        told += [e["before"]["total"] for e in entries if e["department_code"] == "SYN-007"]

    assert told[1] < told[0]


def test_a_set_is_saved_as_json_and_as_nothing_else(submitted, tmp_path):
    saved = tmp_path / "方案.xlsx"
    result = run("tune", "solve", RULESET, submitted, "--most", "优=30", "--save", saved)

    assert (result.exit_code, saved.exists()) == (2, False)
    assert "JSON" in result.stderr


def test_a_department_that_nobody_knows_is_told_where_it_is_named(submitted):
    result = run("tune", "solve", RULESET, submitted, "--target", "没有>SYN-001")

    assert "--target" in result.stderr
    assert "没有名为「没有」的部门" in result.stderr


@pytest.mark.parametrize("step", [(), ("--step", "0.01")])
def test_where_steps_of_the_ruleset_bind_it_is_they_that_must_be_smaller(tmp_path, step):
    score = {"method": "formula", "rate": "value / 100"}
    tune = {"min": 45, "max": 95, "step": 20}
    rules = {
        "language_version": 1,
        "id": "t",
        "edition": "1",
        "title": "规则",
        "full_marks": 100,
        "fields": {name: {"title": f"数{name}", "type": "number"} for name in "ab"},
        "indicators": [
            {"id": "ia", "title": "甲项", "weight": 60, "value": "a", "score": score, "tune": tune},
            {"id": "ib", "title": "乙项", "weight": 40, "value": "b", "score": score},
        ],
    }
    path, data = tmp_path / "规则.json", tmp_path / "数据.csv"
    path.write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")
    data.write_text("部门,数a,数b\n平局,50,50\n偏局,100,0\n", encoding="utf-8")

    result = run("tune", "solve", path, data, "--target", "平局>偏局", *step)

    assert result.exit_code == 1
    assert "在此步长上没有找到" in result.output
    assert "评分规则设有步长（tune.step）的，须改评分规则" in "".join(result.output.split())
