"""Profiles beside other weights: those that would no longer add up follow, or are named."""

from decimal import Decimal

import pytest
from bureau import leaf, ruleset_of

from scoring.errors import WeightError
from scoring.ruleset import read_ruleset
from scoring.tuning.sets.making import make_set
from scoring.tuning.sets.page import set_page
from scoring.tuning.sets.reading import read_weight_set
from scoring.tuning.sets.weight_set import to_json

SHENZHEN = read_ruleset("shenzhen-government@2010")
OFFICES = "办"


def made(ruleset, base=None, **wanted):
    return make_set(ruleset, {name: Decimal(str(w)) for name, w in wanted.items()}, base)


def reread(ruleset, one, tmp_path):
    path = tmp_path / "方案.json"
    path.write_text(to_json(one), encoding="utf-8")
    return read_weight_set(path, ruleset)


def notes_of(ruleset, one):
    return " ".join(set_page(ruleset, one)[-2].lines)


def test_profiles_follow_a_weight_that_none_of_them_names(tmp_path):
    one = made(SHENZHEN, 行政业绩=42)

    assert reread(SHENZHEN, one, tmp_path) == one
    assert one.profiles["委"] == {name: one.weights[name] for name in one.profiles["委"]}
    assert one.profiles[OFFICES] == {
        "whitepaper": 32, "works": 0, "special_tasks": 4, "reform": 6, "approval": 0,
        "online_approval": 0, "closing": 0, "case_errors": 0, "openness": Decimal("13.5"),
        "online_services": Decimal("12.5"),
    }  # fmt: skip
    assert "适用「办」权重的部门：其另定的权重已随之调整" in notes_of(SHENZHEN, one)


def test_profiles_follow_a_set_made_from_another(tmp_path):
    one = made(SHENZHEN, made(SHENZHEN, 行政业绩=42), 行政业绩=45, 行政效率=25)

    assert reread(SHENZHEN, one, tmp_path) == one


def test_profiles_that_still_add_up_keep_their_weights_and_say_so():
    one = made(SHENZHEN, whitepaper=28)

    assert one.profiles == {}
    assert "适用「委」权重的部门不受影响：公共服务白皮书" in notes_of(SHENZHEN, one)


def test_a_profile_that_cannot_follow_is_named():
    rules = ruleset_of(
        leaf("a", 20),
        leaf("b", 40, tune={"lock": True}),
        leaf("c", 40),
        profiles={"减": {"when": "ok", "weights": {"i_a": 0, "i_b": 60}}},
    )

    with pytest.raises(WeightError) as refused:
        made(rules, i_c=50)

    (problem,) = refused.value.problems
    assert "改用「减」的权重后各指标权重合计 110，应为 100，多 10" in problem.say()
