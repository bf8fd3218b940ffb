"""Deductions: how much, why, what to do, on what basis, from which cells."""

from decimal import Decimal

import pytest
from bureau import INVALID, NOT_APPLICABLE, leaf, ruleset_of, score

from scoring.explanation import explain, explain_states

CONDITION = {"method": "condition", "when": "ok"}
HALF = {"method": "proportional", "target": 100}


def told(*nodes, record, **keys):
    return explain(score(ruleset_of(*nodes, **keys), record))


def dimension(name, weight, *children, **keys):
    return {"id": name, "title": name, "weight": weight, "children": list(children), **keys}


def test_dearest_come_first_and_equals_in_the_order_of_the_ruleset():
    found = told(leaf("b", 30), leaf("a", 30), leaf("c", 40), record={"a": 50, "b": 50, "c": 10})

    assert [(d.indicator, d.points) for d in found] == [
        ("i_c", Decimal("36.00")),
        ("i_b", Decimal("15.00")),
        ("i_a", Decimal("15.00")),
    ]


def test_deduction_carries_remedy_basis_and_cells():
    basis = [{"id": "cb", "title": "共性指标框架", "number": "财预〔2013〕53号", "clause": "附件3"}]

    [found] = told(
        leaf("a", 100, HALF, remedy="加快支出", basis="cb"), record={"a": 92}, basis=basis
    )

    assert found.remedy == "加快支出"
    assert found.basis == "财预〔2013〕53号 共性指标框架 附件3"
    assert found.cells == ("a.csv!B2",)
    assert [(given.field, given.value) for given in found.inputs] == [("a", 92.0)]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param("{title}为 {value}", "a为 92%", id="title and value"),
        pytest.param("{value} < {target}", "92% < 100%", id="target"),
        pytest.param("{points} + {lost} = {full_marks}", "92.00 + 8.00 = 100.00", id="points"),
        pytest.param("得分率 {rate}", "得分率 92%", id="rate"),
        pytest.param("{department}：{reason}", "某局：a 92%，低于目标 100%", id="reason"),
        pytest.param("{remedy}", "加快", id="remedy"),
        pytest.param("{a}、{b}、{ok}", "92、未提供、不涉及", id="fields, whatever their state"),
        pytest.param("{double}、{line}", "184、95%", id="named values and parameters"),
        pytest.param("{day}、{n}", "2019年4月14日、无效", id="dates, and what is not valid"),
        pytest.param("{peer_group} {year}", "政府 未提供", id="what needs no declaration"),
        pytest.param("{{title}}", "{title}", id="braces written twice"),
    ],
)
def test_rulesets_own_reason(template, said):
    [found] = told(
        leaf("a", 100, HALF, unit="%", decimals=0, remedy="加快", reason=template),
        record={
            "department": "某局",
            "peer_group": "政府",
            "a": 92,
            "ok": NOT_APPLICABLE,
            "day": 18000,
            "n": INVALID,
        },
        values={"double": {"title": "两倍", "expression": "2 * a"}},
        parameters={"line": {"title": "线", "value": 95, "unit": "%"}},
    )

    assert found.reason.startswith(said)


def test_own_reason_that_names_an_absent_remedy_leaves_it_out():
    [found] = told(leaf("a", 100, HALF, reason="完成不足{remedy}"), record={"a": 92})

    assert found.reason == "完成不足"


def test_several_items_are_several_deductions_with_their_own_cells():
    items = [
        {"id": "x", "title": "制度", "when": "ok", "share": 0.6},
        {"id": "y", "title": "公开", "when": "done", "share": 0.4},
    ]
    found = told(
        leaf("a", 100, {"method": "checklist", "items": items}), record={"ok": False, "done": False}
    )

    assert [d.points for d in found] == [60, 40]
    assert [[given.field for given in d.inputs] for d in found] == [["ok"], ["done"]]


# --- what was not scored --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "policies", "said"),
    [
        pytest.param({}, {}, "未提供「a」，按规则计零分", id="missing"),
        pytest.param(
            {"a": NOT_APPLICABLE}, {}, "「a」填报为不涉及，按规则计满分", id="not applicable"
        ),
        pytest.param(
            {"a": 1, "skip": True},
            {"not_applicable": "redistribute"},
            "a不适用，按规则将权重分摊给同级指标",
            id="not applicable by condition",
        ),
        pytest.param(
            {},
            {"missing": "redistribute_all"},
            "未提供「a」，按规则将权重分摊给全部指标",
            id="over the whole tree",
        ),
        pytest.param(
            {},
            {"missing": {"move_to": "i_b"}},
            "未提供「a」，按规则将权重移至「b」",
            id="moved",
        ),
        pytest.param({"a": INVALID}, {}, "「a」填报无效，按规则暂不计分、不参加排名", id="invalid"),
        pytest.param(
            {"a": float("inf")},
            {"invalid": "zero"},
            "a无法评判，按规则计零分",
            id="beyond all figures",
        ),
    ],
)
def test_note_says_why_and_what_the_rule_decided(record, policies, said):
    ruleset = ruleset_of(
        leaf("a", 60, not_applicable={"when": "skip"}), leaf("b", 40), policies=policies
    )

    assert explain_states(score(ruleset, {"b": 100, "skip": False, **record})) == {(0, "i_a"): said}


