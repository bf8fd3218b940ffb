"""The keys of a ruleset, object by object: what the JSON Schema and editors know of each.

Every table names the keys of one object; ``schema`` makes the objects from them.
"""

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
TITLE = text("名称", "给人看的名称", "预算完成率", minLength=1)
DESCRIPTION = text("说明", "给人看的解释", "反映预算执行的进度")
EVIDENCE = text("佐证材料", "用什么材料证明", "决算报表 财决01表")
BASIS = text("依据", "basis 中某一份文件的标识", "cb2013_53")
UNIT = text("单位", "数值的单位", "%", "万元")
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"
REASON = text(
    "原因",
    "写入报告的原因；可用 {title} {value} {points} {lost} 等占位符和字段名",
    "{title}为 {value}，扣 {lost} 分",
)
WHEN = text("条件", "取真假的表达式", "spent > budget")

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
    "aliases": texts("别名", "报送表中见过的其他列名", ["年初预算", "预算数"]),
    "required": truth("必填", "缺少时列为问题"),
    "minimum": number("最小值", "小于此值为无效", 0),
    "maximum": number("最大值", "大于此值为无效", 100),
    "choices": texts("选项", "choice 类型可取的值", ["优", "良", "中", "差"], minItems=1),
    "description": DESCRIPTION,
    "evidence": EVIDENCE,
}

TABLE = {
    "title": TITLE,
    "fields": named(
        "field", "列", "表中每一行的字段", {"planned": {"title": "计划数", "type": "number"}}
    ),
}

VALUE = {
    "title": TITLE,
    "expression": text("算式", "由字段和参数算出的值", "spent / budget * 100"),
    "unit": UNIT,
    "decimals": whole("小数位", "显示和评判前保留的小数位", 2, minimum=0, maximum=9),
}

CHECK = {
    "id": ID,
    "title": TITLE,
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
HOLDS = {"holds": text("条件", "应当成立的表达式", "spent <= budget")}
SUM = {
    "sum": texts("相加各项", "应加总的字段", ["basic", "project"], minItems=1),
    "equals": text("等于", "合计应等于的字段", "income", minLength=1),
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

RULESET = {
    "$schema": text("模式地址", "供编辑器提示之用", "ruleset.schema.json"),
    "language_version": whole("语言版本", "评分规则语言的版本，写 1", 1, const=1),
    "id": text(
        "规则标识",
        "哪一套规则；id@edition 确定一份规则",
        "kunming-department",
        pattern=r"^[^\s/\\@:.][^\s/\\@:]*$",
    ),
    "edition": text("版本", "哪一版", "2019", pattern=r"^[^\s/\\@:.][^\s/\\@:]*$"),
    "title": text("名称", "规则的名称", "部门整体支出绩效评分规则", minLength=1),
    "language": text("语言", "报告所用的语言，默认 zh-CN", "zh-CN", enum=["zh-CN", "en"]),
    "basis": many(
        "basis", "依据", "授权这些规则的文件", [{"id": "cb2013_53", "title": "共性指标体系框架"}]
    ),
    "in_force": one(
        "in_force", "施行期间", "自何日起、至何日止", {"from": "2019-01-01", "until": None}
    ),
    "changes": text("变化", "本版相对上一版改了什么", "新增满意度指标"),
    "extends": text(
        "沿用",
        "以此为底本，本文件只写不同之处：对象按键合并，有标识的列表按标识合并，null 为删去",
        "kunming-department@2019",
        pattern=r"^[^\s/\\@:.][^\s/\\@:]*@[^\s/\\@:.][^\s/\\@:]*$",
    ),
    "full_marks": number("满分", "总分", 100, exclusiveMinimum=0, maximum=100000),
    "weights": key("权重口径", "relative：一级指标的权重按比例折算", "relative", const="relative"),
    "rounding": one("rounding", "小数位", "得分与总分的小数位", {"points": 2, "total": 2}),
    "parameters": named(
        "parameter",
        "参数",
        "表达式所用的有名称的数",
        {"pass_line": {"value": 60, "title": "及格线"}},
    ),
    "fields": named(
        "field",
        "字段",
        "报送数据的各项",
        {"spent": {"title": "支出", "type": "money", "unit": "万元"}},
    ),
    "tables": named(
        "table",
        "表",
        "报送数据中的多行表",
        {"tasks": {"title": "任务", "fields": {"done": {"title": "完成数", "type": "number"}}}},
    ),
    "values": named(
        "value",
        "公用算式",
        "供几个指标使用的有名称的算式",
        {"execution": {"title": "执行率", "expression": "spent / budget * 100", "unit": "%"}},
    ),
    "checks": many(
        "check",
        "勾稽校验",
        "报送数据之间应有的关系",
        [{"id": "within_budget", "title": "支出不超预算", "holds": "spent <= budget"}],
    ),
    "indicators": many(
        "node",
        "指标",
        "指标树：有 children 的是维度，没有的是指标",
        [
            {
                "id": "execution_rate",
                "title": "预算完成率",
                "weight": 100,
                "value": "spent / budget * 100",
                "score": {"method": "proportional", "target": 95},
            }
        ],
        minItems=1,
    ),
    "adjustments": many(
        "adjustment",
        "加减分",
        "在总分之外加减的分",
        [{"id": "late", "title": "逾期报送", "points": "-1 * late_days", "min": -3}],
    ),
    "vetoes": many(
        "veto",
        "一票否决",
        "成立时限制总分、等级或排名",
        [{"id": "fraud", "title": "弄虚作假", "when": "fraud", "then": {"cap_total": 59.99}}],
    ),
    "grades": many(
        "grade",
        "等级",
        "由高到低，含起点",
        [{"title": "优", "at_least": 90}, {"title": "差", "at_least": 0}],
    ),
    "ranking": one("ranking", "排名", "怎样分组、并列怎样处理", {"ties": "competition"}),
    "profiles": named(
        "profile",
        "权重方案",
        "某类部门改用的权重，先成立者先用",
        {"no_projects": {"when": "projects == 0", "weights": {"project_output": 0}}},
    ),
    "policies": one("policies", "数据状态处理", "全规则的默认处理办法", {"missing": "zero"}),
}
