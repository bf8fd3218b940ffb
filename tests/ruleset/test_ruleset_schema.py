"""The published schema: sound itself, made from the tables of keys, and explaining every key."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scoring.errors import RulesetError
from scoring.methods import METHODS
from scoring.ruleset import read_ruleset, ruleset_schema
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
    for name, definition in ruleset_schema()["$defs"].items():
        for branch in (definition, definition.get("then", {}), definition.get("else", {})):
            if branch.get("type") == "object" or "properties" in branch:
                yield from keys_of(branch, name)


SHELF = Path(__file__).parents[2] / "rulesets"
ALL = [
    (place, part)
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


def test_every_key_is_titled_described_and_shown():
    said = ("title", "description", "examples")

    assert ALL
    assert [f"{place}: {word}" for place, key in ALL for word in said if not key.get(word)] == []


def test_every_example_is_valid():
    definitions = ruleset_schema()["$defs"]
    refused = [
        f"{place}: {error.message}"
        for place, key in ALL
        for example in key["examples"]
        for error in Draft202012Validator({"$defs": definitions, "allOf": [key]}).iter_errors(
            example
        )
    ]

    assert refused == []


def test_no_object_allows_unknown_keys():
    open_to_all = {
        schema["title"]
        for schema in objects_in(ruleset_schema())
        if "additionalProperties" not in schema and "allOf" not in schema
    }

    assert open_to_all == {"给定"}  # the figures of an example, whose keys are fields


def test_every_method_is_described_with_its_own_keys():
    schema = ruleset_schema()
    for name, method in METHODS.items():
        described = schema["$defs"][f"method_{name}"]
        assert set(described["properties"]) == {"method", "fixed", "out_of", *method.keys}
        assert described["required"] == list(method.required)


def test_every_key_of_the_language_is_there():
    definitions = ruleset_schema()["$defs"]

    assert set(definitions["ruleset"]["properties"]) == set(RULESET)
    assert set(definitions["change"]["properties"]) == set(RULESET)


# --- files, as an editor judges them by the published schema ----------------------------------


def accepts(document):
    return Draft202012Validator(ruleset_schema()).is_valid(document)


@pytest.mark.parametrize("file", sorted(SHELF.glob("*/*.json")), ids=lambda file: str(file)[-25:])
def test_every_ruleset_that_comes_along_is_accepted(file):
    assert accepts(json.loads(file.read_text(encoding="utf-8")))


CHANGES = [
    pytest.param({}, id="the edition alone"),
    pytest.param({"title": "新规则", "changes": ["改名"]}, id="a text and a list of texts"),
    pytest.param({"parameters": {"pass_line": {"value": 70}}}, id="a part of a thing by key"),
    pytest.param({"adjustments": {"late": None}}, id="a thing in a list, removed by its id"),
    pytest.param({"adjustments": {"late": {"points": 1}}}, id="a thing in a list, by its id"),
    pytest.param({"adjustments": [{"id": "late", "min": None}]}, id="a thing in a list, in part"),
    pytest.param({"vetoes": None, "profiles": None}, id="whole sections removed"),
    pytest.param({"ranking": {"tie_breakers": None}}, id="a key removed"),
    pytest.param({"grades": [{"title": "好", "at_least": 0}], "vetoes": None}, id="other grades"),
    pytest.param({"in_force": {"from": "2025-01-01", "until": "2025-12-31"}}, id="a period"),
    pytest.param({"basis": [{"id": "new", "title": "新文件"}]}, id="one more document"),
    pytest.param(
        {"fields": {"budget": {"aliases": None}, "new": {"type": "choice", "choices": ["甲"]}}},
        id="a field changed and one more",
    ),
    pytest.param(
        {"fields": {"level": {"choices": ["好", "差", "中"]}}}, id="choices of an inherited type"
    ),
    pytest.param(
        {"checks": {"equal": {"sum": None, "equals": None, "holds": "spent == budget"}}},
        id="a check of the other form",
    ),
    pytest.param(
        {"vetoes": {"fraud": {"then": {"grade": None, "cap_total": 59}}}}, id="another effect"
    ),
    pytest.param(
        {"indicators": {"process": {"children": {"rate": {"score": {"target": 90}}}}}},
        id="a parameter of an inherited method",
    ),
    pytest.param(
        {"indicators": [{"id": "effect", "score": {"method": "formula", "rate": "0.5"}}]},
        id="another method",
    ),
    pytest.param(
        {"indicators": [{"id": "effect", "score": None, "children": [
            {"id": "e1", "weight": 39.5, "score": {"method": "condition", "when": "rules"}}]}]},
        id="an indicator that becomes a dimension",
    ),
    pytest.param(
        {"profiles": {"no_tasks": {"weights": {"done": 20.5, "rate": None}}}},
        id="a weight removed from a profile",
    ),
    pytest.param(
        {"policies": {"missing": {"move_to": "effect"}, "invalid": None}}, id="other policies"
    ),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_the_loader_accepts_is_accepted(changed, tmp_path, change):
    changed(name="2024.json")
    document = {"extends": "small@2024", "edition": "2025", **change}
    file = tmp_path / "2025.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    assert read_ruleset(file).edition == "2025"
    assert accepts(document)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"titel": "新"}, id="an unknown key"),
        pytest.param({"full_marks": "100"}, id="text for a number"),
        pytest.param({"fields": {"budget": {"typ": "money"}}}, id="an unknown key of a field"),
        pytest.param(
            {"fields": {"budget": {"type": "money", "unit": "块"}}}, id="an unknown unit of money"
        ),
        pytest.param({"grades": [{"title": "好"}]}, id="half a grade in a list that is replaced"),
        pytest.param({"indicators": {"effect": {"score": {"wen": "rules"}}}}, id="no parameter"),
        pytest.param(
            {"indicators": {"effect": {"score": {"method": "condition", "target": 1}}}},
            id="a parameter of another method",
        ),
        pytest.param({"indicators": {"effect": {"missing": "nil"}}}, id="an unknown policy"),
        pytest.param(
            {"fields": {"rules": {"type": "boolean", "choices": ["是"]}}}, id="choices of no choice"
        ),
        pytest.param({"checks": {"equal": {"severity": "bad"}}}, id="an unknown severity"),
        pytest.param({"vetoes": [{"id": "fraud", "then": {"cap": 1}}]}, id="an unknown effect"),
        pytest.param({"extends": 2024}, id="a number as the base"),
        pytest.param({"edition": "a/b"}, id="an edition with a slash"),
    ],
)
def test_a_change_that_the_schema_refuses_the_loader_refuses_too(changed, tmp_path, change):
    changed(name="2024.json")
    document = {"extends": "small@2024", "edition": "2025", **change}
    file = tmp_path / "2025.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    assert not accepts(document)
    with pytest.raises(RulesetError):
        read_ruleset(file)


def test_a_file_that_extends_nothing_must_be_whole(small):
    document = json.loads(small)
    assert accepts(document)

    del document["full_marks"]
    assert not accepts(document)
