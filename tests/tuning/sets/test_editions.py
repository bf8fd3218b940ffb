"""A weight set becomes a new edition: only weights move, and what the rules mean stays."""

import json
from decimal import Decimal

import numpy as np
import pytest
from bureau import leaf, ruleset_of, submit

from scoring.errors import WeightError
from scoring.evaluation import evaluate, reweigh
from scoring.plan import compile_plan
from scoring.review.examples import try_examples
from scoring.review.formatting import formatted
from scoring.ruleset import read_ruleset, ruleset_from
from scoring.tuning.sets.editions import new_edition, refuse_existing
from scoring.tuning.sets.fitting import complete
from scoring.tuning.sets.making import make_set
from scoring.tuning.sets.reading import read_weight_set
from scoring.tuning.sets.weight_set import WeightSet, rules_of, to_json

STEPS = {"method": "deduct", "limit": {"at_least": 100}, "each": 1, "points": 2}
JUDGED = {"method": "judged", "given": "n", "reason": "note"}
EXAMPLES = [
    {"given": {"a": 99}, "points": 18},
    {"given": {"a": 98}, "points": 16, "reason": "扣 4.00 分"},
    {"given": {"a": 97}, "points": 1},
]

WHOLE = {"id": "全", "given": {"a": 99, "b": 100, "n": 50}, "total": 98, "points": {"i_a": 18}}


def rules(**keys):
    first = leaf("a", 20, STEPS, examples=EXAMPLES, tune={"max": 50})
    return ruleset_of(
        first,
        leaf("b", 30, {**STEPS, "fixed": True}),
        leaf("c", 50, JUDGED),
        in_force={"from": "2019-01-01"},
        changes="首版",
        examples=[WHOLE],
        **keys,
    )


def edition(ruleset, made=None, **keys):
    made = made or make_set(
        ruleset, {"i_a": Decimal(40)}, id="甲案", author="绩效处", date="2026-03-01", reason="试"
    )
    edited = new_edition(ruleset, made, **keys)
    return json.loads(edited.text), [note.say("zh-CN") for note in edited.notes]


def test_only_weights_move_and_points_keep_their_share():
    document, _ = edition(rules())

    assert [node["weight"] for node in document["indicators"]] == [40, 23, 37]
    assert [node["score"] for node in document["indicators"]] == [
        {**STEPS, "out_of": 20},
        {**STEPS, "fixed": True},
        {**JUDGED, "out_of": 50},
    ]


def test_cover_tells_what_changed_and_that_it_is_not_in_force():
    document, notes = edition(rules())

    assert document["edition"] == "1-甲案"
    assert document["changes"] == [
        "按权重方案「甲案」（2026-03-01、绩效处、manual）调整 1 版的权重：试",
        "「a」权重由 20 改为 40",
        "「b」权重由 30 改为 23",
        "「c」权重由 50 改为 37",
    ]
    assert "in_force" not in document
    assert notes[0].startswith("新版本尚未施行")
    assert notes[1].startswith("c的评审分仍按原满分填报")


def test_edition_and_its_date_may_be_given():
    document, notes = edition(rules(), edition="2026", in_force="2026-01-01")

    assert document["edition"] == "2026"
    assert document["in_force"] == {"from": "2026-01-01", "until": None}
    assert not any("尚未施行" in note for note in notes)


def test_examples_keep_in_step_or_go():
    document, notes = edition(rules())

    assert document["indicators"][0]["examples"] == [
        {"given": {"a": 99}, "points": 36},
        {"given": {"a": 97}, "points": 1},  # never came out, and is left for a person
    ]
    assert document["examples"][0]["total"] == 96
    assert document["examples"][0]["points"] == {"i_a": 36}
    assert notes[2:] == [
        "2 个算例的得分已按新权重重算，请核对",
        "1 个算例与新权重不符，已删去",
    ]


def test_layout_is_that_of_fmt():
    text = new_edition(rules(), make_set(rules(), {"i_a": Decimal(40)})).text

    assert formatted(text) == text


@pytest.mark.parametrize(
    ("weights", "edition", "told"),
    [
        pytest.param(
            {"i_a": 60, "i_b": 20, "i_c": 20}, "2", "「a」权重 60 高于上限 50", id="bound"
        ),
        pytest.param({}, "1", "新版本不能与原版本「1」同名", id="the same edition"),
        pytest.param({}, "甲 2/1", "--edition：版本名「甲 2/1」中不能有空格", id="no name"),
    ],
)
def test_what_may_not_be_is_refused(weights, edition, told):
    made = WeightSet("甲", rules_of(rules()), {n: Decimal(w) for n, w in weights.items()})

    with pytest.raises(WeightError, match=told):
        new_edition(rules(), made, edition)


def test_weights_out_of_bounds_are_told_with_their_place(tmp_path):
    path, weights = (
        tmp_path / "甲.json",
        {"i_a": Decimal(60), "i_b": Decimal(20), "i_c": Decimal(20)},
    )
    path.write_text(to_json(WeightSet("甲", rules_of(rules()), weights)), encoding="utf-8")

    with pytest.raises(WeightError, match=r"甲\.json:15:12 /weights/i_a：「a」权重 60 高于上限 50"):
        new_edition(rules(), read_weight_set(path, rules()))


def test_points_of_what_weighed_nothing_cannot_be_kept():
    ruleset = ruleset_of(leaf("a", 0, STEPS), leaf("b", 100))

    with pytest.raises(WeightError, match="「a」原权重为 0"):
        new_edition(ruleset, make_set(ruleset, {"i_a": Decimal(10)}))


def test_an_edition_is_never_written_over(tmp_path):
    (tmp_path / "旧.json").write_text("{}", encoding="utf-8")

    with pytest.raises(WeightError, match="版本只增不改"):
        refuse_existing(tmp_path / "旧.json")
    refuse_existing(tmp_path / "新.json")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("kunming-department@2019", {"sangong_ctl": Decimal(4), "benefits": Decimal(30)}),
        ("hunan-department@2018", {}),
    ],
)
def test_new_edition_scores_as_the_what_if_did(name, wanted):
    ruleset = read_ruleset(name)
    roots = ruleset.indicators
    wanted = wanted or {roots[0].id: roots[0].weight - 1}
    made = make_set(ruleset, wanted)
    changed = ruleset_from(json.loads(new_edition(ruleset, made).text))
    before = evaluate(compile_plan(ruleset), submit(ruleset, {}))

    kept = reweigh(before, complete(ruleset, made.weights))
    again = evaluate(compile_plan(changed), submit(changed, {}))

    assert np.array_equal(kept.points, again.points)
    assert [t.name for t in try_examples(compile_plan(changed)) if t.differences] == []
