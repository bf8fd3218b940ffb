"""Why a text is no expression: the first thing that is out of place, as people would say it."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from keyword import iskeyword
from typing import NamedTuple

from scoring.expression.characters import Flaw, without_texts
from scoring.words import Phrase


class Token(NamedTuple):
    """A *kind* of word: a text in quotes, a number, a name, or a sign such as + and ``and``."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def grammar_flaw(source: str) -> Flaw:
    """Return what makes *source*, whose characters are all sound, no expression."""
    tokens = list(_tokens(source))
    flaws = chain(_words(tokens), _figures(tokens), _order(tokens))
    rest = Flaw(tokens[0].start, _GRAMMAR(), _COMPLETE())
    return _bracket_flaw(tokens) or next(flaws, rest)


def deepest_bracket(source: str) -> int:
    """Return how many brackets stand within each other at most."""
    depth = most = 0
    for character in without_texts(source)[0]:
        depth += (character in "([") - (character in ")]")
        most = max(most, depth)
    return most


def _tokens(source: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(without_texts(source)[0]):
        kind = str(found.lastgroup)
        if kind == "name" and (found[0].split()[-1] in _JOINING or found[0] in ("not", "if")):
            kind = "sign"
        yield Token(kind, source[found.start() : found.end()], found.start())


def _bracket_flaw(tokens: list[Token]) -> Flaw | None:
    """Return the first bracket that has no partner, or one of another shape."""
    opened: list[Token] = []
    for token in tokens:
        if token.text in _PARTNER:
            opened.append(token)
        elif token.text in _PARTNER.values():
            if not opened:
                return Flaw(token.start, _NOT_OPENED(bracket=token.text), _OPEN_IT())
            partner = _PARTNER[opened.pop().text]
            if partner != token.text:
                return Flaw(token.start, _OTHER_SHAPE(bracket=token.text), _SHAPE(partner=partner))
    if not opened:
        return None
    first = opened[0]
    remedy = _CLOSE_IT(partner=_PARTNER[first.text])
    return Flaw(first.start, _NOT_CLOSED(bracket=first.text), remedy)


def _words(tokens: list[Token]) -> Iterator[Flaw]:
    """Yield words of other languages, Chinese among them, and an ``if`` that is not whole."""
    conditions = [token for token in tokens if token.text in ("if", "else")]
    for token in tokens:
        if token.kind in ("name", "sign") and token.text in _CONDITIONAL:
            yield Flaw(token.start, _NO_WORD(word=token.text), _IF_ELSE())
        elif token.kind == "name" and _is_stray(token, tokens):
            remedy = _WRITE(instead=_MEANT[token.text])
            yield Flaw(token.start, _NO_WORD(word=token.text), remedy)
        elif token.kind == "name" and iskeyword(token.text) and token.text not in _CONSTANTS:
            yield Flaw(token.start, _NO_WORD(word=token.text), _COMPLETE())
    if conditions and (tokens[0].text == "if" or len(conditions) % 2):
        yield Flaw(conditions[0].start, _HALF_CONDITION(), _IF_ELSE())


def _is_stray(token: Token, tokens: list[Token]) -> bool:
    """Say whether a word is no name here but an operator, by what stands beside it."""
    if token.text not in _MEANT:
        return False
    at = tokens.index(token)
    if _MEANT[token.text] == "not":
        return any(_begins(after) or after.text == "(" for after in tokens[at + 1 : at + 2])
    return at > 0 and _ends(tokens[at - 1])


def _figures(tokens: list[Token]) -> Iterator[Flaw]:
    """Yield numbers that begin with a needless 0."""
    for token in tokens:
        if re.fullmatch(r"0+[1-9]\d*", token.text):
            yield Flaw(token.start, _NO_NUMBER(text=token.text), _ONE_POINT())


def _order(tokens: list[Token]) -> Iterator[Flaw]:
    """Yield where two figures stand side by side, or a sign has nothing to work with."""
    start, end = Token("start", "", 0), Token("end", "", tokens[-1].end)
    for left, right in pairwise([start, *tokens, end]):
        if _ends(left) and (_begins(right) or right.text == "not"):
            yield _side_by_side(left, right)
        elif left.kind == "start" and _joins(right):
            yield Flaw(right.start, _NOTHING_BEFORE(sign=right.text), _ADD_FIGURE())
        elif _waits(left) and (right.kind == "end" or right.text in _PARTNER.values()):
            yield Flaw(left.start, _NOTHING_AFTER(sign=left.text), _ADD_FIGURE())
        elif _waits(left, True) and _joins(right):
            yield Flaw(right.start, _NOTHING_BEFORE(sign=right.text), _ADD_FIGURE())


def _side_by_side(left: Token, right: Token) -> Flaw:
    if left.kind == "number" and left.end == right.start and right.kind == "name":
        return Flaw(right.start, _UNIT(unit=right.text), _NO_UNIT())
    if left.kind == right.kind == "number" and left.end == right.start:
        return Flaw(left.start, _NO_NUMBER(text=left.text + right.text), _ONE_POINT())
    return Flaw(right.start, _NO_SIGN(left=left.text, right=right.text), _ADD_SIGN())


def _ends(token: Token) -> bool:
    return token.kind in ("number", "name", "text") or token.text in (")", "]")


def _begins(token: Token) -> bool:
    return token.kind in ("number", "name", "text")


def _joins(token: Token) -> bool:
    """Say whether *token* needs something on its left: an operator that is no sign of a figure."""
    return token.kind == "sign" and (token.text in _JOINING or token.text in _OPERATORS)


def _waits(token: Token, opened: bool = False) -> bool:
    """Say whether *token* needs something on its right; an *opened* bracket may."""
    signs = {*_OPERATORS, *_JOINING, "+", "-", "not", "if"} - ({","} if not opened else set())
    return token.kind == "sign" and (token.text in signs or (opened and token.text in _PARTNER))


_TOKEN = re.compile(
    r"(?P<text>\"\s*\"|'\s*')|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>not\s+in\b|is\s+not\b|[^\W\d]\w*)|(?P<sign>\*\*|//|[<>=!]=|[^\s\w])"
)
_PARTNER = {"(": ")", "[": "]"}
_JOINING = ("and", "or", "in", "not in", "is", "is not", "else")
_OPERATORS = ("*", "/", "//", "%", "**", "<", ">", "<=", ">=", "==", "!=", "!", ",", ".")
_CONSTANTS = ("True", "False", "None")
_CONDITIONAL = (
    "如果", "若", "则", "那么", "否则", "then", "THEN", "IF", "ELSE", "elif", "case", "when",
)  # fmt: skip
_MEANT = {
    **dict.fromkeys(("且", "并且", "而且", "同时", "AND", "And"), "and"),
    **dict.fromkeys(("或", "或者", "OR", "Or"), "or"),
    **dict.fromkeys(("非", "不", "不是", "NOT", "Not"), "not"),
    **dict.fromkeys(("x", "X", "乘", "乘以"), "*"),
    **dict.fromkeys(("不低于", "不小于", "不少于", "至少", "大于等于"), ">="),
    **dict.fromkeys(("不高于", "不大于", "不超过", "至多", "小于等于"), "<="),
    **dict.fromkeys(("between", "BETWEEN", "介于"), "60 <= value <= 80"),
    "除以": "/", "加": "+", "减": "-", "等于": "==", "不等于": "!=", "大于": ">", "高于": ">",
    "超过": ">", "小于": "<", "低于": "<", "属于": "in", "IN": "in",
}  # fmt: skip


_NOT_OPENED = Phrase("右括号 {bracket} 没有配对的左括号", "the bracket {bracket} was never opened")
_OPEN_IT = Phrase("请删去它，或在前面补上左括号", "Remove it, or open it before")
_NOT_CLOSED = Phrase("左括号 {bracket} 没有配对的右括号", "the bracket {bracket} is never closed")
_CLOSE_IT = Phrase("请删去它，或在后面补上 {partner}", "Remove it, or close it with {partner}")
_OTHER_SHAPE = Phrase(
    "右括号 {bracket} 与左括号不是一种", "the bracket {bracket} closes one of another shape"
)
_SHAPE = Phrase(
    "请改写为 {partner}；区间请写成 60 <= 完成值 < 80",
    "Write {partner}; a range is written 60 <= value < 80",
)
_NO_WORD = Phrase("「{word}」不能用在算式中", '"{word}" is no word of expressions')
_WRITE = Phrase("请改写为 {instead}", "Write {instead}")
_HALF_CONDITION = Phrase("条件式不完整", "the condition is not whole")
_IF_ELSE = Phrase("条件式请写 甲 if 条件 else 乙", "Write a if condition else b")
_NO_SIGN = Phrase(
    "「{left}」与「{right}」之间缺少运算符", 'there is no operator between "{left}" and "{right}"'
)
_ADD_SIGN = Phrase(
    "请补上 + - * / 或比较符号，函数的参数写在括号里",
    "Put + - * / or a comparison between them; arguments go in brackets",
)
_UNIT = Phrase("数字后面不能写「{unit}」", '"{unit}" cannot follow a number')
_NO_UNIT = Phrase(
    "请只写数字，按字段的计量单位；相乘请写 *", "Write the figure alone, in the field's unit"
)
_NO_NUMBER = Phrase("「{text}」不是一个数", '"{text}" is no number')
_ONE_POINT = Phrase(
    "请检查小数点，开头不写多余的 0", "Check its decimal point, and write no needless 0 before it"
)
_NOTHING_BEFORE = Phrase("「{sign}」前面缺少内容", 'nothing stands before "{sign}"')
_NOTHING_AFTER = Phrase("「{sign}」后面缺少内容", 'nothing stands after "{sign}"')
_ADD_FIGURE = Phrase("请补上字段或数字", "Add a field or a number")
_GRAMMAR = Phrase("从此处起不成算式", "this is no expression from here on")
_COMPLETE = Phrase(
    "请检查括号、引号和运算符是否成对、完整",
    "Check that brackets, quotes and operators are complete",
)
