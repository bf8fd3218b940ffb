"""An indicator on which nobody can get full marks.

Avoid: a best share below 1, or a target beyond what its fields allow.
Prefer: a rule that somebody can meet in full.
Why: every department loses these marks whatever it does, and full marks are no longer full.
For example:
    ✗ "levels": [{"title": "好", "share": 0.9}, {"title": "差", "share": 0}]
    ✓ "levels": [{"title": "好", "share": 1}, {"title": "差", "share": 0}]
"""

from collections.abc import Iterator

from scoring.review.lint.attainable import attainable
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.rules import full_marks_differ
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase, plain

CHINESE = """谁也得不到满分的指标。

避免：最高得分率不到 1，或目标超出字段允许的范围。
宜：总有人能够做到满分的规则。
理由：各部门无论怎样都要丢这些分，满分不再是满分。
"""

_DUST = 1e-6


def find(study: Study) -> Iterator[Slip]:
    told = {slip.path[:-2] for slip in full_marks_differ.find(study)}
    for path, leaf in study.leaves:
        best = attainable(study, leaf).high
        if leaf.indicator.weight and best < 1 - _DUST and path not in told:
            rate = plain(round(best * 100, 2))
            yield Slip((*path, "score"), _NEVER(title=leaf.indicator.title, rate=rate), _MEND())


_NEVER = Phrase(
    "「{title}」在字段允许的范围内最多得 {rate}%",
    '"{title}" earns {rate}% at most within what its fields allow',
)
_MEND = Phrase(
    "请检查目标、各档得分率和字段的最小值、最大值",
    "Check targets, shares, and the bounds of the fields",
)

RULE = Rule("nobody-can-win", WARNING, __doc__, CHINESE, find)
