"""Money of two units in one expression.

Avoid: adding, dividing or comparing 元 and 万元 as if they were the same.
Prefer: one unit for all money of a ruleset; or a conversion written out.
Why: the result is wrong ten thousand times over, and looks like any other figure.
For example:
    ✗ "budget": {"type": "money", "unit": "万元"}, "spent": {"type": "money", "unit": "元"},
      "value": "spent / budget * 100"
    ✓ "value": "spent / 10000 / budget * 100"
"""

import ast
from collections.abc import Iterator

from scoring.review.lint.rule import ERROR, Rule
from scoring.review.lint.study import Study
from scoring.review.lint.units import MONEY, put_together, unit_of
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """一个算式里混用金额单位。

避免：把元和万元当作一样的数相加、相除、相比。
宜：全部金额用同一单位；或在算式里写明换算。
理由：结果差一万倍，却看不出来。
"""


def find(study: Study) -> Iterator[Slip]:
    for formula in study.formulas:
        inside = study.units_of(formula.row)
        for left, right in put_together(formula.expression.tree):
            one, other = unit_of(left, inside), unit_of(right, inside)
            if one in MONEY and other in MONEY and one != other:
                told = {"left": ast.unparse(left), "right": ast.unparse(right)}
                yield Slip(formula.path, _MIXED(**told, one=one, other=other), _CONVERT())
                break
    yield from _judged(study)
    for path, (check, holds) in zip(study.keys("checks"), study.plan.checks, strict=True):
        found = (
            {study.units.names[name] for name in (*check.sum, check.equals)} if not holds else ()
        )
        units = [unit for unit in MONEY if unit in found]
        if len(units) > 1:
            yield Slip(path, _MIXED_SUM(units=units), _CONVERT())


def _judged(study: Study) -> Iterator[Slip]:
    """Yield the targets and limits that are money of another unit than the value they judge."""
    for formula in study.formulas:
        value = formula.leaf.value if formula.leaf else None
        is_threshold = any(key in formula.path for key in ("target", "floor", "limit"))
        if value is None or not is_threshold:
            continue
        units = study.units_of(formula.row)
        one, other = unit_of(value.tree, units), unit_of(formula.expression.tree, units)
        if one in MONEY and other in MONEY and one != other:
            told = {"left": value.source, "right": formula.expression.source}
            yield Slip(formula.path, _MIXED(**told, one=one, other=other), _CONVERT())


_MIXED = Phrase(
    "「{left}」是{one}，「{right}」是{other}，不能直接合在一起算",
    '"{left}" is in {one} and "{right}" in {other}',
)
_MIXED_SUM = Phrase("合计校验混用了 {units}", "the sum mixes {units}")
_CONVERT = Phrase("请统一字段的单位，或先换算", "Give the fields one unit, or convert first")

RULE = Rule("mixed-money", ERROR, __doc__, CHINESE, find)
