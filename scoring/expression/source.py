"""The characters of an expression: parsed, or refused with the place and what to write instead."""

import ast
import re
import unicodedata
import warnings
from typing import NamedTuple

from scoring.words import Message, Phrase

LONGEST = 2_000
DEEPEST = 100
MOST_NODES = 400
LONGEST_TEXT = 200
GREATEST = 1e15


class Flaw(NamedTuple):
    """What is wrong with an expression, at which character (from 0), and what to write instead."""

    offset: int
    problem: Message
    remedy: Message


INSTEAD = {
    "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-", "—": "-", "–": "-", "·": "*",
    "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "。": ".", "、": ",", "〈": "<",
    "〉": ">", "【": "[", "】": "]", "∧": "and", "∨": "or", "¬": "not", "&": "and", "|": "or",
    "^": "**", "∈": "in",
}  # fmt: skip
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_PERCENT = re.compile(r"\d\s*%(?=\s*($|[)<>=!,\]]|and\b|or\b|if\b|else\b))")
_ASSIGNED = re.compile(r"(?<![<>=!])=(?!=)")
_THOUSANDS = re.compile(r"(?<![\w.])\d{1,3}(,\d{3})+(?![\w,])")


def parse(source: str) -> tuple[ast.expr | None, list[Flaw]]:
    """Return the tree of *source*, or None and the flaws of its characters and its grammar."""
    flaws = list(character_flaws(source))
    if flaws:
        return None, flaws
    stripped = source.lstrip()
    indent = len(source) - len(stripped)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(stripped, mode="eval").body, []
    except SyntaxError as error:
        at = indent + error.offset - 1 if error.offset else len(source)
        return None, [_grammar_flaw(source, at)]
    except (RecursionError, MemoryError, ValueError):
        return None, [Flaw(0, _TOO_DEEP(), _SPLIT())]


def character_flaws(source: str) -> list[Flaw]:
    """Return the flaws that single characters show, outside of quoted text."""
    if not source.strip():
        return [Flaw(0, _EMPTY(), _WRITE_ONE())]
    if len(source) > LONGEST:
        return [Flaw(LONGEST, _TOO_LONG(length=len(source), most=LONGEST), _SPLIT())]
    bare = _TEXT.sub(lambda quoted: " " * len(quoted[0]), source)
    found = [(i, c, _instead(c)) for i, c in enumerate(bare)]
    flaws = [_character_flaw(i, c, instead) for i, c, instead in found if instead is not None]
    flaws += [Flaw(m.end() - 1, _PERCENT_SIGN(), _NO_PERCENT()) for m in _PERCENT.finditer(bare)]
    flaws += [Flaw(m.start(), _ASSIGNMENT(), _EQUALS()) for m in _ASSIGNED.finditer(bare)]
    if not re.search(r"\w\s*\(", bare):  # in a call 1,000 may be two arguments
        flaws += [Flaw(m.start(), _COMMA(), _NO_COMMA()) for m in _THOUSANDS.finditer(bare)]
    return sorted(flaws, key=lambda flaw: flaw.offset)


def _instead(character: str) -> str | None:
    """Return what to write for a character that expressions do not know, None if they do."""
    folded = unicodedata.normalize("NFKC", character)
    if folded in INSTEAD:
        return INSTEAD[folded]
    if folded in _INVISIBLE or folded in "\\;\n\r\t\x00":
        return ""
    if character.isspace() and character != " ":
        return " "
    is_name = character.isalpha() or character == "_"
    return None if folded == character or is_name else folded


def _character_flaw(offset: int, character: str, instead: str) -> Flaw:
    name = f"U+{ord(character):04X}"
    if not instead:
        return Flaw(offset, _HIDDEN(name=name), _REMOVE())
    if instead == "%":
        return Flaw(offset, _WIDE(character=character, name=name), _NO_PERCENT())
    written = _WRITE(instead=instead) if instead.strip() else _WRITE(instead=_SPACE())
    return Flaw(offset, _WIDE(character=character, name=name), written)


def _grammar_flaw(source: str, offset: int) -> Flaw:
    return Flaw(max(0, min(offset, len(source) - 1)), _GRAMMAR(), _COMPLETE())


def offset_of(source: str, node: ast.AST) -> int:
    """Return the character of *source* at which *node* begins (ast counts UTF-8 bytes)."""
    indent = len(source) - len(source.lstrip())
    line = source.lstrip().encode()
    return indent + len(line[: getattr(node, "col_offset", 0)].decode(errors="ignore"))


_EMPTY = Phrase("表达式为空", "the expression is empty")
_WRITE_ONE = Phrase(
    "请写出算式，如 spent / budget * 100", "Write one, such as spent / budget * 100"
)
_TOO_LONG = Phrase(
    "表达式长 {length} 个字符，超过 {most} 个",
    "the expression has {length} characters, over {most}",
)
_TOO_DEEP = Phrase("表达式嵌套过深", "the expression is nested too deeply")
_SPLIT = Phrase("请用 values 拆成几个有名称的算式", "Split it into named values (`values`)")
_PERCENT_SIGN = Phrase("此处的 % 不是百分号", "% is not a percent sign here")
_NO_PERCENT = Phrase(
    "百分比字段直接写数字：95.1% 写作 95.1", "Write percentages as plain numbers: 95.1 for 95.1%"
)
_ASSIGNMENT = Phrase("「=」是赋值，不能使用", '"=" assigns, which is not allowed')
_EQUALS = Phrase("判断相等请写 ==", "Write == to compare")
_COMMA = Phrase("数字中有千分位逗号", "a number has a thousands comma")
_NO_COMMA = Phrase("请去掉逗号，如 1000", "Leave the comma out, as in 1000")
_HIDDEN = Phrase("有不允许的字符 {name}", "character {name} is not allowed")
_REMOVE = Phrase("请删去该字符；一个表达式只写一行一式", "Remove it; an expression is one line")
_WIDE = Phrase("「{character}」（{name}）不是算式符号", '"{character}" ({name}) is no operator')
_WRITE = Phrase("请改写为 {instead}", "Write {instead}")
_SPACE = Phrase("半角空格", "a plain space")
_GRAMMAR = Phrase("从此处起不成算式", "this is no expression from here on")
_COMPLETE = Phrase(
    "请检查括号、引号和运算符是否成对、完整",
    "Check that brackets, quotes and operators are complete",
)
