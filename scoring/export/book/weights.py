"""The sheet of weights: the one place where they, and the grades' lines, may be changed."""

from collections.abc import Mapping

from scoring.export.book.cells import Live, at, on, total
from scoring.export.book.layout import (
    FIRST,
    FULL_COLUMN,
    FULL_ROW,
    SHARE_COLUMN,
    WEIGHT_COLUMN,
    Layout,
)
from scoring.export.book.notes import limits, note_of
from scoring.export.book.page import Page
from scoring.export.book.tree import Node
from scoring.export.book.weighing import Weights, value_of
from scoring.export.headings import GRADE, INDICATOR
from scoring.methods import METHODS
from scoring.words import CHINESE, Phrase, plain

_UNLOCKED = {"criteria": ">=", "value": 0, "validate": "decimal"}


def write_weights(page: Page, layout: Layout, weights: Weights, marks: Mapping[str, float]) -> None:
    """Write the weights of every scheme, the grades, and what the model cannot follow."""
    page.title(_TITLE, _HOW)
    page.put(FULL_ROW, 0, _FULL, "label")
    page.put(FULL_ROW, FULL_COLUMN, layout.full_marks, "weight")
    _head(page, layout)
    for node in layout.tree.nodes:
        _node(page, layout, weights, node, marks[node.id])
    _sums(page, layout, weights)
    _grades(page, layout)
    _limits(page, layout)
    page.sheet.freeze_panes(FIRST, 1)
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    page.prints(FIRST - 1)


def _head(page: Page, layout: Layout) -> None:
    names = [profile["name"] for profile in layout.rules["profiles"]]
    used = [page.say(_WEIGHT), *(page.say(_OF_PROFILE(name=name)) for name in names)]
    comes_to = [page.say(_EFFECTIVE), *(page.say(_COMES_TO(name=name)) for name in names)]
    after = (_MARKS, _BOUNDS, _NOTE)
    page.line(FIRST - 1, (INDICATOR, _ID, _KIND, _DECLARED, *used, *comes_to, *after), "head")
    page.sheet.set_row(FIRST - 1, 32)
    schemes = 2 * layout.schemes
    page.widths([34, 20, 14, 9, *[10] * schemes, 9, 20, 46])


def _node(page: Page, layout: Layout, weights: Weights, node: Node, full_marks: float) -> None:
    row, schemes = layout.rows[node.id], layout.schemes
    style = "text" if node.is_leaf else "strong"
    name = page.styles.of(border=1, align="left", indent=node.depth + 1, bold=not node.is_leaf)
    page.put(row, 0, node.title, name)
    page.put(row, 1, node.id, "label")
    page.put(row, 2, _kind(page, node), style)
    page.put(row, 3, node.told["weight"], "weight")
    for scheme in range(schemes):
        weight = weights.declared[scheme][node.id]
        column = WEIGHT_COLUMN + scheme
        page.put(row, column, weight, "weight" if isinstance(weight, Live) else "input")
        if not isinstance(weight, Live):
            page.sheet.data_validation(row, column, row, column, _bounds(page, node))
        page.put(row, column + schemes, weights.effective[scheme][node.id], "weight")
    after = WEIGHT_COLUMN + 2 * schemes
    cell = on(layout.names["marks"], at(FIRST, layout.share_column("full_marks", node.id)))
    page.put(row, after, Live(cell, full_marks), "points")
    page.put(row, after + 1, _tuned(page, node), "label")
    page.put(row, after + 2, note_of(node), "label")


def _bounds(page: Page, node: Node) -> dict[str, object]:
    """Return what may be entered, and the ruleset's own bounds as a hint beside the cell."""
    hint = _tuned(page, node)
    told = {"input_title": page.say(_WEIGHT), "input_message": hint} if hint else {}
    wrong = {"error_title": page.say(_WEIGHT), "error_message": page.say(_NOT_NEGATIVE)}
    return {**_UNLOCKED, **told, **wrong}


def _kind(page: Page, node: Node) -> Phrase | str:
    if not node.is_leaf:
        return _AGGREGATES[node.aggregate]
    method = METHODS[node.told["method"]]
    return method.title if page.language == CHINESE else method.name


def _tuned(page: Page, node: Node) -> str:
    tune = node.told["tune"]
    if tune is None:
        return ""
    if tune["lock"]:
        return page.say(_LOCKED)
    said = page.say(_RANGE(low=plain(tune["min"] or 0), high=_most(tune)))
    return said + (page.say(_STEP(step=plain(tune["step"]))) if tune["step"] else "")


def _most(tune: dict[str, float | None]) -> str:
    return "…" if tune["max"] is None else plain(tune["max"])


