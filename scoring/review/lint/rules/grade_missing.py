"""A total that has no grade.

Avoid: a lowest grade that begins above 0.
Prefer: a last grade with "at_least": 0.
Why: departments below it have no grade at all, and nothing says which they should have.
For example:
    ✗ [{"title": "优", "at_least": 90}, {"title": "良", "at_least": 60}]
    ✓ [{"title": "优", "at_least": 90}, {"title": "差", "at_least": 0}]
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.ruleset.tree import figure
from scoring.words import Phrase

CHINESE = """有的总分没有等级。

避免：最低一等的起点高于 0。
宜：最后一等写 "at_least": 0。
理由：低于它的部门没有等级，规则也没说应评什么。
"""


def find(study: Study) -> Iterator[Slip]:
    grades = study.ruleset.grades
    if grades and grades[-1].at_least > 0:
        place = ("grades", len(grades) - 1, "at_least")
        yield Slip(place, _NONE(least=figure(grades[-1].at_least)), _ADD())


_NONE = Phrase("总分低于 {least} 的没有等级", "totals below {least} have no grade")
_ADD = Phrase('请补一个 "at_least": 0 的等级', 'Add a grade with "at_least": 0')

RULE = Rule("grade-missing", WARNING, __doc__, CHINESE, find)
