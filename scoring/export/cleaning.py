"""Text from submissions comes out as text: nothing that steers a terminal or hides a character."""

import re

REPLACEMENT = "�"

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")

# Controls, what is invisible or reorders its neighbours, fillers that look like a space, halves
# of characters, code points that are none (which no XML may hold). A variation selector only
# picks a glyph, and terminals disagree on its width.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PLANES = range(0x10000, 0x110000, 0x10000)
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in _PLANES)
    + "]"
)


def clean(text: str) -> str:
    r"""Return *text* on one line, with � for every character that is not plain to see.

    >>> clean("路政处\x1b[31m"), clean("两行\r\n文字")
    ('路政处�[31m', '两行 文字')
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SELECTORS.sub("", _BREAKS.sub(" ", text))
    return _UNSAFE.sub(REPLACEMENT, text)
