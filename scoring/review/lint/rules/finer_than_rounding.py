"""A threshold finer than what is compared with it is rounded to.

Avoid: a limit of 89.995 for a value, or a grade for a total, that is rounded to two decimals.
Prefer: thresholds with no more decimals than the figures they are for.
Why: rounding decides before the threshold does: 89.99 and 90.00 are all there is.
For example:
    ✗ "decimals": 0, "bands": [{"range": ">=89.5", "share": 1}, {"range": "<89.5", "share": 0}]
    ✓ "decimals": 1, "bands": [{"range": ">=89.5", "share": 1}, {"range": "<89.5", "share": 0}]
"""

from collections.abc import Iterator
from math import isfinite

from scoring.methods.bands import Bands
from scoring.methods.deduct import Deduct
from scoring.model import Ruleset
from scoring.plan import Leaf
from scoring.review.lint.placed import operand_path
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study, constant
from scoring.ruleset.places import Path, Slip
from scoring.words import Phrase, plain

CHINESE = """门槛比小数位还细。

避免：完成值、总分只保留两位小数，门槛却写 89.995。
宜：门槛的小数位不多于所比的数。
理由：四舍五入在前，门槛在后：只会有 89.99 和 90.00。
"""


def find(study: Study) -> Iterator[Slip]:
    for place, number, decimals in _thresholds(study):
        if isfinite(number) and round(number, decimals) != number:
            yield Slip(place, _FINER(number=plain(number), decimals=decimals), _MATCH())


def _thresholds(study: Study) -> Iterator[tuple[Path, float, int]]:
    """Yield where a threshold is written, and how many decimals what it judges is rounded to."""
    rules = study.ruleset
    for index, grade in enumerate(rules.grades):
        yield ("grades", index, "at_least"), float(grade.at_least), rules.rounding.total
    for index, veto in enumerate(rules.vetoes):
        if veto.cap_total is not None:
            cap = ("vetoes", index, "then", "cap_total")
            yield cap, float(veto.cap_total), rules.rounding.total
    for path, leaf in study.leaves:
        yield (*path, "weight"), float(leaf.indicator.weight), rules.rounding.points
    for path, leaf, _ in study.placed:
        for place, number in _limits(path, leaf, rules):
            yield place, number, leaf.decimals


def _limits(path: Path, leaf: Leaf, rules: Ruleset) -> Iterator[tuple[Path, float]]:
    """Yield the ends of bands, and the limits of deductions."""
    method = leaf.indicator.method
    if isinstance(method, Bands):
        for index, band in enumerate(method.bands):
            for end in dict.fromkeys((band.interval.low, band.interval.high)):
                yield (*path, "score", "bands", index, "range"), float(end)
    elif isinstance(method, Deduct):
        for name, operand in leaf.operands.items():
            limit = constant(operand, rules)
            if limit is not None:
                yield operand_path(path, name), limit


_FINER = Phrase(
    "{number} 比所比的数更细，后者只保留 {decimals} 位小数",
    "{number} is finer than what it is for, which has {decimals} decimals",
)
_MATCH = Phrase(
    "请减少它的小数位，或增加 decimals、rounding 的位数",
    "Give it fewer decimals, or raise decimals or rounding",
)

RULE = Rule("finer-than-rounding", WARNING, __doc__, CHINESE, find)
