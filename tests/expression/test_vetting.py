"""Only small, pure expressions pass; whatever else is written gets its place and a remedy."""

import pytest

from scoring.errors import RulesetError
from scoring.expression import Scope, compile_expression, names_in, vet
from scoring.expression.characters import INSTEAD

SCOPE = Scope(
    names={
        "a": "number",
        "b": "number",
        "ok": "boolean",
        "level": "text",
        "day": "date",
        "预算": "number",
    },
    tables={
        "tasks": {"planned": "number", "passed": "boolean", "name": "text"},
        "projects": {"cost": "number"},
    },
)
SCORED = Scope(SCOPE.names, SCOPE.tables, frozenset({"d1", "total"}), frozenset({"i1"}))


def flaws_of(source, wants=None, scope=SCOPE):
    return vet(source, scope, wants)[0]


def said(source, language="en", **kind):
    return [
        (f.offset, f.problem.say(language), f.remedy.say(language))
        for f in flaws_of(source, **kind)
    ]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        pytest.param("a", "number", id="a field"),
        pytest.param("  a / b * 100", "number", id="spaces in front"),
        pytest.param("预算 * 0.6", "number", id="Chinese identifier"),
        pytest.param("-a + +b", "number", id="signs"),
        pytest.param("a ** 2 // 3 % 4", "number", id="all arithmetic"),
        pytest.param("a ** -0.5", "number", id="a small negative power"),
        pytest.param("0 < a <= 10", "boolean", id="a chain"),
        pytest.param("not ok and a > 1 or ok", "boolean", id="logic"),
        pytest.param("a if ok else None", "number", id="nothing otherwise"),
        pytest.param("ok if a > 0 else None", "boolean", id="no answer otherwise"),
        pytest.param('level in ["好", "中"]', "boolean", id="a list"),
        pytest.param('level not in ("好",)', "boolean", id="a tuple"),
        pytest.param("a in []", "boolean", id="an empty list"),
        pytest.param('day >= "2019-06-30"', "boolean", id="a date in quotes"),
        pytest.param('days(day, "2019-06-30")', "number", id="a date in quotes as an argument"),
        pytest.param('"2019-01-01" < day in ["2019-06-30"]', None, id="a chain with a list"),
        pytest.param("year(day)", "number", id="a year"),
        pytest.param("max(a, b, 3)", "number", id="max of several"),
        pytest.param("max(tasks.planned)", "number", id="max over a table"),
        pytest.param("sum(tasks.planned * a)", "number", id="a field inside an aggregate"),
        pytest.param("sum(max(tasks.planned, 0))", "number", id="max of several in an aggregate"),
        pytest.param("count(tasks)", "number", id="the rows of a table"),
        pytest.param("count(tasks.name)", "number", id="rows that hold text"),
        pytest.param('count(tasks.name == "甲")', "number", id="rows by a condition"),
        pytest.param("share(tasks.planned > a)", "number", id="a share of rows"),
        pytest.param("any(tasks.passed) and all(tasks.passed)", "boolean", id="any and all"),
        pytest.param("is_missing(level)", "boolean", id="is_missing of text"),
        pytest.param('coalesce(level, "无")', "text", id="coalesce of text"),
        pytest.param("coalesce(a, 1,000)", None, id="a thousands comma in a call is an argument"),
        pytest.param("round(a, 2)", "number", id="round"),
        pytest.param("1e15", "number", id="the greatest number"),
        pytest.param("True == ok", "boolean", id="comparing booleans"),
        pytest.param("clip(ratio(a, b), 0, 1)", "number", id="calls in calls"),
    ],
)
def test_kind_is_inferred(source, kind):
    assert vet(source, SCOPE, None)[1] == kind


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('open("x")', id="files"),
        pytest.param('__import__("os")', id="import"),
        pytest.param("__builtins__", id="dunder name"),
        pytest.param("a.__class__", id="dunder attribute"),
        pytest.param("tasks.__class__", id="dunder attribute of a table"),
        pytest.param("sum(tasks.__class__)", id="dunder column"),
        pytest.param("a.real", id="attribute of a field"),
        pytest.param("(a + b).real", id="attribute of a sum"),
        pytest.param('"x".join(level)', id="method of text"),
        pytest.param('"{0.a}".format(a)', id="format of text"),
        pytest.param("a[0]", id="subscript"),
        pytest.param("[1, 2]", id="bare list"),
        pytest.param("(a, b)", id="bare tuple"),
        pytest.param("{1: 2}", id="dict"),
        pytest.param("{1, 2}", id="set"),
        pytest.param("lambda: 1", id="lambda"),
        pytest.param("(lambda x: x)(a)", id="lambda called"),
        pytest.param("[x for x in [1]]", id="comprehension"),
        pytest.param("sum(x for x in [1])", id="generator"),
        pytest.param("(x := 1)", id="walrus"),
        pytest.param('f"{a}"', id="f-string"),
        pytest.param('b"x"', id="bytes"),
        pytest.param("1j", id="complex"),
        pytest.param("...", id="ellipsis"),
        pytest.param("a @ b", id="matrix product"),
        pytest.param("a << 2", id="shift"),
        pytest.param("~ok", id="bit inversion"),
        pytest.param("a & b", id="bit and"),
        pytest.param("a is b", id="is"),
        pytest.param("a is not None", id="is not"),
        pytest.param("a == None", id="comparing with None"),
        pytest.param("None + 1", id="nothing in a sum"),
        pytest.param("ok and None", id="nothing in logic"),
        pytest.param("None if ok else None", id="nothing either way"),
        pytest.param("max(a, None)", id="nothing as an argument"),
        pytest.param("is_missing(None)", id="is nothing missing"),
        pytest.param("a ** b", id="power of a field"),
        pytest.param("9 ** 4000000", id="huge power"),
        pytest.param("2 ** 8.1", id="power just over 8"),
        pytest.param("2 ** True", id="boolean power"),
        pytest.param("2 ** -9", id="power below -8"),
        pytest.param("9 ** 9 ** 9", id="tower of powers"),
        pytest.param("a / 0", id="division by zero"),
        pytest.param("a // 0.0", id="whole division by zero"),
        pytest.param("a % 0", id="rest of a division by zero"),
        pytest.param("1e16", id="number over 10 ** 15"),
        pytest.param("9" * 5000, id="endless number"),
        pytest.param("1e999", id="infinite number"),
        pytest.param('level == "' + "x" * 201 + '"', id="text over 200 characters"),
        pytest.param('"a" * 3', id="repeated text"),
        pytest.param('level + "x"', id="joined text"),
        pytest.param("level > level", id="text has no order"),
        pytest.param("ok > ok", id="booleans have no order"),
        pytest.param("a == level", id="number against text"),
        pytest.param("ok == 1", id="boolean against number"),
        pytest.param("ok + 1", id="boolean in a sum"),
        pytest.param("a and b", id="numbers in logic"),
        pytest.param("not a", id="not a number"),
        pytest.param("a if b else 1", id="number as a test"),
        pytest.param("a if ok else level", id="branches of two kinds"),
        pytest.param("day + 1", id="date arithmetic"),
        pytest.param('day > "30/06/2019"', id="a date in another manner"),
        pytest.param("day > level", id="date against text"),
        pytest.param('days(day, "2019-13-01")', id="a day that does not exist"),
        pytest.param('year("soon")', id="text as a date"),
        pytest.param("a in b", id="in a field"),
        pytest.param("a in [b if ok else level]", id="list of two kinds"),
        pytest.param("1 < a in [1]", id="in within a chain"),
        pytest.param("unknown", id="unknown name"),
        pytest.param("tasks", id="a table alone"),
        pytest.param("tasks.planned", id="a column alone"),
        pytest.param("sum(tasks)", id="sum of a table"),
        pytest.param("sum(tasks.unknown)", id="unknown column"),
        pytest.param("sum(tasks.name)", id="sum of text"),
        pytest.param("any(tasks.planned)", id="any of numbers"),
        pytest.param("sum(tasks.planned + projects.cost)", id="two tables"),
        pytest.param("sum(sum(tasks.planned))", id="nested aggregates"),
        pytest.param("sum(tasks.planned, 2)", id="aggregate of two arguments"),
        pytest.param("sum()", id="aggregate of nothing"),
        pytest.param("sum(a)", id="aggregate without a table"),
        pytest.param("max(a)", id="max of one field"),
        pytest.param("count(a)", id="count of a field"),
        pytest.param("nothing(a)", id="unknown function"),
        pytest.param("rand()", id="a function of simpleeval"),
        pytest.param("abs()", id="too few arguments"),
        pytest.param("abs(a, b)", id="too many arguments"),
        pytest.param("abs(x=a)", id="keyword argument"),
        pytest.param("abs(*a)", id="starred argument"),
        pytest.param("abs(**a)", id="double starred argument"),
        pytest.param("abs(level)", id="argument of another kind"),
        pytest.param("round(a, 10)", id="ten decimals"),
        pytest.param("round(a, -1)", id="negative decimals"),
        pytest.param("round(a, b)", id="decimals from a field"),
        pytest.param("round(a, True)", id="boolean decimals"),
        pytest.param('rate("d1")', id="rate before scoring"),
        pytest.param('points("total")', id="points before scoring"),
        pytest.param('self_score("i1")', id="self score without indicators"),
        pytest.param("", id="empty"),
        pytest.param("   ", id="blank"),
        pytest.param("a +", id="unfinished"),
        pytest.param("(a", id="open bracket"),
        pytest.param("a b", id="two names"),
        pytest.param('"a', id="open quote"),
        pytest.param("import os", id="statement"),
        pytest.param("a; b", id="two statements"),
        pytest.param("a\nb", id="two lines"),
        pytest.param("a \\\n+ b", id="continued line"),
        pytest.param("a = 1", id="assignment"),
        pytest.param("1,000 + a", id="thousands comma"),
        pytest.param("95%", id="percent sign"),
        pytest.param("a > 95% and ok", id="percent sign inside"),
        pytest.param("\x00", id="null"),
        pytest.param("a" * 2001, id="over 2,000 characters"),
        pytest.param("(" * 900 + "a" + ")" * 900, id="900 brackets"),
        pytest.param("-" * 1900 + "a", id="1,900 signs"),
        pytest.param(
            ("-" * 8 + "(") * 199 + "a" + ")" * 199, id="brackets and signs beyond the parser"
        ),
        pytest.param("not " * 450 + "ok", id="450 nots"),
        pytest.param("+".join("a" * 201), id="over 400 parts"),
    ],
)
def test_everything_else_is_refused_in_both_languages(source):
    flaws, kind = vet(source, SCOPE, None)

    assert flaws
    assert kind is None
    for flaw in flaws:
        assert 0 <= flaw.offset <= len(source)
        assert flaw.problem.say("zh-CN")
        assert flaw.remedy.say("en")


