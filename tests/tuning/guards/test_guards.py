"""Seed and digests in every result, a log of what was tried, and departments without names."""

import json
from datetime import UTC, datetime

import pytest
from bureau import leaf, ruleset_of, score

from scoring.errors import ExportError
from scoring.export.footer import footer
from scoring.model import Source
from scoring.tuning.guards.blinding import blind, labels_of
from scoring.tuning.guards.scenarios import log_scenarios, scenarios_of
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


@pytest.mark.parametrize("content", ["{}", "data", '{"a": 1}\n\n'])
def test_what_is_no_log_is_left_alone(content, tmp_path):
    log = tmp_path / "别的.txt"
    log.write_text(content, encoding="utf-8")

    with pytest.raises(ExportError, match="不是试算记录"):
        log_scenarios(log, [{}])
    assert log.read_text(encoding="utf-8") == content


def test_log_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(ExportError, match="试算记录无法写入"):
        log_scenarios(tmp_path / "无" / "试算.jsonl", [{}])


NAMES = ["教育局", "民政局", "财政局", "水利局"]


def bureau(names):
    return score(RULES, *({"department": n, "department_code": f"00{n}", "a": 1} for n in names))


def test_nothing_of_a_name_is_left():
    blinded = blind(bureau(NAMES)).submissions

    told = f"{blinded.departments} {blinded.columns['department']}"
    told += f"{blinded.columns['department_code']} {blinded.origin.sheets} {blinded.sources}"
    assert not any(name in told for name in (*NAMES, "00", "a.csv"))


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
