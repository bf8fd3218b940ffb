"""``scoring lint`` as a user types it: what it prints, and how it ends."""

import json

import pytest
from click.testing import CliRunner
from sound_ruleset import ruleset

from scoring.cli import main
from scoring.export.display import width_of
from scoring.review.lint import RULES


def run(*arguments):
    return CliRunner().invoke(main, ["lint", *map(str, arguments)])


@pytest.fixture
def written(tmp_path):
    """Return what writes a ruleset to a file."""

    def write(document, name="规则.json"):
        file = tmp_path / name
        text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
        file.write_text(text, encoding="utf-8")
        return file

    return write


WARNED = ruleset({"examples": None})
ADVISED = ruleset({"remedy": None})


@pytest.mark.parametrize(
    ("document", "options", "code"),
    [
        pytest.param(ruleset(), [], 0, id="all fine"),
        pytest.param(ADVISED, [], 0, id="only advice"),
        pytest.param(ADVISED, ["--strict"], 1, id="only advice, to be strict"),
        pytest.param(WARNED, [], 1, id="a warning"),
        pytest.param(ruleset(titel="错"), [], 2, id="unusable"),
        pytest.param("{", [], 2, id="no JSON"),
    ],
)
def test_it_ends_by_the_worst_it_found(document, options, code, written):
    result = run(written(document), *options)

    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_a_finding_is_told_with_place_rule_problem_and_remedy(written):
    told = run(written(WARNED)).output

    assert "警告 missing-example  规则.json:1:" in told
    assert "「质量」没有算例。请用 examples 写明给定的数据和应得的分。" in told
    assert told.rstrip().endswith("错误 0，警告 1，建议 0")


def test_everything_that_makes_it_unusable_is_told(written):
    told = run(written(ruleset({"weight": 5, "basis": "notce"}))).output

    assert "错误 weights-add-up" in told
    assert "错误 unknown-basis" in told
    assert "不能使用：2 个问题" in told


def test_an_expression_is_shown_with_a_caret(written):
    assert (
        "    rate + ratte\n           ^" in run(written(ruleset({"value": "rate + ratte"}))).output
    )


def test_several_rulesets_are_told_one_after_the_other(written):
    result = run(written(WARNED, "甲.json"), written("{", "乙.json"), written(ruleset(), "丙.json"))

    assert result.exit_code == 2
    assert result.output.index("甲.json") < result.output.index("乙.json")
    assert "没有发现问题" in result.output
    assert "共 3 份评分规则：错误 1，警告 1，建议 0" in result.output


def test_suppressed_findings_are_counted(written):
    entry = {"rule": "missing-remedy", "reason": "另有通知"}

    assert "另有 1 项" in run(written(ruleset({"remedy": None}, lint=[entry]))).output


def test_no_line_is_wider_than_the_terminal(written):
    deep = ruleset({"title": "很长的名称" * 30, "examples": None})
    for level in range(12):
        dimension = {"id": f"level{level}", "title": "层", "weight": 10, "basis": "notice"}
        deep["indicators"] = [{**dimension, "children": deep["indicators"]}]
    told = run(written(deep)).output

    assert max(map(width_of, told.splitlines())) <= 100


def test_json_has_every_finding_with_its_place(written):
    entry = {"rule": "missing-remedy", "reason": "另有通知"}
    document = ruleset({"examples": None, "remedy": None}, lint=[entry])
    (told,) = json.loads(run(written(document), "--format", "json").output)["rulesets"]

    (found,) = told["findings"]
    assert (found["rule"], found["severity"]) == ("missing-example", "warning")
    assert (found["file"], found["line"], found["pointer"]) == ("规则.json", 1, "/indicators/0")
    assert (told["suppressed"][0]["rule"], told["suppressed"][0]["reason"]) == (
        "missing-remedy",
        "另有通知",
    )


def test_json_tells_what_makes_a_ruleset_unusable(written):
    result = run(written(ruleset(titel="错")), "--format", "json")

    (told,) = json.loads(result.output)["rulesets"]
    assert result.exit_code == 2
    assert not told["usable"]
    assert told["findings"][0]["rule"] == "unreadable"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (ruleset({"examples": None}, language="en"), '"质量" has no example'),
        (ruleset(titel="错", language="en"), 'there is no key "titel"'),
    ],
)
def test_the_language_is_that_of_the_ruleset(document, words, written):
    assert words in run(written(document)).output


def test_another_language_may_be_asked_for(written):
    assert '"质量" has no example' in run(written(WARNED), "--language", "en").output


def test_the_same_input_gives_the_same_bytes(written):
    file = written(ruleset(WARNED["indicators"][0] | {"tune": {"min": 9}}))

    assert run(file).output == run(file).output


def test_an_earlier_issue_is_compared(written):
    result = run(written(ruleset(title="改后")), "--since", written(ruleset(), "原文.json"))

    assert result.exit_code == 1
    assert "edited-in-force" in result.output


def test_an_earlier_issue_of_something_else_is_refused(written):
    result = run(written(ruleset()), "--since", written(ruleset(edition="1"), "原文.json"))

    assert result.exit_code == 2
    assert "small@1" in result.stderr


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained_in_both_languages(rule):
    chinese = run("--explain", rule).output
    english = run("--explain", rule, "--language", "en").output

    for word in ("避免：", "宜：", "理由：", "示例：", "✗", "✓", f"{rule}（"):
        assert word in chinese
    for word in ("Avoid: ", "Prefer: ", "Why: ", "For example:", "✗", "✓", f"{rule} ("):
        assert word in english


def test_an_unknown_rule_is_told_with_the_nearest_name():
    result = run("--explain", "bandgap")

    assert result.exit_code == 2
    assert "band-gap" in result.stderr


def test_nothing_to_do_is_told():
    assert run().exit_code == 2
