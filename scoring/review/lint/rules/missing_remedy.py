"""An indicator that does not say what to do about a loss.

Avoid: a deduction without advice.
Prefer: "remedy": one sentence the department can act on.
Why: scores are published so that the next year is better.
For example:
    ✗ {"id": "rate", "title": "预算完成率", "score": {…}}
    ✓ {"id": "rate", "title": "预算完成率", "score": {…}, "remedy": "加快支出进度。"}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """没有整改建议。

避免：只扣分，不说怎么办。
宜：用 remedy 写一句部门能照着做的话。
理由：公布得分是为了下一年做得更好。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        if leaf.indicator.weight and not leaf.indicator.remedy:
            yield Slip(path, _NONE(title=leaf.indicator.title), _ADD())


_NONE = Phrase("「{title}」没有整改建议", '"{title}" has no remedy')
_ADD = Phrase("请写明 remedy", "Write a remedy")

RULE = Rule("missing-remedy", ADVICE, __doc__, CHINESE, find)
