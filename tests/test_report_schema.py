"""The published schema says of every report what it holds, and of nothing else."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scoring.report_schema import report_schema

VALIDATOR = Draft202012Validator(report_schema())
SAMPLE = json.loads(
    (Path(__file__).parent / "golden" / "export_report.json").read_text(encoding="utf-8")
)
OPTIONAL = {"aggregate", "dimensions"}
MAPS = ("grades", "weights")


def sample():
    return deepcopy(SAMPLE)


def objects(value, path=()) -> Iterator[tuple]:
    """Yield the path of every object in *value*."""
    if isinstance(value, dict):
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in steps:
        if isinstance(item, dict | list):
            yield from objects(item, (*path, step))


def kinds_of_object():
    """Return the path of one object of each kind and set of keys in the sample."""
    kinds = {
        (*(step for step in path if isinstance(step, str)), *at(SAMPLE, path)): path
        for path in objects(SAMPLE)
    }
    return list(kinds.values())


def at(value, path):
    for step in path:
        value = value[step]
    return value


def keys_of(schema):
    """Yield every key that the schema names, with its schema."""
    for definition in (schema, *schema["$defs"].values()):
        yield from definition["properties"].items()


def test_it_is_a_schema():
    Draft202012Validator.check_schema(report_schema())


def test_the_sample_satisfies_it():
    assert not list(VALIDATOR.iter_errors(sample()))


def test_every_key_is_explained():
    unexplained = [
        name for name, key in keys_of(report_schema()) if not (key["title"] and key["description"])
    ]

    assert not unexplained


def test_every_definition_is_used():
    text = json.dumps(report_schema())

    assert all(f'"#/$defs/{name}"' in text for name in report_schema()["$defs"])


def test_every_object_is_closed():
    assert all(
        definition["additionalProperties"] is False
        for definition in (report_schema(), *report_schema()["$defs"].values())
    )


def alone(value, path):
    """Return *value* with only those things in its lists that *path* goes through, and the path."""
    if isinstance(value, dict):
        step, *rest = path or (None,)
        parts = {key: alone(item, rest if key == step else ()) for key, item in value.items()}
        below = parts[step][1] if path else ()
        return {key: part for key, (part, _) in parts.items()}, (*path[:1], *below)
    if isinstance(value, list):
        if not path:
            return [], ()
        part, below = alone(value[path[0]], path[1:])
        return [part], (0, *below)
    return value, ()


def reports():
    """Yield a small report for each kind of object, and the path to it."""
    for path in kinds_of_object():
        report, place = alone(SAMPLE, path)
        assert VALIDATOR.is_valid(report), path
        yield report, place


def test_an_unknown_key_is_refused_in_every_object():
    for report, path in reports():
        at(report, path)["unknown"] = "?"

        assert not VALIDATOR.is_valid(report), path


def test_a_missing_key_is_refused_in_every_object():
    for report, path in reports():
        holder = at(report, path)
        for key in [key for key in holder if not may_be_missing(path, key)]:
            value = holder.pop(key)

            assert not VALIDATOR.is_valid(report), (path, key)
            holder[key] = value


def may_be_missing(path, key):
    if path[-1:] in [(name,) for name in MAPS] or (key in OPTIONAL and "dimensions" in path):
        return True
    if key in ("rule_points", "rule_deductions") and "overrides" not in path:
        return True
    return key == "deductions" and path[-2] == "dimensions"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("report_version",), 2, id="another version"),
        pytest.param(("ruleset", "sha256"), "1f", id="half a digest"),
        pytest.param(("ruleset", "decimals", "points"), -1, id="fewer than no decimals"),
        pytest.param(("departments", 0, "status"), "pending", id="an unknown status"),
        pytest.param(("departments", 0, "rank"), 0, id="a rank before the first"),
        pytest.param(("departments", 0, "total"), None, id="no total"),
        pytest.param(("departments", 0, "total"), "100.00", id="a total in words"),
        pytest.param(("departments", 0, "indicators", 0, "status"), "ok", id="an unknown state"),
        pytest.param(("departments", 0, "indicators", 0, "rate"), 1.01, id="a rate above 1"),
        pytest.param(("departments", 0, "indicators", 0, "rate"), -0.01, id="a rate below 0"),
        pytest.param(("departments", 0, "indicators", 0, "policy"), "nine", id="unknown policy"),
        pytest.param(("findings", 0, "severity"), "fatal", id="an unknown severity"),
        pytest.param(("findings", 0, "cells"), "B7", id="a cell that is no list"),
    ],
)
def test_a_wrong_value_is_refused(path, value):
    report = sample()
    *parents, last = path
    at(report, parents)[last] = value

    assert not VALIDATOR.is_valid(report)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("summary", "mean"), None, id="no mean where nobody is ranked"),
        pytest.param(("departments", 0, "department_code"), None, id="no code"),
        pytest.param(("departments", 0, "peer_group"), None, id="no group"),
        pytest.param(("departments", 0, "year"), None, id="no year"),
        pytest.param(("departments", 0, "grade"), None, id="no grade"),
        pytest.param(("departments", 0, "total"), 95, id="a total without decimals"),
        pytest.param(("findings", 0, "department"), "昆明市财政局", id="a finding in a department"),
    ],
)
def test_what_may_be_absent_is_accepted(path, value):
    report = sample()
    *parents, last = path
    at(report, parents)[last] = value

    assert VALIDATOR.is_valid(report)
