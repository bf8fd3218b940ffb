"""Reviewers' overrides as text: the reviewer's points beside the rule's, and why they differ."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from scoring.export.blocks import Block, Bullets, Facts, Heading
from scoring.export.figures import mark
from scoring.export.headings import CELLS, OVERRIDDEN, label, named
from scoring.words import Message, Phrase, spoken

Report = Mapping[str, Any]
Entry = Mapping[str, Any]


def overridden(report: Report) -> Iterator[Block]:
    """Yield every override of every department, if there are any."""
    language = report["language"]
    lines = tuple(
        _LINE(department=named(department, language), told=in_a_line(entry, report)).say(language)
        for department in report["departments"]
        for entry in department["overrides"]
    )
    if lines:
        yield Heading(2, _HEADING(heading=OVERRIDDEN(), count=len(lines)).say(language))
        yield Bullets(lines)


def in_a_line(override: Entry, report: Report) -> Message:
    """Return an override in one sentence."""
    return _TOLD(
        title=override["title"],
        marks=both_marks(override, report),
        reason=override["reason"].rstrip("。.；; "),
        reviewer=override["reviewer"],
        date=_date(override),
        cells=_CELLS(cells=override["cells"]) if override["cells"] else "",
    )


def facts_of(override: Entry, report: Report) -> Facts:
    """Return an override with its reason, the reviewer, the date and the cell of it."""
    language = report["language"]
    title = _TITLE(title=override["title"], marks=both_marks(override, report))
    told = {
        _WHY: override["reason"],
        _REVIEWER: override["reviewer"],
        _DATE: spoken(_date(override), language),
        CELLS: spoken(override["cells"], language),
    }
    facts = ((label(heading, language), text) for heading, text in told.items() if text)
    return Facts(title.say(language), tuple(facts))


def both_marks(override: Entry, report: Report) -> Message:
    """Return the rule's points and the reviewer's."""
    decimals = report["ruleset"]["decimals"]["points"]
    keys = ("rule_points", "points", "full_marks")
    return _BOTH(**{key: mark(override[key], decimals) for key in keys})


def _date(override: Entry) -> date | str:
    """Return the day of an override; text that is no date, as a report from elsewhere may hold."""
    try:
        return date.fromisoformat(override["date"])
    except ValueError:
        return str(override["date"])


_HEADING = Phrase("{heading}（{count} 项）", "{heading} ({count})")
_LINE = Phrase("{department}：{told}", "{department}: {told}")
_TOLD = Phrase(
    "{title}　{marks}；理由：{reason}；复核人：{reviewer}；{date}{cells}",
    "{title}: {marks}; reason: {reason}; reviewer: {reviewer}; {date}{cells}",
)
_BOTH = Phrase(
    "规则得分 {rule_points} 分，复核得分 {points} 分，满分 {full_marks} 分",
    "{rule_points} by the rule, {points} by a reviewer, of {full_marks}",
)
_TITLE = Phrase("复核调整：{title}　{marks}", "Override: {title}, {marks}")
_WHY = Phrase("理由", "Reason")
_REVIEWER = Phrase("复核人", "Reviewer")
_DATE = Phrase("日期", "Date")
_CELLS = Phrase("（{cells}）", " ({cells})")
