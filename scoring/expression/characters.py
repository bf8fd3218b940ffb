"""The characters of an expression: those that official writing has and expressions do not."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scoring.words import Message, Phrase


class Flaw(NamedTuple):
    """What is wrong with an expression, at which character (from 0), and what to write instead."""

    offset: int
    problem: Message
    remedy: Message


class Sign(NamedTuple):
    """What is wrong with the characters from *start* up to *end*."""

    start: int
    end: int
    problem: Message
    remedy: Message


def character_flaws(source: str) -> list[Flaw]:
    """Return the flaws that single characters and signs show, outside of quoted text."""
    bare, open_quote = without_texts(source)
    if open_quote is not None:
        return [Flaw(open_quote, _OPEN_QUOTE(quote=source[open_quote]), _CLOSE_QUOTE())]
    told: list[Sign] = []
    for sign in _signs(bare, "".join(c if len(_twin(c)) != 1 else _twin(c) for c in bare)):
        # What has been said of a character is not said twice; the first knows most of it.
        if not any(sign.start < other.end and other.start < sign.end for other in told):
            told.append(sign)
    return [Flaw(sign.start, sign.problem, sign.remedy) for sign in sorted(told)]


def without_texts(source: str) -> tuple[str, int | None]:
    """Return *source* with spaces for what stands in quotes, and where a quote stays open.

    >>> without_texts('level == "好，差"')
    ('level == "   "', None)
    """
    bare, at = list(source), 0
    while at < len(source):
        kin = next((kin for kin in (_DOUBLE, _SINGLE) if source[at] in kin), "")
        if kin:
            end = _end_of_text(source, at, kin)
            if end is None:
                return "".join(bare), at
            bare[at + 1 : end] = " " * (end - at - 1)
            at = end
        at += 1
    return "".join(bare), None


def _end_of_text(source: str, start: int, kin: str) -> int | None:
    """Return where a text ends: at the plain quote it began with, else at one of its kin."""
    plain = source.find(source[start], start + 1) if source[start] in "\"'" else -1
    if plain >= 0:
        return plain
    return next((at for at in range(start + 1, len(source)) if source[at] in kin), None)


def _signs(bare: str, plain: str) -> Iterator[Sign]:
    """Yield what is wrong with *bare*; *plain* is the same in half-width signs."""
    for found in _DAY.finditer(plain):
        yield Sign(*found.span(), _BARE_DATE(), _QUOTE_DATE())
    yield from _thousands(plain)
    for found in _PERCENT.finditer(plain):
        yield Sign(found.end() - 1, found.end(), _PERCENT_SIGN(), _NO_PERCENT())
    yield from _runs(bare, plain)
    for found in _ASSIGNED.finditer(plain):
        yield Sign(*found.span(), _ASSIGNMENT(sign=bare[found.start() : found.end()]), _EQUALS())
    for found in _WIDE_FIGURE.finditer(bare):
        yield Sign(*found.span(), _WIDE_DIGITS(figure=found[0]), _WRITE(instead=_twin(found[0])))
    for at, character in enumerate(bare):
        told = _character(character)
        if told:
            yield Sign(at, at + 1, *told)


def _thousands(plain: str) -> Iterator[Sign]:
    for found in _THOUSANDS.finditer(plain):
        # In a call or a list 100,200 may be two figures, but 1,000 hardly ever.
        if ",0" in found[0] or not _is_listed(plain[: found.start()]):
            yield Sign(*found.span(), _COMMA(), _NO_COMMA(figure=found[0].replace(",", "")))


def _runs(bare: str, plain: str) -> Iterator[Sign]:
    for found in _RUN.finditer(plain):
        written = bare[found.start() : found.end()]
        instead = _RUNS.get(found[0], found[0])
        if instead != written:
            yield Sign(*found.span(), _NO_SIGN(sign=written), _WRITE(instead=instead))


def _is_listed(before: str) -> bool:
    """Say whether the innermost bracket open at the end of *before* is of a call or a list."""
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(before[at], 0)
        if depth > 0:
            return before[at] == "[" or re.search(r"\w\s*$", before[:at]) is not None
    return False


@lru_cache(maxsize=1024)
def _character(character: str) -> tuple[Message, Message] | None:
    """Return what is wrong with one character and what to write, None if nothing is."""
    twin, name = _twin(character), f"U+{ord(character):04X}"
    instead = INSTEAD.get(character) or INSTEAD.get(twin)
    if twin in _REMEDIES:
        return _NO_SIGN(sign=character), _REMEDIES[twin]()
    if instead:
        return _STRANGE(character=character, name=name), _WRITE(instead=instead)
    if character.isspace() and character not in " \n\r\t":
        return _WIDE_SPACE(name=name), _PLAIN_SPACE()
    if not character.isprintable() or twin in "\\;":
        return _HIDDEN(name=name), _REMOVE()
    if twin in _KNOWN or f"a{character}".isidentifier():
        wide = twin != character and twin != "_" and not character.isalpha()
        return (_STRANGE(character=character, name=name), _WRITE(instead=twin)) if wide else None
    return _STRANGE(character=character, name=name), _SIGNS()


def _twin(written: str) -> str:
    return unicodedata.normalize("NFKC", written)


INSTEAD = {
    "≥": ">=", "≤": "<=", "≧": ">=", "≦": "<=", "≠": "!=", "×": "*", "÷": "/", "∕": "/",
    "−": "-", "—": "-", "–": "-", "·": "*", "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"',
    "」": '"', "『": '"', "』": '"', "。": ".", "、": ",", "〈": "<", "〉": ">", "【": "[",
    "】": "]", "〔": "(", "〕": ")", "∧": "and", "∨": "or", "¬": "not", "&": "and", "|": "or",
    "^": "**", "∈": "in", "²": "** 2", "³": "** 3", "√": "sqrt(…)", "∑": "sum(…)", "Σ": "sum(…)",
}  # fmt: skip
_RUNS = {
    "<>": "!=", "=<": "<=", "=>": ">=", "===": "==", "!==": "!=", "&&": "and", "||": "or",
    "!": "not",
}  # fmt: skip
_KNOWN = "+-*/%()[]<>=!,. \"'0123456789_"
_DOUBLE, _SINGLE = '"“”„‟＂「」『』', "'‘’‚‛＇"
_RUN = re.compile(r"[<>=!]{2,}|&&|\|\||!")
_PERCENT = re.compile(r"[\w)]\s*%(?=\s*($|[)<>=!,\]*/]|and\b|or\b|if\b|else\b))")
_ASSIGNED = re.compile(r"(?<![<>=!])[:+*/-]?=(?![=<>!])")
_THOUSANDS = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?!\w|,\d)")
_DAY = re.compile(r"(?<![\w.])(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:[0-2]?\d|3[01])(?![\w.])")
_WIDE_FIGURE = re.compile("(?<!\\w)[０-９][０-９．]*")

_OPEN_QUOTE = Phrase("引号 {quote} 没有配对", "the quote {quote} is never closed")
_CLOSE_QUOTE = Phrase('请补上引号，如 "优"', 'Close it, as in "good"')
_BARE_DATE = Phrase("此处的日期没有加引号", "a date stands here without quotes")
_QUOTE_DATE = Phrase('请写成 "2019-06-30"', 'Write it as "2019-06-30"')
_PERCENT_SIGN = Phrase("此处的 % 不是百分号", "% is not a percent sign here")
_NO_PERCENT = Phrase(
    "百分比字段直接写数字：95.1% 写作 95.1", "Write percentages as plain numbers: 95.1 for 95.1%"
)
_ASSIGNMENT = Phrase("「{sign}」是赋值，不能使用", '"{sign}" assigns, which is not allowed')
_EQUALS = Phrase(
    "判断相等请写 ==；公式前面不写等号", "Write == to compare, and no = before a formula"
)
_COMMA = Phrase("数字中有千分位逗号", "a number has a thousands comma")
_NO_COMMA = Phrase("请去掉逗号，写 {figure}", "Leave the comma out: {figure}")
_NO_SIGN = Phrase("「{sign}」不是算式符号", '"{sign}" is no operator')
_STRANGE = Phrase("「{character}」（{name}）不是算式符号", '"{character}" ({name}) is no operator')
_WRITE = Phrase("请改写为 {instead}", "Write {instead}")
_WIDE_DIGITS = Phrase("「{figure}」是全角数字", '"{figure}" is in full-width digits')
_WIDE_SPACE = Phrase("有不允许的空格 {name}", "the space {name} is not allowed")
_PLAIN_SPACE = Phrase("请改为半角空格", "Write a plain space")
_HIDDEN = Phrase("有不允许的字符 {name}", "character {name} is not allowed")
_REMOVE = Phrase("请删去该字符；一个表达式只写一行一式", "Remove it; an expression is one line")
_SIGNS = Phrase(
    "请只用 + - * / ( ) 和比较符号 > >= < <= == !=",
    "Use + - * / ( ) and the comparisons > >= < <= == !=",
)
_NO_CURRENCY = Phrase(
    "金额只写数字，计量单位写在字段的 unit 里", "Write the figure alone; its unit is the field's"
)
_NO_BRACES = Phrase(
    "字段直接写标识，列表用方括号 [ ]", "Write fields as they are, and lists in [ ]"
)
_IF_ELSE = Phrase(
    "条件式请写 甲 if 条件 else 乙，相除请写 /", "Write a if condition else b, and / to divide"
)
_RANGE = Phrase("区间请写成 60 <= 完成值 <= 80", "Write a range as 60 <= value <= 80")
_NO_COMMENT = Phrase("说明请写进 description", "Say it in the description")
_REMEDIES = {
    **dict.fromkeys("$¥€£", _NO_CURRENCY),
    **dict.fromkeys("{}", _NO_BRACES),
    **dict.fromkeys("?:", _IF_ELSE),
    "~": _RANGE,
    "#": _NO_COMMENT,
    "@": _SIGNS,
    "`": _SIGNS,
}
