"""One key of a ruleset: what the JSON Schema and editors know of it; and the keys met often."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


def key(title: str, description: str, *examples: Any, **schema: Any) -> Json:
    """Return the JSON Schema of one key, as editors show it."""
    return {"title": title, "description": description, "examples": list(examples), **schema}


def text(title: str, description: str, *examples: str, **schema: Any) -> Json:
    return key(title, description, *examples, type="string", **schema)


def number(title: str, description: str, *examples: float, **schema: Any) -> Json:
    return key(title, description, *examples, type="number", **schema)


def whole(title: str, description: str, *examples: int, **schema: Any) -> Json:
    return key(title, description, *examples, type="integer", **schema)


def truth(title: str, description: str) -> Json:
    return key(title, description, True, type="boolean")


def one(definition: str, title: str, description: str, *examples: Any) -> Json:
    """Return a key whose value is the object named *definition*."""
    return key(title, description, *examples, **{"$ref": f"#/$defs/{definition}"})


def many(definition: str, title: str, description: str, *examples: Any, **schema: Any) -> Json:
    """Return a key whose value is a list of the objects named *definition*."""
    items = {"$ref": f"#/$defs/{definition}"}
    return key(title, description, *examples, type="array", items=items, **schema)


def named(definition: str, title: str, description: str, *examples: Any) -> Json:
    """Return a key whose value is an object of the objects named *definition*, by their ids."""
    members = {"$ref": f"#/$defs/{definition}"}
    return key(title, description, *examples, type="object", additionalProperties=members)


def texts(title: str, description: str, *examples: Any, **schema: Any) -> Json:
    items = {"type": "string", "minLength": 1}
    return key(title, description, *examples, type="array", items=items, **schema)


ID = text(
    "标识",
    "表达式和引用所用的名称：文字、数字和下划线，不以数字开头",
    "execution_rate",
    "预算完成率",
    minLength=1,
)
TITLE = text("名称", "给人看的名称；不写则用标识", "预算完成率", minLength=1)
DESCRIPTION = text("说明", "给人看的解释", "反映预算执行的进度")
EVIDENCE = text("佐证材料", "用什么材料证明", "决算报表 财决01表")
BASIS = text("依据", "basis 中某一份文件的标识", "cb2013_53")
UNIT = text("单位", "数值的单位；金额为元、万元或亿元，不写为元", "%", "万元")
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"
REASON = text(
    "原因",
    "写入报告的原因；可用 {title} {value} {points} {lost} 等占位符和字段名",
    "{title}为 {value}，扣 {lost} 分",
)
WHEN = text("条件", "取真假的表达式", "spent > budget")
