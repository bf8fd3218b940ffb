"""The JSON Schema of a file that extends another: what differs, where null removes.

Made from the schema of whole rulesets, so that the two cannot differ: nothing is required, every
key may be null, and a list of things with an id may be written as an object by id.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]


def change_definitions(ruleset: Json, definitions: Mapping[str, Json]) -> Json:
    """Return the definitions by which a file that extends another is judged, ``change`` first."""
    node, check, field = (definitions[name] for name in ("node", "check", "field"))
    forms = (definitions["leaf"], definitions["dimension"])
    policy = definitions["policy"]
    return {
        "change": _change(ruleset),
        **{f"change_{name}": _change(spec) for name, spec in definitions.items()},
        # What one form has and the other has not may be set to null where the form changes.
        "change_node": _either(node["title"], forms),
        "change_check": _either(check["title"], (check["then"], check["else"])),
        "change_field": {**_change(field), "allOf": list(_rules(field["allOf"]))},
        "change_policy": {**policy, "else": _change(policy["else"])},
        "change_score": _score(definitions["score"]),
        "change_row_score": _score(definitions["row_score"]),
    }


def _change(schema: Json) -> Json:
    """Return the schema of a change to what *schema* describes."""
    if "$ref" in schema:
        return {**schema, "$ref": schema["$ref"].replace("#/$defs/", "#/$defs/change_")}
    if schema.get("type") == "array":
        return _list(schema)
    changed = {word: value for word, value in schema.items() if word not in _OF_THE_WHOLE}
    if "properties" in schema:
        changed["properties"] = _keys(schema["properties"])
    if isinstance(schema.get("additionalProperties"), dict):
        changed["additionalProperties"] = _or_null(schema["additionalProperties"])
    return changed


def _keys(properties: Mapping[str, Json]) -> Json:
    return {
        key: _change(spec) if key in _NEVER_NULL else _or_null(spec)
        for key, spec in properties.items()
    }


def _or_null(schema: Json) -> Json:
    told: Json = {
        word: schema[word] for word in ("title", "description", "examples") if word in schema
    }
    return {**told, "anyOf": [{"type": "null"}, _change(schema)]}


def _list(schema: Json) -> Json:
    """Return the schema of a list: those of things with an id merge, all others are replaced."""
    items = schema["items"]
    if items.get("$ref") not in _WITH_ID and "id" not in items.get("properties", ()):
        return schema
    by_id = {"items": _change(items), "additionalProperties": _or_null(items)}
    return {**schema, "type": ["array", "object"], **by_id}


def _either(title: str, forms: Iterable[Json]) -> Json:
    keys = {key: spec for form in forms for key, spec in form["properties"].items()}
    return _change({"title": title, "type": "object", "properties": keys}) | _NOTHING_ELSE


def _rules(rules: Iterable[Json]) -> Iterable[Json]:
    """Yield what a field of a type may not say; what it must say it may inherit."""
    for rule in rules:
        if "properties" in rule["then"]:
            yield {"if": rule["if"], "then": {"properties": _keys(rule["then"]["properties"])}}


def _score(choice: Json) -> Json:
    """Return the schema of a change to a method: by its name, or to whichever is inherited."""
    rules = [{"if": rule["if"], "then": _change(rule["then"])} for rule in choice["allOf"]]
    inherited = {"not": {"required": ["method"]}}
    return {
        "title": choice["title"],
        "type": "object",
        "properties": choice["properties"],
        "allOf": [*rules, {"if": inherited, "then": {"anyOf": [each["then"] for each in rules]}}],
    }


_OF_THE_WHOLE = ("required", "minProperties", "maxProperties", "if", "then", "else", "allOf")
_NEVER_NULL = ("id", "method", "extends")
_WITH_ID = [
    f"#/$defs/{name}" for name in ("node", "basis", "check", "adjustment", "veto", "whole_example")
]
_NOTHING_ELSE = {"additionalProperties": False}
