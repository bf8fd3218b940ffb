"""The published JSON Schema of the report document, with every key explained."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from scoring.report_schema.intervals import INTERVAL_DEFINITIONS, RANK_INTERVAL
from scoring.report_schema.key import (
    Json,
    choice,
    count,
    key,
    many,
    number,
    number_or_null,
    object_of,
    one,
    text,
    text_or_null,
    texts,
)
from scoring.report_schema.rules import RULE_DEFINITIONS


@cache
def report_schema() -> Json:
    """Return the JSON Schema (draft 2020-12) that every report document satisfies."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **object_of("评分报告", "部门预算绩效评分报告，版本 1", _REPORT, ("intervals",)),
        "$defs": {name: object_of(*definition) for name, definition in _DEFINITIONS.items()},
    }


_SHA256 = {"pattern": "^[0-9a-f]{64}$"}
_STATES = ("missing", "not_applicable", "undefined", "invalid")
_STATUS = choice(
    "状态",
    "scored 已计分，missing 未提供，not_applicable 不适用，undefined 无法计算，invalid 数据无效",
    "scored",
    *_STATES,
)
_ID = text("标识", "评分规则中的标识")
_TITLE = text("名称", "给人看的名称")
_FULL_MARKS = number("满分", "对该部门实际适用的满分，不适用项的分值按规则转移之后")
_POINTS = number("得分", "按声明的小数位四舍五入后的得分")
_REASON = text("原因", "一句完整的说明")
_BASIS = text_or_null("依据", "所依据的文件和条款，没有时为空")
_CELLS = texts("出处", "数据来自哪些文件的哪些单元格")
_CHANGE = number("加减分值", "正数为加分，负数为减分")
_DEDUCTIONS = many("deduction", "扣分", "每一笔扣分，与得分相加等于满分；扣分多的在前")

_REPORT = {
    "report_version": key("报告版本", "本文档结构的版本，现为 1", "integer", const=1),
    "engine": one("engine", "引擎", "由哪个程序的哪个版本算出"),
    "language": text("语言", "说明文字的语言，BCP 47 代码，如 zh-CN、en"),
    "ruleset": one("ruleset", "评分规则", "按哪一份评分规则评分"),
    "rules": one("rules", "规则内容", "指标树、权重、计分规则和等级、排名、加减分办法"),
    "inputs": many(
        "input_file", "报送文件", "读取的每一个文件（报送数据和复核调整），按文件名排列"
    ),
    "summary": one("summary", "概况", "全部部门的汇总情况"),
    "intervals": one("intervals", "名次区间的来历", "权重如何抽取；只在要求名次区间时有"),
    "departments": many(
        "department", "部门", "按同类组和名次排列，未参加排名的在最后；每个部门一项"
    ),
    "findings": many("finding", "总体问题", "不属于单个部门的问题；各部门的问题列在该部门之下"),
}

_ENGINE = {
    "name": text("程序名称", "引擎的名称"),
    "version": text("程序版本", "引擎的版本号"),
}

_DECIMALS = {
    "points": count("得分小数位", "指标和维度的得分保留几位小数"),
    "total": count("总分小数位", "总分保留几位小数"),
}

_RULESET = {
    "id": text("规则标识", "评分规则的标识"),
    "edition": text("版本", "评分规则的版本；标识@版本即一份规则的全名"),
    "title": text("规则名称", "评分规则的名称"),
    "sha256": key("规则指纹", "评分规则文件内容的 SHA-256 摘要，用于核对", "string", **_SHA256),
    "full_marks": number("总分满分", "评分规则声明的满分，一般为 100"),
    "decimals": one("decimals", "小数位", "得分和总分各保留几位小数"),
}

_INPUT_FILE = {
    "path": text("文件名", "报送文件的名称，不含本机目录"),
    "sha256": key("文件指纹", "文件内容的 SHA-256 摘要，用于核对", "string", **_SHA256),
}

_SUMMARY = {
    "departments": count("部门数", "报送数据中的部门个数"),
    "ranked": count("参加排名数", "参加排名的部门个数"),
    "mean": number_or_null("平均分", "参加排名部门总分的平均数，没有时为空"),
    "median": number_or_null("中位数", "参加排名部门总分的中位数，没有时为空"),
    "highest": number_or_null("最高分", "参加排名部门的最高总分，没有时为空"),
    "lowest": number_or_null("最低分", "参加排名部门的最低总分，没有时为空"),
    "grades": key(
        "等级分布",
        "各等级的部门个数，等级按评分规则的次序",
        "object",
        additionalProperties={"type": "integer", "minimum": 0},
    ),
    "hardest": many("hardest", "失分最多的指标", "全部部门合计失分最多的几项指标"),
}

