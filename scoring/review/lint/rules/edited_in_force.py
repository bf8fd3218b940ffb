"""An edition edited after it came into force.

Avoid: changing a file that departments are already judged by; noting under "changes" an edit of a
    day after "in_force.from".
Prefer: a new edition, which may hold only what differs with "extends".
Why: one name would stand for two rules, and a published score could not be worked out again.
    Compared are the edition of the same name that comes with the engine, and the file named by
    `--since`; what only suppresses findings does not count.
For example:
    ✗ "edition": "2019", "in_force": {"from": "2019-01-01"}, "changes": "2019年9月1日改及格线为65"
    ✓ "edition": "2020", "extends": "kunming-department@2019", "in_force": {"from": "2020-01-01"}
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scoring.review.lint.rule import ERROR, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """施行后又修改的版本。

避免：修改已经用来评分的文件；changes 里记着施行日期之后的修改。
宜：另出新版本，可用 extends 只写不同之处。
理由：否则一个名称代表两套规则，已公布的得分无法复算。比较的对象是随引擎提供的同名版本，
以及 --since 指定的文件；只增减“不再提示”的不算修改。
"""

_DAY = re.compile(r"(\d{4})(?:-|/|年)(\d{1,2})(?:-|/|月)(\d{1,2})")
_NO_RULES = ("lint", "$schema", "extends")


def find(study: Study) -> Iterator[Slip]:
    rules = study.ruleset
    if rules.in_force is None:
        return
    start = rules.in_force[0]
    days = sorted(f"{y}-{int(m):02}-{int(d):02}" for y, m, d in _DAY.findall(rules.changes))
    if days and days[-1] > start:
        yield Slip(("changes",), _NOTED(day=days[-1], start=start), _SUCCEED())
    for name, earlier in study.earlier.items():
        differing = sorted(_differing(study.document, earlier))
        if differing:
            told = _CHANGED(start=start, name=name, keys=differing)
            yield Slip(("edition",), told, _SUCCEED())


def _differing(document: Mapping[str, Any], earlier: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys at the top whose values are no longer what they were."""
    for key in {*document, *earlier}.difference(_NO_RULES):
        if document.get(key) != earlier.get(key):
            yield key


_NOTED = Phrase(
    "自 {start} 起施行，changes 却记着 {day} 的修改",
    "in force from {start}, yet changes notes an edit of {day}",
)
_CHANGED = Phrase(
    "自 {start} 起施行，内容却与同名的 {name} 不同：{keys}",
    "in force from {start}, yet not the same as {name} of that name: {keys}",
)
_SUCCEED = Phrase("请恢复原文，另出新版本", "Restore it, and make a new edition")

RULE = Rule("edited-in-force", ERROR, __doc__, CHINESE, find)
