"""The ranked table as it stands before any script runs, and what its columns are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scoring.export.cleaning import clean
from scoring.export.figures import NONE, mark
from scoring.export.headings import CODE, DEPARTMENT, GRADE, GROUP, RANK, TOTAL, dimensions
from scoring.export.intervals import INTERVAL, has_intervals, interval
from scoring.words import Phrase

Report = Mapping[str, Any]
Entry = Mapping[str, Any]

LISTED = 500  # departments listed at once
SHADES = 10
_SHORT = 12  # characters that stay on one line


class Column(NamedTuple):
    """A column of the table: what of a department it shows; *falling*, how it is sorted first."""

    name: str
    title: str
    figure: bool = False
    falling: bool = False
    dimension: int | None = None


class Cell(NamedTuple):
    """A cell: its text, and the classes that tell how it looks."""

    text: str
    kind: str = ""


def columns(report: Report) -> list[Column]:
    """Return the columns; those that no department fills are left out."""
    language, departments = report["language"], report["departments"]
    filled = {
        key: any(department[key] for department in departments)
        for key in ("department_code", "peer_group", "grade", "findings")
    }
    roots = enumerate(dimensions(report).values())
    wanted = [
        (True, Column("rank", RANK().say(language), figure=True)),
        (has_intervals(report), Column("interval", INTERVAL().say(language), True)),
        (filled["department_code"], Column("code", CODE().say(language))),
        (True, Column("name", DEPARTMENT().say(language))),
        (True, Column("total", TOTAL().say(language), True, True)),
        (filled["grade"], Column("grade", GRADE().say(language))),
        (filled["peer_group"], Column("group", GROUP().say(language))),
        *((True, Column("dimension", title, True, True, place)) for place, title in roots),
        (filled["findings"], Column("findings", FINDINGS().say(language), True, True)),
    ]
    return [column for present, column in wanted if present]


def rows(report: Report) -> list[list[Cell]]:
    """Return the first departments, each as the cells of its row."""
    wanted, roots = columns(report), list(dimensions(report))
    listed = report["departments"][:LISTED]
    return [[_cell(column, d, roots, report) for column in wanted] for d in listed]


def _cell(column: Column, department: Entry, roots: Sequence[str], report: Report) -> Cell:
    decimals = report["ruleset"]["decimals"]
    match column.name:
        case "dimension":
            nodes = {node["id"]: node for node in department["dimensions"]}
            return _shaded(nodes.get(roots[column.dimension or 0]), decimals["points"])
        case "total":
            return Cell(mark(department["total"], decimals["total"]), "figure total")
        case "findings":
            return Cell(str(len(department["findings"])), "figure")
        case "interval":
            return Cell(interval(department["rank_interval"]), "figure")
        case "rank":
            return Cell(str(department["rank"] or NONE), "figure")
        case "name":
            return Cell(
                clean(department["department"]).strip() or NAMELESS().say(report["language"])
            )
    key = {"code": "department_code", "group": "peer_group", "grade": "grade"}[column.name]
    text = clean(department[key] or NONE)
    return Cell(text, "short" if len(text) <= _SHORT else "")


def _shaded(node: Entry | None, decimals: int) -> Cell:
    if node is None:
        return Cell(NONE, "figure")
    shade = f" r{shade_of(node['points'], node['full_marks'])}" if node["full_marks"] else ""
    return Cell(mark(node["points"], decimals), "figure" + shade)


def shade_of(points: float, full_marks: float) -> int:
    """Return which of SHADES, the fuller the lighter, stands for *points* out of *full_marks*.

    >>> shade_of(0, 20), shade_of(19.99, 20), shade_of(20, 20)
    (0, 9, 9)
    """
    return min(SHADES - 1, int(round(points * SHADES, 6) / full_marks))


def choices(report: Report) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield the filters: what of a department each looks at, its label, and what may be chosen."""
    language, departments = report["language"], report["departments"]
    groups = dict.fromkeys(clean(d["peer_group"] or "") for d in departments)
    if len(groups) > 1:
        told = [(f"={group}", group or _NO_GROUP().say(language)) for group in groups]
        yield "group", GROUP().say(language), told
    given = {clean(d["grade"] or "") for d in departments if d["status"] == "ranked"}
    titles = [clean(title) for title in report["summary"]["grades"]]
    told = [(f"={title}", title or _NO_GRADE().say(language)) for title in (*titles, "")]
    told = [(value, text) for value, text in told if value[1:] in given and len(given) > 1]
    if any(d["status"] != "ranked" for d in departments):
        told.append(("unranked", _UNRANKED().say(language)))
    if told:
        yield "grade", GRADE().say(language), told


FINDINGS = Phrase("问题", "Findings")
NAMELESS = Phrase("（未填名称）", "(no name)")
_NO_GROUP = Phrase("未分组", "No peer group")
_NO_GRADE = Phrase("无等级", "No grade")
_UNRANKED = Phrase("未参加排名", "Not ranked")
