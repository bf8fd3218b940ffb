"""JSON text: read to a value; the place of every key and value is worked out when one is told."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path as File
from typing import Any, NamedTuple

from scoring.errors import Problem, RulesetError, use_instead
from scoring.ruleset.parsing import MOST_DIGITS, exact_number, parsed
from scoring.ruleset.places import (
    Path,
    Spot,
    outline,
    place_at,
    pointer_to,
    shown,
    spans,
)
from scoring.words import Phrase

MOST_BYTES = 8 * 1024 * 1024


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
    value, is_doubtful = parsed(name, source)
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
        path = path[:-1]
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
        raise RulesetError([Problem(shown(name), _EMPTY(), _WRITE_JSON())])
    return source


def _doubtful(text: Text) -> Iterator[Problem]:
    """Say which keys stand twice, which numbers and which texts cannot be used."""
    first: dict[Path, Spot] = {}
    for path, span in outline(text.source):
        literal = text.source[span.start : span.end]
        if path in first:
            there = place_at(text.name, first[path])
            place = place_at(text.name, span.key, path)
            yield Problem(place, _TWICE(key=shown(path[-1]), place=there), _KEEP_ONE())
        elif literal[0] in "-0123456789NI" and exact_number(literal) is None:
            problem = _NO_NUMBER(number=shown(literal))
            yield Problem(place_of(text, path), problem, _ORDINARY(most=MOST_DIGITS))
        elif literal[0] == '"' and any("\ud800" <= c <= "\udfff" for c in json.loads(literal)):
            yield Problem(place_of(text, path), _HALF_CHARACTER(), _WHOLE_CHARACTER())
        first.setdefault(path, span.key)


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
_WRITE_JSON = Phrase("请写入 JSON 格式的内容", "Write JSON into it")
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