@pytest.mark.parametrize(
    ("value", "record", "said"),
    [
        pytest.param(
            "a / b", {"a": 1, "b": 0}, "（分母为零或无意义）：「a」1、「b」0，", id="figures"
        ),
        pytest.param("1 / (1 - 1)", {}, "（如分母为零），", id="none"),
    ],
)
def test_undefined_shows_the_figures(value, record, said):
    ruleset = ruleset_of(leaf("x", 100, value=value))

    [note] = explain_states(score(ruleset, record)).values()

    assert note == f"x无法计算{said}按规则暂不计分、不参加排名"


def test_what_was_not_scored_loses_its_marks_for_that_reason():
    [found] = told(leaf("a", 100), record={})

    assert found.reason == "未提供「a」，按规则计零分，扣 100.00 分"


def test_missing_table_rows_are_named_by_table_and_column():
    node = leaf("x", 100, value="sum(tasks.finished) / sum(tasks.planned)")
    some = {"planned": 1, "finished": 1}

    assert [d.reason for d in told(node, record={"tasks": [{"planned": 1}, some]})] == [
        "未提供「任务·完成数」，按规则计零分，扣 100.00 分"
    ]
    assert [
        d.cells for d in told(node, record={"tasks": [{"planned": 9, "finished": 1}, some]})
    ] != []
    assert "未提供" in told(node, record={})[0].reason


# --- dimensions that do not add up ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("aggregate", "weights", "reason"),
    [
        pytest.param("best", (100, 100), "择优计分，取「b」得 80.00 分", id="best"),
        pytest.param("worst", (100, 100), "按最弱项计分，取「a」得 50.00 分", id="worst"),
        pytest.param("pool", (60, 60), "各项合计 78.00 分，未达到封顶的 100.00 分", id="pool"),
        pytest.param("geometric_mean", (50, 50), "最低为「a」得 25.00 分", id="geometric mean"),
    ],
)
def test_dimension_says_what_it_took(aggregate, weights, reason):
    parts = [leaf(name, weight) for name, weight in zip("ab", weights, strict=True)]

    found = told(dimension("top", 100, *parts, aggregate=aggregate), record={"a": 50, "b": 80})

    [own] = [d for d in found if d.indicator == "top"]
    assert reason in own.reason
    assert own.counted
    assert not any(d.counted for d in found if d is not own)


def test_only_the_outermost_of_nested_dimensions_counts():
    inner = dimension("inner", 100, leaf("a", 100), leaf("b", 100), aggregate="worst")

    found = told(
        dimension("outer", 100, inner, leaf("c", 100), aggregate="best"),
        record={"a": 50, "b": 80, "c": 40},
    )

    assert {d.indicator: d.counted for d in found if d.counted} == {"outer": True}
    assert sum(d.points for d in found if d.counted) == 50


def test_parts_that_do_not_apply_are_not_what_was_taken():
    found = told(
        dimension("top", 100, leaf("a", 100), leaf("b", 100), aggregate="worst"),
        record={"a": NOT_APPLICABLE, "b": 80},
        policies={"not_applicable": "redistribute"},
    )

    assert [(d.indicator, d.points) for d in found] == [("i_b", 20), ("top", 20)]
    assert "「b」" in found[1].reason


def test_only_the_departments_asked_for_are_told():
    scores = score(ruleset_of(leaf("a", 100)), {"a": 50}, {"a": 40}, {"a": 30})

    assert [d.department for d in explain(scores, slice(1, 3))] == [1, 2]


def test_relative_standing_is_told_of_a_part_as_of_the_whole():
    relative = {"method": "relative", "against": "mean", "each": 1, "points": 0.5}
    scores = score(ruleset_of(leaf("a", 100, relative)), {"a": 50}, {"a": 40}, {"a": 30})

    assert explain(scores, slice(2, 3)) == explain(scores)[-1:]


def test_fixed_points_are_told_at_their_size():
    fixed = {"method": "deduct", "limit": {"at_least": 100}, "each": 1, "points": 2, "fixed": True}

    [found] = told(
        leaf("a", 50, fixed),
        leaf("b", 50),
        record={"a": 99, "b": NOT_APPLICABLE},
        policies={"not_applicable": "redistribute"},
    )

    assert found.points == 2
    assert "扣 2 分" in found.reason
