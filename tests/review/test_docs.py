"""A ruleset as a document to sign: whole, in words, and safe to open."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from any_ruleset import documents
from click.testing import CliRunner
from hypothesis import given, settings
from reviewed import RULES
from shipped import EDITIONS, plan_of, shipped

from scoring.cli import main
from scoring.export.markdown import escape
from scoring.review.docs import FORMATS, render_docs
from scoring.ruleset import ruleset_from

GOLDEN = Path(__file__).parent.parent / "golden"


def run(*arguments):
    return CliRunner().invoke(main, ["docs", *map(str, arguments)])


@pytest.mark.parametrize(("name", "language"), [("ruleset.md", None), ("ruleset_en.md", "en")])
def test_the_document_is_as_it_was(name, language):
    told = render_docs(ruleset_from(RULES), "markdown", language)

    assert told == (GOLDEN / name).read_text(encoding="utf-8")


@settings(max_examples=20)
@given(documents())
def test_any_ruleset_can_be_told(document):
    ruleset = ruleset_from(document)
    for format_ in FORMATS:
        for language in ("zh-CN", "en"):
            assert render_docs(ruleset, format_, language)


@pytest.mark.parametrize("name", EDITIONS)
def test_every_indicator_basis_and_field_is_in_it(name):
    ruleset, plan = shipped(name), plan_of(name)
    told = render_docs(ruleset, "markdown")
    titles = [node.title for node in plan.dimensions]
    titles += [leaf.indicator.title for leaf in plan.leaves]
    titles += [field.title for field in ruleset.fields.values()]
    titles += [basis.title for basis in ruleset.basis.values()]

    assert [title for title in titles if escape(title) not in told] == []


def test_no_name_of_a_field_is_left_where_it_has_a_title():
    ruleset = shipped("kunming-department@2019")
    told = render_docs(ruleset, "markdown")

    assert [name for name in ruleset.fields if re.search(rf"\b{escape(name)}\b", told)] == []


def test_the_page_loads_nothing_and_runs_nothing():
    page = render_docs(ruleset_from(RULES), "html")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]

    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in page
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|\sstyle=|\son\w+=|url\(|@import", page)


def test_text_of_a_ruleset_stays_text():
    title = "<script>alert(1)</script>"
    page = render_docs(ruleset_from({**RULES, "title": title}), "html")

    assert title not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_a_file_is_written_by_its_suffix(suffix, tmp_path):
    path = tmp_path / f"规则.{suffix}"
    result = run("kunming-department@2019", "-o", path)

    assert result.exit_code == 0
    assert "签署" in path.read_text(encoding="utf-8")


def test_without_a_file_it_is_printed():
    assert "## 一、依据" in run("kunming-department@2019").output


def test_another_suffix_is_refused(tmp_path):
    result = run("kunming-department@2019", "-o", tmp_path / "规则.pdf")

    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []
