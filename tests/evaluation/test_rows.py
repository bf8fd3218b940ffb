"""Rows of a submission that are indicators: their shares, their rules, their states."""

from dataclasses import replace
from decimal import Decimal
from math import nan

import pytest
from bureau import INVALID, NOT_APPLICABLE, full_marks, leaf, points, score, submit
from rows_ruleset import DOWN, UP, by_rows, document, project, row

from scoring.evaluation import evaluate
from scoring.explanation import explain
from scoring.explanation.findings import find
from scoring.methods import METHODS, Telling
from scoring.plan import compile_plan
from scoring.report import make_report
from scoring.ruleset import ruleset_from


def scored(score_, *projects, **keys):
    return score(ruleset_from(document(score_, **keys)), *projects)


def told(scores):
    """Return title, full marks and points of the first project's rows."""
    rows = scores.rows_frame()
    mine = rows[rows["department"] == scores.submissions.departments[0]]
    return list(zip(mine["title"], mine["full_marks"], mine["points"], strict=True))


# --- shares -----------------------------------------------------------------------------------


def test_rows_share_the_marks_by_their_weights():
    scores = scored(by_rows(), project(row("甲", 30), row("乙", 50, 50), row("丙", 20)))

    assert told(scores) == [("甲", 30, 30), ("乙", 50, 25), ("丙", 20, 20)]
    assert points(scores, "i_rows") == [75]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_equal_remainders_go_by_title_in_whatever_order_rows_come(order):
    rows = [row("A"), row("B"), row("C")]
    scores = scored(by_rows(), project(*(rows[place] for place in order)))

    assert sorted(told(scores)) == [("A", 33.34, 33.34), ("B", 33.33, 33.33), ("C", 33.33, 33.33)]


def test_rows_of_one_title_are_told_apart_by_weight_then_by_rate():
    rows = [row("A", 1, 50), row("A", 1, 100), row("A", 1, 75)]

    totals = {points(scored(by_rows(), project(*mixed)), "i_rows")[0] for mixed in shuffles(rows)}

    assert len(totals) == 1


def shuffles(rows):
    return [rows, rows[::-1], [rows[1], rows[2], rows[0]]]


def test_each_row_is_rounded_half_up_once():
    """1/3 of 50.00 is 16.67 or 16.66; 50 % of those are 8.34 (8.335) and 8.33."""
    scores = scored(
        by_rows(), project(row("A", 1, 50), row("B", 1, 50), row("C", 1, 50)), weight=100
    )

    assert told(scores) == [("A", 33.34, 16.67), ("B", 33.33, 16.67), ("C", 33.33, 16.67)]
    assert points(scores, "i_rows") == [50.01]


def test_rows_share_what_the_indicator_has_after_policies_moved_marks():
    away = leaf("a", 40, missing="redistribute")
    ruleset = ruleset_from(document(by_rows(), away, weight=60))
    scores = score(ruleset, project(row("甲", 1, 50), row("乙", 1)))

    assert full_marks(scores, "i_rows") == [100]
    assert told(scores) == [("甲", 50, 25), ("乙", 50, 50)]


def test_weights_may_be_of_any_size():
    scores = scored(by_rows(), project(row("甲", 100_000), row("乙", 0.0001), row("丙", 0)))

    assert told(scores) == [("甲", 100, 100), ("乙", 0, 0), ("丙", 0, 0)]


def test_where_selects_the_rows_of_each_indicator():
    one, other = (by_rows(where=f'group == "{name}"') for name in ("产出", "效益"))
    ruleset = ruleset_from(document(one, leaf("other", 40, other), weight=60))
    scores = score(
        ruleset,
        project(row("甲", 1, 50, group="产出"), row("乙", 1, group="效益"), row("丙", 9, 0)),
    )

    assert points(scores, "i_rows") == [30]
    assert points(scores, "i_other") == [40]


# --- rules ------------------------------------------------------------------------------------


def test_the_first_rule_that_holds_judges_a_row():
    scores = scored(
        by_rows(DOWN, UP),
        project(row("甲", 1, 125, direction="≤"), row("乙", 1, 125, direction="≥")),
    )

    assert told(scores) == [("甲", 50, 37.5), ("乙", 50, 50)]


def test_rules_read_the_project_too_where_no_column_has_the_name():
    rule = {"value": "actual", "score": {"method": "proportional", "target": "limit * a"}}
    scores = scored(
        by_rows(rule),
        project(row("甲", 1, 50), limit=50, a=2),
        project(row("甲", 1, 50), limit=50, a=1),
    )

    assert points(scores, "i_rows") == [50, 100]


BREACHES = {
    "method": "checklist",
    "mode": "lose",
    "items": [{"title": "违规", "count": "breaches", "points": 2}],
}


