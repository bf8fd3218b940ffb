"""Long lists: every deduction, and every finding, one a row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.book.layout import Layout
from scoring.export.book.page import Page
from scoring.export.headings import (
    BASIS,
    CELLS,
    CODE,
    DEPARTMENT,
    FULL_MARKS,
    INDICATOR,
    LOST,
    REASON,
    REMEDY,
)
from scoring.export.losses import joined, losses, losses_on_top
from scoring.words import Phrase, spoken
from scoring.workbooks import MOST_ROWS

Json = Mapping[str, Any]
Cells = Sequence[str | float | None]
HEAD = 2


def losses_told(layout: Layout) -> Iterator[Cells]:
    """Yield a row for each deduction, those of a department together, its greatest first."""
    language = layout.language
    for department in layout.departments:
        identity = department["department_code"], department["department"]
        for path, deduction in (*losses(department), *losses_on_top(department, language)):
            yield [
                *identity,
                path[0],
                joined(path[1:]) or path[0],
                deduction["points"],
                deduction["reason"],
                deduction["remedy"],
                deduction["basis"],
                spoken(deduction["cells"], language),
            ]


def findings_told(layout: Layout) -> Iterator[Cells]:
    """Yield a row for each finding: general ones first, then those of each department."""
    for finding in layout.report["findings"]:
        yield _found(layout, finding, None, finding.get("department"))
    for department in layout.departments:
        for finding in department["findings"]:
            yield _found(layout, finding, department["department_code"], department["department"])


def overrides_told(layout: Layout) -> Iterator[Cells]:
    """Yield a row for each override: the rule's points, the reviewer's, and why."""
    for department in layout.departments:
        for entry in department["overrides"]:
            yield [
                department["department_code"],
                department["department"],
                entry["title"],
                entry["full_marks"],
                entry["rule_points"],
                entry["points"],
                entry["reason"],
                entry["reviewer"],
                entry["date"],
                spoken(entry["cells"], layout.language),
            ]


def _found(layout: Layout, finding: Json, code: str | None, department: str | None) -> Cells:
    severity = _SEVERITIES[finding["severity"]]().say(layout.language)
    cells = spoken(finding["cells"], layout.language)
    return [severity, code, department, finding["message"], finding["check"], cells]


def write_losses(page: Page, layout: Layout, another: Any) -> None:
    """Write every deduction; *another* gives a new page where one is full."""
    page.title(_LOSSES, _LOSSES_HOW)
    _write_list(page, losses_told(layout), _LOSS_HEADINGS, _LOSS_WIDTHS, another)


def write_findings(page: Page, layout: Layout, another: Any) -> None:
    """Write every finding; *another* gives a new page where one is full."""
    page.title(_FINDINGS, _FINDINGS_HOW)
    _write_list(page, findings_told(layout), _FINDING_HEADINGS, _FINDING_WIDTHS, another)


def write_overrides(page: Page, layout: Layout, another: Any) -> None:
    """Write every reviewer's override; *another* gives a new page where one is full."""
    page.title(_OVERRIDES, _OVERRIDES_HOW)
    told = overrides_told(layout)
    _write_list(page, told, _OVERRIDE_HEADINGS, _OVERRIDE_WIDTHS, another)


def _write_list(
    page: Page,
    rows: Iterator[Cells],
    headings: Sequence[Phrase],
    widths: Sequence[float],
    another: Any,
) -> None:
    row = HEAD
    _begin(page, headings, widths)
    for cells in rows:
        row += 1
        if row == MOST_ROWS:
            _end(page, headings, row - 1)
            page, row = another(), HEAD + 1
            _begin(page, headings, widths)
        page.fit(row, cells, widths)
        for column, cell in enumerate(cells):
            if cell or cell == 0:
                page.put(row, column, cell, "listed" if isinstance(cell, str) else "listed_points")
    if row == HEAD:
        page.put(row + 1, 0, _NONE, "text")
    _end(page, headings, max(row, HEAD + 1))


def _begin(page: Page, headings: Sequence[Phrase], widths: Sequence[float]) -> None:
    page.line(HEAD, headings, "head")
    page.widths(widths)
    page.sheet.freeze_panes(HEAD + 1, 0)
    page.prints(HEAD)


def _end(page: Page, headings: Sequence[Phrase], last: int) -> None:
    page.sheet.autofilter(HEAD, 0, last, len(headings) - 1)


_LOSSES = Phrase("扣分明细", "Deductions")
_LOSSES_HOW = Phrase(
    "每行一笔扣分；同一部门的排在一起，扣分多的在前。各笔扣分与得分相加等于满分。",
    "One deduction a row, a department's greatest first. With the points they make up full marks.",
)
_FINDINGS = Phrase("核查发现的问题", "Findings")
_FINDINGS_HOW = Phrase(
    "报送数据中需要人工核实的问题，及其所在单元格。",
    "What a person should look at in the submissions, with the cells.",
)
_OVERRIDES = Phrase("复核调整", "Overrides")
_OVERRIDES_HOW = Phrase(
    "复核人认定的得分与规则得分并列；总分按复核得分计。",
    "Reviewers' points beside those of the rules; totals go by the reviewers'.",
)
_OVERRIDE_HEADINGS = (
    CODE, DEPARTMENT, INDICATOR, FULL_MARKS,
    Phrase("规则得分", "By the rule"),
    Phrase("复核得分", "Overridden"),
    Phrase("调整理由", "Reason"),
    Phrase("复核人", "Reviewer"),
    Phrase("日期", "Date"),
    CELLS,
)  # fmt: skip
_OVERRIDE_WIDTHS = (12, 26, 24, 9, 10, 10, 56, 12, 12, 30)
_DIMENSION = Phrase("一级指标", "Dimension")
_SEVERITY = Phrase("严重程度", "Severity")
_MESSAGE = Phrase("问题", "Problem")
_CHECK = Phrase("校验", "Check")
_NONE = Phrase("无", "None")
_LOSS_HEADINGS = (
    CODE, DEPARTMENT, _DIMENSION, INDICATOR, LOST, REASON, REMEDY, BASIS, CELLS,
)  # fmt: skip
_LOSS_WIDTHS = (12, 26, 16, 22, 8, 56, 38, 32, 30)
_FINDING_HEADINGS = (_SEVERITY, CODE, DEPARTMENT, _MESSAGE, _CHECK, CELLS)
_FINDING_WIDTHS = (9, 14, 28, 72, 20, 40)
_SEVERITIES = {
    "error": Phrase("错误", "error"),
    "warning": Phrase("警告", "warning"),
    "info": Phrase("提示", "info"),
}
