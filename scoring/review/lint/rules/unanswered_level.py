"""A level that may be chosen but earns nothing said.

Avoid: a choice of the level's field that the rating does not list.
Prefer: one level for every choice.
Why: whoever is given that level is invalid, and by default unranked.
For example:
    ✗ "choices": ["好", "中", "差"], "levels": [{"title": "好", …}, {"title": "差", …}]
    ✓ "choices": ["好", "差"], "levels": [{"title": "好", …}, {"title": "差", …}]
"""

from collections.abc import Iterator

from scoring.expression import Expression
from scoring.methods.rating import Rating
from scoring.plan import Leaf
from scoring.review.lint.placed import Row
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.review.lint.worlds import possible
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """可选的等级没有对应的得分。

避免：字段的选项在 levels 中没有列出。
宜：每个选项都有一个等级与之对应。
理由：填了该选项的部门会成为无效，默认不参加排名。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf, row in study.placed:
        method = leaf.indicator.method
        chosen = levels_chosen(study, leaf, row)
        if isinstance(method, Rating) and chosen is not None:
            missing = sorted(chosen - {level.title for level in method.levels})
            if missing:
                yield Slip((*path, "score", "levels"), _MISSING(names=missing), _ADD())


def levels_chosen(study: Study, leaf: Leaf, row: Row | None) -> frozenset[str] | None:
    """Return the levels that can be chosen, None where any text can be."""
    level = leaf.operands.get("level")
    if not isinstance(level, Expression):
        return None
    found = possible(level.tree, study.world_of(leaf, row))
    return found if isinstance(found, frozenset) else None


_MISSING = Phrase(
    "可以选「{names}」，却没有这一等级", 'one may choose "{names}", which is no level'
)
_ADD = Phrase("请补上该等级，或删去该选项", "Add the level, or remove the choice")

RULE = Rule("unanswered-level", WARNING, __doc__, CHINESE, find)
