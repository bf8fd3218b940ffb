"""The health of indicators as text, Markdown, CSV, JSON and a workbook."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from bureau import leaf, ruleset_of, score
from python_calamine import CalamineWorkbook

from scoring.errors import ExportError
from scoring.export.display import width_of
from scoring.export.outputs import FORMATS
from scoring.export.shades import OPPOSITE, SHADES, diverging
from scoring.tuning.health import assess
from scoring.tuning.health.formats import render_health

SIZE = 20


@pytest.fixture(scope="module")
def health():
    ruleset = ruleset_of(
        leaf("a", 60, title="=社会公众或服务对象满意度调查结果运用情况"),
        leaf("b", 40, title="预算完成率"),
    )
    records = [{"a": 5 * i, "b": 5 * i + i % 3} for i in range(SIZE)]
    return assess(score(ruleset, *records))


def test_the_page_says_what_needs_attention_then_shows_every_figure(health):
    text = render_health(health, "text")

    assert "需要关注的指标（2 项，共 2 项）" in text
    assert "疑似重复：与「预算完成率」几乎同升同降（r = 1.00），两项可能评的是同一件事" in text
    assert max(width_of(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize("format_", [*FORMATS, "svg"])
def test_the_same_health_is_told_in_the_same_bytes(health, format_):
    assert render_health(health, format_) == render_health(health, format_)


def test_english_is_told_throughout():
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40))
    text = render_health(
        assess(score(ruleset, *[{"a": 5 * i, "b": 7 * i % 90} for i in range(SIZE)]), "en"), "text"
    )

    assert text.isascii() or set(filter(lambda c: not c.isascii(), text)) <= {"≥"}


def test_a_row_of_the_csv_is_an_indicator_and_no_title_becomes_a_formula(health):
    rows = list(csv.reader(io.StringIO(render_health(health, "csv").decode("utf-8-sig"))))

    assert rows[0][:6] == ["指标", "标识", "上级指标", "权重", "权重占比", "实际影响"]
    assert rows[1][0].startswith("'=社会公众")
    assert [row[1] for row in rows[1:]] == ["i_a", "i_b"]


def test_the_json_holds_no_nan(health):
    assert json.loads(render_health(health, "json")) == health


def test_the_workbook_has_figures_as_figures_and_the_correlations(health):
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_health(health, "xlsx")))
    first, matrix = (book.get_sheet_by_name(name).to_python() for name in ("指标", "相关系数"))

    assert book.sheet_names == ["指标", "维度及加减分", "相关系数", "说明", "来历"]
    assert first[1][0] == "=社会公众或服务对象满意度调查结果运用情况"
    assert first[1][3:5] == [60, 0.6]
    assert [row[1:] for row in matrix[1:]] == health["correlations"]


def test_the_picture_names_every_indicator_and_tints_what_goes_together(health):
    picture = render_health(health, "svg")

    assert picture.startswith("<svg")
    assert "预算完成率" in picture
    assert ">指标相关系数</text>" in picture
    assert f">规则指纹：t@1 {health['ruleset']['sha256'][:12]}</text>" in picture
    ElementTree.fromstring(picture)  # noqa: S314 our own
    assert diverging(health["correlations"][0][1]) in picture


@pytest.mark.parametrize(
    ("r", "colour"),
    [
        pytest.param(1, SHADES[0], id="the same"),
        pytest.param(0, "#ffffff", id="nothing in common"),
        pytest.param(-1, OPPOSITE[0], id="the opposite"),
    ],
)
def test_correlations_have_their_colours(r, colour):
    assert diverging(r) == colour


def test_another_format_is_refused_with_those_there_are(health):
    with pytest.raises(ExportError, match="没有「pdf」这种格式"):
        render_health(health, "pdf")
