"""The cells of an .xlsx sheet, found in its bytes: where each stands, its style, its errors.

Office programs write every cell as ``<c r="B7" s="3" t="s">``. Bytes written so are read here
whole arrays at a time; anything else is left to the XML parser.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from scoring.intake.sheet import UNCOMPUTED

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_ROOM = b" " * 64  # after the end, so that looking ahead needs no check
_REFERENCE = 11  # the longest is XFD1048576, with the quote after it
_STYLE = 6  # up to 99,999, with the quote
_KIND = 10  # the longest is inlineStr, with the quote
_FAR_ROW, _FAR_COLUMN = 40_000, 250
_SLASH, _LESS, _MORE, _QUOTE, _COLON, _C = b'/<>":c'
# A formula whose result was not saved with it; a text of nothing is a result.
_UNSOLVED = re.compile(
    rb'<c r="(?P<column>[A-Z]+)(?P<row>[0-9]+)"(?:(?! t="str")[^<>])*>'
    rb"<f(?:[^<>]*/|[^<>]*>[^<]*</f)>(?:<v ?/>|<v></v>)?</c>"
)
_ERROR = re.compile(rb"<c [^>]*>(?:<f[^<]*(?:</f>)?)?<v>([^<]*)")


class Spots(NamedTuple):
    """The cells of a sheet, counted from 0, with the number of their style (-1: none).

    *height* and *width* reach from the first cell of the sheet to its last filled one.
    """

    rows: Places
    columns: Places
    styles: NDArray[np.int32]
    errors: dict[tuple[int, int], str]
    height: int
    width: int


_NOTHING = Spots(
    np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int32), {}, 0, 0
)  # fmt: skip


def scan(piece: bytes) -> Spots | None:
    """Return the cells in a piece of a sheet; None where one is not written as usual."""
    if b"<c" not in piece and b":c" not in piece and 0 not in piece:
        return _NOTHING
    text = np.frombuffer(piece + _ROOM, np.uint8)
    starts = _cells(text)
    if starts is None:
        return None
    columns, rows, ends = references(text, starts + len('<c r="'))
    styles, ends = _styles(text, ends)
    errors = _errors(text, ends, piece, starts, rows, columns)
    if errors is None or (columns < 0).any():
        return None
    errors |= unsolved(piece)
    filled = ((rows <= _FAR_ROW) & (columns <= _FAR_COLUMN)) | (text[ends] != _SLASH)
    height = int(rows[filled].max(initial=-1)) + 1
    width = int(columns[filled].max(initial=-1)) + 1
    return Spots(rows, columns, styles, errors, height, width)


def join_spots(parts: Iterable[Spots]) -> Spots:
    """Return the cells of all pieces of a sheet."""
    parts = [part for part in parts if part is not _NOTHING]
    if not parts:
        return _NOTHING
    rows, columns, styles, errors, heights, widths = zip(*parts, strict=True)
    whole = {place: text for each in errors for place, text in each.items()}
    return Spots(
        np.concatenate(rows), np.concatenate(columns), np.concatenate(styles),
        whole, max(heights), max(widths),
    )  # fmt: skip


def _cells(text: Bytes) -> Places | None:
    """Return where the cells begin, None where the text is not written as usual."""
    prefixed = np.flatnonzero((text[:-2] == _COLON) & (text[1:-1] == _C))
    starts = np.flatnonzero((text[:-2] == _LESS) & (text[1:-1] == _C))
    starts = starts[~_is_letter(text[starts + 2])]
    usual = 0 not in text.tobytes() and _is_letter(text[prefixed + 2]).all()
    return starts if usual and _stands(_ahead(text, starts, 6), b'<c r="').all() else None


def _ahead(text: Bytes, places: Places, count: int) -> Bytes:
    """Return the *count* bytes from each of *places* on: one row for each byte further on."""
    return np.ascontiguousarray(sliding_window_view(text, count)[places].T)


def _stands(ahead: Bytes, word: bytes) -> Flags:
    """Return where *word* stands in what is ahead."""
    found = np.ones(ahead.shape[1], np.bool_)
    for row, sign in zip(ahead, word, strict=False):
        found &= row == sign
    return found


def _is_letter(text: Bytes) -> Flags:
    lower = text | 0x20
    return (lower >= ord("a")) & (lower <= ord("z"))


def references(text: Bytes, places: Places) -> tuple[Places, Places, Places]:
    """Return the column and the row written at *places*, and the place after the quote.

    What is not letters, digits and a quote has the column -1.
    """
    columns, rows = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
    lengths, inside = np.zeros(len(places), np.uint8), np.ones(len(places), np.bool_)
    for signs in _ahead(text, places, _REFERENCE):
        letters = inside & (signs >= ord("A")) & (signs <= ord("Z")) & (rows == 0)
        digits = inside & (signs >= ord("0")) & (signs <= ord("9"))
        inside = letters | digits
        lengths += inside
        if letters.any():
            columns = np.where(letters, columns * 26 + (signs - np.uint8(64)), columns)
        if digits.any():
            rows = np.where(digits, rows * 10 + (signs - np.uint8(48)), rows)
        if not inside.any():
            break
    sound = (text[places + lengths] == _QUOTE) & (rows > 0)
    return np.where(sound, columns, 0) - 1, rows - 1, places + lengths + 1


def _styles(text: Bytes, places: Places) -> tuple[NDArray[np.int32], Places]:
    """Return the styles written at *places* (-1: none), and the place after them."""
    ahead = _ahead(text, places, len(' s="') + _STYLE)
    inside = styled = _stands(ahead, b' s="')
    styles, lengths = np.zeros(len(places), np.int32), np.zeros(len(places), np.uint8)
    for signs in ahead[len(' s="') :]:
        inside = inside & (signs != _QUOTE)
        styles = np.where(inside, styles * 10 + (signs - np.uint8(48)), styles)
        lengths += inside
        if not inside.any():
            break
    after = np.where(styled, places + lengths + len(' s=""'), places)
    return np.where(styled, styles, -1), after


def _errors(
    text: Bytes,
    ends: Places,
    piece: bytes,
    starts: Places,
    rows: Places,
    columns: Places,
) -> dict[tuple[int, int], str] | None:
    """Return the cells that hold an error; None where a cell has unusual attributes."""
    more = np.flatnonzero((text[ends] != _MORE) & (text[ends] != _SLASH))
    ahead = _ahead(text, ends[more], len(' t="') + _KIND + 1)
    quotes = np.argmax(ahead[len(' t="') :] == _QUOTE, axis=0) + len(' t="')
    closed = ahead[quotes + 1, np.arange(len(more))]
    if not (_stands(ahead, b' t="') & ((closed == _MORE) | (closed == _SLASH))).all():
        return None
    wrong = more[_stands(ahead, b' t="e"')]
    return {(int(rows[i]), int(columns[i])): error_at(piece, int(starts[i])) for i in wrong}


def unsolved(piece: bytes) -> dict[tuple[int, int], str]:
    """Return the cells whose formula was saved without a result."""
    found = _UNSOLVED.finditer(piece) if b"<f" in piece else ()
    return {(int(cell["row"]) - 1, column_of(cell["column"])): UNCOMPUTED for cell in found}


def column_of(name: bytes | str) -> int:
    """Return the number of a column, from 0.

    >>> column_of("A"), column_of(b"XFD")
    (0, 16383)
    """
    number = 0
    for letter in name if isinstance(name, bytes) else name.encode():
        number = number * 26 + letter - 64
    return number - 1


def error_at(piece: bytes, start: int) -> str:
    """Return the error that the cell at *start* shows."""
    found = _ERROR.match(piece, start)
    return found[1].decode("utf-8", "replace") if found else "#N/A"
