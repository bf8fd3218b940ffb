"""A case that can never decide.

Avoid: a condition that holds only where an earlier one holds too, or never; so with rules for rows.
Prefer: the narrowest condition first.
Why: the first condition that holds decides, so that the case earns nobody anything.
For example:
    ✗ [{"when": "value >= 60", "points": 3}, {"when": "value >= 90", "points": 5}]
    ✓ [{"when": "value >= 90", "points": 5}, {"when": "value >= 60", "points": 3}]
"""

from collections.abc import Iterator

from scoring.methods.cases import Cases
from scoring.review.lint.attainable import judged, reachable_branches
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """轮不到的情况。

避免：条件成立时，前面的条件必已成立，或根本不会成立；逐行赋分的评判规则也一样。
宜：把最严的条件写在最前。
理由：第一个成立的条件决定得分，轮不到的情况不起作用。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf, row in study.placed:
        method = leaf.indicator.method
        if row and row.when and not row.is_reached:
            yield Slip((*path, "when"), _NEVER(name=row.when.source.strip()), _MEND())
            continue
        if not isinstance(method, Cases):
            continue
        decides = reachable_branches(judged(study, leaf, row))[:-1]
        for index, (branch, can) in enumerate(zip(method.instances, decides, strict=True)):
            if not can:
                place = (*path, "score", "cases", index, "when")
                yield Slip(place, _NEVER(name=branch.label or branch.when), _MEND())


_NEVER = Phrase("「{name}」永远轮不到", '"{name}" can never decide')
_MEND = Phrase(
    "请检查条件及先后次序，最严的写在最前", "Check the condition, and put the narrowest first"
)

RULE = Rule("unreachable-case", WARNING, __doc__, CHINESE, find)
