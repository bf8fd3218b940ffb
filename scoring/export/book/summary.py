"""The first sheet: the bureau at a glance, with the distribution of totals as a native chart."""

from collections.abc import Mapping
from typing import Any

from scoring.export.book.layout import Layout
from scoring.export.book.page import GRADE_FILLS, Page
from scoring.export.book.ranked import HEAD, RankingColumns
from scoring.export.headings import GRADE, GROUP, INDICATOR
from scoring.export.overview import facts
from scoring.export.page.figures import distribution
from scoring.words import Phrase, plain

Json = Mapping[str, Any]
_CHART_ROWS = 16
_MOST_BARS = 60


def write_summary(page: Page, layout: Layout) -> None:
    """Write what was scored, by which rules, how it came out, and what the sheets hold."""
    ruleset = layout.report["ruleset"]
    page.title(ruleset["title"], _EDITION(id=ruleset["id"], edition=ruleset["edition"]))
    page.widths([20, 12, 12, 12, 4, 14, 14, 14, 14])
    row = 3
    for label, said in facts(layout.report).facts:
        page.put(row, 0, label, "label")
        shape = page.styles.of(border=1, text_wrap=True, valign="top")
        page.sheet.merge_range(row, 1, row, 8, page.text(said), shape)
        page.sheet.set_row(row, 15 * (1 + len(said) // 62))
        row += 1
    row = _distribution(page, layout, row + 1)
    row = _grades(page, layout, row + 1)
    row = _groups(page, layout, row + 1)
    row = _hardest(page, layout, row + 1)
    row = _guide(page, layout, row + 1)
    _by_department(page, layout, row + 1)
    page.prints(0, landscape=False)


def _distribution(page: Page, layout: Layout, row: int) -> int:
    """Write how many totals fall where, beside their chart; return the row after both."""
    page.put(row, 0, _DISTRIBUTION, "section")
    page.line(row + 1, (_FROM, _COUNT), "head")
    bins = distribution(layout.report)
    for place, each in enumerate(bins, start=row + 2):
        page.put(place, 0, f"{plain(each.low)}–{plain(each.high)}", "centre")
        page.put(place, 1, each.departments, "whole")
    last = row + 1 + max(len(bins), 1)
    chart = _chart(page, "column", _DISTRIBUTION, (row + 2, last), "#5B9BD5")
    page.sheet.insert_chart(row, 3, chart, _PLACED)
    return max(last + 1, row + _CHART_ROWS)


def _grades(page: Page, layout: Layout, row: int) -> int:
    grades = layout.report["summary"]["grades"]
    if not grades:
        return row
    page.put(row, 0, _BY_GRADE, "section")
    page.line(row + 1, (GRADE, _COUNT, _SHARE), "head")
    ranked = max(layout.report["summary"]["ranked"], 1)
    for place, (title, count) in enumerate(grades.items()):
        fill = page.styles.of(border=1, align="center", bg_color=GRADE_FILLS[min(place, 4)])
        page.put(row + 2 + place, 0, title, fill)
        page.put(row + 2 + place, 1, count, "whole")
        page.put(row + 2 + place, 2, count / ranked, "exact_rate")
    last = row + 1 + len(grades)
    page.sheet.insert_chart(
        row, 3, _chart(page, "bar", _BY_GRADE, (row + 2, last), "#70AD47"), _PLACED
    )
    return max(last + 1, row + _CHART_ROWS)


def _groups(page: Page, layout: Layout, row: int) -> int:
    """Write the mean total of each peer group, where there are several."""
    totals: dict[str, list[float]] = {}
    for department in layout.departments:
        if department["status"] == "ranked":
            totals.setdefault(department["peer_group"] or "—", []).append(department["total"])
    if len(totals) < 2 or len(totals) > 40:
        return row
    page.put(row, 0, _BY_GROUP, "section")
    page.line(row + 1, (GROUP, _MEAN, _COUNT), "head")
    for place, (group, found) in enumerate(totals.items(), start=row + 2):
        page.put(place, 0, group, "text")
        page.put(place, 1, round(sum(found) / len(found) + 1e-9, 2), "total")
        page.put(place, 2, len(found), "whole")
    last = row + 1 + len(totals)
    page.sheet.insert_chart(
        row, 3, _chart(page, "bar", _BY_GROUP, (row + 2, last), "#ED7D31"), _PLACED
    )
    return max(last + 1, row + _CHART_ROWS)


def _hardest(page: Page, layout: Layout, row: int) -> int:
    hardest = layout.report["summary"]["hardest"]
    if not hardest:
        return row
    page.put(row, 0, _HARDEST, "section")
    page.line(row + 1, (INDICATOR, _RATE, _LOST), "head")
    for place, told in enumerate(hardest, start=row + 2):
        page.put(place, 0, told["title"], "long")
        page.put(place, 1, told["mean_rate"], "exact_rate")
        page.put(place, 2, told["points_lost"], "points")
    return row + 2 + len(hardest)


def _guide(page: Page, layout: Layout, row: int) -> int:
    page.put(row, 0, _GUIDE, "section")
    overridden = any(department["overrides"] for department in layout.departments)
    listed = [(key, said) for key, said in _SHEETS.items() if key != "overrides" or overridden]
    for place, (key, said) in enumerate(listed, start=row + 1):
        page.put(place, 0, layout.names[key], "strong")
        page.sheet.merge_range(place, 1, place, 8, page.text(page.say(said)), page.styles["text"])
    return row + 1 + len(listed)


def _by_department(page: Page, layout: Layout, row: int) -> int:
    """Draw everybody's total, best first within each group, where they fit on a page."""
    ranked = [d for d in layout.departments if d["status"] == "ranked"]
    if not 2 <= len(ranked) <= _MOST_BARS:
        return row
    page.sheet.set_h_pagebreaks([row])
    page.put(row, 0, _BY_DEPARTMENT, "section")
    columns, name = RankingColumns(layout), layout.names["ranking"]
    rows = (HEAD + 1, HEAD + len(ranked))
    shown = (name, columns.department, columns.total)
    chart = _chart(page, "bar", _BY_DEPARTMENT, rows, "#5B9BD5", shown)
    chart.set_size({"width": 900, "height": 90 + 18 * len(ranked)})
    page.sheet.insert_chart(row + 1, 0, chart, _PLACED)
    return row + 7 + len(ranked)


def _chart(
    page: Page,
    kind: str,
    title: Phrase,
    rows: tuple[int, int],
    colour: str,
    shown: tuple[str, int, int] | None = None,
) -> Any:
    """Return a chart of *rows*: of the first two columns here, or as *shown* of another sheet."""
    chart = page.styles.book.add_chart({"type": kind})
    sheet, names, figures = shown or (page.name, 0, 1)
    font = {"name": "宋体", "size": 9}
    chart.add_series({
        "categories": [sheet, rows[0], names, rows[1], names],
        "values": [sheet, rows[0], figures, rows[1], figures],
        "fill": {"color": colour}, "gap": 40,
        "data_labels": {"value": True, "font": font},
    })  # fmt: skip
    chart.set_title({"name": page.say(title), "name_font": {"name": "黑体", "size": 11}})
    chart.set_legend({"none": True})
    # Every bar has its figure beside it, so that no axis of figures is needed.
    named = {"num_font": font, "reverse": kind == "bar"}
    hidden = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    chart.set_x_axis(hidden if kind == "bar" else named)
    chart.set_y_axis(named if kind == "bar" else hidden)
    chart.set_size({"width": 560, "height": 300})
    return chart


_PLACED = {"x_offset": 5, "y_offset": 5, "object_position": 2}
_EDITION = Phrase("评分规则 {id}@{edition}", "Ruleset {id}@{edition}")
_DISTRIBUTION = Phrase("总分分布（参加排名的部门数）", "Totals of those ranked")
_FROM = Phrase("总分（含下限）", "From, to below")
_COUNT = Phrase("部门数", "Departments")
_SHARE = Phrase("占比", "Share")
_MEAN = Phrase("平均总分", "Mean total")
_RATE = Phrase("平均得分率", "Mean rate")
_LOST = Phrase("合计扣分", "Points lost")
_BY_GRADE = Phrase("各等级部门数", "Departments by grade")
_BY_DEPARTMENT = Phrase("各部门总分", "Totals by department")
_BY_GROUP = Phrase("各组平均总分", "Mean total by group")
_HARDEST = Phrase("失分最多的指标", "Where most was lost")
_GUIDE = Phrase("各表内容", "What the sheets hold")
_SHEETS = {
    "ranking": Phrase("正式排名：名次、总分、等级和未参加排名的原因", "The official ranking"),
    "rates": Phrase(
        "各部门各指标得分率；缺失、不适用、无效与 0 分分开", "Rates, and states of data"
    ),
    "losses": Phrase(
        "每一笔扣分的原因、整改建议、依据和数据出处", "Every deduction, with reason and remedy"
    ),
    "overrides": Phrase("复核人的调整及理由，与规则得分对照", "Reviewers' overrides, and why"),
    "findings": Phrase("报送数据中需要核实的问题", "What to look at in the data"),
    "statistics": Phrase("各指标得分率、满分和零分部门数、合计扣分", "Each indicator in figures"),
    "weights": Phrase(
        "权重和分数线，浅黄色单元格可以修改", "Weights and lines of grades: change them here"
    ),
    "marks": Phrase("由权重分配满分的计算过程", "How weights become full marks"),
    "model": Phrase(
        "由公式计算的得分、总分、等级和名次", "Points, totals, grades, ranks as formulas"
    ),
    "order": Phrase("按模型即时排列的名次，与正式名次对照", "The ranking as the model has it"),
}
