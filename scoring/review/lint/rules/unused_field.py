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

from scoring.explanation.inputs import columns_of_rows
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
    trees = [formula.expression.tree for formula in study.formulas]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    used = {("", node.id) for node in nodes if isinstance(node, ast.Name)}
    used |= {
        (node.value.id, node.attr)  # type: ignore[attr-defined]
        for node in nodes
        if isinstance(node, ast.Attribute)
    }
    used |= names_of_rows(study)
    rules = study.ruleset
    listed = [name for check in rules.checks for name in (*check.sum, check.equals)]
    templates = [leaf.indicator.reason for _, leaf in study.leaves]
    templates += [adjustment.reason for adjustment in rules.adjustments]
    templates += [veto.reason for veto in rules.vetoes]
    templates += [check.message for check in rules.checks]
    listed += [same(name) for text in templates for name in _PLACEHOLDER.findall(text)]
    return used | {("", name) for name in (*listed, rules.ranking.within or "")}


def names_of_rows(study: Study) -> set[tuple[str, str]]:
    """Return the names that indicators read which rows of a table make up."""
    found: set[tuple[str, str]] = set()
    for _, leaf in study.leaves:
        if leaf.rows:
            read = [expression for rule in leaf.rows.rules for expression in rule.reads]
            found |= {("", name) for expression in read for name in expression.names}
            columns = columns_of_rows(study.plan, leaf.rows)
            found |= {(table, column) for table, column in (name.split(".") for name in columns)}
    return found


_UNUSED = Phrase("「{title}」没有任何规则用到", 'nothing uses "{title}"')
_USE = Phrase("请删去，或在规则中用上", "Remove it, or let a rule use it")

RULE = Rule("unused-field", WARNING, __doc__, CHINESE, find)
