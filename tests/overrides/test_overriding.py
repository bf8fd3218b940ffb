"""What follows from an override: points, dimensions, totals, ranks, and how it is told."""

from decimal import Decimal

import pytest
from bureau import INVALID, leaf, points, totals
from deciding import DECISION, bureau, reviewed

from scoring.errors import OverrideError
from scoring.evaluation import override, reweigh
from scoring.explanation import explain
from scoring.model import Override, Overrides
from scoring.ranking import rank
from scoring.report import make_report


def decided(scores, *entries):
    return override(scores, Overrides(entries))


def entry(department=0, indicator="i_a", points="30", **more):
    told = {"reason": "已核实", "reviewer": "王芳", "date": "2020-03-05", **more}
    return Override(department, indicator, Decimal(points), **told)


def test_dimensions_totals_and_ranks_follow():
    before = bureau()
    after = decided(before, entry())

    assert points(before, "i_a") == [20, 40, 66.67]
    assert points(after, "i_a") == [30, 40, 66.67]
    assert points(after, "work") == [50, 50, 100]
    assert totals(before) == [80, 90, 100]
    assert totals(after) == [90, 90, 100]
    assert rank(before).ranks.tolist() == [3, 2, 1]
    assert rank(after).ranks.tolist() == [2, 2, 1]


def test_the_rules_own_scores_are_kept_beside():
    before = bureau()
    after = decided(before, entry())

    assert after.by_rule is before
    assert points(after.by_rule, "i_a") == [20, 40, 66.67]
    assert after.rates[0].tolist() == [0.75, 1, 1]


def test_later_overrides_take_the_place_of_earlier_ones():
    after = decided(decided(bureau(), entry()), entry(1, "i_b", "20"))

    assert totals(after) == [80, 100, 100]


NEW_WEIGHTS = {"work": 40, "i_a": 20, "i_b": 20, "i_c": 60}


def test_under_other_weights_an_override_keeps_its_share():
    weights = {name: Decimal(w) for name, w in NEW_WEIGHTS.items()}
    after = reweigh(decided(bureau(), entry()), weights)

    assert points(after, "i_a") == [15, 20, 50]
    assert points(after.by_rule, "i_a") == [10, 20, 50]
    assert totals(after)[0] == 95


def test_adjustments_and_vetoes_see_the_reviewers_points():
    given = {
        "adjustments": [{"id": "x", "title": "加分", "points": '1 if points("i_a") >= 30 else 0'}],
        "vetoes": [
            {"id": "v", "title": "限", "when": 'rate("work") < 0.9', "then": {"cap_total": 59.99}}
        ],
    }

    assert totals(bureau(**given)) == [59.99, 59.99, 100]
    assert totals(decided(bureau(**given), entry(), entry(1, "i_b", "20"))) == [59.99, 100, 100]


@pytest.mark.parametrize("figure", [INVALID, 0], ids=["invalid", "undefined"])
def test_a_reviewer_settles_what_bars_from_the_ranking(figure):
    records = [{"department": "甲", "a": 100, "b": figure}, {"department": "乙", "a": 80, "b": 1}]
    tree = [leaf("a", 60), leaf("b", 40, value="100 / b")]
    before = bureau(*records, tree=tree)
    after = decided(before, entry(0, "i_b", "30"))
    (told,) = (d for d in make_report(after)["departments"] if d["department"] == "甲")

    assert before.unranked.tolist() == [True, False]
    assert after.unranked.tolist() == [False, False]
    assert (told["status"], told["status_reasons"], told["total"]) == ("ranked", [], 90)
    assert told["indicators"][1]["note"].endswith(
        "按规则暂不计分、不参加排名；已经复核，按复核得分计"
    )


def test_another_bar_still_holds():
    records = [{"department": "甲", "a": INVALID, "b": INVALID}]
    after = decided(bureau(*records, tree=[leaf("a", 60), leaf("b", 40)]), entry(0, "i_b", "40"))
    (told,) = make_report(after)["departments"]

    assert told["status"] == "unranked"
    assert len(told["status_reasons"]) == 1


