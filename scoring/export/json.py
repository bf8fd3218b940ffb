"""JSON: the report document itself, with an indicator to a line."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

# The document, its departments, a department and its indicators are opened over lines; what lies
# deeper goes to the compiled encoder whole, which is several times faster than any indent.
_OPENED = 4
_HALVES = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def print_json(report: Mapping[str, Any]) -> str:
    """Return *report* as JSON, keys in its own order and numbers as they are in it."""
    return _encodable(_laid_out(report, 0)) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    if depth == _OPENED or not value:
        return _encode(value)
    if isinstance(value, dict):
        pairs = (f"{_encode(key)}: {_laid_out(item, depth + 1)}" for key, item in value.items())
        return _opened("{", pairs, "}", depth)
    if isinstance(value, list):
        return _opened("[", (_laid_out(item, depth + 1) for item in value), "]", depth)
    return _encode(value)


def _opened(start: str, items: Iterable[str], end: str, depth: int) -> str:
    margin = "\n" + " " * depth
    return start + margin + " " + f",{margin} ".join(items) + margin + end


def _encodable(text: str) -> str:
    """Return *text* with halves of characters, which no encoding holds, written as escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
    return text
