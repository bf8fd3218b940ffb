"""Marks that fall and then rise again as the value grows.

Avoid: a middle band, or a middle point of a line, that earns less than both its neighbours.
Prefer: marks that rise, fall, or have one best stretch.
Why: a better value would score less and a worse one more; most often two marks are swapped.
For example:
    ✗ {"range": "<60", "points": 3}, {"range": "[60,90)", "points": 0}, {"range": ">=90", …}
    ✓ {"range": "<60", "points": 0}, {"range": "[60,90)", "points": 3}, {"range": ">=90", …}
"""

from collections.abc import Iterator

from scoring.methods.bands import Bands
from scoring.methods.interpolate import Interpolate
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """得分先降后升。

避免：中间一档（或一点）的得分低于两边。
宜：得分一路上升、一路下降，或中间最高。
理由：否则越好反而越低；多半是两档的分值写反了。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf, _ in study.placed:
        method = leaf.indicator.method
        if isinstance(method, Bands):
            ordered = sorted(enumerate(method.bands), key=lambda x: float(x[1].interval.start))
            shares = [(("bands", index), band.share) for index, band in ordered]
        elif isinstance(method, Interpolate):
            shares = [(("points", index), share) for index, share in enumerate(method.shares)]
        else:
            continue
        for index in range(1, len(shares) - 1):
            place, share = shares[index]
            before = max(other for _, other in shares[:index])
            after = max(other for _, other in shares[index + 1 :])
            if share < min(before, after):
                yield Slip((*path, "score", *place), _VALLEY(), _MEND())


_VALLEY = Phrase(
    "得分低于两边，完成值越好得分反而越低", "it earns less than what lies on both sides"
)
_MEND = Phrase("请检查各档得分的次序", "Check the order of the marks")

RULE = Rule("uneven-shares", WARNING, __doc__, CHINESE, find)
