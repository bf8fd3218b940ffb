"""How sure ranks are: what holds for any seed, and what a reader is told."""

import json
from io import BytesIO

import numpy as np
import pytest
from bureau import leaf, ruleset_of, score
from python_calamine import CalamineWorkbook

from scoring.errors import SubmissionError, WeightError
from scoring.tuning import ensemble
from scoring.tuning.ensemble import ensemble_of, stand
from scoring.tuning.sensitivity import Recipe, sensitivity
from scoring.tuning.sensitivity.formats import picture, render_sensitivity
from scoring.tuning.sensitivity.recipe import draw

RULES = ruleset_of(
    leaf("a", 40),
    leaf("b", 35),
    leaf("c", 25, {"method": "proportional", "target": "limit_c"}),
    parameters={"limit_c": {"value": 90, "title": "目标"}},
    grades=[{"title": "优", "at_least": 80}, {"title": "差", "at_least": 0}],
)
FIGURES = [(95, 70, 60), (70, 95, 60), (80, 80, 80), (81, 79, 80), (50, 40, 30), (80, 80, 80)]
RECORDS = [
    {"department": f"部门{n}", "a": a, "b": b, "c": c} for n, (a, b, c) in enumerate(FIGURES)
]
RECIPE = Recipe(draws=500, seed=3)


def assess(records=RECORDS, rules=RULES, recipe=RECIPE, **keys):
    return sensitivity(score(rules, *records), recipe, **keys)


