"""Bounds for tuning that exclude the weight itself.

Avoid: "tune" with a minimum above the weight, or a maximum below it.
Prefer: bounds around the weight as it is.
Why: the ruleset in force would not be among those that tuning may propose.
For example:
    ✗ {"weight": 10, "tune": {"min": 12, "max": 20}}
    ✓ {"weight": 10, "tune": {"min": 8, "max": 20}}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.ruleset.tree import figure
from scoring.words import Phrase, plain

CHINESE = """权重不在调整范围内。

避免：tune 的下限高于权重，或上限低于权重。
宜：调整范围包含现在的权重。
理由：否则现行的权重反而不在可以调整的结果之中。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, node in study.nodes:
        weight, tune = node.weight, node.tune
        if tune is None:
            continue
        if tune.min is not None and weight < tune.min:
            told = _BELOW(weight=figure(weight), min=plain(tune.min))
            yield Slip((*path, "tune", "min"), told, _WIDEN())
        if tune.max is not None and weight > tune.max:
            told = _ABOVE(weight=figure(weight), max=plain(tune.max))
            yield Slip((*path, "tune", "max"), told, _WIDEN())


_BELOW = Phrase("权重 {weight} 低于下限 {min}", "the weight of {weight} is below the least, {min}")
_ABOVE = Phrase("权重 {weight} 高于上限 {max}", "the weight of {weight} is above the most, {max}")
_WIDEN = Phrase("请放宽调整范围，或改权重", "Widen the bounds, or change the weight")

RULE = Rule("tune-excludes-weight", WARNING, __doc__, CHINESE, find)
