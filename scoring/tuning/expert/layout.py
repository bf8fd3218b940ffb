"""Where things stand on a sheet that an expert filled in: cells, their places, and labels."""

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from scoring.bare_text import unsigned
from scoring.intake.sheet import Grid
from scoring.intake.writing import as_text, is_blank
from scoring.names import fold
from scoring.places import join, letters

EXPERT = {"专家", "专家姓名", "姓名", "专家编号", "expert", "expertname", "name"}
NODE = {"节点", "节点标识", "上级指标", "node", "nodeid"}
_COLON = re.compile("[:：]")


class Label(NamedTuple):
    """What stands after a label such as 专家姓名, and where."""

    text: str
    place: str


def place(grid: Grid, row: int, column: int) -> str:
    """Return the place of a cell, counted from the first one of *grid*."""
    return join(grid.place, grid.top + row + 1, letters(grid.left + column))


def text_of(cell: Any) -> str:
    """Return what is written in a cell, without spaces around it."""
    return "" if is_blank(cell) else unsigned(as_text(cell).strip())


def spelled(names: dict[str, str], name: str) -> str:
    """Return a person's *name* as it was first spelled, which *names* keeps.

    >>> names = {}
    >>> spelled(names, "李四"), spelled(names, "李　四")
    ('李四', '李四')
    """
    return names.setdefault(fold(name) or name, name)


def label(grid: Grid, words: Collection[str], start: int = 0, stop: int | None = None) -> Label:
    """Return what the last label of *words* between two rows says; nothing where there is none.

    The answer stands after a colon in the same cell, or in the next cell that is not empty.
    """
    found = Label("", grid.place)
    for row in range(start, len(grid.rows) if stop is None else stop):
        cells = grid.rows[row]
        for column, cell in enumerate(cells):
            name, *rest = _COLON.split(text_of(cell), maxsplit=1)
            if fold(name) in words:
                beside = next((text for c in cells[column + 1 :] if (text := text_of(c))), "")
                own = rest[0].strip() if rest else ""
                found = Label(own or beside, place(grid, row, column))
                break
    return found
