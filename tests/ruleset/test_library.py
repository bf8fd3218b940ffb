"""The rulesets that come along are found by id, by edition, and by the year they were in force."""

import json
from contextlib import suppress
from unittest import mock

import pytest

from scoring.errors import RulesetError
from scoring.ruleset import find_ruleset, library, read_ruleset
from scoring.ruleset.shelf import shelf
from scoring.ruleset.text import read_text


@pytest.fixture
def put(tmp_path, monkeypatch, small):
    """Return what puts an edition on an otherwise empty shelf."""
    monkeypatch.setattr("scoring.ruleset.shelf.shelf", lambda: tmp_path)

    def put_edition(name, edition, start=None, until=None):
        document = json.loads(small) | {"id": name, "edition": edition}
        document["in_force"] = {"from": start, "until": until}
        if start is None:
            del document["in_force"]
        file = tmp_path / name / f"{edition}.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return file

    return put_edition


def test_the_library_lists_editions_from_old_to_new(put):
    put("b", "10")
    put("b", "9")
    put("a", "2020", "2020-01-01")
    put("a", "special", "2019-01-01")

    assert [(e.id, e.edition) for e in library()] == [
        ("a", "special"),
        ("a", "2020"),
        ("b", "9"),
        ("b", "10"),
    ]


def test_an_edition_shows_what_is_on_its_cover(put):
    file = put("a", "2020", "2020-01-01", "2021-12-31")

    assert library() == (("a", "2020", "小规则", ("2020-01-01", "2021-12-31"), file),)


@pytest.mark.parametrize("content", ["{", "[]", '{"title": 1, "in_force": 2}', ""])
def test_a_spoilt_edition_does_not_hide_the_others(put, content):
    put("a", "1")
    put("a", "2").write_text(content)

    assert {edition.edition: edition.title for edition in library()} == {"1": "小规则", "2": ""}


def test_a_successor_has_the_title_of_its_base_on_its_cover(put):
    put("a", "1")
    put("a", "2").write_text('{"extends": "a@1", "edition": "2"}')

    assert [edition.title for edition in library()] == ["小规则", "小规则"]


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        pytest.param(None, "2023", id="no year, the latest"),
        pytest.param(2019, "2019", id="a year in the middle of an interval"),
        pytest.param(2021, "2021", id="two editions touch the year, the later one"),
        pytest.param(2022, "2021", id="the year in which an edition ends"),
        pytest.param(2050, "2023", id="an open end"),
    ],
)
def test_the_edition_in_force_is_found_by_year(put, year, edition):
    put("a", "2019", "2018-07-01", "2021-06-30")
    put("a", "2021", "2021-07-01", "2022-01-01")
    put("a", "2023", "2023-01-01")

    assert find_ruleset("a", year).edition == edition


def test_an_undated_edition_serves_where_no_other_is_in_force(put):
    put("a", "draft")
    put("a", "2023", "2023-01-01")

    assert find_ruleset("a", 2020).edition == "draft"
    assert find_ruleset("a", 2023).edition == "2023"


def test_a_year_without_an_edition_in_force_names_those_there_are(put):
    put("a", "2023", "2023-01-01")

    with pytest.raises(RulesetError, match="2020 年没有施行中的版本。请写明版本：a@2023"):
        find_ruleset("a", 2020)


def test_an_edition_named_in_full_is_found_whatever_the_year(put):
    put("a", "2023", "2023-01-01")

    assert find_ruleset("a@2023", 2020).edition == "2023"


@pytest.mark.parametrize(
    ("name", "covers"),
    [
        pytest.param("a", ["1.json", "2.json"], id="a ruleset, whose dates decide"),
        pytest.param("a@2", ["2.json"], id="an edition"),
        pytest.param("c", [], id="none"),
    ],
)
def test_only_editions_that_may_be_meant_are_looked_into(put, name, covers):
    for id_, edition in (("a", "1"), ("a", "2"), ("b", "3")):
        put(id_, edition)

    reading = mock.patch("scoring.ruleset.library.read_text", wraps=read_text)
    with reading as read, suppress(RulesetError):
        find_ruleset(name)

    assert [call.args[0].name for call in read.call_args_list] == covers


def test_a_ruleset_is_read_by_name(put):
    put("a", "2023")

    assert (read_ruleset("a").edition, read_ruleset("a@2023").id) == ("2023", "a")


@pytest.mark.parametrize("name", ["kunming-departmnt", "kunming-department@2020"])
def test_an_unknown_name_suggests_the_nearest(put, name):
    put("kunming-department", "2019")

    with pytest.raises(RulesetError, match=r"是否应为「kunming-department(@2019)?」"):
        read_ruleset(name)


@pytest.mark.parametrize("name", ["\0", "", "a\nb\x1b[31m", "x" * 10_000])
def test_a_strange_name_is_refused_on_one_short_line(put, name):
    put("a", "2023")

    with pytest.raises(RulesetError) as refused:
        read_ruleset(name)

    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    assert len(str(refused.value)) < 400


def test_the_shelf_lies_in_the_project_or_in_the_package():
    assert shelf().name == "rulesets"
