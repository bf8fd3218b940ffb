"""A grade that no total can reach.

Avoid: a grade that begins above full marks.
Prefer: grades on the scale of the total.
Why: nobody can be given it; most often full marks changed and the grades did not.
For example:
    ✗ "full_marks": 10, "grades": [{"title": "优", "at_least": 90}, {"title": "差", "at_least": 0}]
    ✓ "full_marks": 10, "grades": [{"title": "优", "at_least": 9}, {"title": "差", "at_least": 0}]
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.ruleset.tree import figure
from scoring.words import Phrase

CHINESE = """总分达不到的等级。

避免：等级的起点高于满分。
宜：等级与总分用同一尺度。
理由：谁也评不上；多半是改了满分而没有改等级。
"""


def find(study: Study) -> Iterator[Slip]:
    full = study.ruleset.full_marks
    for index, grade in enumerate(study.ruleset.grades):
        if grade.at_least > full and not study.ruleset.bonus_beyond_full:
            told = _ABOVE(title=grade.title, least=figure(grade.at_least), full=figure(full))
            yield Slip(("grades", index, "at_least"), told, _MEND())


_ABOVE = Phrase(
    "「{title}」的起点 {least} 高于满分 {full}", '"{title}" begins at {least}, above {full}'
)
_MEND = Phrase("请按满分改写起点", "Begin it within full marks")

RULE = Rule("unreachable-grade", WARNING, __doc__, CHINESE, find)
