"""JSON: the report document itself, with an indicator to a line."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

# The document, its departments, a department and its indicators are opened over lines; what lies
# deeper goes to the compiled encoder whole, which is several times faster than any indent.
_OPENED = 4
_HALVES = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def print_json(report: Mapping[str, Any]) -> str:
    """Return *report* as JSON, keys in its own order and numbers as they are in it."""
    return _encodable("".join([*_laid_out(report, 0), "\n"]))


def _laid_out(value: Any, depth: int) -> Iterator[str]:
    """Yield the pieces of *value*; they are joined once, for copies of megabytes take time."""
    if depth == _OPENED or not value or not isinstance(value, dict | list):
        yield _encode(value)
        return
    if isinstance(value, dict):
        start, end = "{}"
        items = [(f"{_encode(key)}: ", item) for key, item in value.items()]
    else:
        start, end = "[]"
        items = [("", item) for item in value]
    margin = "\n" + " " * (depth + 1)
    for name, item in items:
        yield start + margin + name
        yield from _laid_out(item, depth + 1)
        start = ","
    yield margin[:-1] + end


def _encodable(text: str) -> str:
    """Return *text* with halves of characters, which no encoding holds, written as escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
    return text
