"""The published JSON Schema of a weight set."""

from functools import cache
from typing import Any

from scoring.ruleset.key import ISO_DATE, key, number, text

NAME = r"^[^\s/\\@:.][^\s/\\@:]*$"
_WEIGHT = number("权重", "分值，与评分规则的写法相同", 12, minimum=0, maximum=100000)


@cache
def weight_set_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a weight set."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object("权重方案", _SET, ("id", "ruleset", "weights")),
        "description": "一份评分规则的一套权重，以及由谁、何时、按何方法、因何理由制定",
        "$defs": {"rules": _object("所用规则", _RULES, ("id", "edition", "sha256"))},
    }


def _object(title: str, table: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "title": title,
        "type": "object",
        "properties": table,
        "required": list(required),
        "additionalProperties": False,
    }


def _by_id(title: str, description: str, example: Any, members: Any) -> Any:
    return key(
        title,
        description,
        example,
        type="object",
        minProperties=1,
        additionalProperties=members,
    )


_RULES: dict[str, Any] = {
    "id": text("规则标识", "为哪一套规则而定", "kunming-department"),
    "edition": text("规则版本", "为哪一版而定", "2019"),
    "sha256": text(
        "规则指纹",
        "该版文件的 SHA-256，由 scoring 写入，用以核对",
        "0" * 64,
        pattern="^[0-9a-f]{64}$",
    ),
}
_SET: dict[str, Any] = {
    "$schema": text("模式", "供编辑器使用", "weight-set.schema.json"),
    "weight_set_version": key("文件版本", "固定为 1", 1, const=1),
    "id": text("标识", "方案的名称", "2026-甲案", pattern=NAME),
    "parent": key(
        "上一方案", "由哪个方案改来；null 为评分规则本身", "2026-甲案", type=["string", "null"]
    ),
    "author": text("制定人", "由谁制定", "预算绩效处"),
    "date": key("日期", "制定日期", "2026-03-01", type="string", pattern=f"{ISO_DATE}|^$"),
    "reason": text("理由", "为什么这样定", "突出履职效益"),
    "method": text("方法", "按何方法定出：manual 手工，ahp，delphi……", "manual"),
    "ruleset": key("所用规则", "为哪一份评分规则而定", **{"$ref": "#/$defs/rules"}),
    "weights": _by_id("权重", "各维度、指标的权重，未写的不变", {"quality": 12}, _WEIGHT),
    "profiles": _by_id(
        "各权重方案",
        "评分规则 profiles 中各方案的权重，按名称写",
        {"无项目": {"quality": 0}},
        _by_id("权重", "该方案的权重", {"quality": 0}, _WEIGHT),
    ),
}
