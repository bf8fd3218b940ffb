"""What may be entered into a cell: the rule a spreadsheet program keeps, and how it is told."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from scoring.intake.figures import LARGEST
from scoring.model import Field
from scoring.words import Message, Phrase, plain

_LONGEST_LIST = 255  # characters of a list that stands in the rule itself
_LONGEST_TITLE, _LONGEST_TEXT = 32, 255  # of the messages beside a cell
_OLDEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)


class Entry(NamedTuple):
    """One cell to fill in: its field, and whether it may be said not to apply."""

    field: Field
    may_not_apply: bool = False

    def choices(self, language: str) -> tuple[str, ...]:
        """Return the words to choose from, none where anything may be entered."""
        if self.field.type == "table":
            return (NOT_APPLICABLE().say(language),)
        words = self.field.choices if self.field.type == "choice" else ()
        if self.field.type == "boolean":
            words = (YES().say(language), NO().say(language))
        extra = NOT_APPLICABLE().say(language)
        return (*words, extra) if words and self.may_not_apply and extra not in words else words


def validation(entry: Entry, cell: str, language: str, source: Any = None) -> dict[str, Any]:
    """Return the rule of *cell* for XlsxWriter; *source* is where long lists of choices stand."""
    told = told_entry(entry, language)
    notes = {
        "input_title": entry.field.title[:_LONGEST_TITLE],
        "input_message": _cut("\n".join(part for part in (told, entry.field.description) if part)),
        "error_title": _WRONG().say(language)[:_LONGEST_TITLE],
        "error_message": _cut(told),
    }
    choices = entry.choices(language)
    if choices:
        rule = {"validate": "list", "source": source or list(choices)}
    else:
        rule = _RULES.get(entry.field.type, _anything)(entry, cell, language)
    return {**rule, **{name: text for name, text in notes.items() if text}}


def needs_sheet(choices: tuple[str, ...]) -> bool:
    """Return whether a list is too long, or has commas, to stand in the rule of a cell."""
    return any("," in word for word in choices) or len(",".join(choices)) > _LONGEST_LIST


def told_entry(entry: Entry, language: str) -> str:
    """Return in a sentence what may be entered."""
    field = entry.field
    if field.type == "table":
        return _TABLE(title=field.title, word=NOT_APPLICABLE()).say(language)
    kind = _KINDS.get(field.type, _TEXT)
    low, high = ("" if x is None else plain(x) for x in (field.minimum, field.maximum))
    sentence: Message = kind(unit=field.unit or "-")
    if low and high:
        sentence = _BETWEEN(kind=sentence, low=low, high=high)
    elif low or high:
        sentence = (_AT_LEAST if low else _AT_MOST)(kind=sentence, low=low, high=high)
    if entry.may_not_apply:
        sentence = _OR_NOT(kind=sentence, word=NOT_APPLICABLE())
    return sentence.say(language)


def _figure(entry: Entry, cell: str, language: str) -> dict[str, Any]:
    field, whole = entry.field, entry.field.type == "integer"
    low = -LARGEST if field.minimum is None else field.minimum
    high = LARGEST if field.maximum is None else field.maximum
    if whole:
        low, high = math.ceil(low), math.floor(high)
    if entry.may_not_apply:
        is_whole = [f"{cell}=INT({cell})"] if whole else []
        return _or_not(
            cell, [f"{cell}>={plain(low)}", f"{cell}<={plain(high)}", *is_whole], language
        )
    kind = "integer" if whole else "decimal"
    low, high = (int(x) if float(x).is_integer() else x for x in (low, high))
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _date(entry: Entry, cell: str, language: str) -> dict[str, Any]:
    if entry.may_not_apply:
        first, last = (f"DATE({d.year},{d.month},{d.day})" for d in (_OLDEST, _LATEST))
        return _or_not(cell, [f"{cell}>={first}", f"{cell}<={last}"], language)
    return {"validate": "date", "criteria": "between", "minimum": _OLDEST, "maximum": _LATEST}


def _or_not(cell: str, conditions: list[str], language: str) -> dict[str, Any]:
    """Return a rule that lets through what keeps the *conditions*, and the word 不涉及."""
    word = NOT_APPLICABLE().say(language)
    holds = f"AND({','.join(conditions)})"
    return {"validate": "custom", "value": f'=IF(ISNUMBER({cell}),{holds},{cell}="{word}")'}


def _anything(entry: Entry, cell: str, language: str) -> dict[str, Any]:  # noqa: ARG001
    return {"validate": "any"}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


_RULES: Mapping[str, Any] = {
    "number": _figure, "integer": _figure, "money": _figure, "percent": _figure, "date": _date,
}  # fmt: skip
YES, NO = Phrase("是", "yes"), Phrase("否", "no")
NOT_APPLICABLE = Phrase("不涉及", "N/A")
_WRONG = Phrase("填写有误", "This cannot be read")
_KINDS = {
    "number": Phrase("填数字", "a number"),
    "integer": Phrase("填整数", "a whole number"),
    "money": Phrase("填金额（{unit}）", "an amount in {unit}"),
    "percent": Phrase("填百分比，95.1%填 95.1", "a percentage: 95.1 for 95.1%"),
    "date": Phrase("填日期，如 2019-06-18", "a date such as 2019-06-18"),
    "boolean": Phrase("选“是”或“否”", "yes or no"),
    "choice": Phrase("从下拉列表中选择", "one of the list"),
}
_TEXT = Phrase("填文字", "text")
_TABLE = Phrase(
    "请填工作表「{title}」；没有此类事项的，在此选“{word}”",
    "fill in the sheet “{title}”; where there are none, choose {word} here",
)
_BETWEEN = Phrase("{kind}，{low} 至 {high}", "{kind}, from {low} to {high}")
_AT_LEAST = Phrase("{kind}，不小于 {low}", "{kind}, {low} or more")
_AT_MOST = Phrase("{kind}，不大于 {high}", "{kind}, {high} or less")
_OR_NOT = Phrase("{kind}；没有此类事项的填“{word}”", "{kind}; where there is none, {word}")
