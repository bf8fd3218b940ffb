"""A condition that always holds, or never.

Avoid: conditions that the bounds of their fields decide beforehand.
Prefer: conditions that some departments meet and others do not.
Why: a veto that cannot strike, or an exemption for everybody, is most often a slip.
For example:
    ✗ "late_days": {"type": "integer", "minimum": 0}, "when": "late_days >= 0"
    ✓ "late_days": {"type": "integer", "minimum": 0}, "when": "late_days > 0"
"""

import ast
from collections.abc import Iterator

from scoring.methods.cases import Cases
from scoring.review.lint.placed import Formula
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.review.lint.worlds import parts, truths
from scoring.ruleset.places import Slip
from scoring.words import Message, Phrase

CHINESE = """总成立或总不成立的条件。

避免：字段的范围已经决定了结果的条件。
宜：有的部门成立、有的部门不成立的条件。
理由：永远不会触发的否决、人人可免的指标，多半是写错了。
"""


def find(study: Study) -> Iterator[Slip]:
    for formula in study.formulas:
        if formula.path[0] != "checks":
            for told in dict.fromkeys(_decided(study, formula)):
                yield Slip(formula.path, Message(told[0], {"condition": told[1]}), _MEND())


def _decided(study: Study, formula: Formula) -> Iterator[tuple[Phrase, str]]:
    """Yield each condition within *formula* that can come out one way only."""
    tree, world = formula.expression.tree, study.world_of(formula.leaf, formula.row)
    if _is_condition(formula) and not _is_case(formula):
        outcomes = truths(tree, world)
        if len(outcomes) == 1:
            yield (_ALWAYS if True in outcomes else _NEVER), formula.expression.source.strip()
            return
    for part, here in list(parts(tree, world)):
        if isinstance(part, ast.IfExp):
            outcomes = truths(part.test, here)
            if len(outcomes) == 1:
                yield (_ALWAYS if True in outcomes else _NEVER), ast.unparse(part.test)


def _is_condition(formula: Formula) -> bool:
    return formula.path[-1] in ("when", "where")


def _is_case(formula: Formula) -> bool:
    """Say whether it is one of several cases, which another rule judges in their order."""
    if formula.path[-3:-2] == ("rules",):
        return True
    return formula.leaf is not None and isinstance(formula.leaf.indicator.method, Cases)


_ALWAYS = Phrase("条件「{condition}」总是成立", 'the condition "{condition}" always holds')
_NEVER = Phrase("条件「{condition}」不会成立", 'the condition "{condition}" never holds')
_MEND = Phrase(
    "请检查条件和字段的最小值、最大值，或删去",
    "Check it and the bounds of its fields, or remove it",
)

RULE = Rule("constant-condition", WARNING, __doc__, CHINESE, find)
