"""The live model: a row a department, every dimension, total, grade and rank a formula."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.book.cells import Live, beside, on
from scoring.export.book.columns import Columns, OrderColumns
from scoring.export.book.combining import combined
from scoring.export.book.layout import FIRST, Layout
from scoring.export.book.order import Part, Standing, adjusted
from scoring.export.book.page import GRADE_FILLS, Page
from scoring.export.headings import (
    ADJUSTED,
    CODE,
    DEPARTMENT,
    GRADE,
    GROUP,
    RANK,
    TOTAL,
)
from scoring.words import Phrase

Json = Mapping[str, Any]


def write_model(page: Page, layout: Layout, columns: Columns, standing: Standing) -> None:
    """Write the formulas of every department, in the order of the official ranking."""
    page.title(_TITLE, _HOW)
    _head(page, layout, columns)
    writer = _Writer(page, layout, columns, standing)
    for place, department in enumerate(layout.departments):
        writer.department(place, department)
    _finish(page, layout, columns)


def _head(page: Page, layout: Layout, columns: Columns) -> None:
    for node in layout.tree.nodes:
        above = layout.tree.by_id[node.parent].title if node.parent is not None else ""
        page.put(FIRST - 2, columns.of(node.id), above, "label")
    page.line(FIRST - 1, _HEADINGS, "head")
    for node in layout.tree.nodes:
        page.put(FIRST - 1, columns.of(node.id), node.title, "head" if node.is_leaf else "branch")
    page.put(FIRST - 1, columns.note, _NOTE, "head")
    helpers = [_PATTERN, _RANKED, _GRADE_NUMBER, _GROUP_NUMBER, _NAME_NUMBER]
    stages = (columns.limit - columns.pattern - len(helpers) + 1) // 2
    helpers += [phrase for _ in range(stages) for phrase in (_KEY, _PLACE)]
    page.line(FIRST - 1, helpers[: columns.limit - columns.pattern], "head", columns.pattern)
    page.sheet.set_row(FIRST - 1, 44)


def _finish(page: Page, layout: Layout, columns: Columns) -> None:
    page.widths([12, 26, 10, 7, 7, 7, 7, 7, 9, 9, 8, 8])
    page.sheet.set_column(12, columns.note - 1, 9)
    page.sheet.set_column(columns.note, columns.note, 30)
    page.sheet.set_column(columns.pattern, columns.limit - 1, 9, None, {"level": 1})
    page.sheet.freeze_panes(FIRST, 2)
    last = FIRST + len(layout.departments) - 1
    for number in range(len(layout.rules["grades"])):
        colour_grade(page, (FIRST, 6, last, 6), columns.grade, number)
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    page.prints(FIRST - 1, columns=columns.note)
    page.sheet.print_area(0, 0, max(last, FIRST), columns.note)


def colour_grade(page: Page, cells: tuple[int, ...], column: int, number: int) -> None:
    """Colour the grade in *cells* where the helper in *column* holds its number."""
    fill = page.styles.book.add_format({"bg_color": GRADE_FILLS[min(number, 4)]})
    rule = {"type": "formula", "criteria": f"={beside(FIRST, column)}={number + 1}"}
    page.sheet.conditional_format(*cells, {**rule, "format": fill})


class _Writer:
    """Writes one department after another."""

    def __init__(self, page: Page, layout: Layout, columns: Columns, standing: Standing):
        self.page, self.layout, self.columns, self.standing = page, layout, columns, standing
        self.order = OrderColumns(layout, standing)
        self.grades = [grade["title"] for grade in layout.rules["grades"]]
        self.vetoes = {veto["id"]: veto for veto in layout.rules["vetoes"]}
        self.rates = {n.id: 3 + place for place, n in enumerate(layout.tree.leaves)}
        self.dust = f"{0.5e-6 / layout.unit:.12f}".rstrip("0")

    def department(self, place: int, told: Json) -> None:
        page, row, columns = self.page, FIRST + place, self.columns
        page.line(row, (told["department_code"], told["department"], told["peer_group"]))
        self._standing(row, told)
        adjustments = adjusted(self.layout, told) if self.layout.rules["adjustments"] else None
        page.put(row, 10, adjustments, "points")
        page.put(row, 11, self._cap(told), "total")
        self._tree(row, told)
        page.put(row, columns.note, self._note(told), "label")
        page.put(row, columns.pattern, self.layout.numbers[place] + 1, "helper")
        page.put(row, columns.ranked, self._ranked(row, told), "helper")
        page.put(row, columns.grade, self._grade(row, told), "helper")
        page.put(row, columns.group, self.standing.groups[place] + 1, "helper")
        page.put(row, columns.name, self.standing.names[place], "helper")
        self._keys(row, place)

    # --- what stands in front ---------------------------------------------------------------

    def _standing(self, row: int, told: Json) -> None:
        """Write rank, grade and total, live and official."""
        page, rank, grade = self.page, told["rank"], told["grade"] or ""
        position = f"MATCH({beside(row, self.columns.key)},{self._sorted_keys()},1)"
        for column, found, value in ((3, self.order.rank, rank), (6, self.order.title, grade)):
            cells = on(self.layout.names["order"], self.order.cells(found))
            self._formula(row, column, f"INDEX({cells},{position})", value, "centre")
        page.put(row, 4, rank, "centre")
        change = f'IF(AND(ISNUMBER($D{row + 1}),ISNUMBER($E{row + 1})),$E{row + 1}-$D{row + 1},"")'
        self._formula(row, 5, change, "" if rank is None else 0, "change")
        page.put(row, 7, grade, "centre")
        page.put(row, 8, Live(self._total(row, told), told["total"]), "total")
        page.put(row, 9, told["total"], "total")

    def _formula(self, row: int, column: int, text: str, value: object, style: str) -> None:
        shown = "" if value is None else value
        self.page.put(row, column, Live(text, shown), style)

    def _sorted_keys(self) -> str:
        return on(self.layout.names["order"], self.order.cells(self.order.keys[-1]))

    # --- points -----------------------------------------------------------------------------

    def _tree(self, row: int, told: Json) -> None:
        points = {i["id"]: i for i in told["indicators"]} | dict(_dimensions(told["dimensions"]))
        overridden = {entry["indicator"] for entry in told["overrides"]}
        pattern = beside(row, self.columns.pattern)
        for node in self.layout.tree.nodes:
            entry = points[node.id]
            value = entry["points"] or 0
            if not node.is_leaf:
                text = combined(self.layout, self.columns, node, row, pattern)
            elif node.id in overridden:
                text = self._earned(repr(_rate(entry)).upper(), node.id, pattern)
            else:
                text = self._points(row, entry, node.told, pattern)
            cell = Live(text, value) if text else value
            self.page.put(row, self.columns.of(node.id), cell, "points")

    def _points(self, row: int, entry: Json, rule: Json, pattern: str) -> str:
        """Return the formula of an indicator's points; nothing where it gets none anyway."""
        full = self.layout.marks_of(entry["id"], pattern)
        if entry["policy"] is not None:
            return full if entry["policy"] == "full_marks" else ""
        if rule["keeps"] and entry["full_marks"]:
            return self._fixed(full, entry, rule)
        rate = on(self.layout.names["rates"], beside(row, self.rates[entry["id"]]))
        if entry["status"] != "scored" or (rule["method"] == "rows" and entry["full_marks"]):
            rate = repr(_rate(entry)).upper()
        return self._earned(rate, entry["id"], pattern)

    def _earned(self, rate: str, name: str, pattern: str) -> str:
        full, decimals = self.layout.marks_of(name, pattern), self.layout.decimals["points"]
        return f"ROUND({rate}*{full}+{self.dust},{decimals})"

    def _fixed(self, full: str, entry: Json, rule: Json) -> str:
        decimals, marks = self.layout.decimals["points"], entry["full_marks"]
        if rule["keeps"] == "lost":
            held = f"MAX({full}-{round((1 - entry['rate']) * marks, 9)!r},0)"
        else:
            held = f"MIN({full},{round(entry['rate'] * marks, 9)!r})"
        return f"ROUND({held}+{self.dust},{decimals})"

    # --- beyond the tree --------------------------------------------------------------------

    def _total(self, row: int, told: Json) -> str:
        layout, decimals = self.layout, self.layout.decimals
        roots = ",".join(beside(row, self.columns.of(name)) for name in layout.tree.roots)
        text = f"SUM({roots})"
        if layout.rules["adjustments"]:
            text = f"MAX({text}+{beside(row, 10)},0)"
            if not layout.rules["bonus_beyond_full"]:
                text = f"MIN({text},{on(layout.names['weights'], layout.full_cell)})"
        text = f"ROUND({text}+{self.dust},{decimals['total']})"
        return text if self._cap(told) is None else f"MIN({text},{beside(row, 11)})"

    def _cap(self, told: Json) -> float | None:
        """Return the lowest cap that a veto put on the total, on the grid of totals."""
        unit = 10 ** self.layout.decimals["total"]
        held = [self.vetoes[entry["id"]]["cap_total"] for entry in told["vetoes"]]
        caps = [int(cap * unit + 1e-6) / unit for cap in held if cap is not None]
        return min(caps, default=None)

    def _grade(self, row: int, told: Json) -> Live | int:
        """Return the number of the grade by the total and by vetoes, before quotas."""
        if not self.grades:
            return 1
        lines = self.layout.grades(4)
        held = [self.vetoes[entry["id"]]["grade"] for entry in told["vetoes"]]
        least = max((self.grades.index(grade) + 1 for grade in held if grade), default=1)
        text = f"MAX(1+SUMPRODUCT(--({lines}>{beside(row, 8)}+0.000000001)),{least})"
        above = sum(g["at_least"] > told["total"] + 1e-9 for g in self.layout.rules["grades"])
        return Live(text, max(1 + above, least))

    def _ranked(self, row: int, told: Json) -> Live | int:
        """Return 1 for whoever takes part in the ranking, as far as weights decide it."""
        if any(self.vetoes[entry["id"]]["unranked"] for entry in told["vetoes"]):
            return 0
        barring = set(self.layout.rules["barring_checks"])
        if any(f["check"] in barring and f["severity"] == "error" for f in told["findings"]):
            return 0
        pattern = beside(row, self.columns.pattern)
        value = 1 if told["status"] == "ranked" else 0
        barred = [self.layout.marks_of(name, pattern) for name in _barred(told)]
        text = f"IF({self.layout.total_marks(pattern)}>0,1,0)"
        return Live(f"IF({'+'.join(barred)}>0,0,{text})" if barred else text, value)

    def _note(self, told: Json) -> object:
        titles = [entry["title"] for entry in told["overrides"]]
        return _OVERRIDDEN(titles=titles) if titles else ""

    # --- keys to sort by --------------------------------------------------------------------

    def _keys(self, row: int, place: int) -> None:
        standing, columns = self.standing, self.columns
        ranked, group = beside(row, columns.ranked), beside(row, columns.group)
        start = f"({group}-1+IF({ranked}=1,0,{standing.group_count}))"
        for number, stage in enumerate(standing.stages):
            text = start
            for part in stage:
                text = f"({text}*{part.most + 1}+{part.most}-{self._part(row, part)})"
            last = number == len(standing.stages) - 1
            if last:
                text = f"{text}*{standing.base}+{beside(row, columns.name)}"
            column = columns.stage(number)
            self.page.put(row, column, Live(text, standing.keys[number][place]), "helper")
            if not last:
                cells = on(self.layout.names["order"], self.order.cells(self.order.keys[number]))
                found = f"IFERROR(MATCH({beside(row, column)}-0.5,{cells},1),0)"
                cell = Live(found, standing.places[number][place])
                self.page.put(row, column + 1, cell, "helper")
                start = beside(row, column + 1)

    def _part(self, row: int, part: Part) -> str:
        column = 8 if part.name == "total" else self.columns.of(part.name)
        return f"ROUND({beside(row, column)}*{10**part.decimals}+0.000001,0)"


