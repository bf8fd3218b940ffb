"""JSON text: read to a value; the place of every key and value is worked out when one is told."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path as File
from typing import Any, NamedTuple

from scoring.errors import Problem, RulesetError, use_instead
from scoring.ruleset.places import (
    Path,
    Spot,
    outline,
    place_at,
    pointer_to,
    shown,
    spans,
    spot_at,
)
from scoring.words import Message, Phrase

MOST_BYTES = 8 * 1024 * 1024
DEEPEST = 64
MOST_DIGITS = 15  # what a binary number gives back unchanged


class Text(NamedTuple):
    """A JSON text: the name to show, what it says, and what was wrong though it could be read.

    *folder* is where it lies, None for a document that never was a file.
    """

    name: str
    source: str
    value: Any
    sha256: str
    folder: File | None
    problems: tuple[Problem, ...] = ()


def read_text(file: File) -> Text:
    """Return the JSON text in *file*; raise RulesetError if there is none."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RulesetError([_unreadable(file, error)]) from error
    return text_of(file.name, content, file.absolute().parent)


def text_of(name: str, content: bytes, folder: File | None) -> Text:
    """Return the JSON text that the bytes *content* hold; raise RulesetError if they hold none."""
    if len(content) > MOST_BYTES:
        raise RulesetError([Problem(shown(name), _TOO_LARGE(most=MOST_BYTES >> 20), _SPLIT())])
    source = _decoded(name, content)
    value, is_doubtful = _parsed(name, source)
    text = Text(name, source, value, sha256(content).hexdigest(), folder)
    return text._replace(problems=tuple(_doubtful(text))) if is_doubtful else text


def place_of(text: Text, path: Path, at_key: bool = False) -> str:
    """Return file, line, column and JSON pointer of *path*, or of what is nearest above it."""
    if text.folder is None:
        return f"{shown(text.name)} {pointer_to(path)}".rstrip()
    return place_at(text.name, spot_of(text, path, at_key), path)


def spot_of(text: Text, path: Path, at_key: bool = False) -> Spot:
    """Return where *path*, or what is nearest above it, begins in *text*."""
    known = spans(text.source)
    while path not in known:
        path, at_key = path[:-1], False
    return known[path].key if at_key else known[path].value


# --- from bytes to a value --------------------------------------------------------------------


def _unreadable(file: File, error: OSError | ValueError) -> Problem:
    name = shown(file.name)
    if not isinstance(error, FileNotFoundError):
        return Problem(name, _CANNOT_READ(), _CHECK_FILE())
    siblings = sorted(sibling.name for sibling in file.absolute().parent.glob("*.json"))
    return Problem(
        name, _NO_FILE(), use_instead(file.name, siblings) if siblings else _CHECK_FILE()
    )


def _decoded(name: str, content: bytes) -> str:
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[start : error.start].decode("utf-8-sig", "replace")) + 1
        place = place_at(name, Spot(line, column))
        raise RulesetError([Problem(place, _NOT_UTF8(), _SAVE_AS_UTF8())]) from error
    if not source.strip():
        raise RulesetError([Problem(shown(name), _EMPTY(), _WRITE_RULESET())])
    return source


def _parsed(name: str, source: str) -> tuple[Any, bool]:
    """Return the value of *source*, and whether it may hold what cannot be used."""
    deep = _first_too_deep(source)
    if deep is not None:
        place = place_at(name, spot_at(source, deep))
        raise RulesetError([Problem(place, _TOO_DEEP(most=DEEPEST), _FLATTEN())])
    doubtful: list[object] = [match for match in [_LONE_SURROGATE.search(source)] if match]

    def number(literal: str) -> Decimal | int | None:
        value = _number(literal)
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
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth > DEEPEST:
            return match.start()
    return None


def _number(literal: str) -> Decimal | int | None:
    """Return the number written, None where no exact and finite figure can be meant."""
    if len(literal) <= MOST_DIGITS and literal.lstrip("-").isdigit():
        return int(literal)
    if len(literal) > 40 or literal.lstrip("-")[0] in "NI":
        return None
    value = Decimal(literal)
    digits = len(value.normalize().as_tuple().digits)
    ordinary = value == 0 or -MOST_DIGITS <= value.adjusted() < MOST_DIGITS
    return value if ordinary and digits <= MOST_DIGITS else None


def _doubtful(text: Text) -> Iterator[Problem]:
    """Say which keys stand twice, which numbers and which texts cannot be used."""
    first: dict[Path, Spot] = {}
    for path, span in outline(text.source):
        literal = text.source[span.start : span.end]
        if path in first:
            there = place_at(text.name, first[path])
            place = place_at(text.name, span.key, path)
            yield Problem(place, _TWICE(key=shown(path[-1]), place=there), _KEEP_ONE())
        elif literal[0] in "-0123456789NI" and _number(literal) is None:
            problem = _NO_NUMBER(number=shown(literal))
            yield Problem(place_of(text, path), problem, _ORDINARY(most=MOST_DIGITS))
        elif literal[0] == '"' and any("\ud800" <= c <= "\udfff" for c in json.loads(literal)):
            yield Problem(place_of(text, path), _HALF_CHARACTER(), _WHOLE_CHARACTER())
        first.setdefault(path, span.key)


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
    return _CHECK_AROUND() if at else _CLOSE()


_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_HALF_WIDTH = {
    "，": ",", "：": ":", "“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "｛": "{",
    "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]", "；": ",", "、": ",", "＂": '"',
}  # fmt: skip

_TOO_LARGE = Phrase("文件超过 {most} MiB", "the file is larger than {most} MiB")
_SPLIT = Phrase(
    "评分规则应是人能读的文件，请精简", "A ruleset is a file that people read: shorten it"
)
_NO_FILE = Phrase("没有这个文件", "there is no such file")
_CANNOT_READ = Phrase("文件无法读取", "the file cannot be read")
_CHECK_FILE = Phrase("请检查路径，以及是否有权读取", "Check the path, and that you may read it")
_NOT_UTF8 = Phrase("文件不是 UTF-8 编码", "the file is not UTF-8")
_SAVE_AS_UTF8 = Phrase("请用编辑器另存为 UTF-8 编码", "Save it as UTF-8 with your editor")
_EMPTY = Phrase("文件是空的", "the file is empty")
_WRITE_RULESET = Phrase("请写入一份评分规则（JSON）", "Write a ruleset (JSON) into it")
_TOO_DEEP = Phrase("嵌套超过 {most} 层", "nested more than {most} levels deep")
_FLATTEN = Phrase("请减少嵌套", "Nest less")
_TWICE = Phrase(
    "键「{key}」写了两次，第一次在 {place}", 'key "{key}" stands twice, first at {place}'
)
_KEEP_ONE = Phrase("请只保留一处", "Keep one of them")
_NO_NUMBER = Phrase("「{number}」不是可用的数值", '"{number}" is no usable number')
_ORDINARY = Phrase(
    "请写普通的有限数，有效数字不超过 {most} 位",
    "Write an ordinary finite number of at most {most} digits",
)
_HALF_CHARACTER = Phrase("文字中有不完整的字符", "the text holds half a character")
_WHOLE_CHARACTER = Phrase(
    "请直接写出该字，不用 \\u 转义", "Write the character itself, without \\u"
)
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
_CHECK_AROUND = Phrase(
    "请检查前后的逗号、冒号、引号和括号", "Check the commas, colons, quotes and brackets around it"
)
_CLOSE = Phrase("请补全引号和括号", "Close the quotes and brackets")
