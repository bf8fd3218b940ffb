"""From a sheet as laid out to columns under headings.

Title rows, merged and stacked headings, blank rows, notes and totals are told apart from data.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from scoring.intake.headings import Match, Vocabulary
from scoring.intake.sheet import Grid, Merged, Raw, Sheet, one_place
from scoring.intake.units import unit_above, unit_of_group
from scoring.intake.writing import is_blank
from scoring.places import join, letters

_SEARCHED = 20  # the heading is among the first lines of a sheet
_DEEPEST = 3  # rows of stacked headings
_REMARK = re.compile(
    r"\s*(?:(?:总\s*)?合\s*计|[总小]\s*计|total)\s*$|\s*(?:[*＊]|注\s*[0-9]*\s*[、.．]|"
    r"(?:注|备注|附注|说明|填表|填报|制表|审核|复核|负责人|单位负责人|联系人|联系电话|notes?)"
    r"[^:：]{0,8}[:：])",
    re.IGNORECASE,
)


class Header(NamedTuple):
    """Where the headings of a grid stand: its first row, how many rows, a text a column."""

    row: int
    depth: int
    texts: tuple[str, ...]
    known: tuple[int, int]  # how many fields are named, and how many with their unit


def find_header(grid: Grid, vocabulary: Vocabulary, *wanted: set[str]) -> Header | None:
    """Return the rows with the most known headings, among them one of each set *wanted*."""
    best = None
    filled = _filled(grid)
    promising = [any(text and vocabulary.match(text) for text in row) for row in filled]
    for depth in range(1, _DEEPEST + 1):
        for row in range(min(_SEARCHED, len(filled) - depth + 1)):
            if not any(promising[row : row + depth]):
                continue
            texts = _stacked(filled[row : row + depth], vocabulary)
            matches = [m for text in texts if text and (m := vocabulary.match(text))]
            targets = {match.target for match in matches}
            known = len(targets), sum(match.power is not None for match in matches)
            if all(targets & some for some in wanted) and (best is None or known > best.known):
                best = Header(row, depth, texts, known)
    return best


def lay_out(grid: Grid, header: Header, vocabulary: Vocabulary) -> Sheet:
    """Return the columns below *header*, without blank rows, notes and totals."""
    first = header.row + header.depth
    matches = {
        index: match for index, text in enumerate(header.texts) if (match := vocabulary.match(text))
    }
    rows = _spread(grid, first, matches)
    names = [i for i, match in matches.items() if match.target == "department"]
    kept, skipped = _data_rows(rows, names)
    lines = [grid.top + first + row + 1 for row in kept]
    chosen = rows if len(kept) == len(rows) else [rows[row] for row in kept]
    stated = unit_above(grid.rows[:first])
    cells = list(zip(*chosen, strict=True)) or [()] * len(header.texts)
    return one_place(
        grid.place,
        grid.name,
        lines,
        tuple(
            _raw(grid, index, text, cells[index], lines)
            for index, text in enumerate(header.texts)
            if text or not all(map(is_blank, cells[index]))
        ),
        heading_line=grid.top + header.row + header.depth,
        unit=stated.unit,
        unread_unit=stated.unread and _place(grid, *stated.unread),
        skipped=tuple(join(grid.place, grid.top + first + row + 1, "") for row in skipped),
    )


def is_empty(grid: Grid) -> bool:
    """Return whether nothing is written in the grid."""
    return all(is_blank(cell) for row in grid.rows for cell in row)


def _place(grid: Grid, row: int, column: int) -> str:
    return join(grid.place, grid.top + row + 1, letters(grid.left + column))


def _raw(grid: Grid, index: int, text: str, cells: Sequence[Any], lines: list[int]) -> Raw:
    column = grid.left + index
    if grid.percents is None:
        return Raw(text, letters(column), cells, vague=True)
    formatted = grid.percents.get(column)
    percents = None if formatted is None else np.isin(lines, np.asarray(formatted) + 1)
    if percents is not None:
        percents &= np.array([type(cell) in (int, float) for cell in cells], np.bool_)
    return Raw(text, letters(column), cells, percents=percents)


def _filled(grid: Grid) -> list[list[str]]:
    """Return the first rows as text, merged cells filled from their first one."""
    rows = [
        [cell.strip() if isinstance(cell, str) else "" for cell in row]
        for row in grid.rows[: _SEARCHED + _DEEPEST]
    ]
    for area in grid.merged or ():
        text = _corner(grid, area)
        for row, column in _inside(grid, area, len(rows)):
            rows[row][column] = text.strip() if isinstance(text, str) else ""
    return rows


def _stacked(rows: list[list[str]], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return one heading a column of one to three rows of headings."""
    if len(rows) == 1:
        return tuple(rows[0])
    *above, last = rows
    above = [_filled_right(row, last) for row in above]
    return tuple(_spoken(parts, vocabulary) for parts in zip(*above, last, strict=True))