def sheets_of(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def by_name(told):
    return {entry["department"]: entry for entry in told["departments"]}


def test_the_same_seed_tells_the_same_to_the_byte():
    first, again = (json.dumps(assess(), ensure_ascii=False) for _ in range(2))

    assert first == again
    assert first != json.dumps(assess(recipe=Recipe(draws=500, seed=4)), ensure_ascii=False)


def test_the_order_of_departments_changes_nothing():
    forward, backward = by_name(assess()), by_name(assess(RECORDS[::-1]))

    assert forward == backward


def test_the_size_of_blocks_changes_nothing(monkeypatch):
    whole = assess()
    for name, size in (("_STRIDE", 7), ("_CELLS", 12), ("_FEWEST", 1), ("_TEAM", 2)):
        monkeypatch.setattr(ensemble, name, size)

    assert assess() == whole


def test_the_shares_of_ranks_of_grades_and_of_pairs_add_up():
    told = assess(asked=[(0, 1)])

    for entry in told["departments"]:
        assert sum(share for _, share in entry["ranks"]) == pytest.approx(1, abs=1e-12)
        assert (entry["rarer"], entry["unranked"]) == (pytest.approx(0, abs=1e-12), 0)
        assert sum(entry["grades"].values()) == pytest.approx(1)
    for pair in (*told["asked"], *told["close"]):
        assert sum(pair[key] for key in ("ahead", "equal", "behind")) == pytest.approx(1, abs=1e-12)


def test_of_a_great_group_rare_ranks_are_told_together(monkeypatch):
    whole = by_name(assess())["部门0"]
    monkeypatch.setattr("scoring.tuning.sensitivity._MANY", 1)
    monkeypatch.setattr("scoring.tuning.sensitivity._RAREST", 0.4)

    entry = by_name(assess())["部门0"]

    assert entry["ranks"] == [each for each in whole["ranks"] if each[1] > 0.4]
    assert sum(share for _, share in entry["ranks"]) + entry["rarer"] == pytest.approx(1)
    assert 0 < entry["rarer"] < 1


def test_an_interval_holds_the_median_and_the_totals_hold_the_mean():
    for entry in assess()["departments"]:
        low, median, high = (entry["interval"][key] for key in ("low", "median", "high"))
        assert 1 <= low <= median <= high <= entry["rank_of"]
        assert entry["lowest_total"] <= entry["mean_total"] <= entry["highest_total"]


def test_departments_with_equal_rates_tie_in_every_draw():
    told = assess(asked=[(2, 5)])

    assert told["asked"] == [
        {"first": "部门2", "second": "部门5", "ahead": 0.0, "equal": 1.0, "behind": 0.0}
    ]
    assert by_name(told)["部门2"]["interval"] == by_name(told)["部门5"]["interval"]


def test_who_is_worse_at_everything_is_last_in_every_draw():
    assert by_name(assess())["部门4"]["interval"] == {"low": 6, "median": 6, "high": 6}


def test_who_is_ahead_by_a_weight_alone_is_too_close_to_call():
    close = {(pair["first"], pair["second"]) for pair in assess()["close"]}

    assert ("部门0", "部门1") in close or ("部门1", "部门0") in close


def test_every_pair_of_a_group_is_compared_and_told_where_it_is_close():
    records = [{"department": f"d{n:02}", "a": 80 + n % 3, "b": 81 - n % 2} for n in range(12)]
    told = assess(records, ruleset_of(leaf("a", 50), leaf("b", 50)), Recipe(draws=100))
    asked = [(a, b) for a in range(12) for b in range(a)]
    every = assess(
        records, ruleset_of(leaf("a", 50), leaf("b", 50)), Recipe(draws=100), asked=asked
    )

    close = [p for p in every["asked"] if max(p["ahead"], p["equal"], p["behind"]) < 0.95]
    assert told["compared_within"] is None
    assert {frozenset((p["first"], p["second"])) for p in told["close"]} == {
        frozenset((p["first"], p["second"])) for p in close
    }


def test_in_a_great_group_it_is_said_how_far_apart_pairs_are_compared(monkeypatch):
    monkeypatch.setattr("scoring.tuning.duels._PAIRS", 12)
    monkeypatch.setattr("scoring.tuning.duels._LEAST", 1)

    told = assess()

    assert told["compared_within"] == 2
    assert "每个部门只同其后 2 名以内的部门比较" in render_sensitivity(told, "text")


BARRED = {"id": "v", "title": "v", "when": 'points("i_a") < 20', "then": {"unranked": True}}
BY_A = [{"department": f"d{n}", "a": a, "b": 99 - n} for n, a in enumerate((49, 51, 49, 80, 51))]


def test_whom_a_draw_takes_out_of_the_ranking_or_brings_in_is_counted_as_such():
    rules = ruleset_of(leaf("a", 40), leaf("b", 60), vetoes=[BARRED])
    scores, recipe = score(rules, *BY_A), Recipe(draws=200)
    drawn = draw(recipe.units(scores.plan), recipe)
    ranks = np.concatenate([some.ranks for some in stand(ensemble_of(scores), drawn)])

    told = sensitivity(scores, recipe, asked=[(1, 3), (1, 4)])

    assert {*by_name(told)} == {"d1", "d3", "d4"}
    for name, entry in by_name(told).items():
        own = ranks[:, int(name[1])]
        assert entry["unranked"] == (own == 0).mean()
        assert dict(entry["ranks"]) == {
            place: (own == place).mean() for place in {*own.tolist()} - {0}
        }
        ordered = sorted(place or 5 for place in own.tolist())
        assert [*entry["interval"].values()] == [ordered[n] for n in (9, 99, 189)]
    assert 0 < by_name(told)["d1"]["unranked"] < 1
    with_d3 = told["asked"][0]
    assert with_d3["ahead"] == ((ranks[:, 1] > 0) & (ranks[:, 1] < ranks[:, 3])).mean()
    assert "2 个部门未参加排名，不在表中" in told["notes"]
    assert "2 个部门在部分抽取中不参加排名" in render_sensitivity(told, "text")
    head, first, *_ = sheets_of(render_sensitivity(told, "xlsx"))["名次区间"]
    assert first[head.index("未参加排名")] == by_name(told)[first[0]]["unranked"]


def test_names_that_are_hidden_change_no_figure():
    rules = ruleset_of(leaf("a", 40), leaf("b", 60), ranking={"ties": "ordinal"})
    records = [{"department": f"局{n}", "a": 80 + n % 2 * 10, "b": 90} for n in range(8)]

    seen, blind = assess(records, rules), assess(records, rules, is_blind=True)

    assert blind["tornado"] == seen["tornado"]
    assert blind["left_out"] == seen["left_out"]
    assert [e["interval"] for e in blind["departments"]] == [
        e["interval"] for e in seen["departments"]
    ]
    assert "局" not in json.dumps(blind["departments"], ensure_ascii=False)


def test_namesakes_are_told_apart_by_their_codes():
    records = [
        {"department": "甲局", "department_code": code, "a": a, "b": 100 - a}
        for code, a in (("001", 60), ("002", 40))
    ]

    told = assess(records, ruleset_of(leaf("a", 50), leaf("b", 50)), asked=[(0, 1)])

    assert told["asked"][0]["first"] == "甲局（001）"
    assert told["asked"][0]["second"] == "甲局（002）"


def test_departments_of_different_groups_or_without_a_rank_cannot_be_compared():
    rules = ruleset_of(
        leaf("a", 40, missing="unranked"), leaf("b", 60), ranking={"within": "peer_group"}
    )
    figures = [("甲组", 80), ("乙组", 90), ("甲组", None)]
    records = [
        {"department": f"d{n}", "peer_group": group, "a": a, "b": 50}
        for n, (group, a) in enumerate(figures)
    ]

    for pair, problem in (((0, 1), "不在同一组内排名"), ((0, 2), "未参加排名"), ((0, 9), "未参加")):
        with pytest.raises(SubmissionError, match=problem):
            assess(records, rules, asked=[pair])


@pytest.mark.parametrize(
    "recipe",
    [
        {"draws": 0},
        {"draws": 2.5},
        {"by": "x"},
        {"spread": 0},
        {"spread": 1.2},
        {"spread": float("nan")},
        {"sureness": 0},
        {"sureness": float("inf")},
        {"seed": -1},
    ],
)
def test_a_recipe_that_cannot_be_drawn_by_is_refused(recipe):
    with pytest.raises(WeightError, match="^" + next(iter(recipe))):
        Recipe(**recipe)


@pytest.mark.parametrize("keys", [{"points": 0}, {"points": float("nan")}, {"share": 0}])
def test_changes_of_nothing_are_refused(keys):
    with pytest.raises(WeightError, match="^" + next(iter(keys))):
        assess(**keys)


def test_points_are_told_as_the_relative_weights_that_they_come_to():
    told = assess(rules=ruleset_of(leaf("a", 2), leaf("b", 3), leaf("c", 5), weights="relative"))

    assert [(c["before"], c["after"]) for c in told["tornado"][:2]] == [(2, 1.8), (2, 2.2)]
    assert "权重按比例写：增减的分值已折算成所写的权重" in told["notes"]


def test_what_only_steps_forbid_is_told_to_compare():
    stepping = [leaf(name, 50, tune={"step": 5}) for name in ("a", "b")]
    told = assess(rules=ruleset_of(*stepping))

    assert [c["off_step"] for c in told["tornado"]] == [True] * 4
    assert told["tornado"][0]["moves"] is not None
    assert "其中 4 项不在设定的步长上，只供比较" in render_sensitivity(told, "text")


def test_a_parameter_is_moved_to_the_figure_told():
    passing = {"method": "condition", "when": "a == p"}
    rules = ruleset_of(leaf("a", 40, passing), leaf("b", 60), parameters={"p": {"value": 1.1}})

    told = assess([{"department": "d", "a": 1.21, "b": 50}], rules)

    assert told["thresholds"][1]["after"] == 1.21
    assert told["thresholds"][1]["largest_change"] == 40


def test_a_department_alone_in_its_group_is_said_to_be():
    told = assess(RECORDS[:1])

    assert told["notes"] == ["各组只有 1 个部门参加排名，名次无从变动"]


def test_locked_weights_leave_every_rank_where_it_is():
    locked = [leaf(name, w, tune={"lock": True}) for name, w in (("a", 40), ("b", 35), ("c", 25))]
    told = assess(rules=ruleset_of(*locked))

    assert all(len(entry["ranks"]) == 1 for entry in told["departments"])
    assert {change["moves"] for change in told["tornado"]} == {None}
    assert all(change["refusal"] for change in told["tornado"])


def test_one_thing_at_a_time_is_told_with_what_it_moves():
    told = assess()

    assert [(c["id"], c["before"], c["after"]) for c in told["tornado"][:2]] == [
        ("i_a", 40, 38),
        ("i_a", 40, 42),
    ]
    assert [c["id"] for c in told["left_out"]] == ["i_a", "i_b", "i_c"]
    assert [(c["title"], c["after"]) for c in told["thresholds"]] == [("目标", 81), ("目标", 99)]
    assert told["thresholds"][0]["largest_change"] == pytest.approx(
        25 * (80 / 81 - 80 / 90), abs=0.02
    )


def test_the_only_indicator_cannot_be_left_out():
    assert assess(rules=ruleset_of(leaf("a", 100)))["left_out"] == []


def test_nobody_ranked_is_told_as_such():
    told = assess([{"department": "甲", "a": None}], ruleset_of(leaf("a", 100, missing="unranked")))

    assert told["departments"] == []
    assert "没有参加排名的部门" in render_sensitivity(told, "text")


def test_what_does_not_move_is_said():
    locked = [leaf(name, 50, tune={"lock": True}) for name in ("a", "b")]
    told = assess(rules=ruleset_of(*locked))

    assert told["notes"] == ["各权重均已锁定，或没有可以分担的同伴，抽取中没有一个权重变动"]


def test_weights_that_a_profile_states_are_said_to_stay():
    profiles = {"小型": {"when": "a < 60", "weights": {"i_a": 30, "i_b": 45}}}
    told = assess(rules=ruleset_of(leaf("a", 40), leaf("b", 35), leaf("c", 25), profiles=profiles))

    assert told["notes"][0].startswith("1 个部门适用权重方案「小型」：方案中写明的 2 项权重不随")


def test_a_ruleset_without_bounds_is_said_to_have_none():
    told = assess(rules=ruleset_of(leaf("a", 60), leaf("b", 40)), recipe=Recipe(by="bounds"))

    assert told["notes"][0].startswith("评分规则没有设定权重的上下限")


def test_the_tornado_is_drawn_with_each_weight_once():
    drawn = render_sensitivity(assess(), "svg", shown="tornado")

    assert drawn.count(">a<") == 1
    assert "减分" in drawn


def test_the_workbook_tells_how_weights_were_drawn():
    sheet = dict(sheets_of(render_sensitivity(assess(), "xlsx"))["来历"])

    assert sheet["权重抽取方式"] == assess()["recipe"]["told"]
    assert sheet["随机种子"] == "3"


def test_draws_around_the_weights_that_bounds_do_not_admit_are_refused():
    tight = [leaf(n, 50, tune={"min": 49.99, "max": 50.01}) for n in ("a", "b")]

    with pytest.raises(Exception, match="几乎抽不到"):
        assess(rules=ruleset_of(*tight), recipe=Recipe(by="around", draws=10, sureness=2))


@pytest.mark.parametrize("by", ["spread", "bounds", "around"])
def test_every_way_of_drawing_is_told_in_words(by):
    told = assess(recipe=Recipe(by=by, draws=20), language="en")

    assert told["recipe"]["told"].startswith(("each weight", "Dirichlet"))


@pytest.mark.parametrize("name", ["text", "markdown", "html", "csv", "json", "xlsx", "svg"])
def test_every_format_tells_the_departments(name):
    content = render_sensitivity(assess(), name)

    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    assert name == "xlsx" or "部门3" in text


def test_a_page_for_the_browser_holds_the_pictures():
    drawn = render_sensitivity(assess(), "html")

    assert drawn.count("<svg ") == 2
    assert drawn.index("<svg ") < drawn.index("名次区间（6 个部门）")
    assert "<figcaption><strong>各权重增减 2 分</strong>" in drawn


def test_a_page_says_how_to_have_pictures_where_nothing_can_draw(monkeypatch):
    monkeypatch.setattr("scoring.export.outputs.charts_available", lambda: False)

    drawn = render_sensitivity(assess(), "html")

    assert "<svg " not in drawn
    assert "没有安装画图组件" in drawn


def test_of_many_departments_those_with_the_widest_intervals_are_drawn():
    told = assess()

    drawn = picture(told, 2)

    widest = sorted(told["departments"], key=lambda e: e["interval"]["low"] - e["interval"]["high"])
    assert [drawn.count(f">{e['department']}<") for e in widest] == [1, 1, 0, 0, 0, 0]
    assert "只画区间最宽的 2 个部门" in drawn


def test_ranks_within_groups_are_drawn_group_by_group():
    records = [{**one, "peer_group": "乙甲"[n % 2]} for n, one in enumerate(RECORDS)]
    rules = ruleset_of(leaf("a", 60), leaf("b", 40), ranking={"within": "peer_group"})

    told = assess(records, rules)
    drawn = picture(told)

    shown = [
        {name for name in ("乙：排名", "甲：排名", *by_name(told)) if f">{name}<" in part}
        for part in drawn.split("<svg y=")[1:]
    ]
    assert sorted(map(sorted, shown)) == [
        ["乙：排名", "部门0", "部门2", "部门4"],
        ["甲：排名", "部门1", "部门3", "部门5"],
    ]


def test_every_rank_that_was_had_is_told_with_details():
    told = assess()
    entry = told["departments"][0]

    text = render_sensitivity(told, "text", details=True)

    line = next(line for line in text.splitlines() if line.startswith(f"{entry['department']}："))
    assert line.count("第 ") == len(entry["ranks"]) > 1
