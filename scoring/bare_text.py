"""What a spreadsheet makes of text that is written bare, and the sign that keeps it text."""

import re
import unicodedata

_STARTS_FORMULA = frozenset("=+-@")
# A number, date or time to a spreadsheet, unless it is a whole number short enough to stay itself.
_NUMBER_LIKE = re.compile(r"[\d.,:/年月日eE%+-]*\d[\d.,:/年月日eE%+-]*")
_SAFE_NUMBER = re.compile(r"0|[1-9]\d{0,10}", re.ASCII)
_APOSTROPHES = ("'", "’", "‘", "＇")


def is_altered(text: str) -> bool:
    """Return whether a spreadsheet would make a formula, a number or a date of *text*.

    >>> [is_altered(text) for text in ("=1+1", "＠SUM", "001", "530100", "路政处")]
    [True, True, True, False, False]
    """
    return _is_like_figures(text) and not _SAFE_NUMBER.fullmatch(text.strip())


def begins_quoted(text: str) -> bool:
    """Return whether *text* begins with an apostrophe, of whatever form."""
    return text[:1] in _APOSTROPHES


def unsigned(text: str) -> str:
    """Return *text* without the apostrophe that keeps a number, a date or a formula text.

    >>> unsigned("'005"), unsigned("'530100"), unsigned("'=1+1"), unsigned("'甲'乙")
    ('005', '530100', '=1+1', "'甲'乙")
    """
    return text[1:].strip() if begins_quoted(text) and _is_like_figures(text[1:]) else text


def _is_like_figures(text: str) -> bool:
    """Return whether *text* reads as a formula, a number, a date or a time."""
    bare = text.strip()
    starts_formula = unicodedata.normalize("NFKC", bare[:1]) in _STARTS_FORMULA
    return bool(bare) and (starts_formula or _NUMBER_LIKE.fullmatch(bare) is not None)
