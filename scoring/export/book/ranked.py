"""The official ranking: sorted, filtered, with bars on the totals and the grades in colour."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from scoring.export.book.layout import Layout
from scoring.export.book.page import GRADE_FILLS, Page
from scoring.export.headings import (
    ADJUSTED,
    CODE,
    DEPARTMENT,
    GRADE,
    GROUP,
    RANK,
    REASONS,
    TOTAL,
    VETOED,
    listed,
)
from scoring.export.intervals import INTERVAL, has_intervals, interval
from scoring.export.intervals import told as intervals_told
from scoring.words import Phrase

Json = Mapping[str, Any]
HEAD = 3  # row of the headings, from 0


def write_ranking(page: Page, layout: Layout) -> None:
    """Write the departments in the order of the report, the unranked last with the reason."""
    notes = _notes(layout)
    told = [intervals_told(layout.report)] if has_intervals(layout.report) else []
    told += [page.say(_NOTE(number=number, reason=reason)) for reason, number in notes.items()]
    page.title(
        layout.report["ruleset"]["title"], _TITLE, page.say(_BETWEEN).join([page.say(_HOW), *told])
    )
    columns = RankingColumns(layout)
    page.line(HEAD, columns.headings, "head")
    page.sheet.set_row(HEAD, 32)
    for row, department in enumerate(layout.departments, start=HEAD + 1):
        _line(page, layout, columns, row, department, notes)
    last = HEAD + max(len(layout.departments), 1)
    page.sheet.autofilter(HEAD, 0, last, len(columns.headings) - 1)
    page.sheet.freeze_panes(HEAD + 1, columns.department + 1)
    ranked = sum(entry["status"] == "ranked" for entry in layout.departments)
    if ranked:
        page.sheet.conditional_format(
            HEAD + 1, columns.total, HEAD + ranked, columns.total, bar_of(layout)
        )
    page.widths(columns.widths)
    page.prints(HEAD)


class RankingColumns:
    """What the ranking shows: groups, codes, adjustments and vetoes only where there are any."""

    def __init__(self, layout: Layout):
        departments = layout.departments
        self.with_interval = has_intervals(layout.report)
        self.with_code = any(d["department_code"] for d in departments)
        self.with_group = any(d["peer_group"] for d in departments)
        self.changes = [
            (key, heading)
            for key, heading in (("adjustments", ADJUSTED), ("vetoes", VETOED))
            if layout.rules[key]
        ]
        self.roots = [layout.tree.by_id[name] for name in layout.tree.roots]
        spans, codes = [INTERVAL] * self.with_interval, [CODE] * self.with_code
        before = [RANK, *spans, *codes, DEPARTMENT]
        self.department = len(before) - 1
        before += [GROUP] if self.with_group else []
        middle = [*(root.title for root in self.roots), *(said for _, said in self.changes)]
        self.total = len(before) + len(middle)
        self.headings = [*before, *middle, TOTAL, GRADE, REASONS]
        names = [6, *[10] * self.with_interval, *[14] * self.with_code, 34]
        groups = [13] * self.with_group
        self.widths = [*names, *groups, *[10] * len(middle), 12, 7, 34]


def _notes(layout: Layout) -> dict[str, int]:
    """Return a number for each remark that several ranked departments have."""
    ranked = (entry for entry in layout.departments if entry["status"] == "ranked")
    counts = Counter(reason for entry in ranked for reason in entry["status_reasons"])
    repeated = (reason for reason, count in counts.items() if count > 1)
    return {reason: number for number, reason in enumerate(repeated, start=1)}


def _line(
    page: Page,
    layout: Layout,
    columns: RankingColumns,
    row: int,
    told: Json,
    notes: Mapping[str, int],
) -> None:
    ranked = told["status"] == "ranked"
    cells: list[tuple[object, Any]] = [(told["rank"] if ranked else "—", "centre")]
    cells += [(interval(told.get("rank_interval")), "centre")] * columns.with_interval
    cells += [(told["department_code"], "text")] * columns.with_code
    cells += [(told["department"], "strong" if ranked else "text")]
    cells += [(told["peer_group"], "text")] * columns.with_group
    points = {node["id"]: node["points"] for node in (*told["indicators"], *told["dimensions"])}
    cells += [(points[root.id], "points") for root in columns.roots]
    for key, _ in columns.changes:
        cells.append((round(sum(entry["points"] for entry in told[key]), 9) + 0.0, "points"))
    cells += [(told["total"], "total"), (told["grade"], _grade_style(page, layout, told["grade"]))]
    cells.append((_remarks(page, told, notes), "long"))
    page.fit(row, [cell for cell, _ in cells], columns.widths)
    for column, (cell, style) in enumerate(cells):
        page.put(row, column, cell, style)


def _grade_style(page: Page, layout: Layout, grade: str | None) -> Any:
    titles = [entry["title"] for entry in layout.rules["grades"]]
    fill = {"bg_color": GRADE_FILLS[min(titles.index(grade), 4)]} if grade in titles else {}
    return page.styles.of(border=1, align="center", bold=True, **fill)


def _remarks(page: Page, told: Json, notes: Mapping[str, int]) -> str:
    reasons = told["status_reasons"]
    if told["status"] == "ranked":
        shown = [page.say(_SEE(number=notes[r])) if r in notes else r for r in reasons]
        return listed(shown, page.language)
    return page.say(_UNRANKED(reasons=listed(reasons, page.language)))


def bar_of(layout: Layout) -> dict[str, Any]:
    """Return the bar beside a total: as long as its share of full marks."""
    return {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True, "min_type": "num",
            "min_value": 0, "max_type": "num", "max_value": layout.full_marks}  # fmt: skip


_TITLE = Phrase("部门排名表", "Ranking")
_HOW = Phrase(
    "正式结果。未参加排名的部门列在最后，总分为暂计。",
    "The official result. Those not ranked come last; their totals are provisional.",
)
_BETWEEN = Phrase("", " ")
_NOTE = Phrase("注 {number}：{reason}。", "Note {number}: {reason}.")
_SEE = Phrase("见注 {number}", "see note {number}")
_UNRANKED = Phrase("未参加排名：{reasons}", "Not ranked: {reasons}")
