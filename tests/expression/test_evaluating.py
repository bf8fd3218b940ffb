"""What an expression gives: one answer a department, or the state of what is not known."""

import pytest
from bureau import INVALID, NOT_APPLICABLE, UNDEFINED, answers

from scoring.model import State

MISSING = State.MISSING


@pytest.mark.parametrize(
    ("source", "given", "answer"),
    [
        pytest.param("a / b * 100", {"a": 92.8, "b": 100}, 92.8, id="arithmetic"),
        pytest.param("a / b", {"a": 1, "b": 0}, UNDEFINED, id="nothing to divide by"),
        pytest.param("a / b", {"a": 0, "b": 0}, UNDEFINED, id="zero by zero"),
        pytest.param("a / b", {"a": None, "b": 0}, UNDEFINED, id="missing by zero"),
        pytest.param(
            "a / b", {"a": NOT_APPLICABLE, "b": 0}, NOT_APPLICABLE, id="not applicable by zero"
        ),
        pytest.param(
            "change(a, b)", {"a": NOT_APPLICABLE, "b": 0}, NOT_APPLICABLE, id="nor changed from it"
        ),
        pytest.param("a // b", {"a": 0.3, "b": 0.1}, 3, id="whole times, clean of dust"),
        pytest.param("a // b", {"a": 1, "b": 0}, UNDEFINED, id="whole times zero"),
        pytest.param("a // b", {"a": -7, "b": 2}, -4, id="whole times of a negative"),
        pytest.param("a % b", {"a": 7, "b": 5}, 2, id="remainder"),
        pytest.param("a % b", {"a": 7, "b": 0}, UNDEFINED, id="remainder by zero"),
        pytest.param("a ** 2", {"a": -3}, 9, id="square"),
        pytest.param("a ** -1", {"a": 0}, UNDEFINED, id="zero to a negative power"),
        pytest.param("a ** 0.5", {"a": -4}, UNDEFINED, id="root of a negative, by power"),
        pytest.param("a ** 2", {"a": INVALID}, INVALID, id="power of an invalid figure"),
        pytest.param("-a + +b", {"a": 1, "b": 3}, 2, id="signs"),
        pytest.param("a + b", {"a": 1}, MISSING, id="sum with a missing figure"),
        pytest.param("a + b", {"a": INVALID, "b": NOT_APPLICABLE}, INVALID, id="greatest state"),
        pytest.param("1 < a < 3", {"a": 2}, True, id="within a chain"),
        pytest.param("1 < a < 3", {"a": 3}, False, id="at the open end of a chain"),
        pytest.param("a < b < c", {"a": 3, "b": 2}, False, id="a chain already broken"),
        pytest.param("a < b < c", {"a": 1, "b": 2}, MISSING, id="a chain not yet broken"),
        pytest.param("a + b == c", {"a": 0.1, "b": 0.2, "c": 0.3}, True, id="dust is no gap"),
        pytest.param("a + b != c", {"a": 0.1, "b": 0.2, "c": 0.3}, False, id="dust is no change"),
        pytest.param("a + b <= c", {"a": 0.1, "b": 0.2, "c": 0.3}, True, id="dust is not above"),
        pytest.param("a + b > c", {"a": 0.1, "b": 0.2, "c": 0.3}, False, id="dust is not beyond"),
        pytest.param("a >= 0.55 * b", {"a": 55, "b": 100}, True, id="dust of a threshold"),
        pytest.param("a < 1.15 * b", {"a": 115, "b": 100}, False, id="dust below a threshold"),
        pytest.param(
            "a + b == c",
            {"a": 123456789012.34, "b": 0.01, "c": 123456789012.34},
            False,
            id="a cent in a hundred billion is a gap",
        ),
        pytest.param("a == b", {"a": 1e-6, "b": 0}, False, id="a millionth is a gap"),
        pytest.param("ok and a > 1", {"ok": False}, False, id="False and unknown"),
        pytest.param("a > 1 and ok", {"ok": False}, False, id="unknown and False"),
        pytest.param("ok and a > 1", {"ok": True}, MISSING, id="True and unknown"),
        pytest.param("ok or a > 1", {"ok": True}, True, id="True or unknown"),
        pytest.param("a > 1 or ok", {"ok": False}, MISSING, id="unknown or False"),
        pytest.param("not ok", {"ok": True}, False, id="not True"),
        pytest.param("not ok", {}, MISSING, id="not unknown"),
        pytest.param("ok == done", {"ok": True, "done": True}, True, id="two booleans alike"),
        pytest.param("ok != True", {"ok": True}, False, id="a boolean and a constant"),
        pytest.param("1 if ok else 2", {"ok": False}, 2, id="otherwise"),
        pytest.param("1 if ok else 2", {}, MISSING, id="an unknown test"),
        pytest.param("a if ok else b", {"ok": True, "a": 5}, 5, id="only what is taken counts"),
        pytest.param("a if ok else None", {"ok": False}, MISSING, id="nothing otherwise"),
        pytest.param(
            "ok if a > 0 else None", {"a": 1, "ok": True}, True, id="a condition or nothing"
        ),
        pytest.param(
            "(ok if a > 0 else None) and done", {"done": False}, False, id="False and nothing"
        ),
        pytest.param(
            "level if ok else None", {"ok": True, "level": "好"}, "好", id="text or nothing"
        ),
        pytest.param("level if ok else None", {"ok": False, "level": "好"}, MISSING, id="no text"),
        pytest.param('"甲" if ok else "乙"', {"ok": False}, "乙", id="one text or another"),
        pytest.param(
            '("好" if ok else "差") == level', {"ok": True, "level": "好"}, True, id="made text"
        ),
        pytest.param("None if ok else a", {"ok": False, "a": 3}, 3, id="nothing first"),
        pytest.param('level == "好"', {"level": "好"}, True, id="text alike"),
        pytest.param('level != "好"', {}, MISSING, id="missing text is not another"),
        pytest.param('level in ["好", "中"]', {"level": "中"}, True, id="in a list"),
        pytest.param('level not in ["好", "中"]', {"level": "中"}, False, id="not in a list"),
        pytest.param("a in [b, 3]", {"a": 3}, True, id="found beside a missing figure"),
        pytest.param("a in [b, 3]", {"a": 4}, MISSING, id="not found beside a missing figure"),
        pytest.param("a in []", {"a": 4}, False, id="in an empty list"),
        pytest.param("a in []", {}, MISSING, id="missing in an empty list"),
        pytest.param("a in [0.3]", {"a": 0.1 + 0.2}, True, id="in a list but for dust"),
        pytest.param('day >= "1970-01-31"', {"day": 30}, True, id="on the day"),
        pytest.param('days(day, "1970-01-31")', {"day": 10}, 20, id="days to a day in quotes"),
        pytest.param("days(day, due)", {"day": 10, "due": 7}, -3, id="days back"),
        pytest.param("days(day, due)", {"day": 10}, MISSING, id="days to no date"),
        pytest.param("year(day)", {"day": 365}, 1971, id="the first day of a year"),
        pytest.param("year(day)", {"day": -1}, 1969, id="before 1970"),
        pytest.param("year(day)", {}, MISSING, id="the year of no date"),
        pytest.param("abs(a)", {"a": -2}, 2, id="abs"),
        pytest.param("min(a, b, 3)", {"a": 4, "b": 5}, 3, id="min"),
        pytest.param("max(a, b, 3)", {"a": 4, "b": 5}, 5, id="max"),
        pytest.param("max(a, b)", {"a": 4}, MISSING, id="max with a missing figure"),
        pytest.param("clip(a, 0, 1)", {"a": 1.5}, 1, id="clip above"),
        pytest.param("clip(a, 0, 1)", {"a": -1}, 0, id="clip below"),
        pytest.param("round(a, 2)", {"a": 1.005}, 1.01, id="round half up"),
        pytest.param("round(a)", {"a": 2.5}, 3, id="round to whole numbers"),
        pytest.param("round(a)", {"a": -2.5}, -3, id="round away from zero"),
        pytest.param("floor(a * 100)", {"a": 0.29}, 29, id="floor, clean of dust"),
        pytest.param("ceil(a * 100)", {"a": 0.07}, 7, id="ceil, clean of dust"),
        pytest.param("sqrt(a)", {"a": 9}, 3, id="sqrt"),
        pytest.param("sqrt(a)", {"a": -1}, UNDEFINED, id="sqrt of a negative"),
        pytest.param("sqrt(a)", {}, MISSING, id="sqrt of a missing figure"),
        pytest.param("log(a)", {"a": 1}, 0, id="log of one"),
        pytest.param("log(a)", {"a": 0}, UNDEFINED, id="log of zero"),
        pytest.param("exp(a)", {"a": 0}, 1, id="exp"),
        pytest.param("exp(a)", {"a": 1000}, INVALID, id="exp beyond all figures"),
        pytest.param("ratio(a, b)", {"a": 1, "b": 4}, 0.25, id="ratio"),
        pytest.param("change(a, b)", {"a": 3, "b": 2}, 0.5, id="change"),
        pytest.param("change(a, b)", {"a": 3, "b": 0}, UNDEFINED, id="change from zero"),
        pytest.param("coalesce(a, 7)", {"a": 1}, 1, id="coalesce of a figure"),
        pytest.param("coalesce(a, 7)", {}, 7, id="coalesce of a missing figure"),
        pytest.param(
            "coalesce(a, 7)", {"a": NOT_APPLICABLE}, 7, id="coalesce of what does not apply"
        ),
        pytest.param("coalesce(a, 7)", {"a": INVALID}, INVALID, id="coalesce keeps faults"),
        pytest.param("coalesce(a, b)", {}, MISSING, id="coalesce of nothing"),
        pytest.param('coalesce(level, "无")', {}, "无", id="coalesce of text"),
        pytest.param(
            "coalesce(ok, False) or done", {"done": True}, True, id="coalesce of a condition"
        ),
        pytest.param(
            "coalesce(None, ok) and done", {"ok": True, "done": True}, True, id="coalesce of None"
        ),
        pytest.param("is_missing(a)", {}, True, id="is_missing of a missing figure"),
        pytest.param("is_missing(a)", {"a": 0}, False, id="is_missing of zero"),
        pytest.param(
            "is_missing(a)", {"a": NOT_APPLICABLE}, False, id="is_missing of what does not apply"
        ),
        pytest.param("is_missing(a)", {"a": INVALID}, INVALID, id="is_missing of a fault"),
        pytest.param("is_missing(3)", {}, False, id="is_missing of a constant"),
        pytest.param("True or ok", {}, True, id="a constant condition"),
        pytest.param("department", {}, "部门1", id="the department's name"),
        pytest.param("year", {}, MISSING, id="a year that nobody submitted"),
        pytest.param("3", {}, 3, id="a constant"),
        pytest.param('rate("total") + points("i_a")', {}, 1, id="what was scored"),
    ],
)
def test_answer(source, given, answer):
    assert answers(source, given)[0] == near(answer)
    assert answers(source, given, {}, given)[0] == near(answer)


