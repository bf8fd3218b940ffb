"""What stands at the head and the foot of the bureau's forms."""

from collections.abc import Mapping
from typing import Any

from scoring.export.cleaning import clean
from scoring.export.headings import named
from scoring.words import Phrase

GOAL = Phrase("目标", "Goal")
NAME = Phrase("任务名称", "Task")
MEASURES = Phrase("编制预算时提出的任务措施", "Measures proposed with the budget")
DONE = Phrase("绩效指标实际执行情况", "What was done")
COMPARED = Phrase("执行情况与年初预算的对比", "Compared with the budget")
REMARKS = Phrase("相关情况说明", "Remarks")
CLOSING = Phrase(
    "单位负责人：　　　　　　　　填表人：　　　　　　　　联系电话：　　　　　　　　填表日期：",
    "Head of department: ____________  Filled in by: ____________  Telephone: ____________  "
    "Date: ____________",
)


def facts_told(department: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    """Return the line above a form: whose it is, of which year, by which rules."""
    language, rules = report["language"], report["ruleset"]
    year = _YEAR(year=department["year"]) if department["year"] else ""
    told = _FACTS(
        name=named(department, language), year=year, title=rules["title"], id=rules["id"],
        edition=rules["edition"],
    )  # fmt: skip
    return clean(told.say(language))


_YEAR = Phrase("年度：{year}　　", "Year: {year}   ")
_FACTS = Phrase(
    "填报单位：{name}　　{year}评分规则：{title}（{id}@{edition}）",
    "Department: {name}   {year}Ruleset: {title} ({id}@{edition})",
)
