"""Where a submitted value stands, as people point at it: 报送.xlsx!部门!B7, b.json#/3/budget.

The column's key tells the manner: letters belong to spreadsheets, letters with a number to a form
in one, in which each field has a row, "/budget" to a place inside a JSON document, "#/budget" to
one line of a file of JSON lines.
"""

from scoring.model import Origin

WHOLE_DOCUMENT = -1  # the line of a row that is the whole document, not an item of a list


def cell(origin: Origin, row: int, field: str = "") -> str:
    """Return the place of *field* in *row*; of the whole row where no such column was read.

    >>> import numpy as np
    >>> origin = Origin(("a.xlsx!部门",), np.array([0]), np.array([7]), {(0, "budget"): "B"})
    >>> cell(origin, 0, "budget"), cell(origin, 0, "spent")
    ('a.xlsx!部门!B7', 'a.xlsx!部门!7')
    """
    sheet = int(origin.sheet[row])
    return join(origin.sheets[sheet], int(origin.line[row]), origin.columns.get((sheet, field), ""))


def join(sheet: str, line: int, key: str) -> str:
    """Return the place of the cell at *line* and *key* of *sheet*.

    >>> join("b.json#", 3, "/budget"), join("b.jsonl", 4, "#/budget"), join("b.json#", 3, "")
    ('b.json#/3/budget', 'b.jsonl:4#/budget', 'b.json#/3')
    >>> join("a.xlsx!部门", 7, "B"), join("a.xlsx!填报表", 2, "C9")
    ('a.xlsx!部门!B7', 'a.xlsx!填报表!C9')
    """
    if key[-1:].isdigit() and key[:1].isalpha():
        return f"{sheet}!{key}"
    if key.startswith("#"):
        return f"{sheet}:{line}{key}"
    if key.startswith("/") or "#" in sheet:
        return f"{sheet}{key}" if line == WHOLE_DOCUMENT else f"{sheet}/{line}{key}"
    return f"{sheet}!{key}{line}"


def letters(column: int) -> str:
    """Return the spreadsheet's name of the *column* (from 0).

    >>> letters(0), letters(26), letters(16383)
    ('A', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name
