"""The keys of the objects of a ruleset, one table an object: ``schema`` is made from them."""

from scoring.ruleset.key import (
    BASIS,
    DESCRIPTION,
    EVIDENCE,
    ID,
    ISO_DATE,
    REASON,
    TITLE,
    UNIT,
    WHEN,
    key,
    named,
    number,
    one,
    text,
    texts,
    truth,
    whole,
)

BASIS_DOCUMENT = {
    "id": text("标识", "供 basis 引用", "cb2013_53", minLength=1),
    "title": text("文件名称", "授权这些规则的文件", "预算绩效评价共性指标体系框架", minLength=1),
    "number": text("文号", "发文字号", "财预〔2013〕53号"),
    "clause": text("条款", "章、条、款", "附件3"),
    "date": text("日期", "发文日期", "2013-04-21", "2013", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
    "url": text("网址", "公开发布的地址", "https://www.mof.gov.cn/"),
    "note": text("备注", "来源可靠程度等说明", "权重为本规则所定，原文未列"),
}

IN_FORCE = {
    "from": text("生效日期", "自该日起施行", "2019-01-01", pattern=ISO_DATE),
    "until": key(
        "失效日期",
        "施行至该日；仍有效时为 null",
        None,
        "2023-12-31",
        type=["string", "null"],
        pattern=ISO_DATE,
    ),
}

ROUNDING = {
    "points": whole("得分小数位", "指标得分保留的小数位，四舍五入", 2, minimum=0, maximum=4),
    "total": whole("总分小数位", "总分保留的小数位，四舍五入", 2, minimum=0, maximum=4),
}

PARAMETER = {
    "value": number("数值", "表达式中使用的数", 95),
    "title": TITLE,
    "unit": UNIT,
    "basis": BASIS,
}

FIELD = {
    "title": TITLE,
    "type": text(
        "类型",
        "number 数值、integer 整数、money 金额、percent 百分比、boolean 是否、date 日期、"
        "choice 选项、text 文字",
        "money",
        enum=["number", "integer", "money", "percent", "boolean", "date", "choice", "text"],
    ),
    "unit": UNIT,
    "required": truth("必填", "缺少时列为问题"),
    "minimum": number("最小值", "小于此值为无效", 0),
    "maximum": number("最大值", "大于此值为无效", 100),
    "choices": texts("选项", "choice 类型可取的值", ["优", "良", "中", "差"], minItems=1),
    "aliases": texts("别名", "报送表中见过的其他列名", ["年初预算", "预算数"]),
    "description": DESCRIPTION,
    "evidence": EVIDENCE,
}

TABLE = {
    "title": TITLE,
    "fields": {
        **named(
            "field", "列", "表中每一行的字段", {"planned": {"title": "计划数", "type": "number"}}
        ),
        "minProperties": 1,
    },
}

VALUE = {
    "title": TITLE,
    "expression": text("算式", "由字段和参数算出的值", "spent / budget * 100"),
    "unit": UNIT,
    "decimals": whole("小数位", "显示和评判前保留的小数位", 2, minimum=0, maximum=9),
}

_SEVERITY = {
    "severity": text(
        "严重程度",
        "error 错误，warning 警告（默认），info 提示",
        "error",
        enum=["error", "warning", "info"],
    ),
    "message": text(
        "提示语", "不符时写给人看的话，可用字段名占位", "支出 {spent} 超过预算 {budget}"
    ),
    "basis": BASIS,
    "tolerance": number("容差", "允许的差额；不写时取报送数据舍入所能解释的差额", 0.01, minimum=0),
}
CONDITION_CHECK = {
    "id": ID,
    "title": TITLE,
    "holds": text("条件", "应当成立的表达式", "spent <= budget"),
    **_SEVERITY,
}
SUM_CHECK = {
    "id": ID,
    "title": TITLE,
    "sum": texts("相加各项", "应加总的字段", ["basic", "project"], minItems=1),
    "equals": text("等于", "合计应等于的字段", "income", minLength=1),
    **_SEVERITY,
}

ADJUSTMENT = {
    "id": ID,
    "title": TITLE,
    "points": key(
        "加减分", "加（正）减（负）的分数或表达式", "-2 * breaches", 1, type=["string", "number"]
    ),
    "min": number("下限", "最多减到", -5),
    "max": number("上限", "最多加到", 3),
    "reason": REASON,
    "basis": BASIS,
}

VETO = {
    "id": ID,
    "title": TITLE,
    "when": WHEN,
    "then": one("veto_effect", "处理", "成立时的后果，写一项", {"cap_total": 59.99}),
    "reason": REASON,
    "basis": BASIS,
}

VETO_EFFECT = {
    "cap_total": number("总分上限", "总分不超过此数", 59.99, minimum=0),
    "grade": text("等级", "等级不高于此级，须为 grades 中的名称", "差", minLength=1),
    "unranked": key("不参加排名", "只列出，不排名", True, const=True),
}

GRADE = {
    "title": text("等级", "等级名称", "优", minLength=1),
    "at_least": number("起点", "总分达到此数即为该等级", 90, minimum=0),
    "quota": number("比例上限", "同类组内该等级的最高占比", 0.3, minimum=0, maximum=1),
}

RANKING = {
    "within": key("分组", "按哪个字段分组排名，null 为全部", "peer_group", type=["string", "null"]),
    "ties": text(
        "并列",
        "competition 1、1、3（默认），dense 1、1、2，ordinal 1、2、3",
        "competition",
        enum=["competition", "dense", "ordinal"],
    ),
    "tie_breakers": texts("并列时比较", "依次比较的指标标识或 total", ["total", "execution_rate"]),
    "decimals": whole("小数位", "按公布的总分保留几位小数排名", 2, minimum=0, maximum=4),
}

PROFILE = {
    "when": WHEN,
    "weights": key(
        "权重",
        "改用的权重：指标或维度的标识与分值，0 表示不考核",
        {"execution_rate": 15, "satisfaction": 0},
        type="object",
        additionalProperties={"type": "number", "minimum": 0},
    ),
}

SUPPRESSION = {
    "rule": text("检查项", "不再提示的检查项标识", "overshoot-unanswered", minLength=1),
    "at": text("位置", "只对该指标、字段等标识或 JSON 指针处；不写则全文", "execution_rate"),
    "reason": text("理由", "为什么这里可以不改", "超额完成不影响评价", minLength=1, pattern=r"\S"),
}

STATE_POLICIES = {
    "missing": one("policy", "未提供时", "所需字段缺少或空白时怎么办，默认 zero", "zero"),
    "undefined": one("policy", "无法计算时", "如分母为零，默认 unranked", "unranked"),
    "invalid": one("policy", "无效时", "类型不符或超出范围，默认 unranked", "unranked"),
}

POLICIES = {
    **STATE_POLICIES,
    "not_applicable": one(
        "policy", "不涉及时", "填写不涉及、不适用时怎么办，默认 full_marks", "redistribute"
    ),
    "check_error": text(
        "勾稽错误",
        "勾稽校验出错时：report 只报告（默认），unranked 不参加排名",
        "report",
        enum=["report", "unranked"],
    ),
    "bonus_beyond_full": truth("加分可超满分", "总分可否因加分超过满分"),
}
