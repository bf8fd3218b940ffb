"""Weight sets side by side: who stands where, who crosses a line, and why."""

import re
from decimal import Decimal

import pytest
from any_ruleset import departments
from bureau import leaf, ruleset_of, score, submit
from hypothesis import given, settings
from reweighed import pairs

from scoring.errors import RulesetError, WeightError
from scoring.evaluation import evaluate, override
from scoring.export.charts import charts_available
from scoring.model import Override, Overrides
from scoring.plan import compile_plan
from scoring.report import make_report
from scoring.ruleset import ruleset_from
from scoring.tuning.documents import with_weights_written
from scoring.tuning.effects.what_if import what_if
from scoring.tuning.effects.what_if_sheets import render_what_if
from scoring.tuning.sets.making import make_set
from scoring.tuning.sets.reading import parted
from scoring.tuning.sets.weight_set import WeightSet, approved_set, rules_of, to_json

GRADES = [{"title": "优", "at_least": 80}, {"title": "良", "at_least": 0}]
RULES = ruleset_of(
    leaf("a", 50), leaf("b", 30), leaf("c", 20), grades=GRADES, ranking={"within": "peer_group"}
)


def department(name, code, group, *values):
    told = {"department": name, "department_code": code, "peer_group": group}
    return {**told, **dict(zip("abc", values, strict=True))}


RECORDS = (
    department("教育局", "001", "甲", 90, 80, 40),
    department("民政局", "002", "甲", 80, 90, 90),
    department("财政局", "003", "乙", 70, 60, 100),
    department("水利局", "004", "乙", 60, 70, None),
)


def tried(*sets, **keys):
    return what_if(score(RULES, *RECORDS), sets, **keys)


def moved(name, **wanted):
    return make_set(RULES, {n: Decimal(w) for n, w in wanted.items()}, id=name)


FIRST = moved("甲案", i_c=40)
NAMES = ["教育局", "民政局", "财政局", "水利局", "001", "002", "003", "004", "a.csv"]


def of(result, name):
    return next(entry for entry in result["departments"] if entry["department"] == name)


def test_total_rank_and_grade_are_told_before_and_after():
    entry = of(tried(FIRST), "财政局")

    assert entry["before"] == {
        "total": 73.0, "grade": "良", "rank": 1, "overall_rank": 3, "group_rank": 1,
    }  # fmt: skip
    assert entry["trials"][0]["after"] == {
        "total": 79.8, "grade": "良", "rank": 1, "overall_rank": 2, "group_rank": 1,
    }  # fmt: skip
    assert entry["trials"][0]["change"] == 6.8


def test_reasons_are_the_parts_of_the_change():
    for entry in tried(FIRST)["departments"]:
        trial = entry["trials"][0]

        assert round(sum(r["points"] for r in trial["reasons"]), 2) == trial["change"]


def test_who_crosses_a_grade_line_is_named():
    assert tried(moved("乙案", i_c=2))["trials"][0]["crossed"] == [
        {"department": "教育局", "before": "良", "after": "优"}
    ]


def test_sets_stand_side_by_side_with_what_each_does_in_all():
    first, same = tried(FIRST, approved_set(RULES))["trials"]

    assert first["distance"] == {"moved": 20.0, "largest": 20.0, "changed": 3}
    assert first["summary"]["totals_changed"] == 4
    assert first["summary"]["kendall_tau_b"] == 1
    assert same["summary"]["moved"] == 0
    assert same["distance"]["moved"] == 0


def test_farthest_move_in_rank_is_named():
    swapped = tried(moved("丙案", i_a=90, i_c=1))["trials"][0]

    assert swapped["summary"]["largest_rank_change"] == {
        "department": "教育局", "before": 2, "after": 1,
    }  # fmt: skip
    assert swapped["summary"]["kendall_tau_b"] == 0
    assert of(tried(moved("丙案", i_a=90, i_c=1)), "教育局")["trials"][0]["rank_change"] == 1


def test_weights_beyond_the_bounds_are_told():
    ruleset = ruleset_of(leaf("a", 50, tune={"max": 55}), leaf("b", 50))
    made = WeightSet("甲", rules_of(ruleset), {"i_a": Decimal(60), "i_b": Decimal(40)})

    told = what_if(score(ruleset, {"a": 1, "b": 2}), [made])

    assert told["trials"][0]["beyond_bounds"] == ["「a」权重 60 高于上限 55"]
    assert "超出评分规则允许的范围" in render_what_if(told, "text")


def test_sets_there_are_none_of_or_of_other_rules_are_refused():
    with pytest.raises(WeightError, match="没有给出权重方案"):
        tried()
    with pytest.raises(WeightError, match="没有名为「i_x」的指标"):
        tried(WeightSet("他案", rules_of(RULES), {"i_x": Decimal(1)}))


def test_two_sets_of_one_id_are_refused():
    with pytest.raises(WeightError, match="方案「甲案」给了不止一次"):
        tried(FIRST, FIRST)
    with pytest.raises(WeightError, match="标识「甲案」用了不止一次"):
        tried(FIRST, moved("甲案", i_c=30))


@pytest.mark.parametrize("ties", ["ordinal", "dense"])
def test_ranks_beside_the_rulesets_own_count_equals_as_it_does(ties):
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40), ranking={"within": None, "ties": ties})
    places = zip("丁丙乙甲", "一一二二", (9, 9, 9, 1), strict=True)
    records = [department(n, n, g, 50, v, 0) for n, g, v in places]
    made = make_set(ruleset, {"i_a": Decimal(50)}, id="甲")

    for entry in what_if(score(ruleset, *records), [made])["departments"]:
        assert entry["before"]["overall_rank"] == entry["before"]["rank"]


