"""The words at the head of columns and facts, the same in every export."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.words import Phrase

RANK = Phrase("排名", "Rank")
CODE = Phrase("编码", "Code")
DEPARTMENT = Phrase("部门", "Department")
GROUP = Phrase("同类组", "Group")
YEAR = Phrase("年度", "Year")
STATUS = Phrase("状态", "Status")
TOTAL = Phrase("总分", "Total")
GRADE = Phrase("等级", "Grade")
ADJUSTED = Phrase("加减分", "Adjustments")
VETOED = Phrase("一票否决", "Vetoes")
OVERRIDDEN = Phrase("复核调整", "Overrides")
REASONS = Phrase("状态说明", "Remarks")
INDICATOR = Phrase("指标", "Indicator")
LOST = Phrase("扣分", "Lost")
REASON = Phrase("扣分原因", "Reason")
REMEDY = Phrase("整改建议", "Remedy")
BASIS = Phrase("依据", "Basis")
CELLS = Phrase("出处", "Where")
YES = Phrase("是", "yes")
NO = Phrase("否", "no")

STATUSES = {
    "ranked": Phrase("参加排名", "ranked"),
    "unranked": Phrase("未参加排名", "not ranked"),
    "scored": Phrase("已计分", "scored"),
    "missing": Phrase("未提供", "missing"),
    "not_applicable": Phrase("不适用", "not applicable"),
    "undefined": Phrase("无法计算", "cannot be computed"),
    "invalid": Phrase("数据无效", "invalid"),
}

FULL_MARKS = Phrase("满分", "Full marks")

_LABEL = Phrase("{heading}：", "{heading}: ")


def label(heading: Phrase, language: str) -> str:
    """Return *heading* with the colon of *language* after it."""
    return _LABEL(heading=heading()).say(language)


def dimensions(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the titles of the root dimensions of all departments, by id, in order."""
    return _titles(report, "dimensions")


def indicators(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the titles of the indicators of all departments, by id, in order."""
    return _titles(report, "indicators")


def _titles(report: Mapping[str, Any], nodes: str) -> dict[str, str]:
    return {node["id"]: node["title"] for d in report["departments"] for node in d[nodes]}


def named(department: Mapping[str, Any], language: str) -> str:
    """Return the name of *department* with its code after it, if it has one."""
    code = department["department_code"]
    name = department["department"]
    return _NAME_AND_CODE(name=name, code=code).say(language) if code else str(name)


def listed(sentences: Sequence[str], language: str) -> str:
    """Return *sentences* as one.

    >>> listed(["未提供预算数。", "总额不符。"], "zh-CN")
    '未提供预算数；总额不符'
    """
    semicolon = _SEMICOLON().say(language)
    return semicolon.join(sentence.rstrip("。.") for sentence in sentences)


_NAME_AND_CODE = Phrase("{name}（{code}）", "{name} ({code})")
_SEMICOLON = Phrase("；", "; ")
