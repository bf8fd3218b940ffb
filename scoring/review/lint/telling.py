"""Findings told: in columns of a terminal, or as JSON; and a rule explained."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scoring.export.cleaning import clean
from scoring.export.display import wrap
from scoring.review.lint.finding import Finding, Linted
from scoring.review.lint.rule import ADVICE, ERROR, WARNING, Rule
from scoring.words import Message, Phrase

SEVERITIES = {
    ERROR: Phrase("错误", "error"),
    WARNING: Phrase("警告", "warning"),
    ADVICE: Phrase("建议", "advice"),
}
FORMAT_VERSION = 1
_INDENT = "    "


def as_text(linted: Sequence[Linted], language: str | None, width: int) -> str:
    """Return the findings, a ruleset after the other, each in its language unless one is given."""
    blocks = [list(_of_ruleset(each, language or each.language, width)) for each in linted]
    if len(linted) > 1:
        blocks.append(
            [_TOTAL(**_counts(linted), rulesets=len(linted)).say(language or _common(linted))]
        )
    return "\n\n".join("\n".join(block) for block in blocks)


def as_json(linted: Sequence[Linted], language: str | None) -> str:
    """Return the findings as a JSON document."""
    document = {
        "lint_version": FORMAT_VERSION,
        "rulesets": [_ruleset_entry(each, language or each.language) for each in linted],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def explain_rule(rule: Rule, language: str) -> str:
    """Return id, severity and the whole explanation of *rule*."""
    severity = SEVERITIES[rule.severity]()
    heading = _HEADING(id=rule.id, severity=severity).say(language)
    return f"{heading}\n{rule.explanation().say(language)}"


def _of_ruleset(linted: Linted, language: str, width: int) -> Iterator[str]:
    yield clean(linted.name)
    for found in linted.findings:
        severity = SEVERITIES[found.rule.severity]().say(language)
        first, *more = wrap(
            f"{severity} {found.rule.id}  {clean(found.place)}", width - len(_INDENT)
        )
        yield from (f"  {first}", *(_INDENT + line for line in more))
        yield from _indented(_SENTENCE(problem=found.problem, remedy=found.remedy), language, width)
        yield from found.excerpt.split("\n") if found.excerpt else ()
    yield _summary(linted).say(language)


def _indented(message: Message, language: str, width: int) -> Iterable[str]:
    return (_INDENT + line for line in wrap(clean(message.say(language)), width - len(_INDENT)))


def _summary(linted: Linted) -> Message:
    if not linted.usable:
        return _UNUSABLE(count=len(linted.findings))
    told = _counts([linted])
    return (_COUNTED if linted.findings else _CLEAN)(**told)


def _counts(linted: Sequence[Linted]) -> dict[str, Any]:
    severities = [found.rule.severity for each in linted for found in each.findings]
    suppressed = sum(len(each.suppressed) for each in linted)
    note = _SUPPRESSED(count=suppressed) if suppressed else ""
    return {**{name: severities.count(name) for name in SEVERITIES}, "note": note}


def _common(linted: Sequence[Linted]) -> str:
    return linted[0].language


def _ruleset_entry(linted: Linted, language: str) -> dict[str, Any]:
    return {
        "source": linted.source,
        "ruleset": linted.name,
        "usable": linted.usable,
        "findings": [_entry(found, language) for found in linted.findings],
        "suppressed": [
            {**_entry(found, language), "reason": found.reason} for found in linted.suppressed
        ],
    }


def _entry(found: Finding, language: str) -> dict[str, Any]:
    where = _PLACE.fullmatch(found.place)
    file, line, column, pointer = where.groups() if where else (found.place, None, None, "")
    return {
        "rule": found.rule.id,
        "severity": found.rule.severity,
        "place": found.place,
        "file": file,
        "line": int(line) if line else None,
        "column": int(column) if column else None,
        "pointer": pointer or "",
        "problem": found.problem.say(language),
        "remedy": found.remedy.say(language),
    }


_PLACE = re.compile(r"(.*?):(\d+):(\d+)(?: (/.*))?", re.DOTALL)
_SENTENCE = Phrase("{problem}。{remedy}。", "{problem}. {remedy}.")
_HEADING = Phrase("{id}（{severity}）", "{id} ({severity})")
_CLEAN = Phrase("没有发现问题{note}", "No findings{note}")
_COUNTED = Phrase(
    "错误 {error}，警告 {warning}，建议 {advice}{note}",
    "errors {error}, warnings {warning}, advice {advice}{note}",
)
_TOTAL = Phrase(
    "共 {rulesets} 份评分规则：错误 {error}，警告 {warning}，建议 {advice}{note}",
    "{rulesets} rulesets: errors {error}, warnings {warning}, advice {advice}{note}",
)
_SUPPRESSED = Phrase(
    "（另有 {count} 项按规则所写的理由不再提示）", " ({count} more suppressed with a reason)"
)
_UNUSABLE = Phrase("不能使用：{count} 个问题", "It cannot be used: {count} problems")
