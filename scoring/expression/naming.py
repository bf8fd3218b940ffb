"""What expressions may name, and what a name that nothing has was meant to be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.errors import use_instead
from scoring.expression import wording as words
from scoring.expression.functions import AGGREGATES, SCALAR, SCORED, Kind
from scoring.words import Message


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may name.

    *names* and the columns of *tables* have kinds; *scored* and *self_scored* are the ids that
    ``rate`` and ``points``, and ``self_score``, take; *titled* gives the names behind titles;
    *row_of* is the table of whose single rows it speaks, columns being names.
    """

    names: Mapping[str, Kind]
    tables: Mapping[str, Mapping[str, Kind]] = field(default_factory=dict)
    scored: frozenset[str] = frozenset()
    self_scored: frozenset[str] = frozenset()
    row_of: str = ""
    titled: Mapping[str, str] = field(default_factory=dict)


def name_meant(name: str, scope: Scope) -> Message:
    """Return what to write for a *name* that is not there."""
    parts = _LOGIC.split(name)
    if name.lower() in _TRUTHS:
        return words.WRITE(instead=_TRUTHS[name.lower()])
    if name.lower() in _NOTHINGS:
        return words.USE_IS_MISSING()
    if name in scope.titled:
        return words.WRITE(instead=scope.titled[name])
    if len(parts) > 1 and all(part in scope.names or part.isdigit() for part in parts):
        return words.USE_AND_OR()
    return use_instead(name, [*scope.names, *scope.tables])


def function_meant(name: str, scope: Scope) -> Message:
    """Return what to write for a function that is not there."""
    if name in scope.names:
        return words.MULTIPLY()
    if name.lower() in ("not", "非", "不", "不是"):
        return words.WRITE(instead="not")
    if name.lower() in ("if", "iif", "ifs", "如果"):
        return words.IF_ELSE()
    known = {*SCALAR, *AGGREGATES, *(SCORED if scope.scored else ())}
    meant = _FUNCTIONS.get(name.lower(), name.lower())
    return words.WRITE(instead=meant) if meant in known else use_instead(name, known)


_LOGIC = re.compile("并且|而且|且|或者|或")
_TRUTHS = {
    **dict.fromkeys(("true", "yes", "是", "真", "有"), "True"),
    **dict.fromkeys(("false", "no", "否", "假"), "False"),
}
_NOTHINGS = ("null", "none", "nan", "na", "blank", "空", "空值", "空白", "未填", "缺失", "无")
_FUNCTIONS = {
    **dict.fromkeys(("average", "avg", "平均", "平均值", "均值"), "mean"),
    **dict.fromkeys(("求和", "合计", "总和", "total"), "sum"),
    **dict.fromkeys(("计数", "counta", "个数", "len"), "count"),
    **dict.fromkeys(("最大值", "最大"), "max"),
    **dict.fromkeys(("最小值", "最小"), "min"),
    **dict.fromkeys(("isblank", "isnull", "isna"), "is_missing"),
    **dict.fromkeys(("int", "rounddown", "trunc", "取整"), "floor"),
    **dict.fromkeys(("roundup", "ceiling"), "ceil"),
    "四舍五入": "round", "绝对值": "abs", "平方根": "sqrt", "ln": "log", "占比": "share",
    "比率": "ratio", "iferror": "coalesce", "ifna": "coalesce", "nvl": "coalesce",
}  # fmt: skip
