"""An indicator without an example.

Avoid: a rule that nobody has worked out by hand.
Prefer: "examples" at every boundary, with the points they should earn.
Why: examples are how a rule is understood by those who read it, and how a slip in it is caught.
For example:
    ✗ {"id": "rate", "value": "spent / budget * 100", "score": {…}}
    ✓ {…, "examples": [{"given": {"spent": 93, "budget": 100}, "points": 4.5}]}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """没有算例的指标。

避免：没有人手算过的规则。
宜：在每个界限处写 examples 和应得的分。
理由：有算例才看得懂规则，写错了也才查得出来。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        if leaf.indicator.weight and not leaf.indicator.examples:
            yield Slip(path, _NONE(title=leaf.indicator.title), _ADD())


_NONE = Phrase("「{title}」没有算例", '"{title}" has no example')
_ADD = Phrase("请用 examples 写明给定的数据和应得的分", "Add examples: figures given, points due")

RULE = Rule("missing-example", WARNING, __doc__, CHINESE, find)
