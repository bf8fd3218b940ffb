"""A field that is asked for but never used.

Avoid: a figure that no value, check, veto, profile or ranking reads.
Prefer: asking for what decides something; what only people read is of type text.
Why: every department fills it in for nothing, or the rule that should use it is missing.
For example:
    ✗ "fields": {"staff": {…}, "spent": {…}, "budget": {…}}, "value": "spent / budget"
    ✓ "fields": {"spent": {…}, "budget": {…}}, "value": "spent / budget"
"""

import ast
import re
from collections.abc import Iterator

from scoring.review.lint.placed import Formula
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.ruleset.tree import same
from scoring.words import Phrase

CHINESE = """收集了却没有用到的字段。

避免：算式、勾稽校验、一票否决、权重方案、排名都不用的数据。
宜：只收集用得上的数据；只供人看的写成 text 类型。
理由：各部门白填一遍，或者漏写了用它的规则。
"""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def find(study: Study) -> Iterator[Slip]:
    used = used_names(study)
    for path, field, table in study.asked:
        if field.type != "text" and (table, field.id) not in used:
            yield Slip(path, _UNUSED(title=field.title), _USE(), True)


def used_names(study: Study) -> set[tuple[str, str]]:
    """Return the names that anything reads, by table ("" for none)."""
    used = {name for formula in study.formulas for name in _names_read(study, formula)}
    rules = study.ruleset
    listed = [name for check in rules.checks for name in (*check.sum, check.equals)]
    templates = [leaf.indicator.reason for _, leaf in study.leaves]
    templates += [adjustment.reason for adjustment in rules.adjustments]
    templates += [veto.reason for veto in rules.vetoes]
    templates += [check.message for check in rules.checks]
    listed += [same(name) for text in templates for name in _PLACEHOLDER.findall(text)]
    return used | {("", name) for name in (*listed, rules.ranking.within or "")}


def _names_read(study: Study, formula: Formula) -> Iterator[tuple[str, str]]:
    """Yield what one expression reads: over a row, its columns come first."""
    table = formula.row.table if formula.row else ""
    columns = study.ruleset.tables[table].fields if table else ()
    for node in ast.walk(formula.expression.tree):
        if isinstance(node, ast.Name):
            yield (table if node.id in columns else "", node.id)
        elif isinstance(node, ast.Attribute):
            yield (node.value.id, node.attr)  # type: ignore[attr-defined]


_UNUSED = Phrase("「{title}」没有任何规则用到", 'nothing uses "{title}"')
_USE = Phrase("请删去，或在规则中用上", "Remove it, or let a rule use it")

RULE = Rule("unused-field", WARNING, __doc__, CHINESE, find)
