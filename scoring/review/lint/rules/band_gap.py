"""A value between two bands that falls into none.

Avoid: neighbouring ranges that both leave out their common end, or leave a stretch between them.
Prefer: ranges that meet, one of them closed.
Why: who lands in the hole earns nothing, between two bands that earn.
For example:
    ✗ [{"range": "[60,90)", "points": 3}, {"range": "(90,100]", "points": 5}]
    ✓ [{"range": "[60,90)", "points": 3}, {"range": "[90,100]", "points": 5}]
"""

from collections.abc import Iterator

from scoring.methods.bands import Bands
from scoring.review.lint import bounds as b
from scoring.review.lint.attainable import decimals_of, gaps, judged
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase, plain

CHINESE = """分档之间有空当。

避免：相邻两档都不含共同的端点，或中间空了一段。
宜：相邻两档首尾相接，端点归其中一档。
理由：落在空当里的不得分，而两边都得分。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf, row in study.placed:
        method = leaf.indicator.method
        if not isinstance(method, Bands):
            continue
        value = judged(study, leaf, row).value
        for gap in list(gaps(method))[1:-1]:
            hole = b.meet(gap, value)
            number = b.on_grid(hole, decimals_of(study, leaf, row))
            if number is not None:
                low, high = plain(hole.low), plain(hole.high)
                told = _POINT(value=low) if low == high else _STRETCH(low=low, high=high)
                yield Slip((*path, "score", "bands"), told, _MEND())


_POINT = Phrase("完成值 {value} 不落在任何一档", "a value of {value} is in none of the bands")
_STRETCH = Phrase(
    "{low} 与 {high} 之间的完成值不落在任何一档",
    "values between {low} and {high} are in none of the bands",
)
_MEND = Phrase("请让相邻两档首尾相接", "Let neighbouring ranges meet")

RULE = Rule("band-gap", WARNING, __doc__, CHINESE, find)
