"""The published JSON Schema of a ruleset, made from the tables of keys and of methods."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from scoring.methods import FOR_ROWS, METHODS
from scoring.ruleset import example_keys, keys, row_keys, tree_keys
from scoring.ruleset.change_schema import change_definitions
from scoring.ruleset.key import key, text
from scoring.ruleset.top_keys import RULESET

Json = dict[str, Any]


@cache
def ruleset_schema() -> Json:
    """Return the JSON Schema (draft 2020-12) of every file that can be a ruleset.

    A file that extends another holds only what differs from it.
    """
    whole = whole_schema()
    ruleset = {word: value for word, value in whole.items() if word not in ("$schema", "$defs")}
    extends = {"required": ["extends"], "properties": {"extends": {"type": "string"}}}
    return {
        "$schema": whole["$schema"],
        "title": whole["title"],
        "description": whole["description"],
        "if": extends,
        "then": {"$ref": "#/$defs/change"},
        "else": {"$ref": "#/$defs/ruleset"},
        "$defs": {
            "ruleset": ruleset,
            **whole["$defs"],
            **change_definitions(ruleset, whole["$defs"]),
        },
    }


@cache
def whole_schema() -> Json:
    """Return the JSON Schema that every ruleset satisfies, once merged with what it extends."""
    required = ("language_version", "id", "edition", "title", "full_marks", "indicators")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object("评分规则", RULESET),
        "description": "部门预算绩效评分规则，语言版本 1",
        # Of a file that cannot even say what it extends, that is what is wrong.
        "if": {"not": {"required": ["extends"]}},
        "then": {"required": list(required)},
        "$defs": {**_plain_objects(), **_tree(), **_methods()},
    }


def _object(title: str, table: Mapping[str, Any], required: Iterable[str] = ()) -> Json:
    return {
        "title": title,
        "type": "object",
        "properties": dict(table),
        "required": list(required),
        "additionalProperties": False,
    }


def _plain_objects() -> Json:
    return {
        "basis": _object("依据", keys.BASIS_DOCUMENT, ("id",)),
        "in_force": _object("施行期间", keys.IN_FORCE, ("from",)),
        "rounding": _object("小数位", keys.ROUNDING),
        "parameter": _object("参数", keys.PARAMETER, ("value",)),
        "field": {**_object("字段", keys.FIELD, ("type",)), "allOf": _by_field_type()},
        "table": _object("表", keys.TABLE, ("fields",)),
        "value": _object("公用算式", keys.VALUE, ("expression",)),
        "check": {
            "title": "勾稽校验",
            "if": {"anyOf": [{"required": ["sum"]}, {"required": ["equals"]}]},
            "then": _object("合计校验", keys.SUM_CHECK, ("id", "sum", "equals")),
            "else": _object("条件校验", keys.CONDITION_CHECK, ("id", "holds")),
        },
        "adjustment": _object("加减分", keys.ADJUSTMENT, ("id", "points")),
        "veto": _object("一票否决", keys.VETO, ("id", "when", "then")),
        "veto_effect": {
            **_object("处理", keys.VETO_EFFECT),
            "minProperties": 1,
            "maxProperties": 1,
        },
        "grade": _object("等级", keys.GRADE, ("title", "at_least")),
        "ranking": _object("排名", keys.RANKING),
        "profile": _object("权重方案", keys.PROFILE, ("when", "weights")),
        "suppression": _object("不再提示的检查项", keys.SUPPRESSION, ("rule", "reason")),
        "policies": _object("数据状态处理", keys.POLICIES),
        "whole_example": _object("整体算例", example_keys.WHOLE_EXAMPLE, ("id",)),
    }


def _by_field_type() -> list[Json]:
    """Return what a field of one type must, or must not, say."""
    ranged = ["number", "integer", "money", "percent"]
    of_type = {"required": ["type"]}
    return [
        {
            "if": {**of_type, "properties": {"type": {"const": "money"}}},
            "then": {"properties": {"unit": {"enum": list(MONEY_UNITS)}}},
        },
        {
            "if": {**of_type, "properties": {"type": {"const": "choice"}}},
            "then": {"required": ["choices"]},
        },
        {
            "if": {**of_type, "properties": {"type": {"not": {"const": "choice"}}}},
            "then": {"properties": {"choices": NOT_HERE}},
        },
        {
            "if": {**of_type, "properties": {"type": {"not": {"enum": ranged}}}},
            "then": {"properties": {"minimum": NOT_HERE, "maximum": NOT_HERE}},
        },
    ]


def _tree() -> Json:
    return {
        "node": {
            "title": "维度或指标",
            "if": {"required": ["children"]},
            "then": {"$ref": "#/$defs/dimension"},
            "else": {"$ref": "#/$defs/leaf"},
        },
        "dimension": _object("维度", tree_keys.DIMENSION, ("id", "weight", "children")),
        "leaf": {
            **_object("指标", tree_keys.LEAF, ("id", "weight", "score")),
            **_VALUE_IF_NEEDED,
        },
        "row_rule": {**_object("逐行规则", row_keys.ROW_RULE, ("score",)), **_VALUE_IF_NEEDED},
        "row_not_applicable": _object("不涉及", row_keys.ROW_NOT_APPLICABLE, ("when",)),
        "tune": _object("调整范围", tree_keys.TUNE),
        "not_applicable": _object("不涉及", tree_keys.NOT_APPLICABLE, ("when",)),
        "example": _object("算例", example_keys.EXAMPLE, ("given",)),
        "policy": {
            "title": "处理办法",
            "type": ["string", "object"],
            "if": {"type": "string"},
            "then": {"enum": list(tree_keys.POLICY_NAMES)},
            "else": _object("移至", tree_keys.MOVE, ("move_to",)),
        },
    }


def _methods() -> Json:
    """Return one object for each scoring method, and the choices between them by ``method``."""
    objects = {
        f"method_{name}": {
            **_object(
                method.title,
                {
                    "method": key("方法", method.description, name, const=name),
                    **method.keys,
                    "fixed": tree_keys.FIXED,
                    "out_of": tree_keys.OUT_OF,
                },
                method.required,
            ),
            "description": method.description,
        }
        for name, method in METHODS.items()
    }
    return {"score": _choice(METHODS), "row_score": _choice(FOR_ROWS), **objects}


def _choice(methods: Mapping[str, Any]) -> Json:
    names = list(methods)
    described = "；".join(f"{name} {method.title}" for name, method in methods.items())
    return {
        "title": "计分方法",
        "type": "object",
        "required": ["method"],
        "properties": {"method": text("方法", described, names[0], enum=names)},
        "allOf": [
            {"if": _with_method({"const": name}), "then": {"$ref": f"#/$defs/method_{name}"}}
            for name in names
        ],
    }


def _with_method(condition: Json) -> Json:
    return {"type": "object", "required": ["method"], "properties": {"method": condition}}


NOT_HERE: Json = {"not": {}}
_VALUE_IF_NEEDED: Json = {
    "if": {
        "required": ["score"],
        "properties": {
            "score": _with_method({"enum": [n for n, m in METHODS.items() if m.needs_value]})
        },
    },
    "then": {"required": ["value"]},
}
MONEY_UNITS = ("元", "万元", "亿元")
