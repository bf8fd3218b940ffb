"""Which column of a form a submitted figure belongs in, told by what the ruleset calls it."""

import re

from scoring.explanation.inputs import Input, after_figure, shown
from scoring.model import Field, State
from scoring.words import Phrase, spoken

PLAN, ACTUAL, COMPARED, OTHER = "plan", "actual", "compared", "other"

_DONE = re.compile(r"完成|实际|执行|done|actual|complet|finish|achiev", re.IGNORECASE)
_PLANNED = re.compile(r"计划|目标|年初|预算|plan|target|goal|budget", re.IGNORECASE)
_COMPARED = re.compile(r"率|进度|比例|progress|rate|ratio|completion", re.IGNORECASE)


def role_of(field: Field) -> str:
    """Return whether *field* is what was planned, what was done, how they compare, or other.

    >>> role_of(Field("planned", "计划数量", "number"))
    'plan'
    >>> role_of(Field("progress", "支出进度", "percent"))
    'compared'
    """
    called = f"{field.id} {field.title}"
    if field.type in {"text", "choice"}:
        return OTHER
    if field.type in {"number", "integer", "money", "percent"}:
        if _COMPARED.search(called) and field.type == "percent" and not _PLANNED.search(called):
            return COMPARED
        if _PLANNED.search(called) and not _DONE.search(called):
            return PLAN
    return ACTUAL if field.type == "boolean" or _DONE.search(called) else OTHER


def written(given: Input, language: str) -> str:
    """Return a submitted figure as a form has it: what it is, its value, or why there is none."""
    if given.state is State.PRESENT:
        value = spoken(shown(given.value), language) + after_figure(spoken(given.unit, language))
    elif given.state is State.INVALID and given.fault:
        value = _INVALID(text=given.fault.text).say(language)
    else:
        value = _STATES[given.state]().say(language)
    return _WRITTEN(title=given.title, value=value).say(language)


_STATES = {
    State.MISSING: Phrase("未提供", "not provided"),
    State.NOT_APPLICABLE: Phrase("不涉及", "not applicable"),
    State.UNDEFINED: Phrase("无法计算", "cannot be computed"),
    State.INVALID: Phrase("数据无效", "invalid"),
}
_INVALID = Phrase("“{text}”（数据无效）", '"{text}" (invalid)')
_WRITTEN = Phrase("{title} {value}", "{title} {value}")
