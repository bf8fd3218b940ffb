"""The live ranking: whoever sorts first stands first, with ranks, ties and quotas as formulas."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.export.book.cells import Live, beside, on
from scoring.export.book.columns import Columns, OrderColumns
from scoring.export.book.layout import FIRST, Layout
from scoring.export.book.model import colour_grade
from scoring.export.book.order import Standing
from scoring.export.book.page import Page
from scoring.export.book.ranked import bar_of
from scoring.export.headings import CODE, DEPARTMENT, GRADE, GROUP, TOTAL
from scoring.words import Phrase

Json = Mapping[str, Any]


def write_order(page: Page, layout: Layout, columns: Columns, standing: Standing) -> None:
    """Write the departments as they sort today, by formulas that follow when keys change."""
    page.title(_TITLE, _HOW)
    own = OrderColumns(layout, standing)
    page.line(FIRST - 1, _HEADINGS, "head")
    _helper_heads(page, own)
    writer = _Writer(page, layout, columns, standing, own)
    for place in range(len(standing.order)):
        writer.line(place)
    _finish(page, layout, own)


def _helper_heads(page: Page, own: OrderColumns) -> None:
    page.line(FIRST - 1, (_ROW, _RANKED, _FIRST, _LAST, _GRADE_NUMBER), "head", own.row)
    for column in own.quotas.values():
        page.line(FIRST - 1, (_HOLDERS, _STANDING, _AFTER), "head", column)
    page.put(FIRST - 1, own.by_name, _BY_NAME, "head")
    page.line(FIRST - 1, [_KEY] * len(own.keys), "head", own.keys[0])
    page.sheet.set_row(FIRST - 1, 32)


def _finish(page: Page, layout: Layout, own: OrderColumns) -> None:
    page.widths([7, 7, 14, 36, 12, 10, 8, 9, 8])
    page.sheet.set_column(own.row, own.keys[-1], 9, None, {"level": 1})
    page.sheet.freeze_panes(FIRST, 0)
    cells = (FIRST, own.title, own.last_row, own.title)
    final = list(own.quotas.values())[-1] + 2 if own.quotas else own.grade
    for number in range(len(layout.rules["grades"])):
        colour_grade(page, cells, final, number)
    ranked = sum(entry["status"] == "ranked" for entry in layout.departments)
    if ranked:
        last = FIRST + ranked - 1
        page.sheet.conditional_format(FIRST, own.total, last, own.total, bar_of(layout))
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    page.prints(FIRST - 1, landscape=False)
    page.sheet.print_area(0, 0, own.last_row, own.change)


class _Writer:
    """Writes one place after another, with the values that its formulas have today."""

    def __init__(
        self, page: Page, layout: Layout, columns: Columns, standing: Standing, own: OrderColumns
    ):
        self.page, self.layout, self.columns, self.own = page, layout, columns, own
        self.standing, self.order = standing, standing.order
        self.told = [layout.departments[number] for number in standing.order]
        self.ranked = [1 if d["status"] == "ranked" else 0 for d in self.told]
        self.groups = [standing.groups[number] for number in standing.order]
        self.first, self.last = _runs(list(zip(self.ranked, self.groups, strict=True)))
        self.sorted = [sorted(keys) for keys in standing.keys]
        self.names = {name: place for place, name in enumerate(standing.names)}
        self.grades = [self._numbers()]
        self.held: list[tuple[list[int], list[int]]] = []
        for number in own.quotas:
            self._limit(number)

    def _numbers(self) -> list[int]:
        """Return the grades before quotas, by number."""
        grades, caps = self.layout.rules["grades"], {}
        titles = [grade["title"] for grade in grades]
        for veto in self.layout.rules["vetoes"]:
            caps[veto["id"]] = titles.index(veto["grade"]) + 1 if veto["grade"] else 1
        return [
            max(1 + sum(g["at_least"] > d["total"] + 1e-9 for g in grades),
                *(caps[v["id"]] for v in d["vetoes"]), 1) if grades else 1
            for d in self.told
        ]  # fmt: skip

    def _limit(self, number: int) -> None:
        """Move down whom a grade has no room for, and keep the counts by which it is told."""
        quota = self.layout.rules["grades"][number]["quota"]
        grades, size = self.grades[-1], len(self.told)
        counts, standing, after = [0] * size, [0] * size, list(grades)
        for place in range(size):
            before = 0 if place == self.first[place] else counts[place - 1]
            counts[place] = before + (grades[place] == number + 1) * self.ranked[place]
        for place in reversed(range(size)):
            tied = place < self.last[place] and self._rank(place) == self._rank(place + 1)
            standing[place] = standing[place + 1] if tied else counts[place]
            room = int(quota * (self.last[place] - self.first[place] + 1) + 1e-9)
            if grades[place] == number + 1 and self.ranked[place] and standing[place] > room:
                after[place] = number + 2
        self.held.append((counts, standing))
        self.grades.append(after)

    def _rank(self, place: int) -> int | None:
        rank: int | None = self.told[place]["rank"]
        return rank

    # --- one line ---------------------------------------------------------------------------

    def line(self, place: int) -> None:
        row, own, told = FIRST + place, self.own, self.told[place]
        self.page.put(row, 0, place + 1, "centre")
        self._shown(row, own.rank, self._rank_formula(place), told["rank"], "centre")
        for column, source, value, style in (
            (own.code, 0, told["department_code"], "text"),
            (own.department, 1, told["department"], "text"),
            (own.group, 2, told["peer_group"], "text"),
        ):
            self._shown(row, column, f'{self._from(row, source)}&""', value, style)
        self._shown(row, own.total, self._from(row, 8), told["total"], "total")
        self._shown(row, own.title, self._title(row), told["grade"], "centre")
        official = f'IF(ISNUMBER({self._from(row, 4)}),{self._from(row, 4)},"")'
        self._shown(row, own.official, official, told["rank"], "centre")
        now, then = beside(row, own.rank), beside(row, own.official)
        change = f'IF(AND(ISNUMBER({now}),ISNUMBER({then})),{then}-{now},"")'
        self._shown(row, own.change, change, None if told["rank"] is None else 0, "change")
        self._helpers(place)

    def _shown(self, row: int, column: int, text: str, value: object, style: str) -> None:
        shown = "" if value is None else value
        self.page.put(row, column, Live(text, shown), style)

    def _from(self, row: int, column: int) -> str:
        """Return what the model has in *column* for the department that stands here."""
        return f"INDEX({self._model(column)},{beside(row, self.own.row)})"

    def _model(self, column: int) -> str:
        return on(self.layout.names["model"], self.own.cells(column))

    def _rank_formula(self, place: int) -> str:
        row, own = FIRST + place, self.own
        position, first = f"{place + 1}", beside(row, own.first)
        ranked, above = beside(row, own.ranked), beside(row - 1, own.rank)
        ties = self.layout.rules["ranking"]["ties"]
        text = f"{position}-{first}+1"
        if place and ties != "ordinal":
            key, before = beside(row, own.keys[-1]), beside(row - 1, own.keys[-1])
            base = self.standing.base
            same = f"INT({key}/{base})=INT({before}/{base})"
            after = f"{above}+1" if ties == "dense" else text
            text = f"IF({position}={first},1,IF({same},{above},{after}))"
        return f'IF({ranked}=1,{text},"")'

    def _title(self, row: int) -> str:
        own, grades = self.own, self.layout.rules["grades"]
        if not grades:
            return '""'
        number = beside(row, self._final)
        shown = f"INDEX({self.layout.grades(0)},{number})"
        ranked = beside(row, own.ranked)
        return f'IF({ranked}=1,IF({number}>{len(grades)},"",{shown}),"")'

    @property
    def _final(self) -> int:
        columns = list(self.own.quotas.values())
        return columns[-1] + 2 if columns else self.own.grade

    # --- helpers ----------------------------------------------------------------------------

    def _helpers(self, place: int) -> None:
        row, own = FIRST + place, self.own
        key = beside(row, own.keys[-1])
        base = self.standing.base
        found = f"INDEX({own.cells(own.by_name)},{key}-INT({key}/{base})*{base})"
        for column, text, value in (
            (own.row, found, self.order[place] + 1),
            (own.ranked, self._from(row, self.columns.ranked), self.ranked[place]),
            (own.first, self._first(place), self.first[place] + 1),
            (own.last, self._last(place), self.last[place] + 1),
            (own.grade, self._from(row, self.columns.grade), self.grades[0][place]),
        ):
            self.page.put(row, column, Live(text, value), "helper")
        before = own.grade
        for step, (number, column) in enumerate(own.quotas.items()):
            self._quota(place, step, number, column, before)
            before = column + 2
        self.page.put(row, own.by_name, self.names[place + 1] + 1, "helper")
        for stage, column in enumerate(own.keys):
            text = f"SMALL({self._model(self.columns.stage(stage))},{place + 1})"
            self.page.put(row, column, Live(text, self.sorted[stage][place]), "helper")

    def _group(self, row: int) -> str:
        """Return what tells the group, and the unranked of it, of a place: part of its key."""
        group, ranked = self.columns.group, self.own.ranked
        return (
            f"({self._from(row, group)}+IF({beside(row, ranked)}=1,0,{self.standing.group_count}))"
        )

    def _first(self, place: int) -> str:
        row = FIRST + place
        if not place:
            return "1"
        same = f"{self._group(row)}={self._group(row - 1)}"
        return f"IF({same},{beside(row - 1, self.own.first)},{place + 1})"

    def _last(self, place: int) -> str:
        row = FIRST + place
        if place == len(self.order) - 1:
            return f"{place + 1}"
        after = beside(row + 1, self.own.first)
        return f"IF({after}={place + 2},{place + 1},{beside(row + 1, self.own.last)})"

    def _quota(self, place: int, step: int, number: int, column: int, before: int) -> None:
        """Write how many hold a grade up to here, up to the tie's end, and who moves down."""
        row, own = FIRST + place, self.own
        counts, standing = self.held[step]
        grade, ranked = beside(row, before), beside(row, own.ranked)
        holds = f"IF(AND({grade}={number + 1},{ranked}=1),1,0)"
        if place:
            kept = f"IF({beside(row, own.first)}={place + 1},0,{beside(row - 1, column)})"
            holds = f"{kept}+{holds}"
        tied = beside(row, column)
        if place < len(self.order) - 1:
            rank, next_rank = beside(row, own.rank), beside(row + 1, own.rank)
            within = f"{beside(row, own.last)}>{place + 1}"
            tied = f"IF(AND({within},{rank}={next_rank}),{beside(row + 1, column + 1)},{tied})"
        quota = on(self.layout.names["weights"], self._quota_cell(number))
        members = f"({beside(row, own.last)}-{beside(row, own.first)}+1)"
        room = f"INT({quota}*{members}+0.000000001)"
        beyond = f"AND({grade}={number + 1},{ranked}=1,{beside(row, column + 1)}>{room})"
        after = f"IF({beyond},{number + 2},{grade})"
        self.page.put(row, column, Live(holds, counts[place]), "helper")
        self.page.put(row, column + 1, Live(tied, standing[place]), "helper")
        self.page.put(row, column + 2, Live(after, self.grades[step + 1][place]), "helper")

    def _quota_cell(self, number: int) -> str:
        return f"$D${self.layout.grade_row + number + 1}"


