"""Departments judged against peer groups that may be tiny.

Avoid: a relative method where ranks are given within groups nobody counted.
Prefer: comparison with all departments ("within": null); or a suppression that says how large the
    groups are.
Why: a group of one earns full marks whatever it did, and in a group of two one must be last.
For example:
    ✗ "ranking": {"within": "peer_group"}, "score": {"method": "relative", "against": "rank"}
    ✓ "lint": [{"rule": "tiny-peer-groups", "reason": "最小的同类组有 12 个部门"}]
"""

from collections.abc import Iterator

from scoring.methods.relative import Relative
from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """同类组可能太小。

避免：分组横向比较，却没有人数过各组有几家。
宜：与全部部门比较（"within": null）；或在 lint 中写明各组有多少家。
理由：一家一组的无论如何都得满分，两家一组的必有一家垫底。
"""


def find(study: Study) -> Iterator[Slip]:
    within = study.ruleset.ranking.within
    for path, leaf in study.leaves:
        if within is not None and isinstance(leaf.indicator.method, Relative):
            told = _TINY(title=leaf.indicator.title, field=within)
            yield Slip((*path, "score", "against"), told, _COUNT())


_TINY = Phrase(
    "「{title}」在按 {field} 分的组内比较，组可能很小",
    '"{title}" is compared within groups by {field}, which may be tiny',
)
_COUNT = Phrase(
    "请确认各组的家数，并在 lint 中写明", "Count the groups, and say so in a suppression"
)

RULE = Rule("tiny-peer-groups", ADVICE, __doc__, CHINESE, find)