def test_answer_is_of_its_own_row():
    assert answers("a / b", {"a": 1, "b": 0}, {"b": 1}, {"a": 1, "b": 4}) == [
        UNDEFINED,
        MISSING,
        0.25,
    ]


def near(answer):
    return pytest.approx(answer, abs=1e-9) if type(answer) in (int, float) else answer


ROWS = [
    {"planned": 4, "finished": 2, "passed": True, "name": "甲"},
    {"planned": 6, "finished": 6, "passed": False},
]


@pytest.mark.parametrize(
    ("source", "tasks", "answer"),
    [
        pytest.param("sum(tasks.finished) / sum(tasks.planned)", ROWS, 0.8, id="sum"),
        pytest.param("sum(tasks.planned * a)", ROWS, 20, id="sum with a figure of the department"),
        pytest.param("sum(tasks.planned + 1)", ROWS, 12, id="sum with a constant"),
        pytest.param("sum(max(tasks.planned, 5))", ROWS, 11, id="max of several in a sum"),
        pytest.param('sum(tasks.planned * rate("total"))', ROWS, 5, id="sum with what was scored"),
        pytest.param("mean(tasks.planned)", ROWS, 5, id="mean"),
        pytest.param("min(tasks.planned)", ROWS, 4, id="min"),
        pytest.param("max(tasks.planned)", ROWS, 6, id="max"),
        pytest.param("count(tasks)", ROWS, 2, id="count of rows"),
        pytest.param("count(tasks.name)", ROWS, 1, id="count of rows that hold text"),
        pytest.param("count(tasks.planned)", ROWS, 2, id="count of rows that hold figures"),
        pytest.param("count(tasks.passed)", ROWS, 1, id="count of rows that hold true"),
        pytest.param("count(tasks.finished >= tasks.planned)", ROWS, 1, id="count by a condition"),
        pytest.param(
            'count(tasks.name == "甲")', ROWS, MISSING, id="count by an unknown condition"
        ),
        pytest.param("any(tasks.passed)", ROWS, True, id="any"),
        pytest.param("all(tasks.passed)", ROWS, False, id="all"),
        pytest.param('any(tasks.name == "甲")', ROWS, True, id="any settled by one row"),
        pytest.param('all(tasks.name != "甲")', ROWS, False, id="all settled by one row"),
        pytest.param('any(tasks.name == "乙")', ROWS, MISSING, id="any not settled"),
        pytest.param("share(tasks.passed)", ROWS, 0.5, id="share"),
        pytest.param("share(tasks.planned > a * 2)", ROWS, 0.5, id="share against a figure"),
        pytest.param(
            "sum(tasks.finished)", [{"finished": 1}, {}], MISSING, id="sum of a missing row"
        ),
        pytest.param("sum(tasks.finished)", [{"finished": INVALID}, {}], INVALID, id="worst row"),
        pytest.param(
            "count(tasks.finished)", [{"finished": 1}, {}], 1, id="count leaves out missing"
        ),
        pytest.param("sum(tasks.planned)", [], 0, id="sum of no rows"),
        pytest.param("count(tasks)", [], 0, id="count of no rows"),
        pytest.param("mean(tasks.planned)", [], UNDEFINED, id="mean of no rows"),
        pytest.param("share(tasks.passed)", [], UNDEFINED, id="share of no rows"),
        pytest.param("min(tasks.planned)", [], UNDEFINED, id="min of no rows"),
        pytest.param("max(tasks.planned) > 1", [], UNDEFINED, id="max of no rows, compared"),
        pytest.param("any(tasks.passed)", [], False, id="any of no rows"),
        pytest.param("all(tasks.passed)", [], True, id="all of no rows"),
        pytest.param("sum(tasks.planned)", None, MISSING, id="sum without the table"),
        pytest.param("any(tasks.passed)", None, MISSING, id="any without the table"),
        pytest.param("max(tasks.planned)", None, MISSING, id="max without the table"),
        pytest.param(
            "count(tasks)", NOT_APPLICABLE, NOT_APPLICABLE, id="count where it does not apply"
        ),
        pytest.param("coalesce(sum(tasks.planned), 0)", None, 0, id="coalesce of no table"),
    ],
)
def test_answer_over_a_table(source, tasks, answer):
    one = {"a": 2, "tasks": tasks}
    neighbours = {"a": 9, "tasks": [{"planned": 1, "finished": 1, "passed": True, "name": "丙"}]}

    assert (
        answers(source, neighbours, one, neighbours)[1] == answers(source, one)[0] == near(answer)
    )


def test_table_that_nobody_submitted_is_missing():
    assert answers("sum(tasks.planned)") == []
    assert answers("share(tasks.passed)", {}) == [MISSING]
