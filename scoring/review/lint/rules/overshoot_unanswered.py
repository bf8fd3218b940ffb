"""A value that may go far beyond its target, with nothing said of it.

Avoid: a target for a value without upper bound that may be met many times over.
Prefer: "overshoot", even where the answer is full marks: {"beyond": 1.5, "then": 1}.
Why: three times the target is a wrong plan more often than a good year; the rule should choose.
For example:
    ✗ {"method": "proportional", "target": 100}
    ✓ {"method": "proportional", "target": 100, "overshoot": {"beyond": 1.3, "then": 0}}
"""

from collections.abc import Iterator

from scoring.methods.proportional import Proportional
from scoring.review.lint.attainable import judged
from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study, constant
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """超额完成没有说法。

避免：完成值没有上限，可以超过目标许多倍，规则却没有说明。
宜：写明 overshoot；即使超额也得满分，也写 {"beyond": 1.5, "then": 1}。
理由：完成目标的三倍，多半是目标定错了；怎样算应由规则决定。
"""

_FAR = 1.5


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        method = leaf.indicator.method
        if not isinstance(method, Proportional) or method.better != "higher" or method.overshoot:
            continue
        target = constant(leaf.operands["target"], study.ruleset) or 0.0
        if target > 0 and judged(study, leaf).value.high > _FAR * target:
            yield Slip((*path, "score"), _FAR_BEYOND(title=leaf.indicator.title), _MEND())


_FAR_BEYOND = Phrase(
    "「{title}」可以超过目标许多，规则没有说怎样算",
    '"{title}" may go far beyond its target, and the rule does not say what then',
)
_MEND = Phrase(
    "请写明 overshoot，或给字段写明 maximum", "Say it with overshoot, or give the fields a maximum"
)

RULE = Rule("overshoot-unanswered", ADVICE, __doc__, CHINESE, find)
