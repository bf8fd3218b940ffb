"""What is not a figure: yes or no, dates, choices and text."""

import re
from datetime import date
from typing import Any

import numpy as np

from scoring.bare_text import unsigned
from scoring.intake.reading import Typed, UnreadableError, is_plain, read_each
from scoring.intake.sheet import Raw
from scoring.intake.writing import as_text, narrow
from scoring.model import Field
from scoring.names import fold
from scoring.words import Phrase

YES = {"是", "有", "已", "√", "✓", "✔", "☑", "true", "yes", "y", "1", "1.0"}
NO = {"否", "无", "未", "没有", "×", "✗", "✘", "x", "☒", "false", "no", "n", "0", "0.0"}
TEXT = np.dtypes.StringDType()
_EPOCH = date(1970, 1, 1).toordinal()


def read_booleans(raw: Raw, field: Field) -> Typed:
    """Return a column of 是/否, √/×, true/false, 1/0 and the like."""
    values, states, faults = read_each(raw, field, False, _truth)
    return Typed(np.array(values, np.bool_), states, faults)


def read_dates(raw: Raw, field: Field) -> Typed:
    """Return a column of dates as days since 1970-01-01."""
    values, states, faults = read_each(raw, field, np.nan, _days)
    return Typed(np.array(values, np.float64), states, faults)


def read_choices(raw: Raw, field: Field) -> Typed:
    """Return a column of the field's choices, spelt as the ruleset spells them."""
    choices = {narrow(choice): choice for choice in field.choices}

    def choose(cell: Any) -> str:
        if isinstance(cell, list | dict) or narrow(as_text(cell)) not in choices:
            raise UnreadableError(_NOT_A_CHOICE(), _ONE_OF(choices=field.choices))
        return choices[narrow(as_text(cell))]

    values, states, faults = read_each(raw, field, "", choose)
    return Typed(np.array(values, TEXT), states, faults)


def read_texts(raw: Raw, field: Field) -> Typed:
    """Return a column of text, as written but for the spaces around it."""
    cells = raw.cells
    if not isinstance(cells, np.ndarray) and is_plain(cells) and _is_whole("".join(cells)):
        texts = np.array([unsigned(cell.strip()) for cell in cells], TEXT)
        return Typed(texts, np.zeros(len(cells), np.uint8), {})
    values, states, faults = read_each(raw, field, "", _text)
    return Typed(np.array(values, TEXT), states, faults)


def _truth(cell: Any) -> bool:
    word = fold(as_text(cell)) if isinstance(cell, str | bool | int | float) else ""
    if word not in YES and word not in NO:
        raise UnreadableError(_NEITHER(), _WRITE_YES())
    return word in YES


def _days(cell: Any) -> float:
    if isinstance(cell, date):  # a datetime too
        return float(cell.toordinal() - _EPOCH)
    text = as_text(cell) if isinstance(cell, str | int | float) else ""
    text = _TIME.sub("", narrow(text[:_LONGEST])).translate(_DATE_MARKS)
    found = _DATE.fullmatch(text)
    try:
        if found:
            year, month, day = (int(part) for part in found.groups() if part)
            return float(date(year, month, day).toordinal() - _EPOCH)
    except ValueError:  # the 31st of February
        pass
    raise UnreadableError(_NOT_A_DATE(), _WRITE_DATE())


def _text(cell: Any) -> str:
    if isinstance(cell, list | dict):
        raise UnreadableError(_NOT_TEXT(), _WRITE_TEXT())
    text = unsigned(as_text(cell).strip())
    if not _is_whole(text):
        raise UnreadableError(_HALF_CHARACTER(), _TYPE_AGAIN())
    return text


def _is_whole(text: str) -> bool:
    """Return whether no character is cut in half, as JSON may do: those cannot be written."""
    return text.isascii() or _HALF.search(text) is None


_LONGEST = 40
_HALF = re.compile("[\ud800-\udfff]")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_DATE_MARKS = str.maketrans({"年": "-", "月": "-", "/": "-", ".": "-", "日": "", "号": ""})
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|([0-9]{2})([0-9]{2}))")
_NEITHER = Phrase("不能识别为“是”或“否”", "this is neither yes nor no")
_WRITE_YES = Phrase("请填写“是”或“否”", "Write yes or no")
_NOT_A_DATE = Phrase("不是可以识别的日期", "this is not a date")
_WRITE_DATE = Phrase("请按 2019-06-18 的格式填写", "Write the date as 2019-06-18")
_NOT_A_CHOICE = Phrase("不在可选项之中", "this is not one of the choices")
_ONE_OF = Phrase("请填写其中之一：{choices}", "Write one of: {choices}")
_NOT_TEXT = Phrase("应填文字，实际是列表或对象", "text is wanted, this is a list or an object")
_WRITE_TEXT = Phrase("请填写一段文字", "Write text")
_HALF_CHARACTER = Phrase("文字中有残缺的字符", "a character of the text is cut in half")
_TYPE_AGAIN = Phrase("请重新录入这段文字", "Type the text again")
