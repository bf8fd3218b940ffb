"""Marks given by judgement, without saying by what.

Avoid: a rating or a reviewer's marks without description or evidence.
Prefer: "description" with the criteria of each level, "evidence" with what proves it.
Why: two reviewers would judge the same department differently, and neither could say why.
For example:
    ✗ {"id": "effect", "score": {"method": "judged", "given": "points", "reason": "why"}}
    ✓ {…, "description": "按目标实现程度评分：……", "evidence": "项目验收报告"}
"""

from collections.abc import Iterator

from scoring.methods.judged import Judged
from scoring.methods.rating import Rating
from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """凭评判给分而没有标准。

避免：评定等级、评审打分的指标没有说明或佐证材料。
宜：用 description 写明各等级的标准，用 evidence 写明凭什么评。
理由：否则同一个部门两个人评出两个分，都说不出道理。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        node = leaf.indicator
        if isinstance(node.method, Rating | Judged) and not (node.description and node.evidence):
            yield Slip(path, _NONE(title=node.title), _ADD())


_NONE = Phrase(
    "「{title}」凭评判给分，没有写明标准和佐证", '"{title}" is judged by no stated criteria'
)
_ADD = Phrase("请写明 description 和 evidence", "Write its description and evidence")

RULE = Rule("judged-without-criteria", ADVICE, __doc__, CHINESE, find)
