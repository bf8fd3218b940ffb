"""A small ruleset that says something under every key of the top level, and is sound."""

import pytest

TEXT = """{
  "$schema": "ruleset.schema.json",
  "language_version": 1,
  "id": "small",
  "edition": "2024",
  "title": "小规则",
  "language": "zh-CN",
  "basis": [
    {"id": "notice", "title": "绩效评价通知", "number": "财预〔2013〕53号", "date": "2013-04-21"}
  ],
  "in_force": {"from": "2024-01-01", "until": null},
  "changes": "首版",
  "full_marks": 100,
  "rounding": {"points": 2, "total": 2},
  "parameters": {
    "pass_line": {"value": 60, "title": "及格线", "basis": "notice"}
  },
  "fields": {
    "budget": {"title": "预算数", "type": "money", "unit": "万元", "aliases": ["年初预算"]},
    "spent": {"title": "支出数", "type": "money", "unit": "万元", "minimum": 0, "maximum": 9000},
    "level": {"title": "评定等级", "type": "choice", "choices": ["好", "差"]},
    "opened": {"title": "公开日期", "type": "date"},
    "rules": {"title": "制度健全", "type": "boolean"}
  },
  "tables": {
    "tasks": {"title": "任务", "fields": {"planned": {"title": "计划数", "type": "number"}}}
  },
  "values": {
    "execution": {"title": "执行率", "expression": "spent / budget * 100", "unit": "%"},
    "gap": {"expression": "100 - execution"}
  },
  "checks": [
    {"id": "within", "title": "支出不超预算", "holds": "spent <= budget",
     "message": "支出 {spent}"},
    {"id": "equal", "title": "收支相等", "sum": ["spent"], "equals": "budget", "severity": "error"}
  ],
  "indicators": [
    {"id": "process", "title": "过程", "weight": 60.5, "children": [
      {"id": "rate", "title": "预算执行率", "weight": 40, "value": "execution", "basis": "notice",
       "score": {"method": "proportional", "target": 95, "floor": "0.6 * target"},
       "not_applicable": {"when": "budget == 0", "then": "redistribute"},
       "missing": "zero", "reason": "{title}为 {value}，低于 {target}",
       "tune": {"min": 30, "max": 50},
       "examples": [{"given": {"spent": 95, "budget": 100}, "points": 40}]},
      {"id": "done", "title": "任务完成率", "weight": 20.5, "value": "sum(tasks.planned)",
       "score": {"method": "bands", "bands": [{"range": ">=90", "share": 1}]},
       "undefined": {"move_to": "effect"}}
    ]},
    {"id": "effect", "title": "效果", "weight": 39.5,
     "score": {"method": "condition", "when": "level == '好' and rules"}}
  ],
  "adjustments": [
    {"id": "late", "title": "逾期", "points": "-1 * pass_line", "min": -3, "max": 0,
     "reason": "迟报"}
  ],
  "vetoes": [
    {"id": "fraud", "title": "造假", "when": "rate('process') < 0.1", "then": {"grade": "差"}}
  ],
  "grades": [
    {"title": "优", "at_least": 90, "quota": 0.3},
    {"title": "差", "at_least": 0}
  ],
  "ranking": {"within": "level", "tie_breakers": ["rate", "total"]},
  "profiles": {
    "no_tasks": {"when": "budget < 1", "weights": {"done": 0, "rate": 60.5}}
  },
  "policies": {"missing": "zero", "invalid": "unranked", "check_error": "unranked"}
}
"""


@pytest.fixture
def small() -> str:
    """Return the text of a sound ruleset."""
    return TEXT


@pytest.fixture
def changed(tmp_path):
    """Return what writes the ruleset with parts replaced to a file; ‸ marks nothing in it."""

    def write(*replacements, name="规则.json"):
        text = TEXT
        for old, new in replacements:
            assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
            text = text.replace(old, new)
        file = tmp_path / name
        file.write_text(text.replace("‸", ""), encoding="utf-8")
        return file, text

    return write