def _sums(page: Page, layout: Layout, weights: Weights) -> None:
    """Write what the roots weigh together, and whether that is the full marks."""
    row = FIRST + len(layout.tree.nodes)
    page.line(row, [_SUM, "", "", ""], "strong")
    for scheme in range(layout.schemes):
        cells = [layout.declared(name, scheme) for name in layout.tree.roots]
        value = sum(value_of(weights.declared[scheme][name]) for name in layout.tree.roots)
        page.put(row, WEIGHT_COLUMN + scheme, Live(total(cells), value), "weight")
        comes_to = [layout.effective(name, scheme) for name in layout.tree.roots]
        whole = sum(weights.effective[scheme][name].value for name in layout.tree.roots)
        page.put(
            row, WEIGHT_COLUMN + layout.schemes + scheme, Live(total(comes_to), whole), "weight"
        )
    after = WEIGHT_COLUMN + 2 * layout.schemes
    marks = on(layout.names["marks"], at(FIRST, SHARE_COLUMN - 1))
    page.put(row, after, Live(marks, layout.full_marks), "points")
    own, full = at(row, WEIGHT_COLUMN), layout.full_cell
    agrees, scaled = page.say(_AGREES), page.say(_SCALED)
    value = sum(value_of(weights.declared[0][name]) for name in layout.tree.roots)
    said = agrees if abs(value - layout.full_marks) < 1e-9 else scaled
    text = f'IF(ABS({own}-{full})<0.000000001,"{agrees}","{scaled}")'
    page.put(row, after + 2, Live(text, said), "label")


def _grades(page: Page, layout: Layout) -> None:
    head = [GRADE, "", "", _QUOTA, _LINE]
    page.line(layout.grade_row - 1, head, "head")
    for row, grade in enumerate(layout.rules["grades"], start=layout.grade_row):
        page.line(row, [grade["title"], "", ""])
        page.put(row, 3, grade["quota"], "rate")
        page.put(row, WEIGHT_COLUMN, grade["at_least"], "input")
        page.sheet.data_validation(row, WEIGHT_COLUMN, row, WEIGHT_COLUMN, _UNLOCKED)
    if not layout.rules["grades"]:
        page.put(layout.grade_row, 0, _NO_GRADES, "label")


def _limits(page: Page, layout: Layout) -> None:
    row = layout.grade_row + max(len(layout.rules["grades"]), 1) + 1
    page.put(row, 0, _LIMITS, "section")
    for place, limit in enumerate(limits(layout), start=1):
        page.put(row + place, 0, limit, page.styles.of(font_color="#374151"))


_TITLE = Phrase("权重", "Weights")
_HOW = Phrase(
    "浅黄色单元格可以修改：改动后，满分、得分、总分、等级和名次随之重新计算，见「模型」和「模拟排名」。"
    "「排名」等其余各表是正式结果，不随之变动。",
    "Change the yellow cells: full marks, points, totals, grades and ranks follow on the sheets "
    "Model and Live ranking. The other sheets are the official result and stay.",
)
_FULL = Phrase("总分满分", "Full marks of the total")
_ID = Phrase("标识", "Id")
_KIND = Phrase("计分或汇总方式", "Method")
_DECLARED = Phrase("规定权重", "Declared")
_WEIGHT = Phrase("权重", "Weight")
_OF_PROFILE = Phrase("权重：{name}", "Weight: {name}")
_EFFECTIVE = Phrase("折算权重", "Comes to")
_COMES_TO = Phrase("折算：{name}", "Comes to: {name}")
_MARKS = Phrase("满分", "Full marks")
_BOUNDS = Phrase("可调范围", "May be")
_NOTE = Phrase("说明", "Note")
_SUM = Phrase("合计", "Sum")
_AGREES = Phrase("权重合计与满分相符", "adds up to the full marks")
_SCALED = Phrase("权重合计与满分不符，已按比例折算", "does not add up: taken in proportion")
_QUOTA = Phrase("名额比例", "Quota")
_LINE = Phrase("分数线", "At least")
_NO_GRADES = Phrase("本规则不分等级", "No grades")
_LIMITS = Phrase("模型说明", "What the model does")
_LOCKED = Phrase("不得调整", "locked")
_RANGE = Phrase("{low} 至 {high}", "{low} to {high}")
_STEP = Phrase("，步长 {step}", ", by {step}")
_NOT_NEGATIVE = Phrase("权重应为不小于 0 的数", "A weight is a number, 0 or more")
_AGGREGATES = {
    "sum": Phrase("求和", "sum"),
    "best": Phrase("择优", "best"),
    "worst": Phrase("取低", "worst"),
    "pool": Phrase("合计封顶", "pool"),
    "geometric_mean": Phrase("几何平均", "geometric mean"),
}
