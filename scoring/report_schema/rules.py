"""The rules as a report holds them: the tree, and what stands beside it."""

from collections.abc import Mapping
from typing import Any

from scoring.report_schema.key import (
    choice,
    count,
    key,
    many,
    number,
    number_or_null,
    one,
    text,
    text_or_null,
    texts,
)

_ID = text("标识", "评分规则中的标识")
_TITLE = text("名称", "给人看的名称")
_BASIS = text("依据", "所依据的文件和条款，没有时为空文字")
_READS_SCORES = key("取决于得分", "算式用到指标得分或得分率，权重变动时结果会变", "boolean")
_POLICY = key(
    "处理",
    "处理办法的名称；权重移给别的指标时写明移给谁",
    ["string", "object"],
    properties={"move_to": {"type": "string"}},
    required=["move_to"],
    additionalProperties=False,
)

_NODES = {"anyOf": [{"$ref": "#/$defs/branch"}, {"$ref": "#/$defs/leaf"}]}

_RULES = {
    "tree": key("指标树", "根部各维度或指标，下级在其内", "array", items=_NODES),
    "relative": key("按比例", "根部权重按比例折算为总分满分", "boolean"),
    "profiles": many("profile", "权重方案", "另用权重的各类部门；没有时为空"),
    "grades": many("grade", "等级", "自高至低"),
    "ranking": one("ranking", "排名办法", "在什么范围内、按什么排名"),
    "adjustments": many("adjustment_rule", "加减分规则", "指标之外的加分和减分"),
    "vetoes": many("veto_rule", "一票否决规则", "限定总分、等级或不参加排名的情形"),
    "barring_checks": texts("阻止排名的校验", "不符时不参加排名的勾稽校验，没有时为空"),
    "bonus_beyond_full": key("可超满分", "加分后总分可以超过满分", "boolean"),
}

_EITHER = {
    "id": _ID,
    "title": _TITLE,
    "weight": number("权重", "评分规则声明的分值"),
    "basis": _BASIS,
    "description": text("说明", "指标含义，可为空文字"),
    "remedy": text("整改建议", "扣分时的建议，可为空文字"),
    "evidence": text("佐证材料", "用什么证明，可为空文字"),
    "tune": {
        "title": "调整范围",
        "description": "调整权重时的限制，没有时为空",
        "anyOf": [{"$ref": "#/$defs/tune"}, {"type": "null"}],
    },
}

_BRANCH = {
    **_EITHER,
    "aggregate": choice(
        "汇总方式",
        "维度如何汇总下级：sum 求和，best 取高，worst 取低，pool 封顶，geometric_mean 几何平均",
        "sum",
        "best",
        "worst",
        "pool",
        "geometric_mean",
    ),
    "relative": key("按比例", "维度下级的权重按比例折算", "boolean"),
    "children": key("下级", "维度之下的维度或指标", "array", items=_NODES),
}

_LEAF = {
    **_EITHER,
    "unit": text("单位", "指标完成值的单位，可为空文字"),
    "method": text("计分方法", "指标计分方法的标识"),
    "rule": texts("计分规则", "用文字表述的计分规则，一款一项"),
    "fixed": key("分值固定", "规则中所写分值不随权重调整", "boolean"),
    "keeps": {
        "title": "固定的是",
        "description": "分值固定时，权重变动后保持的是 earned 得分还是 lost 扣分；不固定时为空",
        "enum": ["earned", "lost", None],
    },
    "policies": one("policies", "状态处理", "数据不能计分时各按什么办法处理"),
}

_TUNE = {
    "min": number_or_null("最小权重", "不限时为空"),
    "max": number_or_null("最大权重", "不限时为空"),
    "lock": key("锁定", "权重不得调整", "boolean"),
    "step": number_or_null("步长", "不限时为空"),
}

_POLICIES = {
    "missing": {**_POLICY, "title": "未提供"},
    "not_applicable": {**_POLICY, "title": "不适用"},
    "undefined": {**_POLICY, "title": "无法计算"},
    "invalid": {**_POLICY, "title": "数据无效"},
}

_PROFILE = {
    "name": text("名称", "权重方案的名称"),
    "weights": key(
        "权重",
        "该方案写明的权重，按标识；未写的用一般权重",
        "object",
        additionalProperties={"type": "number"},
    ),
}

_GRADE = {
    "title": _TITLE,
    "at_least": number("分数线", "总分不低于此数"),
    "quota": number_or_null("名额比例", "占同类组参加排名部门的最大比例，不限时为空"),
}

_RANKING = {
    "within": text_or_null("分组字段", "在哪个字段相同的部门之间排名，全体一同排名时为空"),
    "ties": choice(
        "并列办法",
        "competition 并列占位，dense 并列不占位，ordinal 不并列",
        "competition",
        "dense",
        "ordinal",
    ),
    "tie_breakers": texts("同分顺序", "总分相同时依次比较的指标，total 为总分"),
    "decimals": count("小数位", "按保留几位小数的总分排名"),
}

_RULE = text("规则", "用文字表述的算式或条件")

_ADJUSTMENT_RULE = {
    "id": _ID,
    "title": _TITLE,
    "rule": _RULE,
    "reads_scores": _READS_SCORES,
    "basis": _BASIS,
    "min": number_or_null("最少", "不限时为空"),
    "max": number_or_null("最多", "不限时为空"),
}

_VETO_RULE = {
    "id": _ID,
    "title": _TITLE,
    "rule": _RULE,
    "reads_scores": _READS_SCORES,
    "basis": _BASIS,
    "cap_total": number_or_null("总分上限", "不限总分时为空"),
    "grade": text_or_null("等级上限", "不限等级时为空"),
    "unranked": key("不参加排名", "触发后不参加排名", "boolean"),
}

RULE_DEFINITIONS: Mapping[str, tuple[Any, ...]] = {
    "rules": ("规则内容", "评分规则的指标树和其余办法", _RULES),
    "branch": ("维度", "指标树中的一个维度", _BRANCH),
    "leaf": ("指标", "指标树中的一项末级指标", _LEAF),
    "tune": ("调整范围", "调整权重时的限制", _TUNE),
    "policies": ("状态处理", "数据不能计分时的处理办法", _POLICIES),
    "profile": ("权重方案", "一类部门所用的权重", _PROFILE),
    "grade": ("等级", "一个等级", _GRADE),
    "ranking": ("排名办法", "排名的范围和并列的处理", _RANKING),
    "adjustment_rule": ("加减分规则", "一项加减分", _ADJUSTMENT_RULE),
    "veto_rule": ("一票否决规则", "一项一票否决", _VETO_RULE),
}
