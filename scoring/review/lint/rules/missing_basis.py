"""A rule without a basis.

Avoid: an indicator, a check, an adjustment or a veto that cites no document.
Prefer: "basis" on each of them, or on the dimension above; what is the bureau's own says so.
Why: a deduction must be able to name the document that authorises it.
For example:
    ✗ {"id": "rate", "weight": 10, "score": {…}}
    ✓ {"id": "rate", "weight": 10, "basis": "cb2013_53", "score": {…}}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """没有依据的规则。

避免：指标、勾稽校验、加减分、一票否决没有写依据。
宜：逐项写明 basis，或写在上级维度；自定的也如实写明。
理由：每一笔扣分都要说得出所依据的文件。
"""


def find(study: Study) -> Iterator[Slip]:
    rules = study.ruleset
    for path, leaf in study.leaves:
        node = leaf.indicator
        if not (node.basis or any(above.basis for above in leaf.path)):
            yield Slip(path, _NONE(title=node.title), _CITE())
    for section in ("checks", "adjustments", "vetoes"):
        given = getattr(rules, section)
        for path, thing in zip(study.keys(section), given, strict=True):
            if not thing.basis:
                yield Slip(path, _NONE(title=thing.title), _CITE())


_NONE = Phrase("「{title}」没有依据", '"{title}" has no basis')
_CITE = Phrase("请用 basis 写明依据的文件；自定的也如实写明", "Name a document with basis")

RULE = Rule("missing-basis", WARNING, __doc__, CHINESE, find)