def _runs(values: Sequence[object]) -> tuple[list[int], list[int]]:
    """Return where the run of equals around each place begins and ends."""
    first, last = list(range(len(values))), list(range(len(values)))
    for place in range(1, len(values)):
        if values[place] == values[place - 1]:
            first[place] = first[place - 1]
    for place in reversed(range(len(values) - 1)):
        if values[place] == values[place + 1]:
            last[place] = last[place + 1]
    return first, last


_TITLE = Phrase("模拟排名", "Live ranking")
_HOW = Phrase(
    "按「模型」的总分即时排列；「升降」是与正式名次相比的变化。",
    "In the order of the totals on the sheet Model; Moved is against the official rank.",
)
_PLACE = Phrase("序号", "No.")
_RANK = Phrase("名次", "Rank")
_OFFICIAL = Phrase("正式名次", "Official rank")
_CHANGE = Phrase("升降", "Moved")
_HEADINGS = (_PLACE, _RANK, CODE, DEPARTMENT, GROUP, TOTAL, GRADE, _OFFICIAL, _CHANGE)
_ROW = Phrase("模型行次", "Row in model")
_RANKED = Phrase("参加排名", "Ranked")
_FIRST = Phrase("组首", "First of group")
_LAST = Phrase("组尾", "Last of group")
_GRADE_NUMBER = Phrase("等级序号", "Grade no.")
_HOLDERS = Phrase("累计人数", "Holders so far")
_STANDING = Phrase("含并列", "With ties")
_AFTER = Phrase("名额后等级", "After quota")
_BY_NAME = Phrase("编码次序的行次", "Row by name")
_KEY = Phrase("排序值", "Sort key")
