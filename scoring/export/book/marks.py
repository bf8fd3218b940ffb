"""The sheet of full marks: a row a pattern of what applies, a column a node for each step."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from scoring.export.book.cells import Live, on, total
from scoring.export.book.layout import FIRST, SHARE_COLUMN, Layout
from scoring.export.book.page import Page
from scoring.export.book.patterns import Pattern
from scoring.export.book.sharing import STEPS, Cells, Frame, share, too_long
from scoring.export.book.weighing import Weights
from scoring.words import Phrase


def marks_of(layout: Layout, weights: Weights, number: int) -> Cells:
    """Return the cells of one pattern's row, by step and node."""
    pattern, row = layout.patterns[number], FIRST + number
    sheet = layout.names["weights"]

    def effective(name: str) -> Live:
        cell = on(sheet, layout.effective(name, pattern.scheme))
        return Live(cell, weights.effective[pattern.scheme][name].value)

    frame = Frame(
        tree=layout.tree,
        effective=effective,
        cell=lambda step, name: layout.share_cell(row, step, name),
        row=lambda step, siblings: layout.share_row(row, step, siblings),
        full=Live(on(sheet, layout.full_cell), layout.full_marks),
        unit=layout.unit,
    )
    return share(frame, pattern)


def write_marks(page: Page, layout: Layout, weights: Weights) -> None:
    """Write every pattern's full marks, and the steps by which they are found."""
    page.title(_TITLE, _HOW)
    _head(page, layout)
    counts = Counter(layout.numbers)
    for number, pattern in enumerate(layout.patterns):
        row, cells = FIRST + number, marks_of(layout, weights, number)
        page.put(row, 0, number + 1, "whole")
        page.line(row, (_scheme(layout, pattern), _given(layout, pattern)), "text", first=1)
        page.put(row, 3, counts[number], "whole")
        roots = [layout.share_cell(row, "full_marks", name) for name in layout.tree.roots]
        whole = sum(cells["full_marks"][name].value for name in layout.tree.roots)
        rounded = Live(f"ROUND({total(roots)},{layout.decimals['points']})", round(whole, 9))
        page.put(row, SHARE_COLUMN - 1, rounded, "points")
        _steps(page, layout, row, cells)
    _finish(page, layout)


def _steps(page: Page, layout: Layout, row: int, cells: Cells) -> None:
    for step in STEPS:
        style = "points" if step == "full_marks" else "helper"
        for name, cell in cells[step].items():
            column = layout.share_column(step, name)
            shown = cell.value if too_long(cell.text) else cell
            page.put(row, column, shown, style)


def _head(page: Page, layout: Layout) -> None:
    nodes = {
        layout.share_column(step, name): layout.tree.by_id[name]
        for step in STEPS
        for name in layout.places
    }
    for step in STEPS:
        first = min(layout.share_column(step, name) for name in layout.places)
        page.put(FIRST - 3, first, _STEPS[step], "section")
    for column, node in nodes.items():
        above = layout.tree.by_id[node.parent].title if node.parent is not None else _ROOT
        page.put(FIRST - 2, column, above, "label")
    page.sheet.set_row(FIRST - 1, 44)
    page.line(FIRST - 1, (_NUMBER, _SCHEME, _GIVEN, _COUNT, _SUM), "head")
    for column, node in nodes.items():
        page.put(FIRST - 1, column, node.title, "head")


def _finish(page: Page, layout: Layout) -> None:
    helpers = SHARE_COLUMN + len(layout.places)
    last = SHARE_COLUMN + len(STEPS) * len(layout.places) - 1
    page.widths([8, 14, 40, 8, 9])
    page.sheet.set_column(SHARE_COLUMN, last, 10)
    page.sheet.set_column(helpers, last, 10, None, {"level": 1})
    page.sheet.freeze_panes(FIRST, SHARE_COLUMN)
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    page.prints(FIRST - 1, columns=helpers)
    page.sheet.print_area(0, 0, FIRST + len(layout.patterns) - 1, helpers - 1)


def _scheme(layout: Layout, pattern: Pattern) -> Phrase | str:
    profiles = layout.rules["profiles"]
    return str(profiles[pattern.scheme - 1]["name"]) if pattern.scheme else _GENERAL


def _given(layout: Layout, pattern: Pattern) -> Any:
    titles = [layout.tree.by_id[gift.indicator].title for gift in pattern.gifts]
    return _LIST(titles=titles) if titles else ""


def plain_marks(layout: Layout, weights: Weights) -> Mapping[str, float]:
    """Return the full marks where everything applies."""
    return {name: cell.value for name, cell in marks_of(layout, weights, 0)["full_marks"].items()}


_TITLE = Phrase("满分分配", "Full marks")
_HOW = Phrase(
    "每行是一种适用情形：哪些指标不计、权重如何转移，各指标由此分得多少满分。右侧灰底各列是计算过程。",
    "Each row is one case of what applies: which indicators give their weight away, and what full "
    "marks follow. The grey columns on the right are the steps.",
)
_NUMBER = Phrase("情形", "Case")
_SCHEME = Phrase("权重方案", "Scheme")
_GIVEN = Phrase("权重转出的指标", "Weight given away by")
_COUNT = Phrase("部门数", "Count")
_SUM = Phrase("满分合计", "Sum")
_GENERAL = Phrase("一般", "general")
_ROOT = Phrase("总分", "total")
_LIST = Phrase("{titles}", "{titles}")
_STEPS = {
    "full_marks": Phrase("满分", "Full marks"),
    "weight": Phrase("转移后的权重", "Weight once moved"),
    "applies": Phrase("是否计分（1 是，0 否）", "Applies (1 yes, 0 no)"),
    "quota": Phrase("应分数（最小计分单位）", "Exact share, in smallest marks"),
    "whole": Phrase("取整", "Whole marks"),
    "rest": Phrase("余数", "Remainder"),
}
