"""Advice on weights, node by node: shares down the tree, what is left out, and what is kept."""

import csv
import io
import json
from decimal import Decimal
from hashlib import sha256

import numpy as np
import pytest
from any_ruleset import departments, documents
from bureau import NOT_APPLICABLE, leaf, ruleset_of, score, submit
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from scoring.errors import ExportError, WeightError
from scoring.evaluation import evaluate
from scoring.export.display import width_of
from scoring.export.outputs import FORMATS
from scoring.plan import compile_plan
from scoring.ruleset import ruleset_from
from scoring.tuning.advice import COMBINATIONS, METHODS, Recipe, advise, advised_set
from scoring.tuning.advice.formats import render_advice
from scoring.tuning.advice.judged import judged_rates
from scoring.tuning.advice.objective import suggest
from scoring.tuning.sets.fitting import bound_messages, sum_problems
from scoring.tuning.sets.weight_set import to_json

law = settings(max_examples=12, deadline=None)
CHANCE = np.random.default_rng(7)
COLUMNS = {name: CHANCE.uniform(0, 100, 30).tolist() for name in "abcd"}
RECORDS = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]


def dimension(name, *children, **keys):
    weight = sum(child["weight"] for child in children)
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


def advised(*indicators, records=RECORDS, recipe=None, **keys):
    return advise(score(ruleset_of(*indicators, **keys), *records), recipe, "en")


def points(advice, key):
    return {node["id"]: node[key] for node in advice["nodes"]}


def said(advice, family):
    notes = next(entry["notes"] for entry in advice["families"] if entry["id"] == family)
    return {note["id"]: note["message"] for note in notes}


@pytest.mark.parametrize("method", METHODS)
def test_shares_are_of_siblings_and_multiply_down_the_tree(method):
    tree = dimension("d", leaf("a", 30), leaf("b", 30)), dimension("e", leaf("c", 40))
    advice = advised(*tree)
    rates = np.array([COLUMNS["a"], COLUMNS["b"]]) / 100
    inner = suggest(method, rates).shares
    whole = points(advice, method)
    outer = suggest(method, np.array([rates.mean(axis=0).round(4), np.array(COLUMNS["c"]) / 100]))

    assert [whole["d"], whole["e"]] == pytest.approx(100 * outer.shares, abs=0.02)
    assert [whole["i_a"], whole["i_b"]] == pytest.approx(whole["d"] * inner)
    assert whole["i_c"] == whole["e"]


def test_what_is_approved_stands_beside_and_the_ruleset_is_left_alone():
    ruleset = ruleset_of(leaf("a", 30), leaf("b", 70))
    scores = score(ruleset, *RECORDS)
    before = json.dumps(ruleset.document)
    advice = advise(scores)

    assert points(advice, "approved") == {"i_a": 30, "i_b": 70}
    assert json.dumps(ruleset.document) == before
    assert scores.plan.weights[-1] == {"i_a": 30, "i_b": 70}


@pytest.mark.parametrize("combine", COMBINATIONS)
def test_what_is_advised_adds_up_on_the_grid(combine):
    advice = advised(leaf("a", 20), leaf("b", 30), leaf("c", 50), recipe=Recipe("critic", combine))
    written = points(advice, "advised").values()

    assert sum(written) == 100
    assert all(weight == int(weight) for weight in written)


def test_a_mixture_lies_between_what_is_approved_and_what_the_data_say():
    advice = advised(leaf("a", 20), leaf("b", 80), recipe=Recipe("critic", "additive", 0.25))
    approved, critic, combined = (
        points(advice, key)["i_a"] for key in ("approved", "critic", "combined")
    )

    assert combined == pytest.approx(0.25 * approved + 0.75 * critic)


def test_locks_and_bounds_hold():
    tree = (
        leaf("a", 20, tune={"lock": True}),
        leaf("b", 30, tune={"min": 28, "max": 32}),
        leaf("c", 50),
    )
    advice = advised(*tree, recipe=Recipe("entropy", "none"))

    assert advice["notes"][-1].startswith("held by bounds, locks or steps to more than a point")
    written = points(advice, "advised")
    assert written["i_a"] == 20
    assert 28 <= written["i_b"] <= 32
    assert sum(written.values()) == 100


def test_each_moves_on_its_own_step():
    tree = leaf("a", 20, tune={"step": 2.5}), leaf("b", 30, tune={"step": 2}), leaf("c", 50)
    made = advised_set(score(ruleset_of(*tree), *RECORDS), Recipe("entropy", "none"))

    assert made.weights["i_a"] % Decimal("2.5") == made.weights["i_b"] % 2 == 0
    assert made.weights["i_a"] != 20


