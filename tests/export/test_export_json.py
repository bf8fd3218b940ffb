"""JSON: the document itself."""

import json

from hostile_reports import HOSTILE, hostile_reports, of_size, sample, with_texts
from hypothesis import given

from scoring.export import render


@given(hostile_reports)
def test_it_reads_back_as_the_report(report):
    assert json.loads(render(report, "json")) == report


@given(hostile_reports)
def test_it_can_always_be_encoded(report):
    assert render(report, "json").encode()


def test_half_a_character_is_written_as_an_escape():
    page = render(with_texts(sample(), ["\ud800半个字"]), "json")

    assert '"\\ud800半个字"' in page


def test_chinese_is_written_as_it_is():
    assert "昆明市财政局" in render(sample(), "json")


def test_keys_keep_their_order():
    assert list(json.loads(render(sample(), "json"))) == list(sample())


def test_details_change_nothing():
    assert render(sample(), "json", details=True) == render(sample(), "json")


def test_an_indicator_is_a_line():
    lines = render(of_size(3, 40), "json").split("\n")

    assert sum(line.startswith('    {"id": "i') for line in lines) == 3 * 40


def test_hostile_texts_stay_in_their_strings():
    report = with_texts(sample(), HOSTILE)

    assert json.loads(render(report, "json"))["departments"] == report["departments"]
