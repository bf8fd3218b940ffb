"""Two years compared: every change split into performance and rules, to the cent."""

from decimal import Decimal

import numpy as np
import pytest
from any_ruleset import departments, documents
from bureau import COVER, leaf, ruleset_of, submit
from hypothesis import given, settings
from reweighed import pairs

from scoring.errors import RulesetError, SubmissionError
from scoring.export.charts import charts_available
from scoring.ruleset import ruleset_from
from scoring.tuning.documents import with_weights_written
from scoring.tuning.effects.splitting import int_halves
from scoring.tuning.effects.years import compare_years
from scoring.tuning.effects.years_page import render_years

OLD = ruleset_of(leaf("a", 60), leaf("b", 40))
NEW = ruleset_of(leaf("a", 40), leaf("b", 60), edition="2")
BEFORE = ({"department": "教育局", "a": 80, "b": 50}, {"department": "民政局", "a": 90, "b": 90})
AFTER = ({"department": "民政局", "a": 70, "b": 95}, {"department": "教育局", "a": 90, "b": 50})


def compared(old=OLD, new=NEW, before=BEFORE, after=AFTER, **keys):
    data = tuple(tuple(submit(r, *records) for r in (old, new)) for records in (before, after))
    return compare_years(old, new, data, **keys)


def of(result, name):
    return next(entry for entry in result["departments"] if entry["department"] == name)


def test_both_rules_are_applied_to_both_years():
    entry = of(compared(), "教育局")

    totals = [entry[key]["total"] for key in ("old", "new_data", "new_rules", "new")]
    assert totals == [68, 74, 62, 66]


def test_change_is_performance_plus_rules():
    entry = of(compared(), "教育局")

    assert (entry["change"], entry["performance"], entry["rules"]) == (-2, 5, -7)
    assert entry["reasons"] == [
        {"id": "i_a", "title": "a", "performance": 5, "rules": -17},
        {"id": "i_b", "title": "b", "performance": 0, "rules": 10},
    ]


def test_the_same_data_owe_nothing_to_performance_and_the_same_rules_nothing_to_rules():
    same_data = of(compared(after=BEFORE), "教育局")
    same_rules = of(compared(new=OLD), "教育局")

    assert (same_data["performance"], same_data["rules"]) == (0, -6)
    assert (same_rules["performance"], same_rules["rules"]) == (6, 0)


def test_an_indicator_that_came_or_went_is_a_matter_of_rules():
    new = ruleset_of(leaf("a", 60), leaf("c", 40, title="新指标"), edition="2")
    entry = of(compared(new=new, after=({**AFTER[1], "c": 100},)), "教育局")

    titles = {reason["title"]: reason["rules"] for reason in entry["reasons"]}
    assert titles["新指标（新增）"] == 20
    assert titles["b（删去）"] == -20
    assert round(entry["performance"] + entry["rules"], 2) == entry["change"]


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        pytest.param([("001", "教育局")], [("001", "教体局")], 1, id="renamed: the code tells"),
        pytest.param([("", "教育局")], [("001", "教育局")], 1, id="by name where one has no code"),
        pytest.param([("001", "教育局")], [("002", "教育局")], 0, id="another code is another"),
        pytest.param([("001", "教育局")], [("003", "民政局")], 0, id="nobody in both years"),
    ],
)
def test_departments_are_the_same_by_code_else_by_name(before, after, both):
    def records(named):
        return [
            {"department": name, "department_code": code or None, "a": 1, "b": 1}
            for code, name in named
        ]

    told = compared(before=records(before), after=records(after))

    assert told["summary"]["departments"] == both
    assert told["summary"]["only_old"] == told["summary"]["only_new"] == 1 - both
    assert render_years(told, "text")


def test_a_department_twice_in_a_year_is_refused():
    with pytest.raises(SubmissionError, match="「教育局」在同一年的数据中不止一次"):
        compared(before=(BEFORE[0], BEFORE[0]))


@settings(max_examples=12, deadline=None)
@given(pairs(), departments(), departments())
def test_parts_add_up_to_the_cent(pair, before, after):
    document, weights, profiles = pair
    old = ruleset_from(document)
    try:
        new = ruleset_from(with_weights_written(document, weights, profiles))
    except RulesetError:
        return
    assert_adds_up(compared(old, new, before, after))


@settings(max_examples=15, deadline=None)
@given(documents(), documents(), departments(), departments())
def test_parts_add_up_whatever_the_rules_were(one, other, before, after):
    assert_adds_up(compared(ruleset_from(one), ruleset_from(other), before, after))


def assert_adds_up(result):
    unit = 10 ** result["decimals"]
    for entry in result["departments"]:
        marks = {key: round(entry[key] * unit) for key in ("change", "performance", "rules")}
        totals = [round(entry[key]["total"] * unit) for key in ("old", "new")]

        assert marks["change"] == totals[1] - totals[0]
        assert marks["performance"] + marks["rules"] == marks["change"]
        for key in ("performance", "rules"):
            assert sum(round(r[key] * unit) for r in entry["reasons"]) == marks[key]


