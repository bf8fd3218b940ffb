"""Figures as reasons show them, and the keys of every method as editors show them."""

from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from scoring.methods import METHODS, Telling
from scoring.methods.method import share_of, share_of_points
from scoring.ruleset import ruleset_schema


@pytest.mark.parametrize(
    ("number", "unit", "decimals", "shown"),
    [
        pytest.param(92.8, "%", None, "92.80%", id="per cent, two places at least"),
        pytest.param(92.8123, "%", None, "92.8123%", id="per cent, all four places"),
        pytest.param(92.8, "%", 0, "93%", id="per cent, no places"),
        pytest.param(92.85, "%", 1, "92.9%", id="half up"),
        pytest.param(12345.6, "万元", None, "12,345.6 万元", id="thousands"),
        pytest.param(8, "天", None, "8 天", id="whole"),
        pytest.param(100, "", None, "100", id="zeros of the whole part stay"),
        pytest.param(0.1 + 0.2, "", None, "0.3", id="binary dust"),
        pytest.param(99.99999999, "", None, "100", id="99.99999999"),
        pytest.param(float("nan"), "%", 2, "无数据", id="no figure"),
        pytest.param(-3.5, "%", None, "-3.50%", id="negative"),
        pytest.param(-0.0, "%", None, "0.00%", id="negative zero, per cent"),
        pytest.param(-0.0, "天", None, "0 天", id="negative zero"),
        pytest.param(-0.0, "天", 1, "0.0 天", id="negative zero, one place"),
    ],
)
def test_figures_are_shown_with_their_unit(number, unit, decimals, shown):
    telling = Telling("指标", number, {}, unit=unit, decimals=decimals)

    assert telling.figure(number).say("zh-CN") == shown


def test_every_method_is_known_by_its_name():
    assert list(METHODS) == [
        "proportional",
        "deduct",
        "bands",
        "interpolate",
        "cases",
        "condition",
        "checklist",
        "rating",
        "judged",
        "relative",
        "formula",
        "rows",
    ]
    assert all(name == method.name for name, method in METHODS.items())


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_method_has_a_title_and_a_sentence(method):
    assert method.title
    assert method.description
    assert set(method.required) <= set(method.keys)


def keys_within(place, schema):
    """Yield *schema* and every key described inside it, each with its place."""
    yield place, schema
    inside = dict(schema.get("properties", {}))
    items = schema.get("items", {})
    inside |= items.get("properties", {}) or ({"each": items} if "title" in items else {})
    prefixed = items.get("prefixItems", ())
    inside |= {str(number): item for number, item in enumerate(prefixed)}
    for name, nested in inside.items():
        yield from keys_within(f"{place}/{name}", nested)


KEYS = {
    place: schema
    for name, method in METHODS.items()
    for key, described in method.keys.items()
    for place, schema in keys_within(f"{name}/{key}", described)
}


@pytest.mark.parametrize("schema", KEYS.values(), ids=KEYS)
def test_every_key_is_described_with_examples_that_hold(schema):
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator({**schema, "$defs": ruleset_schema()["$defs"]})

    assert schema["title"]
    assert schema["description"]
    assert schema["examples"]
    assert all(validator.is_valid(example) for example in schema["examples"])


@pytest.mark.parametrize(
    ("points", "weight", "share"),
    [
        pytest.param(2, Decimal(10), 0.2, id="whole"),
        pytest.param(Decimal("0.1"), Decimal("0.3"), 1 / 3, id="decimals, exactly"),
        pytest.param(2, Decimal(0), 0.0, id="no weight"),
        pytest.param(0, Decimal(10), 0.0, id="no points"),
    ],
)
def test_points_are_a_share_of_the_declared_weight(points, weight, share):
    assert share_of_points(points, weight) == share
    assert share_of({"points": points}, weight) == share


def test_share_comes_before_points():
    assert share_of({"share": Decimal("0.5"), "points": 1}, Decimal(10)) == 0.5
    assert share_of({}, Decimal(10)) == 0.0