@pytest.mark.parametrize("written", INSTEAD, ids=lambda c: f"U+{ord(c):04X}")
def test_typographic_signs_name_their_replacement(written):
    offset, problem, remedy = said(f"a {written} b {written}")[0]

    assert offset == 2
    assert f"U+{ord(written):04X}" in problem
    assert remedy == f"Write {INSTEAD[written]}"


@pytest.mark.parametrize("code", range(0xFF01, 0xFF5F), ids=lambda code: f"U+{code:04X}")
def test_full_width_signs_name_their_ascii_twin(code):
    twin = chr(code - 0xFEE0)
    found = said(f"a {chr(code)} b {chr(code)}")

    if twin.isalpha() or twin == "_":
        assert all(offset != 2 or "U+" not in told for offset, told, _ in found)  # read as folded
    elif twin in REFUSED:
        assert found[0][2] == REFUSED[twin]
    elif twin in INSTEAD:
        assert found[0][2] == f"Write {INSTEAD[twin]}"  # which is no operator either: ＆, ｜, ＾
    else:
        assert found[0][2] == f"Write {twin}"


REFUSED = {
    "=": "Write == to compare, and no = before a formula",
    "!": "Write not",
    "$": "Write the figure alone; its unit is the field's",
    "#": "Say it in the description",
    "~": "Write a range as 60 <= value <= 80",
    **dict.fromkeys("\\;", "Remove it; an expression is one line"),
    **dict.fromkeys("{}", "Write fields as they are, and lists in [ ]"),
    **dict.fromkeys("?:", "Write a if condition else b, and / to divide"),
    **dict.fromkeys("@`", "Use + - * / ( ) and the comparisons > >= < <= == !="),
}


