"""A cross-check that asks computed figures to be equal to the last digit.

Avoid: == between sums or quotients without a tolerance, or a sum with a tolerance of 0.
Prefer: "tolerance" at what rounding can explain; an identity as sum and equals, which knows it.
Why: figures submitted in 万元 are rounded, and their sum misses the total by as much.
For example:
    ✗ {"id": "total", "holds": "basic + project == income"}
    ✓ {"id": "total", "sum": ["basic", "project"], "equals": "income"}
"""

import ast
from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """要求算出来的数分毫不差。

避免：合计、比率之间用 == 而不写容差，或合计校验的容差写成 0。
宜：用 tolerance 写明舍入所能解释的差额；恒等关系写成 sum 与 equals，自带容差。
理由：以万元报送的数都经过舍入，合计会差一点。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, (check, holds) in zip(study.keys("checks"), study.plan.checks, strict=True):
        if check.tolerance:
            continue
        if holds is None and check.tolerance == 0 and len(check.sum) > 1:
            yield Slip((*path, "tolerance"), _NO_ROOM(title=check.title), _ALLOW())
        elif holds is not None and _equates_computed(holds.tree, study):
            yield Slip((*path, "holds"), _EXACT(title=check.title), _ALLOW())


def _equates_computed(tree: ast.expr, study: Study) -> bool:
    """Say whether *tree* compares by == what takes arithmetic to get, and not with a constant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            sides = (node.left, *node.comparators)
            is_fixed = any(_is_fixed(side, study) for side in sides)
            if not is_fixed and any(_is_computed(side, study) for side in sides):
                return True
    return False


def _is_fixed(side: ast.expr, study: Study) -> bool:
    is_parameter = isinstance(side, ast.Name) and side.id in study.ruleset.parameters
    return is_parameter or isinstance(side, ast.Constant)


def _is_computed(side: ast.expr, study: Study) -> bool:
    if isinstance(side, ast.Name) and side.id in study.plan.values:
        return _is_computed(study.plan.values[side.id].tree, study)
    adding = (ast.Add, ast.Sub, ast.Mult, ast.Div)
    return any(
        (isinstance(node, ast.BinOp) and isinstance(node.op, adding))
        or (isinstance(node, ast.Call) and node.func.id in ("sum", "mean", "ratio", "change"))  # type: ignore[attr-defined]
        for node in ast.walk(side)
    )


_EXACT = Phrase(
    "「{title}」要求算出来的数完全相等，没有容差",
    '"{title}" asks computed figures to be equal, without a tolerance',
)
_NO_ROOM = Phrase("「{title}」的容差为 0，容不下舍入", '"{title}" leaves no room for rounding')
_ALLOW = Phrase("请用 tolerance 写明允许的差额", "Say with tolerance how far they may differ")

RULE = Rule("exact-equality", WARNING, __doc__, CHINESE, find)
