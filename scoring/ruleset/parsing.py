"""JSON, strictly: nothing nested without end, and told in our words where it is none."""

import json
import re
from decimal import Decimal
from typing import Any

from scoring.errors import Problem, RulesetError
from scoring.ruleset.places import place_at, shown, spot_at
from scoring.words import Message, Phrase

DEEPEST = 64
MOST_DIGITS = 15  # what a binary number gives back unchanged


def parsed(name: str, source: str) -> tuple[Any, bool]:
    """Return the value of *source*, and whether it may hold what cannot be used."""
    deep = _first_too_deep(source)
    if deep is not None:
        place = place_at(name, spot_at(source, deep))
        raise RulesetError([Problem(place, _TOO_DEEP(most=DEEPEST), _FLATTEN())])
    doubtful: list[object] = [match for match in [_LONE_SURROGATE.search(source)] if match]

    def number(literal: str) -> Decimal | int | None:
        value = exact_number(literal)
        if value is None:
            doubtful.append(literal)
        return value

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubtful.append(pairs)
        return found

    try:
        value = json.loads(
            source,
            parse_int=number,
            parse_float=number,
            parse_constant=number,
            object_pairs_hook=members,
        )
    except json.JSONDecodeError as error:
        raise RulesetError([_not_json(name, source, error)]) from error
    return value, bool(doubtful)


def _first_too_deep(source: str) -> int | None:
    depth = 0
    for match in _BRACKET.finditer(source):
        depth += _STEPS[match[1]]
        if depth > DEEPEST:
            return match.start(1)
    return None


def exact_number(literal: str) -> Decimal | int | None:
    """Return the number written, None where no exact and finite figure can be meant."""
    if len(literal) <= MOST_DIGITS and literal.lstrip("-").isdigit():
        return int(literal)
    if len(literal) > 40 or not _ORDINARY_NUMBER.fullmatch(literal):
        return None
    value = Decimal(literal)
    digits = len(value.normalize().as_tuple().digits)
    ordinary = value == 0 or -MOST_DIGITS <= value.adjusted() < MOST_DIGITS
    return value if ordinary and digits <= MOST_DIGITS else None


def _not_json(name: str, source: str, error: json.JSONDecodeError) -> Problem:
    phrase = next((p for start, p in _SYNTAX.items() if error.msg.startswith(start)), _MALFORMED)
    remedy = _remedy_for(source, error.pos)
    problem = phrase(found=shown(source[error.pos : error.pos + 1]) or _END())
    return Problem(place_at(name, spot_at(source, error.pos)), problem, remedy)


def _remedy_for(source: str, offset: int) -> Message:
    """Return what to write instead of the character that ended the reading of JSON."""
    at = source[offset : offset + 1]
    before = source[:offset].rstrip()[-1:]
    if at in ("}", "]") and before == ",":
        return _TRAILING_COMMA()
    if at in _HALF_WIDTH:
        return _USE_HALF_WIDTH(wide=at, half=_HALF_WIDTH[at])
    if at in ("/", "#"):
        return _NO_COMMENTS()
    if at == "'":
        return _DOUBLE_QUOTES()
    if at and not at.isprintable():
        return _ESCAPE()
    return _CHECK_AROUND() if at else _CLOSE()


# All texts up to the next bracket at one go: there are ten times as many of them.
_BRACKET = re.compile(r'(?:[^\[\]{}"]++|"(?:[^"\\]++|\\.)*+"?)*+(?:([\[\]{}])|\Z)', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1, None: 0}
_ORDINARY_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_HALF_WIDTH = {
    "，": ",", "：": ":", "“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "｛": "{",
    "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]", "；": ",", "、": ",", "＂": '"',
}  # fmt: skip

_TOO_DEEP = Phrase("嵌套超过 {most} 层", "nested more than {most} levels deep")
_FLATTEN = Phrase("请减少嵌套", "Nest less")
_MALFORMED = Phrase("从「{found}」处起不是 JSON", 'this is no JSON from "{found}" on')
_END = Phrase("文件结尾", "the end of the file")
_SYNTAX = {
    "Expecting property name": Phrase(
        "此处应是用半角双引号括起的键，却是「{found}」",
        'a key in double quotes goes here, not "{found}"',
    ),
    "Expecting ':'": Phrase(
        "键后应是半角冒号，却是「{found}」", 'a colon follows a key, not "{found}"'
    ),
    "Expecting ','": Phrase(
        "此处应是半角逗号或右括号，却是「{found}」",
        'a comma or a closing bracket goes here, not "{found}"',
    ),
    "Expecting value": Phrase(
        "此处应是一个值，却是「{found}」", 'a value goes here, not "{found}"'
    ),
    "Extra data": Phrase(
        "评分规则已经结束，后面还有「{found}」", 'the ruleset has ended, yet "{found}" follows'
    ),
    "Unterminated string": Phrase("引号没有配对", "the quote is never closed"),
    "Invalid control character": Phrase(
        "文字中有换行或控制字符「{found}」", 'a text holds the control character "{found}"'
    ),
    "Invalid \\": Phrase("反斜杠后的转义写法不对", "the backslash begins no known escape"),
}
_TRAILING_COMMA = Phrase("请去掉最后一项后面的逗号", "Remove the comma after the last item")
_USE_HALF_WIDTH = Phrase("请把「{wide}」改为半角的 {half}", "Write {half} instead of {wide}")
_NO_COMMENTS = Phrase(
    "JSON 里不能写注释，请删去或写进 description",
    "JSON has no comments: remove it, or use a description",
)
_DOUBLE_QUOTES = Phrase("请改用半角双引号", "Use double quotes")
_ESCAPE = Phrase(
    "文字请写在一行内，换行写作 \\n", "Keep a text on one line, with \\n for a new line"
)
_CHECK_AROUND = Phrase(
    "请检查前后的逗号、冒号、引号和括号", "Check the commas, colons, quotes and brackets around it"
)
_CLOSE = Phrase("请补全引号和括号", "Close the quotes and brackets")
