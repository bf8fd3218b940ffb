"""What every indicator did to the departments: how many were scored, what they got and lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scoring.export.book.layout import Layout
from scoring.export.book.page import Page
from scoring.export.headings import INDICATOR, STATUSES
from scoring.words import Phrase

Json = Mapping[str, Any]
HEAD = 2
_RATE, _LOST, _SHARE = 8, 11, 12


def write_statistics(page: Page, layout: Layout) -> None:
    """Write a row an indicator, over all departments, ranked or not."""
    page.title(_TITLE, _HOW)
    page.line(HEAD, _HEADINGS, "head")
    page.sheet.set_row(HEAD, 32)
    columns = list(zip(*(d["indicators"] for d in layout.departments), strict=True))
    found = [_figures(told) for told in columns]
    lost = sum(figures["lost"] for figures in found if figures["counted"])
    leaves = layout.tree.leaves
    for row, (leaf, figures) in enumerate(zip(leaves, found, strict=False), start=HEAD + 1):
        root = layout.tree.by_id[layout.tree.ancestors(leaf.id)[-1]]
        share = figures["lost"] / lost if lost and figures["counted"] else None
        cells = [
            (root.title, "text"), (leaf.title, "text"), (leaf.told["weight"], "weight"),
            (figures["scored"], "whole"),
            *((figures[status], "whole") for status in _STATES),
            (figures["rate"], "exact_rate"), (figures["full"], "whole"),
            (figures["zero"], "whole"), (figures["lost"], "points"), (share, "exact_rate"),
            (figures["distinct"], "whole"), ("" if figures["counted"] else _NOT_COUNTED, "label"),
        ]  # fmt: skip
        for column, (cell, style) in enumerate(cells):
            page.put(row, column, cell, style)
    _finish(page, HEAD + max(len(leaves), 1))


def _figures(told: Sequence[Json]) -> dict[str, Any]:
    """Return the figures of one indicator; those to whom it gives no marks are left out."""
    counted = [one for one in told if one["full_marks"]]
    full = sum(one["full_marks"] for one in counted)
    got = sum(one["points"] or 0 for one in counted)
    states = Counter(one["status"] for one in told)
    return {
        **{status: states[status] for status in ("scored", *_STATES)},
        "rate": got / full if full else None,
        "full": sum(one["points"] == one["full_marks"] for one in counted),
        "zero": sum(not one["points"] for one in counted),
        "lost": round(full - got, 6) + 0.0,
        "distinct": len({one["rate"] for one in told if one["status"] == "scored"}),
        "counted": told[0]["counted"],
    }


def _finish(page: Page, last: int) -> None:
    bar = {"type": "data_bar", "bar_solid": True, "bar_color": "#F4B183"}
    page.sheet.conditional_format(HEAD + 1, _LOST, last, _LOST, bar)
    scale = {"type": "3_color_scale", "min_type": "num", "min_value": 0.4, "mid_type": "num",
             "mid_value": 0.75, "max_type": "num", "max_value": 1, "min_color": "#F8696B",
             "mid_color": "#FFEB84", "max_color": "#63BE7B"}  # fmt: skip
    page.sheet.conditional_format(HEAD + 1, _RATE, last, _RATE, scale)
    page.widths([18, 28, 8, 8, 8, 8, 9, 9, 10, 9, 9, 12, 11, 10, 22])
    page.sheet.autofilter(HEAD, 0, last, len(_HEADINGS) - 1)
    page.sheet.freeze_panes(HEAD + 1, 2)
    page.prints(HEAD)


_STATES = ("missing", "not_applicable", "undefined", "invalid")
_TITLE = Phrase("指标统计", "Indicators")
_HOW = Phrase(
    "平均得分率＝合计得分÷合计满分；满分为 0（不计分）的部门不计入。不同得分率越少，区分度越低。",
    "The mean rate is points over full marks of all to whom the indicator counts. Few distinct "
    "rates tell departments apart badly.",
)
_HEADINGS = (
    Phrase("一级指标", "Dimension"),
    INDICATOR,
    Phrase("权重", "Weight"),
    STATUSES["scored"],
    *(STATUSES[status] for status in _STATES),
    Phrase("平均得分率", "Mean rate"),
    Phrase("满分部门", "At full marks"),
    Phrase("零分部门", "At zero"),
    Phrase("合计扣分", "Points lost"),
    Phrase("占扣分比重", "Share of losses"),
    Phrase("不同得分率", "Distinct rates"),
    Phrase("说明", "Note"),
)
_NOT_COUNTED = Phrase("由上级择优等汇总，不直接计入", "combined above, not added itself")
