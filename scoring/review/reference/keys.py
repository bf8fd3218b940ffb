"""The tables of keys, made from the JSON Schema that rulesets are read by."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scoring.review.reference.markdown import code, escaped, link, table
from scoring.ruleset.schema import whole_schema

Schema = Mapping[str, Any]

_TYPES = {
    "string": "文字",
    "number": "数值",
    "integer": "整数",
    "boolean": "真假",
    "array": "列表",
    "object": "对象",
    "null": "null",
}
_HEADINGS = ("键", "名称", "取值", "说明", "例")


def objects() -> Iterator[tuple[str, Schema]]:
    """Yield the name and schema of every object of a ruleset, but for the scoring methods'."""
    for name, schema in whole_schema()["$defs"].items():
        if name.startswith("method_") or name in ("node", "score"):
            continue
        if name == "check":
            yield name, _merged(schema["then"], schema["else"], schema["title"])
        else:
            yield name, {**schema, **(schema["else"] if name == "policy" else {})}


def _merged(one: Schema, other: Schema, title: str) -> Schema:
    """Return an object with the keys of two forms, of which those of both are required."""
    both = [key for key in one["required"] if key in other["required"]]
    return {
        "title": title,
        "properties": {**other["properties"], **one["properties"]},
        "required": both,
    }


def heading(name: str, schema: Schema) -> str:
    """Return how an object is headed, which is also where links to it lead."""
    return f"{schema['title']} {name}"


def key_table(schema: Schema) -> str:
    """Return the table of the keys of one object, those of objects inside it too."""
    return table(_HEADINGS, list(_rows(schema, "")))


def _rows(schema: Schema, above: str) -> Iterator[tuple[str, ...]]:
    required = schema.get("required", ())
    for key, given in schema.get("properties", {}).items():
        must = "（必填）" if key in required else ""
        example = given["examples"][0] if given.get("examples") else None
        shown = code(json.dumps(example, ensure_ascii=False)) if "examples" in given else ""
        yield (
            code(above + key) + must,
            escaped(given["title"]),
            _type(given),
            escaped(given["description"]),
            shown,
        )
        yield from _rows(given, f"{above}{key}.")
        if isinstance(given.get("items"), Mapping):
            yield from _rows(given["items"], f"{above}{key}[].")


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return _to(schema["$ref"])
    if "enum" in schema:
        return "、".join(code(str(value)) for value in schema["enum"])
    if "const" in schema:
        return code(json.dumps(schema["const"]))
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    told = "或".join(_TYPES[name] for name in types)
    inside = schema.get("items", schema.get("additionalProperties"))
    if isinstance(inside, Mapping) and "$ref" in inside:
        told += f"，每项为{_to(inside['$ref'])}"
    return told + _bounds(schema)


def _to(reference: str) -> str:
    name = reference.rpartition("/")[2]
    if name == "score":
        return link("计分方法", "计分方法")
    if name == "node":
        known = dict(objects())
        parts = (link(known[n]["title"], heading(n, known[n])) for n in ("dimension", "leaf"))
        return "或".join(parts)
    schema = dict(objects())[name]
    return link(schema["title"], heading(name, schema))


def _bounds(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if "exclusiveMinimum" in schema:
        return f"，大于 {schema['exclusiveMinimum']}"
    if low is not None and high is not None:
        return f"，{low} 至 {high}"
    return "" if low is None else f"，不小于 {low}"
