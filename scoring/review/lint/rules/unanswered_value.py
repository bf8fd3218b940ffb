"""A negative or overshooting value that no band answers.

Avoid: bands that end where values do not: below the first of them, or above the last.
Prefer: open ends such as (-∞,60) and >=90, or fields with a minimum and a maximum.
Why: a rate of 120 % would earn nothing, though 100 % earns full marks.
For example:
    ✗ [{"range": "[0,60)", "points": 0}, {"range": "[60,100]", "points": 5}]
    ✓ [{"range": "<60", "points": 0}, {"range": ">=60", "points": 5}]
"""

from collections.abc import Iterator

from scoring.methods.bands import Bands
from scoring.review.lint import bounds as b
from scoring.review.lint.attainable import decimals_of, gaps, judged
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase, plain

CHINESE = """负数或超额的值没有对应的分档。

避免：首档以下或末档以上还会有值，却没有分档。
宜：两端写成 (-∞,60)、>=90，或给字段写明最小值、最大值。
理由：否则 100% 得满分，120% 反而不得分。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf, row in study.placed:
        method = leaf.indicator.method
        if not isinstance(method, Bands):
            continue
        value = judged(study, leaf, row).value
        ends = list(gaps(method))
        for gap, phrase, end in ((ends[0], _BELOW, ends[0].high), (ends[-1], _ABOVE, ends[-1].low)):
            if b.on_grid(b.meet(gap, value), decimals_of(study, leaf, row)) is not None:
                yield Slip((*path, "score", "bands"), phrase(end=plain(end)), _MEND())


_BELOW = Phrase("完成值可能低于 {end}，没有分档", "values below {end} can be, but have no band")
_ABOVE = Phrase("完成值可能高于 {end}，没有分档", "values above {end} can be, but have no band")
_MEND = Phrase(
    "请补一档（如 <60、>=90），或给字段写明 minimum、maximum",
    "Add a band, as <60 or >=90, or give the fields a minimum and maximum",
)

RULE = Rule("unanswered-value", WARNING, __doc__, CHINESE, find)
