"""A sound file becomes the nouns of the model, and its JSON reads back as the same ruleset."""

import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import (
    Basis,
    Check,
    Field,
    Grade,
    NamedValue,
    NotApplicable,
    Parameter,
    Policy,
    RankingRules,
    Rounding,
    Tune,
)
from scoring.ruleset import read_ruleset, ruleset_from, to_json


@pytest.fixture
def ruleset(changed):
    return read_ruleset(changed()[0])


def test_the_top_is_read(ruleset):
    assert (ruleset.id, ruleset.edition, ruleset.title) == ("small", "2024", "小规则")
    assert ruleset.full_marks == 100
    assert ruleset.in_force == ("2024-01-01", None)
    assert ruleset.rounding == Rounding(2, 2)
    assert ruleset.changes == "首版"
    assert ruleset.language == "zh-CN"
    assert not ruleset.relative


def test_what_is_submitted_is_read(ruleset):
    assert ruleset.fields["spent"] == Field(
        "spent", "支出数", "money", unit="万元", minimum=0, maximum=9000
    )
    assert ruleset.fields["budget"].aliases == ("年初预算",)
    assert ruleset.fields["level"].choices == ("好", "差")
    assert ruleset.tables["tasks"].fields["planned"].type == "number"


def test_what_is_computed_is_read(ruleset):
    assert ruleset.parameters["pass_line"] == Parameter("pass_line", 60, "及格线", basis="notice")
    assert ruleset.values["gap"] == NamedValue("gap", "100 - execution")
    assert ruleset.basis["notice"] == Basis(
        "notice", "绩效评价通知", number="财预〔2013〕53号", date="2013-04-21"
    )


def test_the_tree_is_read(ruleset):
    process, effect = ruleset.indicators
    rate, done = process.children

    assert (process.weight, process.aggregate) == (Decimal("60.5"), "sum")
    assert (rate.value, rate.unit, rate.basis) == ("execution", "%", "notice")
    assert rate.not_applicable == NotApplicable("budget == 0", Policy("redistribute"))
    assert rate.policies == {"missing": Policy("zero")}
    assert done.policies == {"undefined": Policy("move_to", "effect")}
    assert rate.tune == Tune(min=30, max=50)
    assert rate.examples[0].given == {"spent": 95, "budget": 100}
    assert rate.examples[0].points == 40
    assert rate.method.target == 95
    assert effect.method.when == "level == '好' and rules"
    assert effect.value == ""


def test_what_follows_the_tree_is_read(ruleset):
    assert ruleset.checks[1] == Check(
        "equal", "收支相等", sum=("spent",), equals="budget", severity="error"
    )
    assert ruleset.adjustments[0].min == -3
    assert (ruleset.vetoes[0].grade, ruleset.vetoes[0].cap_total) == ("差", None)
    assert ruleset.grades[0] == Grade("优", Decimal(90), Decimal("0.3"))
    assert ruleset.ranking == RankingRules("level", tie_breakers=("rate", "total"))
    assert ruleset.profiles[0].weights == {"done": 0, "rate": Decimal("60.5")}
    assert ruleset.policies == {"missing": Policy("zero"), "invalid": Policy("unranked")}
    assert (ruleset.check_error, ruleset.bonus_beyond_full) == ("unranked", False)


def test_a_file_is_known_by_name_and_digest_and_not_by_folder(changed):
    file, _ = changed()
    ruleset = read_ruleset(file)

    assert ruleset.path == "规则.json"
    assert ruleset.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_path_may_be_a_string(changed):
    assert read_ruleset(str(changed()[0])).id == "small"


def test_the_reader_may_choose_the_language(changed):
    assert read_ruleset(changed()[0], language="en").language == "en"


def test_a_unit_of_its_own_goes_before_that_of_the_value(changed):
    file, _ = changed(('"value": "execution",', '"value": " execution ", "unit": "点",'))

    rate = read_ruleset(file).indicators[0].children[0]
    assert (rate.value, rate.unit) == ("execution", "点")


def test_names_are_compared_by_what_they_mean(changed):
    file, _ = changed(
        ('"opened": {', '"ｏｐｅｎｅｄ": {'), ('["rate", "total"]', '["ｒａｔｅ", "total"]')
    )
    ruleset = read_ruleset(file)

    assert "opened" in ruleset.fields
    assert ruleset.ranking.tie_breakers == ("rate", "total")


def test_an_adjustment_of_a_plain_number_is_an_expression_too(changed):
    file, _ = changed(('"points": "-1 * pass_line"', '"points": -1.50'))

    assert read_ruleset(file).adjustments[0].points == "-1.5"


def test_a_named_text_or_truth_may_be_shown_beside_a_method_that_judges_none(changed):
    file, _ = changed(
        ('"weight": 39.5,', '"weight": 39.5, "value": "level",'),
        ('"100 - execution"', "\"level == '好'\""),
    )

    assert read_ruleset(file).indicators[1].value == "level"


def test_a_method_sees_the_value_it_judges(changed):
    file, _ = changed(('"0.6 * target"', '"min(value, 0.6 * target)"'))

    assert read_ruleset(file)


def test_checks_adjustments_and_vetoes_see_what_was_scored(changed):
    file, _ = changed(
        ('"spent <= budget"', "\"points('total') >= points('rate')\""),
        ('"-1 * pass_line"', "\"rate('effect') - 1\""),
    )

    assert read_ruleset(file)


def test_the_json_of_a_ruleset_reads_back_as_the_same(ruleset):
    assert ruleset_from(json.loads(to_json(ruleset))) == ruleset
    assert json.loads(json.dumps(ruleset.document)) == ruleset.document


def test_its_json_is_stable(ruleset):
    again = ruleset_from(json.loads(to_json(ruleset)))

    assert to_json(again) == to_json(ruleset)
    assert ruleset_from(json.loads(to_json(again))).sha256 == again.sha256


WEIGHTS = st.decimals(min_value="0.01", max_value=1000, places=2)


@given(st.lists(WEIGHTS, min_size=1, max_size=8), st.sampled_from(["relative", None]))
def test_any_weights_survive_the_round_trip_exactly(weights, relative):
    nodes = [
        {"id": f"x{n}", "title": "项", "weight": w, "score": {"method": "condition", "when": "ok"}}
        for n, w in enumerate(weights)
    ]
    document = {
        "language_version": 1,
        "id": "r",
        "edition": "1",
        "title": "R",
        "full_marks": sum(weights),
        "fields": {"ok": {"title": "好", "type": "boolean"}},
        "indicators": nodes,
        **({"weights": relative} if relative else {}),
    }
    ruleset = ruleset_from(document)

    assert [node.weight for node in ruleset.indicators] == weights
    assert ruleset_from(json.loads(to_json(ruleset))) == ruleset


def test_what_has_no_title_goes_by_its_id():
    leaf = {"id": "rate", "weight": 100, "value": "spent", "score": METHOD}
    fields = {"spent": {"type": "money"}}
    document = {**COVER, "fields": fields, "indicators": [leaf]}

    ruleset = ruleset_from(document)

    assert ruleset.indicators[0].title == "rate"
    assert (ruleset.fields["spent"].title, ruleset.fields["spent"].unit) == ("spent", "元")


METHOD = {"method": "proportional", "target": 100}
COVER = {"language_version": 1, "id": "plain", "edition": "1", "title": "简", "full_marks": 100}
