"""The keys of examples, of one indicator and of a whole ruleset, as ``keys`` has others."""

from scoring.ruleset.key import ID, key, number, text, texts, whole

_LIKE = text("同", "先取顶层某一算例的给定数据，再按 given 改动", "good", minLength=1)
_PEERS = key(
    "同组部门",
    "同类组其他部门的数据，一个部门一项；横向比较、名次和等级名额用",
    [{"spent": 80, "budget": 100}],
    type="array",
    items={"type": "object"},
)
_GIVEN = key(
    "给定",
    "字段与填写的值；表写成行的列表；不写或 null 为未提供，也可写 不涉及",
    {"spent": 93, "budget": 120},
    type="object",
)
_TITLE = text("名称", "这一算例说明什么", "恰好达到目标", minLength=1)

EXAMPLE = {
    "title": _TITLE,
    "like": _LIKE,
    "given": _GIVEN,
    "peers": _PEERS,
    "points": number("得分", "应得的分", 4.5, minimum=0),
    "full_marks": number("满分", "分值分摊、移转或改用权重方案后应有的满分", 5, minimum=0),
    "status": text(
        "状态",
        "scored 已计分，missing 未提供，not_applicable 不涉及，undefined 无法计算，invalid 无效",
        "missing",
        enum=["scored", "missing", "not_applicable", "undefined", "invalid"],
    ),
    "reason": text("原因", "扣分原因或说明中应包含的文字", "低于目标"),
}

_POINTS_BY_ID = {"type": "object", "additionalProperties": {"type": "number"}}

WHOLE_EXAMPLE = {
    "id": ID,
    "title": _TITLE,
    "like": _LIKE,
    "given": _GIVEN,
    "peers": _PEERS,
    "total": number("总分", "应得的总分", 89.99),
    "grade": key("等级", "应得的等级，没有等级的为 null", "优", type=["string", "null"]),
    "status": text(
        "排名状态", "ranked 参加排名，unranked 不参加", "ranked", enum=["ranked", "unranked"]
    ),
    "rank": whole("名次", "在同组部门中的名次", 1, minimum=1),
    "profile": key("权重方案", "适用的方案，都不适用的为 null", "small", type=["string", "null"]),
    "points": key("得分", "指标或维度应得的分", {"execution_rate": 8}, **_POINTS_BY_ID),
    "full_marks": key("满分", "指标或维度应有的满分", {"execution_rate": 10}, **_POINTS_BY_ID),
    "findings": texts("校验不符", "不符的勾稽校验，全部列出，没有的写 []", ["within_budget"]),
    "unchecked": texts("未校验", "因缺少数据没有校验的勾稽校验", ["within_budget"]),
    "adjustments": key(
        "加减分", "各项加减分应有的分数，全部列出，没有的写 {}", {"late": -2}, **_POINTS_BY_ID
    ),
    "vetoes": texts("一票否决", "成立的一票否决，全部列出，没有的写 []", ["fraud"]),
    "reason": text("原因", "不参加排名、加减分、否决或校验的说明中应包含的文字", "弄虚作假"),
}
