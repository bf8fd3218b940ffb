"""The notice as a page of blocks, for the formats that have no template."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.headings import BASIS, CELLS, LOST, REASON, REMEDY, label
from scoring.export.notices.letter import TITLE
from scoring.words import Phrase

Content = Mapping[str, Any]


def notice_page(content: Content, language: str) -> Iterator[Block]:
    """Yield the notice with the same *content* as the Word file has."""

    def heading(level: int, phrase: Phrase) -> Heading:
        return Heading(level, phrase().say(language))

    yield heading(1, TITLE)
    facts = [(_TO, "department"), (_YEAR, "year"), (_RULES, "edition"), (_RESULT, "result")]
    facts += [(_REMARKS, "remarks"), (_ISSUER, "issuer"), (_DATE, "date")]
    told = ((label(phrase, language), _fact(content, name)) for phrase, name in facts)
    yield Facts("", tuple((heading, text) for heading, text in told if text))
    yield _dimensions(content, language)
    yield heading(2, _DEDUCTIONS)
    yield from (_deduction(each, language) for each in content["deductions"])
    if not content["deductions"]:
        yield Bullets((_NOTHING_LOST().say(language),))
    if content["changes"]:
        yield heading(2, _CHANGES)
        yield Bullets(tuple(_CHANGE(**each).say(language) for each in content["changes"]))
    if content["findings"]:
        yield heading(2, _FINDINGS)
        yield Bullets(tuple(_found(each, language) for each in content["findings"]))
    yield heading(2, _APPEAL)
    yield Bullets((content["appeal"],))


def _fact(content: Content, name: str) -> str:
    return f"{content['ruleset']} {content[name]}" if name == "edition" else str(content[name])


def _dimensions(content: Content, language: str) -> Table:
    heads = (_INDICATOR, _FULL_MARKS, _POINTS, LOST)
    columns = tuple(
        Column(phrase().say(language), right=place > 0) for place, phrase in enumerate(heads)
    )
    keys = ("indicator", "full_marks", "points", "lost")
    rows = tuple(tuple(each[key] for key in keys) for each in content["dimensions"])
    return Table(columns, rows)


def _deduction(each: Content, language: str) -> Facts:
    facts = ((REASON, "reason"), (REMEDY, "remedy"), (BASIS, "basis"), (CELLS, "cells"))
    told = tuple((label(phrase, language), each[name]) for phrase, name in facts if each[name])
    return Facts(_LOSS(**each).say(language), told)


def _found(each: Content, language: str) -> str:
    return str(each["message"]) + (_AT(**each).say(language) if each["cells"] else "")


_AT = Phrase("（{cells}）", " ({cells})")
_TO = Phrase("部门", "Department")
_YEAR = Phrase("年度", "Year")
_RULES = Phrase("评分规则", "Ruleset")
_RESULT = Phrase("评分结果", "Score")
_REMARKS = Phrase("说明", "Remarks")
_ISSUER = Phrase("印发单位", "Issued by")
_DATE = Phrase("日期", "Date")
_INDICATOR = Phrase("指标", "Indicator")
_FULL_MARKS = Phrase("满分", "Full marks")
_POINTS = Phrase("得分", "Points")
_DEDUCTIONS = Phrase("扣分明细", "Deductions")
_LOSS = Phrase("{number}. {indicator}　扣 {lost} 分", "{number}. {indicator}: {lost} lost")
_NOTHING_LOST = Phrase("各项指标均未扣分。", "No marks were lost.")
_CHANGES = Phrase("加减分、一票否决和复核调整", "Adjustments, vetoes and overrides")
_CHANGE = Phrase("{title}。{text}", "{title}. {text}")
_FINDINGS = Phrase("需要核实的问题", "Findings to verify")
_APPEAL = Phrase("异议申诉", "Appeals")
