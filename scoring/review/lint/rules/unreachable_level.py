"""A level that nobody can be given.

Avoid: a level whose title is none of the choices of its field.
Prefer: titles that are the choices, to the letter.
Why: the level decides nothing; most often one of the two is misspelt.
For example:
    ✗ "choices": ["达成", "未达成"], "levels": [{"title": "达成预期", "share": 1}, …]
    ✓ "choices": ["达成预期", "未达成"], "levels": [{"title": "达成预期", "share": 1}, …]
"""

from collections.abc import Iterator

from scoring.methods.rating import Rating
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.rules.unanswered_level import levels_chosen
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """不可能评到的等级。

避免：等级名称不在字段的选项之中。
宜：等级名称与选项一字不差。
理由：这个等级不起作用，多半是其中一处写错了字。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf, row in study.placed:
        method = leaf.indicator.method
        chosen = levels_chosen(study, leaf, row)
        if not isinstance(method, Rating) or chosen is None:
            continue
        for index, level in enumerate(method.levels):
            if level.title not in chosen:
                place = (*path, "score", "levels", index, "title")
                yield Slip(place, _NOBODY(title=level.title), _MATCH(names=sorted(chosen)))


_NOBODY = Phrase("没有谁会评为「{title}」", 'nobody can be rated "{title}"')
_MATCH = Phrase("请与选项一致：{names}", "Make it one of the choices: {names}")

RULE = Rule("unreachable-level", WARNING, __doc__, CHINESE, find)