def test_means_add_up_as_they_are_told():
    before, after = (
        [{"department": name, "a": a, "b": b} for name, (a, b) in zip("甲乙丙", year, strict=True)]
        for year in (((70, 29), (44, 29), (86, 28)), ((97, 58), (37, 2), (53, 71)))
    )
    summary = compared(before=before, after=after)["summary"]
    change, performance, rules = (
        Decimal(str(summary[f"mean_{key}"])) for key in ("change", "performance", "rules")
    )

    assert change == performance + rules


@pytest.mark.parametrize(
    "sums", [[[3], [3], [1]], [[-3], [1], [0]], [[1], [0], [0]], [[2], [4], [6]]]
)
def test_halves_are_whole_and_add_up(sums):
    given, total = np.array(sums), sum(row[0] for row in sums)

    up, down = int_halves(given, up=True), int_halves(given, up=False)

    assert (up.sum(), down.sum()) == (-(-total // 2), total // 2)
    assert np.abs(up * 2 - given).max() <= 1
    assert np.abs(down * 2 - given).max() <= 1


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "csv", "json", "xlsx"])
def test_comparison_is_told_in_every_format_the_same_each_time(format_):
    assert render_years(compared(), format_) == render_years(compared(), format_)


def test_blind_comparison_names_nobody():
    told = render_years(compared(is_blind=True), "json")

    assert "教育局" not in told
    assert "部门1" in told


def test_what_only_one_of_the_rules_asks_for_is_told():
    new = ruleset_of(
        leaf("x", 100), edition="2", fields={"x": {"title": "新字段", "type": "number"}}
    )
    told = compared(new=new, before=({"department": "教育局"},), after=({"department": "教育局"},))

    assert any("只有新规则使用的字段：新字段" in f["message"] for f in told["findings"])


def test_weights_alone_split_as_the_weights_say():
    changed = ruleset_of(leaf("a", 50), leaf("b", 50), edition="2")
    entry = of(compared(new=changed), "教育局")

    assert Decimal(str(entry["rules"])) == Decimal("-3.5")
    assert entry["performance"] == 5.5


GROUPED = {"peer_group": "甲"}, {"peer_group": "乙"}


def test_departments_stand_in_their_group_and_among_all():
    keys = {"ranking": {"within": "peer_group"}}
    old, new = (ruleset_of(leaf("a", 60), leaf("b", 40), edition=e, **keys) for e in "12")
    before = [{**record, **group} for record, group in zip(BEFORE, GROUPED, strict=True)]
    after = [{**record, **group} for record, group in zip(AFTER, GROUPED[::-1], strict=True)]
    result = compared(old, new, before, after)
    entry = of(result, "教育局")

    ranks = [entry["old"][key] for key in ("rank", "overall_rank", "group_rank")]
    assert (entry["peer_group"], ranks) == ("甲", [1, 2, 1])
    assert "同类组  旧总分  新总分" in render_years(result, "text")


@pytest.mark.parametrize("format_", ["svg"] * charts_available())
def test_ranks_of_both_years_are_drawn(format_):
    drawn = render_years(compared(after=(*AFTER[1:], {**AFTER[0], "a": 5})), format_)

    assert "旧名次" in drawn
    assert "从旧年度到新年度的名次" in drawn


def test_fields_of_one_ruleset_are_told_once_with_the_years_that_lack_them():
    extra = {name: {"title": name, "type": "number"} for name in ("甲", "乙")}
    new = ruleset_of(leaf("a", 100), fields={**COVER["fields"], **extra}, edition="2")
    after = [{**record, "甲": 1} for record in AFTER]

    assert [f["message"] for f in compared(new=new, after=after)["findings"]] == [
        "只有新规则使用的字段：甲、乙；其中旧年度数据均未提供、新年度数据未提供：乙"
    ]


@pytest.fixture
def reviewed(tmp_path):
    path = tmp_path / "复核.csv"
    path.write_text(
        "部门,指标,复核得分,理由,复核人,日期\n教育局,a,30,佐证,王,2026-03-01\n", "utf-8"
    )
    return path


def test_overrides_hold_in_their_year_and_keep_their_share_by_the_other_rules(reviewed):
    entry = of(compared(overrides=(reviewed, None)), "教育局")

    totals = [entry[key]["total"] for key in ("old", "new_data", "new_rules", "new")]
    assert totals == [50, 74, 50, 66]
    assert entry["performance"] + entry["rules"] == entry["change"] == 16


def test_overrides_of_the_new_year_are_of_the_new_rules(reviewed):
    result = compared(overrides=(None, reviewed))
    entry = of(result, "教育局")

    totals = [entry[key]["total"] for key in ("old", "new_data", "new_rules", "new")]
    assert totals == [68, 65, 62, 60]
    assert [source["path"] for source in result["inputs"]] == ["复核.csv"]


def test_overrides_of_what_the_other_rules_lack_are_left_out(reviewed):
    new = ruleset_of(leaf("b", 100), edition="2")

    assert of(compared(new=new, overrides=(reviewed, None)), "教育局")["new_rules"]["total"] == 50
