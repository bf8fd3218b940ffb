"""The one layout of a ruleset's text: keys in the order of their tables, what is short on a line.

Numbers stay as they are written and nothing changes its meaning: members whose names are the
writer's own (fields, profiles…) keep their order, since some of it matters.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring.errors import Problem, RulesetError
from scoring.export.display import width_of
from scoring.ruleset import file_of
from scoring.ruleset.schema import whole_schema
from scoring.ruleset.text import Text, read_text

WIDTH = 120
_INDENT = "  "

# Objects over lines whatever their length, and those whose short members share a line.
_OPEN = ("ruleset", "dimension", "leaf")
_PACKED = ("field", "value", "parameter", "example")
_SHORT = 40

Schema = Mapping[str, Any]


class Literal(str):
    """A number as it is written."""

    __slots__ = ()


def reformatted(rulesets: Iterable[str]) -> dict[Path, str]:
    """Return the new text of those files among *rulesets* that the layout changes.

    Raises RulesetError, with the problems of every file, where one is not sound JSON or holds a
    key twice; that it can be used is not asked.
    """
    texts: dict[Path, Text] = {}
    problems: list[Problem] = []
    for name in rulesets:
        try:
            file = file_of(name)
            texts[file] = read_text(file)
            problems += texts[file].problems
        except RulesetError as error:
            problems += error.problems
    if problems:
        raise RulesetError(problems)
    laid_out = {file: formatted(text.source) for file, text in texts.items()}
    return {file: new for file, new in laid_out.items() if new.encode() != file.read_bytes()}


def formatted(source: str) -> str:
    """Return the JSON text *source*, sound and without a key twice, in the one layout.

    >>> print(formatted('{"title":"试", "id" : "a", "full_marks": 1e2}'), end="")
    {
      "id": "a",
      "title": "试",
      "full_marks": 1e2
    }
    """
    document = json.loads(source, parse_int=Literal, parse_float=Literal)
    return _laid_out(document, {"$ref": "#/$defs/ruleset"}, "", 0) + "\n"


def _laid_out(value: Any, schema: Schema, margin: str, used: int) -> str:
    """Return *value*, on one line where it fits behind the *used* columns of its first line."""
    name, schema = _resolved(value, schema)
    whole = _on_one_line(value, schema)
    if not isinstance(value, dict | list) or not value:
        return whole
    if name not in _OPEN and not _holds_open(value, schema) and used + width_of(whole) < WIDTH:
        return whole
    inner = margin + _INDENT
    parts = [
        start + _laid_out(member, below, inner, width_of(inner + start))
        for start, member, below in _members(value, schema)
    ]
    lines = _packed(parts) if name in _PACKED else parts
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    body = ",\n".join(inner + line for line in lines)
    return f"{opening}\n{body}\n{margin}{closing}"


def _on_one_line(value: Any, schema: Schema) -> str:
    _, schema = _resolved(value, schema)
    if not isinstance(value, dict | list):
        return _scalar(value)
    parts = [
        start + _on_one_line(member, below) for start, member, below in _members(value, schema)
    ]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + ", ".join(parts) + closing


def _holds_open(value: Any, schema: Schema) -> bool:
    return any(
        _resolved(member, below)[0] in (*_OPEN, "field") and member
        for _, member, below in _members(value, schema)
    )


def _packed(parts: list[str]) -> list[str]:
    """Return *parts*, with neighbours that are short on one line."""
    lines: list[str] = []
    was_short = False
    for part in parts:
        is_short = width_of(part) <= _SHORT and not part.endswith("]")
        if is_short and was_short and width_of(lines[-1] + part) < WIDTH - len(_INDENT) * 4:
            lines[-1] += ", " + part
        else:
            lines.append(part)
        was_short = is_short
    return lines


def _members(value: Any, schema: Schema) -> Iterator[tuple[str, Any, Schema]]:
    """Yield how each member of an object or list begins, the member, and its schema."""
    items = schema.get("items", {})
    if isinstance(value, list):
        first = schema.get("prefixItems", ())
        for index, item in enumerate(value):
            yield "", item, first[index] if index < len(first) else items
        return
    properties = schema.get("properties", {})
    # Where one edition extends another, a list of things with ids may be an object by id.
    others = schema.get("additionalProperties") or items
    for key in sorted(value, key=lambda key: _place(key, properties)):
        below = properties.get(key, others)
        yield f"{_scalar(key)}: ", value[key], below if isinstance(below, Mapping) else {}


def _place(key: str, properties: Schema) -> int:
    known = list(properties)
    return known.index(key) if key in properties else len(known)


def _resolved(value: Any, schema: Schema) -> tuple[str, Schema]:
    """Return the name and the schema of the object that *value* is, choices decided."""
    name = ""
    while True:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            schema = whole_schema() if name == "ruleset" else whole_schema()["$defs"][name]
        elif name in _CHOICES and isinstance(value, dict):
            chosen = _CHOICES[name](value)
            branch = schema.get(chosen, {}) if chosen in ("then", "else") else {"$ref": chosen}
            name, schema = "", branch
        else:
            return name, schema


def _scored_by(value: Mapping[str, Any]) -> str:
    method = f"method_{value.get('method')}"
    return f"#/$defs/{method}" if method in whole_schema()["$defs"] else "else"


_CHOICES = {
    "node": lambda value: "then" if "children" in value else "else",
    "check": lambda value: "then" if {"sum", "equals"} & value.keys() else "else",
    "policy": lambda _: "else",
    "score": _scored_by,
}


def _scalar(value: Any) -> str:
    if isinstance(value, Literal):
        return str(value)
    return "".join(map(_plain_to_see, json.dumps(value, ensure_ascii=False)))


def _plain_to_see(character: str) -> str:
    """Return *character*, escaped where it steers, joins or hides others instead of showing."""
    if character.isascii() or unicodedata.category(character) not in ("Cf", "Cc", "Zl", "Zp"):
        return character
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
