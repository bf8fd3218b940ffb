"""The page as a file: it holds everything, asks for nothing, and shows hostile text as text."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from bureau import leaf, ruleset_of, score
from hostile_reports import HOSTILE, hostile_reports, in_english, of_size, sample, with_texts
from hypothesis import given, settings
from shipped import EDITIONS, plan_of, shipped

from scoring.evaluation import evaluate
from scoring.export import render
from scoring.export.page import figures, page_data, ranking
from scoring.intake import from_records
from scoring.report import make_report
from scoring.sampling import sample as draw


class Tags(HTMLParser):
    """Keeps every tag with its attributes, and the text of scripts and styles."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.held = [], {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        self.tags.append((f"/{tag}", {}))

    def handle_data(self, text):
        if self.tags and self.tags[-1][0] in ("script", "style"):
            tag, attributes = self.tags[-1]
            name = attributes.get("id", tag)
            self.held[name] = self.held.get(name, "") + text

    def names(self):
        return [tag for tag, _ in self.tags]


@pytest.fixture(scope="module")
def html():
    return render(sample(), "html")


@pytest.fixture
def without_pictures(monkeypatch):
    monkeypatch.setattr("scoring.export.charts.charts_available", lambda: False)


def data_of(report):
    return page_data(report, ranking.columns(report))


# --- one file, nothing else --------------------------------------------------------------------


def test_the_policy_knows_the_script_and_the_style_and_nothing_else(html):
    tags = Tags(html)
    policy = next(a["content"] for tag, a in tags.tags if a.get("http-equiv"))
    digests = {
        name: b64encode(sha256(tags.held[name].encode()).digest()).decode()
        for name in ("script", "style")
    }

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; "
        f"script-src 'sha256-{digests['script']}'; base-uri 'none'; form-action 'none'"
    )


