"""Forms: sheets with a field a row, its title in one column and its value beside it.

A form holds one department, or several in columns side by side. It is known by its titles, not
by its place or its headings, so that forms made by hand are read too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from scoring.intake.headings import BUILT_IN, MONEY, Match, Vocabulary
from scoring.intake.layout import is_remark
from scoring.intake.reading import BLANKS
from scoring.intake.sheet import Grid, Raw, Sheet, one_place
from scoring.intake.units import unit_above
from scoring.intake.writing import is_blank
from scoring.names import fold
from scoring.places import join, letters

_TALLEST = 300  # rows; no form is longer
_SEARCHED = 12  # columns in which titles stand
_ABOVE = 3  # rows in which the columns of a form may be headed
_FIGURES = {"number", "integer", "money", "percent"}


class Label(NamedTuple):
    """The title of one row of a form, and what it names."""

    row: int
    text: str
    match: Match | None


class Block(NamedTuple):
    """A column of titles, and the columns beside it, up to the next column of titles."""

    labels: tuple[Label, ...]
    titles: int
    units: int | None
    values: tuple[int, ...]


class Form(NamedTuple):
    """A sheet known as a form: its blocks, and what is named above them (row, column)."""

    blocks: tuple[Block, ...]
    above: Mapping[str, tuple[int, int]]


def find_form(grid: Grid, vocabulary: Vocabulary, more_than: int = 1) -> Form | None:
    """Return the form in *grid*, if its columns of titles name *more_than* so many fields.

    It is without blocks where no column, or more than one, may hold the values.
    """
    if not grid.rows:
        return None
    grid = replace(grid, rows=grid.rows[:_TALLEST])
    named = [_named(grid, column, vocabulary) for column in range(_width(grid))]
    most = max(named, key=len)
    columns, known = [named.index(most)], set(most)
    for column, targets in enumerate(named):
        if len(targets) > 1 and not targets & known:
            columns.append(column)
            known |= targets
    if len(most) < 2 or len(known) <= more_than or not most & vocabulary.own():
        return None
    ends = [*sorted(columns)[1:], len(grid.rows[0])]
    blocks = [
        _block(grid, column, end, vocabulary)
        for column, end in zip(sorted(columns), ends, strict=True)
    ]
    first = min(block.labels[0].row for block in blocks)
    sure = tuple(blocks) if all(block.values for block in blocks) else ()
    return Form(sure, dict(_above(grid, first, vocabulary)))


def read_form(grid: Grid, form: Form, vocabulary: Vocabulary) -> list[Sheet]:
    """Return what each department filled in: a sheet of one row, each column with its own cell."""
    if not form.blocks:
        return []
    stated = unit_above(grid.rows[: form.blocks[0].labels[0].row])
    widest = max(form.blocks, key=lambda block: len(block.labels))
    return [
        one_place(
            grid.place,
            grid.name,
            [grid.top + widest.labels[0].row + 1],
            tuple(_columns(grid, form, number, vocabulary)),
            unit=stated.unit,
            unread_unit=stated.unread and join(grid.place, *_spot(grid, *stated.unread)),
        )
        for number in range(max(len(block.values) for block in form.blocks))
    ]


def is_form(sheet: Sheet) -> bool:
    """Return whether each column of *sheet* has a cell of its own."""
    return any(raw.key[-1:].isdigit() and raw.key[:1].isalpha() for raw in sheet.columns)


def _width(grid: Grid) -> int:
    return min(len(grid.rows[0]), _SEARCHED)


def _named(grid: Grid, column: int, vocabulary: Vocabulary) -> set[str]:
    """Return what the titles in one column name."""
    texts = {row[column] for row in grid.rows if isinstance(row[column], str) and row[column]}
    return {match.target for text in texts if (match := vocabulary.match(text))}


def _block(grid: Grid, column: int, end: int, vocabulary: Vocabulary) -> Block:
    texts = [(r, row[column]) for r, row in enumerate(grid.rows) if isinstance(row[column], str)]
    found = [Label(r, text.strip(), vocabulary.match(text)) for r, text in texts if text.strip()]
    named = [n for n, label in enumerate(found) if label.match]
    below = (n for n in named if not _is_heading(grid.rows[found[n].row], vocabulary))
    first = next(below, named[0])
    labels = [label for label in found[first:] if label.match or not is_remark(label.text)]
    heads = _heads(grid, labels[0].row, range(column + 1, end))
    units = next((c for c in heads if _holds_units(grid, c, heads[c], labels, vocabulary)), None)
    values = _values(grid, labels, {c: head for c, head in heads.items() if c != units})
    beyond = () if heads else (end,)  # nothing was filled in, so that the sheet ends here
    return Block(tuple(labels), column, units, values or beyond)


def _heads(grid: Grid, first: int, columns: range) -> dict[int, str]:
    """Return what is written above each column, folded: nothing where it has no heading."""
    heads = {}
    for column in columns:
        above = (grid.rows[row][column] for row in range(first - 1, max(first - _ABOVE, 0) - 1, -1))
        heads[column] = next((fold(text) for text in above if isinstance(text, str) and text), "")
    return heads


def _is_heading(row: Sequence[Any], vocabulary: Vocabulary) -> bool:
    """Return whether a row says what the columns of a form hold."""
    texts = [text for text in row[1:] if isinstance(text, str)]
    heads = [text for text in texts if fold(text) in _OF_VALUES | _OF_UNITS]
    return any(_is_not_own(vocabulary.match(text)) for text in heads)


def _is_not_own(match: Match | None) -> bool:
    return match is None or match.target in BUILT_IN


def _holds_units(
    grid: Grid, column: int, head: str, labels: Sequence[Label], vocabulary: Vocabulary
) -> bool:
    """Return whether a column is headed as that of units, or holds nothing but units."""
    cells = [_cell(grid, label.row, column) for label in labels]
    known = {fold(field.unit) for field in vocabulary.fields.values()} | set(MONEY) | {"%"}
    written = [cell for cell in cells if not is_blank(cell)]
    texts = [fold(cell) for cell in written if isinstance(cell, str) and not _DIGIT.search(cell)]
    words = [text for text in texts if text not in BLANKS]
    units = [word for word in words if word in known]
    is_unlike = head in _OF_VALUES or len(texts) < len(written)
    return head in _OF_UNITS or (not is_unlike and len(words) < 2 * len(units))


def _values(grid: Grid, labels: Sequence[Label], heads: Mapping[int, str]) -> tuple[int, ...]:
    """Return the columns of values: those headed so, those with a department, or the only one."""
    headed = [column for column, head in heads.items() if head in _OF_VALUES]
    if headed:
        return tuple(headed)
    free = [column for column, head in heads.items() if not _OF_OTHERS.search(head)]
    for label in labels:
        if label.match and _is_department(label.match):
            named = [c for c in free if not is_blank(_cell(grid, label.row, c))]
            if named:
                return tuple(named)
    cells = {c: [_cell(grid, label.row, c) for label in labels] for c in free}
    figures = [c for c in free if any(type(cell) in (int, float) for cell in cells[c])]
    filled = [c for c in free if not all(map(is_blank, cells[c]))]
    return () if len(figures) > 1 else tuple((filled or free)[:1])


def _is_department(match: Match) -> bool:
    return match.target == "department"


def _above(grid: Grid, first: int, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what is named above a form, in the cell beside it or in the same cell."""
    for number, row in enumerate(grid.rows[:first]):
        is_heading = _is_heading(row, vocabulary)
        for column, text in enumerate(row):
            match = vocabulary.match(_before_colon(text)) if isinstance(text, str) else None
            if match and match.target in BUILT_IN:
                beside = (c for c in range(column + 1, len(row)) if not is_blank(row[c]))
                there = column if _after_colon(text) else None if is_heading else next(beside, None)
                if there is not None:
                    yield match.target, (number, there)


