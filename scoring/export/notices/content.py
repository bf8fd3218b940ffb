"""What a department is told: its score, every mark it lost and why, and where to appeal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from scoring.export.account import changes_told
from scoring.export.figures import mark, quantity
from scoring.export.headings import listed
from scoring.export.losses import joined, losses, path_of
from scoring.words import Phrase, spoken

Report = Mapping[str, Any]
Entry = Mapping[str, Any]
Content = dict[str, Any]
_TO_CORRECT = {"error": 0, "warning": 1}  # by severity, the gravest first; notes are not


@dataclass(frozen=True, slots=True)
class Issue:
    """What the bureau adds to a notice: who issues it, when, where to appeal; none is required.

    Unless *rank_told*, a department learns whether it is ranked, but not where.
    """

    issuer: str = ""
    date: str = ""
    appeal: str = ""
    rank_told: bool = True


def shared_ranks(report: Report) -> Counter[tuple[Any, Any]]:
    """Return how many departments bear each rank of each group."""
    ranked = (d for d in report["departments"] if d["status"] == "ranked")
    return Counter((d["peer_group"], d["rank"]) for d in ranked)


def notice_content(
    department: Entry, report: Report, issue: Issue, ranks: Counter[tuple[Any, Any]]
) -> Content:
    """Return all that a notice may tell, by the English names of NAMES: texts and lists of them."""
    language, rules = report["language"], report["ruleset"]
    lost = losses(department)
    return {
        "department": department["department"],
        "department_code": department["department_code"] or "",
        "year": str(department["year"] or ""),
        "ruleset": rules["title"],
        "edition": f"{rules['id']}@{rules['edition']}",
        "full_marks": mark(rules["full_marks"], rules["decimals"]["total"]),
        "lost": _points(sum(loss.deduction["points"] for loss in lost), report),
        **_standing(department, report, issue, ranks),
        "remarks": listed(department["status_reasons"], language),
        "dimensions": list(_dimensions(department, report)),
        "indicators": [_indicator(each, report) for each in department["indicators"]],
        "deductions": [
            _deduction(number, loss, report) for number, loss in enumerate(lost, start=1)
        ],
        "changes": [
            {"title": told.title, "text": _SEMICOLON().say(language).join(map("".join, told.facts))}
            for told in changes_told(department, report)
        ],
        "findings": list(_findings(department, language)),
        "appeal": issue.appeal or _APPEAL().say(language),
        "issuer": issue.issuer,
        "date": issue.date,
    }


def _standing(
    department: Entry, report: Report, issue: Issue, ranks: Counter[tuple[Any, Any]]
) -> Content:
    language, group = report["language"], department["peer_group"]
    total = mark(department["total"], report["ruleset"]["decimals"]["total"])
    told = department["status"] == "ranked" and issue.rank_told
    place = _place(department, report, ranks).say(language) if told else ""
    if department["status"] != "ranked":
        place = _UNRANKED().say(language)
    return {
        "total": total,
        "grade": department["grade"] or "",
        "group": group or "",
        "rank": str(department["rank"]) if told else "",
        "standing": place,
        "result": _result(department, report, total, place).say(language),
    }


def _place(department: Entry, report: Report, ranks: Counter[tuple[Any, Any]]) -> Any:
    group, rank = department["peer_group"], department["rank"]
    phrase = _TIED if ranks[group, rank] > 1 else _PLACE
    place = phrase(rank=rank, of=department["rank_of"])
    within = group and department["rank_of"] != report["summary"]["ranked"]
    return _WITHIN(group=group, place=place) if within else place


def _result(department: Entry, report: Report, total: str, place: str) -> Any:
    full = mark(report["ruleset"]["full_marks"], report["ruleset"]["decimals"]["total"])
    return (_RESULT if department["status"] == "ranked" else _PROVISIONALLY)(
        total=total,
        full=full,
        grade=_GRADE(grade=department["grade"]) if department["grade"] else "",
        place=_COMMA(place=place) if place else "",
    )


def _dimensions(department: Entry, report: Report) -> Iterator[Content]:
    """Yield the roots of the tree in order, whether they have parts or not."""
    whole = {dimension["title"]: dimension for dimension in department["dimensions"]}
    for root, members in groupby(department["indicators"], key=lambda each: path_of(each)[0]):
        parts = list(members)
        for node in [whole[root]] if root in whole else parts:
            yield _marks(node, report)


def _marks(node: Entry, report: Report) -> Content:
    lost = None if node["points"] is None else node["full_marks"] - node["points"]
    return {
        "indicator": node["title"],
        "full_marks": _points(node["full_marks"], report),
        "points": _points(node["points"], report),
        "lost": _points(lost, report),
    }


def _indicator(indicator: Entry, report: Report) -> Content:
    path = path_of(indicator)
    own, value = indicator["self_score"], indicator["value"]
    return {
        **_marks(indicator, report),
        "dimension": path[0] if len(path) > 1 else "",
        "indicator": joined(path[1:] or path),
        "self_score": "" if own is None else _points(own, report),
        "value": quantity(value, indicator["unit"], report["language"]),
        "note": indicator["note"] or "",
    }


def _deduction(number: int, loss: Any, report: Report) -> Content:
    return {
        "number": str(number),
        "dimension": loss.path[0] if len(loss.path) > 1 else "",
        "indicator": joined(loss.path[1:] or loss.path),
        "lost": _points(loss.deduction["points"], report),
        "reason": loss.deduction["reason"],
        "remedy": loss.deduction["remedy"] or "",
        "basis": loss.deduction["basis"] or "",
        "cells": spoken(loss.deduction["cells"], report["language"]),
    }


def _findings(department: Entry, language: str) -> Iterator[Content]:
    grave = [each for each in department["findings"] if each["severity"] in _TO_CORRECT]
    grave.sort(key=lambda finding: _TO_CORRECT[finding["severity"]])
    for number, finding in enumerate(grave, start=1):
        cells = spoken(finding["cells"], language)
        yield {"number": str(number), "message": finding["message"], "cells": cells}


def _points(points: float | None, report: Report) -> str:
    return mark(points, report["ruleset"]["decimals"]["points"])


_APPEAL = Phrase(
    "对评分结果或扣分有异议的，请书面说明理由，附佐证材料，向本告知书的印发单位提出复核申请。",
    "Whoever disagrees with the score or a deduction may ask the issuing office in writing to "
    "review it, giving the reasons and the evidence.",
)
_UNRANKED = Phrase("未参加排名", "not ranked")
_PLACE = Phrase("第 {rank} 名（共 {of} 个部门）", "rank {rank} of {of}")
_TIED = Phrase("并列第 {rank} 名（共 {of} 个部门）", "rank {rank} of {of}, shared")
_WITHIN = Phrase("同类组“{group}”中{place}", "{place} in {group}")
_RESULT = Phrase(
    "总分 {total} 分（满分 {full} 分）{grade}{place}。", "Total {total} of {full}{grade}{place}."
)
_PROVISIONALLY = Phrase(
    "总分暂计 {total} 分（满分 {full} 分）{grade}{place}。",
    "Total {total} of {full}, provisionally{grade}{place}.",
)
_GRADE = Phrase("，等级为“{grade}”", ', grade "{grade}"')
_COMMA = Phrase("，{place}", ", {place}")
_SEMICOLON = Phrase("；", "; ")
