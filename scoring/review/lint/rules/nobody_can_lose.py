"""An indicator on which nobody can lose marks.

Avoid: a rule under which every value that can be submitted earns full marks.
Prefer: a threshold that tells departments apart, or no such indicator.
Why: its marks are given away and thin out the others.
For example:
    ✗ "fields": {"rate": {"type": "percent", "minimum": 80}}, "limit": {"at_least": 60}
    ✓ "fields": {"rate": {"type": "percent", "minimum": 0}}, "limit": {"at_least": 60}
"""

from collections.abc import Iterator

from scoring.review.lint.attainable import attainable
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """谁也不会丢分的指标。

避免：无论报什么数都得满分的规则。
宜：用能分出高下的门槛；否则不设这个指标。
理由：白送的分会冲淡其他指标。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        if leaf.indicator.weight and attainable(study, leaf).low == 1:
            yield Slip((*path, "score"), _ALWAYS(title=leaf.indicator.title), _MEND())


_ALWAYS = Phrase(
    "「{title}」在字段允许的范围内总得满分",
    '"{title}" always earns full marks within what its fields allow',
)
_MEND = Phrase(
    "请检查门槛、扣分和字段的最小值、最大值",
    "Check thresholds, costs, and the bounds of the fields",
)

RULE = Rule("nobody-can-lose", WARNING, __doc__, CHINESE, find)