def test_rows_that_bar_from_the_ranking_are_settled_as_a_whole():
    rows = {
        "method": "rows",
        "table": "tasks",
        "title": "name",
        "weight": "weight",
        "rules": [
            {
                "value": "finished / planned * 100",
                "score": {"method": "proportional", "target": 100},
            }
        ],
    }
    records = [
        {
            "department": "甲",
            "tasks": [
                {"name": "一", "planned": 0, "finished": 1, "weight": 1},
                {"name": "二", "planned": 2, "finished": 1, "weight": 1},
            ],
        }
    ]
    before = bureau(*records, tree=[{"id": "r", "title": "任务", "weight": 100, "score": rows}])
    after = decided(before, entry(0, "r", "80"))
    (told,) = make_report(after)["departments"]
    (indicator,) = told["indicators"]

    assert (before.unranked[0], after.unranked[0]) == (True, False)
    assert told["status_reasons"] == []
    assert [row["points"] for row in indicator["rows"]] == [0, 25]
    assert indicator["rule_points"] == 25
    of_rows = [d for row in indicator["rows"] for d in row["deductions"]]
    assert of_rows == indicator["rule_deductions"]
    assert [d["points"] for d in indicator["deductions"]] == [20]


# --- how it is told ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh-CN",
            "规则得分 20.00 分（数量按公式「完成值 ÷ 100」计算，得 50%，扣 20.00 分），"
            "经复核得 30.00 分（理由：已核实；复核人：王芳；2020年3月5日），扣 10.00 分",
        ),
        (
            "en",
            '20.00 by the rule (数量: the formula "the value ÷ 100" earns 50%; 20.00 lost),'
            " 30.00 by a reviewer (reason: 已核实; reviewer: 王芳; 5 March 2020); 10.00 lost",
        ),
    ],
)
def test_the_deduction_tells_both_marks_and_who_decided(language, said):
    (deduction,) = explain(decided(bureau(), entry()), slice(0, 1), language)

    assert deduction.reason == said


def test_a_reviewer_may_give_full_marks_and_nothing_is_lost():
    after = decided(bureau(), entry(points="40"))
    told = make_report(after)["departments"]
    indicator = next(d for d in told if d["department"] == "财政局")["indicators"][0]

    assert explain(after, slice(0, 1)) == ()
    assert (indicator["points"], indicator["rule_points"], indicator["deductions"]) == (40, 20, [])
    assert [d["points"] for d in indicator["rule_deductions"]] == [20]


def test_the_report_has_the_override_and_its_file(tmp_path):
    after = reviewed(bureau(), tmp_path, DECISION)
    report = make_report(after)
    (told,) = (d["overrides"] for d in report["departments"] if d["overrides"])

    assert told == [
        {
            "indicator": "i_a",
            "title": "数量",
            "rule_points": 20,
            "points": 30,
            "full_marks": 40,
            "reason": "已补报佐证材料",
            "reviewer": "王芳",
            "date": "2020-03-05",
            "cells": ["复核.csv!C2"],
        }
    ]
    assert [source["path"] for source in report["inputs"]] == ["复核.csv"]


def test_frames_have_the_rules_points_beside():
    after = decided(bureau(), entry())
    tidy, wide, lost = after.to_frame(tidy=True), after.to_frame(), after.deductions()

    assert tidy.query("indicator == 'i_a'").rule_points.tolist() == [20, 40, 66.67]
    assert wide.rule_total.tolist() == [80, 90, 100]
    (found,) = lost.query("indicator == 'i_a'").to_dict("records")
    assert (found["points"], found["rule_points"], found["lost"]) == (30, 20, 10)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry(indicator="i_aa"), "财政局/i_aa：评分规则中没有末级指标「i_aa」。是否应为「i_a」。"),
        (entry(3), "3/i_a：没有第 3 行的部门。请用 0 至 3（不含）之间的行号。"),
        (entry(points="NaN"), "财政局/i_a：复核得分 NaN 小于 0。请填写 0 至 40.00 之间的得分。"),
        (entry(reason=""), "财政局/i_a：没有写明复核理由。请写明为什么调整。"),
    ],
    ids=["indicator", "row", "nan", "reason"],
)
def test_overrides_made_by_hand_are_checked_too(wrong, said):
    with pytest.raises(OverrideError) as caught:
        decided(bureau(), wrong)
    assert str(caught.value) == said
