"""Any expression over columns gives what plain Python gives, one department at a time."""

import math
from functools import reduce
from random import Random

from bureau import INVALID, NOT_APPLICABLE, UNDEFINED, answers, answers_of, plain_plan, submit
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.model import State

MISSING = State.MISSING
UNKNOWN = [None, NOT_APPLICABLE, INVALID]
FIGURES = [0, 1, -1, 2, 3, 0.25, 0.1, 0.2, 0.3, 95.1, 100, -2.5, 1234.56]
LEVELS = ["好", "中", "差"]


def bureau(size):
    """Return departments with every mixture of figures, conditions and states."""
    draw = Random(2019)  # noqa: S311

    def pick(values):
        return draw.choice(values if draw.random() < 0.6 else UNKNOWN)

    def row():
        return {"planned": pick(FIGURES), "finished": pick(FIGURES), "passed": pick([True, False])}

    def department():
        own = {name: pick(FIGURES) for name in ("a", "b", "c")}
        own |= {name: pick([True, False]) for name in ("ok", "done")}
        tasks = [row() for _ in range(draw.randrange(3))] if draw.random() < 0.8 else None
        return {**own, "level": pick(LEVELS), "tasks": tasks}

    return [department() for _ in range(size)]


# --- plain Python, in which a value that is not known is its State ----------------------------


def unknown(value):
    return isinstance(value, State)


def strict(compute, divisor=None):
    """Return *compute* for values that may be unknown: the greatest state tells.

    A zero in the place of the *divisor* is undefined, unless something worse is, or what it
    would divide does not apply.
    """

    def of(*values):
        states = [value for value in values if unknown(value)]
        if divisor is not None and not unknown(values[divisor]) and values[divisor] == 0:
            states += [] if NOT_APPLICABLE in states else [UNDEFINED]
        return max(states) if states else compute(*values)

    return of


def close(a, b):
    return a == b if isinstance(a, str | bool) else abs(a - b) <= 1e-11 + 4e-15 * abs(b)


def both(a, b):
    return False if a is False or b is False else strict(lambda *_: True)(a, b)


def either(a, b):
    return True if a is True or b is True else strict(lambda *_: False)(a, b)


def negated(a):
    return a if unknown(a) else not a


def chosen(yes, test, no):
    return test if unknown(test) else yes if test else no


def coalesced(a, b):
    return b if unknown(a) and a < UNDEFINED else a


def missing(a):
    return a if unknown(a) and a >= UNDEFINED else unknown(a) and a is MISSING


def root(a):
    return math.sqrt(a) if a >= 0 else UNDEFINED


def whole(a):
    return math.floor(round(a, 9))


def total(values):
    return strict(lambda *given: float(sum(given)))(*values)


def mean(values):
    return strict(lambda *given: sum(given) / len(given))(*values) if values else UNDEFINED


def extreme(pick):
    return lambda values: strict(lambda *given: pick(given))(*values) if values else UNDEFINED


def present(values):
    return float(sum(not unknown(value) for value in values))


less, no_more = (
    strict(lambda a, b: a < b and not close(a, b)),
    strict(lambda a, b: a < b or close(a, b)),
)
equal = strict(close)

