"""The keys of the indicator tree, as ``keys`` has those of the other objects."""

from scoring.ruleset.key import (
    BASIS,
    DESCRIPTION,
    EVIDENCE,
    ID,
    REASON,
    TITLE,
    UNIT,
    WHEN,
    key,
    many,
    number,
    one,
    text,
    truth,
    whole,
)
from scoring.ruleset.keys import STATE_POLICIES

TUNE = {
    "min": number("权重下限", "调整权重时不低于", 5, minimum=0),
    "max": number("权重上限", "调整权重时不高于", 15, minimum=0),
    "lock": truth("锁定", "不参与调整"),
    "step": number("步长", "每次调整的幅度", 0.5, exclusiveMinimum=0),
}

NAMED = {"id": ID, "title": TITLE}
ABOUT = {
    "basis": BASIS,
    "description": DESCRIPTION,
    "evidence": EVIDENCE,
    "remedy": text("整改建议", "扣分时给部门的建议", "加快预算执行进度"),
}
TUNED = {"tune": one("tune", "调整范围", "调整权重时的界限", {"min": 5, "max": 15})}

DIMENSION = {
    **NAMED,
    "weight": number(
        "权重", "分值；各下级权重之和应恰好等于它", 20, exclusiveMinimum=0, maximum=100000
    ),
    "weights": key("权重口径", "relative：下级权重按比例折算", "relative", const="relative"),
    "aggregate": text(
        "汇总方式",
        "sum 相加（默认），best 取最好，worst 取最差，pool 相加而封顶，geometric_mean 几何平均",
        "sum",
        enum=["sum", "best", "worst", "pool", "geometric_mean"],
    ),
    **ABOUT,
    **TUNED,
    "children": many(
        "node",
        "下级指标",
        "维度之下的维度和指标",
        [
            {
                "id": "disclosed",
                "title": "按时公开",
                "weight": 2,
                "score": {"method": "condition", "when": "disclosed"},
            }
        ],
        minItems=1,
    ),
}

LEAF = {
    **NAMED,
    "weight": number("权重", "分值；0 表示不计分", 10, minimum=0, maximum=100000),
    **ABOUT,
    "value": text("完成值", "表达式，或 values 中的标识", "spent / budget * 100"),
    "unit": UNIT,
    "decimals": whole(
        "小数位", "完成值显示及评判前四舍五入的小数位，默认 4", 2, minimum=0, maximum=9
    ),
    "score": one("score", "计分方法", "怎样由完成值得分", {"method": "proportional", "target": 95}),
    "not_applicable": one(
        "not_applicable",
        "不涉及",
        "何时不涉及，怎么办",
        {"when": "projects == 0", "then": "redistribute"},
    ),
    **STATE_POLICIES,
    "reason": REASON,
    **TUNED,
    "examples": many(
        "example",
        "算例",
        "给定数据应得的分，由 scoring test 核对",
        [{"given": {"spent": 93, "budget": 120}, "points": 8.16, "reason": "低于目标"}],
    ),
}

NOT_APPLICABLE = {
    "when": WHEN,
    "then": one("policy", "处理", "不涉及时怎么办，默认按 policies", "redistribute"),
}

POLICY_NAMES = ("full_marks", "zero", "redistribute", "redistribute_all", "unranked")
MOVE = {"move_to": text("移至", "分值移至哪个指标或维度", "satisfaction", minLength=1)}

FIXED = truth("固定分值", "权重调整时，本方法所写的分值不随之变化")
OUT_OF = number(
    "分值口径",
    "本方法所写（或所报）的分值以满分多少分计，折成比例；不写则为本指标的权重，fixed 时不起作用",
    10,
    exclusiveMinimum=0,
    maximum=100000,
)
