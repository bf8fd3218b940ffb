"""All mistakes of a file are told in one run, in reading order, and none because of another."""

import json

import pytest

from scoring.errors import RulesetError
from scoring.ruleset import read_ruleset, ruleset_from
from scoring.ruleset.formulas import caret_under

FAULTS = [
    ('"language": "zh-CN"', '"language": "zh-CN",\n  "language": "en"'),
    ('"changes": "首版"', '"chnages": "首版"'),
    ('"value": 60', '"value": NaN'),
    ('"minimum": 0', '"minimum": 9001'),
    ('"spent / budget * 100"', '"spent ÷ buget * 100"'),
    ('"weight": 20.5', '"weight": 20'),
    ('"tie_breakers": ["rate", "total"]', '"tie_breakers": ["rat"]'),
]


@pytest.fixture
def problems(changed):
    def read(*replacements):
        with pytest.raises(RulesetError) as refused:
            read_ruleset(changed(*replacements)[0])
        return refused.value.problems

    return read


def test_every_mistake_is_told_in_one_run(problems):
    assert [told.place for told in problems(*FAULTS)] == [
        "规则.json:8:3 /language",
        "规则.json:17:28 /parameters/pass_line/value",
        "规则.json:13:3 /chnages",
        "规则.json:21:73 /fields/spent/minimum",
        "规则.json:30:49 /values/execution/expression",
        "规则.json:39:48 /indicators/0/weight",
        "规则.json:64:51 /ranking/tie_breakers/0",
    ]


def test_a_mistake_inside_of_a_mistake_is_told_too(problems):
    told = problems(('"type": "boolean"', '"type": "boolean", "choices": [3]'))

    assert [problem.place.partition(" ")[2] for problem in told] == [
        "/fields/rules/choices",
        "/fields/rules/choices/0",
    ]


def test_two_flaws_of_one_expression_are_two_problems(problems):
    told = problems(('"spent / budget * 100"', '"spend / buget * 100"'))

    assert [problem.excerpt.splitlines()[1].index("^") for problem in told] == [4, 12]


@pytest.mark.parametrize(
    ("replacement", "expected"),
    [
        pytest.param(
            ('"type": "boolean"', '"type": "bolean"'), 1, id="expressions that use a faulty field"
        ),
        pytest.param(
            ('"expression": "spent / budget * 100"', '"expresion": "spent"'),
            1,
            id="indicators that use a faulty value",
        ),
        pytest.param(('"fields": {\n', '"feilds": {\n'), 1, id="all that uses a table of names"),
        pytest.param(
            ('"weight": 60.5, "children"', '"weight": 60.5, "childern"'),
            1,
            id="all that names an indicator of a faulty branch",
        ),
        pytest.param(
            ('{"planned": {"title": "计划数", "type": "number"}}', "[]"),
            1,
            id="aggregates over a faulty table",
        ),
        pytest.param(('"weight": 20.5', '"weight": "20.5"'), 1, id="sums with a faulty weight"),
    ],
)
def test_nobody_is_blamed_for_the_mistake_of_another(problems, replacement, expected):
    assert len(problems(replacement)) == expected


def test_a_caret_stands_under_the_character_beside_wide_ones(problems):
    (told,) = problems(("level == '好' and rules", "level == '好' and rule"))

    assert told.excerpt == "    level == '好' and rule\n                      ^"
    assert told.say().endswith(told.excerpt)


def test_a_caret_does_not_count_marks_on_other_characters():
    assert caret_under("e\u0301 + x", 5).splitlines()[1] == "        ^"


def test_a_caret_in_a_long_expression_shows_what_is_near(problems):
    (told,) = problems(('"100 - execution"', f'"{"1 + " * 100}excution"'))

    line, caret = told.excerpt.splitlines()
    assert len(line) < 110
    assert line[caret.index("^") :] == "excution"


def test_hidden_characters_never_reach_the_terminal(problems):
    (told,) = problems(('"changes": "首版"', r'"\u001b[31m\u202e": 1'))

    assert told.place == r"规则.json:12:3 /\u001b[31m\u202e"
    assert "\x1b" not in told.say() + told.say("en")


def test_a_key_without_end_is_cut(problems):
    (told,) = problems(('"changes": "首版"', f'"{"x" * 5000}": 1'))

    assert len(told.say()) < 600


def test_of_countless_mistakes_only_the_first_are_told():
    with pytest.raises(RulesetError) as refused:
        ruleset_from({f"key{number}": 1 for number in range(3000)})

    assert 0 < len(refused.value.problems) <= 500


def test_a_document_in_memory_has_pointers_only(small):
    document = json.loads(small)
    document["indicators"][0]["children"][0]["score"]["target"] = []

    with pytest.raises(RulesetError) as refused:
        ruleset_from(document)

    assert refused.value.problems[0].place == "ruleset /indicators/0/children/0/score/target"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"id": {1, 2}}, id="a set"),
        pytest.param({"id": object()}, id="an object"),
        pytest.param({(1, 2): 3}, id="a key that is a tuple"),
    ],
)
def test_what_json_cannot_hold_is_refused(document):
    with pytest.raises(RulesetError, match="不是 JSON"):
        ruleset_from(document)


def test_a_document_that_holds_itself_is_refused():
    document = {}
    document["id"] = document

    with pytest.raises(RulesetError, match="不是 JSON"):
        ruleset_from(document)


def test_checks_that_ask_for_scores_are_not_blamed_for_indicators_that_cannot_be_seen(problems):
    told = problems(
        ('"children": [', '"children": [7,'),
        ('"holds": "spent <= budget"', '"holds": "rate(\'rate\') > 0 and spent <= budget"'),
        ('"equals": "budget"', '"equals": "buget"'),
    )

    assert [problem.place.partition(" ")[2] for problem in told] == [
        "/checks/1/equals",
        "/indicators/0/children/0",
    ]
