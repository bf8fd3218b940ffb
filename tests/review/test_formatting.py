"""One layout for every ruleset: stable, and without any change of meaning."""

import json
from pathlib import Path

import pytest
from any_ruleset import documents
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.cli import main
from scoring.export.display import width_of
from scoring.review.formatting import WIDTH, formatted
from scoring.ruleset import ruleset_from

SHIPPED = sorted((Path(__file__).parent.parent.parent / "rulesets").glob("*/*.json"))
UNTIDY = '{"title": "试行", "id": "a", "edition": "1"}'
TIDY = '{\n  "id": "a",\n  "edition": "1",\n  "title": "试行"\n}\n'

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=8),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below),
    max_leaves=12,
)


def run(*arguments):
    return CliRunner().invoke(main, ["fmt", *map(str, arguments)])


@pytest.fixture
def untidy(tmp_path):
    path = tmp_path / "规则.json"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


@settings(max_examples=25)
@given(documents())
def test_the_meaning_of_any_ruleset_stays(document):
    tidy = json.loads(formatted(json.dumps(document)))

    assert tidy == document
    assert ruleset_from(tidy) == ruleset_from(document)


@settings(max_examples=25)
@given(documents())
def test_what_is_tidy_stays_as_it_is(document):
    once = formatted(json.dumps(document))

    assert formatted(once) == once


@given(ANY_JSON.filter(lambda value: isinstance(value, dict)))
def test_any_json_survives(document):
    once = formatted(json.dumps(document))

    assert json.loads(once) == document
    assert formatted(once) == once


@pytest.mark.parametrize("file", SHIPPED, ids=lambda f: f"{f.parent.name}@{f.stem}")
def test_shipped_rulesets_keep_their_meaning(file):
    text = file.read_text(encoding="utf-8")

    assert json.loads(formatted(text)) == json.loads(text)


@pytest.mark.parametrize("number", ["1.50", "100", "1e2", "0.10", "-0.0"])
def test_numbers_stay_as_written(number):
    assert f'"full_marks": {number}' in formatted(f'{{"full_marks": {number}}}')


def test_keys_come_in_the_order_of_their_table_and_unknown_ones_last():
    assert list(json.loads(formatted('{"zz": 1, "indicators": [], "id": "a"}'))) == [
        "id",
        "indicators",
        "zz",
    ]


def test_names_of_the_writer_keep_their_order():
    source = '{"profiles": {"b": {"weights": {}, "when": "x"}, "a": {"when": "y", "weights": {}}}}'

    profiles = json.loads(formatted(source))["profiles"]

    assert list(profiles) == ["b", "a"]
    assert list(profiles["b"]) == ["when", "weights"]


def test_things_with_ids_may_be_an_object_by_id_in_a_file_that_extends():
    source = '{"extends": "a@1", "indicators": {"x": {"weight": 5, "title": "甲"}, "y": null}}'

    node = json.loads(formatted(source))["indicators"]["x"]

    assert list(node) == ["title", "weight"]


def test_a_long_list_takes_a_line_for_each_entry():
    lines = formatted(json.dumps({"basis": [{"id": "a", "note": "备注" * 40}]})).split("\n")

    assert '      "id": "a",' in lines
    assert max(width_of(line) for line in lines if "备注" not in line) < WIDTH


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("\\u9884\\u7b97", "预算", id="Chinese is written out"),
        pytest.param("\\u200b", "\\u200b", id="what hides stays an escape"),
        pytest.param("a\u2028b", "a\\u2028b", id="a line separator becomes one"),
        pytest.param("\\n", "\\n", id="a line end"),
        pytest.param("\\ud83d\\ude00", "😀", id="a character in two halves"),
    ],
)
def test_characters(written, shown):
    assert formatted(f'{{"title": "{written}"}}') == f'{{\n  "title": "{shown}"\n}}\n'


def test_a_file_is_rewritten_once(untidy):
    assert "已整理" in run(untidy).output
    assert untidy.read_text(encoding="utf-8") == TIDY
    assert "已整理" not in run(untidy).output


def test_check_names_the_file_and_leaves_it(untidy):
    result = run("--check", untidy)

    assert result.exit_code == 1
    assert untidy.name in result.output
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_check_is_content_with_a_tidy_file(untidy):
    run(untidy)

    assert run("--check", untidy).exit_code == 0


@pytest.mark.parametrize("text", ['{"id": "a", "id": "b"}', '{"id": "a",}', ""])
def test_one_broken_file_keeps_all_from_being_written(untidy, tmp_path, text):
    broken = tmp_path / "坏.json"
    broken.write_text(text, encoding="utf-8")

    result = run(untidy, broken)

    assert result.exit_code == 2
    assert "坏.json" in result.output
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_line_ends_and_byte_order_marks_are_made_plain(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    run(path)

    assert path.read_bytes() == TIDY.encode()
