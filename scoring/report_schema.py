"""The published JSON Schema of the report document, with every key explained."""

from collections.abc import Mapping
from functools import cache
from typing import Any

Json = dict[str, Any]
Keys = Mapping[str, Json]


@cache
def report_schema() -> Json:
    """Return the JSON Schema (draft 2020-12) that every report document satisfies."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object("评分报告", "部门预算绩效评分报告，版本 1", _REPORT),
        "$defs": {name: _object(*definition) for name, definition in _DEFINITIONS.items()},
    }


def _object(title: str, description: str, keys: Keys, optional: tuple[str, ...] = ()) -> Json:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": dict(keys),
        "required": [name for name in keys if name not in optional],
        "additionalProperties": False,
    }


def _key(title: str, description: str, type_: str | list[str], **more: Any) -> Json:
    return {"title": title, "description": description, "type": type_, **more}


def _text(title: str, description: str) -> Json:
    return _key(title, description, "string")


def _text_or_null(title: str, description: str) -> Json:
    return _key(title, description, ["string", "null"])


def _number(title: str, description: str) -> Json:
    return _key(title, description, "number")


def _number_or_null(title: str, description: str, **more: Any) -> Json:
    return _key(title, description, ["number", "null"], **more)


def _count(title: str, description: str, least: int = 0) -> Json:
    return _key(title, description, "integer", minimum=least)


def _choice(title: str, description: str, *choices: str) -> Json:
    return _key(title, description, "string", enum=list(choices))


def _texts(title: str, description: str) -> Json:
    return _key(title, description, "array", items={"type": "string"})


def _one(definition: str, title: str, description: str) -> Json:
    return {"title": title, "description": description, "$ref": f"#/$defs/{definition}"}


def _many(definition: str, title: str, description: str) -> Json:
    return _key(title, description, "array", items={"$ref": f"#/$defs/{definition}"})


_SHA256 = {"pattern": "^[0-9a-f]{64}$"}
_STATES = ("missing", "not_applicable", "undefined", "invalid")
_STATUS = _choice(
    "状态",
    "scored 已计分，missing 未提供，not_applicable 不适用，undefined 无法计算，invalid 数据无效",
    "scored",
    *_STATES,
)
_ID = _text("标识", "评分规则中的标识")
_TITLE = _text("名称", "给人看的名称")
_FULL_MARKS = _number("满分", "对该部门实际适用的满分，不适用项的分值按规则转移之后")
_POINTS = _number("得分", "按声明的小数位四舍五入后的得分")
_REASON = _text("原因", "一句完整的说明")
_BASIS = _text_or_null("依据", "所依据的文件和条款，没有时为空")
_CELLS = _texts("出处", "数据来自哪些文件的哪些单元格")
_CHANGE = _number("加减分值", "正数为加分，负数为减分")
_DEDUCTIONS = _many("deduction", "扣分", "每一笔扣分，与得分相加等于满分；扣分多的在前")

_REPORT = {
    "report_version": _key("报告版本", "本文档结构的版本，现为 1", "integer", const=1),
    "engine": _one("engine", "引擎", "由哪个程序的哪个版本算出"),
    "language": _text("语言", "说明文字的语言，BCP 47 代码，如 zh-CN、en"),
    "ruleset": _one("ruleset", "评分规则", "按哪一份评分规则评分"),
    "inputs": _many("input_file", "报送文件", "读取的每一个文件，按文件名排列"),
    "summary": _one("summary", "概况", "全部部门的汇总情况"),
    "departments": _many(
        "department", "部门", "按同类组和名次排列，未参加排名的在最后；每个部门一项"
    ),
    "findings": _many("finding", "总体问题", "不属于单个部门的问题；各部门的问题列在该部门之下"),
}

_ENGINE = {
    "name": _text("程序名称", "引擎的名称"),
    "version": _text("程序版本", "引擎的版本号"),
}

_DECIMALS = {
    "points": _count("得分小数位", "指标和维度的得分保留几位小数"),
    "total": _count("总分小数位", "总分保留几位小数"),
}

_RULESET = {
    "id": _text("规则标识", "评分规则的标识"),
    "edition": _text("版本", "评分规则的版本；标识@版本即一份规则的全名"),
    "title": _text("规则名称", "评分规则的名称"),
    "sha256": _key("规则指纹", "评分规则文件内容的 SHA-256 摘要，用于核对", "string", **_SHA256),
    "full_marks": _number("总分满分", "评分规则声明的满分，一般为 100"),
    "decimals": _one("decimals", "小数位", "得分和总分各保留几位小数"),
}

_INPUT_FILE = {
    "path": _text("文件名", "报送文件的名称，不含本机目录"),
    "sha256": _key("文件指纹", "文件内容的 SHA-256 摘要，用于核对", "string", **_SHA256),
}

_SUMMARY = {
    "departments": _count("部门数", "报送数据中的部门个数"),
    "ranked": _count("参加排名数", "参加排名的部门个数"),
    "mean": _number_or_null("平均分", "参加排名部门总分的平均数，没有时为空"),
    "median": _number_or_null("中位数", "参加排名部门总分的中位数，没有时为空"),
    "highest": _number_or_null("最高分", "参加排名部门的最高总分，没有时为空"),
    "lowest": _number_or_null("最低分", "参加排名部门的最低总分，没有时为空"),
    "grades": _key(
        "等级分布",
        "各等级的部门个数，等级按评分规则的次序",
        "object",
        additionalProperties={"type": "integer", "minimum": 0},
    ),
    "hardest": _many("hardest", "失分最多的指标", "全部部门合计失分最多的几项指标"),
}

_HARDEST = {
    "indicator": _text("指标", "指标的标识"),
    "title": _TITLE,
    "mean_rate": _number("平均得分率", "全部部门合计得分与合计满分之比，0 至 1"),
    "points_lost": _number("合计扣分", "全部部门在该指标上合计扣去的分数"),
}

_DEPARTMENT = {
    "department": _text("部门", "部门名称"),
    "department_code": _text_or_null("部门编码", "部门编码，未报送时为空"),
    "peer_group": _text_or_null("同类组", "部门所在的同类组，未报送时为空"),
    "year": _key("年度", "数据所属年度，未报送时为空", ["integer", "null"]),
    "status": _choice("排名状态", "ranked 参加排名，unranked 未参加排名", "ranked", "unranked"),
    "status_reasons": _texts("状态说明", "未参加排名或等级受名额限制的原因"),
    "total": _number("总分", "计入加减分和一票否决后的总分；未参加排名时为暂计"),
    "grade": _text_or_null("等级", "等级名称；未参加排名或未设等级时为空"),
    "rank": _key("名次", "名次，从 1 起；未参加排名时为空", ["integer", "null"], minimum=1),
    "rank_of": _key("排名总数", "一同排名的部门个数", ["integer", "null"], minimum=1),
    "dimensions": _many("dimension", "一级指标", "指标树根部的各维度，下级维度在其内"),
    "indicators": _many("indicator", "指标", "全部末级指标，按评分规则的次序"),
    "adjustments": _many("adjustment", "加减分", "指标之外的加分和减分"),
    "vetoes": _many("veto", "一票否决", "触发的一票否决及其处理"),
    "overrides": _many("override", "复核调整", "复核人对指标得分的调整，与规则得分并列"),
    "findings": _many("finding", "问题", "该部门数据中需要人工核实的问题"),
}

_DIMENSION = {
    "id": _ID,
    "title": _TITLE,
    "full_marks": _FULL_MARKS,
    "points": _POINTS,
    "status": _STATUS,
    "aggregate": _choice(
        "汇总方式",
        "下级得分如何汇成本级得分，求和时不列：best 取高，worst 取低，pool 封顶，"
        "geometric_mean 几何平均",
        "best",
        "worst",
        "pool",
        "geometric_mean",
    ),
    "counted": _key("直接计入", "不是求和的维度，得分是否直接加入总分", "boolean"),
    "deductions": _DEDUCTIONS,
    "dimensions": _many("dimension", "下级维度", "本维度之下的各维度，没有时不列"),
}

_INDICATOR = {
    "id": _ID,
    "title": _TITLE,
    "path": _texts("上级指标", "从一级指标起各上级的名称"),
    "weight": _number("权重", "评分规则声明的分值"),
    "full_marks": _FULL_MARKS,
    "status": _STATUS,
    "value": _key("完成值", "用于评判的数值，没有时为空", ["number", "string", "boolean", "null"]),
    "unit": _text("单位", "完成值的单位，可为空文字"),
    "rate": _number_or_null("得分率", "0 至 1", minimum=0, maximum=1),
    "points": _number_or_null("得分", "按声明的小数位四舍五入后的得分"),
    "self_score": _number_or_null("自评分", "部门自评的分数，未自评时为空"),
    "counted": _key("直接计入", "得分是否直接加入总分；否则由上级维度汇总", "boolean"),
    "policy": _key(
        "状态处理",
        "数据缺失、不适用等情形适用的处理办法，正常计分时为空",
        ["string", "null"],
        enum=[
            "full_marks",
            "zero",
            "redistribute",
            "redistribute_all",
            "move_to",
            "unranked",
            None,
        ],
    ),
    "note": _text_or_null("说明", "对数据状态作了什么处理，没有时为空"),
    "deductions": _DEDUCTIONS,
}

_DEDUCTION = {
    "points": _number("扣分", "扣去的分数"),
    "reason": _text("扣分原因", "按计分方法写出的原因，含完成值、目标值和差距"),
    "remedy": _text_or_null("整改建议", "评分规则给出的建议，没有时为空"),
    "basis": _BASIS,
    "cells": _CELLS,
    "inputs": _many("input", "读取的数据", "计算该指标读取的各项数据"),
}

_INPUT = {
    "field": _text("字段", "字段的标识"),
    "title": _TITLE,
    "value": _key("数值", "读取到的值，没有时为空", ["number", "string", "boolean", "null"]),
    "unit": _text_or_null("单位", "数值的单位"),
    "state": _choice(
        "数据状态",
        "present 已提供，missing 未提供，not_applicable 不适用，undefined 无法计算，"
        "invalid 数据无效",
        "present",
        *_STATES,
    ),
    "cell": _text_or_null("单元格", "数据所在的文件和单元格，没有时为空"),
}

_ADJUSTMENT = {
    "id": _ID,
    "title": _TITLE,
    "points": _CHANGE,
    "reason": _REASON,
    "basis": _BASIS,
}

_VETO = {
    **_ADJUSTMENT,
    "effect": _text("处理", "对总分、等级或排名的处理"),
}

_OVERRIDE = {
    "indicator": _text("指标", "被调整指标的标识"),
    "title": _TITLE,
    "points": _number("复核得分", "复核人认定的得分"),
    "reason": _REASON,
    "reviewer": _text("复核人", "作出调整的人"),
    "date": _text_or_null("日期", "调整日期"),
}

_FINDING = {
    "check": _text("校验", "勾稽校验或数据核查的标识"),
    "severity": _choice(
        "严重程度", "error 错误，warning 警告，info 提示", "error", "warning", "info"
    ),
    "message": _text("问题", "一句完整的说明，含相关数字和差额"),
    "cells": _CELLS,
    "department": _text_or_null("部门", "涉及的部门；列在部门之下时不写"),
}

_MAY_LACK = ("aggregate", "counted", "deductions", "dimensions")
_DEFINITIONS: Mapping[str, tuple[Any, ...]] = {
    "engine": ("引擎", "算出本报告的程序", _ENGINE),
    "decimals": ("小数位", "各类分数保留的小数位数", _DECIMALS),
    "ruleset": ("评分规则", "评分所用规则的名称、版本和指纹", _RULESET),
    "input_file": ("报送文件", "一个报送文件", _INPUT_FILE),
    "summary": ("概况", "全部部门的汇总情况", _SUMMARY),
    "hardest": ("失分指标", "一项失分较多的指标", _HARDEST),
    "department": ("部门", "一个部门的评分结果", _DEPARTMENT),
    "dimension": ("维度", "一个维度的得分", _DIMENSION, _MAY_LACK),
    "indicator": ("指标", "一项末级指标的得分", _INDICATOR),
    "deduction": ("扣分", "一笔扣分", _DEDUCTION),
    "input": ("读取的数据", "一项读取的数据", _INPUT),
    "adjustment": ("加减分", "一笔加分或减分", _ADJUSTMENT),
    "veto": ("一票否决", "一项触发的一票否决", _VETO),
    "override": ("复核调整", "一笔复核调整", _OVERRIDE),
    "finding": ("问题", "一条需要人工核实的问题", _FINDING, ("department",)),
}