def _filled_right(row: list[str], below: list[str]) -> list[str]:
    """Let a heading reach over the blanks to its right that have a heading below them."""
    filled, current = [], ""
    for text, under in zip(row, below, strict=True):
        current = text or (current if under else "")
        filled.append(current)
    return filled


def _spoken(parts: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """Return the way to read a stack of headings that is known, else all of it.

    A money unit that only the headings above give is that of the column.
    """
    distinct = list(dict.fromkeys(part for part in parts if part))
    if len(distinct) < 2:
        return "".join(distinct)
    *upper, last = distinct
    forms = ["".join(distinct), *(mark.join(distinct) for mark in "-_/."), last]
    forms.insert(0, f"{''.join(upper)}({last})")
    known = ((form, match) for form in forms if (match := vocabulary.match(form)))
    form, match = next(known, ("-".join(distinct), None))
    if match is None or match.power is not None:
        return form
    units = (f"{form}({unit})" for part in reversed(upper) if (unit := unit_of_group(part)))
    return next((with_unit for with_unit in units if vocabulary.match(with_unit)), form)


def _spread(grid: Grid, first: int, matches: dict[int, Match]) -> Sequence[Sequence[Any]]:
    """Return the rows below the headings; a merged department is told to each of its rows."""
    rows = grid.rows[first:]
    keys = {i for i, m in matches.items() if m.target in {"department", "department_code", "year"}}
    areas = [a for a in grid.merged or () if a.left - grid.left in keys and a.bottom > a.top]
    if not areas:
        return rows
    spread = [list(row) for row in rows]
    for area in areas:
        for row, column in _inside(grid, area, len(grid.rows)):
            if row >= first and column in keys:
                spread[row - first][column] = _corner(grid, area)
    return spread


def _inside(grid: Grid, area: Merged, height: int) -> Iterator[tuple[int, int]]:
    """Yield the cells of a merged *area* that lie in the grid."""
    width = len(grid.rows[0]) if grid.rows else 0
    for row in range(max(area.top - grid.top, 0), min(area.bottom - grid.top + 1, height)):
        for column in range(max(area.left - grid.left, 0), min(area.right - grid.left + 1, width)):
            yield row, column


def _corner(grid: Grid, area: Merged) -> Any:
    row, column = area.top - grid.top, area.left - grid.left
    inside = 0 <= row < len(grid.rows) and 0 <= column < len(grid.rows[0])
    return grid.rows[row][column] if inside else ""


def _data_rows(rows: Sequence[Sequence[Any]], names: list[int]) -> tuple[list[int], list[int]]:
    """Return the rows that hold data, and those that hold a note or a total."""
    kept: list[int] = []
    skipped: list[int] = []
    for number, row in enumerate(rows):
        first = next((cell for cell in row if not is_blank(cell)), None)
        if first is None:
            continue
        others = (row[index] for index in names if row[index] is not first)
        remark = is_remark(first) or any(map(is_remark, others))
        (skipped if remark else kept).append(number)
    return kept, skipped


def is_remark(cell: Any) -> bool:
    """Return whether a cell begins a row of totals or a note."""
    return isinstance(cell, str) and _REMARK.match(cell) is not None