# A template, what it means, and the kinds of its parts: numbers, conditions, text, rows of each.
RULES = {
    "n": [
        ("({} + {})", strict(lambda a, b: a + b), "nn"),
        ("({} - {})", strict(lambda a, b: a - b), "nn"),
        ("({} * {})", strict(lambda a, b: a * b), "nn"),
        ("({} / ({} * 1))", strict(lambda a, b: a / b, divisor=1), "nn"),
        ("ratio({}, {})", strict(lambda a, b: a / b, divisor=1), "nn"),
        ("change({}, {})", strict(lambda a, b: (a - b) / b, divisor=1), "nn"),
        ("({} // ({} * 1))", strict(lambda a, b: whole(a / b), divisor=1), "nn"),
        ("({} % ({} * 1))", strict(lambda a, b: a - b * whole(a / b), divisor=1), "nn"),
        ("({} ** 2)", strict(lambda a: a * a), "n"),
        ("(-{})", strict(lambda a: -a), "n"),
        ("abs({})", strict(abs), "n"),
        ("floor({})", strict(whole), "n"),
        ("ceil({})", strict(lambda a: math.ceil(round(a, 9))), "n"),
        ("sqrt({})", strict(root), "n"),
        ("min({}, {})", strict(min), "nn"),
        ("max({}, {}, 1)", strict(lambda a, b: max(a, b, 1)), "nn"),
        ("clip({}, -1, 2)", strict(lambda a: min(max(a, -1), 2)), "n"),
        ("coalesce({}, {})", coalesced, "nn"),
        ("({} if {} else {})", chosen, "nbn"),
        ("({} if {} else None)", lambda yes, test: chosen(yes, test, MISSING), "nb"),
    ],
    "b": [
        ("({} < {})", less, "nn"),
        ("({} <= {})", no_more, "nn"),
        ("({} > {})", strict(lambda a, b: a > b and not close(a, b)), "nn"),
        ("({} >= {})", strict(lambda a, b: a > b or close(a, b)), "nn"),
        ("({} == {})", equal, "nn"),
        ("({} != {})", strict(lambda a, b: not close(a, b)), "nn"),
        ("({} < {} <= {})", lambda a, b, c: both(less(a, b), no_more(b, c)), "nnn"),
        ("({} in [{}, {}])", lambda a, b, c: either(equal(a, b), equal(a, c)), "nnn"),
        ("({} not in [{}])", lambda a, b: negated(equal(a, b)), "nn"),
        ("({} == {})", equal, "bb"),
        ("({} == '好')", strict(lambda a: a == "好"), "t"),
        ("({} not in ['好', '中'])", strict(lambda a: a not in ("好", "中")), "t"),
        ("({} and {})", both, "bb"),
        ("({} or {})", either, "bb"),
        ("({} or {} or {})", lambda a, b, c: either(either(a, b), c), "bbb"),
        ("(not {})", negated, "b"),
        ("is_missing({})", missing, "n"),
        ("is_missing({})", missing, "b"),
        ("coalesce({}, {})", coalesced, "bb"),
        ("({} if {} else {})", chosen, "bbb"),
    ],
    "t": [
        ("({} if {} else {})", chosen, "tbt"),
        ("({} if {} else None)", lambda yes, test: chosen(yes, test, MISSING), "tb"),
        ("coalesce({}, '无')", lambda a: coalesced(a, "无"), "t"),
    ],
}
OVER_ROWS = {
    "n": [
        ("sum({})", total, "n"),
        ("mean({})", mean, "n"),
        ("min({})", extreme(min), "n"),
        ("max({})", extreme(max), "n"),
        ("count({})", present, "n"),
        ("count({})", total, "b"),
        ("share({})", mean, "b"),
    ],
    "b": [
        ("any({})", lambda values: reduce(either, values, False), "b"),
        ("all({})", lambda values: reduce(both, values, True), "b"),
    ],
}


# --- expressions: a source, and what it means for one department and one row of its table -----


def constant(value):
    return repr(value), lambda *_: value


def of_department(name):
    return name, lambda department, _: MISSING if department[name] is None else department[name]


def of_row(name):
    return f"tasks.{name}", lambda _, row: MISSING if row[name] is None else row[name]


OWN = {
    "n": [*map(of_department, "abc"), *map(constant, [0, 0.1, 0.3, 1, 2, 100])],
    "b": [of_department("ok"), of_department("done"), constant(True)],
    "t": [of_department("level"), constant("好")],
}
IN_ROWS = {
    "n": [of_row("planned"), of_row("finished")] * 2 + OWN["n"],
    "b": [of_row("passed"), *OWN["b"]],
    "t": OWN["t"],
}


def one_of(draw, values):
    return values[draw(st.integers(0, len(values) - 1))]


def expression(draw, kind, leaves, depth):
    form = draw(st.integers(0, 5)) if depth else 0
    if form == 1 and leaves is OWN and kind in OVER_ROWS:
        return aggregate(draw, kind, depth)
    if form < 2:
        return one_of(draw, leaves[kind])
    template, means, kinds = one_of(draw, RULES[kind])
    parts = [expression(draw, part, leaves, depth - 1) for part in kinds]
    source = template.format(*(part for part, _ in parts))
    return source, lambda department, row: means(*(f(department, row) for _, f in parts))


def aggregate(draw, kind, depth):
    template, means, of = one_of(draw, OVER_ROWS[kind])
    source, each = expression(draw, of, IN_ROWS, depth - 1)
    if "tasks." not in source:
        source, each = IN_ROWS[of][0]

    def over_rows(department, _):
        rows = department["tasks"]
        return MISSING if rows is None else means([each(department, row) for row in rows])

    return template.format(source), over_rows


@st.composite
def expressions(draw):
    return expression(draw, one_of(draw, "nbt"), OWN, 3)


DEPARTMENTS = bureau(60)
SUBMISSIONS = submit(plain_plan().ruleset, *DEPARTMENTS)


@settings(max_examples=500)
@given(expressions())
def test_columns_give_what_plain_python_gives(expression):
    source, evaluate = expression
    expected = [evaluate(department, None) for department in DEPARTMENTS]
    answers = zip(DEPARTMENTS, answers_of(source, SUBMISSIONS), expected, strict=True)

    assert [told for told in answers if not same(*told[1:])] == []


def same(answer, wanted):
    if unknown(answer) or unknown(wanted) or type(wanted) is not float:
        return unknown(answer) == unknown(wanted) and answer == wanted
    return math.isclose(answer, wanted, rel_tol=1e-9, abs_tol=1e-9)


@settings(max_examples=30)
@given(expressions())
def test_one_row_alone_gives_the_same_bits(expression):
    source, _ = expression
    alone = [answers(source, department)[0] for department in DEPARTMENTS]

    assert list(map(repr, alone)) == list(map(repr, answers_of(source, SUBMISSIONS)))
