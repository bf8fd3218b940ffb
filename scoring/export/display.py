"""Text measured in columns of a terminal, where a Chinese character takes two."""

import re
from collections.abc import Iterator

from wcwidth import wcswidth

# No line starts with what closes, or ends with what opens; a figure or a word stays whole.
_OPENING = "「『（《〈【〔“‘"
_CLOSING = "。，、；：！？」』）》〉】〕”’…—％"
_NARROW = "!-\u10ff"
_ATOM = re.compile(
    rf"\s+|[{_OPENING}]*"
    rf"(?:[{_NARROW}]+(?:(?<=\d) [^\s{_NARROW}])?|\S(?:[.,:;!?)\]}}%/][{_NARROW}]*)?)"
    rf"[{_CLOSING}]*"
)


def width_of(text: str) -> int:
    """Return how many columns *text*, already cleaned, takes.

    >>> width_of("预算 92.8%")
    10
    """
    return len(text) if text.isascii() else max(wcswidth(text), 0)


def shorten(text: str, width: int) -> str:
    """Return *text*, or as much of it as fits in *width* columns with … after it.

    >>> shorten("履职效益明显", 8)
    '履职效…'
    """
    # No more is measured than could fit, however long a hostile name is.
    head = text[: 4 * width]
    if len(head) == len(text) and width_of(text) <= width:
        return text
    return _fitting(head, width - 1) + "…"


def pad(text: str, width: int) -> str:
    """Return *text* with spaces after it up to *width* columns."""
    return text + " " * (width - width_of(text))


def wrap(text: str, width: int) -> list[str]:
    """Return *text* broken into lines of at most *width* columns, as Chinese is set.

    >>> wrap("低于目标（95%），扣 2.00 分。", 16)
    ['低于目标', '（95%），扣', '2.00 分。']
    """
    if width_of(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for atom in _atoms(text, width):
        size = width_of(atom)
        if used + size > width and used:
            lines.append(line.rstrip())
            line, used = "", 0
        if used or not atom.isspace():
            line, used = line + atom, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def _atoms(text: str, width: int) -> Iterator[str]:
    """Yield what may not be broken, cut only where it is wider than a whole line."""
    for atom in _ATOM.findall(text):
        if len(atom) * 2 <= width or width_of(atom) <= width:
            yield atom
            continue
        start = 0
        while start < len(atom):
            piece = _fitting(atom[start : start + width], width)
            yield piece
            start += len(piece)


def _fitting(text: str, width: int) -> str:
    """Return the longest beginning of *text* that fits in *width* columns, or one character."""
    kept = text
    while len(kept) > 1 and width_of(kept) > width:
        kept = kept[:-1]
    return kept
