"""A denominator that can be zero, with nothing said of it.

Avoid: dividing by a figure that may be 0 where neither the indicator nor the ruleset has a policy.
Prefer: "undefined" on the indicator or in policies; a condition that excludes 0; or a minimum.
Why: the default leaves the department unranked, which the bureau should decide, not find out.
For example:
    ✗ {"value": "spent / budget * 100"}
    ✓ {"value": "spent / budget * 100", "undefined": "zero"}
"""

import ast
from collections.abc import Collection, Iterator

from scoring.expression.evaluator import table_in
from scoring.plan import Leaf
from scoring.review.lint.placed import Formula
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.review.lint.worlds import World, numbers, parts
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """分母可能为零而没有说法。

避免：除以可能为 0 的数，而指标和 policies 都没有写 undefined。
宜：在指标或 policies 中写明 undefined；或用条件排除 0；或给字段写最小值。
理由：默认不参加排名；这应由财政部门决定，而不是到时才发现。
"""


def find(study: Study) -> Iterator[Slip]:
    if "undefined" in study.ruleset.policies:
        return
    for formula in study.formulas:
        if formula.leaf and "undefined" not in _stated_policies(formula, formula.leaf):
            for denominator in dict.fromkeys(_zeros(study, formula, formula.leaf)):
                yield Slip(formula.path, _ZERO(denominator=denominator), _MEND())


def _zeros(study: Study, formula: Formula, leaf: Leaf) -> Iterator[str]:
    for part, world in list(parts(formula.expression.tree, study.world_of(leaf, formula.row))):
        denominator = _denominator(part)
        if denominator is not None and _may_be_zero(denominator, world):
            yield ast.unparse(denominator)


def _stated_policies(formula: Formula, leaf: Leaf) -> Collection[str]:
    return formula.row.policies if formula.row else leaf.indicator.policies


def _denominator(part: ast.expr) -> ast.expr | None:
    if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div | ast.FloorDiv | ast.Mod):
        return part.right
    if not isinstance(part, ast.Call):
        return None
    if part.func.id in ("ratio", "change"):  # type: ignore[attr-defined]
        return part.args[1]
    if part.func.id in ("mean", "share"):  # type: ignore[attr-defined]
        return _row_count(part)
    return None


def _row_count(aggregate: ast.Call) -> ast.expr:
    """Return what a mean over the rows of a table divides by: ``count(table)``."""
    table = ast.Name(table_in(aggregate.args[0]), ast.Load())
    return ast.Call(ast.Name("count", ast.Load()), [table], [])


def _may_be_zero(denominator: ast.expr, world: World) -> bool:
    return numbers(denominator, world).has(0)


_ZERO = Phrase("分母「{denominator}」可能为 0", 'the denominator "{denominator}" can be 0')
_MEND = Phrase(
    "请用 undefined 写明此时怎么办，或用条件排除 0",
    "Say with undefined what happens then, or exclude 0 by a condition",
)

RULE = Rule("zero-denominator", WARNING, __doc__, CHINESE, find)
