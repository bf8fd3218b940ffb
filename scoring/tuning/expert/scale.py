"""Saaty's scale of judgements, from 1/9 to 9, as experts write them.

T. L. Saaty, The Analytic Hierarchy Process, McGraw-Hill, 1980, p. 54.
"""

import re
from datetime import date, datetime
from typing import Any

import numpy as np

from scoring.bare_text import unsigned
from scoring.intake.reading import UnreadableError
from scoring.intake.writing import narrow
from scoring.words import Phrase, plain

GREATEST = 9
# From the least to the greatest: 1/9, 1/8 … 1/2, 1, 2 … 9.
VALUES = tuple([1 / n for n in range(GREATEST, 1, -1)] + [float(n) for n in range(1, GREATEST + 1)])
CHOICES = tuple(
    [str(n) for n in range(GREATEST, 0, -1)] + [f"1/{n}" for n in range(2, GREATEST + 1)]
)
WORDS = {
    Phrase("1", "1"): Phrase("两者同等重要", "both matter alike"),
    Phrase("3", "3"): Phrase("行比列稍微重要", "the row matters slightly more than the column"),
    Phrase("5", "5"): Phrase("行比列明显重要", "the row matters clearly more"),
    Phrase("7", "7"): Phrase("行比列强烈重要", "the row matters very much more"),
    Phrase("9", "9"): Phrase("行比列极端重要", "the row matters extremely more"),
    Phrase("2、4、6、8", "2, 4, 6, 8"): Phrase("介于相邻两级之间", "between two neighbours"),
    Phrase("1/2 至 1/9", "1/2 to 1/9"): Phrase(
        "反过来：列比行重要", "the other way round: the column matters more"
    ),
}

_FRACTION = re.compile(
    r"([0-9]{1,6}(?:\.[0-9]{1,9})?)(?:\s*[/:∕⁄]\s*([0-9]{1,6}(?:\.[0-9]{1,9})?))?"
)
# What spreadsheet programs make of 1/3 and then write as CSV: 1月3日, 3-Jan, Jan-03, 2026/1/3.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES = (
    re.compile(r"(?:[0-9]{4}[年/.-])?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"),
    re.compile(
        r"[0-9]{4}[/.-](?P<month>[0-9]{1,2})[/.-](?P<day>[0-9]{1,2})(?: 0{1,2}:00(?::00)?)?"
    ),
    re.compile(rf"(?P<day>[0-9]{{1,2}})-(?P<month>{'|'.join(_MONTHS)})(?:-[0-9]{{2,4}})?"),
    re.compile(rf"(?P<month>{'|'.join(_MONTHS)})-(?P<day>[0-9]{{1,2}})"),
)
# 1/3 typed as 0.33 is the third that was meant; the steps of the scale lie further apart.
_SLACK = 1e-9
_CUT_SHORT = 0.005 + _SLACK


def read_judgement(cell: Any) -> float:
    """Return the judgement in a cell; UnreadableError where it is none from 1/9 to 9.

    >>> read_judgement("1/3"), read_judgement(" ５ "), read_judgement(0.33), read_judgement("2:1")
    (0.3333333333333333, 5.0, 0.3333333333333333, 2.0)
    """
    value = _number(cell)
    if not 1 / GREATEST - _CUT_SHORT <= value <= GREATEST:
        raise UnreadableError(_OUTSIDE(), _ON_SCALE())
    for exact in VALUES[: GREATEST - 1]:
        if abs(value - exact) <= _CUT_SHORT:
            return exact
    if value < 1 / GREATEST - _SLACK:
        raise UnreadableError(_OUTSIDE(), _ON_SCALE())
    return value


def nearest(ratio: float) -> float:
    """Return the value of the scale nearest to *ratio*, as ratios are near.

    >>> nearest(2.4), nearest(0.45), nearest(30)
    (2.0, 0.5, 9.0)
    """
    return min(VALUES, key=lambda value: abs(np.log(value / ratio)))


def written(judgement: float) -> str:
    """Return *judgement* as experts write it.

    >>> written(1 / 3), written(5.0), written(2.5), written(0.4)
    ('1/3', '5', '2.5', '0.4')
    """
    inverse = 1 / judgement
    if judgement < 1 and abs(inverse - round(inverse)) < _SLACK * inverse:
        return f"1/{round(inverse)}"
    return plain(round(judgement, 4))


def _number(cell: Any) -> float:
    fraction = _made_a_date(cell)
    if fraction:
        month, day = map(int, fraction.split("/"))
        told = _AS_TEXT(fraction=fraction, decimal=plain(round(month / day, 2)))
        raise UnreadableError(_A_DATE(), told)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    found = _FRACTION.fullmatch(narrow(unsigned(cell.strip()))) if isinstance(cell, str) else None
    if not found or not float(found[2] or 1):
        raise UnreadableError(_NO_NUMBER(), _ON_SCALE())
    return float(found[1]) / float(found[2] or 1)


def _made_a_date(cell: Any) -> str:
    """Return the fraction of which a spreadsheet program made the date in *cell*, if it is one."""
    if isinstance(cell, date | datetime):
        return f"{cell.month}/{cell.day}"
    text = narrow(cell).casefold() if isinstance(cell, str) else ""
    found = next((found for each in _DATES if (found := each.fullmatch(text))), None)
    if not found:
        return ""
    month = found["month"]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    return f"{number}/{int(found['day'])}"


_NO_NUMBER = Phrase("不是可以识别的判断值", "this is not a judgement")
_OUTSIDE = Phrase("判断值不在 1/9 至 9 之间", "a judgement lies between 1/9 and 9")
_ON_SCALE = Phrase("请填 1 至 9，或 1/2 至 1/9", "Write 1 to 9, or 1/2 to 1/9")
_A_DATE = Phrase("被表格软件改成了日期", "the spreadsheet program made a date of it")
_AS_TEXT = Phrase(
    "请先把单元格格式设为“文本”，再填 {fraction}；或填小数 {decimal}",
    "Format the cell as text, then write {fraction}; or write {decimal}",
)
