"""The language reference is complete, computed, and in the repository as it is generated."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.expression.functions import AGGREGATES, SCALAR, SCORED
from scoring.methods import METHODS
from scoring.review.reference import language_reference
from scoring.review.reference.worked import WORKED, sums
from scoring.ruleset.schema import whole_schema

README = Path(__file__).parent.parent.parent / "rulesets" / "README.md"
SCHEMA = whole_schema()


def keys_below(schema, path=""):
    """Yield every key that objects of *schema* may have, wherever the schema says so."""
    for part in ("then", "else", "items"):
        if isinstance(schema.get(part), dict):
            yield from keys_below(schema[part], path + ("[]." if part == "items" else ""))
    for key, below in schema.get("properties", {}).items():
        yield f"{path}{key}"
        inside = below.get("items", {})
        yield from keys_below({k: v for k, v in below.items() if k != "items"}, f"{path}{key}.")
        yield from keys_below(inside, f"{path}{key}[].")


def test_the_page_is_what_is_generated():
    assert README.read_text(encoding="utf-8") == language_reference()


@pytest.mark.parametrize(
    "name", [None, *(n for n in SCHEMA["$defs"] if n not in ("node", "score"))]
)
def test_every_key_of_the_schema_is_in_it(name):
    schema = SCHEMA["$defs"][name] if name else {"properties": SCHEMA["properties"]}
    missing = [key for key in keys_below(schema) if f"| `{key}`" not in language_reference()]

    assert missing == []


@pytest.mark.parametrize("name", [*SCALAR, *AGGREGATES, *SCORED])
def test_every_function_is_in_it(name):
    assert f"| `{name}` |" in language_reference()


def test_every_method_has_a_worked_sum():
    assert list(WORKED) == list(METHODS)


@pytest.mark.parametrize("name", METHODS)
def test_a_worked_sum_shows_full_marks_and_a_loss(name):
    worked = WORKED[name]
    lines = sums(worked)

    assert worked.indicator["score"]["method"] == name
    assert {bool(line.reasons) for line in lines} == {True, False}
    assert len({line.points for line in lines}) == len(lines) or name == "deduct"


def test_every_link_leads_to_a_heading():
    page = language_reference()
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}

    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= anchors


def test_the_indicators_in_it_are_json():
    blocks = re.findall(r"```json\n(.*?)```", language_reference(), re.DOTALL)

    assert [json.loads(block)["score"]["method"] for block in blocks] == list(METHODS)


def test_it_is_printed_on_demand():
    result = CliRunner().invoke(main, ["docs", "--language-reference"])

    assert result.output.strip() == language_reference().strip()


@pytest.mark.parametrize("arguments", [[], ["kunming-department@2019", "--language-reference"]])
def test_either_a_ruleset_or_the_reference_is_asked_for(arguments):
    assert CliRunner().invoke(main, ["docs", *arguments]).exit_code == 2
