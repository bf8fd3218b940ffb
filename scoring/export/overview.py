"""The page about all departments: the figures, the ranking, who is not ranked, what was found."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Facts, Heading
from scoring.export.figures import mark, percent
from scoring.export.headings import DEPARTMENT, GRADE, TOTAL, label, listed, named
from scoring.export.overridden import overridden
from scoring.export.standings import standings
from scoring.words import Message, Phrase, fixed

Report = Mapping[str, Any]

FINDINGS_SHOWN = 20
_FILES_SHOWN = 3
_HARDEST_SHOWN = 5


def overview(report: Report, *, details: bool) -> list[Block]:
    """Return the whole page but the reasons; findings beyond the first few with *details*."""
    ruleset = {key: report["ruleset"][key] for key in ("title", "id", "edition")}
    return [
        Heading(1, _TITLE(**ruleset).say(report["language"])),
        facts(report),
        *standings(report),
        *_unranked(report),
        *overridden(report),
        *_findings(report, None if details else FINDINGS_SHOWN),
    ]


def facts(report: Report) -> Facts:
    """Return what is known of all departments together, as labelled sentences."""
    said = {
        DEPARTMENT: _counts(report["summary"]),
        TOTAL: _totals(report),
        GRADE: _grades(report["summary"]["grades"]),
        _HARDEST: _hardest(report),
    }
    return Facts("", (*_said(said, report["language"]), *sources(report)))


def sources(report: Report) -> tuple[tuple[str, str], ...]:
    """Return what was read, and by which rules and engine it was scored, as labelled sentences."""
    said = {
        _INPUTS: _inputs(report["inputs"]),
        _RULES: _DIGEST(sha256=report["ruleset"]["sha256"][:12], **report["engine"]),
    }
    return _said(said, report["language"])


def _said(told: Mapping[Phrase, Message | None], language: str) -> tuple[tuple[str, str], ...]:
    return tuple((label(key, language), m.say(language)) for key, m in told.items() if m)


def _counts(summary: Mapping[str, Any]) -> Message:
    unranked = summary["departments"] - summary["ranked"]
    return _COUNTS(all=summary["departments"], ranked=summary["ranked"], unranked=unranked)


def _totals(report: Report) -> Message | None:
    summary, decimals = report["summary"], report["ruleset"]["decimals"]["total"]
    if summary["mean"] is None:
        return None
    keys = ("mean", "median", "highest", "lowest")
    full_marks = mark(report["ruleset"]["full_marks"], decimals)
    return _TOTALS(full_marks=full_marks, **{key: fixed(summary[key], decimals) for key in keys})


def _grades(grades: Mapping[str, int]) -> Message | None:
    counts = [_GRADE_COUNT(title=title, count=count) for title, count in grades.items()]
    return _LIST(items=counts) if counts else None


def _hardest(report: Report) -> Message | None:
    decimals = report["ruleset"]["decimals"]["points"]
    hardest = [
        _HARD(
            title=indicator["title"],
            rate=percent(indicator["mean_rate"]),
            points=mark(indicator["points_lost"], decimals),
        )
        for indicator in report["summary"]["hardest"][:_HARDEST_SHOWN]
    ]
    return _LIST(items=hardest) if hardest else None


def _inputs(inputs: list[Mapping[str, Any]]) -> Message | None:
    names = [source["path"] for source in inputs[:_FILES_SHOWN]]
    if len(inputs) > _FILES_SHOWN:
        return _AND_MORE(names=names, count=len(inputs))
    return _LIST(items=names) if names else None


def _unranked(report: Report) -> Iterator[Block]:
    unranked = [d for d in report["departments"] if d["status"] != "ranked"]
    if unranked:
        yield Heading(2, _UNRANKED(count=len(unranked)).say(report["language"]))
        yield Bullets(tuple(_why_unranked(report, department) for department in unranked))


def _why_unranked(report: Report, department: Mapping[str, Any]) -> str:
    language = report["language"]
    said = _WHY_UNRANKED(
        department=named(department, language),
        total=mark(department["total"], report["ruleset"]["decimals"]["total"]),
        reasons=listed(department["status_reasons"], language),
    )
    return said.say(language)


def _findings(report: Report, at_most: int | None) -> Iterator[Block]:
    """Yield the findings, the gravest first, and how many more there are."""
    language, findings = report["language"], list(all_findings(report))
    if not findings:
        return
    yield Heading(2, _FINDINGS(count=len(findings)).say(language))
    left = len(findings) if at_most is None else at_most
    for severity, heading in SEVERITIES.items():
        same = [sentence for grave, sentence in findings if grave == severity]
        shown = same[:left]
        left -= len(shown)
        if shown:
            yield Heading(3, heading(count=len(same)).say(language))
            yield Bullets(tuple(shown))
    if at_most is not None and len(findings) > at_most:
        yield Bullets((_MORE_FINDINGS(count=len(findings) - at_most).say(language),))


def all_findings(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the severity and the sentence of what was found in general, then in departments."""
    language = report["language"]
    for finding in report["findings"]:
        yield finding["severity"], found(finding, finding.get("department"), language)
    for department in report["departments"]:
        for finding in department["findings"]:
            yield finding["severity"], found(finding, department["department"], language)


