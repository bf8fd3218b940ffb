"""Figures of the report as text."""

from scoring.export.headings import NO, YES
from scoring.words import Phrase, fixed, plain

NONE = "-"


def mark(number: float | None, decimals: int) -> str:
    """Return points with the declared *decimals*; they lie on that grid, so nothing is rounded.

    >>> mark(95.5, 2), mark(None, 2)
    ('95.50', '-')
    """
    return NONE if number is None else f"{number:.{decimals}f}"


def percent(rate: float | None) -> str:
    """Return a rate between 0 and 1 as a percentage.

    >>> percent(0.8)
    '80.0%'
    """
    return NONE if rate is None else f"{fixed(rate * 100, 1)}%"


def quantity(value: object, unit: str, language: str) -> str:
    """Return a submitted or computed *value* with its *unit*; nothing for None.

    >>> quantity(1000.0, "万元", "zh-CN"), quantity(92.8, "%", "en")
    ('1000 万元', '92.8%')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _say(YES if value else NO, language)
    if not isinstance(value, int | float):
        return str(value)
    return f"{plain(value)}{unit}" if unit in ("", "%", "％") else f"{plain(value)} {unit}"


def _say(phrase: Phrase, language: str) -> str:
    return phrase().say(language)
