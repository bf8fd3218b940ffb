"""What must hold whatever the ruleset and whatever was submitted."""

import json
from random import Random
from unittest import mock

import numpy as np
from any_ruleset import ENTERED, METHODS, all_nodes, departments, documents
from bureau import COVER, leaf, submit
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scoring.evaluation import evaluate
from scoring.explanation import explain
from scoring.plan import compile_plan
from scoring.ranking import rank
from scoring.report import make_report
from scoring.report_schema import report_schema
from scoring.ruleset import ruleset_from, to_json

LANGUAGES = ["zh-CN", "en"]
REPORT = Draft202012Validator(report_schema())
law = settings(max_examples=30)
UNSCALED = tuple(name for name in METHODS if name not in ENTERED)


def score(document, records):
    ruleset = ruleset_from(document)
    return evaluate(compile_plan(ruleset), submit(ruleset, *records))


def marks(points, decimals):
    """Return *points* (as the report tells them) in smallest marks."""
    return round(points * 10**decimals)


# --- 1. points + deductions = full marks ------------------------------------------------------


@law
@given(documents(), departments())
def test_points_and_deductions_make_full_marks_in_every_node(document, records):
    scores = score(document, records)
    plan, lost = scores.plan, {}
    for deduction in explain(scores):
        key = deduction.department, deduction.indicator
        lost[key] = lost.get(key, 0) + int(deduction.points.scaleb(plan.ruleset.rounding.points))
    for row in range(len(scores)):
        full = scores.marks[scores.patterns[row]]
        for node in [*(entry.indicator for entry in plan.leaves), *plan.dimensions]:
            number = plan.numbers[node.id]

            assert scores.points[number, row] + deducted(lost, row, node) == full[number]


@law
@given(documents(methods=("rows", "condition")), departments())
def test_rows_make_up_their_indicator_to_the_cent(document, records):
    scores = score(document, records)
    decimals = scores.plan.ruleset.rounding.points
    for told in make_report(scores)["departments"]:
        for indicator in told["indicators"]:
            rows = indicator.get("rows", [])
            for key in ("full_marks", "points"):
                whole = sum(marks(row[key], decimals) for row in rows)

                assert whole == marks(indicator[key], decimals) or not rows
            for row in rows:
                lost = sum(marks(d["points"], decimals) for d in row["deductions"])

                assert marks(row["points"], decimals) + lost == marks(row["full_marks"], decimals)
            of_rows = [str(d) for row in rows for d in row["deductions"]]
            assert sorted(of_rows) == sorted(map(str, indicator["deductions"])) or not rows


def deducted(lost, row, node):
    """Return what was deducted on *node*: on its parts, where it is their sum."""
    if getattr(node, "aggregate", "") == "sum":
        return sum(deducted(lost, row, child) for child in node.children)
    return lost.get((row, node.id), 0)


@law
@given(documents(), departments())
def test_counted_deductions_and_what_is_on_top_make_the_total(document, records):
    scores = score(document, records)
    ruleset, report = scores.plan.ruleset, make_report(scores)
    decimals = ruleset.rounding
    for told in report["departments"]:
        of_tree = [*told["indicators"], *dimensions_in(told)]
        counted = [
            d for node in of_tree if node.get("counted", True) for d in node.get("deductions", [])
        ]
        full = sum(marks(root["full_marks"], decimals.points) for root in roots_of(told, ruleset))
        lost = sum(marks(d["points"], decimals.points) for d in counted)
        added = sum(marks(entry["points"], decimals.points) for entry in told["adjustments"])
        before = round_half_up(full - lost + added, decimals)
        capped = sum(marks(entry["points"], decimals.total) for entry in told["vetoes"])

        assert marks(told["total"], decimals.total) == before + capped


def dimensions_in(told):
    for dimension in told.get("dimensions", []):
        yield dimension
        yield from dimensions_in(dimension)


def roots_of(told, ruleset):
    named = {node["id"]: node for node in [*told["indicators"], *told["dimensions"]]}
    return [named[node.id] for node in ruleset.indicators]