def found(finding: Mapping[str, Any], department: str | None, language: str) -> str:
    """Return *finding* as a sentence, with the department and the cells it was found in."""
    where = _IN_DEPARTMENT(department=department) if department else ""
    cells = _IN_CELLS(cells=finding["cells"]) if finding["cells"] else ""
    return _FOUND(department=where, message=finding["message"], cells=cells).say(language)


SEVERITIES = {
    "error": Phrase("错误（{count} 条）", "Errors ({count})"),
    "warning": Phrase("警告（{count} 条）", "Warnings ({count})"),
    "info": Phrase("提示（{count} 条）", "Notes ({count})"),
}

_TITLE = Phrase("{title}（{id}@{edition}）", "{title} ({id}@{edition})")
_COUNTS = Phrase(
    "共 {all} 个，参加排名 {ranked} 个，未参加排名 {unranked} 个",
    "{all}, of which {ranked} ranked and {unranked} not ranked",
)
_TOTALS = Phrase(
    "满分 {full_marks}，平均 {mean}，中位数 {median}，最高 {highest}，最低 {lowest}",
    "out of {full_marks}: mean {mean}, median {median}, highest {highest}, lowest {lowest}",
)
_HARDEST = Phrase("失分最多", "Most lost")
_HARD = Phrase(
    "{title}（平均得分率 {rate}，共扣 {points} 分）",
    "{title} (mean rate {rate}, {points} lost in all)",
)
_GRADE_COUNT = Phrase("{title} {count} 个", "{title} {count}")
_LIST = Phrase("{items}", "{items}")
_INPUTS = Phrase("报送数据", "Submissions")
_AND_MORE = Phrase("{names} 等 {count} 个文件", "{names} and others, {count} files in all")
_RULES = Phrase("规则指纹", "Rules")
_DIGEST = Phrase("{sha256}（{name} {version}）", "{sha256} ({name} {version})")
_UNRANKED = Phrase("未参加排名的部门（{count} 个）", "Not ranked ({count})")
_WHY_UNRANKED = Phrase(
    "{department}：暂计 {total} 分。{reasons}", "{department}: {total} provisionally. {reasons}"
)
_FINDINGS = Phrase("核查发现的问题（{count} 条）", "Findings ({count})")
_MORE_FINDINGS = Phrase(
    "另有 {count} 条，输出明细时全部列出", "{count} more, all listed with the details"
)
_FOUND = Phrase("{department}{message}{cells}", "{department}{message}{cells}")
_IN_DEPARTMENT = Phrase("{department}：", "{department}: ")
_IN_CELLS = Phrase("（{cells}）", " ({cells})")