def test_what_was_not_judged_is_left_out_and_said():
    given_away = [{**r, "a": None} if i < 10 else r for i, r in enumerate(RECORDS)]
    some = [{**r, "a": NOT_APPLICABLE} if 10 <= i < 15 else r for i, r in enumerate(given_away)]
    advice = advised(leaf("a", 50), leaf("b", 50), records=some)
    rates = np.array([[np.nan] * 15 + COLUMNS["a"][15:], COLUMNS["b"]]) / 100

    assert advice["notes"] == [
        "left out, having no rate: 10 figures missing, 5 not applicable, 0 undefined or invalid"
    ]
    shares = 100 * suggest("standard_deviation", rates).shares
    assert list(points(advice, "standard_deviation").values()) == pytest.approx(shares, abs=1e-4)


def test_a_dimension_is_judged_by_what_was_judged_below_it():
    columns = {"a": [None, 100, 50], "b": [60, 20, None], "c": [1, 2, 3]}
    records = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    tree = dimension("d", leaf("a", 40), leaf("b", 40)), leaf("c", 20)
    scores = score(ruleset_of(*tree), *records)

    assert judged_rates(scores)[scores.plan.numbers["d"]].tolist() == [0.6, 0.6, 0.5]


def test_unranked_departments_are_left_out():
    records = [*RECORDS, {"b": 0}]
    advice = advised(leaf("a", 50, missing="unranked"), leaf("b", 50), records=records)

    assert (advice["departments"], advice["ranked"]) == (31, 30)
    assert points(advice, "entropy") == points(advised(leaf("a", 50), leaf("b", 50)), "entropy")


def test_an_indicator_that_weighs_nothing_stays_out():
    advice = advised(leaf("a", 0), leaf("b", 40), leaf("c", 60))

    assert {points(advice, method)["i_a"] for method in (*METHODS, "advised")} == {0}
    assert said(advice, "total")["i_a"] == "it weighs nothing as approved, and is left out"


def test_where_nothing_varies_what_is_approved_is_kept():
    advice = advised(leaf("a", 30), leaf("b", 70), records=[{"a": 80, "b": 60}] * 20)

    assert {points(advice, method)["i_a"] for method in (*METHODS, "combined")} == {30}
    assert said(advice, "total")[None].endswith("the weights are left as they are")


@pytest.mark.parametrize("aggregate", ["best", "worst"])
def test_what_is_chosen_among_is_not_weighed(aggregate):
    tree = dimension("d", leaf("a", 40), leaf("b", 40), aggregate=aggregate), leaf("c", 60)
    tree[0]["weight"] = 40
    advice = advised(*tree)

    assert [family["id"] for family in advice["families"]] == ["total"]
    for method in METHODS:
        weights = points(advice, method)
        assert weights["i_a"] == weights["i_b"] == weights["d"]


def test_relative_weights_are_written_in_their_own_measure():
    children = leaf("a", 1), leaf("b", 3)
    tree = {"id": "d", "title": "d", "weight": 60, "weights": "relative", "children": children}
    advice = advised(tree, leaf("c", 40), recipe=Recipe("entropy", "additive", 1))

    assert points(advice, "approved") == {"d": 60, "i_a": 15, "i_b": 45, "i_c": 40}
    assert points(advice, "advised") == points(advice, "approved")
    assert points(advice, "written") == {"d": 60, "i_a": 1, "i_b": 3, "i_c": 40}


def test_relative_weights_of_what_is_chosen_among_stay_as_written():
    children = leaf("a", 4), leaf("b", 8)
    keys = {"weights": "relative", "aggregate": "best", "children": children}
    advice = advised({"id": "d", "title": "d", "weight": 60, **keys}, leaf("c", 40))

    written = points(advice, "written")
    assert (written["i_a"], written["i_b"]) == (4, 8)


def test_even_weights_give_way_to_the_data_in_least_squares_and_it_is_said():
    advice = advised(leaf("a", 50), leaf("b", 50), recipe=Recipe("entropy", "least_squares"))

    assert points(advice, "combined") == points(advice, "entropy")
    assert said(advice, "total")[None].endswith("the least-squares mixture takes none of it")


def test_what_the_data_give_nothing_the_product_gives_nothing():
    records = [{"a": i, "b": 50} for i in range(30)]
    recipe = Recipe("entropy", "multiplicative")
    advice = advised(leaf("a", 40), leaf("b", 60), records=records, recipe=recipe)

    assert points(advice, "combined") == {"i_a": 100, "i_b": 0}


def test_a_few_departments_are_said_to_mean_little():
    assert advised(leaf("a", 50), leaf("b", 50), records=RECORDS[:2])["notes"] == [
        "only 2 departments are ranked (fewer than 10): what they suggest means little"
    ]


