"""Rules for rows are looked at like indicators: over the columns, where a row gets to them."""

import json
from copy import deepcopy

import pytest
from sound_ruleset import ruleset

from scoring.review.lint import lint

SCORE = "/indicators/0/score"
RULE = f"{SCORE}/rules/0"
FIELDS = {
    "name": {"title": "名称", "type": "text"},
    "kind": {"title": "类别", "type": "choice", "choices": ["产出", "效益"]},
    "weight": {"title": "权重", "type": "number", "minimum": 0},
    "actual": {"title": "完成率", "type": "percent", "minimum": 0, "maximum": 100},
    "used": {"title": "支出", "type": "money", "unit": "元", "minimum": 0},
    "plan": {"title": "计划", "type": "money", "unit": "万元", "minimum": 0},
}
OUTPUT, EFFECT = 'kind == "产出"', 'kind == "效益"'
HALF = {"method": "proportional", "target": 95, "overshoot": {"beyond": 1.5, "then": 1}}


def bands(**shares):
    return {"method": "bands", "bands": [{"range": r, "share": s} for r, s in shares.items()]}


def rule(score=HALF, value="actual", **keys):
    return {"value": value, "score": score, **keys}


def rows(*rules, second=None, columns=None, top=None, **keys):
    """Return a ruleset whose first indicator is of rows, and the second if it has keys for it."""
    score = {"method": "rows", "table": "tasks", "title": "name", "weight": "weight"}
    first = {"score": {**score, "rules": list(rules or [rule()]), **keys}}
    first |= {"value": None, "decimals": None}
    tables = {"tasks": {"title": "任务", "fields": {**deepcopy(FIELDS), **(columns or {})}}}
    document = ruleset(first, tables=tables, **(top or {}))
    if second:
        other = {"score": {**first["score"], **second}}
        document = ruleset(first, other, tables=tables, **(top or {}))
    return document


LIMIT = {"parameters": {"whole": {"value": 100, "title": "合计", "basis": "notice"}}}
FACTOR = {"fields": {**ruleset()["fields"], "factor": {"title": "系数", "type": "number"}}}


def found(document, tmp_path):
    file = tmp_path / "规则.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    linted = lint(file)
    assert linted.usable
    return {(each.rule.id, each.place.rpartition(" ")[2]) for each in linted.findings}


@pytest.mark.parametrize(
    ("name", "document", "place"),
    [
        pytest.param(
            "band-gap",
            rows(rule(bands(**{"(60,100]": 1, "[0,60)": 0}))),
            f"{RULE}/score/bands",
            id="bands leave a value out",
        ),
        pytest.param(
            "unanswered-value",
            rows(rule(bands(**{"[60,90]": 1, "[0,60)": 0}))),
            f"{RULE}/score/bands",
            id="a column goes beyond all bands",
        ),
        pytest.param(
            "unreachable-band",
            rows(rule(bands(**{"(100,120]": 1, "[0,100]": 0}))),
            f"{RULE}/score/bands/0/range",
            id="a column cannot get into a band",
        ),
        pytest.param(
            "uneven-shares",
            rows(rule(bands(**{"[90,100]": 1, "[60,90)": 0, "[0,60)": 0.5}))),
            f"{RULE}/score/bands/1",
            id="the middle band earns least",
        ),
        pytest.param(
            "finer-than-rounding",
            rows(rule(bands(**{"[60.555,100]": 1, "[0,60.555)": 0}), decimals=2)),
            f"{RULE}/score/bands/0/range",
            id="a band ends between two values",
        ),
        pytest.param(
            "unanswered-level",
            rows(
                {
                    "score": {
                        "method": "rating",
                        "level": "kind",
                        "levels": [{"title": "产出", "share": 1}],
                    }
                }
            ),
            f"{RULE}/score/levels",
            id="a level that can be chosen",
        ),
        pytest.param(
            "unreachable-level",
            rows(
                {
                    "when": OUTPUT,
                    "score": {
                        "method": "rating",
                        "level": "kind",
                        "levels": [{"title": "产出", "share": 1}, {"title": "效益", "share": 0}],
                    },
                },
                rule(),
            ),
            f"{RULE}/score/levels/1/title",
            id="a level that rows of this rule do not have",
        ),
        pytest.param(
            "percent-as-share",
            rows(rule({**HALF, "target": 0.95})),
            f"{RULE}/score/target",
            id="a target written as a share",
        ),
        pytest.param(
            "percent-as-share",
            rows(rule(when="actual >= 0.95"), rule()),
            f"{RULE}/when",
            id="a condition written as a share",
        ),
        pytest.param(
            "mixed-money",
            rows(rule(value="used / plan * 100", undefined="zero")),
            f"{RULE}/value",
            id="元 over 万元",
        ),
        pytest.param(
            "zero-denominator",
            rows(rule(value="actual / plan")),
            f"{RULE}/value",
            id="a column that can be 0",
        ),
        pytest.param(
            "zero-denominator",
            rows(weight="weight / plan"),
            f"{SCORE}/weight",
            id="a weight that cannot always be worked out",
        ),
        pytest.param(
            "constant-condition",
            rows(where='kind == "满意度"'),
            f"{SCORE}/where",
            id="no row is selected",
        ),
        pytest.param(
            "constant-condition",
            rows(rule(not_applicable={"when": "weight < 0"})),
            f"{RULE}/not_applicable/when",
            id="a row always applies",
        ),
        pytest.param(
            "unreachable-case",
            rows(rule(when=OUTPUT), rule(when=f"{OUTPUT} and weight > 1"), rule()),
            f"{SCORE}/rules/1/when",
            id="an earlier rule takes all its rows",
        ),
        pytest.param(
            "unreachable-case",
            rows(rule(when=EFFECT), rule(), where=OUTPUT),
            f"{RULE}/when",
            id="a rule for rows that are not selected",
        ),
        pytest.param(
            "same-value", rows(second={"weight": "weight * 2"}), "/indicators/1", id="the same rows"
        ),
        pytest.param(
            "unused-field", rows(), "/tables/tasks/fields/kind", id="a column nothing reads"
        ),
    ],
)
def test_a_fault_in_a_rule_for_rows_is_found_in_its_place(name, document, place, tmp_path):
    assert (name, place) in found(document, tmp_path)