def _rate(entry: Json) -> float:
    """Return the rate that comes to today's points: of rows, the points they came to."""
    full = entry["full_marks"]
    return float(entry["points"] / full if full else entry["rate"] or 0)


def _barred(told: Json) -> Iterator[str]:
    """Yield the indicators that bar from the ranking while there are marks to be had in them."""
    overridden = {entry["indicator"] for entry in told["overrides"]}
    for indicator in told["indicators"]:
        if indicator["id"] in overridden:
            continue
        rows: Sequence[Json] = indicator.get("rows", ())
        barred = any(row["policy"] == "unranked" and row["full_marks"] for row in rows)
        if indicator["policy"] == "unranked" or barred:
            yield indicator["id"]


def _dimensions(dimensions: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    for dimension in dimensions:
        yield dimension["id"], dimension
        yield from _dimensions(dimension.get("dimensions", ()))


_TITLE = Phrase("模型", "Model")
_HOW = Phrase(
    "在「权重」表修改浅黄色单元格，本表各项得分、总分、等级和名次随之变动；「正式」各列是正式结果，供对照。",
    "Change the yellow cells on the sheet Weights: points, totals, grades and ranks here follow. "
    "The official ones stand beside them.",
)
_OFFICIAL_RANK = Phrase("正式名次", "Official rank")
_CHANGE = Phrase("升降", "Moved")
_OFFICIAL_GRADE = Phrase("正式等级", "Official grade")
_OFFICIAL_TOTAL = Phrase("正式总分", "Official total")
_CAP = Phrase("总分上限", "Cap")
_HEADINGS = (
    CODE, DEPARTMENT, GROUP, RANK, _OFFICIAL_RANK, _CHANGE, GRADE, _OFFICIAL_GRADE, TOTAL,
    _OFFICIAL_TOTAL, ADJUSTED, _CAP,
)  # fmt: skip
_NOTE = Phrase("说明", "Note")
_PATTERN = Phrase("满分情形", "Case")
_RANKED = Phrase("参加排名", "Ranked")
_GRADE_NUMBER = Phrase("等级序号", "Grade no.")
_GROUP_NUMBER = Phrase("组序号", "Group no.")
_NAME_NUMBER = Phrase("编码次序", "Name no.")
_KEY = Phrase("排序值", "Sort key")
_PLACE = Phrase("位次", "Place")
_OVERRIDDEN = Phrase("复核调整：{titles}", "by reviewers: {titles}")
