"""Marks item by item."""

import pytest
from readings import MISSING, UNDEFINED, flaws, method, rate, rates, telling, told

from scoring.methods import Operand

RULES = {"title": "制度健全", "when": "rules", "points": 6}
OPEN = {"id": "open", "title": "信息公开", "when": "open", "points": 4}
PAPERS = {"title": "论文", "count": "papers", "points": 1}
BREACHES = {"title": "违规", "count": "breaches", "points": 3}


def checklist(*items, **spec):
    return method("checklist", items=list(items), **spec)


def at(*given, items):
    """Return operands: what was *given* of each of *items*."""
    ways = ["count" if "count" in item else "when" for item in items]
    return {f"items/{i}/{way}": g for i, (way, g) in enumerate(zip(ways, given, strict=True))}


def earned(items, given, scale=1.0, **spec):
    return rate(checklist(*items, **spec), scale=scale, **at(*given, items=items))


def sentences(items, given, language="zh-CN", scale=1.0, full_marks=10, **spec):
    operands = at(*given, items=items)
    situation = {"language": language, "scale": scale, "full_marks": full_marks}
    return told(checklist(*items, **spec), operands=operands, **situation)


def shares(items, given, scale=1.0, **spec):
    judge = checklist(*items, **spec)
    losses = judge.tell(telling(judge, operands=at(*given, items=items), scale=scale))
    return [round(loss.share, 12) for loss in losses]


def test_operands_are_conditions_and_counts():
    assert checklist(RULES, PAPERS).operands() == {
        "items/0/when": Operand("rules", "boolean"),
        "items/1/count": Operand("papers", "number"),
    }


@pytest.mark.parametrize(
    ("given", "gained"),
    [
        pytest.param((True, True), 1.0, id="all met"),
        pytest.param((True, False), 0.6, id="the first met"),
        pytest.param((False, True), 0.4, id="the second met"),
        pytest.param((False, False), 0.0, id="none met"),
        pytest.param((True, MISSING), MISSING, id="one unknown"),
        pytest.param((MISSING, UNDEFINED), UNDEFINED, id="both unknown"),
    ],
)
def test_items_met_add_up_and_items_unmet_cost_the_same(given, gained):
    assert earned([RULES, OPEN], given) == gained
    assert earned([RULES, OPEN], given, mode="lose") == gained


@pytest.mark.parametrize(
    ("mode", "count", "gained"),
    [
        pytest.param("earn", 0.0, 0.0, id="earn: none"),
        pytest.param("earn", 1.0, 0.3, id="earn: one"),
        pytest.param("earn", 3.0, 0.9, id="earn: all but full"),
        pytest.param("earn", 4.0, 1.0, id="earn: more than full marks"),
        pytest.param("earn", -2.0, 0.0, id="earn: fewer than none"),
        pytest.param("lose", 0.0, 1.0, id="lose: none"),
        pytest.param("lose", 1.0, 0.7, id="lose: one"),
        pytest.param("lose", 3.0, 0.1, id="lose: nearly all"),
        pytest.param("lose", 4.0, 0.0, id="lose: more than there is"),
        pytest.param("lose", -2.0, 1.0, id="lose: fewer than none"),
        pytest.param("lose", MISSING, MISSING, id="lose: not known"),
    ],
)
def test_counted_items_earn_or_cost_each_time(mode, count, gained):
    assert earned([BREACHES], [count], mode=mode) == gained


def test_items_worth_more_than_full_marks_are_capped():
    assert earned([RULES, {**OPEN, "points": 9}], (True, True)) == 1.0
    assert earned([RULES, {**OPEN, "points": 9}], (False, False), mode="lose") == 0.0


def test_a_short_list_never_earns_full_marks_but_loses_only_its_items():
    short = [{"title": "制度健全", "when": "rules", "share": 0.6}]

    assert earned(short, [True]) == 0.6
    assert earned(short, [True], mode="lose") == 1.0
    assert earned(short, [False], mode="lose") == 0.4


def test_departments_are_judged_apart():
    operands = {"items/0/when": [True, False, True], "items/1/when": [True, True, MISSING]}

    assert rates(checklist(RULES, OPEN), operands=operands) == [1.0, 0.4, MISSING]


def test_fixed_points_keep_their_size_when_full_marks_change():
    assert earned([RULES, OPEN], (True, False), scale=0.5, fixed=True) == 0.3
    assert earned([RULES, OPEN], (True, False), scale=0.5, fixed=True, mode="lose") == 0.8


UNSURE = ("每个要点须写 when 或 count 之一，points 或 share 之一", "请各写一个")


