"""Lint has something to say of any ruleset that can be read, and never stumbles."""

import json

import pytest
from any_ruleset import documents
from hypothesis import HealthCheck, given, settings
from sound_ruleset import ruleset

from scoring.review.lint import attainable, lint
from scoring.review.lint.telling import as_json, as_text
from scoring.ruleset import library


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_any_ruleset_is_linted_and_told(tmp_path, document):
    file = tmp_path / "规则.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    linted = lint(file)

    assert linted.usable
    for language in ("zh-CN", "en"):
        assert as_text([linted], language, 100)
        assert json.loads(as_json([linted], language))["rulesets"][0]["findings"]


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("-".join(["rate"] * 90), id="long"),
        pytest.param("(" * 45 + "rate" + " + 1)" * 45, id="deep"),
        pytest.param(" if done else ".join(["rate"] * 40), id="many branches"),
        pytest.param("1 if " + " and ".join(["(done or rate > 1)"] * 40) + " else 0", id="logic"),
        pytest.param("rate / 1e-15 * 1e15 * 1e15 * 1e15", id="beyond all figures"),
        pytest.param("exp(rate) ** 8 / (rate - rate)", id="nothing below the line"),
        pytest.param("min(rate % 7, rate // 7, sqrt(rate), log(rate))", id="every function"),
    ],
)
def test_an_odd_expression_does_no_harm(expression, tmp_path):
    file = tmp_path / "规则.json"
    file.write_text(json.dumps(ruleset({"value": expression})), encoding="utf-8")

    assert lint(file).usable


@pytest.mark.parametrize("edition", library(), ids=lambda e: f"{e.id}@{e.edition}")
def test_nothing_is_found_in_what_comes_along(edition):
    assert [(each.rule.id, each.place) for each in lint(edition.path).findings] == []


@pytest.mark.parametrize("edition", library(), ids=lambda e: f"{e.id}@{e.edition}")
def test_nothing_is_said_of_what_a_method_gives_that_lint_does_not_know(edition, monkeypatch):
    monkeypatch.setattr(attainable, "_RATES", {})

    assert lint(edition.path).findings == ()
