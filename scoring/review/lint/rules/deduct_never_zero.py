"""A deduction that never comes to nothing.

Avoid: steps so small that the worst value that can be submitted keeps some marks unsaid.
Prefer: "at_most", which says what stays; or steps that use the marks up.
Why: who did nothing at all still earns, and nothing in the rule says so.
For example:
    ✗ {"weight": 8, "limit": {"at_least": 100}, "each": 5, "points": 0.1}
    ✓ {"weight": 8, "limit": {"at_least": 100}, "each": 5, "points": 0.1, "at_most": 2}
"""

from collections.abc import Iterator
from math import inf

from scoring.methods.deduct import Deduct
from scoring.review.lint.attainable import attainable
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase, plain

CHINESE = """永远扣不完。

避免：每档扣得太少，最差的数也还留有分数，规则却没有说明。
宜：写明 at_most（最多扣多少）；或让分数扣得完。
理由：什么都没做的部门也能得分，而规则里看不出来。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        method = leaf.indicator.method
        if not leaf.indicator.weight or not isinstance(method, Deduct) or method.most < inf:
            continue
        worst = attainable(study, leaf).low
        if 0 < worst < 1:
            rate = plain(round(worst * 100, 2))
            yield Slip((*path, "score"), _LEFT(title=leaf.indicator.title, rate=rate), _MEND())


_LEFT = Phrase(
    "「{title}」的最差值仍得 {rate}%，扣不完",
    '"{title}" still earns {rate}% at its worst value: it is never used up',
)
_MEND = Phrase(
    "请加大每档扣分，或用 at_most 写明最多扣多少",
    "Let a step cost more, or say with at_most what may be lost",
)

RULE = Rule("deduct-never-zero", WARNING, __doc__, CHINESE, find)
