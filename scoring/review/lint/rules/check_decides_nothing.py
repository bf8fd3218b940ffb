"""A cross-check that cannot fail, or cannot be met.

Avoid: comparing a figure with itself, or what the bounds of the fields decide beforehand.
Prefer: a relation between figures that come from different places.
Why: a check that never fails looks like control and is none; one that always does is noise.
For example:
    ✗ {"id": "within", "holds": "spent <= spent"}
    ✓ {"id": "within", "holds": "spent <= budget"}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.review.lint.worlds import truths
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """不起作用的勾稽校验。

避免：与自身比较，或字段的范围已经决定了结果。
宜：核对来源不同的数据之间的关系。
理由：永远相符的校验形同虚设，永远不符的只会干扰。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, (check, holds) in zip(study.keys("checks"), study.plan.checks, strict=True):
        if holds is None:
            if check.sum == (check.equals,):
                yield Slip(path, _ALWAYS(title=check.title), _MEND())
            continue
        outcomes = truths(holds.tree, study.world.refuelled())
        if len(outcomes) == 1:
            phrase = _ALWAYS if True in outcomes else _NEVER
            yield Slip((*path, "holds"), phrase(title=check.title), _MEND())


_ALWAYS = Phrase("「{title}」总是相符", '"{title}" always holds')
_NEVER = Phrase("「{title}」总是不符", '"{title}" never holds')
_MEND = Phrase(
    "请检查条件和字段的最小值、最大值，或删去",
    "Check it and the bounds of its fields, or remove it",
)

RULE = Rule("check-decides-nothing", WARNING, __doc__, CHINESE, find)
