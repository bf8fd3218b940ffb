"""Who changed what, from which set, and why."""

from dataclasses import replace
from decimal import Decimal

import pytest
from bureau import leaf, ruleset_of

from scoring.errors import WeightError
from scoring.tuning.sets.history import history_of
from scoring.tuning.sets.making import make_set
from scoring.tuning.sets.page import render_history, set_page

RULES = ruleset_of(leaf("a", 20), leaf("b", 30), leaf("c", 50, tune={"min": 40, "step": 0.5}))
FIRST = make_set(RULES, {"i_a": Decimal(25)}, id="甲", date="2026-03-01", author="张三")
SECOND = make_set(RULES, {"i_b": Decimal(20)}, FIRST, id="乙", date="2026-02-01", reason="=1+1")


def test_each_set_comes_after_its_parent_with_what_it_changed():
    told = history_of(RULES, [SECOND, FIRST])["history"]

    assert [(entry["id"], entry["from"]) for entry in told] == [("甲", "t@1"), ("乙", "甲")]
    assert told[1]["changes"][1] == {"id": "i_b", "title": "b", "before": 28, "after": 20}
    assert told[0]["distance"] == 5


def test_a_set_without_its_parent_is_compared_with_the_ruleset():
    told = history_of(RULES, [SECOND])["history"][0]

    assert (told["orphan"], told["from"], told["parent"]) == (True, "t@1", "甲")
    assert "甲（未给出，改与 t@1 比较）" in render_history(history_of(RULES, [SECOND]), "text")


@pytest.mark.parametrize(
    ("sets", "told"),
    [
        pytest.param([FIRST, FIRST], "方案「甲」给了不止一次", id="twice"),
        pytest.param([replace(FIRST, parent="乙"), SECOND], "绕成了圈：甲 → 乙 → 甲", id="circle"),
        pytest.param([replace(FIRST, parent="甲")], "绕成了圈：甲 → 甲", id="its own parent"),
    ],
)
def test_chains_that_cannot_be_are_refused(sets, told):
    with pytest.raises(WeightError, match=told):
        history_of(RULES, sets)


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "csv", "json", "xlsx"])
def test_history_is_told_in_every_format(format_):
    told = render_history(history_of(RULES, [FIRST, SECOND]), format_)

    assert told
    assert told == render_history(history_of(RULES, [FIRST, SECOND]), format_)
    if format_ == "csv":
        assert b"'=1+1" in told


def test_a_set_is_shown_node_by_node():
    table = set_page(RULES, FIRST)[2]

    assert table.rows[0] == ("a", "20", "25", "+5", "")
    assert table.rows[2][4] == "40～（步长 0.5）"


LATER = ruleset_of(leaf("a", 25), leaf("b", 25), leaf("c", 50), edition="2")
THIRD = make_set(LATER, {"i_a": Decimal(30)}, id="丙", date="2027-03-01")


def test_each_set_is_told_by_the_edition_that_it_is_made_for():
    told = history_of([RULES, LATER], [THIRD, FIRST])

    assert [(e["id"], e["from"], e["distance"]) for e in told["history"]] == [
        ("甲", "t@1", 5),
        ("丙", "t@2", 5),
    ]
    assert told["history"][1]["changes"][0]["before"] == 25
    assert "规则指纹：t@1" in (text := render_history(told, "text"))
    assert "规则指纹：t@2" in text


def test_what_a_set_changes_of_a_profile_is_told():
    profiles = {"免": {"when": "ok", "weights": {"i_b": 0, "i_c": 80}}}
    rules = ruleset_of(leaf("a", 20), leaf("b", 30), leaf("c", 50), profiles=profiles)
    made = make_set(rules, {"i_a": Decimal(30)}, id="甲")
    told = history_of(rules, [made])

    assert told["history"][0]["changes"][-1] == {
        "id": "i_c", "title": "c", "before": 80, "after": 70, "profile": "免",
    }  # fmt: skip
    assert "适用「免」权重的部门：「c」80 → 70" in render_history(told, "text")


def test_a_set_that_changes_nothing_has_its_row():
    same = make_set(RULES, {}, id="同")

    assert "同,t@1" in render_history(history_of(RULES, [same]), "csv").decode("utf-8")
