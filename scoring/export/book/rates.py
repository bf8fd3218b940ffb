"""The heat map: what share of its marks every department got on every indicator."""

from collections.abc import Mapping
from typing import Any

from scoring.export.book.layout import FIRST, Layout
from scoring.export.book.page import STATE_FILLS, Page
from scoring.export.headings import CODE, DEPARTMENT, GROUP, STATUSES
from scoring.words import Phrase

Json = Mapping[str, Any]
_BEFORE = 3  # code, department, group


def write_rates(page: Page, layout: Layout) -> None:
    """Write a rate where one was scored, else the state of the data in words."""
    page.title(_TITLE, _HOW)
    leaves = layout.tree.leaves
    for place, leaf in enumerate(leaves, start=_BEFORE):
        root = layout.tree.by_id[layout.tree.ancestors(leaf.id)[-1]]
        page.put(FIRST - 2, place, root.title if root is not leaf else "", "label")
    page.sheet.set_row(FIRST - 1, 58)
    page.line(FIRST - 1, (CODE, DEPARTMENT, GROUP, *(leaf.title for leaf in leaves)), "head")
    states = {
        status: page.styles.of(border=1, align="center", bg_color=fill, font_color=ink, font_size=9)
        for status, (fill, ink) in STATE_FILLS.items()
    }
    said = {status: page.say(STATUSES[status]) for status in states}
    said["not_counted"] = page.say(_NOT_COUNTED)
    states["not_counted"] = states["not_applicable"]
    rate = page.styles["rate"]
    for row, department in enumerate(layout.departments, start=FIRST):
        identity = ("department_code", "department", "peer_group")
        page.line(row, [department[key] for key in identity])
        for column, told in enumerate(department["indicators"], start=_BEFORE):
            status = _state(told)
            if status == "scored":
                page.sheet.write_number(row, column, told["rate"], rate)
            else:
                page.sheet.write_string(row, column, said[status], states[status])
    _finish(page, layout, _BEFORE + len(leaves) - 1)


def _state(told: Json) -> str:
    """Return the status, or that an indicator with data does not count for the department."""
    if told["status"] == "not_applicable" and told["policy"] is None:
        return "not_counted"
    return str(told["status"])


def _finish(page: Page, layout: Layout, last_column: int) -> None:
    last = FIRST + max(len(layout.departments), 1) - 1
    colours = {"min_color": "#F8696B", "mid_color": "#FFEB84", "max_color": "#63BE7B"}
    at = {"min_type": "num", "min_value": 0, "mid_type": "num", "mid_value": 0.6,
          "max_type": "num", "max_value": 1}  # fmt: skip
    scale = {"type": "3_color_scale", **colours, **at}
    page.sheet.conditional_format(FIRST, _BEFORE, last, last_column, scale)
    page.widths([12, 26, 10])
    page.sheet.set_column(_BEFORE, last_column, 8.5)
    page.sheet.freeze_panes(FIRST, 2)
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    page.prints(FIRST - 1, columns=last_column)


_TITLE = Phrase("部门得分率", "Rates by department and indicator")
_HOW = Phrase(
    "得分率为 0 的显示 0%；没有计分的写明原因（未提供、不适用、无法计算、数据无效），与 0 分不同。"
    "模型由本表取数，请勿改动。",
    "0% is a rate; where nothing was scored the cell says why. The model reads this sheet.",
)
_NOT_COUNTED = Phrase("不计分", "not counted")
