"""The keys at the top of a ruleset, as ``keys`` has those of the objects below."""

from scoring.ruleset.key import key, many, named, number, one, text, whole

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
    "extends": text(
        "沿用",
        "以此为底本，本文件只写不同之处：对象按键合并，有标识的列表按标识合并，null 为删去",
        "kunming-department@2019",
        pattern=r"^[^\s/\\@:.][^\s/\\@:]*@[^\s/\\@:.][^\s/\\@:]*$",
    ),
    "title": text("名称", "规则的名称", "部门整体支出绩效评分规则", minLength=1),
    "language": text("语言", "报告所用的语言，默认 zh-CN", "zh-CN", enum=["zh-CN", "en"]),
    "basis": many(
        "basis", "依据", "授权这些规则的文件", [{"id": "cb2013_53", "title": "共性指标体系框架"}]
    ),
    "in_force": one(
        "in_force", "施行期间", "自何日起、至何日止", {"from": "2019-01-01", "until": None}
    ),
    "changes": key(
        "变化",
        "本版相对上一版改了什么，一段话或逐条列出",
        "新增满意度指标",
        ["新增满意度指标", "预算完成率权重由 8 分增至 10 分"],
        type=["string", "array"],
        items={"type": "string"},
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
    "lint": many(
        "suppression",
        "不再提示的检查项",
        "scoring lint 在本规则中不必再提示的问题及理由",
        [{"rule": "overshoot-unanswered", "at": "execution_rate", "reason": "超额不影响评价"}],
    ),
    "policies": one("policies", "数据状态处理", "全规则的默认处理办法", {"missing": "zero"}),
    "examples": many(
        "whole_example",
        "算例",
        "整份报送数据应得的总分、等级和问题，由 scoring test 核对",
        [{"id": "good", "given": {"spent": 95, "budget": 100}, "total": 95, "grade": "优"}],
    ),
}