@pytest.mark.parametrize(
    ("weight", "breaches", "expected"),
    [
        pytest.param(10, 0, 100, id="no breach"),
        pytest.param(10, 1, 80, id="2 of 10"),
        pytest.param(4, 1, 50, id="2 of 4"),
        pytest.param(4, 2, 0, id="4 of 4"),
        pytest.param(4, 3, 0, id="never below nothing"),
    ],
)
def test_points_in_a_rule_are_points_of_the_row(weight, breaches, expected):
    scores = scored(by_rows({"score": BREACHES}), project(row("甲", weight, breaches=breaches)))

    assert points(scores, "i_rows") == [expected]


RATING = {
    "method": "rating",
    "level": "level",
    "given": "given",
    "levels": [
        {"title": "达成", "from": 0.8, "to": 1},
        {"title": "部分达成", "from": 0.6, "to": 0.8},
        {"title": "未达成", "from": 0, "to": 0.6},
    ],
}


@pytest.mark.parametrize(
    ("level", "given", "status", "expected"),
    [
        pytest.param("达成", 15, "scored", 100, id="the top"),
        pytest.param("达成", 12, "scored", 80, id="80 % is still the first level"),
        pytest.param("达成", 11.99, "invalid", 0, id="below its level"),
        pytest.param("达成", 15.01, "invalid", 0, id="above the weight of the row"),
        pytest.param("部分达成", 9, "scored", 60, id="60 % is still the second level"),
        pytest.param("部分达成", 12, "invalid", 0, id="80 % is no longer the second level"),
        pytest.param("未达成", 0, "scored", 0, id="nothing"),
        pytest.param("一般", 9, "invalid", 0, id="no such level"),
        pytest.param("达成", None, "missing", 0, id="no points given"),
    ],
)
def test_levels_have_ranges_in_points_of_the_row(level, given, status, expected):
    scores = scored(by_rows({"score": RATING}), project(row("甲", 15, level=level, given=given)))

    assert points(scores, "i_rows") == [expected]
    assert scores.rows_frame()["status"].tolist() == [status]


def test_a_row_that_no_rule_fits_is_invalid_and_told_so():
    scores = scored(by_rows(DOWN), project(row("甲", direction="≥"), row("乙", direction="≤")))

    assert scores.unranked.tolist() == [True]
    assert [d.reason for d in explain(scores)] == [
        "「甲」没有适用的评判规则，按规则暂不计分、不参加排名，扣 50.00 分"
    ]


# --- states -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("zero", [("甲", 50, 0), ("乙", 50, 50)]),
        ("full_marks", [("甲", 50, 50), ("乙", 50, 50)]),
        ("redistribute", [("甲", 0, 0), ("乙", 100, 100)]),
        ("unranked", [("甲", 50, 0), ("乙", 50, 50)]),
    ],
)
def test_a_row_without_its_figure_is_treated_by_its_policy(policy, expected):
    rule = {**UP, "missing": policy}
    scores = scored(by_rows(rule), project(row("甲", 1, None), row("乙", 1)))

    assert told(scores) == expected
    assert scores.unranked.tolist() == [policy == "unranked"]


def test_a_blank_adjusted_target_skips_the_row():
    rule = {**UP, "not_applicable": {"when": "is_missing(target)", "then": "redistribute"}}
    scores = scored(by_rows(rule), project(row("甲", 1, 50, target=None), row("乙", 1, 50)))

    assert told(scores) == [("甲", 0, 0), ("乙", 100, 50)]
    rows = make_report(scores)["departments"][0]["indicators"][0]["rows"]
    assert rows[0]["note"] == "甲不适用，按规则将权重分摊给同级指标"


def test_rows_take_the_policies_of_their_indicator_unless_their_rule_has_its_own():
    scores = scored(by_rows(), project(row("甲", 1, None), row("乙", 1)), missing="full_marks")

    assert told(scores) == [("甲", 50, 50), ("乙", 50, 50)]


def test_an_indicator_all_of_whose_rows_do_not_apply_does_not_apply():
    rule = {**UP, "not_applicable": {"when": "target == 0", "then": "redistribute"}}
    ruleset = ruleset_from(
        document(
            by_rows(rule),
            leaf("a", 40),
            weight=60,
            not_applicable={"when": "skip", "then": "redistribute"},
        )
    )
    scores = score(ruleset, project(row("甲", target=0), a=50, skip=False))

    assert full_marks(scores, "i_rows") == [0]
    assert points(scores, "i_a") == [50]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param({}, "未提供「绩效指标表」，按规则计零分", id="no table"),
        pytest.param(
            {"targets": NOT_APPLICABLE},
            "「绩效指标表」填报为不涉及，按规则计满分",
            id="not asked of it",
        ),
        pytest.param(
            project(), "「绩效指标表」中没有「绩效指标」的指标行，按规则计零分", id="no rows"
        ),
        pytest.param(
            project(row("甲", None), row("乙")),
            "「甲」的权重未填、为负或无效，按规则暂不计分、不参加排名",
            id="no weight",
        ),
        pytest.param(
            project(row("甲", -1), row("乙", INVALID)),
            "「甲」、「乙」的权重未填、为负或无效，按规则暂不计分、不参加排名",
            id="negative and faulty weights",
        ),
        pytest.param(
            project(row("甲", 0)),
            "「绩效指标表」中各行权重合计为零，按规则暂不计分、不参加排名",
            id="nothing to share by",
        ),
    ],
)
def test_an_indicator_without_rows_to_score_says_why(given, why):
    report = make_report(scored(by_rows(), given))

    [indicator] = report["departments"][0]["indicators"]
    assert indicator["note"] == why
    assert indicator["rows"] == []


