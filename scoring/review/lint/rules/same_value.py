"""Two indicators that judge the same value.

Avoid: counting one figure twice under two names.
Prefer: one indicator with both weights; or two that measure different things.
Why: one success or failure is paid for twice, which the weights do not show.
For example:
    ✗ {"id": "completion", "value": "spent / budget"}, {"id": "pace", "value": "spent / budget"}
    ✓ {"id": "completion", "value": "spent / budget"}, {"id": "pace", "value": "mean_progress"}
"""

import ast
from collections.abc import Iterator

from scoring.expression import Expression
from scoring.plan import Leaf
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Path, Slip
from scoring.words import Phrase

CHINESE = """两个指标评的是同一个数。

避免：同一个数换个名称算两遍。
宜：并成一个指标，权重相加；或让两者评不同的事。
理由：一处得失算了两次，从权重上看不出来。
"""


def find(study: Study) -> Iterator[Slip]:
    first: dict[object, tuple[Path, Leaf]] = {}
    for path, leaf in study.leaves:
        key = _judged(study, leaf)
        if key is None or not leaf.indicator.weight:
            continue
        earlier_path, earlier = first.setdefault(key, (path, leaf))
        if earlier_path != path and not _either_or(earlier, leaf):
            told = _SAME(title=leaf.indicator.title, other=earlier.indicator.title)
            yield Slip(path, told, _MERGE())


def _judged(study: Study, leaf: Leaf) -> object:
    """Return what tells whether two indicators judge the same: their value, or all they ask."""
    if leaf.rows:
        where = leaf.rows.where
        return leaf.indicator.method.name, leaf.rows.table, where and ast.dump(where.tree)
    asked = [o.tree for o in leaf.operands.values() if isinstance(o, Expression)]
    if leaf.value is None or not (leaf.indicator.method.needs_value or "value" in leaf.local_names):
        return (leaf.indicator.method.name, *map(ast.dump, asked)) if asked else None
    tree = leaf.value.tree
    named = study.plan.values.get(tree.id) if isinstance(tree, ast.Name) else None
    return ast.dump(named.tree if named else tree)


def _either_or(one: Leaf, other: Leaf) -> bool:
    """Say whether the two are alternatives of which only the best or the worst counts."""
    shared = [node for node in one.path if node in other.path]
    return any(node.aggregate in ("best", "worst") for node in shared)


_SAME = Phrase(
    "「{title}」与「{other}」评的是同一个数", '"{title}" judges the same value as "{other}"'
)
_MERGE = Phrase("请合并，或让两者评不同的事", "Merge them, or let them judge different things")

RULE = Rule("same-value", WARNING, __doc__, CHINESE, find)
