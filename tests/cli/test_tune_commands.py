"""The commands that tune, as an official uses them."""

import json
from hashlib import sha256

import pytest
from click.testing import CliRunner

from scoring.cli import main

RULES = "kunming-department@2019"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def short(path):
    return sha256(path.read_bytes()).hexdigest()[:12]


@pytest.fixture
def first(tmp_path):
    path = tmp_path / "甲案.json"
    told = ("--id", "甲案", "--date", "2026-03-01", "--author", "绩效处", "--reason", "厉行节约")
    done = run("tune", "set", RULES, "sangong_ctl=4", *told, "-o", path)
    assert done.exit_code == 0, done.output
    return path


def test_a_set_is_made_shown_and_written(first):
    made = json.loads(first.read_text(encoding="utf-8"))

    assert (made["id"], made["author"], made["date"]) == ("甲案", "绩效处", "2026-03-01")
    assert sum(made["weights"][name] for name in ("sangong_ctl", "budget_completion")) == 11.5


def test_sets_and_editions_are_told_with_their_digests(first, tmp_path):
    second, edition = tmp_path / "乙案.json", tmp_path / "新版.json"

    made = run("tune", "set", RULES, "econ=5", "--from", first, "--id", "乙案", "-o", second)
    applied = run("tune", "apply", RULES, second, "-o", edition, "--edition", "2026")

    assert f"方案指纹：甲案 {short(first)}\n方案指纹：乙案 {short(second)}" in made.output
    assert "随机种子：未用" in made.output
    assert f"新版指纹：kunming-department@2026 {short(edition)}" in applied.stderr
    assert f"方案指纹：乙案 {short(second)}" in applied.stderr


def test_an_indicator_may_be_named_by_its_title(tmp_path):
    done = run("tune", "set", RULES, "履职效益明显=30", "--from", tmp_path / "无.json")

    assert done.exit_code == 2
    assert "没有这个文件" in done.output
    assert "· 经济效益" in run("tune", "set", RULES, "履职效益明显=30").output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["sangong_ctl"], "应写成 标识=分值", id="no weight"),
        pytest.param(["sangong_ctl=nan"], "应写成 标识=分值", id="no figure"),
        pytest.param(["sangong_ctl=1e9"], "应写成 标识=分值", id="beyond all weights"),
        pytest.param(["sangong_ctl=9"], "权重应为 2 至 5，不能是 9", id="out of bounds"),
        pytest.param(["sangong=4"], "没有名为「sangong」的指标", id="unknown"),
        pytest.param(["sangong_ctl=4", "--date", "昨天"], "应写成 2026-03-01", id="no date"),
        pytest.param(["sangong_ctl=4", "--step", "0"], "应是大于 0 的数", id="no step"),
        pytest.param(
            ["fin_rules=5.5", "--step", "1"],
            "--step：「预算管理规范」的下级指标按步长 1 不能恰好合计 15",
            id="a step that leaves no room",
        ),
        pytest.param(["sangong_ctl=4", "-o", "无此/甲.json"], "没有文件夹", id="no folder"),
    ],
)
def test_wishes_that_cannot_be_met_end_with_2(arguments, told):
    done = run("tune", "set", RULES, *arguments)

    assert done.exit_code == 2
    assert told in done.output


def test_a_set_becomes_an_edition_that_passes_its_checks(first, tmp_path):
    edition = tmp_path / "新版.json"

    done = run("tune", "apply", RULES, first, "-o", edition, "--edition", "2026")

    assert done.exit_code == 0, done.output
    assert "新版本尚未施行" in done.output
    assert run("validate", edition).exit_code == 0
    assert run("fmt", "--check", edition).exit_code == 0
    assert run("test", edition).exit_code == 0
    assert run("tune", "apply", RULES, first, "-o", edition).exit_code == 2


def test_a_set_for_other_rules_is_refused(first, tmp_path):
    done = run("tune", "apply", "hunan-department@2018", first, "-o", tmp_path / "新版.json")

    assert done.exit_code == 2
    assert "本方案为 kunming-department@2019" in done.output
    assert not (tmp_path / "新版.json").exists()


def test_history_finds_the_ruleset_by_itself(first):
    done = run("tune", "history", first)

    assert done.exit_code == 0
    assert "「“三公经费”节支增效」3 → 4" in done.output
    assert "随机种子：" in done.output


def test_schema_of_weight_sets_is_published():
    assert json.loads(run("schema", "weight-set").output)["title"] == "权重方案"


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "数据.xlsx"
    assert run("sample", RULES, "-n", 8, "-o", path).exit_code == 0
    return path


def test_what_if_tells_who_moves_and_logs_what_was_tried(first, data, tmp_path):
    log, sheet = tmp_path / "试算.jsonl", tmp_path / "试算.csv"

    shown = run("tune", "what-if", RULES, data, first, "--log", log)
    written = run("tune", "what-if", RULES, data, "--set", first, "--log", log, "-o", sheet)

    assert shown.exit_code == written.exit_code == 0, shown.output + written.output
    assert "方案「甲案」变动原因" in shown.output
    assert sheet.read_bytes().count(b"\r\n") == 9
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["set"]["distance"] for line in lines] == [1.0, 1.0]


def test_a_log_never_replaces_what_is_read(first, data):
    done = run("tune", "what-if", RULES, data, first, "--log", data)

    assert done.exit_code == 2
    assert "这是要读取的文件" in done.output


def test_blind_what_if_names_nobody(first, data):
    done = run("tune", "what-if", RULES, data, first, "--blind", "--details")

    assert done.exit_code == 0
    assert "合成部门" not in done.output
    assert "数据.xlsx" not in done.output


def test_two_years_are_compared(first, data, tmp_path):
    edition, later = tmp_path / "新版.json", tmp_path / "明年.xlsx"
    assert run("tune", "apply", RULES, first, "-o", edition).exit_code == 0
    assert run("sample", RULES, "-n", 8, "--seed", 7, "-o", later).exit_code == 0

    done = run("tune", "years", RULES, data, edition, later)

    assert done.exit_code == 0, done.output
    assert "两年都有的 8 个" in done.output
    assert "因业绩" in done.output


def test_a_weight_wished_for_twice_is_refused():
    result = run("tune", "set", "kunming-department@2019", "sangong_ctl=4", "sangong_ctl=5")

    assert result.exit_code == 2
    assert "“sangong_ctl”写了不止一次" in result.stderr


@pytest.mark.parametrize("command", ["set", "apply"])
def test_sets_and_editions_are_written_to_files_named_json_only(command, first, tmp_path):
    given, path = {"set": "econ=5", "apply": first}[command], tmp_path / "甲案.xlsx"

    done = run("tune", command, RULES, given, "-o", path)

    assert done.exit_code == 2
    assert "请把文件名写成 .json 结尾" in done.stderr
    assert not path.exists()