# --- telling ----------------------------------------------------------------------------------


def test_every_row_that_lost_marks_is_told_by_its_method_with_its_own_cells():
    scores = scored(
        by_rows(DOWN, UP, unit="unit"),
        project(
            row("培训人次", 60, 80, unit="人", direction="≥"),
            row("成本", 40, 125, unit="元", direction="≤"),
        ),
    )

    [one, other] = explain(scores)
    reason = "培训人次 80 人，低于目标 100 人 共 20 人，按完成比例得 80%，扣 12.00 分"
    assert one.reason == reason
    assert other.reason == "成本 125 元，高于目标 100 元 共 25 元，按比例递减得 75%，扣 10.00 分"
    assert [given.field for given in one.inputs] == ["targets.target", "targets.actual"]


def test_a_row_without_a_title_is_told_by_its_place():
    [lost] = explain(scored(by_rows(), project(row("甲"), row(None, 1, 50))))

    assert lost.reason.startswith("绩效指标表第 2 行 50，低于目标 100")


def test_the_rulesets_own_words_may_name_columns():
    [lost] = explain(
        scored(
            by_rows(),
            project(row("甲", 1, 50, group="产出")),
            reason="{group}·{title}完成{actual}，扣{lost}分",
        )
    )

    assert lost.reason == "产出·甲完成50，扣50.00分"


# --- what is wrong with the rows --------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param(
            project(row("甲", 60), row("乙", 30)),
            "「绩效指标」各行权重合计 90，应为 100，少 10；已按各行权重的比例计分，请更正权重",
            id="short",
        ),
        pytest.param(
            project(row("甲", 60), row("乙", 40.01)),
            "「绩效指标」各行权重合计 100.01，应为 100，多 0.01；"
            "已按各行权重的比例计分，请更正权重",
            id="over by a hundredth",
        ),
        pytest.param(project(row("甲", 33.3), row("乙", 66.7)), None, id="exact in decimals"),
        pytest.param(
            project(row("甲", None), row("乙", 100)),
            "「甲」未填权重，所属指标无法按行计分；请填写 0 以上的权重",
            id="no weight",
        ),
        pytest.param(
            project(row("甲", -10), row("乙", 110)),
            "「甲」的权重应在 0 到 100000 之间（「分值」-10）；请更正",
            id="negative",
        ),
    ],
)
def test_weights_that_cannot_be_meant_are_found_in_their_cells(given, message):
    findings = make_report(scored(by_rows(total=100), given))["departments"][0]["findings"]

    assert [finding["message"] for finding in findings] == ([message] if message else [])
    assert all(finding["severity"] == "error" and finding["cells"] for finding in findings)


def test_rows_that_no_rule_fits_and_rows_that_nobody_asks_for_are_found():
    scores = scored(
        by_rows(DOWN, where='group == "产出"'),
        project(row("甲", group="产出", direction="↑"), row("乙", group="其他")),
    )
    findings = make_report(scores)["departments"][0]["findings"]

    assert [(finding["severity"], finding["message"]) for finding in findings] == [
        ("error", "「甲」没有适用的评判规则（「方向」↑）；请核对这些栏的填写"),
        ("warning", "「绩效指标表」第 2 行不属于任何指标，未计分；请核对指标类别等栏的填写"),
    ]


def test_a_column_that_nobody_submitted_is_told_as_missing():
    ruleset = ruleset_from(document(by_rows()))
    whole = submit(ruleset, project(row("甲", 30)))
    table = whole.tables["targets"]
    held = {name: column for name, column in table.columns.items() if name != "actual"}
    bare = replace(whole, tables={**whole.tables, "targets": replace(table, columns=held)})
    (loss,) = explain(evaluate(compile_plan(ruleset), bare))

    assert [given.field for given in loss.inputs if given.state] == ["targets.actual"]
    assert "未提供「完成值」" in loss.reason


def test_no_row_is_found_fault_with_where_the_table_was_not_submitted():
    ruleset = ruleset_from(document(by_rows()))
    whole = submit(ruleset, project(row("甲", 30)))
    tables = {name: table for name, table in whole.tables.items() if name != "targets"}
    scores = evaluate(compile_plan(ruleset), replace(whole, tables=tables))

    assert [finding.check for finding in find(scores) if "targets" in finding.check] == []
    assert points(scores, "i_rows") == [0]


def test_the_indicator_itself_has_no_sentence_where_each_row_has_its_own():
    method = METHODS["rows"].from_spec(by_rows(), Decimal(10))

    assert method.tell(Telling("绩效指标", nan, {})) == []
