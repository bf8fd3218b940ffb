"""Seed and digests in every result, a log of what was tried, and departments without names."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from bureau import leaf, ruleset_of, score

from scoring.errors import ExportError
from scoring.evaluation import override
from scoring.export.footer import footer
from scoring.model import Override, Overrides, Source
from scoring.tuning.guards.blinding import blind, labels_of
from scoring.tuning.guards.scenarios import log_scenarios, refuse_other_files, scenarios_of
from scoring.tuning.guards.stamp import stamp_of

RULES = ruleset_of(leaf("a", 100))
SET = {"id": "甲案", "sha256": "c" * 64, "distance": 4.0}


def stamp(**keys):
    return stamp_of(RULES, "zh-CN", [Source("b.xlsx", "b" * 64)], [SET], **keys)


def test_every_page_ends_with_seed_and_digests():
    told = dict(footer(stamp(seed=7)).facts)

    assert told["规则指纹："] == f"t@1 {RULES.sha256[:12]}"
    assert told["方案指纹："] == "甲案 cccccccccccc"
    assert told["数据指纹："] == "b.xlsx bbbbbbbbbbbb"
    assert told["随机种子："] == "7"


def test_no_seed_is_told_too():
    assert dict(footer(stamp()).facts)["随机种子："] == "未用（结果不含随机）"


def test_scenarios_are_added_line_by_line(tmp_path):
    log, at = tmp_path / "试算.jsonl", datetime(2026, 3, 1, 8, tzinfo=UTC)
    for _ in range(2):
        log_scenarios(log, scenarios_of("what-if", stamp(seed=1)), at)

    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2
    assert lines[0]["set"] == SET
    assert lines[0]["seed"] == 1
    assert lines[0]["inputs"] == ["b" * 64]
    assert datetime.fromisoformat(lines[0]["at"]) == at


@pytest.mark.parametrize(
    "content",
    ["{}", "data", '{"a": 1}\n\n', '{\n "at": 1,\n "command": 2\n}\n', "\n", "[" * 100_000, "\0"],
)
def test_what_is_no_log_is_left_alone(content, tmp_path):
    log = tmp_path / "别的.txt"
    log.write_text(content, encoding="utf-8")

    for refused in (lambda: refuse_other_files(log), lambda: log_scenarios(log, [{}])):
        with pytest.raises(ExportError, match="不是试算记录"):
            refused()
    assert log.read_text(encoding="utf-8") == content


def test_a_log_that_an_editor_saved_is_still_one(tmp_path):
    log = tmp_path / "试算.jsonl"
    log.write_text('\ufeff{"at": "2026-03-01", "command": "what-if"}', encoding="utf-8")

    refuse_other_files(log)
    log_scenarios(log, scenarios_of("health", stamp()))

    lines = log.read_text(encoding="utf-8-sig").splitlines()
    assert [json.loads(line)["command"] for line in lines] == ["what-if", "health"]


@pytest.mark.parametrize("empty", [True, False])
def test_an_empty_file_or_none_may_become_a_log(empty, tmp_path):
    log = tmp_path / "试算.jsonl"
    if empty:
        log.touch()

    refuse_other_files(log)
    assert log.exists() is empty


def test_log_that_cannot_be_written_is_told(tmp_path):
    log = tmp_path / "无" / "试算.jsonl"

    for refused in (lambda: refuse_other_files(log), lambda: log_scenarios(log, [{}])):
        with pytest.raises(ExportError, match="试算记录无法写入"):
            refused()


NAMES = ["教育局", "民政局", "财政局", "水利局"]


def bureau(names):
    return score(RULES, *({"department": n, "department_code": f"00{n}", "a": 1} for n in names))


def test_nothing_of_a_name_is_left():
    blinded = blind(bureau(NAMES)).submissions

    told = f"{blinded.departments} {blinded.columns['department']}"
    told += f"{blinded.columns['department_code']} {blinded.origin.sheets} {blinded.sources}"
    assert not any(name in told for name in (*NAMES, "00", "a.csv"))


def test_files_of_overrides_are_in_the_stamp_and_hidden_by_number():
    entry = Override(0, "i_a", Decimal(5), "材料补报", "张三", "2026-03-01")
    scores = override(bureau(NAMES), Overrides((entry,), (Source("教育局复核.csv", "d" * 64),)))

    inputs = stamp_of(RULES, "zh-CN", scores.sources)["inputs"]
    hidden = stamp_of(RULES, "zh-CN", blind(scores).sources)["inputs"]
    assert {"path": "教育局复核.csv", "sha256": "d" * 64} in inputs
    assert {"path": "复核调整1", "sha256": "d" * 64} in hidden


def test_numbers_follow_neither_names_nor_the_order_read():
    given = dict(zip(NAMES, labels_of(bureau(NAMES)), strict=True))
    turned = dict(zip(NAMES[::-1], labels_of(bureau(NAMES[::-1])), strict=True))

    assert given == turned
    assert sorted(given.values()) == ["部门1", "部门2", "部门3", "部门4"]
    assert labels_of(bureau(NAMES), "en")[0].startswith("Department ")


def test_scores_are_not_touched_by_blindness():
    scores = bureau(NAMES)

    assert blind(scores).totals is scores.totals
    assert scores.submissions.departments[0] == "教育局"