_HARDEST = {
    "indicator": text("指标", "指标的标识"),
    "title": _TITLE,
    "mean_rate": number("平均得分率", "全部部门合计得分与合计满分之比，0 至 1"),
    "points_lost": number("合计扣分", "全部部门在该指标上合计扣去的分数"),
}

_DEPARTMENT = {
    "department": text("部门", "部门名称"),
    "department_code": text_or_null("部门编码", "部门编码，未报送时为空"),
    "peer_group": text_or_null("同类组", "排名所在的组；不分组时为报送的同类组，没有则为空"),
    "year": key("年度", "数据所属年度，未报送时为空", ["integer", "null"]),
    "profile": text_or_null("权重方案", "适用的权重方案，用一般权重时为空"),
    "status": choice("排名状态", "ranked 参加排名，unranked 未参加排名", "ranked", "unranked"),
    "status_reasons": texts("状态说明", "未参加排名或等级受名额限制的原因"),
    "total": number("总分", "计入加减分和一票否决后的总分；未参加排名时为暂计"),
    "grade": text_or_null("等级", "等级名称；未参加排名或未设等级时为空"),
    "rank": key("名次", "名次，从 1 起；未参加排名时为空", ["integer", "null"], minimum=1),
    "rank_of": key("排名总数", "一同排名的部门个数", ["integer", "null"], minimum=1),
    "rank_interval": RANK_INTERVAL,
    "dimensions": many("dimension", "一级指标", "指标树根部的各维度，下级维度在其内"),
    "indicators": many("indicator", "指标", "全部末级指标，按评分规则的次序"),
    "adjustments": many("adjustment", "加减分", "指标之外的加分和减分"),
    "vetoes": many("veto", "一票否决", "触发的一票否决及其处理"),
    "overrides": many("override", "复核调整", "复核人对指标得分的调整，与规则得分并列"),
    "findings": many("finding", "问题", "该部门数据中需要人工核实的问题"),
}

_DIMENSION = {
    "id": _ID,
    "title": _TITLE,
    "full_marks": _FULL_MARKS,
    "points": _POINTS,
    "status": _STATUS,
    "aggregate": choice(
        "汇总方式",
        "下级得分如何汇成本级得分，求和时不列：best 取高，worst 取低，pool 封顶，"
        "geometric_mean 几何平均",
        "best",
        "worst",
        "pool",
        "geometric_mean",
    ),
    "counted": key("直接计入", "不是求和的维度，得分是否直接加入总分", "boolean"),
    "deductions": _DEDUCTIONS,
    "dimensions": many("dimension", "下级维度", "本维度之下的各维度，没有时不列"),
}

