"""The ranked table: one for all departments, or one for each group within which ranks are given."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Heading, Table
from scoring.export.figures import NONE, mark
from scoring.export.headings import (
    CODE,
    DEPARTMENT,
    FULL_MARKS,
    GRADE,
    GROUP,
    RANK,
    TOTAL,
    dimensions,
)
from scoring.export.intervals import INTERVAL, has_intervals, interval, told
from scoring.words import Phrase

Report = Mapping[str, Any]
Departments = list[Mapping[str, Any]]


def standings(report: Report) -> Iterator[Block]:
    """Yield the tables of the ranked departments, headed by their group where ranks restart."""
    groups: dict[str | None, Departments] = {}
    for department in report["departments"]:
        if department["status"] == "ranked":
            groups.setdefault(department["peer_group"], []).append(department)
    if _restarts(groups):
        for group, members in groups.items():
            heading = _GROUP_OF(group=_NO_GROUP() if group is None else group, count=len(members))
            yield Heading(2, heading.say(report["language"]))
            yield _table(report, members, with_group=False)
    elif groups:
        ranked = [d for d in report["departments"] if d["status"] == "ranked"]
        yield Heading(2, _RANKING(count=len(ranked)).say(report["language"]))
        yield _table(report, ranked, with_group=len(groups) > 1)
    if groups and has_intervals(report):
        yield Bullets((told(report),))


def _restarts(groups: Mapping[str | None, Departments]) -> bool:
    """Tell whether every department is ranked among as many as its own group holds."""
    return len(groups) > 1 and all(
        department["rank_of"] == len(members)
        for members in groups.values()
        for department in members
    )


def _table(report: Report, departments: Departments, *, with_group: bool) -> Table:
    language = report["language"]
    titles = dimensions(report)
    with_grade = bool(report["summary"]["grades"])
    with_interval = has_intervals(report)
    with_code = any(department["department_code"] for department in departments)
    columns = [
        Column(RANK().say(language), right=True),
        *([Column(INTERVAL().say(language), right=True)] if with_interval else []),
        *([Column(CODE().say(language), least=10)] if with_code else []),
        Column(DEPARTMENT().say(language), least=16),
        *([Column(GROUP().say(language), least=6)] if with_group else []),
        *(Column(title, right=True, optional=True) for title in titles.values()),
        Column(TOTAL().say(language), right=True),
        *([Column(GRADE().say(language))] if with_grade else []),
    ]
    rows = [
        _full_marks(report, departments, titles),
        *(_marks(report, d, titles) for d in departments),
    ]
    return Table(
        tuple(columns),
        tuple(
            (
                rank,
                *([span] if with_interval else []),
                *([code] if with_code else []),
                name,
                *([group] if with_group else []),
                *marks,
                *([grade] if with_grade else []),
            )
            for rank, span, code, name, group, *marks, grade in rows
        ),
    )


def _marks(report: Report, department: Mapping[str, Any], wanted: Iterable[str]) -> list[str]:
    decimals = report["ruleset"]["decimals"]
    points = {dimension["id"]: dimension["points"] for dimension in department["dimensions"]}
    return [
        str(department["rank"]),
        interval(department.get("rank_interval")),
        department["department_code"] or "",
        department["department"],
        department["peer_group"] or "",
        *(mark(points.get(key), decimals["points"]) for key in wanted),
        mark(department["total"], decimals["total"]),
        department["grade"] or NONE,
    ]


def _full_marks(report: Report, departments: Departments, wanted: Iterable[str]) -> list[str]:
    """Return the row that tells what each column is out of, where all are out of the same."""
    decimals = report["ruleset"]["decimals"]
    seen: dict[str, set[float]] = {}
    for department in departments:
        for dimension in department["dimensions"]:
            seen.setdefault(dimension["id"], set()).add(dimension["full_marks"])
    shared = {key: marks.pop() for key, marks in seen.items() if len(marks) == 1}
    return [
        "",
        "",
        "",
        FULL_MARKS().say(report["language"]),
        "",
        *(mark(shared.get(key), decimals["points"]) for key in wanted),
        mark(report["ruleset"]["full_marks"], decimals["total"]),
        "",
    ]


_RANKING = Phrase("排名（{count} 个部门）", "Ranking ({count})")
_GROUP_OF = Phrase("{group}（{count} 个部门）", "{group} ({count})")
_NO_GROUP = Phrase("未分组", "No peer group")