def test_groups_are_those_that_the_ruleset_ranks_within():
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40), ranking={"within": "level"})
    records = [
        {"department": n, "level": g, "a": 50, "b": 1} for n, g in zip("丁丙", "好差", strict=True)
    ]
    made = make_set(ruleset, {"i_a": Decimal(50)}, id="甲")

    told = what_if(score(ruleset, *records), [made])

    assert {e["department"]: e["peer_group"] for e in told["departments"]} == {
        "丁": "好",
        "丙": "差",
    }
    assert {e["before"]["group_rank"] for e in told["departments"]} == {1}


def test_departments_stand_group_by_group_with_their_ranks_in_it_and_among_all():
    text = render_what_if(tried(FIRST), "text")

    assert "部门           同类组  现行总分  名次  全体" in text
    assert text.index("财政局（003）") < text.index("教育局（001）")
    assert text.index("财政局（003）：") < text.index("教育局（001）：")


def test_how_many_more_move_is_told_below_the_reasons(monkeypatch):
    monkeypatch.setattr("scoring.tuning.effects.what_if_page.SHOWN", 1)

    assert "另有 3 个有变动的部门没有列出" in render_what_if(tried(FIRST), "text")
    assert "另有" not in render_what_if(tried(FIRST), "text", details=True)


def test_weights_are_shown_as_deep_as_they_lie():
    inner = {"id": "one", "title": "一", "weight": 60, "children": [leaf("a", 20), leaf("b", 40)]}
    ruleset = ruleset_of(inner, leaf("c", 40))
    made = make_set(ruleset, {"i_c": Decimal(46)}, id="甲")
    text = render_what_if(what_if(score(ruleset, {"a": 1, "b": 1, "c": 1}), [made]), "text")

    assert "\n· a " in text
    assert "\nc " in text


@settings(max_examples=20, deadline=None)
@given(pairs(), departments())
def test_departments_stand_where_the_changed_ruleset_puts_them(pair, records):
    document, weights, profiles = pair
    plan = compile_plan(ruleset_from(document))
    scores = evaluate(plan, submit(plan.ruleset, *records))
    made = WeightSet("甲", rules_of(plan.ruleset), weights, profiles=profiles)
    try:
        changed = ruleset_from(with_weights_written(document, weights, profiles))
    except RulesetError:
        return

    told = what_if(scores, [made])

    report = make_report(evaluate(compile_plan(changed), submit(changed, *records)))
    again = {entry["department"]: entry for entry in report["departments"]}
    for entry in told["departments"]:
        after = entry["trials"][0]["after"]
        for key in ("total", "rank", "grade"):
            assert after[key] == again[entry["department"]][key]


FORMATS = ["text", "markdown", "html", "csv", "json", "xlsx", *["svg"] * charts_available()]


@pytest.mark.parametrize("format_", FORMATS)
def test_result_is_told_in_every_format_the_same_each_time(format_):
    told = render_what_if(tried(FIRST, moved("乙案", i_c=2)), format_)

    assert told
    assert told == render_what_if(tried(FIRST, moved("乙案", i_c=2)), format_)


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "xlsx"])
def test_blind_results_hold_no_name(format_):
    swapped = moved("丙案", i_a=90, i_c=1)
    told = render_what_if(tried(swapped, is_blind=True), format_, details=True)
    text = told.decode() if isinstance(told, bytes) else told

    assert re.search("部门[1-4]", text)
    assert not [name for name in NAMES if name in text]


def test_blindness_moves_nobody():
    seen, blind = (tried(FIRST, is_blind=is_blind)["departments"] for is_blind in (False, True))

    assert [e["before"] for e in seen] == [e["before"] for e in blind]


def test_small_reasons_are_one_sum_without_details():
    many = ruleset_of(*(leaf(f"{n}", 10, value="a") for n in "abcdnefghi"[:5]), leaf("limit", 50))
    made = make_set(many, {"i_limit": Decimal(40)}, id="甲")
    told = what_if(score(many, {"a": 100, "limit": 50}), [made])

    assert "其余 2 项 +4.00" in render_what_if(told, "text")
    assert "其余" not in render_what_if(told, "text", details=True)


def test_sets_are_told_from_submissions(tmp_path):
    made, data = tmp_path / "甲.json", tmp_path / "数据.json"
    made.write_text(to_json(FIRST), encoding="utf-8")
    data.write_text('[{"department": "教育局"}]', encoding="utf-8")

    assert parted([str(data), str(made)]) == ([str(data)], [str(made)])
    assert parted([str(data)], ["乙.json"]) == ([str(data)], ["乙.json"])
    with pytest.raises(WeightError, match="没有给出权重方案"):
        parted([str(data)])
    with pytest.raises(WeightError, match="没有这个文件"):
        parted([str(data), str(tmp_path / "乙.json")])
    with pytest.raises(WeightError, match="没有给出报送数据"):
        parted([str(made)])


def test_overrides_keep_their_share_as_scoring_with_the_edition_and_that_share_gives():
    def decided(scores, points):
        told = {"reason": "佐证", "reviewer": "王", "date": "2026-03-01"}
        return override(scores, Overrides((Override(0, "i_a", Decimal(points), **told),)))

    made = moved("甲案", i_a=60, i_b=20)
    edition = ruleset_from(with_weights_written(RULES.document, made.weights))

    told = what_if(decided(score(RULES, *RECORDS), 40), [made])

    again = make_report(decided(score(edition, *RECORDS), 48))["departments"]
    assert {e["department"]: e["trials"][0]["after"]["total"] for e in told["departments"]} == {
        e["department"]: e["total"] for e in again
    }
