"""Examples that never lose marks, or never earn them in full.

Avoid: examples of full marks only, or of losses only.
Prefer: at least one of each.
Why: a rule that gives everybody full marks, or nobody, would pass them all.
For example:
    ✗ "weight": 5, "examples": [{"given": {"spent": 100}, "points": 5}]
    ✓ "weight": 5, "examples": [{"given": {"spent": 100}, "points": 5},
                                {"given": {"spent": 80}, "points": 3}]
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.evaluation.marks import Pattern, share_marks
from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """算例没有扣分的，或没有满分的。

避免：算例全是满分，或全是扣分。
宜：两种都有。
理由：人人满分或人人扣分的错误规则也能通过这样的算例。
"""


def find(study: Study) -> Iterator[Slip]:
    marks = share_marks(study.plan, Pattern())
    for path, leaf in study.leaves:
        weight = Decimal(marks[study.plan.numbers[leaf.id]]).scaleb(-study.ruleset.rounding.points)
        points = [e.points for e in leaf.indicator.examples if e.points is not None]
        if not points or not weight:
            continue
        if min(points) >= weight:
            yield Slip((*path, "examples"), _NO_LOSS(title=leaf.indicator.title), _ADD())
        elif max(points) < weight:
            yield Slip((*path, "examples"), _NO_FULL(title=leaf.indicator.title), _ADD())


_NO_LOSS = Phrase("「{title}」的算例都是满分", 'no example of "{title}" loses marks')
_NO_FULL = Phrase("「{title}」的算例没有满分的", 'no example of "{title}" earns full marks')
_ADD = Phrase("请补上另一种算例", "Add one of the other kind")

RULE = Rule("example-without-loss", ADVICE, __doc__, CHINESE, find)