def test_no_attribute_runs_styles_or_loads_anything(html):
    for _, attributes in Tags(html).tags:
        assert not {"style", "src", "srcset", "action", "data", "poster"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#")


def test_the_only_address_in_it_names_what_svg_is(html):
    assert set(re.findall(r"https?://[^\s\"'<]+", html)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_the_data_can_be_read_and_hold_no_markup(html):
    held = Tags(html).held["data"]

    assert json.loads(held)["departments"]["count"] == 5
    assert not set(held) & set("<>&\u2028\u2029")


def test_ids_are_unique(html):
    ids = [attributes["id"] for _, attributes in Tags(html).tags if "id" in attributes]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("report", "language"), [(sample(), "zh-CN"), (in_english(), "en")])
@pytest.mark.usefixtures("without_pictures")
def test_the_page_tells_its_language(report, language):
    assert Tags(render(report, "html")).tags[0] == ("html", {"lang": language})


@pytest.mark.usefixtures("without_pictures")
def test_an_english_page_has_nothing_chinese_in_it():
    grades = [{"title": "A", "at_least": 90, "quota": 0.3}, {"title": "B", "at_least": 0}]
    nodes = [leaf("a", 60), leaf("b", 40, {"method": "deduct", "limit": {"at_least": 90}, "each": 5,
                                           "points": 2})]  # fmt: skip
    records = [{"department": name, "a": 80 + place} for place, name in enumerate("XYZ")]
    report = make_report(score(ruleset_of(*nodes, grades=grades), *records), language="en")
    html = re.sub(r"<style>.*?</style>", "", render(report, "html"), flags=re.DOTALL)

    assert not re.findall("[一-鿿，。：；（）「」]", html)


# --- what is submitted ----------------------------------------------------------------------------


@pytest.mark.usefixtures("without_pictures")
def test_hostile_texts_add_no_tag():
    plain = Tags(render(with_texts(sample(), ["x"]), "html"))
    for text in HOSTILE:
        if text.strip():
            assert Tags(render(with_texts(sample(), [text]), "html")).names() == plain.names()


@given(hostile_reports)
@settings(max_examples=15)
def test_any_report_becomes_a_page(report):
    data = data_of(report)

    assert data["departments"]["count"] == len(report["departments"])
    json.dumps(data, ensure_ascii=False).encode()


def test_hostile_titles_are_drawn_as_text():
    html = render(with_texts(sample(), ["</svg><script>alert(1)</script>", "&<>\"'"]), "html")

    assert Tags(html).names().count("script") == 2


@pytest.mark.usefixtures("without_pictures")
def test_an_override_stands_beside_the_points_of_the_rule():
    report = sample()
    override = {"indicator": "staff", "title": "在职人员控制率", "reason": "<b>已核实</b>"}
    override |= {"rule_points": 3.0, "points": 5.0, "full_marks": 15.0}
    override |= {"reviewer": "张三", "date": "2020-03-01", "cells": []}
    report["departments"][0]["overrides"] = [override]
    html = render(report, "html")

    assert "在职人员控制率　规则得分 3.00 分，复核得分 5.00 分" in html
    assert "&lt;b&gt;已核实&lt;/b&gt;" in html
    assert data_of(report)["changes"]["told"]["row"][0] == 0


# --- pictures ----------------------------------------------------------------------------------


def test_pictures_come_with_their_figures(html):
    names = Tags(html).names()

    assert names.count("svg") == names.count("details") == names.count("figure") == 5


@pytest.mark.usefixtures("without_pictures")
def test_without_the_extra_the_figures_stand_open_and_the_page_says_what_to_install():
    html = render(sample(), "html")
    names = Tags(html).names()

    assert 'pip install "budget-performance-scoring[charts]"' in html.replace("&#34;", '"')
    assert names.count("figure") == 5
    assert "svg" not in names
    assert "details" not in names


def test_with_the_extra_nothing_is_said_of_installing(html):
    assert "pip install" not in html


def test_totals_fall_into_spans_that_hold_all_of_them():
    report = of_size(0, 0)
    totals = [0, 59.99, 60, 79.99, 80, 100]
    report["departments"] = [{"status": "ranked", "total": total} for total in totals]
    bins = figures.distribution(report)

    assert [(b.low, b.high, b.departments) for b in bins if b.departments] == [
        (0, 10, 1),
        (50, 60, 1),
        (60, 70, 1),
        (70, 80, 1),
        (80, 90, 1),
        (90, 100, 1),
    ]


def test_one_total_makes_one_span():
    report = of_size(1, 1)
    report["departments"][0]["total"] = 100.0

    assert [b.departments for b in figures.distribution(report)] == [1]


def test_the_better_of_two_stands_for_both_among_the_hardest():
    either = {"id": "d", "title": "择优", "weight": 60, "aggregate": "best"}
    either["children"] = [leaf("a", 60), leaf("b", 60)]
    ruleset = ruleset_of(either, leaf("c", 40))
    report = make_report(score(ruleset, {"a": 90, "b": 0, "c": 50}, {"a": 80, "b": 0, "c": 100}))
    told = [(s.title, s.full_marks, s.lost, s.losing) for s in figures.by_indicator(report)]

    assert told == [("c", 80, 20, 1), ("择优", 120, 18, 2)]


def test_departments_of_a_heat_map_are_put_together_when_they_are_many():
    few, many = (figures.heat(of_size(count, 3)) for count in (figures.BANDS, figures.BANDS + 1))

    assert (few.each, len(few.rows)) == (1, figures.BANDS)
    assert (many.each, len(many.rows)) == (2, 21)


# --- the data ------------------------------------------------------------------------------------


def value_at(column, row):
    if isinstance(column, list):
        return column[row]
    return column["but"].get(row, column["most"]) if isinstance(column, dict) else column


def of_row(table, row):
    """Return the points in a table that are those of a department."""
    return [value_at(table["points"], n) for n, other in enumerate(table["row"]) if other == row]


@pytest.mark.parametrize("name", EDITIONS)
def test_full_marks_less_what_was_lost_and_changed_is_the_total(name):
    rules = shipped(name)
    records = draw(rules, 6, 1, missing=0.1, not_applicable=0.1).records
    report = make_report(evaluate(plan_of(name), from_records(records, rules)))
    data = data_of(report)

    for row, department in enumerate(report["departments"]):
        lost = sum(value_at(leaf["lost"], row) for leaf in data["leaves"] if leaf["counted"])
        left = data["fullMarks"] - lost - sum(of_row(data["losses"], row))
        left += sum(of_row(data["changes"], row))
        assert left == round(department["total"] * data["unit"]), department["department"]
