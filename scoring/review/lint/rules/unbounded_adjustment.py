"""An adjustment without a bound.

Avoid: points per event with neither "min" nor "max" on the side they go to.
Prefer: "max" for what is added, "min" for what is taken.
Why: a slip of the pen, or one keen department, would outweigh the whole tree.
For example:
    ✗ {"id": "praise", "points": "0.5 * praises"}
    ✓ {"id": "praise", "points": "0.5 * praises", "max": 3}
"""

from collections.abc import Iterator
from math import inf

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.review.lint.worlds import numbers
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """加减分没有上下限。

避免：按次加减分，却没有写 max 或 min。
宜：加分写 max，减分写 min。
理由：填错一个数，或个别部门报得多，就会压过全部指标。
"""


def find(study: Study) -> Iterator[Slip]:
    given = zip(study.keys("adjustments"), study.plan.adjustments, strict=True)
    for path, (adjustment, expression) in given:
        points = numbers(expression.tree, study.world.refuelled())
        if points.high == inf and adjustment.max is None:
            yield Slip(path, _NO_MOST(title=adjustment.title), _ADD(key="max"))
        elif points.low == -inf and adjustment.min is None:
            yield Slip(path, _NO_LEAST(title=adjustment.title), _ADD(key="min"))


_NO_MOST = Phrase("「{title}」可以无限加分", '"{title}" may add points without end')
_NO_LEAST = Phrase("「{title}」可以无限减分", '"{title}" may take points without end')
_ADD = Phrase("请写明 {key}，或给字段写明最小值、最大值", "Write {key}, or bound its fields")

RULE = Rule("unbounded-adjustment", WARNING, __doc__, CHINESE, find)
