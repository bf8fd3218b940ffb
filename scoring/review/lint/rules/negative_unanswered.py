"""A figure that may be negative, with nothing said of it.

Avoid: an amount or a number that indicators are made of, without a minimum.
Prefer: "minimum": 0, or the least that makes sense.
Why: a negative amount is a slip of the pen, yet turns a rate upside down unseen.
For example:
    ✗ "spent": {"type": "money", "unit": "万元"}
    ✓ "spent": {"type": "money", "unit": "万元", "minimum": 0}
"""

import ast
from collections.abc import Iterator

from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """负数没有说法。

避免：指标用到的金额、数值没有最小值。
宜：写明 "minimum": 0，或合理的最小值。
理由：负的金额多是笔误，却会悄悄把比率颠倒过来。
"""


def find(study: Study) -> Iterator[Slip]:
    read = {
        (node.value.id if isinstance(node, ast.Attribute) else "", _name(node))  # type: ignore[attr-defined]
        for formula in study.formulas
        # Rows hold figures of many kinds: a column of theirs is rightly without a minimum.
        if formula.row is None and (formula.leaf or formula.path[0] == "values")
        for node in ast.walk(formula.expression.tree)
        if isinstance(node, ast.Name | ast.Attribute)
    }
    for path, field, table in study.asked:
        figure = field.type in ("number", "integer", "money")
        if figure and field.minimum is None and (table, field.id) in read:
            yield Slip(path, _OPEN(title=field.title), _MEND(), True)


def _name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


_OPEN = Phrase(
    "「{title}」可以是负数，规则没有说怎样算",
    '"{title}" may be negative, and nothing says what then',
)
_MEND = Phrase("请写明 minimum", "Give it a minimum")

RULE = Rule("negative-unanswered", ADVICE, __doc__, CHINESE, find)