@law
@given(documents(), departments(), st.sampled_from(list(METHODS)), st.sampled_from(COMBINATIONS))
def test_weights_are_never_negative_and_add_up_whatever_the_ruleset(
    document, records, method, combine
):
    plan = compile_plan(ruleset_from(document))
    scores = evaluate(plan, submit(plan.ruleset, *records))
    advice = advise(scores, Recipe(method, combine))
    roots = [node.id for node in plan.ruleset.indicators]

    json.dumps(advice, allow_nan=False)
    for key in ("approved", *METHODS, "combined", "advised"):
        weights = points(advice, key)
        assert min(weights.values()) >= 0
        assert sum(weights[root] for root in roots) == pytest.approx(
            float(plan.ruleset.full_marks), abs=1e-4
        )


@law
@given(documents(), departments(), st.sampled_from(list(METHODS)), st.sampled_from(COMBINATIONS))
def test_a_set_fits_its_ruleset_or_is_refused(document, records, method, combine):
    plan = compile_plan(ruleset_from(document))
    scores = evaluate(plan, submit(plan.ruleset, *records))
    try:
        made = advised_set(scores, Recipe(method, combine))
    except WeightError:
        return

    assert not list(sum_problems(plan.ruleset, made.weights, made.profiles))
    assert not list(bound_messages(plan.ruleset, made.weights))


def test_a_set_that_its_ruleset_has_no_room_for_is_refused():
    tree = dimension("d", leaf("a", 40), weights="relative"), leaf("b", 60)
    scores = score(ruleset_of(*tree), *[{"a": 50, "b": i} for i in range(20)])

    with pytest.raises(WeightError, match="「d」"):
        advised_set(scores, Recipe("entropy", "none"))


@law
@given(documents(), departments(), st.randoms(use_true_random=False))
def test_the_order_of_departments_changes_nothing(document, records, random):
    ruleset, mixed = ruleset_from(document), list(records)
    random.shuffle(mixed)
    before, after = (advise(score(ruleset, *given)) for given in (records, mixed))

    assert points(before, "advised") == points(after, "advised")
    assert points(before, "critic") == pytest.approx(points(after, "critic"), abs=1e-5)


@pytest.fixture(scope="module")
def advice():
    return advise(score(ruleset_of(leaf("a", 60, title="=1+1"), leaf("b", 40)), *RECORDS))


def test_the_page_says_it_is_only_advice(advice):
    text = render_advice(advice, "text")

    assert "仅供参考，评分规则未作任何改动" in text
    assert "现行权重与熵权法权重加法合成，现行权重占 0.5" in text
    assert max(width_of(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_advice_is_told_in_the_same_bytes(advice, format_):
    assert render_advice(advice, format_) == render_advice(advice, format_)


def test_a_row_of_the_csv_is_a_node(advice):
    rows = list(csv.reader(io.StringIO(render_advice(advice, "csv").decode("utf-8-sig"))))

    assert [row[:4] for row in rows[1:]] == [
        ["1", "'=1+1", "i_a", "60.0"],
        ["2", "b", "i_b", "40.0"],
    ]


def test_the_workbook_has_points_shares_and_notes(advice):
    book = CalamineWorkbook.from_filelike(io.BytesIO(render_advice(advice, "xlsx")))

    assert book.sheet_names == ["分值", "同级权重", "说明", "来历"]
    assert book.get_sheet_by_name("分值").to_python()[1][3] == 60


def test_another_format_is_refused(advice):
    with pytest.raises(ExportError):
        render_advice(advice, "pdf")


@pytest.mark.parametrize(
    ("recipe", "place"),
    [
        pytest.param({"method": "delphi"}, "method", id="method"),
        pytest.param({"combine": "product"}, "combine", id="combination"),
        pytest.param({"alpha": 1.5}, "alpha", id="more than all"),
        pytest.param({"alpha": float("nan")}, "alpha", id="no number"),
    ],
)
def test_a_recipe_that_there_is_not_is_refused(recipe, place):
    with pytest.raises(WeightError) as caught:
        Recipe(**recipe)

    assert [problem.place for problem in caught.value.problems] == [place]


def test_the_whole_is_called_total_in_english():
    [family] = advised(leaf("a", 60), leaf("b", 40))["families"]

    assert family["title"] == "Total"


def test_the_set_advised_is_told_with_its_digest_and_distance():
    scores = score(ruleset_of(leaf("a", 60), leaf("b", 40)), *RECORDS)
    recipe, about = Recipe("critic", "none"), {"author": "预算处", "date": "2026-03-01"}
    made = advised_set(scores, recipe, Decimal("0.5"), **about)
    [told] = advise(scores, recipe, step=Decimal("0.5"), **about)["sets"]

    assert told["id"] == made.id
    assert told["sha256"] == sha256(to_json(made).encode()).hexdigest()
    assert told["distance"] == abs(60 - float(made.weights["i_a"]))


def test_advice_is_given_though_no_set_fits_and_none_is_told():
    tree = dimension("d", leaf("a", 40), weights="relative"), leaf("b", 60)
    scores = score(ruleset_of(*tree), *[{"a": 50, "b": i} for i in range(20)])

    assert advise(scores, Recipe("entropy", "none"))["sets"] == []
