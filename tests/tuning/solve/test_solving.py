"""Weights that meet targets: scored anew, within the bounds, nearest to today's, or none."""

import numpy as np
import pytest
from bureau import leaf, ruleset_of, score
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring.errors import WeightError
from scoring.evaluation import reweigh
from scoring.ranking import rank
from scoring.tuning.sets.fitting import bound_messages, complete, sum_problems
from scoring.tuning.solve.asked import targets_from
from scoring.tuning.solve.solution import solve_weights
from scoring.tuning.solve.swapping import swapped
from scoring.tuning.solve.targets import AtLeast, Before, Influence, Most, influence_of, shortfall

GRADES = [{"title": "优", "at_least": 55}, {"title": "良", "at_least": 0}]
RULES = ruleset_of(
    {
        "id": "branch", "title": "产出", "weight": 70, "tune": {"max": 80},
        "children": [leaf("a", 40, tune={"min": 25}), leaf("b", 30, tune={"step": 5})],
    },
    leaf("c", 20),
    leaf("d", 10, tune={"lock": True}),
    grades=GRADES,
)  # fmt: skip
RECORDS = (
    {"department": "甲", "a": 80, "b": 60, "c": 20, "d": 50},
    {"department": "乙", "a": 60, "b": 60, "c": 60, "d": 50},
    {"department": "丙", "a": 10, "b": 20, "c": 90, "d": 50},
    {"department": "丁", "a": 10, "b": 10, "c": 10, "d": 40},
)
NAMES = [record["department"] for record in RECORDS]
law = settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))


def find(name):
    return NAMES.index(name)


def asked(scores, *wanted, most=(), influence=()):
    return targets_from(scores, wanted, most, influence, find)


def solved(*wanted, most=(), influence=(), **keys):
    scores = score(RULES, *RECORDS)
    return solve_weights(scores, asked(scores, *wanted, most=most, influence=influence), **keys)


def changes(solution):
    return {entry["id"]: entry["change"] for entry in solution.result["changes"]}


def test_the_smallest_change_that_swaps_two_is_found():
    # Both have 59; a point from a to c brings 乙 0.6 ahead, and 0.01 is enough.
    found = solved("乙>甲")

    assert found.result["smallest"] == pytest.approx(2 * 0.01 / 0.6, rel=1e-3)
    assert changes(found) == {"i_a": -1, "i_c": 1}
    assert found.result["targets"] == [
        {"target": "「乙」排在「甲」之前", "met_before": False, "met_after": True}
    ]


def test_swapping_asks_that_who_is_behind_goes_ahead():
    scores = score(RULES, *RECORDS)

    assert swapped(scores, 0, 2) == swapped(scores, 2, 0) == Before(2, 0, ("丙", "甲"))


def test_the_set_keeps_bounds_locks_steps_and_sums():
    made = solved("丙>=45", "乙>甲").made
    weights = complete(RULES, made.weights)

    assert not list(bound_messages(RULES, weights))
    assert not list(sum_problems(RULES, weights, {}))
    assert weights["i_d"] == 10
    assert weights["i_b"] % 5 == 0


def test_targets_that_are_met_already_change_nothing():
    found = solved("甲>丙")

    assert found.result["changes"] == []
    assert found.result["smallest"] == 0


def test_who_has_no_better_rate_cannot_go_ahead_and_is_said_not_to():
    found = solved("丁>丙")

    assert found.made is None
    assert found.result["conflict"] == [1]
    assert "没有一项指标的得分率高于" in found.result["reason"]


def test_what_bounds_forbid_is_told_with_how_near_one_comes():
    found = solved("丙>甲", spread=0.05)

    assert found.made is None
    assert "最多追到" in found.result["reason"]


def test_how_far_one_can_get_is_told_of_a_total_and_of_a_grade():
    # 丁 has 40 for d, at most 10 elsewhere; 甲 and 乙 have 优 (55) in all that is allowed.
    total = solved("丁>=30").result["reason"]
    grade = solved(most=["优=1"], spread=0.05).result["reason"]

    assert "其总分不超过 13.0" in total
    assert "至少 2 个部门" in grade