@pytest.mark.parametrize(
    ("name", "document"),
    [
        pytest.param(
            "band-gap", rows(rule(bands(**{"[60,100]": 1, "[0,60)": 0}))), id="bands that meet"
        ),
        pytest.param(
            "zero-denominator",
            rows(rule(when="plan > 0", value="actual / plan"), rule()),
            id="the rule's condition excludes 0",
        ),
        pytest.param(
            "zero-denominator",
            rows(rule(when="plan == 0"), rule(value="actual / plan")),
            id="an earlier rule takes the rows with 0",
        ),
        pytest.param(
            "zero-denominator",
            rows(rule(value="actual / plan"), where="plan > 0"),
            id="rows with 0 are not selected",
        ),
        pytest.param(
            "zero-denominator",
            rows(rule(value="actual / plan", undefined="zero")),
            id="the rule says what then",
        ),
        pytest.param(
            "unreachable-case",
            rows(rule(when=OUTPUT), rule(when=EFFECT), rule()),
            id="rules that cover all choices before the rest",
        ),
        pytest.param(
            "constant-condition",
            rows(rule(when=OUTPUT), rule(when=EFFECT)),
            id="the last rule's condition holds for all that are left",
        ),
        pytest.param(
            "constant-condition",
            rows(
                rule(when="rate_twice > 100"),
                rule(),
                columns={"rate": {"title": "比率", "type": "percent", "maximum": 10}},
                top={"values": {"rate_twice": {"title": "两倍", "expression": "rate * 2"}}},
            ),
            id="a named value reads the field, not the column of that name",
        ),
        pytest.param(
            "same-value",
            rows(where=OUTPUT, total="whole", second={"where": EFFECT}, top=LIMIT),
            id="other rows of the same table, with the same total",
        ),
        pytest.param(
            "unused-name",
            rows(where="weight < whole", top=LIMIT),
            id="a parameter that only where reads",
        ),
        pytest.param(
            "negative-unanswered",
            rows(columns={"actual": {"title": "增长率", "type": "number"}}),
            id="rows may hold growth, which may be negative",
        ),
    ],
)
def test_what_is_sound_in_a_rule_for_rows_is_let_pass(name, document, tmp_path):
    assert name not in {rule for rule, _ in found(document, tmp_path)}


def test_a_field_that_only_the_weight_of_rows_reads_is_used(tmp_path):
    document = rows(weight="weight * factor", top=FACTOR)

    assert ("unused-field", "/fields/factor") not in found(document, tmp_path)


def test_each_of_very_many_rules_still_knows_its_own_condition(tmp_path):
    rules = [rule(when=f"weight == {i} and plan > {i}", value="actual / plan") for i in range(200)]

    names = {name for name, _ in found(rows(*rules, rule()), tmp_path)}

    assert names.isdisjoint(("zero-denominator", "unreachable-case"))