@pytest.mark.parametrize(
    ("items", "places"),
    [
        pytest.param([RULES, PAPERS], [], id="as they should be"),
        pytest.param([{**RULES, "count": "n"}], ["items/0"], id="when and count"),
        pytest.param([{"title": "x", "points": 1}], ["items/0"], id="neither when nor count"),
        pytest.param([RULES, {**OPEN, "share": 1}], ["items/1"], id="points and share"),
        pytest.param(
            [{"title": "x", "when": "a"}, {"title": "y", "points": 1}],
            ["items/0", "items/1"],
            id="two items, in one run",
        ),
    ],
)
def test_flaws(items, places):
    assert flaws("checklist", items=items) == [(place, *UNSURE) for place in places]


@pytest.mark.parametrize("mode", ["earn", "lose"])
def test_reason_for_each_item_not_met(mode):
    assert sentences([RULES, OPEN], (True, False), mode=mode) == [
        "预算完成率：「信息公开」不符合（4 分）"
    ]
    assert sentences([RULES, OPEN], (False, False), "en", mode=mode) == [
        '预算完成率: "制度健全" is not met (6)',
        '预算完成率: "信息公开" is not met (4)',
    ]
    assert shares([RULES, OPEN], (False, False), mode=mode) == [0.6, 0.4]


def test_reason_is_read_from_the_operand_of_its_item():
    judge = checklist(RULES, OPEN)
    losses = judge.tell(telling(judge, operands=at(True, False, items=[RULES, OPEN])))

    assert [loss.operand for loss in losses] == ["items/1/when"]


def test_reason_counts_breaches():
    items = [BREACHES, RULES]

    assert sentences(items, (2.0, True), mode="lose") == [
        "预算完成率：「违规」发生 2 次，每次扣 3 分"
    ]
    assert sentences(items, (2.0, True), "en", mode="lose") == [
        '预算完成率: "违规" happened 2 times, each costs 3'
    ]
    assert shares(items, (2.0, False), mode="lose") == [0.6, 0.6]


def test_no_breach_no_reason():
    assert sentences([BREACHES, RULES], (0.0, False), mode="lose") == [
        "预算完成率：「制度健全」不符合（6 分）"
    ]


def test_reason_counts_proofs_and_costs_what_they_leave_open():
    items = [RULES, PAPERS]

    assert sentences(items, (True, 3.0)) == ["预算完成率：「论文」有 3 项，每项得 1 分"]
    assert sentences(items, (True, 3.0), "en") == ['预算完成率: "论文" has 3, each earns 1']
    assert shares(items, (True, 3.0)) == [0.1]
    assert shares(items, (False, 3.0)) == [0.6, 0.1]
    assert shares([PAPERS, BREACHES], (2.0, 1.0)) == [0.3, 0.2]


def test_proofs_that_leave_nothing_open_have_no_reason():
    items = [RULES, PAPERS]

    assert sentences(items, (False, 4.0)) == ["预算完成率：「制度健全」不符合（6 分）"]
    assert sentences(items, (False, 6.0)) == ["预算完成率：「制度健全」不符合（6 分）"]


def test_reason_for_a_list_short_of_full_marks():
    short = [RULES, {**OPEN, "points": 1}]

    assert sentences(short, (True, True)) == ["各要点合计只有 7 分，不足满分"]
    assert sentences(short, (True, True), "en") == ["the items add up to 7 only"]
    assert sentences(short, (False, True)) == [
        "预算完成率：「制度健全」不符合（6 分）",
        "各要点合计只有 7 分，不足满分",
    ]
    assert shares(short, (False, True)) == [0.6, 0.3]


def test_a_list_of_thirds_is_not_short():
    third = {"title": "要点", "when": "a", "share": 0.1 + 0.2}
    rest = {"title": "其余", "when": "b", "share": 0.7}

    assert sentences([third, rest], (True, False)) == ["预算完成率：「其余」不符合（7 分）"]


def test_a_list_in_fixed_points_is_short_of_marks_that_grew():
    spec = {"scale": 0.5, "full_marks": 20, "fixed": True}

    assert sentences([RULES, OPEN], (True, False), **spec) == [
        "预算完成率：「信息公开」不符合（4 分）",
        "各要点合计只有 10 分，不足满分",
    ]
    assert shares([RULES, OPEN], (True, False), scale=0.5, fixed=True) == [0.4, 1.0]


def test_proofs_in_fixed_points_leave_more_open_of_marks_that_grew():
    assert shares([RULES, PAPERS], (False, 3.0), scale=0.5, fixed=True) == [0.6, 1.1]


def test_points_of_no_weight_earn_nothing_of_marks_from_elsewhere():
    items = at(True, items=[RULES])

    assert rate(checklist(RULES, weight=0, fixed=True), scale=0.0, **items) == 0.0
    assert told(checklist(RULES, weight=0, fixed=True), operands=items, scale=0.0) == [
        "各要点合计只有 0 分，不足满分"
    ]


def test_a_department_that_lost_nothing_by_its_items_is_told_so():
    items = [RULES, OPEN]

    assert sentences(items, (True, True)) == ["预算完成率的要点得分不足满分"]
    assert sentences(items, (True, True), "en") == [
        "the items of 预算完成率 earn less than full marks"
    ]
