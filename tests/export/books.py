"""Score books as tests read them: cells, and the same book with other weights typed in."""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from python_calamine import CalamineWorkbook

from scoring.export.book.cells import letters

Sheets = dict[str, list[list[Any]]]
FIRST = 5  # row of the first node, department and place, from 0


def sheets_of(book: bytes | Path) -> Sheets:
    """Return the cells of every sheet, from A1 on."""
    given = io.BytesIO(book) if isinstance(book, bytes) else str(book)
    read = CalamineWorkbook.from_object(given)
    return {
        name: read.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in read.sheet_names
    }


def differing(one: Sheets, other: Sheets) -> list[str]:
    """Return the cells whose values differ, as "sheet!B7: 1.0, 2.0"."""
    assert list(one) == list(other)
    return [
        f"{name}!{letters(column)}{row + 1}: {cell!r}, {value!r}"
        for name, rows in one.items()
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if not _same(cell, value := _at(other[name], row, column))
    ]


def _at(rows: list[list[Any]], row: int, column: int) -> Any:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return bool(one == other)


def with_cells(book: bytes, sheet: str, cells: Mapping[str, float]) -> bytes:
    """Return *book* with other figures in *cells* of *sheet*, which must hold figures."""
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as given, ZipFile(changed, "w", ZIP_DEFLATED) as written:
        number = list(sheets_of(book)).index(sheet) + 1
        for name in given.namelist():
            content = given.read(name)
            if name == f"xl/worksheets/sheet{number}.xml":
                for cell, figure in cells.items():
                    content = _typed(content, cell, figure)
            written.writestr(name, content)
    return changed.getvalue()


def _typed(content: bytes, cell: str, figure: float) -> bytes:
    pattern = re.compile(rf'(<c r="{cell}"[^>]*>)<v>[^<]*</v>'.encode())
    content, count = pattern.subn(rb"\g<1><v>%s</v>" % repr(float(figure)).encode(), content)
    assert count == 1, cell
    return content


def weights_typed(book: bytes, weights: Mapping[str, Any], profiles: Mapping[str, Any]) -> bytes:
    """Return *book* with *weights* of nodes, and of each profile, typed in where they may be."""
    rows = sheets_of(book)["权重"]
    lines = {row[1]: place for place, row in enumerate(rows) if place >= FIRST and row[1]}
    heads = rows[FIRST - 1]
    entered = inputs_of(book)
    given = {(4, node): weight for node, weight in weights.items()}
    for name, changed in profiles.items():
        column = heads.index(f"权重：{name}")
        given |= {(column, node): weight for node, weight in changed.items()}
    cells = {f"{letters(c)}{lines[node] + 1}": float(w) for (c, node), w in given.items()}
    return with_cells(book, "权重", {cell: w for cell, w in cells.items() if cell in entered})


def inputs_of(book: bytes) -> set[str]:
    """Return the cells of the sheet of weights that hold figures rather than formulas."""
    with ZipFile(io.BytesIO(book)) as given:
        number = list(sheets_of(book)).index("权重") + 1
        content = given.read(f"xl/worksheets/sheet{number}.xml").decode()
    return set(re.findall(r'<c r="([A-Z]+\d+)"[^>]*><v>', content))


def standing_of(sheets: Sheets) -> dict[str, dict[str, Any]]:
    """Return the rank, grade and total that the model has of each department."""
    head, *rows = sheets["模型"][FIRST - 1 :]
    columns = {"rank": head.index("排名"), "grade": head.index("等级"), "total": head.index("总分")}
    return {
        row[head.index("部门")]: {key: row[place] or None for key, place in columns.items()}
        | {"total": row[columns["total"]]}
        for row in rows
    }
