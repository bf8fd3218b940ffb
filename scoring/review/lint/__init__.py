"""Lint: what is wrong with a ruleset though it can be read; one rule a file in ``rules``."""

from collections.abc import Mapping
from pathlib import Path as File
from typing import Any

from scoring.errors import Problem, RulesetError
from scoring.review.lint.finding import Finding, Linted
from scoring.review.lint.rule import Rule
from scoring.review.lint.rules import RULES, unknown_rule, unreadable
from scoring.review.lint.study import study
from scoring.review.lint.suppression import Found, sift
from scoring.ruleset import Document, place, read_document, spot
from scoring.ruleset.places import safe
from scoring.ruleset.shelf import on_shelf
from scoring.words import CHINESE, Phrase

__all__ = ["RULES", "Finding", "Linted", "Rule", "lint", "unknown_rule"]


def lint(source: str | File, since: str | File | None = None, language: str = CHINESE) -> Linted:
    """Return the findings on the ruleset that *source* is or names.

    *language* is that of one that cannot be read, and does not say.
    *since* is an earlier issue of the same edition, which may not differ once in force. A ruleset
    that cannot be used has what its reading says for findings; for *since*, RulesetError is raised.
    """
    name = str(source)
    try:
        ruleset, document = read_document(source)
    except RulesetError as error:
        refused = tuple(_refused(problem) for problem in error.problems)
        return Linted(name, name, language, False, refused)
    named = f"{ruleset.id}@{ruleset.edition}"
    looked_at = study(ruleset, document.value, _earlier(named, document, since))
    found = [Found(rule, slip) for rule in RULES.values() for slip in rule.find(looked_at)]
    told, suppressed = sift(found, ruleset.lint, document.value, RULES)
    return Linted(
        name,
        f"{named} {ruleset.title}",
        ruleset.language,
        True,
        tuple(_finding(document, each) for each in _in_order(document, told)),
        tuple(_finding(document, each, entry.reason) for each, entry in suppressed),
    )


def _refused(problem: Problem) -> Finding:
    rules = (rule for rule in RULES.values() if problem.problem.phrase in rule.refusals)
    rule = next(rules, unreadable.RULE)
    return Finding(rule, problem.place, problem.problem, problem.remedy, problem.excerpt)


def _in_order(document: Document, found: list[Found]) -> list[Found]:
    order = {rule: number for number, rule in enumerate(RULES)}
    return sorted(found, key=lambda e: (spot(document, e.slip.path), order[e.rule.id]))


def _finding(document: Document, found: Found, reason: str = "") -> Finding:
    slip = found.slip
    where = place(document, slip.path, slip.at_key)
    return Finding(
        found.rule, where, safe(slip.problem), safe(slip.remedy), slip.excerpt, safe(reason)
    )


def _earlier(
    named: str, document: Document, since: str | File | None
) -> Mapping[str, Mapping[str, Any]]:
    """Return what was issued under the same name: the file *since*, and one on the shelf."""
    found = {}
    if since is not None:
        ruleset, given = read_document(since)
        other = f"{ruleset.id}@{ruleset.edition}"
        if other != named:
            raise RulesetError([Problem(str(since), _OTHER(name=other), _SAME(name=named))])
        found[given.text.name] = given.value
    shelved = on_shelf().get(named)
    if shelved and shelved.resolve() != _file(document):
        try:
            found[named] = read_document(shelved)[1].value
        except RulesetError:
            return found
    return found


def _file(document: Document) -> File | None:
    folder = document.text.folder
    return (folder / document.text.name).resolve() if folder else None


_OTHER = Phrase("这是另一版本（{name}）", "this is another edition ({name})")
_SAME = Phrase("请用 {name} 先前的文件", "Name an earlier file of {name}")
