"""A threshold with a name but without a basis.

Avoid: a parameter that moves marks and cites no document.
Prefer: "basis" on every parameter; what the bureau chose itself says so.
Why: thresholds are what departments dispute.
For example:
    ✗ "parameters": {"pass_line": {"value": 60, "title": "及格线"}}
    ✓ "parameters": {"pass_line": {"value": 60, "title": "及格线", "basis": "cb2013_53"}}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.ruleset.tree import same
from scoring.words import Phrase

CHINESE = """没有依据的门槛。

避免：影响得分的参数没有写依据。
宜：每个参数都写 basis；自定的也如实写明。
理由：部门有异议的往往正是门槛。
"""


def find(study: Study) -> Iterator[Slip]:
    for path in study.keys("parameters"):
        given = study.ruleset.parameters[same(str(path[-1]))]
        if not given.basis:
            yield Slip(path, _NONE(title=given.title or given.id), _CITE(), True)


_NONE = Phrase("门槛「{title}」没有依据", 'the threshold "{title}" has no basis')
_CITE = Phrase("请用 basis 写明依据的文件；自定的也如实写明", "Name a document with basis")

RULE = Rule("threshold-without-basis", WARNING, __doc__, CHINESE, find)
