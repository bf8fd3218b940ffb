"""A first look at a plainly written .xlsx sheet, eight bytes of every cell at a time.

Most sheets hold nothing out of the way. Here it is only made sure that no cell lies far out, and
found which are percentages or errors; what cannot be said so is left to a closer look.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from scoring.intake.scanning import Bytes, Places, error_at, references, unsolved
from scoring.intake.survey import Survey

Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]

_ROOM = b" " * 64  # after the end, so that looking ahead needs no check
_MOST_STYLES = 64
_LESS, _C, _F, _COLON, _SLASH, _MORE = b"<cf:/>"
_EVERY, _HIGH = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_QUOTES = np.uint64(0x2222222222222222)
_SHORT_KINDS = tuple(f' t="{kind}">'.encode() for kind in "snbd")
_LONG_KINDS = (b' t="str"', b' t="inli')
_ERROR = b' t="e">'


def glance(piece: bytes, styles: Collection[str]) -> Survey | None:
    """Return what stands in a piece of a sheet, given the *styles* that are percentages.

    None where a cell is not written as usual, or may lie beyond column ZZ or row 99,999.
    """
    if b"\0" in piece or len(styles) > _MOST_STYLES or any(len(style) > 3 for style in styles):
        return None
    text = np.frombuffer(piece + _ROOM, np.uint8)
    words = np.ndarray((len(text) - 7,), "<u8", text.data, strides=(1,))
    less = text[:-1] == _LESS
    starts = _cells(text, words, less)
    if starts is None:
        return None
    lengths = _lengths(words[starts + 6])
    if lengths is None:
        return None
    ends = starts + lengths + 7
    after = words[ends]
    styled = _style_lengths(after)
    found = None if styled is None else _errors(text, words, ends + styled)
    if found is None:
        return None
    survey = Survey()
    _add_percents(survey, text, starts, after, styles)
    if len(found):
        columns, rows, _ = references(text, starts[found] + 6)
        places = zip(rows.tolist(), columns.tolist(), starts[found].tolist(), strict=True)
        survey.errors.update({(row, column): error_at(piece, at) for row, column, at in places})
    if (less & (text[1:] == _F)).any():
        survey.errors.update(unsolved(piece))
    return survey


def _cells(text: Bytes, words: Words, less: Flags) -> Places | None:
    """Return where the cells begin, None where the text is not written as usual."""
    colons = np.flatnonzero(text == _COLON)
    colons = colons[text[colons + 1] == _C]
    starts = np.flatnonzero(less & (text[1:] == _C))
    usual = _begins(words[starts], b'<c r="')
    others = starts[~usual]
    if not (_is_letter(text[colons + 2]).all() and _is_letter(text[others + 2]).all()):
        return None
    return starts[usual]


def _lengths(written: Words) -> Places | None:
    """Return how long the references are; None where one is odd, or may lie far out."""
    quotes = _first_quote(written)
    first, second, third = (
        ((written >> np.uint64(shift)) & np.uint64(0xFF)).astype(np.uint8) for shift in (0, 8, 16)
    )
    two = second - np.uint8(ord("A")) < 26
    digits = quotes - 1 - two
    sound = (first - np.uint8(ord("A")) < 26) & (third <= ord("9")) & (digits >= 1) & (digits <= 5)
    sound &= two | (second - np.uint8(ord("0")) < 10)
    return quotes if sound.all() else None


def _style_lengths(after: Words) -> Places | None:
    """Return how long the styles are in *after*, 0 where there are none; None where one is long."""
    styled = _begins(after, b' s="')
    quotes = np.where(styled, _first_quote(after >> np.uint64(32)) + 5, 0)
    return quotes if quotes.max(initial=0) <= 8 else None


def _errors(text: Bytes, words: Words, kinds: Places) -> Places | None:
    """Return which cells hold an error; None where a cell has unusual attributes."""
    signs = text[kinds]
    typed = np.flatnonzero((signs != _MORE) & (signs != _SLASH))
    written = words[kinds[typed]]
    errors = _begins(written, _ERROR)
    known = errors.copy()
    for word in _SHORT_KINDS:
        known |= _begins(written, word)
    for word, size in zip(_LONG_KINDS, (8, 14), strict=True):
        rest = np.flatnonzero(~known)
        if len(rest):
            closing = text[kinds[typed[rest]] + size]
            ends = (closing == _MORE) | (closing == _SLASH)
            known[rest] = _begins(written[rest], word) & ends
    return typed[errors] if known.all() else None


def _add_percents(
    survey: Survey, text: Bytes, starts: Places, after: Words, styles: Collection[str]
) -> None:
    shown = np.zeros(len(starts), np.bool_)
    for style in styles:
        shown |= _begins(after, f' s="{style}"'.encode())
    if shown.any():
        columns, rows, _ = references(text, starts[shown] + 6)
        for column in np.unique(columns):
            survey.percents[int(column)] = rows[columns == column]


def join_surveys(parts: Iterable[Survey]) -> Survey:
    """Return what stands in all pieces of a sheet."""
    whole, percents = Survey(), defaultdict(list)
    for part in parts:
        whole.errors.update(part.errors)
        for column, rows in part.percents.items():
            percents[column].append(rows)
    whole.percents.update({column: np.concatenate(rows) for column, rows in percents.items()})
    return whole


def _first_quote(written: Words) -> Places:
    """Return the place of the first quote in each word, 8 where there is none."""
    marks = written ^ _QUOTES
    marks = (marks - _EVERY) & ~marks & _HIGH
    lowest = marks & (~marks + np.uint64(1))
    return (np.bitwise_count(lowest - np.uint64(1)) >> 3).astype(np.int64)


def _begins(written: Words, word: bytes) -> Flags:
    """Return which of the words begin with *word*, of up to eight bytes."""
    mask = np.uint64((1 << 8 * len(word)) - 1)
    return np.asarray((written & mask) == np.uint64(int.from_bytes(word, "little")))


def _is_letter(text: Bytes) -> Flags:
    return (text | 0x20) - np.uint8(ord("a")) < 26