def _before_colon(text: str) -> str:
    return _COLON.split(text, maxsplit=1)[0]


def _after_colon(text: str) -> str:
    return "".join(_COLON.split(text, maxsplit=1)[1:]).strip()


def _columns(grid: Grid, form: Form, number: int, vocabulary: Vocabulary) -> Iterator[Raw]:
    """Yield the rows of a form, filled in for one department, as columns of one cell."""
    told = {label.match.target for block in form.blocks for label in block.labels if label.match}
    for target, (row, column) in form.above.items():
        if target not in told:
            text = grid.rows[row][column]
            yield _raw(grid, target, row, column, _after_colon(str(text)) or text)
    for block in form.blocks:
        column = block.values[min(number, len(block.values) - 1)]
        for label in block.labels:
            cell = _cell(grid, label.row, column)
            if label.match or not is_blank(cell):
                unit = "" if block.units is None else grid.rows[label.row][block.units]
                heading = _with_unit(label, unit, vocabulary)
                titled = "{1}{0}".format(*_spot(grid, label.row, block.titles))
                raw = _raw(grid, heading, label.row, column, cell)
                yield replace(raw, titled=titled)


def _with_unit(label: Label, unit: Any, vocabulary: Vocabulary) -> str:
    """Return the title with the unit beside it; words beside what is no figure are no unit."""
    if not isinstance(unit, str) or fold(unit) in BLANKS:
        return label.text
    if label.match is None or label.match.power is not None:
        return label.text
    heading = f"{label.text}({unit.strip()})"
    is_figure = vocabulary.fields[label.match.target].type in _FIGURES
    return heading if is_figure or vocabulary.match(heading) else label.text


def _raw(grid: Grid, heading: str, row: int, column: int, cell: Any) -> Raw:
    line, key = _spot(grid, row, column)
    percents = None
    if grid.percents is not None and type(cell) in (int, float):
        rows = np.asarray(grid.percents.get(grid.left + column, ()))
        percents = np.array([bool((rows == line - 1).any())])
    return Raw(heading, f"{key}{line}", [cell], None, percents, vague=grid.percents is None)


def _cell(grid: Grid, row: int, column: int) -> Any:
    """Return a cell, blank beyond the last column that is filled."""
    return grid.rows[row][column] if column < len(grid.rows[row]) else ""


def _spot(grid: Grid, row: int, column: int) -> tuple[int, str]:
    return grid.top + row + 1, letters(grid.left + column)


_DIGIT = re.compile(r"\d")
_COLON = re.compile("[:：]")
_OF_UNITS = {"单位", "计量单位", "unit"}
_OF_VALUES = {
    "填报值", "填报数", "填报内容", "填报数据", "填写内容", "填写", "内容", "数值", "数据", "值",
    "金额", "完成值", "实际值", "实际完成值", "自评分", "自评得分", "value", "entry", "selfscore",
}  # fmt: skip
_OF_OTHERS = re.compile(
    "说明|备注|注释|解释|含义|口径|依据|证明|佐证|材料|必填|要求|来源|满分|权重|标识|类型|"
    "note|remark|description|evidence|required|weight|fullmarks|type|what"
)
