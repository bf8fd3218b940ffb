"""The keys of the rules by which rows of a submission are judged, as ``tree_keys`` has a leaf's."""

from scoring.ruleset.key import DESCRIPTION, TITLE, UNIT, WHEN, key, one, text, whole

ROW_POLICY = {
    "type": "string",
    "enum": ["full_marks", "zero", "redistribute", "unranked"],
}


def _policy(title: str, when: str) -> object:
    described = f"{when}时怎么办：redistribute 指分摊给本指标的其他行；不写按指标的规定"
    return key(title, described, "redistribute", **ROW_POLICY)


ROW_RULE = {
    "title": TITLE,
    "description": DESCRIPTION,
    "when": {**WHEN, "description": "关于列的条件；不写则适用于其余各行"},
    "value": text("完成值", "由列算出的值，直接写列名", "actual / planned * 100"),
    "unit": UNIT,
    "decimals": whole(
        "小数位", "完成值显示及评判前四舍五入的小数位，默认 4", 2, minimum=0, maximum=9
    ),
    "score": one(
        "row_score",
        "计分方法",
        "怎样由一行的完成值得分；points 为该行权重下的分值",
        {"method": "proportional", "target": "target"},
    ),
    "not_applicable": one(
        "row_not_applicable",
        "不涉及",
        "一行何时不涉及，怎么办",
        {"when": "is_missing(target)", "then": "redistribute"},
    ),
    "missing": _policy("未提供", "该行所需的数据缺失"),
    "undefined": _policy("无法计算", "该行的完成值算不出"),
    "invalid": _policy("无效", "该行的数据无效，或没有适用的规则"),
    "remedy": text("整改建议", "扣分时给部门的建议；不写用指标的", "补充佐证材料"),
}

ROW_NOT_APPLICABLE = {
    "when": WHEN,
    "then": _policy("处理", "不涉及"),
}
