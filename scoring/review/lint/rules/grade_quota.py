"""Quotas of grades that leave some departments without one.

Avoid: a quota on the lowest grade, or one of 0.
Prefer: quotas on the upper grades; the lowest takes whoever remains.
Why: whom the quotas move down must come to rest somewhere.
For example:
    ✗ [{"title": "优", "at_least": 90, "quota": 0.3}, {"title": "差", "at_least": 0, "quota": 0.1}]
    ✓ [{"title": "优", "at_least": 90, "quota": 0.3}, {"title": "差", "at_least": 0}]
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """等级比例容不下所有部门。

避免：最低一等也限比例，或比例为 0。
宜：只限较高的等级，其余都归最低一等。
理由：被比例压下来的部门总要有个等级。
"""


def find(study: Study) -> Iterator[Slip]:
    last = len(study.ruleset.grades) - 1
    for index, grade in enumerate(study.ruleset.grades):
        if grade.quota is None:
            continue
        if grade.quota == 0:
            yield Slip(("grades", index, "quota"), _NOBODY(title=grade.title), _RAISE())
        elif index == last and grade.quota < 1:
            yield Slip(("grades", index, "quota"), _LOWEST(title=grade.title), _DROP())


_NOBODY = Phrase(
    "「{title}」的比例为 0，谁也评不上", 'the quota of "{title}" is 0: nobody can have it'
)
_RAISE = Phrase("请提高比例，或删去这一等", "Raise it, or remove the grade")
_LOWEST = Phrase(
    "最低一等「{title}」也限了比例，超出的部门没有等级可归",
    'the lowest grade, "{title}", has a quota: who is beyond it belongs nowhere',
)
_DROP = Phrase("请删去最低一等的 quota", "Remove the quota of the lowest grade")

RULE = Rule("grade-quota", WARNING, __doc__, CHINESE, find)