@pytest.mark.parametrize("hidden", "\u200b\ufeff\u00ad\u202e\t;\\", ids=lambda c: f"U+{ord(c):04X}")
def test_hidden_characters_are_to_be_removed(hidden):
    assert said(f"a{hidden} + b")[0][::2] == (1, "Remove it; an expression is one line")


@pytest.mark.parametrize("space", "\u3000\u00a0\u2003", ids=lambda c: f"U+{ord(c):04X}")
def test_wide_spaces_are_to_be_plain(space):
    assert said(f"a{space}+ b")[0][::2] == (1, "Write a plain space")


def test_signs_inside_quotes_are_left_alone():
    assert flaws_of('level == "≥9５％，「好」"') == []


@pytest.mark.parametrize(
    ("source", "offset", "remedy"),
    [
        pytest.param("a ＋ b", 2, "请改写为 +", id="full-width plus"),
        pytest.param("a > 95%", 6, "百分比字段直接写数字：95.1% 写作 95.1", id="percent sign"),
        pytest.param(
            "预算 + speng", 5, "请改用其中之一", id="after Chinese, counted in characters"
        ),
        pytest.param(" level + a", 1, "请改用同类的字段或数值", id="after a leading space"),
    ],
)
def test_flaw_stands_at_its_character(source, offset, remedy):
    flaw = flaws_of(source)[0]

    assert flaw.remedy.say("zh-CN").startswith(remedy)
    assert flaw.offset == offset