def round_half_up(marks, decimals):
    step = 10 ** max(decimals.points - decimals.total, 0)
    return (marks + step // 2) // step * 10 ** max(decimals.total - decimals.points, 0)


# --- 2. full marks add up to the total --------------------------------------------------------


@law
@given(documents(), departments())
def test_full_marks_add_up_to_the_total(document, records):
    scores = score(document, records)
    plan = scores.plan
    roots = [plan.numbers[node.id] for node in plan.ruleset.indicators]
    for full in scores.marks:
        assert full[roots].sum() in (plan.full_marks, 0)
        for dimension in plan.dimensions:
            own = full[plan.numbers[dimension.id]]
            children = [full[plan.numbers[child.id]] for child in dimension.children]
            if dimension.aggregate in ("sum", "geometric_mean"):
                assert sum(children) == own
            elif dimension.aggregate in ("best", "worst"):
                assert set(children) <= {own, 0}
            elif dimension.aggregate == "pool":
                assert own - len(children) <= sum(children) or not own


# --- 3. a mark is lost if and only if a deduction with a reason says so -----------------------


@law
@given(documents(), departments())
def test_every_lost_mark_has_a_reason_in_both_languages(document, records):
    scores = score(document, records)
    plan = scores.plan
    lost = {
        (row, name)
        for name, number in plan.numbers.items()
        if name not in {node.id for node in plan.dimensions if node.aggregate == "sum"}
        for row in range(len(scores))
        if scores.marks[scores.patterns[row], number] > scores.points[number, row]
    }
    for language in LANGUAGES:
        deductions = explain(scores, language=language)

        assert {(d.department, d.indicator) for d in deductions} == lost
        for deduction in deductions:
            assert deduction.points > 0
            assert "{" not in deduction.reason
            assert deduction.reason.strip()
            assert "nan" not in deduction.reason.lower()


@law
@given(documents(), departments())
def test_who_is_not_ranked_is_told_why(document, records):
    for told in make_report(score(document, records))["departments"]:
        assert (told["rank"] is None) == (told["status"] == "unranked")
        assert told["status"] == "ranked" or told["status_reasons"]


# --- 4. rates in 0…1, points in 0…full marks --------------------------------------------------


@law
@given(documents(), departments())
def test_rates_and_points_stay_in_their_bounds(document, records):
    scores = score(document, records)
    full = scores.marks[scores.patterns].T

    assert (np.isnan(scores.rates) == (scores.states > 0)).all()
    assert (np.nan_to_num(scores.rates) >= 0).all()
    assert (np.nan_to_num(scores.rates) <= 1).all()
    assert (scores.points >= 0).all()
    assert (scores.points <= full).all()
    assert (scores.totals >= 0).all()


# --- 5. order changes nothing -----------------------------------------------------------------


@law
@given(documents(), departments(2), st.integers(0, 1000))
def test_order_of_departments_and_indicators_changes_nothing(document, records, seed):
    draw = Random(seed)  # noqa: S311
    shuffled = shuffle(document, draw)
    others = [with_rows_mixed(record, draw) for record in draw.sample(records, len(records))]

    assert by_department(score(document, records)) == by_department(score(shuffled, others))


def shuffle(document, draw):
    """Return *document* with its indicators, at every level, in another order."""

    def mixed(nodes):
        inner = [{**n, "children": mixed(n["children"])} if "children" in n else n for n in nodes]
        return draw.sample(inner, len(inner))

    return {**document, "indicators": mixed(document["indicators"])}


def with_rows_mixed(record, draw):
    """Return *record* with the rows of its table in another order."""
    tasks = record["tasks"]
    return {**record, "tasks": draw.sample(tasks, len(tasks)) if isinstance(tasks, list) else tasks}


def by_department(scores):
    """Return everything that a department got, by its name."""
    plan, ranking, full = scores.plan, rank(scores), scores.marks
    names = plan.numbers.items()
    return {
        name: {
            "nodes": {
                n: (int(full[scores.patterns[row], i]), int(scores.points[i, row]))
                for n, i in names
            },
            "total": int(scores.totals[row]),
            "unranked": bool(scores.unranked[row]),
            "rank": (int(ranking.ranks[row]), int(ranking.rank_of[row])),
            "grade": int(ranking.grades[row]),
        }
        for row, name in enumerate(scores.submissions.departments)
    }


# --- 6. relative weights ----------------------------------------------------------------------


def without_fixed_points(document):
    for node in all_nodes(document["indicators"]):
        node.get("score", {}).pop("fixed", None)
    return document


@law
@given(
    documents(methods=UNSCALED, weights="relative", full_marks=100).map(without_fixed_points),
    departments(),
    st.sampled_from([2, 10, 0.5]),
)
def test_all_weights_times_one_number_change_nothing(document, records, times):
    assert by_department(score(document, records)) == by_department(
        score(scaled(document, times), records)
    )


def scaled(document, times):
    """Return *document* with every weight, and every figure in points, times a number."""

    def grown(spec):
        if isinstance(spec, list):
            return [grown(part) for part in spec]
        if not isinstance(spec, dict):
            return spec
        return {
            key: times_points(value) if in_points(key, spec) else grown(value)
            for key, value in spec.items()
        }

    def in_points(key, spec):
        if key in ("weight", "points") and spec.get("method") != "interpolate":
            return True
        if key == "at_most" and "method" in spec:
            return True
        return key == "otherwise" and all("points" in case for case in spec.get("cases", [{}]))

    def times_points(value):
        if isinstance(value, str):
            return f"({value}) * {times}"
        if isinstance(value, dict):
            return grown(value)
        return (
            [round(v * times, 9) for v in value]
            if isinstance(value, list)
            else round(value * times, 9)
        )

    profiles = {
        name: {
            **profile,
            "weights": {node: round(w * times, 9) for node, w in profile["weights"].items()},
        }
        for name, profile in document["profiles"].items()
    }
    return {**document, "indicators": grown(document["indicators"]), "profiles": profiles}


# --- 7. a better value never scores less ------------------------------------------------------

FIGURES = st.sampled_from([-5, 0, 0.5, 1, 57, 60, 94.9999, 95, 95.1, 100, 105, 130, 1e6])
DIRECTED = {
    "proportional": [
        {"target": target, "floor": floor, "better": better, "curve": curve}
        for better in ("higher", "lower")
        for curve in ("linear", "inverse")
        for target, floor in ((95, 60), (60, 95), (0, 0), (-5, 0), ("b", "0.6 * target"))
    ],
    "deduct": [
        {"limit": limit, "each": 5, "share": 0.3, "steps": steps}
        for steps in ("complete", "started", "proportional")
        for limit in ({"at_most": 95}, {"at_least": "b"})
    ],
    "interpolate": [{"points": [[0, 0], [60, 0.333333], [95.1, 0.333333], [100, 1]]}],
    "relative": [
        {"against": against, "better": better}
        for against in ("rank", "percentile", "best", "mean", "median", "min_max")
        for better in ("higher", "lower")
    ],
}
METHODS_WITH_DIRECTION = [
    {"method": name, **spec} for name, specs in DIRECTED.items() for spec in specs
]


@law
@given(
    st.sampled_from(METHODS_WITH_DIRECTION),
    st.lists(FIGURES, min_size=2, max_size=6),
    FIGURES,
    st.sampled_from([0, 60, 95, -5]),
)
def test_better_value_never_scores_less(spec, others, better, b):
    """Change the first department's value alone: the better one has at least the rate."""
    rising = (
        spec.get("better", "lower" if "at_most" in spec.get("limit", {}) else "higher") == "higher"
    )
    low, high = sorted((others[0], better))
    worse, good = (low, high) if rising else (high, low)
    document = {**COVER, "indicators": [leaf("a", 100, spec)]}

    def rate(value):
        scores = score(document, [{"a": given, "b": b} for given in (value, *others[1:])])
        return scores.rates[0, 0]

    assert rate(good) >= rate(worse)


# --- 8. one department moves another only by comparison ---------------------------------------


@law
@given(documents(), departments(2), departments(1, 1))
def test_one_department_moves_no_other_but_by_comparison(document, records, changed):
    before, after = score(document, records), score(document, [*changed, *records[1:]])
    alone = [
        i for i, leaf in enumerate(before.plan.leaves) if not leaf.indicator.method.among_peers
    ]

    for column in ("values", "rates", "states"):
        left, right = (getattr(scores, column)[alone, 1:] for scores in (before, after))
        assert left.tobytes() == right.tobytes()


# --- 9. the whole is the parts joined ---------------------------------------------------------


@law
@given(documents(ranking={"within": "peer_group"}), departments(2))
def test_peer_groups_scored_apart_and_joined_are_the_whole(document, records):
    groups = [[r for r in records if r["peer_group"] == name] for name in ("甲", "乙")]
    whole = bits(score(document, records))
    parts = {
        name: got for group in groups if group for name, got in bits(score(document, group)).items()
    }

    assert parts == whole


@law
@given(size=st.integers(1, 3), document=documents(), records=departments(2))
def test_blocks_of_any_size_give_the_same(size, document, records):
    whole = bits(score(document, records))
    with mock.patch("scoring.evaluation.blocks.BLOCK", size):
        assert bits(score(document, records)) == whole


def bits(scores):
    """Return what each department got, to the last bit."""
    columns = (
        scores.values,
        scores.rates,
        scores.states,
        scores.points,
        scores.adjustments,
        scores.vetoes,
    )
    told = by_department(scores)
    return {
        name: (told[name], [column[:, row].tobytes() for column in columns], rows_of(scores, row))
        for row, name in enumerate(scores.submissions.departments)
    }


def rows_of(scores, row):
    """Return what each row of a department got, by the indicator that its rows make up."""
    leaves = scores.plan.leaves
    return {
        leaves[number].id: [
            getattr(held, column)[held.of(slice(row, row + 1))].tobytes()
            for column in ("weights", "rules", "values", "rates", "states", "marks", "points")
        ]
        for number, held in scores.rows.items()
    }


# --- 10. ruleset and report survive a round trip ----------------------------------------------


@law
@given(documents())
def test_ruleset_survives_a_round_trip_through_json(document):
    ruleset = ruleset_from(document)

    assert ruleset_from(json.loads(to_json(ruleset))) == ruleset


@law
@given(documents(), departments(), st.sampled_from(LANGUAGES))
def test_report_survives_a_round_trip_through_json(document, records, language):
    report = make_report(score(document, records), language=language)

    assert json.loads(json.dumps(report, ensure_ascii=False, allow_nan=False)) == report
    assert [error.message for error in REPORT.iter_errors(report)] == []


# --- and nobody is anybody --------------------------------------------------------------------


@law
@given(documents())
def test_ruleset_can_be_applied_to_nobody(document):
    report = make_report(score(document, []))

    assert report["departments"] == []
    assert report["summary"]["departments"] == 0