def test_departments_that_are_not_ranked_together_are_compared_by_their_totals():
    rules = ruleset_of(leaf("a", 60), leaf("b", 40), ranking={"within": "peer_group"})
    one = {"department": "甲", "peer_group": "局", "a": 50, "b": 60}
    other = {"department": "乙", "peer_group": "委", "a": 60, "b": 20}

    found = solve_weights(score(rules, one, other), [Before(1, 0, ("乙", "甲"))])

    assert any("不在一起排名" in note for note in found.result["notes"])
    assert (
        found.result["departments"][0]["after"]["total"]
        > (found.result["departments"][1]["after"]["total"])
    )


def test_who_is_not_ranked_is_compared_by_its_total_and_that_is_said():
    rules = ruleset_of(leaf("a", 60, missing="unranked"), leaf("b", 40))
    scores = score(rules, {"department": "甲", "b": 90}, {"department": "乙", "a": 60, "b": 20})

    found = solve_weights(scores, [Before(0, 1, ("甲", "乙"))])

    assert any("不在一起排名" in note for note in found.result["notes"])


def test_contradicting_targets_are_named_and_no_others():
    found = solved("甲>丁", "甲>乙", "丙>=20", "乙>甲")

    assert found.made is None
    assert found.result["conflict"] == [2, 4]


def test_no_more_than_some_get_a_grade():
    found = solved(most=["优=1"])
    scores = reweigh(score(RULES, *RECORDS), complete(RULES, found.made.weights))

    assert (rank(score(RULES, *RECORDS)).grades == 0).sum() > 1
    assert (rank(scores).grades == 0).sum() <= 1
    assert found.result["warning"] is None


@pytest.mark.parametrize(("node", "upper", "move"), [("i_a", True, -0.05), ("i_b", False, 0.03)])
def test_a_share_of_influence_is_kept(node, upper, move):
    before = score(RULES, *RECORDS)
    wanted = influence_of(before, node) + move
    made = solve_weights(before, [Influence(node, wanted, upper, node)]).made

    share = influence_of(reweigh(before, complete(RULES, made.weights)), node)
    assert share <= wanted if upper else share >= wanted


def test_a_solve_for_departments_by_name_says_that_it_belongs_in_the_record():
    found = solved("乙>甲", reason="会议纪要")

    assert "指名部门" in found.result["warning"]
    assert found.made.method == "solve"
    assert "会议纪要" in found.made.reason
    assert "乙" in found.made.reason
    assert "指名部门" in found.made.reason


def test_weights_shared_out_anew_are_followed_too():
    rules = ruleset_of(
        leaf("a", 50, not_applicable={"when": "skip", "then": "redistribute"}),
        leaf("b", 30),
        leaf("c", 20),
    )
    records = (
        {"department": "甲", "b": 90, "c": 40, "skip": True},
        {"department": "乙", "a": 70, "b": 80, "c": 60},
    )
    scores = score(rules, *records)
    found = solve_weights(scores, [Before(1, 0, ("乙", "甲"))])

    after = reweigh(scores, complete(rules, found.made.weights))
    assert after.totals[1] > after.totals[0]


def test_where_all_is_locked_nothing_can_be_met_but_what_is():
    lock = {"tune": {"lock": True}}
    scores = score(ruleset_of(leaf("a", 60, **lock), leaf("b", 40, **lock)), {"a": 50, "b": 50})

    assert solve_weights(scores, [AtLeast(0, 50, "甲")]).made
    assert solve_weights(scores, [AtLeast(0, 51, "甲")]).result["conflict"] == [1]


rates = st.integers(0, 100)


@law
@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys("abcd", rates)), min_size=3, max_size=3),
    st.integers(20, 90),
)
def test_what_is_found_meets_the_targets_as_published(records, points):
    named = [{"department": n, **r} for n, r in zip(NAMES, records, strict=False)]
    scores = score(RULES, *named)
    targets = [Before(0, 1, ("甲", "乙")), AtLeast(2, points, "丙"), Most(0, 2, "优")]

    made = solve_weights(scores, targets).made

    if made:
        after = reweigh(scores, complete(RULES, made.weights))
        assert [shortfall(target, after, rank(after)) for target in targets] == [0, 0, 0]
        assert not list(bound_messages(RULES, complete(RULES, made.weights)))