_INDICATOR = {
    "id": _ID,
    "title": _TITLE,
    "path": texts("上级指标", "从一级指标起各上级的名称"),
    "weight": number("权重", "评分规则声明的分值"),
    "full_marks": _FULL_MARKS,
    "status": _STATUS,
    "value": key("完成值", "用于评判的数值，没有时为空", ["number", "string", "boolean", "null"]),
    "unit": text("单位", "完成值的单位，可为空文字"),
    "rate": number_or_null("得分率", "0 至 1", minimum=0, maximum=1),
    "points": number_or_null("得分", "按声明的小数位四舍五入后的得分"),
    "self_score": number_or_null("自评分", "部门自评的分数，未自评时为空"),
    "counted": key("直接计入", "得分是否直接加入总分；否则由上级维度汇总", "boolean"),
    "policy": key(
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
    "note": text_or_null("说明", "对数据状态作了什么处理，没有时为空"),
    "deductions": _DEDUCTIONS,
    "rule_points": number("规则得分", "复核调整之前按规则的得分；未经复核调整时不列"),
    "rule_deductions": many(
        "deduction", "规则扣分", "复核调整之前按规则的各笔扣分；未经复核调整时不列"
    ),
    "rows": many(
        "row",
        "各行",
        "指标由报送数据逐行组成时，每行一项，得分相加等于指标得分（经复核调整的，等于规则得分）；"
        "指标未按行计分时为空列表",
    ),
}

_ROW = {
    "title": _TITLE,
    "weight": number("权重", "报送数据中该行的权重；未填或无效时为 0"),
    "full_marks": number("满分", "指标满分按权重分到该行的分值"),
    "status": _STATUS,
    "value": _INDICATOR["value"],
    "unit": _INDICATOR["unit"],
    "rate": _INDICATOR["rate"],
    "points": number("得分", "按声明的小数位四舍五入后的得分"),
    "policy": _INDICATOR["policy"],
    "note": _INDICATOR["note"],
    "deductions": many("deduction", "扣分", "该行的扣分；同样列在指标的扣分之中，不应重复相加"),
}

_DEDUCTION = {
    "points": number("扣分", "扣去的分数"),
    "reason": text("扣分原因", "按计分方法写出的原因，含完成值、目标值和差距"),
    "remedy": text_or_null("整改建议", "评分规则给出的建议，没有时为空"),
    "basis": _BASIS,
    "cells": _CELLS,
    "inputs": many("input", "读取的数据", "计算该指标读取的各项数据"),
}

_INPUT = {
    "field": text("字段", "字段的标识"),
    "title": _TITLE,
    "value": key("数值", "读取到的值，没有时为空", ["number", "string", "boolean", "null"]),
    "unit": text_or_null("单位", "数值的单位"),
    "state": choice(
        "数据状态",
        "present 已提供，missing 未提供，not_applicable 不适用，undefined 无法计算，"
        "invalid 数据无效",
        "present",
        *_STATES,
    ),
    "cell": text_or_null("单元格", "数据所在的文件和单元格，没有时为空"),
}

_ADJUSTMENT = {
    "id": _ID,
    "title": _TITLE,
    "points": _CHANGE,
    "reason": _REASON,
    "basis": _BASIS,
    "cells": _CELLS,
}

_VETO = {
    **_ADJUSTMENT,
    "effect": text("处理", "对总分、等级或排名的处理"),
}

_OVERRIDE = {
    "indicator": text("指标", "被调整指标的标识"),
    "title": _TITLE,
    "rule_points": number("规则得分", "复核调整之前按规则的得分"),
    "points": number("复核得分", "复核人认定的得分，即该指标的得分"),
    "full_marks": _FULL_MARKS,
    "reason": text("理由", "复核人写明的理由"),
    "reviewer": text("复核人", "作出调整的人"),
    "date": text("日期", "调整日期，如 2020-03-05"),
    "cells": _CELLS,
}

_FINDING = {
    "check": text("校验", "勾稽校验或数据核查的标识"),
    "severity": choice(
        "严重程度", "error 错误，warning 警告，info 提示", "error", "warning", "info"
    ),
    "message": text("问题", "一句完整的说明，含相关数字和差额"),
    "cells": _CELLS,
    "department": text_or_null("部门", "涉及的部门；列在部门之下时不写"),
}

_MAY_LACK = ("aggregate", "counted", "deductions", "dimensions")
_DEFINITIONS: Mapping[str, tuple[Any, ...]] = {
    "engine": ("引擎", "算出本报告的程序", _ENGINE),
    "decimals": ("小数位", "各类分数保留的小数位数", _DECIMALS),
    "ruleset": ("评分规则", "评分所用规则的名称、版本和指纹", _RULESET),
    **RULE_DEFINITIONS,
    "input_file": ("报送文件", "一个报送文件", _INPUT_FILE),
    "summary": ("概况", "全部部门的汇总情况", _SUMMARY),
    "hardest": ("失分指标", "一项失分较多的指标", _HARDEST),
    "department": ("部门", "一个部门的评分结果", _DEPARTMENT, ("rank_interval",)),
    **INTERVAL_DEFINITIONS,
    "dimension": ("维度", "一个维度的得分", _DIMENSION, _MAY_LACK),
    "indicator": (
        "指标",
        "一项末级指标的得分",
        _INDICATOR,
        ("rule_points", "rule_deductions", "rows"),
    ),
    "row": ("行", "报送数据中自成一项指标的一行", _ROW),
    "deduction": ("扣分", "一笔扣分", _DEDUCTION),
    "input": ("读取的数据", "一项读取的数据", _INPUT),
    "adjustment": ("加减分", "一笔加分或减分", _ADJUSTMENT, ("cells",)),
    "veto": ("一票否决", "一项触发的一票否决", _VETO, ("cells",)),
    "override": ("复核调整", "一笔复核调整", _OVERRIDE),
    "finding": ("问题", "一条需要人工核实的问题", _FINDING, ("department",)),
}