def test_all_flaws_are_told_at_once():
    assert [offset for offset, _, _ in said("x + y ** a + level.z")] == [0, 4, 9, 13]


@pytest.mark.parametrize(
    ("source", "wants", "flawed"),
    [
        pytest.param("a", "number", False, id="number wanted, number given"),
        pytest.param("a > 1", "number", True, id="number wanted, condition given"),
        pytest.param("a", "boolean", True, id="condition wanted, number given"),
        pytest.param("level", "text", False, id="text wanted, text given"),
        pytest.param("None", "boolean", True, id="condition wanted, nothing given"),
        pytest.param("level", None, False, id="anything will do"),
    ],
)
def test_result_is_of_the_kind_wanted(source, wants, flawed):
    assert bool(flaws_of(source, wants=wants)) == flawed


@pytest.mark.parametrize(
    ("source", "flawed"),
    [
        pytest.param('rate("d1") > 0.6', False, id="rate of a dimension"),
        pytest.param('points("total") >= 90', False, id="points of the total"),
        pytest.param('self_score("i1") - points("d1")', False, id="self score against points"),
        pytest.param('sum(tasks.planned * rate("d1"))', False, id="rate within an aggregate"),
        pytest.param('rate("d9")', True, id="unknown id"),
        pytest.param('self_score("d1")', True, id="self score of a dimension"),
        pytest.param("rate(d1)", True, id="id without quotes"),
        pytest.param("rate()", True, id="no id"),
        pytest.param('rate("d1", "d2")', True, id="two ids"),
        pytest.param("rate(1)", True, id="a number for an id"),
    ],
)
def test_scores_are_asked_for_by_id(source, flawed):
    assert bool(flaws_of(source, scope=SCORED)) == flawed


def test_names_in_an_expression_leave_functions_out():
    assert names_in("max(a, b) + sum(tasks.planned)") == {"a", "b", "tasks"}


def test_names_in_what_is_no_expression_are_none():
    assert names_in("a +") == frozenset()


@pytest.mark.parametrize(
    "source", [pytest.param("a +", id="no expression"), pytest.param("a + x", id="unknown name")]
)
def test_compiling_a_flawed_expression_is_refused(source):
    with pytest.raises(RulesetError) as refused:
        compile_expression(source, SCOPE)

    assert source in refused.value.say("zh-CN")
    assert refused.value.say("en")
