"""A deduction whose first step takes everything.

Avoid: a step that costs the whole weight or more.
Prefer: `condition`, which says all or nothing; or a step that leaves something.
Why: it reads like a scale and is none: to miss the limit by a little or by much is the same.
For example:
    ✗ {"weight": 5, "score": {"method": "deduct", "limit": {"at_most": 0}, "each": 1, "points": 5}}
    ✓ {"weight": 5, "score": {"method": "deduct", "limit": {"at_most": 0}, "each": 1, "points": 1}}
"""

from collections.abc import Iterator

from scoring.methods.deduct import Deduct
from scoring.methods.relative import Relative
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase, plain

CHINESE = """一档就扣完。

避免：每档扣分等于或超过权重。
宜：全得或全不得的用 condition；要分档的，每档只扣一部分。
理由：看似逐档扣分，其实差一点与差很多扣得一样。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        method, weight = leaf.indicator.method, leaf.indicator.weight
        if not weight or not isinstance(method, Deduct | Relative):
            continue
        stepped = method.steps != "proportional" and method.each is not None
        if stepped and method.cost >= 1 and method.most >= 1:
            spec = study.at((*path, "score"))
            key = "points" if "points" in spec else "share"
            cost = plain(round(method.cost * float(weight), 4))
            yield Slip((*path, "score", key), _ALL(cost=cost, weight=plain(float(weight))), _MEND())


_ALL = Phrase(
    "每档扣 {cost} 分，权重只有 {weight} 分，一档就扣完",
    "a step costs {cost} of a weight of {weight}: the first takes everything",
)
_MEND = Phrase("请减少每档扣分，或改用 condition", "Let a step cost less, or use condition")

RULE = Rule("deduct-all-at-once", WARNING, __doc__, CHINESE, find)