@law
@given(st.lists(st.fixed_dictionaries(dict.fromkeys("abcd", rates)), min_size=2, max_size=2))
def test_what_cannot_be_met_is_met_by_no_weights_drawn(records):
    scores = score(RULES, *records)
    target = swapped(scores, 0, 1)
    found = solve_weights(scores, [target])
    a, b = records[target.ahead], records[target.behind]

    if found.result["conflict"]:
        draws = np.random.default_rng(1).dirichlet(np.ones(3), 200) * 90
        inside = (draws[:, 0] >= 25) & (draws[:, 0] + draws[:, 1] <= 80)
        gain = np.array([a[name] - b[name] for name in "abcd"])
        assert (draws[inside] @ gain[:3] + 10 * gain[3] <= 1e-6).all()


# --- targets as they are written --------------------------------------------------------------


def test_targets_are_read_as_they_are_written():
    scores = score(RULES, *RECORDS)

    assert asked(scores, "甲＞乙", "丙≥ 40.5", most=["优=2"], influence=["产出<=60%"]) == [
        Before(0, 1, ("甲", "乙")),
        AtLeast(2, 40.5, "丙"),
        Most(0, 2, "优"),
        Influence("branch", 0.6, True, "产出"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("wanted", "甲<乙", "看不懂这个目标"),
        ("wanted", "甲>甲", "不能排在自己之前"),
        ("most", "特优=3", "没有名为「特优」的等级"),
        ("most", "优<3", "看不懂这个目标"),
        ("influence", "产出=30", "看不懂这个目标"),
        ("influence", "效果<=30%", "没有名为「效果」的指标"),
    ],
)
def test_what_states_no_target_is_refused(kind, text, told):
    texts = {"wanted": (), "most": (), "influence": (), kind: (text,)}

    with pytest.raises(WeightError, match=told):
        targets_from(score(RULES, *RECORDS), **texts, find=find)


def test_all_that_cannot_be_read_is_told_at_once():
    with pytest.raises(WeightError) as error:
        asked(score(RULES, *RECORDS), "甲", "乙", most=["优"])

    assert len(error.value.problems) == 3


def test_no_target_is_no_task():
    with pytest.raises(WeightError, match="没有写明目标"):
        asked(score(RULES, *RECORDS))


# --- what is followed along tangents ----------------------------------------------------------


def test_an_influence_that_today_seems_out_of_reach_is_looked_for_from_other_weights_too():
    rules = ruleset_of(leaf("a", 2), leaf("b", 3), full_marks=5)
    rates = ((68, 98), (80, 5), (80, 32))
    scores = score(rules, *(dict(zip("ab", own, strict=True)) for own in rates))

    found = solve_weights(scores, [Influence("i_a", 0.199, False, "a")])

    assert influence_of(scores, "i_a") < 0
    after = reweigh(scores, complete(rules, found.made.weights))
    assert influence_of(after, "i_a") >= 0.199
    assert found.result["smallest"] is None


def test_an_influence_that_is_not_found_is_not_said_to_be_impossible():
    found = solved(influence=["产出>=100%", "c>=90%"])

    assert found.made is None
    assert "未能证明做不到" in found.result["reason"]


def test_who_cannot_total_as_much_whatever_the_weights_is_told_for_certain():
    rules = ruleset_of(
        leaf("a", 50, not_applicable={"when": "skip", "then": "redistribute"}), leaf("b", 50)
    )
    scores = score(rules, {"department": "甲", "b": 40, "skip": True}, {"a": 70, "b": 80})

    found = solve_weights(scores, [AtLeast(0, 50, "甲")])

    assert found.result["conflict"] == [1]
    assert "做不到" in found.result["reason"]
