"""A band that no value can fall into.

Avoid: a range outside of what the fields allow, or between two values as they are rounded.
Prefer: ranges over the values that can be submitted.
Why: it decides nothing, and is most often a slip in the range or in the field's bounds.
For example:
    ✗ "rate": {"type": "percent", "maximum": 100}, "range": "(100,120]"
    ✓ "rate": {"type": "percent", "maximum": 120}, "range": "(100,120]"
"""

from collections.abc import Iterator

from scoring.methods.bands import Bands
from scoring.review.lint import bounds as b
from scoring.review.lint.attainable import as_bounds, decimals_of, judged
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """不可能落入的分档。

避免：区间在字段允许的范围之外，或夹在四舍五入后的两个值之间。
宜：只为报得出来的值分档。
理由：这一档不起作用，多半是区间或字段范围写错了。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf, row in study.placed:
        method = leaf.indicator.method
        if not isinstance(method, Bands):
            continue
        value = judged(study, leaf, row).value
        for index, band in enumerate(method.bands):
            inside = b.meet(as_bounds(band.interval), value)
            if b.on_grid(inside, decimals_of(study, leaf, row)) is None:
                place = (*path, "score", "bands", index, "range")
                yield Slip(place, _EMPTY(range=band.written), _MEND())


_EMPTY = Phrase("没有值会落入 {range} 这一档", "no value can be in the band {range}")
_MEND = Phrase(
    "请检查区间，或字段的 minimum、maximum（百分比不写则从 0 起）和小数位",
    "Check the range, or the fields' minimum and maximum (0 for percentages) and the decimals",
)

RULE = Rule("unreachable-band", WARNING, __doc__, CHINESE, find)
