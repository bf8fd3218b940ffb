"""The published schema: sound itself, made from the tables of keys, and explaining every key."""

import json

import pytest
from jsonschema import Draft202012Validator

from scoring.methods import METHODS
from scoring.ruleset import ruleset_schema
from scoring.ruleset.top_keys import RULESET


def keys_of(schema, place=""):
    """Yield place and schema of every key that a part of the schema describes."""
    for name, below in schema.get("properties", {}).items():
        if "title" in below or "not" not in below:
            yield f"{place}/{name}", below
            yield from keys_of(below, f"{place}/{name}")
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from keys_of(schema[word], f"{place}/{word}")
    for below in schema.get("prefixItems", ()):
        yield from keys_of(below, f"{place}/prefixItems")


def parts():
    schema = ruleset_schema()
    yield from keys_of(schema)
    for name, definition in schema["$defs"].items():
        for branch in (definition, definition.get("then", {}), definition.get("else", {})):
            if branch.get("type") == "object" or "properties" in branch:
                yield from keys_of(branch, name)


ALL = [
    pytest.param(part, id=place)
    for place, part in parts()
    if not place.startswith(("score/score", "leaf/score/method"))
]


def objects_in(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "title" in schema:
            yield schema
        for below in schema.values():
            yield from objects_in(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from objects_in(below)


def test_it_is_a_sound_schema():
    Draft202012Validator.check_schema(ruleset_schema())


def test_it_is_plain_json():
    assert json.loads(json.dumps(ruleset_schema())) == ruleset_schema()


def test_it_refers_to_nothing_outside():
    assert all(ref.startswith("#/$defs/") for ref in references(ruleset_schema()))


def references(schema):
    if isinstance(schema, dict):
        own = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
        return own + [ref for below in schema.values() for ref in references(below)]
    return (
        [ref for below in schema for ref in references(below)] if isinstance(schema, list) else []
    )


@pytest.mark.parametrize("key", ALL)
def test_every_key_is_titled_described_and_shown(key):
    assert key["title"]
    assert key["description"]
    assert key["examples"]


@pytest.mark.parametrize("key", ALL)
def test_every_example_is_valid(key):
    schema = {"$defs": ruleset_schema()["$defs"], "allOf": [key]}
    for example in key["examples"]:
        Draft202012Validator(schema).validate(example)


def test_no_object_allows_unknown_keys():
    open_to_all = [
        schema["title"]
        for schema in objects_in(ruleset_schema())
        if "additionalProperties" not in schema and "allOf" not in schema
    ]

    assert open_to_all == ["给定"]  # the figures of an example, whose keys are fields


def test_every_method_is_described_with_its_own_keys():
    schema = ruleset_schema()
    for name, method in METHODS.items():
        described = schema["$defs"][f"method_{name}"]
        assert set(described["properties"]) == {"method", "fixed", *method.keys}
        assert described["required"] == list(method.required)


def test_every_key_of_the_language_is_there():
    assert set(ruleset_schema()["properties"]) == set(RULESET)


def test_a_file_that_extends_need_not_be_whole():
    Draft202012Validator(ruleset_schema()).validate({"extends": "a@1", "edition": "2"})
