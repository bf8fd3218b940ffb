"""Every lint rule finds what it is for, in its place, and lets pass what is sound."""

import json
from pathlib import Path

import pytest
from judged import JUDGED
from sound_ruleset import ruleset

from scoring.export.display import width_of
from scoring.review.lint import RULES, lint, rules
from scoring.review.lint.rule import ADVICE, ERROR, WARNING

FOUND = [(rule, c) for rule, listed in JUDGED.items() for c in listed if c[2] is not None]
PASSED = [(rule, c) for rule, listed in JUDGED.items() for c in listed if c[2] is None]


def named(pairs):
    return [
        pytest.param(rule, document, place, id=f"{rule}: {sentence}")
        for rule, (sentence, document, place) in pairs
    ]


@pytest.fixture
def linted(tmp_path):
    """Return what lints a document."""

    def examine(document):
        file = tmp_path / "规则.json"
        file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
        return lint(file)

    return examine


@pytest.mark.parametrize(("rule", "document", "place"), named(FOUND))
def test_a_rule_finds_its_fault_in_its_place_and_tells_it_in_both_languages(
    rule, document, place, linted
):
    (found,) = [each for each in linted(document).findings if each.rule.id == rule]

    assert found.place.rpartition(" ")[2] == place
    for message in (found.problem, found.remedy):
        assert any("\u4e00" <= character <= "\u9fff" for character in message.say("zh-CN"))
        assert message.say("en") != message.say("zh-CN")


@pytest.mark.parametrize(("rule", "document", "_"), named(PASSED))
def test_a_rule_lets_pass_what_is_sound(rule, document, _, linted):
    result = linted(document)

    assert result.usable
    assert rule not in [each.rule.id for each in result.findings]


def test_nothing_is_found_in_a_sound_ruleset(linted):
    assert linted(ruleset()).findings == ()


def test_every_rule_is_tried_both_ways():
    assert {rule for rule, _ in FOUND} == set(RULES)
    assert {rule for rule, _ in PASSED} == set(RULES)


def test_there_are_rules_of_every_severity():
    assert {rule.severity for rule in RULES.values()} == {ERROR, WARNING, ADVICE}


@pytest.mark.parametrize("module", sorted(Path(rules.__path__[0]).glob("[a-z]*.py")))
def test_a_rule_is_called_after_its_file_and_listed(module):
    assert RULES[module.stem.replace("_", "-")].id == module.stem.replace("_", "-")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_to_avoid_what_to_prefer_why_and_how_it_looks(rule):
    english, chinese = (rule.explanation().say(language) for language in ("en", "zh-CN"))

    for text, words in (
        (english, ("Avoid: ", "Prefer: ", "Why: ", "For example:", "✗ ", "✓ ")),
        (chinese, ("避免：", "宜：", "理由：", "示例：", "✗ ", "✓ ")),
    ):
        places = [text.find(word) for word in words]
        assert -1 not in places
        assert places == sorted(places)
        assert max(map(width_of, text.splitlines())) <= 100
