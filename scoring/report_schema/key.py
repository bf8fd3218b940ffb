"""One key of the report: its title, what it means, and the type of its value."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
Keys = Mapping[str, Json]


def object_of(title: str, description: str, keys: Keys, optional: tuple[str, ...] = ()) -> Json:
    """Return the schema of an object that has all *keys*, but for the *optional* ones."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": dict(keys),
        "required": [name for name in keys if name not in optional],
        "additionalProperties": False,
    }


def key(title: str, description: str, type_: str | list[str], **more: Any) -> Json:
    return {"title": title, "description": description, "type": type_, **more}


def text(title: str, description: str) -> Json:
    return key(title, description, "string")


def text_or_null(title: str, description: str) -> Json:
    return key(title, description, ["string", "null"])


def number(title: str, description: str) -> Json:
    return key(title, description, "number")


def number_or_null(title: str, description: str, **more: Any) -> Json:
    return key(title, description, ["number", "null"], **more)


def count(title: str, description: str, least: int = 0) -> Json:
    return key(title, description, "integer", minimum=least)


def choice(title: str, description: str, *choices: str) -> Json:
    return key(title, description, "string", enum=list(choices))


def texts(title: str, description: str) -> Json:
    return key(title, description, "array", items={"type": "string"})


def one(definition: str, title: str, description: str) -> Json:
    return {"title": title, "description": description, "$ref": f"#/$defs/{definition}"}


def many(definition: str, title: str, description: str) -> Json:
    return key(title, description, "array", items={"$ref": f"#/$defs/{definition}"})
